# versions: 3.9,3.11,3.13,3.14
"""Who holds constants: the syntax tree those it had, only the code those that folding made, and nested code."""
import sys
data = b'q' * 100
d2 = 'ab' * 30
d3 = (1001, 2002)
d4 = 1000 * 1000
d5 = 'lit eral'
d6 = (1, 'a b', 3.5)
d7 = -12345
d8 = 1.5 + 2.5
print([sys.getrefcount(x) for x in (data, d2, d3, d4, d5, d6, d7, d8)])
print(sys.getrefcount(data), sys.getrefcount(d2), sys.getrefcount(d3), sys.getrefcount(d4), sys.getrefcount(d5), sys.getrefcount(d6), sys.getrefcount(d7), sys.getrefcount(d8))
def f(a=b'k' * 9):
    x = 'in ner' * 3
    return sys.getrefcount(x), sys.getrefcount(a), sys.getrefcount(f.__code__)
print(f(), f())
print(sys.getrefcount(1000 + 2000), sys.getrefcount((1, 2, 1.5)), sys.getrefcount([1, 2, 3, 4.5]))

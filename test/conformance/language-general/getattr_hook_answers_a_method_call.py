# versions: 3.9-3.14
class L:
    def __getattr__(self, n):
        return lambda x: x
l=L()
def f(o): return l.foo(o)
print(f(5))
class L2:
    def __getattr__(self, n):
        return getattr(5, 'bit_length')
print(L2().foo())
class L3:
    def __getattr__(self, n):
        import sys
        return sys.getsizeof
print(L3().getsizeof(5))

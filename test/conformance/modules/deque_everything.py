# versions: 3.9-3.15
import sys
from _collections import deque
def t(f, *a):
    try: print(f(*a))
    except Exception as e: print(type(e).__name__, e)
d = deque()
print(d, len(d), bool(d), sys.getsizeof(d), sys.getsizeof(deque(range(10))), sys.getsizeof(deque(range(1000))), deque.__basicsize__)
sizes = []
d = deque()
for i in range(400):
    d.append(i); sizes.append(sys.getsizeof(d))
for i in range(400):
    d.popleft() if i % 2 else d.pop(); sizes.append(sys.getsizeof(d))
for i in range(400):
    d.appendleft(i); sizes.append(sys.getsizeof(d))
print(sorted(set(sizes)), hash(tuple(sizes)))
d = deque(range(10), maxlen=4)
print(d, d.maxlen, deque().maxlen)
d.append(99); print(d); d.appendleft(-1); print(d)
d.extend([1,2,3,4,5,6]); print(d); d.extendleft('abcdef'); print(d)
d = deque(range(200))
for n in (0, 1, -1, 5, -7, 100, -100, 199, 200, 201, -1000, 64, 63):
    d.rotate(n); print(d[0], d[-1], d[100], sys.getsizeof(d))
print(d[5], d[-5]); d[5] = 'five'; print(d[5]); del d[5]; print(d[5], len(d))
t(lambda: d[1000]); t(lambda: d['a']); t(lambda: d[1:2])
def setit(): d[1000] = 1
t(setit)
def delit(): del d[1000]
t(delit)
print(d.count(7), 7 in d, 'zz' in d, d.index(7) if 7 in d else None)
t(d.index, 'nope'); t(d.remove, 'nope'); t(d.index, 8, 0, 3); t(d.index, 8, -1000, 1000)
d = deque('abcabc'); d.remove('b'); print(d); d.insert(2, 'X'); print(d); d.insert(-2, 'Y'); print(d); d.insert(100, 'Z'); d.insert(-100, 'A'); print(d)
t(deque('abc', 3).insert, 0, 1)
d.reverse(); print(d); print(list(reversed(d)))
t(deque().pop); t(deque().popleft)
it = iter(d); next(it); d.append(1); t(next, it); t(next, it)
it = reversed(d); next(it); d.append(1); t(next, it)
print(iter(d).__length_hint__(), iter(d).__reduce__()[1][1], type(iter(d)), type(reversed(d)))
d = deque([1,2]); d.append(d); print(d)
d.clear()
print(d, deque([1,2]) == deque([1,2]), deque([1,2]) < deque([1,3]), deque([1]) == [1], deque([1,2]) != deque([1]), deque([1,2,3]) >= deque([1,2]))
print(deque([1,2]) + deque([3]), deque([1,2]) * 3, 2 * deque([5]), deque([1,2,3], 4) * 5, deque([1])*0, deque([1])*-1)
t(lambda: deque() + [1]); t(lambda: deque([1]) < [1]); t(hash, deque())
d = deque([1,2,3]); e = d; d += 'ab'; d *= 2; print(d is e, d); d += d; print(d); d.extendleft(d); print(d)
t(deque, 1); t(deque, [], -1); t(deque, [], 'x'); t(deque, [], None); t(deque, [], 1, 2); t(lambda: deque(iterable=[1], maxlen=2)); t(lambda: deque(foo=1)); t(deque, [], 2**70)
print(d.copy() is d, d.__copy__() == d, d.__reduce__()[:3], deque([1], 3).__reduce__()[:3])
class D(deque): pass
x = D('abc', 2); x.foo = 1
print(x, x.copy(), x.__reduce__()[:3], sys.getsizeof(x), type(x.copy()), D().__reduce__()[:3])
class E:
    def __eq__(self, o): dd.clear(); return False
dd = deque([E(), E()])
t(dd.count, 1)
dd = deque([E(), E()]); t(dd.index, 1)
dd = deque([E(), E()]); t(dd.remove, 1)
dd = deque([E(), E()]); t(dd.__contains__, 1)
dd = deque([E(), E()]); t(lambda: dd == deque([1,2]))
print(deque.__doc__); print(deque.__name__, deque.__module__, deque[int])
from _weakref import ref as wr
r = wr(dd); del dd; print(r())
import gc
print(gc.is_tracked(deque()), sys.getrefcount(deque()))
def gen():
    for i in range(3): yield i
print(deque(gen(), 2), deque(map(str, gen())))
def bad():
    yield 1
    raise ValueError('x')
t(deque, bad())
for dt in (deque(range(130)),):
    del dt[64]; del dt[0]; del dt[-1]; print(list(dt)[60:70], len(dt))
print(sum(sys.getsizeof(deque(range(i))) for i in range(300)))
print(sys.getsizeof(iter(deque())), sys.getsizeof(reversed(deque())))
class H:
    def __init__(s, n): s.n=n
    def __del__(s): print('del', s.n, end=' ')
q = deque(H(i) for i in range(4)); q.clear(); print()
q = deque(H(i) for i in range(130)); del q; print()
q = deque((H(i) for i in range(4)), 2); print(); del q; print()

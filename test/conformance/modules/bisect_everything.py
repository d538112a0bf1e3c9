# versions: 3.9-3.15
import bisect
def t(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
print(type(bisect.bisect).__name__)
l = [1, 3, 3, 3, 7]
print([(bisect.bisect_left(l, x), bisect.bisect_right(l, x), bisect.bisect(l, x)) for x in range(9)])
print(bisect.bisect(l, 3, 2), bisect.bisect(l, 3, 0, 2), bisect.bisect_left(l, 3, lo=1, hi=3), bisect.bisect([], 1), bisect.bisect(l, 3, 0, None))
for x in (0, 3, 5, 9): bisect.insort(l, x)
bisect.insort_left(l, 3.0); print(l)
t(bisect.bisect, l, 1, -1); t(bisect.bisect, 1, 1); t(bisect.insort, (1,), 1); t(bisect.bisect, [1], 'a'); t(bisect.bisect, [1, 2], 5, 0, 99); t(bisect.bisect, [1], 1, 'x')
class Seq:
    def __init__(self): self.items = list(range(0, 100, 10))
    def __len__(self): return len(self.items)
    def __getitem__(self, i): return V(self.items[i])
    def insert(self, i, x): self.items.insert(i, x.n)
class V:
    def __init__(self, n): self.n = n
    def __lt__(self, other): print('lt', self.n, other.n, end='; '); return [] if self.n >= other.n else 'yes'
s = Seq(); print(bisect.bisect_left(s, V(35)), bisect.bisect_right(s, V(30))); bisect.insort(s, V(42)); print(s.items)
class Bad:
    def __lt__(self, other): raise ZeroDivisionError('bad')
t(bisect.bisect, [1, 2], Bad())
class NoBool:
    def __lt__(self, o): return self
    def __bool__(self): raise KeyError('bool')
t(bisect.bisect, [1, 2], NoBool())
import sys
if sys.version_info >= (3, 10):
    words = ['a', 'bb', 'ccc']
    print(bisect.bisect(words, 2, key=len), bisect.bisect_left(words, 2, key=len)); bisect.insort(words, 'xx', key=len); print(words)
    t(bisect.bisect, [3, 1], 1, key=5); t(bisect.insort, ['a'], 5, key=len)

# versions: 3.9-3.15
import sys
from _collections import defaultdict, deque, _count_elements
def t(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
d = defaultdict(list)
print(d, len(d), sys.getsizeof(d), d.default_factory, defaultdict.__basicsize__, defaultdict.__mro__)
d['a'].append(1); d['b']; print(d, d['a'], sys.getrefcount(d['a']))
d = defaultdict(int, {'x': 1}, y=2); d['z'] += 5; print(d, dict(d), sorted(d), d == {'x':1,'y':2,'z':5})
t(lambda: defaultdict()['q']); t(lambda: defaultdict(None)['q']); t(defaultdict, 1); t(defaultdict, int, 1); t(defaultdict, int, {}, 2); t(lambda: defaultdict(default_factory=int))
e = d.copy(); print(type(e), e == d, e is d, e.default_factory)
d.default_factory = lambda: 'new'; print(d['new'], d['z'])
del d.default_factory; print(d.default_factory); t(lambda: d['k'])
d.default_factory = 3; t(lambda: d['k'])
import sys
print(repr(defaultdict(None)), repr(defaultdict(list, a=defaultdict(int))))
d = defaultdict(list); d['me'] = d; print(d)
d = defaultdict(lambda: 1/0); t(lambda: d['x']); print(len(d))
print(defaultdict(int, a=1) | {'b': 2}, {'b': 2} | defaultdict(int, a=1), type({} | defaultdict(int)))
t(lambda: defaultdict(int) | 3)
d = defaultdict(int, a=1); d |= {'q': 9}; print(d)
class S(defaultdict):
    def __missing__(self, k): return 'missing %r' % (k,)
s = S(int); print(s['q'], s, s.copy(), type(s.copy()), sys.getsizeof(s))
class F(defaultdict): pass
f = F(list); f.at = 1; f[1].append(2); print(f, f.__reduce__()[:4], list(f.__reduce__()[4]))
print(defaultdict(list).__reduce__()[:4], defaultdict().__reduce__()[:4])
def fac():
    d['in'] = 'factory'
    return 'answer'
d = defaultdict(fac); print(d['in'], dict(d))
print(defaultdict.__doc__, defaultdict.__missing__.__doc__, defaultdict[str, int], defaultdict.copy.__doc__)
m = {}; _count_elements(m, 'abracadabra'); print(m)
m = {}; t(_count_elements, m, 5); t(_count_elements, m, [[]]); t(_count_elements, m); print(m)
class C(dict):
    def get(self, k, d): return dict.get(self, k, d)
    def __setitem__(self, k, v): dict.__setitem__(self, k, v); print('set', k, v)
c = C(); _count_elements(c, 'aab'); print(c)
class K:
    def __init__(s, n): s.n = n
    def __hash__(s): return 1
    def __eq__(s, o): return s.n == o.n
    def __repr__(s): return 'K%d' % s.n
m = {}; _count_elements(m, [K(1), K(2), K(1)]); print(m)
m = {'a': 'x'}; t(_count_elements, m, 'a')
def gen():
    yield 'a'; yield 'b'; raise KeyError('boo')
m = {}; t(_count_elements, m, gen()); print(m)
from _collections import _tuplegetter
g = _tuplegetter(1, 'docs'); print(g, g.__doc__, g.__reduce__(), sys.getsizeof(g), type(g))
class P(tuple):
    b = g
    z = _tuplegetter(7, 'x')
p = P((1,2,3)); print(p.b, P.b, P.b is g); t(lambda: p.z)
def setb(): p.b = 1
t(setb)
def delb(): del p.b
t(delb)
t(g.__get__, 5, int); t(g.__get__, None, int); t(_tuplegetter, 'a', 'b'); t(_tuplegetter, 1)

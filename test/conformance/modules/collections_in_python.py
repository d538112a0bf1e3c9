# versions: 3.10-3.15
import sys
def t(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
from collections import namedtuple, Counter, ChainMap, OrderedDict as _OD
Pt = namedtuple('Pt', 'x y', defaults=[5])
a = Pt(1); print(a, a.x, a.y, a._replace(x=9), a._asdict(), Pt._fields, Pt._make([3,4]), Pt.x, a == (1,5), sys.getsizeof(a), Pt.__doc__, Pt.x.__doc__, Pt._field_defaults)
t(namedtuple, 'A', 'a a'); t(namedtuple, 'A', 'class'); print(namedtuple('A', 'a def a', rename=True)._fields); t(Pt); t(lambda: Pt(1,2,3))
def sx(): a.x = 1
t(sx)
c = Counter('mississippi'); print(c, c.most_common(2), c['zz'], sorted(c.elements()), c + Counter('ss'), c - Counter('ss'), c & Counter('ms'), c | Counter(z=3), +c, -c, sys.getsizeof(c))
c.update('mm'); c.subtract('iii'); print(c, sum(c.values()), dict(c), c.copy() == c)
t(Counter, 1, 2); print(Counter(a=1), Counter({'a': 2}), Counter())
m = ChainMap({'a': 1}, {'a': 2, 'b': 3}); print(m, m['a'], m['b'], list(m), len(m), m.new_child({'c': 1}), m.parents); t(lambda: m['zz'])
m['n'] = 1; print(m.maps); del m['a']; print(m['a'])

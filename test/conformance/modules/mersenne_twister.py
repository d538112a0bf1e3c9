# versions: 3.11-3.15, !32
import _random, sys
def t(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
R = _random.Random
print(R.__basicsize__, sys.getsizeof(R()), R, R.__mro__, R.__flags__ & (1 << 14) != 0, R.__doc__)
r = R(42); print([r.random() for i in range(5)], [r.getrandbits(k) for k in (0, 1, 5, 31, 32, 33, 64, 100, 1000)])
for s in (0, 1, -1, 2**32, 2**32-1, -2**64, 10**50, 3.5, -7.25, True, 2**31, b'' , (), 'a'*0):
    r.seed(s); print(repr(s), r.random(), r.getrandbits(64))
r.seed(7); st = r.getstate(); print(type(st), len(st), st[:3], st[-1]); a = [r.random() for i in range(700)]; r.setstate(st); print(a == [r.random() for i in range(700)])
t(r.setstate, 1); t(r.setstate, (1,)); t(r.setstate, (0,)*624+(700,)); t(r.setstate, (-1,)*625); t(r.setstate, ('a',)*625); t(r.setstate, (0,)*624+(-1,)); t(r.setstate, (2**40,)*624+(3,))
class S(R): pass
s = S(5); print(s.random(), sys.getsizeof(s)); t(S, x=1); t(S, 1, 2)
class I(int):
    def __abs__(self): return 99
r.seed(I(-3)); print(r.random()); r.seed(3); print(r.random())
class H:
    def __hash__(self): return -5
r.seed(H()); print(r.random())
print(0 <= R().random() < 1, r.seed(None), r.seed(), 0 <= r.random() < 1)

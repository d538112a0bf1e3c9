# versions: 3.9-3.15, !32
import math
def t(f, *a, **k):
    try: print(f.__name__, str(a)[:40], k, '->', repr(f(*a, **k))[:60])
    except Exception as e: print(f.__name__, str(a)[:40], k, '->', type(e).__name__, e)
inf, nan = math.inf, math.nan
one = [n for n in ('acos acosh asin asinh atan atanh ceil cos cosh degrees erf exp exp2 expm1 fabs factorial floor frexp gamma gcd isfinite isinf isnan isqrt lcm lgamma log log10 log1p log2 modf radians sin sinh sqrt tan tanh trunc ulp fsum hypot prod').split() if hasattr(math, n)]
for n in one:
    f = getattr(math, n)
    for x in (0, -1, -0.0, inf, -inf, nan, -2.5, 'x', 10**400, 1e308, 5e-324, 4.0):
        if n == 'factorial' and type(x) == float or n=='factorial' and x == 10**400: continue
        t(f, x)
    if n != 'log': t(f); t(f, 1, 2); t(f, x=1)
two = [n for n in ('atan2 copysign fmod pow remainder nextafter gcd lcm comb perm log ldexp hypot isclose dist').split() if hasattr(math, n)]
for n in two:
    f = getattr(math, n)
    for x in (0, -1.5, inf, nan, 10):
        for y in (0, -2.5, -inf, 3, 2000):
            if n in ('comb', 'perm') and x == 10**400 and y==2000: continue
            t(f, x, y)
    if n != 'log': t(f); t(f, 1); t(f, 1, 2, 3)
t(math.perm, 5); t(math.perm, 5, None); t(math.comb, 100, 50); t(math.perm, 50, 20); t(math.comb, 10**30, 2); t(math.perm, 10**30, 2); t(math.comb, 2.0, 1)
t(math.isclose, 1, 1.0000000001); t(math.isclose, 1, 1.1, rel_tol=0.2); t(math.isclose, 0, 1e-12, abs_tol=1e-9); t(math.isclose, 1, 2, rel_tol=-1); t(math.isclose, 1, 2, abs_tol=-1); t(math.isclose, a=1, b=1); t(math.isclose, inf, inf); t(math.isclose, 1, 1, 0.5)
t(math.gcd); t(math.lcm); t(math.gcd, 12, 18, 27); t(math.lcm, 4, 6, 10); t(math.gcd, 2**200*15, 3**100*25); t(math.gcd, 1.5, 2); t(math.lcm, 0, 5)
t(math.isqrt, 10**40+12345); t(math.isqrt, -5); t(math.isqrt, 2.0)
t(math.factorial, 20); t(math.factorial, 30); t(math.factorial, -1); t(math.factorial, 10**30); t(math.factorial, 2**63); t(math.factorial, -10**30)
print(math.factorial(1000) % 10**9+7, len(str(math.factorial(1000))))
t(math.dist, [1,2,3], [4,5,6]); t(math.dist, (1,2), (3,)); t(math.dist, (), ()); t(math.dist, (1,'a'), (2,3));  t(math.dist, [1.5]*30, [2.5]*30); t(math.dist, 1, 2); t(math.dist, [nan], [inf]); t(math.dist,[1e308,1e308],[-1e308,-1e308])
t(math.hypot, 3, 4); t(math.hypot, 1,1,1,1); t(math.hypot, 'a'); t(math.hypot, 1e308, 1e308); t(math.hypot, 5e-324, 5e-324); t(math.hypot); t(math.hypot, nan, inf)
t(math.fsum, [.1]*10); t(math.fsum, [1e100, 1, -1e100]); t(math.fsum, [1e308, 1e308, -1e308]); t(math.fsum, [inf, -inf]); t(math.fsum, [inf, 1]); t(math.fsum, [nan, inf]); t(math.fsum, ['a']); t(math.fsum, 5); t(math.fsum, []); t(math.fsum, [2.0**(60*i) for i in range(-17, 17)]*3); print(math.fsum(2.0**(i) for i in range(-1074, 1023)), math.dist(iter([1,2]), iter([3,4])))
t(math.fsum, [1e-16, 1, 1e16]); t(math.fsum, [10**400])
t(math.prod, []); t(math.prod, [1,2,3,4]); t(math.prod, [1.5, 2], start=3); t(math.prod, ['a', 3]); t(math.prod, [2]*100); t(math.prod, [1,2], 3); t(math.prod, [[1]], start=3); t(math.prod, 5); t(math.prod,[],start='q')
t(math.ldexp, 1.5, 10); t(math.ldexp, 1.0, 1100); t(math.ldexp, 1.0, -1074); t(math.ldexp, 1.0, -1080); t(math.ldexp, 1.5, 2.0); t(math.ldexp, 1.0, 10**30); t(math.ldexp, 1.0, -10**30); t(math.ldexp, 0.75, -1073)
t(math.log, 8, 2); t(math.log, 10**1000); t(math.log2, 2**5000); t(math.log10, 10**1000); t(math.log, 2, 1); t(math.log, 10, 10**400); t(math.log, -5, 2); t(math.log, 5, -2); t(math.log2, 2**64-1); t(math.log2, 8)
if hasattr(math, 'nextafter'):
    t(math.nextafter, 1.0, 2.0); t(math.nextafter, 1.0, 0.0); t(math.nextafter, 0.0, -1.0); t(math.nextafter, 1.0, 2.0, steps=5); t(math.nextafter, 1.0, inf, steps=10**30); t(math.nextafter, 0.0, 1.0, steps=-1); t(math.nextafter, 5e-324, -5e-324, steps=3); t(math.nextafter,1.7976931348623157e308, inf); t(math.nextafter, -1.0, 1.0, steps=3); t(math.nextafter, 1.0, nan, steps=2); t(math.nextafter,1.0,2.0,steps='a')
if hasattr(math, 'sumprod'):
    t(math.sumprod, [1,2,3],[4,5,6]); t(math.sumprod, [1.5,2],[3,4.5]); t(math.sumprod, [1],[1,2]); t(math.sumprod, [10**30, .5],[2, 3]); t(math.sumprod, [.1]*10, [.1]*10); t(math.sumprod, [], []); t(math.sumprod, ['a'], [3]); t(math.sumprod, 1, 2); t(math.sumprod, ['a'], ['b']); t(math.sumprod, [inf, 1.0], [0.0, 1.0]); t(math.sumprod, [True, 2.5], [2.5, True]); print(math.sumprod(iter([2**62]*3), iter([2**62]*3))); t(math.sumprod, [1e300, -1e300, 1.0], [1e300, 1e300, 1]); t(math.sumprod, [1,2],[3])
if hasattr(math, 'fma'):
    t(math.fma, 2, 3, 4); t(math.fma, .1, 10, -1); t(math.fma, inf, 0, 1); t(math.fma, 1e308, 10, -inf); t(math.fma, 1e308, 10, 1); t(math.fma, nan, 1, 2); t(math.fma, 5e-324, .5, 5e-324); t(math.fma, inf, 1, -inf); t(math.fma, 1e308, 10.0, -1e308); t(math.fma, 1e-200, 1e-200, 1e-320); t(math.fma, 0.0, -1.0, 0.0); t(math.fma,-0.0,1.0,-0.0)
class F:
    def __floor__(s): return 'floor'
    def __ceil__(s): return 'ceil'
    def __trunc__(s): return 'trunc'
    def __float__(s): return 2.5
class G:
    def __float__(s): return 2.5
class I:
    def __index__(s): return 7
class B:
    def __float__(s): return 'no'
class FF(float): pass
for o in (F(), G(), I(), B(), FF(3.7)):
    for n in 'floor ceil trunc sqrt sin gcd isqrt fabs'.split():
        try: print(n, getattr(math, n)(o))
        except Exception as e: print(n, type(e).__name__, e)
for x in (0.0, -0.0, 1.0, -1.0, 0.5, 7.3, -123.456, 5e-324, 1e300, inf, nan): t(math.frexp, x); t(math.modf, x); t(math.ulp, x)
print(math.pi, math.e, math.tau, math.inf, math.nan)
for i in range(1, 30): print(i, math.gamma(i), math.gamma(i+.5), math.gamma(-i+.3), math.lgamma(i), math.lgamma(i+.7), math.lgamma(-i-.3))

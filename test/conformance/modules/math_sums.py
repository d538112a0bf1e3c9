# versions: 3.9-3.15, !32
# Sums and lengths to the last bit: hypot and dist changed in 3.10 and 3.12.
import math
state = 12345
def rand():
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
    return (state >> 11) / 2.0**53
def digest(values):
    h = 0
    for v in values:
        h = (h * 31 + hash(v.hex())*0 + int.from_bytes(v.hex().encode(), 'little')) % (2**61 - 1)
    return h
def vectors(n, size, spread):
    for i in range(n):
        yield [(rand() - .5) * 2.0 ** int(rand() * spread) for j in range(size)]
for size, spread in ((2, 1), (2, 40), (3, 1), (3, 20), (10, 5), (40, 3)):
    print(size, spread, digest(math.hypot(*v) for v in vectors(200, size, spread)),
          digest(math.dist(v, v[::-1]) for v in vectors(200, size, spread)),
          digest(math.fsum(v) for v in vectors(100, size, spread)),
          digest(math.prod(v) for v in vectors(100, size, spread)))
    if hasattr(math, 'sumprod'):
        print(digest(math.sumprod(v, v[::-1]) for v in vectors(200, size, spread)))
    if hasattr(math, 'fma'):
        print(digest(math.fma(v[0], v[1], -v[0] * v[1]) for v in vectors(200, size, spread)))
print([math.hypot(x * 5e-324, y * 5e-324) for x, y in ((3, 4), (1000, 1), (12345, 678))])
print([math.hypot(x * 1e-310, y * 1e-310, 1e-310) for x, y in ((3, 4), (1000, 1), (12345, 678))])
print(math.hypot(1e308, 1e308), math.hypot(1e-308, 1e-308), math.hypot(*[1e154] * 50))
print(sum(math.isqrt(int(rand() * 10 ** k)) for k in range(1, 60)))
print(sum(math.comb(n, k) for n in range(0, 70, 3) for k in range(0, 70, 5)))
print(sum(math.perm(n, k) for n in range(0, 40, 3) for k in range(0, 40, 5)))
print(sum(math.gcd(int(rand() * 10 ** k), int(rand() * 10 ** k) * 6) for k in range(1, 40)))
print(digest(math.gamma(rand() * 20 - 10) for i in range(200)) > 0, digest(math.remainder(rand() * 1e6, rand()) for i in range(200)))
print(digest(math.fmod(rand() * 1e6, rand()) for i in range(200)), digest(math.frexp(rand() * 1e-300)[0] for i in range(100)))
print(digest(math.ldexp(rand(), -1040 + i % 30) for i in range(200)), digest(math.nextafter(rand(), 2 * rand()) for i in range(200)))
print(digest(math.ulp(rand() * 2.0 ** (i - 1000)) for i in range(1900)))
class Slow:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        self.n -= 1
        if self.n < 0: raise StopIteration
        return Number(self.n)
class Number:
    def __init__(self, n): self.n = n
    def __float__(self): return self.n + .1
    def __mul__(self, other): return Number(self.n * getattr(other, 'n', other))
    def __rmul__(self, other): return Number(self.n * other)
    def __add__(self, other): return Number(self.n + getattr(other, 'n', other))
    __radd__ = __add__
print(math.fsum(Slow(20)), math.prod(Slow(5)).n, math.dist(Slow(3), [1, 2, 3]), math.hypot(Number(3), Number(4)))
if hasattr(math, 'sumprod'): print(math.sumprod(Slow(4), Slow(4)).n)

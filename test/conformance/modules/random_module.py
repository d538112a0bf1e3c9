# versions: 3.11-3.15, !32
import random, sys
def t(f, *a, **k):
    try: print(f.__name__, f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
random.seed(42)
print([random.random() for i in range(3)], [random.randint(1, 6) for i in range(10)], random.choice('abcdef'), random.choices([1,2,3], k=5), random.choices('ab', [1, 9], k=5), random.sample(range(100), 5))
l = list(range(10)); random.shuffle(l); print(l)
print(random.uniform(1, 10), random.gauss(0, 1), random.gauss(5, 2), random.normalvariate(0, 1), random.expovariate(1.5), random.triangular(0, 10, 3), random.betavariate(2, 3), random.gammavariate(2, 1), random.lognormvariate(0, 1), random.vonmisesvariate(1, 2), random.paretovariate(3), random.weibullvariate(1, 2))
print(random.getrandbits(10), random.randbytes(5), random.randrange(0, 100, 7), random.randrange(10**30))
for s in ('hello', b'bytes', 1.5, 10**40, -3, bytearray(b'x'), ''):
    random.seed(s); print(repr(s), random.random(), random.randint(0, 1000))
random.seed('v1', version=1); print(random.random())
r = random.Random(3); st = r.getstate(); a = r.random(); r.setstate(st); print(a == r.random(), st[0], len(st[1]), sys.getsizeof(r))
t(random.choice, []); t(random.randint, 5, 1); t(random.sample, [1], 2); t(random.choices, [], k=1); t(random.randrange, 0); t(random.sample, {1: 2}, 1)
random.seed(1); print(random.sample(['red', 'blue'], counts=[4, 2], k=5), random.sample(range(10**9), 3))
if hasattr(random, 'binomialvariate'): print(random.binomialvariate(10, .5), random.binomialvariate(1000, .3))
t(random.SystemRandom().randint, 5, 5); print(0 <= random.SystemRandom().random() < 1)
class Deck:
    def __init__(self): self.cards = list(range(52))
    def __len__(self): return 52
    def __getitem__(self, i): return self.cards[i]
random.seed(9); print(random.choice(Deck()), random.Random(5).sample(range(20), 20))

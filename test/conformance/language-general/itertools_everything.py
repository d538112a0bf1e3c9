# versions: 3.9-3.15
import sys
from itertools import *
import itertools as i
print([n for n in sorted(dir(i)) if not n.startswith('__')])
print(list(islice(count(5), 3)), list(islice('abcdefg', 1, 6, 2)), list(islice(count(1.5, 2), 2)), count(3), count(1,2), repeat(3,4), repeat('x'))
print(list(chain('ab', [1,2], chain.from_iterable(['cd','ef']))))
print(list(starmap(pow, [(2,5),(3,2)])), list(takewhile(lambda x: x<3, range(9))), list(dropwhile(lambda x: x<3, range(6))), list(filterfalse(None, [0,1,2,0])), list(filterfalse(lambda x:x%2, range(5))))
print(list(compress('abcdef',[1,0,1,0,1,1])), list(islice(cycle('abc'), 7)), list(accumulate([1,2,3])), list(accumulate([1,2,3], lambda a,b:a*b, initial=10)))
print(list(zip_longest('abc','de',fillvalue='-')), list(zip_longest()))
a,b,c = tee(range(100),3)
print(next(a),next(a),next(b), sum(a), sum(b), sum(c))
if sys.version_info >= (3,10): print(list(pairwise('abcd')))
if sys.version_info >= (3,12): print(list(batched('abcdefg',3)))
def g():
    yield 1
    yield 2
    raise ValueError('x')
try: list(chain(g(), 'a'))
except ValueError as e: print(e)
class It:
    def __init__(s, n): s.n=n
    def __iter__(s): return s
    def __next__(s):
        s.n-=1
        if s.n<0: raise StopIteration
        return s.n
print(list(chain(It(2), It(3))), list(islice(It(9),2,5)), list(cycle(It(0))), list(zip_longest(It(2),It(3))), list(compress(It(4), It(4))), list(accumulate(It(4))))
for f in (lambda: islice([], -1), lambda: islice([], 'a'), lambda: count('a'), lambda: repeat(), lambda: takewhile(1), lambda: islice([],0,1,0)):
    try: f()
    except Exception as e: print(type(e).__name__, e)
r = repeat(1, 3)
print(r.__length_hint__(), list(r), sys.getrefcount(r))
print([(n,sys.getsizeof(getattr(i,n)(*a))) for n,a in dict(count=(),repeat=(1,),chain=(),islice=([],1),starmap=(print,[]),takewhile=(print,[]),dropwhile=(print,[]),filterfalse=(print,[]),compress=([],[]),cycle=([],),accumulate=([],),pairwise=([],),batched=([],2),zip_longest=([],)).items() if hasattr(i,n)],sys.getsizeof(i.tee([])[0]))
print(list(product('ab',[1,2])), list(product([0,1],repeat=3))[:4], list(product()), list(product([],[1])))
print(list(combinations('abcd',2)), list(combinations('ab',3)), list(combinations_with_replacement('abc',2)), list(permutations('abc')), list(permutations('abc',2)), list(permutations([],0)))
print([(k,list(g)) for k,g in groupby('aaabbca')], [(k,''.join(g)) for k,g in groupby('aAbBc', str.lower)])
gs = [g for k,g in groupby('aab')]
print([list(g) for g in gs])
print(sys.getsizeof(product([1],[2])), sys.getsizeof(combinations([1],1)), sys.getsizeof(permutations([1],1)), sys.getsizeof(groupby([])), sys.getsizeof(combinations_with_replacement([1],1)))
p = permutations([1,2]); t = next(p); u = next(p); print(t is u, sys.getrefcount(t), sys.getrefcount(u))
for x in (1,2):
  try: permutations('ab', -1) if x == 1 else permutations('ab', 'x')
  except Exception as e: print(type(e).__name__, e)
try: product('a', repeat=-1)
except ValueError as e: print(e)
try: product('a', foo=1)
except TypeError as e: print(e)
try: product(1)
except TypeError as e: print(e)

# versions: 3.8-3.15, !32
# enumerate, zip, map, filter and reversed: values, exhaustion, errors
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
class It:
    def __init__(s, n, fail=None): s.i=0; s.n=n; s.fail=fail
    def __iter__(s): return s
    def __next__(s):
        if s.i==s.n: raise (s.fail or StopIteration)
        s.i+=1; return s.i*10
def gen(n):
    for i in range(n): yield i
t(lambda: list(enumerate(gen(3)))); t(lambda: list(enumerate(It(3),5))); t(lambda: list(enumerate(It(3,ValueError('x')))))
t(lambda: list(enumerate("ab", 2**31-2))); t(lambda: list(enumerate("abc", 2**63-2))); t(lambda: list(enumerate("ab", -2**70))); t(lambda: list(enumerate("ab",True)))
t(lambda: list(enumerate(iterable="ab",start=3))); t(lambda: list(enumerate(start=3,iterable="ab")))
t(lambda: list(zip(gen(3),"abcd",It(2)))); t(lambda: list(zip())); t(lambda: list(zip([]))); t(lambda: list(zip("ab"))); t(lambda: list(zip(It(3),It(2,KeyError('k')))))
def consumed():
    a=iter([1,2,3]); b=iter([1])
    list(zip(a,b)); return list(a)
t(consumed)
def consumed():
    a=gen(5); b=gen(1)
    list(zip(a,b)); return list(a)
t(consumed)
t(lambda: list(map(lambda *a:a, "abc", gen(2)))); t(lambda: list(map(lambda *a:a, "abc", gen(4), It(3), [1,2,3], (4,5,6), "xyzw"))); t(lambda: list(map(str,[1,2])));t(lambda: list(map(lambda x:1//x,[1,0])))
t(lambda: next(map(lambda x: next(iter([])), [1])))
t(lambda: list(map(lambda x: next(iter([])), [1])))
t(lambda: list(map(None,[1])))
t(lambda: list(filter(lambda x:x>1, gen(4)))); t(lambda: list(filter(None, It(2)))); t(lambda: list(filter(bool,[0,1,'',[],2]))); t(lambda: list(filter(lambda x:1//x,[0])))
class B:
    def __bool__(s): raise ValueError('no truth')
t(lambda: list(filter(None,[B()]))); t(lambda: list(filter(lambda x:B(),[1])))
class Seq:
    def __init__(s,n): s.n=n
    def __len__(s): return s.n
    def __getitem__(s,i):
        if i>=3: raise IndexError
        return i*2
t(lambda: list(reversed(Seq(3)))); t(lambda: list(reversed(Seq(5)))); t(lambda: list(Seq(1))); t(lambda: list(iter(Seq(1))))
class R:
    def __reversed__(s): return gen(2)
t(lambda: list(reversed(R())))
class N:
    __reversed__=None
    def __len__(s): return 1
    def __getitem__(s,i): return 1
t(lambda: reversed(N()))
t(lambda: list(reversed(range(5)))); t(lambda: list(reversed((1,2)))); t(lambda: list(reversed([1,2]))); t(lambda: list(reversed("ab"))); t(lambda: list(reversed({1:2,3:4}))); t(lambda: list(reversed({1:2,3:4}.items()))); t(lambda: list(reversed(b"ab")))
x=zip("ab","cd"); a=next(x); b=next(x); t(lambda: (a,b)); t(lambda: a is b); t(lambda: next(x)); t(lambda: next(x))
x=enumerate("abc"); a=next(x); i=id(a); del a; b=next(x); t(lambda: id(b)==i); t(lambda:b)
t(lambda: x.__length_hint__() if hasattr(x,'__length_hint__') else None)
r=reversed(Seq(3)); t(lambda: r.__length_hint__()); next(r); t(lambda: r.__length_hint__())
class Z(zip): pass
t(lambda: list(Z("ab","cd"))); 
class M(map):
    def __init__(s,*a): s.x=1
m=M(str,[1]); t(lambda: (m.x,list(m)))
class E(enumerate): pass
t(lambda: list(E("ab",1)))
it=iter(lambda c=[0]: c.__setitem__(0,c[0]+1) or c[0], 4); t(lambda: list(it)); t(lambda: list(it))
t(lambda: [next(enumerate([]), 'd'), next(zip([]),'d'), next(map(str,[]),'d'), next(filter(None,[]),'d'), next(reversed([]),'d')])
t(lambda: list(zip(*[gen(3)]*3))); t(lambda: dict(zip("abc",gen(3)))); t(lambda: [(i,a,b) for i,(a,b) in enumerate(zip("ab",gen(5)))])
t(lambda: sum(map(lambda x:x*x, filter(lambda x:x%2, gen(10)))))
t(lambda: max(map(lambda x:-x, gen(3)))) 
t(lambda: zip([1],strict=0)) if False else None
try:
    t(lambda: list(zip("ab","abc",strict=True))); t(lambda: list(zip(gen(2),It(1),gen(3),strict=True))); t(lambda: list(zip("a","b","c",strict=True))); t(lambda: list(zip("a","b","cd",strict=True))); t(lambda: list(zip([],[],[1],strict=True))); t(lambda: list(zip("abc","ab","ab",strict=True)))
    t(lambda: list(zip(It(1),It(1),strict=True)))
    t(lambda: list(map(lambda *a:a,"ab","abc",strict=True))); t(lambda: list(map(lambda *a:a,"ab","a",strict=True)))
except Exception as e: print(e)
for f in (enumerate,zip,map,filter,reversed): print(f.__name__, f)
print(str(type(iter([]))),type(iter(())),type(iter({})),type(iter(range(1))),type(iter(range(2**70))),type(reversed([])),type(reversed({})),type(iter({1})),type(iter(int,1)),type(iter(Seq(1))), type(reversed(range(3))))

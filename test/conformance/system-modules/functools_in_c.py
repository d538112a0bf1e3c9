# versions: 3.9-3.14
import functools as F, sys, gc
import _functools
print([n for n in dir(_functools) if n[:2]!='__'], _functools.__doc__)
def f(*a,**k): return a,k
p=F.partial(f,1,x=2); 
print(sys.getsizeof(p), sys.getsizeof(F.partial(f)), F.partial.__basicsize__, F.partial.__dictoffset__, F.partial.__weakrefoffset__, gc.is_tracked(p), bool(F.partial.__flags__&(1<<10)))
R=lambda x: repr(x).replace(hex(id(f)),'F')
print(R(p), p.func is f, p.args, p.keywords, p.__dict__, p(5,y=1), p(x=9))
q=F.partial(p,3,z=1); print(R(q), q.func is f, q.args, q.keywords)
print(R(p.__reduce__())); p.attr=1; print(R(p.__reduce__()), p.__dict__)
import copy
c=copy.copy(p); print(c.attr, c.args, c.keywords, c.func is f)
class P(F.partial): pass
pp=P(p,2); print(pp.func is f, pp.func is p, pp.args); print(sys.getsizeof(pp))
r=F.partial(f); r.__setstate__((f,(r,),{},None)); 
print(R(r).replace(hex(id(r)),'R'))
r.__setstate__((f,(),{},None))
def t(g):
    try: print(R(g()))
    except Exception as e: print(type(e).__name__, str(e).replace(hex(id(f)),'F'))
for g in (lambda:F.partial(), lambda:F.partial(1), lambda:F.partial(x=1), lambda:p.__setstate__(1), lambda:p.__setstate__((1,2,3,4)), lambda:p.__setstate__((f,[],{},None)), lambda:setattr(p,'func',1), lambda:F.partial[int], lambda: F.reduce(lambda a,b:a+b,[1,2,3]), lambda: F.reduce(lambda a,b:a+b,[],5), lambda:F.reduce(lambda a,b:a+b,[]), lambda:F.reduce(1), lambda: F.reduce(f,5), lambda:F.reduce(1,[1,2]), lambda:F.reduce(1,[1]), lambda:F.cmp_to_key(1)(5)<F.cmp_to_key(1)(6), lambda:F.cmp_to_key(), lambda: F.reduce(f,[1,2],0)): t(g)
K=F.cmp_to_key(lambda a,b: b-a)
print(type(K), sys.getsizeof(K), type(K).__basicsize__, sorted([3,1,2],key=K), K(1)<K(2), K(1)==K(1), K(5).obj, sys.getsizeof(K(5)), type(K).__name__,type(K).__module__, K.obj if hasattr(K,'obj') else None)
t(lambda:hash(K(1))); t(lambda:K(1)<5); t(lambda:K()); t(lambda:K(obj=3).obj); t(lambda: K(1).zz); t(lambda:type(K)()) ; t(lambda: K(1)(2).obj)
@F.lru_cache(maxsize=2)
def sq(x,*a,**k): print('call',x,a,k); return x*x
print(sys.getsizeof(sq), type(sq), type(sq).__basicsize__, type(sq).__dictoffset__, type(sq).__weakrefoffset__)
print(sq(2),sq(2),sq(3),sq(4),sq(2),sq.cache_info(), sq.cache_parameters())
print(sq(2.0), sq(2), sq(2,y=1), sq(2,y=1), sq.cache_info())
sq.cache_clear(); print(sq.cache_info())
t(lambda: sq([])); t(lambda:sq({1})); print(sq.cache_info())
@F.lru_cache(maxsize=None,typed=True)
def cu(x,y=0): return x+y
print(cu(1),cu(1.0),cu(1,2),cu(1,y=2),cu(1,y=2),cu.cache_info())
@F.lru_cache(maxsize=0)
def z(x): return x
print(z(1),z(1),z.cache_info())
@F.lru_cache
def fib(n): return n if n<2 else fib(n-1)+fib(n-2)
print(fib(100), fib.cache_info(), fib.__name__)
class M:
    @F.lru_cache(maxsize=None)
    def m(self,x): return self,x
m=M(); print(m.m(1)[1], M.m.cache_info(), type(m.m), sys.getrefcount(m))
print(copy.copy(fib) is fib, copy.deepcopy(fib) is fib, fib.__reduce__())
t(lambda:F._lru_cache_wrapper(1,2,3,4)); t(lambda:F._lru_cache_wrapper(f,'a',False,int)); t(lambda:F.lru_cache('a'))
def bad(x): raise ValueError(x)
b=F.lru_cache(bad); t(lambda:b(1)); t(lambda:b(1)); print(b.cache_info())
o=object(); rc=sys.getrefcount(o); idf=F.lru_cache(maxsize=1)(lambda x:x); idf(o); print(sys.getrefcount(o)-rc); idf(1); print(sys.getrefcount(o)-rc); idf(o); idf.cache_clear(); print(sys.getrefcount(o)-rc)
print(gc.get_referents(sq)[:0], gc.is_tracked(sq))
if sys.version_info>=(3,14):
    pl=F.Placeholder; print(pl, type(pl), F.partial(f,pl,2)(1), F.partial(F.partial(f,pl,2,pl,3),7).args); t(lambda:F.partial(f,pl)); t(lambda:F.partial(f,pl,2)()); t(lambda:F.partial(f,x=pl)); t(lambda:type(pl)(1)); print(type(pl)() is pl, pl.__reduce__(), F.partial(f,pl,1).__reduce__()[2][1]); t(lambda: F.partial(f,pl,2).__setstate__((f,(pl,),{},None)))
t(lambda: F.reduce(f, [1, 2], initial=0)) if sys.version_info >= (3, 14) else None

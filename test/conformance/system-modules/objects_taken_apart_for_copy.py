# versions: 3.9-3.14
import sys
class A: pass
def show(r):
    if isinstance(r, tuple): return tuple(show(x) for x in r)
    return getattr(r,'__name__',None) or (type(r).__name__ if 'iterator' in type(r).__name__ else r)
print(show(A().__reduce_ex__(4)))
a=A(); a.x=1
print(show(a.__reduce_ex__(4)))
print(show(a.__reduce_ex__(0)))
print(show(a.__reduce__()))
class S: __slots__=('a','b')
s=S(); s.a=1
print(show(s.__reduce_ex__(4)), S.__slotnames__)
class P(S):
    def __init__(self): self.q=2
p=P(); p.b=5
print(show(p.__reduce_ex__(2)))
class L(list):
    pass
l=L([1,2]); l.w=3
print(show(l.__reduce_ex__(2)))
class N:
    def __new__(cls,*a): return object.__new__(cls)
    def __getnewargs__(self): return (1,2)
    def __getstate__(self): return 'state'
    def __setstate__(self, s): self.s=s
print(show(N().__reduce_ex__(2)))
class NX(N):
    def __getnewargs_ex__(self): return (1,2),{'k':3}
print(show(NX().__reduce_ex__(2)))
for bad in (1, (1,), (1,2), ((),2)):
    class B:
        def __getnewargs_ex__(self): return bad
    try: B().__reduce_ex__(2)
    except Exception as e: print(type(e).__name__, e)
class B:
    def __getnewargs__(self): return []
try: B().__reduce_ex__(2)
except Exception as e: print(type(e).__name__, e)
class R:
    def __reduce__(self): return 'me'
print(R().__reduce_ex__(2))
for f in (lambda: (x for x in ()).__reduce_ex__(4), lambda: sys.__reduce_ex__(4), lambda: s.__reduce_ex__(0), lambda: object().__reduce_ex__(0), lambda: [].__reduce_ex__(4), lambda: {1:2}.__reduce_ex__(4), lambda: (1,).__reduce_ex__(4), lambda: {1}.__reduce_ex__(4), lambda: memoryview(b'').__reduce_ex__(4), lambda: (1).__reduce_ex__(2), lambda: 'a'.__reduce_ex__(2), lambda: (lambda:1).__reduce_ex__(2), lambda: len.__reduce__(), lambda: int.__reduce_ex__(int,4)):
    try: print(show(f()))
    except Exception as e: print(type(e).__name__, e)
import copy
d=copy.deepcopy({'a':[1,2,{3}], 'b':(1,[2])}); print(d)
x=A(); x.me=x; x.l=[x]
y=copy.deepcopy(x); print(y.me is y, y.l[0] is y, y is not x)
y=copy.copy(x); print(y.me is x)
print(copy.copy(s).a, copy.copy(l), copy.copy(l).w, copy.deepcopy(l), copy.copy(N()).s, copy.copy({1}), copy.copy(bytearray(b'a')), copy.copy(range(3)))

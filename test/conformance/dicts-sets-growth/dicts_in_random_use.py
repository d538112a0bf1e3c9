# versions: 3.8-3.15, !32
# order, sizes and views of dicts after random operations; their errors
import sys
seed=[777]
def rnd(n):
    seed[0]=(seed[0]*1103515245+12345)%(2**31)
    return (seed[0]>>8)%n
def key(kind):
    k=rnd(kind and 4 or 1)
    v=rnd(60)
    return "k%d"%v if k==0 else v if k==1 else (v,"t") if k==2 else float(v)
for case in range(12):
    kind=rnd(2); d={} if rnd(2) else dict()
    for step in range(rnd(150)):
        k=rnd(20); x=key(kind)
        if k<11: d[x]=step
        elif k<14: d.pop(x,None)
        elif k==14:
            if d: d.popitem()
        elif k==15: d.setdefault(x,step)
        elif k==16 and rnd(5)==0: d=d.copy()
        elif k==17 and rnd(5)==0: d=dict(d)
        elif k==18 and rnd(8)==0: d.clear()
        elif k==19 and rnd(4)==0: d.update({key(kind):1 for _ in range(rnd(20))})
        elif k==16:
            try: del d[x]
            except KeyError as e: print('KE',e)
    print(case, sys.getsizeof(d), list(d.items())[:30], sys.getsizeof(d.copy()), sys.getsizeof(dict(d)), sys.getsizeof(dict.fromkeys(d)), sys.getsizeof(dict.fromkeys(set(d))) , sys.getsizeof({**d}), sys.getsizeof(set(d)), sys.getsizeof(list(d)), sys.getsizeof(list(d.items())), sys.getsizeof(list(d.values())))
    e=dict(list(d.items())[::2]); print(d==e, len(d.keys()&e.keys()), len(d.keys()-e.keys()), sorted(map(str,d.keys()^e.keys())), e.items()<=d.items(), d.keys()>=e.keys(), 'k1' in d.keys(), list(reversed(d))[:3], d.keys().isdisjoint(e))
    try: print(sys.getsizeof(d|e), list((e|d).items())[:5])
    except TypeError as x: print(x)
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
t(lambda: {}[1]); t(lambda: {}[[]]); t(lambda: {[]:1}); t(lambda: {}.pop(1)); t(lambda: {}.popitem()); t(lambda: {}.pop()); t(lambda: dict(1)); t(lambda: dict([1])); t(lambda: dict([(1,2,3)])); t(lambda: dict(["ab","cd"])); t(lambda: dict({1:2},a=3)); t(lambda: dict(a=1,b=2)); t(lambda: {}.update(1)); t(lambda: {1:2}.get(1)); t(lambda: {}.get([])); t(lambda: hash({})); t(lambda: {1}|{}) ; t(lambda: {}<{}); t(lambda: dict(1,2)); t(lambda: {}.setdefault([],1)); t(lambda: {1:2}.items()&[(1,2)]); t(lambda: {1:2}.keys()|[5]); t(lambda: [] in {}); t(lambda: {}.keys()); t(lambda: {1:2}.values()); t(lambda: {1:{}}.items()); t(lambda: dict.fromkeys("abc",0)); t(lambda: dict.fromkeys(1)); t(lambda: {}|1); t(lambda: dict(**{'a':1}))
def mut():
    d={1:1,2:2}
    for k in d: d[k+10]=1
t(mut)
def mut():
    d={1:1,2:2}
    for k in d: del d[k]; d[k+10]=1
t(mut)
def mut():
    d={i:i for i in range(5)}
    for k in d.items(): d.clear(); 
t(mut)
d={}; d['s']=d; d[1]=[d]; print(d, d.items(), d.keys(), d.values())
class M(dict):
    def __missing__(s,k): return ('m',k)
t(lambda: M()[3]); t(lambda: M(a=1)['a']); t(lambda: M().get(3)); t(lambda: type(M(a=1).copy()))
class K:
    def __init__(s,v): s.v=v
    def __hash__(s): return 1
    def __eq__(s,o): print('eq',s.v,getattr(o,'v',o)); return isinstance(o,K) and s.v==o.v
    def __repr__(s): return 'K%d'%s.v
d={K(1):1,K(2):2}; d[K(3)]=3; print(d[K(2)]); d[1]=5; print(1 in d, K(4) in d); del d[K(1)]; print(d); print(d=={K(2):2,K(3):3,1:5})
class H:
    def __hash__(s): raise ValueError('nohash')
t(lambda: {H():1}); t(lambda: {}[H()]); t(lambda: H() in {}); t(lambda: {1:2}.pop(H()))

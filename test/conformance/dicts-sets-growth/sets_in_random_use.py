# versions: 3.8-3.15, !32
# slot order and sizes of sets after random operations; their errors
import sys
seed=[4242]
def rnd(n):
    seed[0]=(seed[0]*1103515245+12345)%(2**31)
    return (seed[0]>>8)%n
def el():
    k=rnd(5); v=rnd(80)
    return v if k<3 else (v,k) if k==3 else v*1000003
for case in range(5):
    s=set()
    for step in range(rnd(120)):
        k=rnd(16); x=el()
        if k<9: s.add(x)
        elif k<12: s.discard(x)
        elif k==12: 
            if s: print('pop',s.pop())
        elif k==13 and rnd(3)==0: s|={el() for _ in range(rnd(12))}
        elif k==14 and rnd(6)==0: s-={el() for _ in range(40)}
        elif k==15 and rnd(6)==0: s=s.copy()
    u={el() for _ in range(rnd(40))}
    print(case, sys.getsizeof(s), list(s), [list(x) for x in (s|u,s&u,s-u,s^u,u-s,u&s,u^s)], [sys.getsizeof(x) for x in (s|u,s&u,s-u,s^u,set(s),frozenset(s),set(list(s)))], s<=u, s.isdisjoint(u), hash(frozenset(s)), list(set(dict.fromkeys(u))))
    a=set(s); a.update(u,[1,2,3]); b=set(s); b.intersection_update(u); c=set(s); c.difference_update(u); d=set(s); d.symmetric_difference_update(u); e=set(s); e&=u; f=set(s); f^=u
    print([list(x) for x in (a,b,c,d,e,f)],[sys.getsizeof(x) for x in (a,b,c,d,e,f)], list(s.union([5,6],[71])), list(s.difference([5,6],[71])), list(s.intersection(range(50))), list(s.symmetric_difference([1,1,2])))
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
t(lambda: {[]}); t(lambda: set().pop()); t(lambda: {1}.remove(2)); t(lambda: {1}|[2]); t(lambda: set(1)); t(lambda: set([1],[2])); t(lambda: frozenset([1,2])); t(lambda: set()); t(lambda: frozenset()); t(lambda: hash(set())); t(lambda: {1}<1); t(lambda: {1,2}>{1}); t(lambda: {1}=={1.0}); t(lambda: set(a=1)); t(lambda: frozenset(a=1)); t(lambda: [] in {1}); t(lambda: {frozenset([1])}.__contains__({1})); t(lambda: {1}.discard({1})); t(lambda: {frozenset()}.remove(set())) 
class S(set): pass
class F(frozenset): pass
t(lambda: S([1])); t(lambda: F([1])); t(lambda: S([1])|{2}); t(lambda: type(F([1])|{2})); t(lambda: {1}|F([2])); t(lambda: type(S([1]).copy()))
def mut():
    s={1,2}
    for x in s: s.add(x+10)
t(mut)
s=set(); s.add((1,)); t(lambda: s)
t(lambda: frozenset(frozenset([1])) is frozenset([1])); f=frozenset([1]); t(lambda: frozenset(f) is f); t(lambda: f.copy() is f); t(lambda: frozenset() is frozenset()); t(lambda: f|[1])
class K:
    def __init__(s,v): s.v=v
    def __hash__(s): return 3
    def __eq__(s,o): print('eq',s.v,getattr(o,'v',o)); return isinstance(o,K) and s.v==o.v
    def __repr__(s): return 'K%d'%s.v
a={K(1),K(2),K(3)}; b={K(2),K(5)}; t(lambda: a&b); t(lambda: a-b); t(lambda: a|b); t(lambda: a<=b); t(lambda:a==b); t(lambda: a^b)

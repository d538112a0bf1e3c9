# versions: 3.8-3.15, !32
# how many comparisons sorting takes, and what it gives
seed=[99]
def rnd(n):
    seed[0]=(seed[0]*1103515245+12345)%(2**31)
    return (seed[0]>>8)%n
class C:
    n=0
    __slots__=('v','i')
    def __init__(s,v,i): s.v=v; s.i=i
    def __lt__(s,o): C.n+=1; return s.v<o.v
    def __repr__(s): return '%d.%d'%(s.v,s.i)
def h(l):
    x=0
    for c in l: x=(x*31+c.v*7+c.i)%1000003
    return x
for case in range(40):
    n=rnd(300) if case<34 else 500+rnd(400); m=1+rnd(1+rnd(2+n*2)); shape=rnd(6)
    vals=[rnd(m) for _ in range(n)]
    if shape==1: vals.sort()
    elif shape==2: vals.sort(reverse=True)
    elif shape==3: vals=sorted(vals[:n//2])+sorted(vals[n//2:])
    elif shape==4:
        vals.sort()
        for _ in range(5):
            if n: vals[rnd(n)]=rnd(m)
    elif shape==5: vals=sorted(vals[:n//3],reverse=True)+sorted(vals[n//3:])
    l=[C(v,i) for i,v in enumerate(vals)]
    C.n=0; a=sorted(l); p=C.n; C.n=0; b=sorted(l,reverse=True); q=C.n; C.n=0; c=sorted(range(n),key=lambda i:l[i]); r=C.n; C.n=0; l.sort(key=lambda x:x,reverse=True); s=C.n
    print(case,n,m,shape,p,q,r,s,h(a),h(b),sum(i*j for i,j in enumerate(c))%1000003,h(l))
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
def mod():
    l=[3,2,1]
    class X(int):
        def __lt__(s,o): l.append(1); return int.__lt__(s,o)
    l[:]=[X(3),X(2),X(1)]
    try: l.sort()
    finally: print(l)
t(mod)
t(lambda: [1,'a'].sort()); t(lambda: sorted([1,None])); t(lambda: sorted([3,1,2],key=lambda x:1//(x-1))); t(lambda: sorted(["b","a","C"],key=str.lower)); t(lambda: sorted([(1,'b'),(1,'a'),(0,'z')])); t(lambda: sorted([2.5,1,3.0,True])); t(lambda: sorted("hello")); t(lambda: sorted({3:1,1:2}))
def inside():
    l=[5,4,3]
    l.sort(key=lambda x:(print(l,len(l)),x)[1]); return l
t(inside)

# versions: 3.8-3.15, !32
# sizes of instance dicts after random setting, deleting, replacing, merging
import sys
seed=[12345]
def rnd(n):
    seed[0]=(seed[0]*1103515245+12345)%(2**31)
    return (seed[0]>>8)%n
names=["a%d"%i for i in range(40)]
for case in range(18):
    class A: pass
    objs=[A() for _ in range(1+rnd(4))]
    m=1+rnd(36)
    for step in range(12+rnd(50)):
        o=objs[rnd(len(objs))]; n=names[rnd(m)]
        k=rnd(20)
        if k<12: setattr(o,n,step)
        elif k<14:
            try: delattr(o,n)
            except AttributeError as e: print('AE',e)
        elif k==14: o.__dict__
        elif k==15: o.__dict__[n]=step
        elif k==16: o.__dict__.pop(n,None)
        elif k==17:
            if rnd(4)==0: o.__dict__={n:step}
            elif rnd(3)==0: o.__dict__.clear()
            elif rnd(3)==0: del o.__dict__
        elif k==18: objs.append(A())
        else:
            if rnd(6)==0: o.__dict__[step]=1
            else: o.__dict__.update({n:1,names[rnd(m)]:2})
    for o in objs:
        d=o.__dict__
        print(case, sys.getsizeof(d), len(d), list(d.items()), [getattr(o,n,None) for n in names[:m]][:8], sys.getsizeof(d.copy()))

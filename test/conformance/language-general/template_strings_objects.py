# versions: 3.14
import sys, gc
name='World'; x=5
t=t"Hello {name!r:>10} and {x} {x+1}!"
T=type(t); I=type(t.interpolations[0])
print(t, T, I, sys.getsizeof(t), sys.getsizeof(t.interpolations[0]), T.__basicsize__, I.__basicsize__, gc.is_tracked(t), gc.is_tracked(t.interpolations[0]), I.__match_args__)
print(t.strings, t.interpolations, t.values, list(t), list(t"")), t""
i=t.interpolations[0]; print(i.value,i.expression,i.conversion,repr(i.format_spec), t.interpolations[1].conversion)
print(t+t"x{x}y", (t+t"x").strings)
def q(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
q(lambda: t+'a'); q(lambda:'a'+t); q(lambda:T('a','b',I(1),'c')); q(lambda:T(I(1),I(2,'e','r','.2'))); q(lambda:T(5)); q(lambda:I()); q(lambda:I(1,2)); q(lambda:I(1,'a','x')); q(lambda:I(1,'a','s',5)); q(lambda:T(a=1)); q(lambda: I(1)); q(lambda: T()); q(lambda: i.__reduce__()); q(lambda:t.__reduce__()[1]); q(lambda:I[int]); q(lambda: T[int]); q(lambda: t==t); q(lambda:hash(t)==hash(t)); q(lambda:type(iter(t))); q(lambda:setattr(t,'strings',1)); q(lambda:setattr(i,'value',1)); q(lambda: type('X',(T,),{})); q(lambda:I(1,conversion=None)); q(lambda: i==i); q(lambda: t"{x=}".strings); q(lambda: t"{x=!s:3}"); q(lambda: t"{x:{x}}".interpolations)

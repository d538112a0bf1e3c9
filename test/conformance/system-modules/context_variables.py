# versions: 3.9-3.14
import contextvars as C, sys, gc, _contextvars
v=C.ContextVar('v'); d=C.ContextVar('d',default=42)
print([n for n in dir(_contextvars) if n[:2]!='__'], C.ContextVar.__basicsize__,C.Context.__basicsize__,C.Token.__basicsize__, sys.getsizeof(v), [t.__weakrefoffset__ for t in (C.ContextVar,C.Context,C.Token)],[bool(t.__flags__&(1<<10)) for t in (C.ContextVar,C.Context,C.Token)], gc.is_tracked(v))
print(repr(d)[:35], repr(v)[:24], v.name)
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, str(e).split(' at 0x')[0])
t(lambda: v.get()); t(lambda: v.get(5)); t(lambda:d.get()); t(lambda:C.ContextVar(5)); t(lambda:C.ContextVar())
tok=v.set(1); print(v.get(), repr(tok)[:20], tok.var is v, tok.old_value is C.Token.MISSING, C.Token.MISSING)
tok2=v.set(2); print(tok2.old_value); v.reset(tok2); print(v.get()); t(lambda: v.reset(tok2)); t(lambda:d.reset(tok)); t(lambda:v.reset(5))
v.reset(tok); t(lambda:v.get())
c=C.copy_context(); print(len(c), list(c), v in c, c.get(v), c.get(v,3)); t(lambda:c[v]); t(lambda: 5 in c)
def f(*a,**k): v.set(10); d.set(a); return v.get(),d.get(),k
print(c.run(f,1,x=2), c[v], len(c), sorted(x.name for x in c), c.get(d), list(c.items())[:0]); t(lambda:v.get()); print(d.get())
t(lambda: c.run(lambda: c.run(f))); t(lambda:c.run()); e=c.copy(); print(e==c, len(e), e is c, C.Context()==C.Context(), C.Context()==5); t(lambda:hash(c)); 
def g(): raise KeyError(1)
t(lambda:c.run(g)); print(C.copy_context()==c)
t(lambda:C.Token()); t(lambda:C.Context(1)); t(lambda:c.get(5)); t(lambda: C.ContextVar[int]);t(lambda: hash(v)==hash(v))
if sys.version_info>=(3,14):
    with v.set(7) as x: print(v.get(), x is not None)
    t(lambda:v.get())

# versions: 3.8-3.15
class A:
    def f(self): pass
    def g(self, a, b=1): pass
    def k(self, *, z): pass
def t(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
t(A().f, 1); t(A().g); t(A().g, 1, 2, 3); t(A().k); t(A().g, 1, c=2); t(A().g, 1, a=2); t(A.f); t(A, 1)
class B:
    def __init__(self, iterable=None, /, **kw): pass
    def __new__(cls, *a, **k): return object.__new__(cls)
t(B, 1, 2); t(lambda x: x)

import sys
class I(int): pass
class A: pass
class B(A): __slots__ = ('x',)
class C(B): pass
class D(A): pass
class J(I): __slots__ = ()
class E(Exception): pass
class F(E): __slots__ = ('x',)
for t in (I, A, B, C, D, J, E, F, int, Exception): print(t.__name__, sys.getsizeof(t), t.__basicsize__, t.__dictoffset__, t.__weakrefoffset__)
for o in (B(), C(), D(), J(3), E(), F()):
    o.zz = 1
    print(type(o).__name__, sys.getsizeof(o), sys.getsizeof(o.__dict__))

# versions: 3.6-3.15
class Mix:
    pass
class A(int): pass
class B(int, Mix): pass
class C(str, Mix): pass
class D(tuple, Mix): pass
class E(list, Mix): pass
class F(float, Mix): pass
class G(Mix): pass
class H(B, G): pass
class I(int, G, Mix): pass
class J(bytes, Mix): pass
for c in (A, B, C, D, E, F, G, H, I, J):
    print(c.__name__, c.__weakrefoffset__)

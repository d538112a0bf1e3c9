# versions: 3.8-3.15, !32
import sys
class S(str):
    pass
class I(int):
    pass
class F(float):
    pass
class B(bytes):
    pass
class Z(str):
    __slots__ = ()
class N(int):
    __slots__ = ()
for text in ("", "a", "abc", "\xe9", "\u1234x", "\U0001f600"):
    print(sys.getsizeof(text), sys.getsizeof(S(text)), sys.getsizeof(Z(text)), text.__sizeof__(), S(text).__sizeof__())
for n in (0, 1, -1, 2**30, 2**60, -10**40):
    print(sys.getsizeof(n), sys.getsizeof(I(n)), sys.getsizeof(N(n)), n.__sizeof__())
print(sys.getsizeof(F(1)), sys.getsizeof(B(b"abc")), sys.getsizeof(True), sys.getsizeof(False), sys.getsizeof(1.5), sys.getsizeof(1j), sys.getsizeof(None), sys.getsizeof(...), sys.getsizeof(NotImplemented))

# versions: 3.8-3.15, !32
import sys
vals = [0.0, -0.0, 1.0, -1.5, 0.1, 1 / 3, 2.5, 3.5, -2.5, 1e16, 1e15, 123456789012345680.0, 1e-5, 0.0001, 1e22, 1e23, 5e-324,
        2.2250738585072014e-308, 1.7976931348623157e308, float("inf"), float("-inf"), 1e100, 0.5, 100.0, 1e-300]
for x in vals:
    print(repr(x), str(-x), x.hex(), hash(x), x.is_integer(), bool(x), abs(x), float.fromhex(x.hex()) == x)
for x in vals:
    if abs(x) < 1e300:
        print([round(x, n) for n in (-1, 0, 1, 2, 5)], x.as_integer_ratio(), x.__trunc__() if abs(x) < 1e30 else "")
print([round(x) for x in (0.5, 1.5, 2.5, -0.5, -1.5, 2.675, 1e10 + 0.5)], round(2.675, 2), round(1e20), round(-7.5))
pairs = [(7.5, 2), (-7.5, 2), (7.5, -2), (-7.5, -2), (1e16, 3.3), (0.0, 3), (-0.0, 3), (0.3, 0.1), (5, float("inf")), (-5, float("inf"))]
for a, b in pairs:
    print(a // b, a % b, divmod(a, b), a / b, a + b, a - b, a * b)
inf, nan = float("inf"), float("nan")
print(2.0**0.5, 2.0**-1, (-8.0) ** 3, 0.0**0, inf**0, nan**0, 1.0**nan, (-1.0) ** inf, 2**-inf, (-2.0) ** 0.5, (-inf) ** 3, inf**-1)
print(nan == nan, nan != nan, nan < 1, inf > 1e308, -inf < 0, inf == inf, [nan] == [nan])
print([float(s) for s in ("1", " 2.5 ", "-.5", "1e3", "1_0.5", "inf", "-Infinity", "1.", "\u0661.5", "1e-400", "1e400")], float("nan"))
print(float(b"1.5"), float(bytearray(b"2.5")), float(True), float(10**20), float(2**63 - 1))
print(float.fromhex("0x1.8p1"), float.fromhex("-0X1P-3"), float.fromhex("1.8"), float.fromhex("0x.1p4"), float.fromhex("inf"), float.fromhex("0x1.fffffffffffff8p0"))
print(sys.float_info.max, sys.float_info.epsilon, (0.1).conjugate(), (1.5).real, (1.5).imag, float.__getformat__("double")[:4])


class F(float):
    pass


f = F(2.5)
print(f, f + 1, type(f + 1), type(+f), F("3.5"), repr(f), hash(f) == hash(2.5), type(abs(f)), f == 2.5, F.fromhex("0x1p1"), type(F.fromhex("0x1p1")))
print("%f %e %g %.3f %10.2f|%-10.1f|%+.0f %05.1f %G %.0e %#.0f" % (1.5, 12345.678, 0.00001, 2.0005, 3.14159, 2.5, 2.5, 2.25, 1e-10, 5.5, 3.0))
print("{} {:.2f} {:>10} {:e} {:.3g} {:%} {:,.2f} {:_} {:+.1f} {:010.3f} {:n}".format(1.0, 2.345, 1.5, 1234.5, 0.00012345, 0.25, 1234567.891, 1234567.5, 1.25, -3.14159, 2.5))
print(3.0 == 3, 3.5 > 3, hash(3.0) == hash(3), 0.1 + 0.2, 1e308 * 10, 1.0.__add__(1), (1.5).__floor__() if hasattr(1.5, "__floor__") else 1)

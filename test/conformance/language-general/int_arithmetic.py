# versions: 3.8-3.15, !32
vals = [0, 1, -1, 7, -7, 255, 256, 257, -6, 2**30 - 1, 2**30, 2**30 + 1, -2**30, 2**60 - 1, 2**60, -2**60,
        2**61 - 1, 2**61, 10**25, -10**25, 3**100, -3**50, 12345678901234567890]
total = 0
for a in vals:
    for b in vals:
        out = [a + b, a - b, a * b, a & b, a | b, a ^ b, a < b, a == b, a >= b]
        if b:
            out += [a // b, a % b, divmod(a, b), a / b]
        for x in out:
            total = (total * 31 + hash(x)) % (2**61 - 1)
    print(a, -a, ~a, abs(a), +a, bool(a), a.bit_length(), hash(a), total)
for a in vals:
    print([a << n for n in (0, 1, 29, 30, 31, 65)], [a >> n for n in (0, 1, 29, 30, 31, 65)])
print([pow(a, 5) for a in vals])
print([pow(a, 65537, 1000003) for a in vals], [pow(a, 3, -97) for a in vals])
print(pow(3, -1, 7), pow(10, -2, 77), pow(2, -3), 0**0, (-2) ** 3, (-8) ** -3, 10**-2)
print([round(a, -1) for a in (5, 15, 25, -5, -15, 14, 16, 1234)], round(1250, -2), round(1350, -2), round(10**25 + 5, -1))
print([int(s) for s in ("12", " -34 ", "+5", "1_000", "0012", "\u0661\u0662", "9" * 30)])
print([int(s, 0) for s in ("0x1F", "0b101", "0o17", "-0xff", "10", "0", "00", "0x_f")])
print([int(s, b) for s, b in (("z", 36), ("ff", 16), ("0xff", 16), ("1010", 2), ("777", 8), ("zz" * 12, 36), ("120" * 12, 3))])
print(int(3.99), int(-3.99), int(1e20), int(1e300) % 97, int(True), int(b"42"), int(bytearray(b"43")))
print((1023).to_bytes(2, "big"), (1023).to_bytes(4, "little"), (-2).to_bytes(3, "big", signed=True), (10**25).to_bytes(12, "big"))
print(int.from_bytes(b"\x03\xff", "big"), int.from_bytes(b"\xff\xfe", "little", signed=True), int.from_bytes([1, 2, 3], "big"))
print((12).conjugate(), (12).real, (12).imag, (12).numerator, (12).denominator, (12).as_integer_ratio(), (7).__index__())
print(True + True, True * 3, True & False, True | 2, True ^ True, -True, str(True), True == 1, hash(True), isinstance(True, int))


class I(int):
    pass


i = I(41)
print(i, i + 1, type(i + 1), type(+i), type(abs(i)), type(int(i)), i == 41, hash(i), repr(i), type(I(i)), I("7") + I(b"8"))
print(10**30 == 1e30, 10**22 == 1e22, 2**53 + 1 == float(2**53), 2**53 + 1 > float(2**53), 10**400 > 1e308, 1 < 1.5 < 2)
print(1e16 + 2**60, 5 / 2, -5 / 2, (2**1000) / (2**999 + 1), 1 / 3, 10**30 / 7, 2**60 / 3)

# versions: 3.8-3.15, !32
vals = [0j, 1j, -1j, 1 + 2j, 1.5 - 2.5j, complex(0.0, -0.0), complex(-0.0, 1), complex(1e16, 1e-5), complex(float("inf"), float("nan")), -2 + 0j]
for a in vals:
    print(repr(a), a.real, a.imag, a.conjugate(), abs(a), bool(a), +a, -a)
for a in vals[1:5]:
    for b in vals[1:5]:
        print(a + b, a - b, a * b, a / b, a == b, a != b)
    print(a + 1, 1 - a, a * 2.0, 2 / a, a**2, a**-1, a**0, a == a.real, hash(a))
print(2 ** (1 + 1j), (1 + 1j) ** 0.5, 1j**2, (3 + 4j) ** 3, 0j**2)
print([complex(s) for s in ("1", "1j", "1+2j", " (3-4.5j) ", "-j", "+1e3j", "infj", "1_0+2j", "nan+nanj")])
print(complex(), complex(1), complex(1, 2), complex(1.5, -0.0), complex(2 + 1j), complex(True))
print(hash(1 + 0j) == hash(1), 1 + 0j == 1, 1 == 1 + 0j, 2.5 == 2.5 + 0j)
print("{} {:.2f} {:>20} {:+.1e} {:g}".format(1 + 2j, 1.234 - 5.678j, 1j, 12 + 3j, 0.5j), "%s" % 1j, f"{3+4j:.1f}")


class C(complex):
    pass


c = C(1, 2)
print(c, c + 1, type(c + 1), C("3j"), complex(c), type(complex(c)), type(+c))


class D:
    def __complex__(self):
        return 7j


print(complex(D()))

# versions: 3.8-3.15, !32
print("%s %r %a %d %i %u %x %X %o %c %c %% %5d|%-5d|%05d %+d % d" % ("s", "r\xe9", "a\xe9", 1, 2, 3, 255, 255, 8, 65, "B", 42, 42, 42, 42, 42))
print("%#x %#o %#X %.3d %8.3d %-8.3d| %08.3d %x %#x" % (255, 8, 255, 5, 5, 5, 5, -255, -255))
print("%(a)s %(b)05.1f %(a)r %%" % {"a": 1, "b": 2.25, "c": 3}, "%s" % (1,), "%s" % [1], "%s" % {"k": 1}, "%.2s|%5.1s|%-5s|" % ("abc", "xyz", "q"))
print("%*d %-*d| %.*f" % (5, 42, 5, 42, 2, 3.14159), "%s %s" % ("a", "b"), "100%%" % (), "%d" % 3.99, "%d" % True, "%5s|%-5s|" % ("ab", "cd"))
print("%e %E %g %G %f" % (1.5, 1.5, 1e-10, 1e-10, 1e10), "%d" % 10**25, "%x" % 10**25, "%s" % None, "%r" % "q", "%c" % 0x1F600 == "\U0001f600")
print("{} {1}".replace("1", "") .format(1, 2), "{0} {1} {0}".format("a", "b"), "{x} {y.real} {z[0]} {z[1][k]} {w[key]}".format(x=1, y=2, z=[3, {"k": 4}], w={"key": 5}))
print("{!r} {!s} {!a}".format("q\xe9", "q", "q\xe9"), "{{}} {{{}}}".format(1), "{:{}}|{:>{w}}|{:{f}{a}{w}}".format("a", 5, "b", "c", w=6, f="*", a="^"))
for spec in ["", "5", "<5", ">5", "^5", "*^7", "05", "+", " ", "-", "x", "#x", "X", "o", "b", "#b", "d", "n", ",", "_", "08x", "#010b", "+05d", "e", ".2f", "%", "010,", "_b", "=+8", "x<8"]:
    print(spec, "|" + format(65, spec) + "|", end=" ")
    try:
        print("|" + format(-12345, spec) + "|")
    except Exception as e:
        print(type(e).__name__, e)
for spec in ["", "10", "<10", ">10", "^10", "*^10", ".2", "10.2", "s", "<10s"]:
    print(spec, "|" + format("h\xe9llo", spec) + "|")
for v in (0, 1, -1, 123456.789, 1e-7, float("inf"), float("nan"), -0.0):
    print([format(v, s) for s in ("", "f", "e", "g", ".1f", ".3e", ".0f", "10.2f", "<10.1f", "+.2f", "010.2f", ",.2f", "%", ".2%", "#.0f", "G", "F", "_.1f", "n")])


class P:
    def __format__(self, spec):
        return "<" + spec + ">"

    def __str__(self):
        return "str"

    def __repr__(self):
        return "repr"


p = P()
print("{} {:abc} {!s:>5} {!r}".format(p, p, p, p), f"{p} {p:x{1}y} {p!s} {p!r:^6}", "%s %r" % (p, p), format(p), format(p, "q"))
print("{a} {b}".format_map({"a": 1, "b": 2}), "{0.real}{0.imag}".format(3), "{:d}".format(True), "{}".format(None), "{:>6}".format("ab"), "{0[1]}".format("xyz"))


class M(dict):
    def __missing__(self, key):
        return "?" + key


print("{x} {y}".format_map(M(x=1)), "%(x)s %(zz)s" % M(x=1))
n = 1234567.891
print(f"{n:,.1f} {n:.3e} {n!r:>15} {n:>15,} {int(n):_} {255:#06x} {'a':>3}{'b':<3}{'c':^3}| {3:>{4}} {'%':%>3}")
print(str(True).rjust(6) + str(None).ljust(6) + "|", "%s" % (("a", "b"),), "%s and %s" % tuple([1, 2]))

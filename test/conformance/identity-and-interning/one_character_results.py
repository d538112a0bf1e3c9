# versions: 3.9-3.15, !32
def cached(s):
    return s is ("..." + s)[3]


results = {
    "lower": "Q".lower(), "upper": "q".upper(), "title": "q".title(), "str(5)": str(5), "%d": "%d" % 5, "{}": "{}".format(5),
    "f-string": f"{5}", "f-string d": f"{5:d}", "center": "".center(1, "q"), "join": "".join(["q", ""]), "replace": "z".replace("z", "q"),
    "translate": "z".translate({122: 113}), "decode": b"q".decode(), "latin": b"\xe9".decode("latin-1"), "%c": "%c" % 113,
    "{:x}": "{:x}".format(10), "strip": " q ".strip(), "partition": "q z".partition(" ")[0], "split": "q z".split()[0],
    "splitlines": "q\nz".splitlines()[0], "iteration": list("qz")[0], "reversed": list(reversed("qz"))[0], "slice": "qz"[:1], "step": "qz"[::2],
    "%.1s": "%.1s" % "qz", "%o": "%o" % 5, "expandtabs": "\t".expandtabs(1), "zfill": "".zfill(1), "chr": chr(113), "casefold": "Q".casefold(),
}
for name, value in results.items():
    print(name, cached(value))
x = 10**20
print(x**1 is x, +x is x, abs(x) is x, x | 0 is x, x >> 0 is x, x + 0 is x, int(x) is x, round(x) is x)
b = bytes([1, 2, 3])
print(b[:] is b, b + b"" is b, b"" + b is b, b * 1 is b, bytes(b) is b, b.strip() is b, b.replace(b"x", b"y") is b, b.translate(None, b"x") is b, b.upper() is b, b[0:3] is b, b.center(1) is b, b"".join([b]) is b)
s = "".join(["some", " text"])
print(s[:] is s, s + "" is s, "" + s is s, s * 1 is s, str(s) is s, s.strip() is s, s.replace("x", "y") is s, "%s" % s is s, "{}".format(s) is s, f"{s}" is s, "".join([s]) is s, s.center(3) is s, s.zfill(1) is s, s.split("x")[0] is s, s.partition("x")[0] is s, s.expandtabs() is s, s.ljust(1) is s, s.splitlines()[0] is s, format(s) is s, s.lower() is s, s.removeprefix("x") is s)
f = 2.5
c = 1j
print(+f is f, float(f) is f, abs(f) is f, f * 1 is f, f.conjugate() is f, +c is c, complex(c) is c, c.conjugate() is c, round(f, 1) is f)

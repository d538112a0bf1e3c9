# versions: 3.9-3.15, !32
words = ["", "a", "Hello World", "  spaced\tout \n", "stra\xdfe \u0130\u0131", "\u03a3\u03b1\u03c3 \u03a3", "\U0001f600 ok", "x1y2", "123", "\u0661\u0662", "\u00bd", "\u01c5a", "o'Neil's", "A-B c_d", "\u1e9e\ufb01", "a\u0301b"]
for w in words:
    print(ascii([w.upper(), w.lower(), w.title(), w.capitalize(), w.swapcase(), w.casefold()]))
    print(w.isalpha(), w.isdigit(), w.isdecimal(), w.isnumeric(), w.isalnum(), w.isspace(), w.isupper(), w.islower(), w.istitle(), w.isidentifier(), w.isprintable(), w.isascii())
    print(ascii([w.strip(), w.lstrip(), w.rstrip(), w.split(), w.rsplit(None, 1), w.splitlines(), w.partition(" "), w.rpartition(" ")]))
    print(ascii([w.center(12, "*"), w.ljust(12), w.rjust(12, "-"), w.zfill(12), w.expandtabs(4)]))
    print(w.find("o"), w.rfind("o"), w.count("o"), w.count(""), w.startswith("H"), w.endswith(("d", "k")), ascii(w.replace("o", "00")), ascii(w[::-1]), ascii(w[1:3]), len(w))
    print(ascii(repr(w)), ascii(w), hash(w) == hash("" + w))
s = "a,b,,c,d"
print(s.split(","), s.split(",", 2), s.rsplit(",", 2), s.rsplit(","), s.split(",,"), "".split(","), "".split(), ",".split(","), s.partition(",,"), s.rpartition("x"))
print("a\nb\r\nc\rd\x0be\x1cf\x85g\u2028h".splitlines(), "a\nb\r\n".splitlines(True), "\n".splitlines(), "".splitlines())
print("-".join("abc"), "".join(["x"]), ", ".join(str(i) for i in range(5)), "ab".join(["1", "\u1234", "2"]) == "1ab\u1234ab2")
print("xxhixx".strip("x"), "abcba".lstrip("ab"), "abcba".rstrip("ab"), "www.ex.com".strip("w.moc"))
print("aaa".replace("a", "b", 2), "abc".replace("", "-"), "abc".replace("", "-", 2), "".replace("", "x"), "aaa".replace("aa", "b"), "abab".replace("ab", ""))
print("prefix_x".removeprefix("prefix_"), "x.py".removesuffix(".py"), "x".removesuffix(""), "abc".removeprefix("b"))
print("hello"[1], "hello"[-1], "hello"[1:-1], "hello"[::2], "hello"[::-1], "hello"[10:], "hello"[-100:2], "\u1234b\U0001f600"[2], "h\xe9"[1])
print("abc" < "abd", "abc" < "abcd", "a" < "B", "\xe9" > "z", "\U0001f600" > "\uffff", "" < "a", "a" == "a", "a" != "b", "abc" >= "abc")
print("abcabc".find("c", 3), "abcabc".find("c", -2), "abcabc".index("b", 2, 6), "abcabc".rfind("a", 0, 3), "abc".find("", 3), "abc".find("", 4), "abc".count("", 1), "aaaa".count("aa"))
print("x" * 3, 3 * "ab", "x" * 0, "x" * -1, "\u1234" * 2 == "\u1234\u1234", "ell" in "hello", "" in "", "z" in "hello")
t = str.maketrans({"a": "1", "b": None, 99: "XYZ"})
print("abcabc".translate(t), "abc".translate({97: 65}), str.maketrans("ab", "xy", "z"), "azb".translate(str.maketrans("ab", "xy", "z")))
print(ascii("\x00\x07\x1b\x7f\x80\xa0\xad\u200b\u2028\ue000\ufeff\U0010ffff\t\n\r\\'"), repr("it's"), repr('say "hi"'), repr("both ' and \""))
print(str(b"abc", "ascii"), str(bytearray(b"x\xc3\xa9"), "utf-8"), str(), str(5), str("x"), str(object=3))
print([c for c in "a\xe9\u1234\U0001f600"] == ["a", "\xe9", "\u1234", "\U0001f600"], list(reversed("abc")), max("hello"), sorted("hello"), tuple("ab"))


class S(str):
    pass


x = S("h\xe9llo")
print(type(x.upper()), type(x[:]), type(x + ""), type(x.strip()), x == "h\xe9llo", hash(x) == hash("h\xe9llo"), {x: 1}["h\xe9llo"], type(str(x)), type(S(x)), repr(x), len(x), x.__class__.__name__)

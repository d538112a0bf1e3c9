# versions: 3.9-3.15, !32
for w in [b"", b"a", b"Hello World", b"  sp\tout \n", b"\xff\x00'\"\\", b"123", b"x1-y2 z", b"ABC"]:
    print(w, w.upper(), w.lower(), w.title(), w.capitalize(), w.swapcase(), w.isalpha(), w.isdigit(), w.isalnum(), w.isspace(), w.isupper(), w.islower(), w.istitle(), w.isascii())
    print(w.strip(), w.split(), w.rsplit(None, 1), w.splitlines(), w.partition(b" "), w.rpartition(b" "), w.center(9, b"*"), w.zfill(5), w.ljust(4), w.rjust(4, b"."), w.expandtabs(3))
    print(w.find(b"o"), w.rfind(b"o"), w.count(b"o"), w.count(b""), w.replace(b"o", b"00"), w[::-1], w[1:3], len(w), list(w)[:3], w.hex(), hash(w) == hash(bytes(w)))
print(b"a,b,,c".split(b","), b"a,b,,c".rsplit(b",", 1), b"a,b".split(b",", 0), b"-".join([b"a", bytearray(b"b")]), b"".join([]), b"a" in b"abc", 97 in b"abc", b"" in b"")
print(bytes(3), bytes([1, 2, 255]), bytes("h\xe9", "utf-8"), bytes("h\xe9", "latin-1"), bytes(bytearray(b"x")), bytes(range(5)), bytes(), bytes((65, 66)), bytes(memoryview(b"mv")))
print(bytes.fromhex("00 ff 1a"), b"\x00\xff".hex(), b"\x01\x02\x03\x04\x05".hex(":"), b"\x01\x02\x03\x04\x05".hex("-", 2), b"\x01\x02\x03\x04\x05".hex("-", -2))
print(b"abc"[0], b"abc"[-1], b"abc"[1:], b"abc"[::2], b"abc" + b"d", b"ab" * 2, 2 * b"ab", b"a" < b"b", b"ab" == bytearray(b"ab"), b"a" == "a", b"x" * 0)
print(b"abc".translate(bytes.maketrans(b"ab", b"xy")), b"abcabc".translate(None, b"b"), b"abc".removeprefix(b"a"), b"abc".removesuffix(b"bc"), b"abc".startswith((b"x", b"a")), b"abc".endswith(b"c"))
print(b"%s %b %d %x %c %c %r %a %5s|%-5s|%.2f %%" % (b"s", bytearray(b"b"), 3, 255, 65, b"Z", "r", "\xe9", b"p", b"q", 1.5), b"%(k)s" % {b"k": b"v"})
b = bytearray(b"hello")
b[0] = 72
b[1:3] = b"EEE"
b.append(33)
b.extend(b"??")
b.extend([65, 66])
b.insert(0, 42)
print(b, b.pop(), b.pop(0), b, b.index(b"o"), b.count(b"E"))
b.remove(69)
b.reverse()
del b[0]
del b[::2]
b += b"zz"
b *= 2
print(b, len(b), b == bytes(b), b.copy() is b, bytearray(3), bytearray([1, 2]), bytearray("x\xe9", "utf-8"), bytearray(b"q").decode(), repr(bytearray(b"'")))
b.clear()
print(b, bytearray(b"abc")[1], bytearray(b"abc")[1:], bytearray(b"abc") + b"d", b"x" + bytearray(b"y"), type(b"x" + bytearray(b"y")), list(bytearray(b"ab")))


class B(bytes):
    pass


class A(bytearray):
    pass


print(B(b"xy"), type(B(b"xy")[:]), B(b"xy") == b"xy", A(b"q"), type(A(b"q") + b""), hash(B(b"xy")) == hash(b"xy"))
print("h\xe9\u1234\U0001f600".encode(), "h\xe9".encode("latin-1"), "a\u1234".encode("utf-16"), "\U0001f600".encode("utf-16-le"), "a".encode("utf-32"), "h\xe9".encode("ascii", "replace"), "h\xe9\u1234\U0001f600".encode("ascii", "backslashreplace"), "h\xe9".encode("ascii", "xmlcharrefreplace"), "h\xe9".encode("ascii", "ignore"), "\udcff".encode("utf-8", "surrogateescape"), "\ud800".encode("utf-8", "surrogatepass"), "a".encode("utf-8-sig"), "t\n\xe9\u1234".encode("unicode_escape"))
print(ascii([b"h\xc3\xa9".decode(), b"h\xe9".decode("latin-1"), b"\xff\xfea\x00".decode("utf-16"), b"a\xff\xe2\x82b".decode("utf-8", "replace"), b"a\xffb".decode("utf-8", "ignore"), b"a\xffb".decode("ascii", "backslashreplace"), b"a\xff".decode("utf-8", "surrogateescape"), b"\\u1234\\n\\x41\\101".decode("unicode_escape"), b"\xef\xbb\xbfa".decode("utf-8-sig"), b"\xed\xa0\x80".decode("utf-8", "surrogatepass")]))

# versions: 3.8-3.15, !32
import sys
def s(x):
    return (len(x), sys.getsizeof(x))
for n in (0, 1, 2, 5, 11, 12, 13, 14, 20, 30):
    t = "ab " * n
    print(n, s(t.split()), s(t.split(" ")), s(t.rsplit()), s(t.split(None, 3)), s(t.split(" ", 20)), s(("x\n" * n).splitlines()), s(t.encode().split()), s(bytearray(t.encode()).split(b" ")))

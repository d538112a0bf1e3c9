# versions: 3.8-3.15, !32
m = memoryview(b"abcdef")
print(m[0], m[-1], bytes(m[1:3]), m[::2].tobytes(), m[::-1].tolist(), len(m), m.nbytes, m.itemsize, m.format, m.ndim, m.shape, m.strides, m.readonly, m.contiguous, m[::2].contiguous, m.obj)
print(m == b"abcdef", m[1:3] == b"bc", m != b"x", hash(m) == hash(b"abcdef"), m.hex(), list(m)[:2], 97 in m.tolist(), m.tolist())
b = bytearray(b"abcdef")
v = memoryview(b)
v[0] = 65
v[1:3] = b"XY"
print(b, v.readonly, v[2:].tobytes())
try:
    b.append(1)
except BufferError as e:
    print("BufferError", e)
v.release()
b.append(33)
print(b)
try:
    v[0]
except ValueError as e:
    print("ValueError", e)
with memoryview(b) as w:
    print(w[0], w.cast("b")[0], w.toreadonly().readonly)
print(repr(w)[:16])
c = memoryview(bytearray(8)).cast("I")
c[0] = 2**32 - 1
c[1] = 7
print(c.tolist(), c.format, c.itemsize, c.nbytes, len(c), c.cast("B").tolist(), c.shape, c.strides)
d = memoryview(bytearray(16)).cast("d")
d[0] = 1.5
print(d.tolist(), bytes(d.cast("B"))[:8])
for f in (lambda: memoryview("a"), lambda: m.__setitem__(0, 1), lambda: c.__setitem__(0, -1), lambda: c.__setitem__(0, "x"), lambda: m[10], lambda: m["x"], lambda: d.cast("I"), lambda: hash(memoryview(b))):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)

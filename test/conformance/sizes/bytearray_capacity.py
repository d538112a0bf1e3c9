# versions: 3.8-3.14, !32
import sys
b = bytearray()
last = None
for i in range(200):
    size = sys.getsizeof(b)
    if size != last:
        print(len(b), size, b.__alloc__())
        last = size
    b.append(i)
while b:
    size = sys.getsizeof(b)
    if size != last:
        print(len(b), size, b.__alloc__())
        last = size
    b.pop()
print(sys.getsizeof(b), sys.getsizeof(bytearray(10)), sys.getsizeof(bytearray(b"abc")), sys.getsizeof(bytearray([1, 2, 3])), sys.getsizeof(bytearray(range(20))), sys.getsizeof(bytearray("text", "ascii")))
c = bytearray(100)
del c[:10]
print(sys.getsizeof(c), len(c), c.__alloc__())
del c[:60]
print(sys.getsizeof(c), len(c), c.__alloc__())
c.extend(b"x" * 5)
print(sys.getsizeof(c), len(c), c.__alloc__())
c += bytes(300)
print(sys.getsizeof(c), c.__alloc__())
c[2:4] = b"0123456789"
print(sys.getsizeof(c), c.__alloc__())
c.clear()
print(sys.getsizeof(c), c.__alloc__())
print(sys.getsizeof(memoryview(b"x")), sys.getsizeof(iter(b"x")), sys.getsizeof(iter("x")), sys.getsizeof(iter(b)))

# versions: 3.9,3.11,3.13,3.14
"""BytesIO and classes derived from the bases of streams."""
import _io, sys, gc
BytesIO = _io.BytesIO
def t(f, *a, **k):
    try: print(repr(f(*a, **k)).split(" at 0x")[0])
    except BaseException as e: print(type(e).__name__, '|', e)
b = BytesIO(b'one\ntwo\nthree')
print(b.readline(), b.readlines(), b.tell(), b.seek(0), b.read(3), b.read1(2), b.getvalue(), list(b), b.seek(-3, 2), b.read(), b.seek(0), b.readlines(4))
b.seek(20); print(b.write(b'end'), b.getvalue(), b.truncate(5), b.getvalue(), b.tell())
x = bytearray(4); b.seek(1); print(b.readinto(x), x, b.readinto(memoryview(x)[:2]))
t(b.readinto, b'x'); t(b.readinto, 'x'); t(b.readinto, 5); t(b.write, 'x'); t(b.write, 5); t(b.write, None); t(BytesIO, 'x'); t(BytesIO, 5); t(BytesIO, None); t(BytesIO, b'', 1); t(BytesIO, foo=1); t(BytesIO, initial_bytes=b'k')
t(b.read, 'x'); t(b.read, None); t(b.seek, 1, 5); t(b.seek, -1); t(b.seek, -5, 1); t(b.truncate, -1); t(b.truncate, 'x'); t(b.seek, 'x'); t(b.readlines, None); t(b.readlines, 'x')
t(b.fileno); t(b.detach); t(b.isatty); t(b.flush); t(b.seekable); t(b.readable); t(b.writable)
b.writelines([b'1', bytearray(b'2'), memoryview(b'3')]); print(b.getvalue()); t(b.writelines, [1]); t(b.writelines, 'ab'); t(b.writelines, 5)
b.close(); print(b.closed); b.close()
for f in ('read','readline','getvalue','tell','flush','readlines','seekable','isatty','__enter__','__next__','__iter__','__getstate__'): t(getattr(b, f))
t(b.write, b'x'); t(b.seek, 0); t(next, b); t(b.truncate, 0)
data = b'q' * 100
b = BytesIO(data); print(b.getvalue() is data, b.read() is data, sys.getsizeof(b)); b.write(b'z'); print(sys.getsizeof(b)); b.getvalue(); print(sys.getsizeof(b))
sizes = []
b = BytesIO()
for i in range(60): b.write(b'abc'); sizes.append(sys.getsizeof(b))
print(sizes); v = b.getvalue(); print(len(v), sys.getsizeof(b), sys.getrefcount(v)); b.write(b'!'); print(sys.getsizeof(b), sys.getrefcount(v)); b.truncate(10); print(sys.getsizeof(b)); b.close(); print(sys.getsizeof(b))
print(BytesIO(b'a').__getstate__()); y = BytesIO(); y.__setstate__((b'abc', 1, {'k': 2})); print(y.read(), y.k, y.__dict__); t(y.__setstate__, 5); t(y.__setstate__, (b'', 'x', None)); t(y.__setstate__, (b'', -1, None)); t(y.__setstate__, (b'', 1, 5))
with BytesIO(b'ctx') as f: print(f.read())
class R(_io._RawIOBase):
    def __init__(self, d): self.d = d; self.n = 0
    def readinto(self, b):
        k = min(len(b), len(self.d) - self.n, 3); b[:k] = self.d[self.n:self.n + k]; self.n += k; return k
    def readable(self): return True
    def write(self, x): print('w', x); return len(x)
r = R(b'ab\ncdefg\nhij')
print(r.read(2), r.readline(), r.readline(), r.read(), r.read(5))
r = R(b'ab\ncdefg\nhij'); print(r.readlines()); r = R(b'ab\ncdefg\nhij'); print(list(r)); r = R(b'ab\ncd\n'); print(r.readlines(2), r.closed, r.__dict__)
r.writelines([b'x', b'y']); print(r._checkReadable()); t(r._checkWritable); r.close(); t(r.readlines); t(r.readline); t(r.writelines, []); t(iter, r); t(r.flush)
class P(R):
    def peek(self, n): return self.d[self.n:self.n + 4]
print(list(P(b'ab\ncdefg\nhij')))
class N(_io._RawIOBase):
    def readinto(self, b): return None
    def read(self, n=-1): return 'str'
t(N().readline); t(N().readall); t(_io._RawIOBase.read, N(), 4); 
class Bf(_io._BufferedIOBase):
    def read(self, n=-1): return b'abcdefgh'[:n]
    def read1(self, n=-1): return b'too much data' * 5
z = bytearray(5); print(Bf().readinto(z), z); t(Bf().readinto1, z); t(Bf().readinto, 5)
class C(_io._IOBase):
    def close(self): print('close'); super().close()
c = C(); del c
class E(_io._IOBase):
    def flush(self): raise ValueError('no')
e = E(); t(e.close); print(e.closed); del e
class F(_io._IOBase):
    closed = False
    def close(self): raise KeyError('bad close')
sys.unraisablehook = lambda u: print('unraisable', type(u.exc_value).__name__)
f = F(); del f
class G(_io._IOBase):
    def tell(self): return 1
    def seek(self, *a): return a
print(_io._IOBase.tell(G())); t(G().truncate); t(G().fileno); t(G().readline)
with C() as c: print('in')

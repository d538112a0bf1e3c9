# versions: 3.9,3.11,3.13,3.14
"""StringIO: reading, writing, line ends, states, refusals."""
import _io, sys, gc
StringIO = _io.StringIO
def t(f, *a, **k):
    try: print(repr(f(*a, **k)).split(" at 0x")[0])
    except BaseException as e: print(type(e).__name__, '|', e)
s = StringIO()
print(s.write('hello'), s.write(' wörld'), s.getvalue(), s.tell(), s.read(), s.seek(0), s.read(3), s.readline(), s.newlines, s.line_buffering, s.closed)
s.seek(2); s.write('LL\u4e00'); print(ascii(s.getvalue()), s.truncate(4), s.getvalue(), s.tell(), s.write('!'), ascii(s.getvalue()))
s = StringIO('one\ntwo\r\nthree\rfour'); print(s.readlines(), s.read(), s.seek(0), s.readline(2), s.readline(), list(s))
for nl in (None, '', '\n', '\r', '\r\n'):
    s = StringIO('a\nb\r\nc\rd', newline=nl); print(repr(nl), repr(s.getvalue()), s.readlines(), s.newlines)
    s.write('x\ny\rz\r\n'); print(repr(s.getvalue()), s.newlines)
t(StringIO, 5); t(StringIO, b'x'); t(StringIO, '', 5); t(StringIO, '', 'x'); t(StringIO, '', '\n', 3); t(StringIO, foo=1); t(StringIO, initial_value=None, newline=None)
s = StringIO('abc')
t(s.write, 5); t(s.write, b''); t(s.write); t(s.read, 'x'); t(s.read, None); t(s.read, 1, 2); t(s.seek, 1, 3); t(s.seek, -1); t(s.seek, 1, 1); t(s.seek, 0, 2); t(s.seek, 'x'); t(s.seek, 1.5); t(s.truncate, -1); t(s.truncate, 'x'); t(s.truncate, None); t(s.seek); t(s.readline, 1.5); t(s.readlines, 'x')
t(s.seek, 10); s.write('z'); print(repr(s.getvalue()))
t(s.fileno); t(s.detach); t(s.isatty); t(s.flush); t(s.seekable); t(s.readable); t(s.writable); t(s.encoding if 0 else lambda: s.encoding); t(lambda: s.errors)
s.close(); print(s.closed)
for f in ('read','readline','getvalue','tell','flush','readlines','seekable','isatty','__enter__','__next__','__getstate__','close'): t(getattr(s, f))
t(s.write, 'x'); t(s.seek, 0); t(lambda: s.newlines); t(next, s); t(iter, s); t(lambda: s.line_buffering)
with StringIO('ctx') as f: print(f.read())
print(f.closed)
s = StringIO(); print('printed', 1, file=s); print(repr(s.getvalue()))
s.writelines(['a', 'b\n', 'c']); print(repr(s.getvalue())); t(s.writelines, [1]); t(s.writelines, 5)
print(sys.getsizeof(StringIO()), sys.getsizeof(StringIO('abc' * 100)))
x = StringIO.__new__(StringIO); t(x.read); t(x.write, 'a'); t(lambda: x.closed); t(x.close); print(repr(x)[:15])
class Sub(StringIO):
    def readline(self, *a): return 'sub'
    def close(self): print('closing'); super().close()
q = Sub('x\ny'); print(next(q), q.attr if hasattr(q, 'attr') else None); q.attr = 5; print(q.__dict__); del q
class Sub2(StringIO):
    def readline(self, *a): return 5
t(next, Sub2('x'))
text = 'some text %d' % 5
s = StringIO(); s.write(text); print(sys.getrefcount(text)); v = s.getvalue(); print(sys.getrefcount(v), v is s.getvalue())
s.write('y'); print(sys.getrefcount(text), sys.getrefcount(v))
s = StringIO(); s.write('é'); s.write('\u4e00'); s.write('\U0001f600' * 3); print(ascii(s.getvalue())); s.write('tail' * 50); print(ascii(s.getvalue()[-9:]), len(s.getvalue()))
print(StringIO('a').__getstate__(), StringIO('a\n', newline='\r\n').__getstate__())
y = StringIO(); y.__setstate__(('ab\ncd', '\r', 2, {'k': 1})); print(repr(y.getvalue()), y.tell(), y.k, repr(y.read()))
t(y.__setstate__, 5); t(y.__setstate__, ('a', '\n', 'x', None)); t(y.__setstate__, ('a', '\n', -1, None)); t(y.__setstate__, ('a', '\n', 1, 5))
import weakref
s = StringIO(); w = weakref.ref(s); print(w() is s); del s; print(w())
s = StringIO(); s.me = s; del s; print(gc.collect() > 0)
print(isinstance(StringIO(), _io._TextIOBase), StringIO.__mro__, _io.UnsupportedOperation.__mro__)
d = _io.IncrementalNewlineDecoder(None, True); print(repr(d.decode('a\r')), repr(d.decode('\nb\rc\n')), d.newlines, d.getstate(), repr(d.decode('\r')), d.getstate(), d.setstate((b'', 0)), repr(d.decode('x', True)), d.reset(), d.newlines)
d = _io.IncrementalNewlineDecoder(None, False); print(repr(d.decode('a\r\nb\n', final=True)), d.newlines)
t(d.decode, 5); t(_io.IncrementalNewlineDecoder); t(d.setstate, 5); t(_io.IncrementalNewlineDecoder.__new__(_io.IncrementalNewlineDecoder).decode, 'a')

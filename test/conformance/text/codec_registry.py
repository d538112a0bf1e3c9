# versions: 3.9,3.11,3.13,3.14
"""Codecs and error handlers, built in and registered."""
import codecs, sys
def t(f, *a, **k):
    try: print(ascii(f(*a, **k)).split(" at 0x")[0])
    except BaseException as e: print(type(e).__name__, '|', ascii(str(e)))
print(codecs.lookup('utf-8').name, codecs.lookup('UTF8').name, codecs.lookup('latin-1').name)
t(codecs.lookup, 'nope'); t(codecs.lookup, 5); t('a'.encode, 'nope'); t(b'a'.decode, 'nope')
t(codecs.encode, 'h\xe9', 'utf-16'); t(codecs.decode, b'\xff\xfeh\x00', 'utf-16'); t(codecs.encode, 'hello', 'rot13')
t('x'.encode, 'rot13')
t(codecs.encode, 'abc'); t(codecs.decode, b'abc'); t(codecs.encode, 'a', 5)
for f in ('utf_8_encode','latin_1_encode','ascii_encode','utf_16_encode','utf_16_le_encode','utf_32_be_encode','unicode_escape_encode','raw_unicode_escape_encode'):
    g = getattr(codecs, f); t(g, 'h\xe9\u4e00\n'); t(g, 'h\xe9', 'replace'); t(g, 5); t(g, 'a', None); t(g)
for f, d in (('utf_8_decode', b'h\xc3\xa9\xe4\xb8'), ('ascii_decode', b'ab'), ('latin_1_decode', b'\xe9'), ('utf_16_le_decode', b'a\0b'), ('utf_32_le_decode', b'a\0\0\0b'), ('unicode_escape_decode', b'a\\n\\u4e'), ('utf_16_decode', b'\xff\xfea\0b')):
    g = getattr(codecs, f); t(g, d); t(g, d, 'strict', True); t(g, d, 'ignore'); t(g, 'x')
dec = codecs.getincrementaldecoder('utf-8')()
print(ascii([dec.decode(bytes([b])) for b in 'h\xe9\u4e00\U0001f600'.encode()]), dec.getstate())
print(codecs.getincrementalencoder('utf-16')().encode('ab'))
def handler(e):
    print(type(e).__name__, e.encoding, e.start, e.end, e.reason); return ('<%d>' % e.start, e.end)
codecs.register_error('mine', handler)
t('a\xe9\u4e00b'.encode, 'ascii', 'mine'); t(b'a\xffb\xfe'.decode, 'utf-8', 'mine'); t(b'\xff'.decode, 'ascii', 'mine')
codecs.register_error('bad', lambda e: 5); t('\xe9'.encode, 'ascii', 'bad'); t(b'\xff'.decode, 'ascii', 'bad')
codecs.register_error('bytes', lambda e: (b'!!', e.end)); t('\xe9x'.encode, 'ascii', 'bytes'); t(b'\xff'.decode, 'ascii', 'bytes')
codecs.register_error('pos', lambda e: ('?', -1)); t('\xe9xy'.encode, 'ascii', 'pos')
codecs.register_error('out', lambda e: ('?', 99)); t('\xe9xy'.encode, 'ascii', 'out'); t(b'\xff'.decode, 'ascii', 'out')
codecs.register_error('nonascii', lambda e: ('\xe9', e.end)); t('\xe9xy'.encode, 'ascii', 'nonascii')
t(codecs.register_error, 'x', 5); t(codecs.register_error, 5, 5); t(codecs.lookup_error, 'zz'); t(codecs.register, 5); t('\xe9'.encode, 'ascii', 'zz')
print(codecs.strict_errors, codecs.lookup_error('mine') is handler)
e1 = UnicodeEncodeError('ascii', 'a\xe9\u4e00b', 1, 3, 'why'); d1 = UnicodeDecodeError('utf-8', b'a\xff\xfeb', 1, 3, 'why'); t1 = UnicodeTranslateError('a\xe9\u4e00b', 1, 3, 'why')
for n in ('strict', 'ignore', 'replace', 'xmlcharrefreplace', 'backslashreplace', 'surrogateescape', 'surrogatepass'):
    for e in (e1, d1, t1, ValueError('v'), 5):
        print(n, end=' '); t(codecs.lookup_error(n), e)
def search(name):
    if name == 'my_codec':
        return codecs.CodecInfo(lambda s, errors='strict': (s.upper().encode('latin-1'), len(s)), lambda b, errors='strict': (bytes(b).decode('latin-1').lower(), len(b)), name='my_codec')
    if name == 'bad_one': return 5
codecs.register(search)
t('hello'.encode, 'My-Codec'); t(b'HELLO'.decode, 'my codec'); t(codecs.encode, 'x', 'my_codec'); t('x'.encode, 'bad one')
print(codecs.BOM_UTF8)
import io
w = codecs.getwriter('utf-8')(io.BytesIO()); w.write('h\xe9'); print(w.stream.getvalue()); r = codecs.getreader('utf-8')(io.BytesIO(b'a\xc3\xa9\nb')); print(ascii(r.readline()), ascii(r.read()))

# versions: 3.9,3.11,3.13,3.14
"""json, textwrap, string.Template over re."""
import json, textwrap, string, io
def t(f, *a, **k):
    try: print(repr(f(*a, **k)))
    except BaseException as e: print(type(e).__name__, '|', e)
data = {'a': [1, 2.5, None, True, False, 'x"\\\n\u00e9\u4e00\U0001f600'], 'b': {'c': {}, 'd': []}, '1': -0.0, 'big': 10**20}
print(json.dumps(data)); print(json.dumps(data, indent=2, sort_keys=True, ensure_ascii=False)); print(json.dumps([1, (2, 3)], separators=(',', ':')))
print(json.loads(json.dumps(data)) == data); print(json.loads(' [1, 2.0, "a\\u00e9\\n", {"k": null}, 1e3, -5, NaN, Infinity] '))
for s in ('', '[1,', '{"a" 1}', '[1 2]', 'nope', '"abc', '{"a":1,}', '[1]x', "{'a': 1}"): t(json.loads, s)
t(json.dumps, object.__new__(type('K', (), {'__repr__': lambda s: 'K!'}))); t(json.dumps, {1: 2, None: 3, True: 4, 1.5: 5}); t(json.dumps, {(1,): 2}); t(json.dumps, {(1,): 2}, skipkeys=True); t(json.dumps, float('nan'))
l = []; l.append(l); t(json.dumps, l)
print(json.dumps({'z': {1, 2}}, default=sorted), json.loads('{"a": 1}', object_hook=lambda d: list(d.items())), json.loads('[1.5]', parse_float=str), json.loads('{"a":1,"a":2}', object_pairs_hook=list))
f = io.StringIO(); json.dump([1, 'a'], f); f.seek(0); print(json.load(f), json.loads(b'[1]'), json.loads(bytearray('["\u00e9"]', 'utf-16')))
class E(json.JSONEncoder):
    def default(self, o): return repr(o)
print(E().encode([1, 2j]), list(E(indent=1).iterencode({'a': [1]})))
print(textwrap.fill('The quick brown fox jumps over the lazy dog, again and again and again-and-again.', 30)); print(textwrap.wrap('a ' * 20, 10), textwrap.shorten('Hello big world', 12), repr(textwrap.dedent('  a\n    b\n\n  c')), repr(textwrap.indent('a\nb\n\n', '> ')))
T = string.Template('$who likes ${what} $$5 $'); t(T.substitute, who='x', what='y'); print(T.safe_substitute(who='x')); t(string.Template('$a').substitute); print(string.Template('$a-$b').substitute({'a': 1}, b=2)); print(string.capwords('hello  world'), string.ascii_letters, string.Formatter().format('{0!r:>5} {x.real}', 'a', x=5))

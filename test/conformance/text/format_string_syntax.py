# versions: 3.9-3.15
"""Format strings: their syntax, what constructors say of wrong arguments, _string."""
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
t(lambda: format(1, None)); t(lambda: format(1,2)); t(lambda: (1).__format__(None)); t(lambda: ''.__format__(3))
t(lambda: str('a', foo=1)); t(lambda: str(foo=1)); t(lambda: int(1,2,3)); t(lambda: int('1',foo=2)); t(lambda: str(1,2,3,4)); t(lambda: int(base=1)); t(lambda: int('1', base=2, x=3))
t(lambda: str(b'a', encoding=1)); t(lambda: int(1,2)); t(lambda:float(1,2)); t(lambda:float(x=1)); t(lambda:bytes(1,2,3,4)); t(lambda:bytes(x=1)); t(lambda:bool(1,2)); t(lambda:bool(x=1)); t(lambda:complex(1,2,3)); t(lambda:list(x=1)); t(lambda:tuple(1,2)); t(lambda:dict(1,2)); t(lambda:set(1,2)); t(lambda:set(x=1)); t(lambda:bytearray(1,2,3,4)); t(lambda:object(1)); t(lambda: range(x=1))
t(lambda: "{:{}}".format(1, 5)); t(lambda: "{:{}{}}".format('a', '>', 5)); t(lambda: "{:{:{}}}".format(1,2,3)); t(lambda: "{!x}".format(1)); t(lambda:"{0[}".format([1])); t(lambda:"{0.}".format(1)); t(lambda: "{0[a]b}".format({'a':1})); t(lambda:"{".format()); t(lambda:"}".format()); t(lambda:"{0!}".format(1)); t(lambda:"{0!r".format(1)); t(lambda:"{0!rs}".format(1)); t(lambda:"{:".format(1)); t(lambda:"{0".format(1)); t(lambda:"{a{b}}".format(1)); t(lambda:"{:{{}}}".format(1)); t(lambda:"{0[{}]}".format({'{}':4}));t(lambda:"{!}".format(1));t(lambda:"{!r:}".format(1));t(lambda:"{!r:^5}".format(1));t(lambda:"{0:{1[k]}}".format(1,{'k':'>3'}))
import _string
t(lambda: list(_string.formatter_parser('a{b!r:c{d}}e{{f}}')))
t(lambda: list(_string.formatter_parser('a{}b{0.x[1]}')))
t(lambda: list(_string.formatter_parser('{'))); t(lambda: list(_string.formatter_parser('}'))); t(lambda: list(_string.formatter_parser('a{b'))); t(lambda: _string.formatter_parser(1)); t(lambda: _string.formatter_field_name_split(1))
t(lambda: (lambda a,b: (a,list(b)))(*_string.formatter_field_name_split('a.b[0].c[x]')))
t(lambda: (lambda a,b: (a,list(b)))(*_string.formatter_field_name_split('0.b[00]')))
t(lambda: (lambda a,b: (a,list(b)))(*_string.formatter_field_name_split('')))
t(lambda: (lambda a,b: (a,list(b)))(*_string.formatter_field_name_split('a[')))
t(lambda: (lambda a,b: (a,list(b)))(*_string.formatter_field_name_split('a[]x')))
t(lambda: (lambda a,b: (a,list(b)))(*_string.formatter_field_name_split('a[1]x')))
t(lambda: (lambda a,b: (a,list(b)))(*_string.formatter_field_name_split('a.')))
p=_string.formatter_parser('x'); print(type(p).__name__, p.__sizeof__()); q=_string.formatter_field_name_split("a")[1]; print(type(q).__name__, q.__sizeof__())
try: type(p)()
except TypeError as e: print(e)

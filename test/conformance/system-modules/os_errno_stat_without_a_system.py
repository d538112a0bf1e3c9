# versions: 3.9-3.14
import errno, _stat, stat, os, sys
print(sorted((v,k) for k,v in vars(errno).items() if isinstance(v,int)), errno.errorcode[2], errno.errorcode[11], len(errno.errorcode))
print({k:v for k,v in vars(_stat).items() if not k.startswith('__') and not callable(v)})
print([k for k,v in vars(_stat).items() if callable(v) and not k.startswith('__')])
for m in (0o100644, 0o040755, 0o120777, 0o104755, 0o102644, 0o041777, 0): print(stat.filemode(m), stat.S_ISDIR(m), stat.S_IMODE(m), stat.S_IFMT(m))
print(os.name, os.sep, os.path.join('a','b'), os.path.basename('/x/y.py'), os.path.splitext('a.tar.gz'), os.path.normpath('a/../b//c'), os.linesep, os.curdir)
for f in (lambda: os.stat('/nope'), lambda: os.fspath(1), lambda: os.stat(1.5), lambda: os.listdir('/nope'), lambda: os.urandom(-1), lambda:os.stat(b'/nope'),lambda:os.stat('a\0b'),lambda:os.access('/nope',0),lambda:os.fspath(type('P',(),{'__fspath__':lambda s:1})()),lambda:os.write(77,b'a'),lambda:os.isatty(77), lambda:os.strerror(999), lambda:os.getenv('NOPE'), lambda: os.environ['NOPE'], lambda: os.path.exists('/nope'), lambda: os.path.isdir('.'), lambda: len(os.urandom(8)), lambda: type(os.getpid()), lambda: os.fspath('a'), lambda: os.fspath(b'a'), lambda: issubclass(str, os.PathLike), lambda: os.fsencode('é'), lambda: os.fsdecode(b'abc'), lambda: os.path.abspath('x')==os.getcwd()+'/x', lambda: os.terminal_size((80,24)), lambda: os.stat_result(range(10)).st_size):
    try: print(f())
    except Exception as e: print(type(e).__name__, e, e.args)
os.environ['A']='1'; print(os.environ['A'], os.getenv('A'), 'A' in os.environ); del os.environ['A']

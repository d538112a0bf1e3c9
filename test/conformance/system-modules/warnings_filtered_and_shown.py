# versions: 3.9-3.14
import warnings, sys
sys.stderr = sys.stdout
warnings.formatwarning = lambda message, category, filename, lineno, line=None: '%s:%s: %s\n' % (lineno, category.__name__, message)
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
warnings.warn('one')
for i in range(2): warnings.warn('two', RuntimeWarning)
warnings.warn('dep', DeprecationWarning)
def old(): warnings.warn('old', DeprecationWarning, stacklevel=2)
old()
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter('always')
    warnings.warn('caught', UserWarning); old(); warnings.warn('caught', UserWarning)
    print(len(w), [(x.category.__name__, str(x.message), x.lineno) for x in w])
with warnings.catch_warnings():
    warnings.simplefilter('error')
    t(lambda: warnings.warn('boom', FutureWarning))
    t(old)
with warnings.catch_warnings():
    warnings.simplefilter('ignore'); warnings.warn('silent')
for action in ('once','module','default','always'):
    with warnings.catch_warnings():
        warnings.simplefilter(action)
        for i in range(2): warnings.warn('act '+action)
        warnings.warn('act '+action)
warnings.warn_explicit('expl', UserWarning, 'f.py', 7)
print(warnings.filters[:1], len(warnings.filters))
warnings.filterwarnings('error', message='.*bad.*')
t(lambda: warnings.warn('very bad')); t(lambda: warnings.warn('good'))
warnings.resetwarnings(); print(warnings.filters)
warnings.warn('after', ImportWarning)
class W(UserWarning): pass
warnings.warn(W('mine', 2))
t(lambda: warnings.warn('x', 5)); t(lambda: warnings.warn('x', int)); t(lambda: warnings.warn()); t(lambda: warnings.warn_explicit('m',UserWarning,5,3)); t(lambda: warnings.warn_explicit('m',UserWarning,'f.py',3,registry=5))
warnings.warn('far', stacklevel=50)
print(sorted(k for k in globals() if 'warn' in k), type(__warningregistry__))
warnings.showwarning = lambda *a, **k: print('shown', a[:2], k)
warnings.warn('custom')

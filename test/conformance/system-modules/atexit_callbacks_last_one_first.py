# versions: 3.9-3.14
# stderr: yes
import atexit, sys
print([n for n in dir(atexit) if n[:2]!='__'])
@atexit.register
def f(): print('f')
def g(*a,**k): print('g',a,k)
print(atexit.register(g,1,x=2) is g, atexit._ncallbacks())
atexit.register(g)
atexit.unregister(g); print(atexit._ncallbacks())
atexit.register(g,3)
def bad(): raise ValueError('oops')
atexit.register(bad)
def ex(): sys.exit('bye')
atexit.register(ex)
for h in (lambda: atexit.register(), lambda: atexit.register(5), lambda: atexit.unregister()):
    try: h()
    except TypeError as e: print(e)
class D:
    def __del__(self): print('del')
d=D()
import sys; sys.stdout.flush()

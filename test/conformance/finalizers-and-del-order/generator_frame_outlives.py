# versions: 3.9-3.15
# the frame of a generator that has ended keeps its locals as long as somebody holds it; what it knows of its caller
import sys

class A:
    def __del__(self):
        print("del A")

def g():
    x = A()
    yield 1
    raise ValueError("in g")

try:
    list(g())
except ValueError as e:
    f = e.__traceback__.tb_next.tb_frame
    print(list(f.f_locals), sys.getrefcount(f), f.f_lineno)
    print(f.f_back is sys._getframe())
print("after")
del f
print("gone")

def h():
    x = A()
    yield sys._getframe()

for f in h():
    pass
print(list(f.f_locals), f.f_back is None)
f = None
print("end")

class D:
    def __del__(self):
        print("del D")

def chain(d, x):
    yield d
    yield x

for n in 1, 2, 3:
    x = None
    for i in range(n):
        a = chain(D(), x)
        next(a)
        x, a = a, None
    print("now", n)
    del x

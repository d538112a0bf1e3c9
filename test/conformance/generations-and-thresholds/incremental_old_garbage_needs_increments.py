# versions: 3.14.2-wasm32
import gc, weakref
gc.collect()
gc.disable()
class A:
    pass
def cycle():
    a = A()
    a.me = a
    return a
def increments_until_dead(r):
    for n in range(200):
        if r() is None:
            return n
        gc.collect(1)
    return "more than 200"
a = cycle()
r = weakref.ref(a)
gc.collect(0)
del a
print(gc.collect(0), r() is None)
print(increments_until_dead(r))
a = cycle()
r = weakref.ref(a)
gc.collect()
del a
print(increments_until_dead(r))
print(gc.collect(), r() is None)
a = cycle()
r = weakref.ref(a)
gc.collect(1)
del a
print(gc.collect(0), r() is None, gc.collect(), r() is None)

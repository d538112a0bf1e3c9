# versions: 3.14.2-wasm32
import gc, weakref
class A:
    pass
gc.collect()
a = A()
a.me = a
r = weakref.ref(a)
gc.collect()
del a
seen = []
gc.callbacks.append(lambda phase, info: phase == "start" and seen.append(info["generation"]))
gc.set_threshold(500)
keep = []
while r() is not None and len(keep) < 200000:
    keep.append(A())
gc.callbacks.clear()
print(r() is None, set(seen), len(keep) // 10000, len(seen) > 20)

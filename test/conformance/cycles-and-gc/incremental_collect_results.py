# versions: 3.14.2-wasm32
import gc
gc.collect()
gc.disable()
class A:
    pass
def garbage(n):
    for _ in range(n):
        a = A()
        a.me = a
garbage(3)
print(gc.collect(0))
garbage(3)
print(gc.collect(1))
garbage(3)
print(gc.collect(2))
keep = A()
keep.me = keep
gc.collect(0)
del keep
print(gc.collect(0), gc.collect())
keep = A()
keep.me = keep
gc.collect()
del keep
print(gc.collect(0), gc.collect())

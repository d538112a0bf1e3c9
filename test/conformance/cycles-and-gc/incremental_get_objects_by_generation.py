# versions: 3.14.2-wasm32
import gc
gc.collect()
gc.disable()
x = [[] for _ in range(3)]
def where(o):
    return [any(o is k for k in gc.get_objects(generation=g)) for g in (0, 1, 2)]
print(where(x), any(x is k for k in gc.get_objects()))
gc.collect(0)
print(where(x))
gc.collect(1)
print(where(x))
gc.collect(2)
print(where(x))
y = []
print(where(y), len(gc.get_objects(1)))
gc.freeze()
print(where(y), where(x), gc.get_freeze_count() > 100)
gc.unfreeze()
print(where(y), gc.get_freeze_count())

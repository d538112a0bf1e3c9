# versions: 3.14.2-wasm32
import gc
print(gc.get_threshold())
gc.set_threshold(500)
print(gc.get_threshold())
gc.set_threshold(500, 7, 9)
print(gc.get_threshold())
gc.set_threshold(0)
print(gc.get_threshold(), gc.isenabled())
gc.set_threshold(2000, 10, 0)
gc.disable()
gc.collect()
print(gc.get_count())
keep = [[] for _ in range(150)]
first = gc.get_count()
print(first[0] >= 60, first[1:])
gc.collect(0)
print(gc.get_count()[1:])
gc.collect(0)
gc.collect(0)
print(gc.get_count()[1:])
gc.collect(1)
print(gc.get_count()[1:])
gc.collect(2)
print(gc.get_count()[1:])
gc.collect()
class A:
    pass
a = [A() for _ in range(10)]
n = gc.get_count()[0]
a = None
print(n - gc.get_count()[0])

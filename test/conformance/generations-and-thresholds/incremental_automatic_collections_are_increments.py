# versions: 3.14.2-wasm32
import gc
gc.collect()
seen = []
gc.callbacks.append(lambda phase, info: phase == "start" and seen.append(info["generation"]))
before = [s["collections"] for s in gc.get_stats()]
gc.set_threshold(100)
class A:
    pass
keep = [A() for _ in range(5000)]
gc.set_threshold(2000)
gc.callbacks.clear()
after = [s["collections"] for s in gc.get_stats()]
print(sorted(set(seen)), 40 <= len(seen) <= 51)
print([b - a for a, b in zip(before, after)])

# versions: 3.14.2-wasm32
import gc
gc.collect()
gc.disable()
seen = []
gc.callbacks.append(lambda phase, info: phase == "start" and seen.append(info["generation"]))
def counts():
    return [s["collections"] for s in gc.get_stats()]
for generation in (0, 1, 2):
    before = counts()
    gc.collect(generation)
    print(generation, [b - a for a, b in zip(before, counts())], seen[-1:])
print(len(gc.get_stats()), sorted(gc.get_stats()[0]))
for wrong in (3, -1):
    try:
        gc.collect(wrong)
    except ValueError as error:
        print(error)
gc.callbacks.clear()

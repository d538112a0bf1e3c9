# versions: 3.14.2-wasm32
import gc, weakref
gc.collect()
gc.disable()
log = []
class F:
    def __init__(self, name):
        self.name, self.me = name, self
    def __del__(self):
        log.append(self.name)
old = F("old")
gc.collect(0)
middle = F("middle")
gc.collect(0)
young = F("young")
r = weakref.ref(young, lambda w: log.append("callback"))
del old, middle, young
print(gc.collect(), log)
del log[:]
class Back:
    def __del__(self):
        global saved
        saved = self
b = Back()
b.me = b
r = weakref.ref(b)
del b
print(gc.collect(), r() is None, gc.is_finalized(saved))
del saved
print(gc.collect(), gc.garbage)

# versions: 3.9-3.13
# which types' deallocations count when nested ones are put aside, and the limit of 3.13
import sys

class D:
    __slots__ = ("n",)

    def __init__(self, n):
        self.n = n

    def __del__(self):
        log.append(self.n)

class C:
    def __init__(self, d, x):
        self.d = d
        self.x = x

class L(list):
    pass

log = []

def run(name, wrap, n=130):
    del log[:]
    x = None
    for i in range(n):
        x = wrap(D(i), x)
    del x
    print(name, len(log), log[:2], [(i, log[i], log[i + 1]) for i in range(len(log) - 1) if abs(log[i] - log[i + 1]) != 1][:20])

def error(d, x):
    e = ValueError(d)
    e.__context__ = x
    return e

run("instance", C)
run("list of a subclass", lambda d, x: L([d, x]))
run("ValueError", error)
run("builtin method", lambda d, x: [d, x].append)
run("method wrapper", lambda d, x: [d, x].__len__)
run("method", lambda d, x: C(d, x).__init__)
run("property", lambda d, x: property(x, d))
run("slice", lambda d, x: slice(x, d))
run("list iterator", lambda d, x: iter([d, x]))
run("dict view", lambda d, x: {1: d, 2: x}.items())
for n in 9947, 9948, 9949, 9950, 9960, 10050:
    run("list", lambda d, x: [d, x], n)
    run("instance", C, n)

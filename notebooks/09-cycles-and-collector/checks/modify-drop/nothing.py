# earns: Not yet: 3 items are alive. Each is still the next of another one.
def drop(ring):
    ring.clear()

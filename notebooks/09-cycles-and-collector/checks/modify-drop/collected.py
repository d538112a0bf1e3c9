# earns: Not yet: the collector ran. A ring that is taken apart needs none.
def drop(ring):
    ring.clear()
    gc.collect()

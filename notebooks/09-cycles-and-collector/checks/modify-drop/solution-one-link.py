# earns: Right: the ring is open, and the counts did the rest.
def drop(ring):
    del ring[0].next
    ring.clear()

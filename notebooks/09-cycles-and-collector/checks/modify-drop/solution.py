# earns: Right: the ring is open, and the counts did the rest.
def drop(ring):
    for item in ring:
        item.next = None
    ring.clear()

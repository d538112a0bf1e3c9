# earns: Not yet: the list still holds 3 items.
def drop(ring):
    del ring

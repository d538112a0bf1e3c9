# earns: Not yet: return a set of names.
def unreachable(counts, links):
    pass

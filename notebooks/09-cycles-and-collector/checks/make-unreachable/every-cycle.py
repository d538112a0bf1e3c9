# earns: Not yet: a ring held from outside: a, b can be reached from outside, if only through others.
def unreachable(counts, links):
    return {name for name in links if any(name in links[other] for other in links[name])}

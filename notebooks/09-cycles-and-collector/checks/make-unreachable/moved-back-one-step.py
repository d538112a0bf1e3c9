# earns: Not yet: a long ring held from outside: c, d can be reached from outside, if only through others.
def unreachable(counts, links):
    left = dict(counts)
    for name in links:
        for other in links[name]:
            left[other] -= 1
    reachable = {name for name in left if left[name] > 0}
    for name in list(reachable):
        reachable.update(links[name])
    return set(links) - reachable

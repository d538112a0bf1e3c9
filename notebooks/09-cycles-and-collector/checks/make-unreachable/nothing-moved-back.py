# earns: Not yet: a ring held from outside: b can be reached from outside, if only through others.
def unreachable(counts, links):
    left = dict(counts)
    for name in links:
        for other in links[name]:
            left[other] -= 1
    return {name for name in left if left[name] == 0}

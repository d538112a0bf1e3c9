# earns: Right: you and the collector agree on all 5 heaps.
def unreachable(counts, links):
    left = dict(counts)
    for name in links:
        for other in links[name]:
            left[other] -= 1
    reachable = [name for name in left if left[name] > 0]
    for name in reachable:
        for other in links[name]:
            if other not in reachable:
                reachable.append(other)
    return {name for name in links if name not in reachable}

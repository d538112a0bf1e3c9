# earns: Not yet: a pair with a double link: you found nothing. Garbage has counts above 0, too.
def unreachable(counts, links):
    left = dict(counts)
    for name in links:
        for other in set(links[name]):
            left[other] -= 1
    reachable = [name for name in left if left[name] > 0]
    for name in reachable:
        for other in links[name]:
            if other not in reachable:
                reachable.append(other)
    return {name for name in links if name not in reachable}

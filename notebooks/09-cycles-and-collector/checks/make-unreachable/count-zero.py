# earns: Not yet: a ring: you found nothing. Garbage has counts above 0, too.
def unreachable(counts, links):
    return {name for name in counts if counts[name] == 0}

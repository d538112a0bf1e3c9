"""A list that grows to a million items."""


def run():
    items = []
    for i in range(1000000):
        items.append(i)
    return len(items)

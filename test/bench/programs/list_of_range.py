"""A list of a million ints made and deleted, five times."""


def run():
    for _ in range(5):
        items = list(range(10**6))
        del items
    return True

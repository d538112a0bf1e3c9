"""200,000 objects in cycles, then a full collection."""
import gc


class Node:
    def __init__(self):
        self.other = None


def run():
    for _ in range(100000):
        a = Node()
        b = Node()
        a.other = b
        b.other = a
    return gc.collect() >= 0

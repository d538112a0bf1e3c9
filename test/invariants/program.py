"""A bit of everything that lets go of references: what is skipped or doubled here, the audit must find."""
import gc
import sys


class Node:
    """Has a dict, and dies loudly."""

    def __init__(self, name, *others, **more):
        self.name = name
        self.others = list(others)
        self.more = more

    def __del__(self):
        gone.append(self.name)

    @property
    def size(self):
        return len(self.others)


class Slotted(Node):
    __slots__ = ('left', 'right')


gone = []


def count(stop):
    for i in range(stop):
        try:
            yield i * 1000
        finally:
            gone.append(i)


def fail(depth):
    if depth == 0:
        raise ValueError('deep: %d' % depth)
    try:
        fail(depth - 1)
    except ValueError as error:
        raise KeyError(depth) from error


def counter():
    total = 0

    def add(n=1000):
        nonlocal total
        total += n
        return total

    return add


a = Node('a', [1], (2, 3), key={'x': 'y' * 3})
b = Slotted('b', a, a)
b.left = b
b.right = {a: b.size, 'again': [a]}
a.me = a
del a.me
print(b.size, sys.getrefcount(a))
numbers = [n for n in count(4)]
first, *rest = numbers
rest[1:2] = 'abc'
rest.sort(key=str)
words = {str(n): n for n in numbers}
words.update(more=first)
words.pop('more')
del words['0'], rest[0]
print(words, rest, {*numbers} & {1000, 2000})
add = counter()
print(add(), add(5), f'{first!r:>4}', '%s and %s' % ('this', 1234567))
try:
    fail(2)
except KeyError as error:
    chain = []
    while error is not None:
        chain.append(type(error).__name__)
        error = error.__cause__
    print(chain)
for value in count(9):
    if value > 1000:
        break
print(list(map(lambda x, y: (y, x), 'ab', [1000, 2000])), max([3000, 4000], key=lambda n: -n))
with_default = dict.fromkeys('abc', 99999)
a = b = None
print(gc.collect(), gone)

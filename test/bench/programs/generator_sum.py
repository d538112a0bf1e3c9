"""The sum of half a million items of a generator."""


def numbers(count):
    for i in range(count):
        yield i


def run():
    return sum(numbers(500000))

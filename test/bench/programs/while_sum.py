"""The sum of a million ints, in a while loop."""


def run():
    total = i = 0
    while i < 1000000:
        total += i
        i += 1
    return total

"""200,000 ints in no order, made and sorted."""


def run():
    seed = 12345
    numbers = []
    for _ in range(200000):
        seed = (seed * 1103515245 + 12345) % 2147483648
        numbers.append(seed)
    numbers.sort()
    return numbers[0]

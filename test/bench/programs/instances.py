"""300,000 instances: __init__, two attributes, a method."""


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def total(self):
        return self.x + self.y


def run():
    total = 0
    for i in range(300000):
        total += Point(i, 1).total()
    return total

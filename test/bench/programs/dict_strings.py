"""A dict of 300,000 str keys: insert, then look up."""


def run():
    table = {}
    for i in range(300000):
        table["key%d" % i] = i
    found = 0
    for i in range(300000):
        found += table["key%d" % i]
    return found

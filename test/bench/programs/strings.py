"""200,000 strings joined; a string that grows 100,000 times."""


def run():
    joined = "".join([str(i) for i in range(200000)])
    text = ""
    for _ in range(100000):
        text = text + "x"
    return len(joined) + len(text)

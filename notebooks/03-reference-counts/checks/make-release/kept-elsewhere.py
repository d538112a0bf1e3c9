# earns: Not yet: the list is empty, but someone else holds the object now.
attic = []

def release(box):
    attic.append(box.pop())

# earns: Not yet: the object left the function as its result, and its new holder keeps it.
def release(box):
    return box.pop()

# earns: Not yet: the list still holds the object.
def release(box):
    del box

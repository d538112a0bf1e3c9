# earns: Not yet: the list still holds the object.
def release(box):
    guest = box[0]
    del guest

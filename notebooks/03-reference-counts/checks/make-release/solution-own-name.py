# earns: Right: the last reference was taken away inside release.
def release(box):
    guest = box.pop()
    del guest

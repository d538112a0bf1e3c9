# earns: Right: the last reference was taken away inside release.
def release(box):
    box.clear()

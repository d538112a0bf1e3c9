# earns: Not yet: only the name and the argument hold the list. Equal lists are other lists.
target = []
places = [target[:], list(target), []]
print(sys.getrefcount(target))

# earns: Not yet: the count is 6 and should be 5. The argument is one of the five.
target = []
places = [target, target, target, target]
print(sys.getrefcount(target))

# earns: Right: one name, three places without a name, one argument.
target = []
places = [target, target, {'third': target}]
print(sys.getrefcount(target))

# earns: Right: one name, three places without a name, one argument.
target = []
target.extend([target] * 3)
print(sys.getrefcount(target))

# earns: Not yet: 3 more names lead to the list. Let other places hold it.
target = []
one = two = three = target
print(sys.getrefcount(target))

import sys
for base in (set, frozenset):
    class Plain(base): pass
    o = Plain()
    o.a = 1
    print(base.__name__, sys.getsizeof(o), sys.getsizeof(o.__dict__))

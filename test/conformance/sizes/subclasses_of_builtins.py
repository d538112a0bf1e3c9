import sys
kinds = []
for base, args in ((int, (0,)), (tuple, ((1,2),)), (str, ('ab',)), (bytes, (b'ab',)), (list, ()), (dict, ()), (float, (1.5,)), (object, ()), (bytearray, ()), (complex, ()), (type, ('Q', (), {})), (Exception, ())):
    class Plain(base): pass
    try:
        class Slots(base): __slots__ = ()
    except TypeError as e: Slots = None
    try:
        class SlotX(base): __slots__ = ('x',)
    except TypeError as e: SlotX = None
    row = [base.__name__]
    for C in (Plain, Slots, SlotX):
        if C is None: row.append(None); continue
        o = C(*args)
        row += [sys.getsizeof(o), C.__basicsize__, C.__itemsize__, C.__dictoffset__, C.__weakrefoffset__]
        if C is Plain and base is not type:
            o.a = 1
            row += [sys.getsizeof(o), sys.getsizeof(o.__dict__)]
    print(row)

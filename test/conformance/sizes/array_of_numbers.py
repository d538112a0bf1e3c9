# versions: 3.9,3.11,3.13,3.14
"""array.array: sizes, growth, items of every kind, slices, refusals."""
from array import array, typecodes
import sys
def t(f, *a, **k):
    try: print(repr(f(*a, **k)))
    except BaseException as e: print(type(e).__name__, '|', e)
a = array('i'); sizes = []
for i in range(60): a.append(i); sizes.append(sys.getsizeof(a))
print(sizes)
for i in range(60): a.pop(); sizes[i] = sys.getsizeof(a)
print(sizes)
for c in 'bBhHiIlLqQfd':
    x = array(c, [1, 2, 3]); print(c, x, x.itemsize, sys.getsizeof(x), x.tobytes(), sys.getsizeof(array(c, range(10))), sys.getsizeof(array(c, (1,))))
    for v in (-1, 127, 128, -129, 255, 256, 65536, -32769, 2**31, 2**32, 2**63, 2**64, -2**63 - 1, 1.5, 'x', None):
        if c in 'fd' and isinstance(v, int): continue
        t(array, c, [v])
x = array('h', [1, 2, 3, 4, 5])
print(x[1], x[-1], x[1:3], x[::2], x[::-1], x[5:], 3 in x, 9 in x, len(x), list(x), x.index(3), x.count(2), x + x, x * 2, 2 * x, x == array('h', [1, 2, 3, 4, 5]), x < array('i', [1, 2, 4]), x != [1])
t(x.__getitem__, 9); t(x.__getitem__, 'a'); t(x.__setitem__, 9, 1); t(x.index, 77); t(x.remove, 77); t(array('h').pop); t(x.pop, 99); t(x.insert, 'a', 1); t(lambda: x + [1]); t(lambda: x + array('i')); t(x.extend, 5); t(x.extend, array('i')); t(x.append, 'q'); t(x.append, 99999); print(x)
x[0] = 9; x[1:3] = array('h', [7, 7, 7, 7]); print(x); del x[0]; del x[1:3]; print(x); x[::2] = array('h', [0] * len(x[::2])); print(x); del x[::2]; print(x); t(x.__setitem__, slice(0, 1), [1]); t(x.__setitem__, slice(0, 9, 2), array('h', [1] * 9))
x.insert(0, 5); x.insert(-1, 6); x.insert(99, 7); x.extend([1, 2]); x.extend(array('h', [3])); x.fromlist([8]); x.frombytes(b'\x01\x00'); x.reverse(); print(x, x.pop(), x.pop(0), x); x.remove(7); print(x); x.byteswap(); print(x); x += array('h', [1]); x *= 2; print(x, x.tolist()); t(x.frombytes, b'abc'); t(x.fromlist, (1,)); t(x.fromlist, [1, 'a']); t(x.frombytes, 'a'); print(len(x))
t(array, 'x'); t(array, 'ii'); t(array, 5); t(array, 'i', 5); t(array, 'i', 'abc'); t(array, 'b', b'abc'); t(array, 'i', bytearray(8)); t(array, 'd', array('i', [1, 2])); t(array, 'i', {3: 1}); t(array, 'i', [1.5]); t(hash, array('i'))
import copy
y = copy.copy(x); print(y == x, y is x, copy.deepcopy(x) == x)
class Sub(array): pass
s = Sub('i', [1]); s.z = 1; print(s, s.z, type(s + s).__name__, sys.getsizeof(s) > 0, array.__doc__ is not None)
import weakref; w = weakref.ref(y); print(w() is y); del y; print(w())
class Bad:
    def __index__(self): return 5
print(array('i', [Bad(), True]), array('d', [Bad(), 2]), array('f', [1.1])[0])

# versions: 3.9-3.15
# a class body that uses a variable of its function takes one reference to the cell, and gives it back
import sys

def make():
    x = [1]

    class A:
        y = x

        def method(self):
            return x

    return A

A = make()
cell = A.method.__closure__[0]
print(sys.getrefcount(cell), sys.getrefcount(A.y), A().method() is A.y)

def outer():
    n = 5

    def inner():
        return n

    return inner

f = outer()
if sys.version_info >= (3, 11):
    exec(f.__code__, closure=f.__closure__)
print(sys.getrefcount(f.__closure__[0]))
del A
print(sys.getrefcount(cell))

class Doubling(dict):
    def __missing__(self, name):
        if name.startswith('x'):
            return name * 2
        raise KeyError(name)

def f():
    return x1, y

print(type(f)(f.__code__, Doubling(y=5))())

def h():
    return zzz

try:
    print(type(h)(h.__code__, Doubling())())
except NameError as error:
    print(error)

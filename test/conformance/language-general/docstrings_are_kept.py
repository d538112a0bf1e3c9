# A function's docstring is the first constant of its code.
def f():
    """Of a function."""
    return 'a string that is none'

def none():
    return 'a string that is none'

class A:
    """Of a class."""
    def method(self):
        """Of a method."""

    @property
    def p(self):
        'Of a property.'
        return 1

def make(n):
    def inner():
        'Of an inner function.'
        return n
    return inner

print([f.__doc__, none.__doc__, A.__doc__, A.method.__doc__, A.p.__doc__, make(1).__doc__])
print((lambda: 'a string').__doc__)
print(type(f)(f.__code__, globals()).__doc__, type(f)(none.__code__, globals()).__doc__)

# versions: 3.6-3.15
# When __getattr__ itself raises AttributeError that is the answer; it is not asked again.
class Meta(type):
    def __getattr__(cls, name):
        print('class asked for', name)
        try:
            return cls.table[name]
        except KeyError:
            raise AttributeError(name) from None
class Thing(metaclass=Meta):
    table = {'red': 1}
    def __getattr__(self, name):
        print('instance asked for', name)
        raise AttributeError('no ' + name)
class Strict(Thing):
    def __getattribute__(self, name):
        print('first', name)
        return object.__getattribute__(self, name)
for o, name in ((Thing, 'red'), (Thing, 'blue'), (Thing(), 'green'), (Strict(), 'x'), (Strict(), '__class__')):
    try:
        print(getattr(o, name))
    except AttributeError as e:
        print('AttributeError', e)
print(hasattr(Thing(), 'a'), hasattr(Thing, 'b'), getattr(Thing(), 'c', 'default'))
# What the metaclass has no __getattr__ for is found as in any class: bound.
class Sub(Thing):
    @classmethod
    def make(cls): return cls.__name__
    @staticmethod
    def stat(): return 'static'
    @property
    def prop(self): return 'property'
print(Sub.make(), Sub.stat(), type(Sub.prop).__name__, Sub().prop, Sub().make())

import gc, objgraph, sys, types

class Account:
    def __init__(self, owner=None):
        self.owner = owner

def names(objects):
    return [getattr(o, '__name__', None) or type(o).__name__ for o in objects]

a = Account()
b = Account(a)
c = Account([b])
print(objgraph.at(id(a)) is a, objgraph.at(1), objgraph.at(id(1)))
print(objgraph.at_addrs({id(a), id(b), 7}) in ([a, b], [b, a]), objgraph.at_addrs([]), objgraph.at_addrs([id('x')]))

print(objgraph.is_proper_module(sys), objgraph.is_proper_module(objgraph), objgraph.is_proper_module(a))
print(objgraph.is_proper_module(types.ModuleType('sys')), objgraph.is_proper_module(types.ModuleType('elsewhere')))
nameless = types.ModuleType('nameless')
del nameless.__name__
print(objgraph.is_proper_module(nameless), objgraph.is_proper_module(sys.modules['__main__']))

print(names(o for o in objgraph.find_backref_chain(a, objgraph.is_proper_module) if type(o) is not dict))
chain = objgraph.find_backref_chain(a, lambda o: o is c)
print([o for o in chain if isinstance(o, Account)] == [c, b, a], [type(o) for o in chain].count(list))
chain = objgraph.find_ref_chain(c, lambda o: o is a)
print([o for o in chain if isinstance(o, Account)] == [c, b, a], [type(o) for o in chain].count(list))
print(objgraph.find_ref_chain(a, lambda o: o is a) == [a], objgraph.find_backref_chain(a, lambda o: o is a) == [a])
print(objgraph.find_ref_chain(a, lambda o: False, max_depth=2) == [a])
print(objgraph.find_backref_chain(a, lambda o: o is c, max_depth=1) == [a])
print(objgraph.find_ref_chain(c, lambda o: o is a, extra_ignore=[id(b)]) == [c])
print(objgraph.find_ref_chain(c, lambda o: o is a, 20, {id(c.owner)}) == [c])
hidden = Account()
print(objgraph.find_backref_chain(hidden, lambda o: isinstance(o, list), extra_ignore=[id(globals())]) == [hidden])
asked = []
objgraph.find_ref_chain([1, [2, 'x']], lambda o: asked.append(o))
print(asked[:5])
def frames(o):
    return isinstance(o, types.FrameType)
def local():
    inner = Account()
    return [type(o).__name__ for o in objgraph.find_backref_chain(inner, lambda o: isinstance(o, list))]
print(local())

pair = [Account(), Account()]
held = pair[0]
lonely = objgraph.get_leaking_objects(pair)
print(names(lonely), lonely == [pair[1]], lonely == [pair[0]])
seed = [Account(), Account()]
holder = Account(seed[1])
print(objgraph.get_leaking_objects([holder, seed[1], 5]) == [5], objgraph.get_leaking_objects([]))
print([o for o in objgraph.get_leaking_objects() if isinstance(o, Account)])

import objgraph, sys, types

class Account:
    def __init__(self, owner=None):
        self.owner = owner

class Liar:
    __class__ = Account

class Account2(Account):
    pass

module = types.ModuleType('elsewhere')
exec('class Account: pass', module.__dict__)

a = [Account() for i in range(5)]
b = module.Account()
liar = Liar()

def shown(stats):
    return sorted(stats.items())

print(objgraph.count('Account'), objgraph.count('__main__.Account'), objgraph.count('elsewhere.Account'))
print(objgraph.count('Liar'), objgraph.count('Nothing'), objgraph.count('no.such.Thing'))
print(objgraph.count('int', [1, 2, 'a', True]), objgraph.count('builtins.bool', (True, 3)), objgraph.count('list', []))
print([o is x for o, x in zip(objgraph.by_type('Account', a), a)], len(objgraph.by_type('Account')))
print(objgraph.by_type('elsewhere.Account') == [b], objgraph.by_type('type', [int, 1, Account]))

mixed = [1, 'x', 2, (), [], [], Account(), b, liar, None, int]
print(shown(objgraph.typestats(mixed)))
print(shown(objgraph.typestats(mixed, shortnames=False)))
print(shown(objgraph.typestats(objects=mixed, filter=lambda o: isinstance(o, int))))
print(objgraph.typestats([]))
print(objgraph.typestats()['Account'], objgraph.typestats(shortnames=False)['__main__.Account'])
print(objgraph.typestats(filter=lambda o: type(o) is Account))

print(objgraph.most_common_types(objects=mixed))
print(objgraph.most_common_types(2, mixed), objgraph.most_common_types(limit=None, objects=[3, 'a', 'b', 4, 5]))
print(objgraph.most_common_types(limit=0, objects=[1.5, 'a', 'b']), objgraph.most_common_types(objects=[]))
print(objgraph.most_common_types(objects=mixed, shortnames=False, filter=lambda o: o))
objgraph.show_most_common_types(objects=mixed)
objgraph.show_most_common_types(3, mixed, False)
objgraph.show_most_common_types(limit=2, objects=mixed, file=sys.stdout, filter=lambda o: isinstance(o, (str, list)))
try:
    objgraph.show_most_common_types(objects=[])
except ValueError as e:
    print('ValueError')

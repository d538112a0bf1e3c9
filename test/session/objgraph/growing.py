import gc, objgraph, sys

class Account: pass
class Owner: pass

def ours(o):
    return type(o) in (Account, Owner)

peaks = {}
print(objgraph.growth(filter=ours, peak_stats=peaks), peaks)
a = [Account() for i in range(3)]
print(objgraph.growth(filter=ours, peak_stats=peaks), peaks)
del a[1:]
print(objgraph.growth(filter=ours, peak_stats=peaks), peaks)
a += [Account() for i in range(4)]
o = [Owner() for i in range(7)]
print(objgraph.growth(filter=ours, peak_stats=peaks), peaks)
print(objgraph.growth(1, {}, filter=ours), objgraph.growth(0, {}, filter=ours), objgraph.growth(None, {}, False, ours))
# the peaks that are kept for everybody
print(objgraph.growth(filter=ours))
print(objgraph.growth(filter=ours))
a.append(Account())
print(objgraph.growth(filter=ours))

objgraph.show_growth(filter=ours)
a.append(Account())
objgraph.show_growth(filter=ours)
objgraph.show_growth(filter=ours)
objgraph.show_growth(peak_stats={}, filter=ours)
objgraph.show_growth(peak_stats={}, filter=ours, shortnames=False, file=sys.stdout, limit=1)

# garbage is collected first
for i in range(3):
    a = Account()
    a.me = a
del a
print(gc.isenabled(), objgraph.growth(peak_stats={}, filter=ours))

def rows(names, call):
    """What a call prints about some types."""
    class Text:
        text = ''
        def write(self, text):
            self.text += text
    file = Text()
    answer = call(file)
    lines = file.text.splitlines()
    print(len({len(line) for line in lines}) <= 1, [' '.join(line.split()) for line in lines if line.split()[0] in names])
    return answer

names = ('Type', 'Account', 'Owner', '__main__.Account', '__main__.Owner')
rows(names[:3], lambda file: objgraph.get_new_ids(limit=None, file=file))
rows(names[:3], lambda file: objgraph.get_new_ids(limit=None, file=file))
a = [Account(), Account()]
del o[0]
new = rows(names[:3], lambda file: objgraph.get_new_ids(limit=None, file=file))
print(type(new).__name__, len(new['Account']), new['Account'] == {id(x) for x in a}, new['Owner'], new['Nothing'])
print(objgraph.get_new_ids(skip_update=True) is new, len(new['Account']))
print(sorted(id(x) for x in objgraph.at_addrs(new['Account'])) == sorted(id(x) for x in a))
print(rows(names[:3], lambda file: objgraph.get_new_ids(limit=None, file=file)) is new, new['Account'])
print(rows(names[:3], lambda file: objgraph.get_new_ids(limit=0, file=file)) is new)
rows(names, lambda file: objgraph.get_new_ids(limit=None, file=file, shortnames=False, sortby='new'))
rows(names, lambda file: objgraph.get_new_ids(limit=None, file=file, sortby='old'))
for sortby in ('old', 'current', 'new', 'deltas'):
    a += [Account()]
    rows(names[:5], lambda file: objgraph.get_new_ids(limit=None, file=file, sortby=sortby))
try:
    objgraph.get_new_ids(sortby='size')
except KeyError as e:
    print('KeyError', e)

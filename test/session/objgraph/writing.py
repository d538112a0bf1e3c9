import objgraph, sys, types

class Account:
    def __init__(self, owner=None):
        self.owner = owner
    def __repr__(self):
        return 'an Account of ' + repr(self.owner)
    def pay(self): pass

class Broken:
    __slots__ = ('next',)
    def __repr__(self):
        raise ValueError

class Text:
    def __init__(self):
        self.text = ''
    def write(self, text):
        self.text += text

def shown(show, *args, **kw):
    """Labels of the nodes and edges that were written, the nodes in their order."""
    file = Text()
    print(show(*args, output=file, **kw))
    labels = {}
    edges = []
    for line in file.text.splitlines():
        name, arrow, other = line.strip().partition('->')
        before, has_label, rest = line.partition('label="')
        label = rest.replace('\\"', "''").partition('"')[0] if has_label else None
        if arrow and 'too_many' not in line:
            edges.append((name.strip(), other.strip().partition('[')[0].strip(' ;'), label))
        elif has_label and 'too_many' not in line:
            labels[before.strip().partition('[')[0]] = label
    print(list(labels.values()))
    print(sorted('%s -> %s %s' % (labels[a].split('\\n')[0], labels[b].split('\\n')[0], label) for a, b, label in edges))

def no_types(o):
    return not isinstance(o, type)

broken = Broken()
broken.next = [1, 'quote " and \\ and\nline']
pair = (broken, {'key': [], 2: ()})
shown(objgraph.show_refs, [pair], filter=no_types)
shown(objgraph.show_refs, pair[1], max_depth=1, filter=no_types)
shown(objgraph.show_refs, broken, max_depth=1)
shown(objgraph.show_refs, [broken], shortnames=False, filter=no_types)
shown(objgraph.show_refs, [broken], 0)
shown(objgraph.show_refs, [broken, pair], 1, [id(broken.next)], no_types)
shown(objgraph.show_refs, [list('abc')], too_many=2)
shown(objgraph.show_refs, [[lambda: 1, sys, len, Account, None, 1.5, Account().pay, {1}, frozenset(), range]], max_depth=1, too_many=20)
shown(objgraph.show_refs, [[]], extra_info=lambda o: 'info of %d' % len(o))
shown(objgraph.show_refs, [Account().pay], max_depth=1, filter=lambda o: isinstance(o, Account))
shown(objgraph.show_refs, [])

def only(*objects):
    ids = [id(o) for o in objects]
    return lambda o: id(o) in ids

shown(objgraph.show_backrefs, [broken], filter=only(pair), max_depth=1)
inner = []
middle = [inner, inner]
outer = [middle]
shown(objgraph.show_backrefs, inner, filter=only(middle, outer))
shown(objgraph.show_chain, objgraph.find_ref_chain(outer, lambda o: o is inner))
shown(objgraph.show_chain, [outer, middle, inner], backrefs=False)
shown(objgraph.show_chain, [outer, middle], [], [middle, inner])
try:
    objgraph.show_chain([])
except ValueError:
    print('ValueError')
try:
    objgraph.show_refs([inner], output=Text(), filename='x.dot')
except ValueError as e:
    print(e)

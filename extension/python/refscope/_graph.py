"""The graph bundle of a real CPython's objects: application/vnd.refscope.graph.v1+json."""
import gc
import sys
import types

from ._names import label, module_of, mro, references, short_repr, type_dict, type_name

MIME = 'application/vnd.refscope.graph.v1+json'
_FILES = (__file__, __file__.replace('_graph', '__init__'), __file__.replace('_graph', '_names'))


def forwards(objects, max_depth, limit, title):
    """The bundle of what these objects refer to: the tuple that a function `f(*objects)` was given."""
    return _bundle(objects, max_depth, limit, title or 'what %s refers to', _forwards)


def backwards(objects, max_depth, limit, title):
    """The bundle of what refers to these objects: the tuple that a function `f(*objects)` was given."""
    return _bundle(objects, max_depth, limit, title or 'what refers to %s', _backwards)


class _Walk:
    """What was found.  `found` is the only container of ours that keeps a reference to each object."""

    def __init__(self, roots, limit):
        self.found = []
        self.index = {}
        self.limit = limit
        self.hidden = set()
        self.hidden_edges = 0
        # Ids of what is ours; the tuple of roots too.
        self.ours = {id(roots), id(self.found)}
        for i in range(len(roots)):
            self.add(roots[i])
        self.roots = len(self.found)

    def add(self, obj):
        """Whether the object is in the graph, now if not before."""
        key = id(obj)
        if key in self.index:
            return True
        if len(self.found) >= self.limit:
            self.hidden.add(key)
            return False
        self.index[key] = len(self.found)
        self.found.append(obj)
        return True

    def is_ours(self, obj):
        if type(obj) is types.FrameType:
            return obj.f_code.co_filename in _FILES
        return id(obj) in self.ours


def _bundle(objects, max_depth, limit, title, walk_on):
    if not objects:
        raise TypeError('at least one object is needed')
    # A collection in between would move objects to other generations.
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        walk = _Walk(objects, max(limit, len(objects)))
        edges = walk_on(walk, max_depth)
        nodes = _nodes(walk, edges)
    finally:
        if was_enabled:
            gc.enable()
    if '%s' in title:
        title = title.replace('%s', nodes[0]['label'] + (', …' if walk.roots > 1 else ''))
    return {
        'version': 1,
        'title': title,
        'python': '.'.join(map(str, sys.version_info[:3])),
        'nodes': nodes,
        'edges': edges,
        'hidden': _hidden(walk, max_depth),
        'layout': 'layered',
    }


def _hidden(walk, max_depth):
    objects, edges = len(walk.hidden), walk.hidden_edges
    why = ''
    if objects:
        why = '%d more object%s lie deeper than %d references or beyond the limit of %d objects.' % (
            objects,
            '' if objects == 1 else 's',
            max_depth,
            walk.limit,
        )
    return {'nodes': objects, 'edges': edges, 'why': why}


def _forwards(walk, max_depth):
    edges = {}
    begin = 0
    for depth in range(max_depth + 1):
        end = len(walk.found)
        for i in range(begin, end):
            _edges_from(walk, walk.found[i], edges, grow=depth < max_depth)
        begin = end
    return _edge_list(edges)


def _edges_from(walk, source, edges, grow):
    for kind, text, target in references(source):
        if kind == 'key' and type(target) is str:
            continue  # the value's label says it
        if walk.add(target) if grow else id(target) in walk.index:
            key = ('%x' % id(source), '%x' % id(target), kind, text)
            edges[key] = edges.get(key, 0) + 1
        else:
            walk.hidden.add(id(target))
            walk.hidden_edges += 1


def _backwards(walk, max_depth):
    begin = 0
    for _ in range(max_depth):
        end = len(walk.found)
        _add_referrers(walk, begin, end)
        begin = end
    # Only edges that lead to what was asked for: a module's dict would bring in everything else.
    edges = {}
    for i in range(len(walk.found)):
        for kind, text, target in references(walk.found[i]):
            if id(target) in walk.index and not (kind == 'key' and type(target) is str):
                key = ('%x' % id(walk.found[i]), '%x' % id(target), kind, text)
                edges[key] = edges.get(key, 0) + 1
    return _edge_list(edges)


def _add_referrers(walk, begin, end):
    # A module's globals are the end of the way: what refers to them explains nothing.
    wanted = [one for one in walk.found[begin:end] if not (type(one) is dict and module_of(one))]
    for one in _referrers(walk, wanted):
        walk.add(one)


def _referrers(walk, wanted):
    """What refers to the objects in the list, without what is ours."""
    walk.ours.add(id(wanted))
    referrers = gc.get_referrers(*wanted) if wanted else []
    kept = []
    while referrers:
        one = referrers.pop()
        # 3.13 also gives the tuple of arguments that the call was made with; by now only `one` refers to it.
        is_arguments = type(one) is tuple and len(one) == len(wanted) and sys.getrefcount(one) == 2
        if not is_arguments and not walk.is_ours(one):
            kept.append(one)
    if wanted is not walk.found:
        walk.ours.discard(id(wanted))
    return kept[::-1]


def _edge_list(edges):
    return [
        {'source': source, 'target': target, 'kind': kind, 'label': text, 'multiplicity': count}
        for (source, target, kind, text), count in edges.items()
    ]


def _nodes(walk, edges):
    generations = _generations(walk)
    holders = _holders(walk)
    counts = _counts(walk)
    cyclic = _cyclic(edges)
    return [
        _node(walk, i, counts[i], holders[i], generations.get(i), '%x' % id(walk.found[i]) in cyclic)
        for i in range(len(walk.found))
    ]


def _node(walk, i, count, holders, generation, in_cycle):
    obj = walk.found[i]
    immortal = _is_immortal(count)
    unknown = count - len(holders)
    if immortal:
        holders = []
    elif unknown > 0:
        holders = holders + _unknown(unknown)
    return {
        'id': '%x' % id(obj),
        'address': id(obj),
        'type': type_name(type(obj)),
        'label': label(obj),
        'repr': short_repr(obj),
        'size': _size(obj),
        'refcnt': count,
        'generation': generation,
        'tracked': gc.is_tracked(obj),
        'holders': holders,
        'flags': {
            'root': i < walk.roots,
            'immortal': immortal,
            'cycle': in_cycle,
            'unreachable': False,
            'weak': type_name(type(obj)) in ('weakref', 'weakref.ReferenceType'),
        },
    }


def _unknown(count):
    said = []
    if sys.version_info[:2] == (3, 11) and count >= _STATIC:
        count -= _STATIC
        said.append({'label': 'static: 3.11 starts its count at %d' % _STATIC, 'kind': 'static', 'address': None})
    if count > 0:
        words = '%d reference%s that a real CPython does not tell: running functions, C code, untracked objects'
        said.append({'label': words % (count, '' if count == 1 else 's'), 'kind': 'other', 'address': None})
    return said


_STATIC = 999999999


def _size(obj):
    """sys.getsizeof for types whose __sizeof__ is C code; object's own answer for the rest."""
    methods = (type_dict(one).get('__sizeof__') for one in mro(type(obj)))
    method = next(one for one in methods if one is not None)
    return sys.getsizeof(obj) if type(method) is types.MethodDescriptorType else object.__sizeof__(obj)


def _is_immortal(count):
    return sys.version_info >= (3, 12) and count >= 1 << 29


def _counts(walk):
    """The refcounts, without the references of ours: one in `found`, one that the call here makes."""
    found = walk.found
    counts = [sys.getrefcount(found[i]) - 2 for i in range(len(found))]
    for i in range(walk.roots):
        if not _is_immortal(counts[i]):
            counts[i] -= 1 + _STACK_REFERENCES
    return [count + 2 if _is_immortal(count) else count for count in counts]  # their field does not move


def _asked(*objects):
    return sys.getrefcount(objects[0])


def _stack_references():
    """How many references to x a call f(x) leaves on the caller's stack: 1 up to 3.10, 0 from 3.11."""
    probe = object()
    return _asked(probe) - 3  # `probe`, the tuple, and the argument of getrefcount


_STACK_REFERENCES = _stack_references()


def _generations(walk):
    """Index to generation, 3 for the permanent one; objects that are not tracked are absent."""
    where = {}
    for generation in range(3):
        for one in gc.get_objects(generation=generation):
            if id(one) in walk.index:
                where[walk.index[id(one)]] = generation
        one = None
    for i in range(len(walk.found)):
        if gc.is_tracked(walk.found[i]):
            where.setdefault(i, 3)
    return where


def _holders(walk):
    """For each object the references to it that have a name, from what the collector can see."""
    holders = [[] for _ in walk.found]
    for one in _referrers(walk, walk.found):
        for kind, text, target in references(one):
            if kind != 'weak' and id(target) in walk.index:
                holders[walk.index[id(target)]].append(
                    {'label': _holder_words(one, kind, text), 'kind': kind, 'address': id(one)}
                )
    return holders


def _holder_words(holder, kind, text):
    name = module_of(holder) if type(holder) is dict else None
    if name is not None:
        return '%s %s' % ('key of globals' if kind == 'key' else 'global', text) + (
            '' if name == '__main__' else ' of module %s' % name
        )
    if type(holder) is types.FrameType:
        return 'a variable in the %s' % label(holder)
    where = '%s at 0x%x' % (type_name(type(holder)), id(holder))
    if kind == 'type':
        return 'type of %s' % where
    return '%s of %s' % (text or kind, where)


def _cyclic(edges):
    """Ids of nodes from which strong references lead back to themselves."""
    after = {}
    for edge in edges:
        if edge['kind'] != 'weak':
            after.setdefault(edge['source'], set()).add(edge['target'])
    cyclic = set()
    for start in after:
        seen, todo = set(), list(after[start])
        while todo:
            here = todo.pop()
            if here not in seen:
                seen.add(here)
                todo.extend(after.get(here, ()))
        if start in seen:
            cyclic.add(start)
    return cyclic

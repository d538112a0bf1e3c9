"""Counts the objects that the collector tracks, and shows what refers to what.

The functions are those of the package objgraph 3.7.  Graphs are drawn by refscope, where the cell's output is.
"""
import gc
import sys
import types
from _collections import defaultdict

import refscope

__version__ = '3.7.0+refscope'


# Names of types.  isinstance() would believe what an object says in __class__.

def _is_a(obj, classes):
    return issubclass(type(obj), classes)


def _short_name(obj):
    return type(obj).__name__


def _long_name(obj):
    cls = type(obj)
    module = getattr(cls, '__module__', None)
    return '%s.%s' % (module, cls.__name__) if module else cls.__name__


def _namer(shortnames):
    return _short_name if shortnames else _long_name


# Counting

def typestats(objects=None, shortnames=True, filter=None):
    """Return a dict of type names and how many objects of the type there are."""
    name_of = _namer(shortnames)
    stats = {}
    for obj in gc.get_objects() if objects is None else objects:
        if not filter or filter(obj):
            name = name_of(obj)
            stats[name] = stats.get(name, 0) + 1
    return stats


def count(typename, objects=None):
    """Return how many objects have a type of this name, which may begin with its module's."""
    name_of = _namer('.' not in typename)
    if objects is None:
        objects = gc.get_objects()
    return sum(name_of(obj) == typename for obj in objects)


def by_type(typename, objects=None):
    """Return the objects whose type has this name, which may begin with its module's."""
    name_of = _namer('.' not in typename)
    if objects is None:
        objects = gc.get_objects()
    return [obj for obj in objects if name_of(obj) == typename]


def most_common_types(limit=10, objects=None, shortnames=True, filter=None):
    """Return (type name, count) for the types with the most objects, the most common one first."""
    stats = typestats(objects, shortnames=shortnames, filter=filter)
    ranked = sorted(stats.items(), key=lambda item: -item[1])
    return ranked[:limit] if limit else ranked


def show_most_common_types(limit=10, objects=None, shortnames=True, file=None, filter=None):
    """Print a table of the types with the most objects."""
    _print_rows('%-*s %i\n', most_common_types(limit, objects, shortnames, filter), file)


def growth(limit=10, peak_stats={}, shortnames=True, filter=None):
    """Return (type name, count, increase) for the types of which there are more than ever before.

    The largest counts so far are kept in the dict peak_stats.
    """
    gc.collect()
    stats = typestats(shortnames=shortnames, filter=filter)
    grown = []
    for name, now in stats.items():
        increase = now - peak_stats.get(name, 0)
        if increase > 0:
            peak_stats[name] = now
            grown.append((name, now, increase))
    grown.sort(key=lambda row: -row[2])
    return grown[:limit] if limit else grown


def show_growth(limit=10, peak_stats=None, shortnames=True, file=None, filter=None):
    """Print a table of the types of which there are more than ever before; nothing if there is none."""
    state = {} if peak_stats is None else {'peak_stats': peak_stats}
    rows = growth(limit, shortnames=shortnames, filter=filter, **state)
    if rows:
        _print_rows('%-*s%9d %+9d\n', rows, file)


def _print_rows(form, rows, file):
    width = max(len(row[0]) for row in rows)
    for row in rows:
        (file or sys.stdout).write(form % ((width,) + row))


_COLUMNS = {'old': 1, 'current': 2, 'new': 3, 'deltas': 4}


def get_new_ids(skip_update=False, limit=10, sortby='deltas', shortnames=None, file=None, _state={}):
    """Print how many objects there were, are and have come since the last call; return the ids of those that came.

    The answer is a dict of type names and sets of ids: at_addrs() gives the objects.  With skip_update=True it is
    the answer of the last call.
    """
    if not _state:
        _state.update(old=defaultdict(set), current=defaultdict(set), new=defaultdict(set), shortnames=True)
    old, current, new = _state['old'], _state['current'], _state['new']
    if skip_update:
        return new
    if shortnames is not None:
        _state['shortnames'] = shortnames
    name_of = _namer(_state['shortnames'])
    gc.collect()
    objects = gc.get_objects()
    for name in current:
        old[name].clear()
        old[name].update(current[name])
        current[name].clear()
    for obj in objects:
        current[name_of(obj)].add(id(obj))
    del objects
    rows = []
    for name in list(current):
        if not old[name] and not current[name]:
            for ids in old, current, new:
                ids.pop(name, None)
            continue
        new[name].clear()
        new[name].update(current[name] - old[name])
        was, now = len(old[name]), len(current[name])
        rows.append((name, was, now, len(new[name]), now - was))
    column = _COLUMNS[sortby]
    rows.sort(key=lambda row: (row[column], row[0]), reverse=True)
    if limit is not None:
        del rows[limit:]
    if rows:
        _print_ids(rows, file or sys.stdout)
    return new


def _print_ids(rows, file):
    width = max(len(row[0]) for row in rows)
    line = '=' * (width + 4 * 13) + '\n'
    titles = ('Type', 'Old_ids', 'Current_ids', 'New_ids', 'Count_Deltas')
    file.write(line + '%-*s%13s%13s%13s%13s\n' % ((width,) + titles) + line)
    for row in rows:
        file.write('%-*s%13d%13d%+13d%+13d\n' % ((width,) + row))
    file.write(line)


# Finding

def get_leaking_objects(objects=None):
    """Return the objects that no tracked object refers to: something else holds them, or a count is wrong."""
    gc.collect()
    tracked = gc.get_objects()
    if objects is None:
        objects = tracked
    alone = {id(obj) for obj in objects}
    for holder in tracked:
        if holder is not objects:
            alone.difference_update(map(id, gc.get_referents(holder)))
    return [obj for obj in objects if id(obj) in alone]


def at(addr):
    """Return the tracked object at an address, or None."""
    found = at_addrs((addr,))
    return found[0] if found else None


def at_addrs(address_set):
    """Return the tracked objects at these addresses."""
    return [obj for obj in gc.get_objects() if id(obj) in address_set]


def is_proper_module(obj):
    """Whether an object is a module that sys.modules has under its name."""
    return isinstance(obj, types.ModuleType) and sys.modules.get(getattr(obj, '__name__', None)) is obj


def find_ref_chain(obj, predicate, max_depth=20, extra_ignore=()):
    """Return a shortest chain of references from an object to one that the predicate is true of.

    Each object refers to the next one.  Without such a chain the answer is [obj].
    """
    return _chain(obj, predicate, gc.get_referents, max_depth, extra_ignore)[::-1]


def find_backref_chain(obj, predicate, max_depth=20, extra_ignore=()):
    """Return a shortest chain of references to an object from one that the predicate is true of.

    Each object refers to the next one.  Without such a chain the answer is [obj].
    """
    return _chain(obj, predicate, gc.get_referrers, max_depth, extra_ignore)


def _chain(obj, predicate, neighbours, max_depth, extra_ignore):
    """From the object found back to obj.  What serves the search is no part of what is searched."""
    gc.collect()
    queue = [obj]
    steps = [(0, -1)]  # of each object in the queue: how far it is, and the place in the queue it was reached from
    seen = set(extra_ignore)
    seen.update(map(id, (obj, queue, extra_ignore, sys._getframe(), sys._getframe(1))))
    place = 0
    while place < len(queue):
        if predicate(queue[place]):
            chain = []
            while place >= 0:
                chain.append(queue[place])
                place = steps[place][1]
            return chain
        if steps[place][0] < max_depth:
            near = neighbours(queue[place])
            for other in near:
                if id(other) not in seen:
                    seen.add(id(other))
                    queue.append(other)
                    steps.append((steps[place][0] + 1, place))
            near = other = None  # or they would be among the next referrers
        place += 1
    return [obj]


# Showing

def show_refs(objs, max_depth=3, extra_ignore=(), filter=None, too_many=10, highlight=None, filename=None,
              extra_info=None, refcounts=False, shortnames=True, output=None, extra_node_attrs=None):
    """Show what an object, or each object in a list, refers to.

    filter is a function that tells which objects to show, extra_ignore has ids of objects to leave out.  With output,
    a file, the graph is written to it in the language of Graphviz; so it is to filename, if that ends in .dot.
    In a cell's output every object has its count, whether refcounts is true or not.
    """
    if not _is_a(objs, (list, tuple)):
        objs = [objs]
    _show(objs, 'references', gc.get_referents, max_depth, extra_ignore,
          filter, too_many, filename, output, (extra_info, shortnames, highlight, extra_node_attrs))


def show_backrefs(objs, max_depth=3, extra_ignore=(), filter=None, too_many=10, highlight=None, filename=None,
                  extra_info=None, refcounts=False, shortnames=True, output=None, extra_node_attrs=None):
    """Show what refers to an object, or to each object in a list.

    filter is a function that tells which objects to show, extra_ignore has ids of objects to leave out.  With output,
    a file, the graph is written to it in the language of Graphviz; so it is to filename, if that ends in .dot.
    In a cell's output every object has its count, whether refcounts is true or not.
    """
    if not _is_a(objs, (list, tuple)):
        objs = [objs]
    _show(objs, 'referrers', gc.get_referrers, max_depth, extra_ignore,
          filter, too_many, filename, output, (extra_info, shortnames, highlight, extra_node_attrs))


def show_chain(*chains, **kw):
    """Show chains of objects, in each of which an object refers to the next one.

    With backrefs=False a chain is shown from its first object on.  Other arguments are those of show_backrefs().
    """
    backrefs = kw.pop('backrefs', True)
    chains = [chain for chain in chains if chain]
    depth = max(map(len, chains)) - 1
    if len(chains) == 1 and not kw:
        refscope.show_chain(chains[0])
        return
    members = {id(obj) for chain in chains for obj in chain}
    kw.update(max_depth=depth, filter=lambda obj: id(obj) in members)
    if backrefs:
        show_backrefs([chain[-1] for chain in chains], **kw)
    else:
        show_refs([chain[0] for chain in chains], **kw)


def _show(objs, direction, neighbours, max_depth, extra_ignore, filter, too_many, filename, output, look):
    if filename and output:
        raise ValueError('Cannot specify both output and filename.')
    is_plain = not extra_ignore and not filter and too_many == 10
    if not output and not filename and is_plain:
        if objs:
            refscope.show_graph(objs, direction, max_depth)
        return
    found, edges, left = _walk(objs, neighbours, max_depth, extra_ignore, filter, too_many)
    if direction == 'referrers':
        edges = [(target, source) for source, target in edges]
    if output:
        _write_dot(output, found, edges, left, len(objs), *look)
    elif filename and filename.endswith('.dot'):
        with open(filename, 'w') as file:
            _write_dot(file, found, edges, left, len(objs), *look)
        print('Graph written to %s (%d nodes)' % (filename, len(found)))
    elif found:
        if filename:
            print('Graph shown here, not written to %s (%d nodes)' % (filename, len(found)))
        refscope.show_among(found, len(objs), ignore=[objs])


def _walk(objs, neighbours, max_depth, extra_ignore, filter, too_many):
    """The objects to show, the edges between their places, and (place, how many more) where there are too many."""
    gc.collect()
    found = list(objs)
    places = {id(obj): place for place, obj in enumerate(found)}
    depths = [0] * len(found)
    ignored = set(extra_ignore)
    ignored.update(map(id, (objs, found, extra_ignore)))
    frame = sys._getframe()
    for _ in 'this', '_show', 'its caller':
        ignored.add(id(frame))
        frame = frame.f_back
    frame = None
    edges, left = [], []
    place = 0
    while place < len(found):
        if depths[place] < max_depth:
            near = neighbours(found[place])
            shown = [obj for obj in near if id(obj) not in ignored and (not filter or filter(obj))]
            if len(shown) > too_many:
                left.append((place, len(shown) - too_many))
            for obj in shown[:too_many]:
                if id(obj) not in places:
                    places[id(obj)] = len(found)
                    found.append(obj)
                    depths.append(depths[place] + 1)
                edges.append((place, places[id(obj)]))
            near = shown = obj = None  # or they would be among the next referrers
        place += 1
    return found, edges, left


def _write_dot(file, found, edges, left, start, extra_info, shortnames, highlight, extra_node_attrs):
    name_of = _namer(shortnames)
    file.write('digraph ObjectGraph {\n  node[shape=box, style=filled, fillcolor=white];\n')
    for place, obj in enumerate(found):
        lines = [name_of(obj), _words(obj)]
        if extra_info:
            lines.append(str(extra_info(obj)))
        attributes = {'label': '\n'.join(lines)}
        if place < start:
            attributes['fontcolor'] = 'red'
        if highlight and highlight(obj):
            attributes['fillcolor'] = '0.6,0.6,1'
        if extra_node_attrs:
            attributes.update(extra_node_attrs(obj))
        file.write('  o%d[%s];\n' % (id(obj), _attributes(attributes)))
    for source, target in edges:
        label = _edge_label(found[source], found[target], shortnames)
        form = '  o%d -> o%d[%s];\n' if label else '  o%d -> o%d%s;\n'
        file.write(form % (id(found[source]), id(found[target]), label and _attributes({'label': label})))
    for place, more in left:
        node = id(found[place])
        file.write('  too_many_o%d[label="%d more",color=red];\n  o%d -> too_many_o%d[dir=none,style=dotted];\n'
                   % (node, more, node, node))
    file.write('}\n')


def _attributes(attributes):
    return ','.join('%s="%s"' % (name, _quoted(str(value))) for name, value in attributes.items())


def _quoted(text):
    for char, written in ('\\', '\\\\'), ('"', '\\"'), ('\n', '\\n'), ('\0', '\\\\0'):
        text = text.replace(char, written)
    return text


def _words(obj):
    try:
        return _repr(obj)
    except Exception:
        return '(unrepresentable)'


def _repr(obj):
    if _is_a(obj, (type, types.ModuleType, types.BuiltinFunctionType)):
        return _name(obj)
    if _is_a(obj, types.MethodType):
        return _name(obj.__func__) + ' (bound)'
    if _is_a(obj, types.FunctionType) and obj.__name__ == '<lambda>':
        code = obj.__code__
        return 'lambda: %s:%s' % (code.co_filename.rpartition('/')[2], code.co_firstlineno)
    if _is_a(obj, types.FrameType):
        return '%s:%s' % (obj.f_code.co_filename, obj.f_lineno)
    if _is_a(obj, (tuple, list, dict, set)):
        return '%d items' % len(obj)
    return repr(obj)[:40]


def _name(obj):
    name = getattr(obj, '__name__', None)
    return name if _is_a(name, str) else repr(obj)[:40]


_ATTRIBUTES = {types.FrameType: ('f_locals', 'f_globals'), types.MethodType: ('__self__', '__func__')}


def _edge_label(source, target, shortnames):
    """The attribute or the key by which the source refers to the target, or ''."""
    if _is_a(target, dict) and getattr(source, '__dict__', None) is target:
        return '__dict__'
    attributes = dir(source) if type(source) is types.FunctionType else _ATTRIBUTES.get(type(source), ())
    for name in attributes:
        if getattr(source, name) is target:
            return name
    if _is_a(source, dict):
        for key, value in source.items():
            if value is target:
                return key if _is_a(key, str) and key.isidentifier() else _namer(shortnames)(key) + '\n' + _words(key)
    return ''

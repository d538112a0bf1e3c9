"""Names for the references of an object, and words for the object, without running any code of its class."""
import gc
import sys
import types
import weakref

qualname = type.__dict__['__qualname__'].__get__
type_dict = type.__dict__['__dict__'].__get__
mro = type.__dict__['__mro__'].__get__
_MEMBERS = (types.MemberDescriptorType, types.GetSetDescriptorType)
_ATOMS = (int, float, complex, bool, type(None), type(...), type(NotImplemented))
_FUNCTION = ('__code__', '__globals__', '__defaults__', '__kwdefaults__', '__closure__', '__dict__', '__module__')


def type_name(cls):
    """`list`, `__main__.Account`."""
    module = type_dict(cls).get('__module__')
    name = qualname(cls)
    return name if type(module) is not str or module == 'builtins' else '%s.%s' % (module, name)


def short_repr(obj, limit=60):
    """The repr of an exact builtin, bounded; type and address for anything else."""
    cls = type(obj)
    if cls is int and obj.bit_length() > 200:
        return 'int of %d bits' % obj.bit_length()
    if cls in _ATOMS:
        return repr(obj)
    if cls in (str, bytes):
        text = repr(obj[: limit + 1])
        return text if len(text) <= limit else text[: limit - 1] + '…'
    if cls in (list, tuple, set, frozenset, dict):
        items = [_item(obj, item) for item in _first(obj, 5)]
        if len(obj) > 5:
            items.append('…')
        shown = ', '.join(items)
        if cls is list:
            return '[%s]' % shown
        if cls is tuple:
            return '(%s,)' % shown if len(obj) == 1 else '(%s)' % shown
        if cls is frozenset or not obj and cls is set:
            return '%s(%s)' % (cls.__name__, '{%s}' % shown if obj else '')
        return '{%s}' % shown
    return '<%s at 0x%x>' % (type_name(cls), id(obj))


def _first(container, count):
    return [item for item, _ in zip(container, range(count))]


def _item(container, item):
    if type(container) is dict:
        return '%s: %s' % (_word(item), _word(container[item]) if type(item) in (str, int) else '…')
    return _word(item)


def _word(obj):
    cls = type(obj)
    if cls in (list, tuple, set, frozenset, dict):
        return '{…}' if cls in (set, dict) else '[…]' if cls is list else '(…)'
    return short_repr(obj, 20)


def label(obj):
    """The text in the node: `list, 3 items`, `'abc'`, `function f`."""
    cls = type(obj)
    if cls is dict and module_of(obj) is not None:
        return 'globals of %s' % module_of(obj)
    if cls in (list, tuple, set, frozenset, dict):
        return '%s, %d item%s' % (cls.__name__, len(obj), '' if len(obj) == 1 else 's')
    if cls in (str, bytes) or cls in _ATOMS:
        return short_repr(obj, 30)
    if issubclass(cls, type):
        return "class '%s'" % qualname(obj)
    if cls is types.FunctionType:
        return 'function %s' % obj.__qualname__
    if cls is types.ModuleType:
        name = types.ModuleType.__getattribute__(obj, '__dict__').get('__name__')
        return "module '%s'" % name if type(name) is str else 'module'
    if cls is types.CodeType:
        return 'code %s' % obj.co_name
    if cls is types.FrameType:
        return 'frame of %s, line %d' % (obj.f_code.co_name, obj.f_lineno or 0)
    if cls in (types.CellType, types.MethodType) or cls is weakref.ref:
        return 'weakref' if cls is weakref.ref else qualname(cls)
    return '%s at 0x%x' % (qualname(cls), id(obj))


def module_of(names):
    """The name of the module whose globals this dict is, or None."""
    name = names.get('__name__')
    module = sys.modules.get(name) if type(name) is str else None
    if issubclass(type(module), types.ModuleType) and types.ModuleType.__getattribute__(module, '__dict__') is names:
        return name
    return None


def references(obj):
    """Every reference the object holds, as the collector finds it: a list of (kind, label, target).

    What gc.get_referents finds and no name is known for gets an empty label.  Weak references come last.
    """
    # Before anything is asked: reading `__dict__` makes CPython create it, from 3.11 on.
    left = gc.get_referents(obj)
    ids = [id(one) for one in left]
    named = []
    for kind, text, target in _candidates(obj):
        if id(target) in ids:
            at = ids.index(id(target))
            del ids[at], left[at]
            named.append((kind, text, target))
    rest = [('type' if one is type(obj) else 'slot', '', one) for one in left]
    if type(obj) is weakref.ref:
        target = obj()
        if target is not None:
            rest.append(('weak', '', target))
    return named + rest


def _candidates(obj):
    cls = type(obj)
    if cls in (list, tuple):
        for i, item in enumerate(obj):
            yield 'item', '[%d]' % i, item
    elif cls in (set, frozenset):
        for item in list(obj):
            yield 'item', '', item
    elif cls is dict:
        is_globals = module_of(obj) is not None
        for key, value in list(obj.items()):
            if is_globals and type(key) is str:
                yield 'global', key, value
            else:
                yield 'value', '[%s]' % _word(key), value
            yield 'key', 'key', key
    elif cls is types.FunctionType:
        for name in _FUNCTION:
            yield 'attribute', '.' + name, getattr(obj, name)
    elif cls is types.MethodType:
        yield 'attribute', '.__func__', obj.__func__
        yield 'attribute', '.__self__', obj.__self__
    elif cls is types.CellType:
        try:
            yield 'cell', 'contents', obj.cell_contents
        except ValueError:
            pass
    elif issubclass(cls, type):
        for name in ('__mro__', '__bases__', '__base__'):
            yield 'attribute', '.' + name, type.__dict__[name].__get__(obj)
        for one in gc.get_referents(obj):
            if type(one) is dict and _is_dict_of(one, type_dict(obj)):
                yield 'attribute', '.__dict__', one
    else:
        yield from _members(obj, cls)
    yield 'type', '', cls


def _is_dict_of(names, view):
    return len(names) == len(view) and all(names.get(name) is value for name, value in list(view.items()))


def _members(obj, cls):
    """Slots, and what is in the instance's `__dict__`: from 3.11 on the object may hold the values itself."""
    for one in mro(cls):
        for name, member in list(type_dict(one).items()):
            if type(member) not in _MEMBERS or name in ('__class__', '__weakref__'):
                continue
            try:
                value = member.__get__(obj, cls)
            except Exception:
                continue
            if name != '__dict__':
                yield ('slot' if type(member) is types.MemberDescriptorType else 'attribute'), '.' + name, value
            elif type(value) is dict:
                yield 'attribute', '.__dict__', value
                for key, item in list(value.items()):
                    if type(key) is str:
                        yield 'attribute', '.' + key, item

"""Importing by name.  Differs: importing itself is not done by these modules, but by the interpreter."""
import sys

__all__ = ['__import__', 'import_module', 'invalidate_caches', 'reload']

__import__ = __import__


def invalidate_caches():
    """Nothing is cached."""


def import_module(name, package=None):
    """Import a module; a name that begins with dots is relative to `package`."""
    level = 0
    if name.startswith('.'):
        if not package:
            raise TypeError("the 'package' argument is required to perform a relative "
                            f"import for {name!r}")
        for character in name:
            if character != '.':
                break
            level += 1
        parts = package.rsplit('.', level - 1)
        if len(parts) < level:
            raise ImportError('attempted relative import beyond top-level package')
        name = parts[0] + '.' + name[level:] if name[level:] else parts[0]
    __import__(name)
    return sys.modules[name]


def reload(module):
    """Import a module again: it is run in the namespace that it has."""
    name = module.__name__
    if sys.modules.get(name) is not module:
        raise ImportError(f'module {name} not in sys.modules', name=name)
    del sys.modules[name]
    try:
        __import__(name)
        fresh = sys.modules[name]
    finally:
        sys.modules[name] = module
    module.__dict__.update(fresh.__dict__)
    return module

"""What files of modules are called, and what is known of a module before it is imported."""

SOURCE_SUFFIXES = ['.py']
DEBUG_BYTECODE_SUFFIXES = ['.pyc']
OPTIMIZED_BYTECODE_SUFFIXES = ['.pyc']
BYTECODE_SUFFIXES = ['.pyc']
EXTENSION_SUFFIXES = []


def all_suffixes():
    """Returns a list of all recognized module suffixes for this process"""
    return SOURCE_SUFFIXES + BYTECODE_SUFFIXES + EXTENSION_SUFFIXES


class ModuleSpec:
    """A module's name, loader, and where it comes from."""

    def __init__(self, name, loader, *, origin=None, loader_state=None, is_package=None):
        self.name = name
        self.loader = loader
        self.origin = origin
        self.loader_state = loader_state
        self.submodule_search_locations = [] if is_package else None
        self.has_location = False
        self.cached = None

    def __repr__(self):
        args = [f'name={self.name!r}', f'loader={self.loader!r}']
        if self.origin is not None:
            args.append(f'origin={self.origin!r}')
        if self.submodule_search_locations is not None:
            args.append(f'submodule_search_locations={self.submodule_search_locations}')
        return f'{self.__class__.__name__}({", ".join(args)})'

    @property
    def parent(self):
        """The name of the package that the module is in."""
        return self.name.rpartition('.')[0] if self.submodule_search_locations is None else self.name


class BuiltinImporter:
    """Modules of the interpreter itself."""


class FrozenImporter:
    """Modules that are part of the program file."""


class PathFinder:
    """Modules in the folders of sys.path."""


class FileFinder:
    """Modules in one folder."""


class SourceFileLoader:
    """A module that is a file of source text."""


class SourcelessFileLoader:
    """A module that is a file of compiled code."""


class ExtensionFileLoader:
    """A module that is a shared library."""

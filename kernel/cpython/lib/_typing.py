"""What typing has in C.  Differs: it is written in Python here."""
import sys

@staticmethod
def _idfunc(x, /):
    return x


def _typing():
    import typing
    return typing


def _caller():
    try:
        return sys._getframe(2).f_globals.get('__name__', '__main__')
    except ValueError:
        return None


class NoDefaultType:
    """The type of the NoDefault singleton."""
    __module__ = 'typing'
    __slots__ = ()

    def __new__(cls):
        return NoDefault

    def __repr__(self):
        return 'typing.NoDefault'

    def __reduce__(self):
        return 'NoDefault'


NoDefault = object.__new__(NoDefaultType)


class _Lazy:
    """An attribute that a function computes when it is first asked for."""

    def __init__(self, name):
        self.kept = '_' + name
        self.evaluate = '_evaluate_' + name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        values = instance.__dict__
        if self.kept not in values:
            values[self.kept] = values[self.evaluate]()
        return values[self.kept]


class _Parameter:
    __module__ = 'typing'
    __default__ = _Lazy('default')

    def __reduce__(self):
        return self.__name__

    def __mro_entries__(self, bases):
        raise TypeError(f'Cannot subclass an instance of {type(self).__name__}')

    def __init_subclass__(cls, **kwargs):
        if cls.__module__ != 'typing':
            raise TypeError(f"type 'typing.{cls.__base__.__name__}' is not an acceptable base type")

    def has_default(self):
        return self.__default__ is not NoDefault


class _Variance(_Parameter):
    __module__ = 'typing'

    def __or__(self, other):
        return _typing().Union[self, other]

    def __ror__(self, other):
        return _typing().Union[other, self]

    def __repr__(self):
        if self.__infer_variance__:
            return self.__name__
        return ('+' if self.__covariant__ else '-' if self.__contravariant__ else '~') + self.__name__

    def _set_variance(self, covariant, contravariant, infer_variance):
        if covariant and contravariant:
            raise ValueError('Bivariant types are not supported.')
        if infer_variance and (covariant or contravariant):
            raise ValueError('Variance cannot be specified with infer_variance.')
        self.__covariant__ = bool(covariant)
        self.__contravariant__ = bool(contravariant)
        self.__infer_variance__ = bool(infer_variance)


def _check_name(function, name):
    if not isinstance(name, str):
        raise TypeError(f"{function}() argument 'name' must be str, not {type(name).__name__}")


class TypeVar(_Variance):
    """Type variable."""
    __module__ = 'typing'
    __bound__ = _Lazy('bound')
    __constraints__ = _Lazy('constraints')

    def __init__(self, name, *constraints, bound=None, default=NoDefault, covariant=False,
                 contravariant=False, infer_variance=False):
        _check_name('typevar', name)
        self._set_variance(covariant, contravariant, infer_variance)
        check = _typing()._type_check
        if bound is not None:
            if constraints:
                raise TypeError('Constraints cannot be combined with bound=...')
            bound = check(bound, 'Bound must be a type.')
        if len(constraints) == 1:
            raise TypeError('A single constraint is not allowed')
        self.__name__ = name
        self._bound = bound
        self._constraints = constraints
        self._default = default
        self.__module__ = _caller()

    def __typing_subst__(self, arg):
        return _typing()._typevar_subst(self, arg)

    def __typing_prepare_subst__(self, alias, args):
        index = alias.__parameters__.index(self)
        if index < len(args):
            return args
        if index == len(args) and self.__default__ is not NoDefault:
            return (*args, self.__default__)
        raise TypeError(f'Too few arguments for {alias}; actual {len(args)}, expected at least {index + 1}')


class _ParamSpecPart:
    def __init__(self, origin):
        self.__origin__ = origin

    def __eq__(self, other):
        if type(other) is not type(self):
            return NotImplemented
        return self.__origin__ == other.__origin__

    __hash__ = object.__hash__

    def __mro_entries__(self, bases):
        raise TypeError(f'Cannot subclass an instance of {type(self).__name__}')


class ParamSpecArgs(_ParamSpecPart):
    """The args for a ParamSpec object."""
    __module__ = 'typing'

    def __repr__(self):
        return f'{self.__origin__.__name__}.args'


class ParamSpecKwargs(_ParamSpecPart):
    """The kwargs for a ParamSpec object."""
    __module__ = 'typing'

    def __repr__(self):
        return f'{self.__origin__.__name__}.kwargs'


class ParamSpec(_Variance):
    """Parameter specification variable."""
    __module__ = 'typing'
    __bound__ = _Lazy('bound')

    def __init__(self, name, *, bound=None, default=NoDefault, covariant=False,
                 contravariant=False, infer_variance=False):
        _check_name('paramspec', name)
        self._set_variance(covariant, contravariant, infer_variance)
        self.__name__ = name
        self._bound = None if bound is None else _typing()._type_check(bound, 'Bound must be a type.')
        self._default = default
        self.__module__ = _caller()

    @property
    def args(self):
        """Represents positional arguments."""
        return ParamSpecArgs(self)

    @property
    def kwargs(self):
        """Represents keyword arguments."""
        return ParamSpecKwargs(self)

    def __typing_subst__(self, arg):
        return _typing()._paramspec_subst(self, arg)

    def __typing_prepare_subst__(self, alias, args):
        return _typing()._paramspec_prepare_subst(self, alias, args)


class TypeVarTuple(_Parameter):
    """Type variable tuple."""
    __module__ = 'typing'

    def __init__(self, name, *, default=NoDefault):
        _check_name('typevartuple', name)
        self.__name__ = name
        self._default = default
        self.__module__ = _caller()

    def __iter__(self):
        yield _typing().Unpack[self]

    def __repr__(self):
        return self.__name__

    def __typing_subst__(self, arg):
        raise TypeError('Substitution of bare TypeVarTuple is not supported')

    def __typing_prepare_subst__(self, alias, args):
        return _typing()._typevartuple_prepare_subst(self, alias, args)


class TypeAliasType:
    """Type alias."""
    __module__ = 'typing'
    __value__ = _Lazy('value')

    def __init__(self, name, value, *, type_params=()):
        _check_name('typealias', name)
        if not isinstance(type_params, tuple):
            raise TypeError('type_params must be a tuple')
        self.__name__ = name
        self._value = value
        self.__type_params__ = type_params
        self.__module__ = _caller()

    @property
    def __parameters__(self):
        """The type parameters, those of tuples unpacked."""
        found = []
        for parameter in self.__type_params__:
            found.extend(parameter if isinstance(parameter, TypeVarTuple) else [parameter])
        return tuple(found)

    def __getitem__(self, args):
        import types
        if not self.__type_params__:
            raise TypeError('Only generic type aliases are subscriptable')
        return types.GenericAlias(self, args)

    def __or__(self, other):
        return _typing().Union[self, other]

    def __ror__(self, other):
        return _typing().Union[other, self]

    def __repr__(self):
        return self.__name__

    def __reduce__(self):
        return self.__name__


class Generic:
    """Abstract base class for generic types."""
    __module__ = 'typing'
    __slots__ = ()
    _is_protocol = False

    @classmethod
    def __class_getitem__(cls, *args, **kwargs):
        return _typing()._generic_class_getitem(cls, *args, **kwargs)

    @classmethod
    def __init_subclass__(cls, *args, **kwargs):
        return _typing()._generic_init_subclass(cls, *args, **kwargs)


try:
    from types import UnionType as Union
except ImportError:
    pass


def _made(cls, name, **values):
    made = cls.__new__(cls)
    made.__name__ = name
    for key, value in values.items():
        made.__dict__['_' + key] = value
    if cls is not TypeVarTuple:
        made._set_variance(False, False, True)
    return made


def _typevar(name):
    return _made(TypeVar, name, bound=None, constraints=(), default=NoDefault)


def _typevar_with_bound(name, evaluate):
    return _made(TypeVar, name, evaluate_bound=evaluate, constraints=(), default=NoDefault)


def _typevar_with_constraints(name, evaluate):
    return _made(TypeVar, name, bound=None, evaluate_constraints=evaluate, default=NoDefault)


def _paramspec(name):
    return _made(ParamSpec, name, bound=None, default=NoDefault)


def _typevartuple(name):
    return _made(TypeVarTuple, name, default=NoDefault)


def _set_typeparam_default(parameter, evaluate):
    del parameter.__dict__['_default']
    parameter.__dict__['_evaluate_default'] = evaluate
    return parameter


def _set_function_type_params(function, parameters):
    function.__type_params__ = parameters
    return function


def _subscript_generic(parameters):
    typing = _typing()
    unpacked = tuple(typing.Unpack[p] if isinstance(p, TypeVarTuple) else p for p in parameters)
    return typing._GenericAlias(Generic, unpacked)


def _typealias(parts):
    name, parameters, evaluate = parts
    alias = TypeAliasType.__new__(TypeAliasType)
    alias.__name__ = name
    alias.__type_params__ = () if parameters is None else parameters
    alias.__dict__['_evaluate_value'] = evaluate
    alias.__module__ = sys._getframe(1).f_globals.get('__name__', '__main__')
    return alias

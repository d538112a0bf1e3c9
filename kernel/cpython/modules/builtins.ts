/** builtins: the names that are always there.  CPython: Python/bltinmodule.c. */
import { defineModule, declaredTypes, type Method } from '../abstract/define.js';
import { isInstanceOf, isSubclassOf } from '../abstract/isinstance.js';
import type { Owned, Ref } from '../heap/reference.js';
import { Ellipsis, None, NotImplemented, True, False } from '../include/singletons.js';
import { errors, exceptionTree } from '../object/errors.js';
import { newRef } from '../object/refcount.js';
import { exists, profile } from '../profiles/profile.js';
import { makeExceptionGroup } from '../types/exceptions/make-group.js';
import { delattr, getattr, hasattr, setattr } from './builtins/attributes.js';
import { buildClass } from './builtins/build-class.js';
import { all, any, max, min, sorted, sum } from './builtins/consumers.js';
import { input } from './builtins/input.js';
import { open } from './builtins/open.js';
import { print } from './builtins/print.js';
import { compile, dir, evaluate, exec, globals, importModule, locals, vars } from './builtins/scope.js';
import * as values from './builtins/values.js';

/** Types that are builtin names, found by their declarations when the module is made. */
const typeNames = [
  'bool',
  'memoryview',
  'bytearray',
  'bytes',
  'classmethod',
  'complex',
  'dict',
  'enumerate',
  'filter',
  'float',
  'frozenset',
  'property',
  'int',
  'list',
  'map',
  'object',
  'range',
  'reversed',
  'set',
  'slice',
  'staticmethod',
  'str',
  'super',
  'tuple',
  'type',
  'zip'
] as const;
function typeCalled(name: string): Owned {
  const found = declaredTypes.find(d => d.name === name);
  if (found === undefined) throw new Error(`no type ${name}`);
  return newRef(found.type as Ref);
}
const types = Object.fromEntries(typeNames.map(name => [name, (): Owned => typeCalled(name)]));
const exceptions = Object.fromEntries(
  (exceptionTree as readonly (readonly [keyof typeof errors, string, string?])[])
    .filter(([, , versions]) => exists(versions))
    .map(([name]) => [name, (): Owned => newRef(errors[name])])
);
const singletons = {
  None: (): Owned => newRef(None),
  Ellipsis: (): Owned => newRef(Ellipsis),
  NotImplemented: (): Owned => newRef(NotImplemented),
  False: (): Owned => newRef(False),
  True: (): Owned => newRef(True)
};

const one = (call: Method['call'], signature: string, doc: string): Method => ({ call, signature, doc });
const EXEC = profile.builtins.execKeywords
  ? '($module, source, /, globals=None, locals=None'
  : '($module, source, globals=None, locals=None, /';

export const builtins = defineModule({
  name: 'builtins',
  doc: 'Built-in functions, types, exceptions, and other objects.',
  functions: {
    __build_class__: one(buildClass, '($module, *args, **kwds)', 'Makes the class of a class statement.'),
    __import__: one(
      importModule,
      '($module, /, name, globals=None, locals=None, fromlist=(), level=0)',
      'Imports a module.'
    ),
    abs: one(values.abs, '($module, x, /)', 'The absolute value.'),
    all: one(all, '($module, iterable, /)', 'Whether every item is true.'),
    any: one(any, '($module, iterable, /)', 'Whether an item is true.'),
    ascii: one(values.ascii, '($module, obj, /)', 'repr() with other than ASCII characters escaped.'),
    bin: one(values.bin, '($module, number, /)', 'An integer in binary.'),
    callable: one(values.callable, '($module, obj, /)', 'Whether it can be called.'),
    chr: one(values.chr, '($module, i, /)', 'The character of a code point.'),
    compile: one(
      compile,
      '($module, /, source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)',
      'A code object of a source text.'
    ),
    delattr: one(delattr, '($module, obj, name, /)', 'Deletes an attribute.'),
    dir: one(dir, '($module, object=<unrepresentable>, /)', 'The names in a scope or of an object.'),
    divmod: one(values.divmod, '($module, x, y, /)', 'Quotient and remainder.'),
    eval: one(evaluate, `${EXEC})`, 'Evaluates an expression.'),
    exec: one(
      exec,
      profile.builtins.execClosure ? `${EXEC}, *, closure=None)` : `${EXEC})`,
      'Executes source or code.'
    ),
    format: one(values.format, "($module, value, format_spec='', /)", 'Formats a value.'),
    getattr: one(
      getattr,
      '($module, object, name, default=<unrepresentable>, /)',
      'An attribute by its name.'
    ),
    globals: one(globals, '($module, /)', 'The dictionary of the current module.'),
    hasattr: one(hasattr, '($module, obj, name, /)', 'Whether there is an attribute.'),
    hash: one(values.hash, '($module, obj, /)', 'The hash value.'),
    hex: one(values.hex, '($module, number, /)', 'An integer in hexadecimal.'),
    id: one(values.id, '($module, obj, /)', 'The address of an object.'),
    input: one(input, "($module, prompt='', /)", 'Reads a line.'),
    isinstance: one(
      (_m: Ref, o: Ref, cls: Ref) => isInstanceOf(o, cls),
      '($module, obj, class_or_tuple, /)',
      'Whether an object is an instance of a class.'
    ),
    issubclass: one(
      (_m: Ref, cls: Ref, of: Ref) => isSubclassOf(cls, of),
      '($module, cls, class_or_tuple, /)',
      'Whether a class derives from another.'
    ),
    iter: one(values.iterate, '($module, object, sentinel=<unrepresentable>, /)', 'An iterator.'),
    aiter: {
      ...one(values.aiter, '($module, async_iterable, /)', 'An asynchronous iterator.'),
      versions: '3.10-'
    },
    len: one(values.len, '($module, obj, /)', 'How many items.'),
    locals: one(locals, '($module, /)', 'The local variables.'),
    max: one(max, '($module, *args, key=None, default=<unrepresentable>)', 'The largest.'),
    min: one(min, '($module, *args, key=None, default=<unrepresentable>)', 'The smallest.'),
    next: one(values.next, '($module, iterator, default=<unrepresentable>, /)', 'The next item.'),
    anext: {
      ...one(values.anext, '($module, async_iterator, default=<unrepresentable>, /)', 'The next item.'),
      versions: '3.10-'
    },
    oct: one(values.oct, '($module, number, /)', 'An integer in octal.'),
    open: one(
      open,
      "($module, /, file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)",
      'Opens a text file.'
    ),
    ord: one(values.ord, '($module, c, /)', 'The code point of a character.'),
    pow: one(values.pow, '($module, /, base, exp, mod=None)', 'A power, modulo a number.'),
    print: one(print, "($module, /, *args, sep=' ', end='\\n', file=None, flush=False)", 'Writes text.'),
    repr: one(values.repr, '($module, obj, /)', 'How it would be written in a program.'),
    round: one(values.round, '($module, /, number, ndigits=None)', 'Rounds a number.'),
    setattr: one(setattr, '($module, obj, name, value, /)', 'Sets an attribute.'),
    sorted: one(sorted, '($module, iterable, /, *, key=None, reverse=False)', 'A sorted list.'),
    sum: one(sum, '($module, iterable, /, start=0)', 'The sum.'),
    vars: one(vars, '($module, object=<unrepresentable>, /)', 'The dictionary of a scope or an object.')
  },
  constants: {
    ...singletons,
    ...types,
    __debug__: () => newRef(True),
    ...exceptions,
    EnvironmentError: () => newRef(errors.OSError),
    IOError: () => newRef(errors.OSError),
    ...(exists('3.11-') ? { ExceptionGroup: makeExceptionGroup } : {})
  }
});

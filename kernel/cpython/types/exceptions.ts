/** The exception types.  CPython: Objects/exceptions.c. */
import { defineType } from '../abstract/define.js';
import { profile } from '../profiles/profile.js';
import { PyException } from '../include/exception.js';
import { exceptionTree, errors, type ExceptionName } from '../object/errors.js';
import { baseDeclaration, lifeWith } from './exceptions/base.js';
import {
  attributeError,
  importError,
  keyError,
  nameError,
  stopIteration,
  systemExit,
  type Extra
} from './exceptions/fields.js';
import { baseExceptionGroup } from './exceptions/group.js';
import { osError } from './exceptions/os-error.js';
import { syntaxError } from './exceptions/syntax-error.js';
import { unicodeDecodeError, unicodeEncodeError, unicodeTranslateError } from './exceptions/unicode-error.js';

/** What a type has of its own, by name; its subclasses inherit it. */
const extras: Partial<Record<ExceptionName, Extra>> = {
  StopIteration: stopIteration,
  SystemExit: systemExit,
  AttributeError: attributeError,
  NameError: nameError,
  ImportError: importError,
  KeyError: keyError,
  OSError: osError,
  SyntaxError: syntaxError,
  UnicodeDecodeError: unicodeDecodeError,
  UnicodeEncodeError: unicodeEncodeError,
  UnicodeTranslateError: unicodeTranslateError,
  BaseExceptionGroup: baseExceptionGroup
};
const docs: Partial<Record<ExceptionName, string>> = {
  BaseException: 'Common base class for all exceptions.',
  Exception: 'Common base class for all non-exit exceptions.',
  ArithmeticError: 'Base class for arithmetic errors.',
  LookupError: 'Base class for lookup errors.',
  KeyError: 'Mapping key not found.',
  IndexError: 'Sequence index out of range.',
  ValueError: 'Inappropriate argument value (of correct type).',
  TypeError: 'Inappropriate argument type.',
  NameError: 'Name not found globally.',
  AttributeError: 'Attribute not found.',
  ZeroDivisionError: 'Second argument to a division or modulo operation was zero.',
  StopIteration: 'Signal the end from iterator.__next__().',
  RuntimeError: 'Unspecified run-time error.',
  RecursionError: 'Recursion limit exceeded.',
  MemoryError: 'Out of memory.',
  ImportError: "Import can't find module, or can't find name in module.",
  OSError: 'Base class for I/O related errors.',
  SyntaxError: 'Invalid syntax.',
  AssertionError: 'Assertion failed.'
};
/** The struct that a type's instances have: its own or the nearest base's. */
const laidOut = new Map<string, Extra>();

const life = lifeWith([]);
for (const [name, base, versions] of exceptionTree as readonly (readonly [
  ExceptionName,
  string,
  string?
])[]) {
  const own = extras[name] ?? {};
  const layout: Extra =
    own.struct !== undefined ? own : (laidOut.get(base) ?? { struct: PyException, ...life });
  laidOut.set(name, layout);
  const isBase = name === 'BaseException';
  const doc = docs[name];
  defineType({
    name,
    type: errors[name],
    ...(isBase ? {} : { base: errors[base as ExceptionName] }),
    subclassable: true,
    gc: true,
    // those with fields have a dealloc of their own
    trashcan: profile.object.exceptionsInTrashcan && layout.struct === PyException,
    dict: PyException.dict.offset,
    ...(doc === undefined ? {} : { doc }),
    ...(versions === undefined ? {} : { versions }),
    struct: layout.struct!,
    ...(layout.traverse ? { traverse: layout.traverse } : {}),
    ...(layout.clear ? { clear: layout.clear } : {}),
    ...(layout.dealloc ? { dealloc: layout.dealloc } : {}),
    ...(isBase ? baseDeclaration : {}),
    ...own
  });
}

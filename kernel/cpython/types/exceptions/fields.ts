/** Exceptions with a field or two of their own.  CPython: Objects/exceptions.c. */
import type { Address } from '../../heap/memory.js';
import { DONE, NULL, type Answer, type Done, type Ref } from '../../heap/reference.js';
import type { Member, TypeDeclaration } from '../../abstract/define.js';
import { reprOf } from '../../abstract/object.js';
import { packTuple } from '../../abstract/pack.js';
import { newDict, setStr } from '../../include/dict.js';
import { dictCopy } from '../../include/dict-merge.js';
import {
  PyAttributeError,
  PyException,
  PyImportError,
  PyNameError,
  PyStopIteration,
  PySystemExit,
  hasErrorNames
} from '../../include/exception.js';
import { None } from '../../include/singletons.js';
import { identifier, isExactStr, newStr, toHost } from '../../include/str.js';
import { tupleItem } from '../../include/tuple.js';
import { typeName } from '../../include/type.js';
import { errors, raise } from '../../object/errors.js';
import { ob_size, typeOf } from '../../object/header.js';
import { argumentAt } from '../../object/park.js';
import { decref, newRef } from '../../object/refcount.js';
import { profile } from '../../profiles/profile.js';
import { baseStr, initBase, lifeWith, put, reduceBase, setArguments, type OwningField } from './base.js';

type Init = NonNullable<TypeDeclaration['init']>;
export type Extra = Partial<Omit<TypeDeclaration, 'name' | 'type'>>;
const member = (field: OwningField): Member => ({ type: 'object', offset: field.offset });

export const stopIteration: Extra = {
  struct: PyStopIteration,
  ...lifeWith([PyStopIteration.value]),
  init: (self, argv, nargs, kwnames): Done => {
    if (initBase(self, argv, nargs, kwnames) === NULL) return NULL;
    return put(self, PyStopIteration.value, newRef(nargs > 0 ? argumentAt(argv, 0) : None));
  },
  members: { value: member(PyStopIteration.value) }
};

export const systemExit: Extra = {
  struct: PySystemExit,
  ...lifeWith([PySystemExit.code]),
  init: (self, argv, nargs, kwnames): Done => {
    if (initBase(self, argv, nargs, kwnames) === NULL) return NULL;
    if (nargs === 0) return DONE;
    const value = nargs === 1 ? argumentAt(argv, 0) : (PyException.args(self) as Ref);
    return put(self, PySystemExit.code, newRef(value));
  },
  members: { code: member(PySystemExit.code) }
};

/** Takes keyword arguments into fields; all positional ones are the exception's arguments. */
function initWithKeywords(fields: Readonly<Record<string, OwningField>>): Init {
  return (self, argv, nargs, kwnames) => {
    if (setArguments(self, argv, nargs) === NULL) return NULL;
    for (const field of Object.values(fields)) if (field.exists) put(self, field, 0);
    const count = kwnames === 0 ? 0 : ob_size(kwnames);
    for (let i = 0; i < count; i++) {
      const name = toHost(tupleItem(kwnames as Ref, i));
      const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
      if (field === undefined || !field.exists) return unknownKeyword(self, name);
      put(self, field, newRef(argumentAt(argv, nargs + i)));
    }
    return DONE;
  };
}
const callName = (self: Ref): string => {
  for (const name of ['AttributeError', 'NameError', 'ImportError'] as const) {
    if (typeOf(self) === errors[name]) return name;
  }
  return typeName(typeOf(self)) === 'ModuleNotFoundError' ? 'ImportError' : typeName(typeOf(self));
};
const unknownKeyword = (self: Ref, name: string): 0 =>
  raise(
    errors.TypeError,
    profile.builtins.errorKeywords === 'unexpected'
      ? `${callName(self)}() got an unexpected keyword argument '${name}'`
      : `'${name}' is an invalid keyword argument for ${callName(self)}()`
  );

const { obj, name: attributeName } = PyAttributeError;
const NAME = identifier('name'),
  ARGS = identifier('args'),
  PATH = identifier('path'),
  NAME_FROM = identifier('name_from');
/** The state beside the arguments: the dict, the name and the arguments. */
function reduceAttributeError(self: Ref): Answer {
  const own = PyException.dict(self);
  const state = own === 0 ? newDict() : dictCopy(own);
  if (state === NULL) return NULL;
  const name = attributeName(self);
  if (
    (name !== 0 && setStr(state, NAME, name) === NULL) ||
    setStr(state, ARGS, PyException.args(self) as Ref) === NULL
  ) {
    decref(state);
    return NULL;
  }
  return packTuple(newRef(typeOf(self)), newRef(PyException.args(self) as Ref), state);
}
export const attributeError: Extra = hasErrorNames
  ? {
      struct: PyAttributeError,
      ...lifeWith([obj, attributeName]),
      init: initWithKeywords({ name: attributeName, obj }),
      members: { name: member(attributeName), obj: member(obj) },
      methods: {
        __reduce__: {
          versions: '3.12-',
          signature: '($self, /)',
          doc: 'How it is made again.',
          call: reduceAttributeError
        }
      }
    }
  : {};
export const nameError: Extra = hasErrorNames
  ? {
      struct: PyNameError,
      ...lifeWith([PyNameError.name]),
      init: initWithKeywords({ name: PyNameError.name }),
      members: { name: member(PyNameError.name) }
    }
  : {};

const { msg, name: moduleName, path, name_from } = PyImportError;
const importFields = { name: moduleName, path, name_from };
const initImport = initWithKeywords(importFields);
function reduceImport(self: Ref): Answer {
  const own = PyException.dict(self);
  const fields = [
    [NAME, moduleName],
    [PATH, path],
    [NAME_FROM, name_from]
  ] as const;
  const isPlain = fields.every(([, field]) => !field.exists || field(self) === 0);
  if (isPlain) return reduceBase(self);
  const state = own === 0 ? newDict() : dictCopy(own);
  if (state === NULL) return NULL;
  for (const [key, field] of fields) {
    const value = field.exists ? field(self) : 0;
    if (value !== 0 && setStr(state, key, value) === NULL) {
      decref(state);
      return NULL;
    }
  }
  return packTuple(newRef(typeOf(self)), newRef(PyException.args(self) as Ref), state);
}
export const importError: Extra = {
  struct: PyImportError,
  ...lifeWith([msg, moduleName, path, name_from]),
  init: (self: Ref, argv: Address, nargs: number, kwnames: Ref | 0) => {
    if (initImport(self, argv, nargs, kwnames) === NULL) return NULL;
    return put(self, msg, nargs === 1 ? newRef(argumentAt(argv, 0)) : 0);
  },
  str: self => {
    const text = msg(self);
    return text !== 0 && isExactStr(text) ? newRef(text) : baseStr(self);
  },
  members: {
    msg: member(msg),
    name: member(moduleName),
    path: member(path),
    name_from: { ...member(name_from), versions: '3.12-' }
  },
  methods: { __reduce__: { signature: '($self, /)', doc: 'How it is made again.', call: reduceImport } }
};

/** The key as it would be written, so that `''` shows.  @cpython KeyError_str */
export const keyError: Extra = {
  str: self => {
    const args = PyException.args(self) as Ref;
    if (ob_size(args) !== 1) return baseStr(self);
    const text = reprOf(tupleItem(args, 0));
    return text === null ? NULL : newStr(text);
  }
};

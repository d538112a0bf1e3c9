/** What all exceptions have in common.  CPython: Objects/exceptions.c BaseException. */
import type { Address } from '../../heap/memory.js';
import {
  ABSENT,
  DONE,
  NULL,
  type Answer,
  type Done,
  type Owned,
  type Ref,
  type Result
} from '../../heap/reference.js';
import type { Field } from '../../heap/struct.js';
import type { Getset, Member, Method, TypeDeclaration } from '../../abstract/define.js';
import { dictGetset } from '../../abstract/dict-getset.js';
import { owning } from '../../abstract/fields.js';
import { isInstance, lookupAttr, reprOf, setAttr, str } from '../../abstract/object.js';
import { packTuple } from '../../abstract/pack.js';
import { sequenceToTuple } from '../../abstract/to-tuple.js';
import { entryKey, entryValue, isDict, nextEntry } from '../../include/dict.js';
import { PyException, PyTraceback_Type } from '../../include/exception.js';
import { isList, listAppend, newList } from '../../include/list.js';
import { None, none } from '../../include/singletons.js';
import { EMPTY, identifier, isStr, newStr } from '../../include/str.js';
import { genericAlloc } from '../../include/subclass.js';
import { emptyTuple, newTuple, setTupleItem, trackTuple, tupleItem } from '../../include/tuple.js';
import { typeName, type PyType } from '../../include/type.js';
import { errors, raise } from '../../object/errors.js';
import { ob_size, typeOf } from '../../object/header.js';
import { argumentAt } from '../../object/park.js';
import { decref, newRef, xdecref } from '../../object/refcount.js';
import { profile } from '../../profiles/profile.js';

export type OwningField = Field<Ref | 0, Owned | 0>;
const { dict, args, notes, traceback, context, cause, suppress_context } = PyException;
/** In the order in which they are visited and let go of. */
export const commonFields: readonly OwningField[] = [dict, args, notes, traceback, cause, context];

/** Puts a value into a field and lets the old one go. */
export function put(self: Ref, field: OwningField, value: Owned | 0): typeof DONE {
  const old = field(self) as Owned | 0;
  field.set(self, value);
  xdecref(old);
  return DONE;
}
/** The part of a type's name after the last dot. */
export const shortName = (t: PyType): string => {
  const name = typeName(t);
  return name.slice(name.lastIndexOf('.') + 1);
};

/** The positional arguments as a tuple. */
export function argumentTuple(argv: Address, nargs: number): Result<'tuple'> {
  if (nargs === 0) return newRef(emptyTuple);
  const tuple = newTuple(nargs);
  if (tuple === NULL) return NULL;
  for (let i = 0; i < nargs; i++) setTupleItem(tuple, i, newRef(argumentAt(argv, i)));
  trackTuple(tuple);
  return tuple;
}
/** @cpython Objects/exceptions.c BaseException_new */
export function newBase(type: PyType, argv: Address, nargs: number): Result<'exception'> {
  const self = genericAlloc<'exception'>(type, 0);
  if (self === 0) return NULL;
  const tuple = argumentTuple(argv, nargs);
  if (tuple === NULL) {
    decref(self);
    return NULL;
  }
  args.set(self, tuple);
  return self;
}
function sameArguments(tuple: Ref | 0, argv: Address, nargs: number): boolean {
  if (tuple === 0 || ob_size(tuple) !== nargs) return false;
  for (let i = 0; i < nargs; i++) if (tupleItem(tuple, i) !== argumentAt(argv, i)) return false;
  return true;
}
/** Makes these the arguments; those that `new` has put there already stay.  @cpython BaseException_init */
export function setArguments(self: Ref, argv: Address, nargs: number): Done {
  if (sameArguments(args(self), argv, nargs)) return DONE;
  const tuple = argumentTuple(argv, nargs);
  return tuple === NULL ? NULL : put(self, args, tuple);
}
export function noKeywords(self: Ref, kwnames: Ref | 0): Done {
  if (kwnames === 0 || ob_size(kwnames) === 0) return DONE;
  return raise(errors.TypeError, `${typeName(typeOf(self))}() takes no keyword arguments`);
}
export const initBase = (self: Ref, argv: Address, nargs: number, kwnames: Ref | 0): Done =>
  noKeywords(self, kwnames) === NULL ? NULL : setArguments(self, argv, nargs);

/** str(): nothing, the one argument, or the tuple.  @cpython BaseException_str */
export function baseStr(self: Ref): Answer {
  const tuple = args(self);
  const count = tuple === 0 ? 0 : ob_size(tuple);
  if (count === 0) return newRef(EMPTY);
  return str(count === 1 ? tupleItem(tuple as Ref, 0) : (tuple as Ref));
}
/** @cpython BaseException_repr */
function baseRepr(self: Ref): Answer {
  const tuple = args(self) as Ref;
  const name = shortName(typeOf(self));
  const text = ob_size(tuple) === 1 ? reprOf(tupleItem(tuple, 0)) : reprOf(tuple);
  if (text === null) return NULL;
  return newStr(ob_size(tuple) === 1 ? `${name}(${text})` : name + text);
}

const NOTES = identifier('__notes__');
/** @cpython BaseException_add_note */
function addNote(self: Ref, note: Ref): Answer {
  if (!isStr(note)) {
    const given = typeName(typeOf(note));
    return raise(
      errors.TypeError,
      profile.builtins.noteText === 'note'
        ? `note must be a str, not '${given}'`
        : `add_note() argument must be str, not ${given}`
    );
  }
  let list = lookupAttr(self, NOTES);
  if (list === NULL) return NULL;
  if (list === ABSENT) {
    list = newList(0);
    if (list === NULL) return NULL;
    if (setAttr(self, NOTES, list) === NULL) {
      decref(list);
      return NULL;
    }
  } else if (!isList(list)) {
    decref(list);
    return raise(errors.TypeError, 'Cannot add note: __notes__ is not a list');
  }
  const done = listAppend(list, newRef(note));
  decref(list);
  return done === NULL ? NULL : none();
}
function setTraceback(self: Ref, value: Ref | 0): Done {
  if (value === 0) return raise(errors.TypeError, '__traceback__ may not be deleted');
  if (value !== None && typeOf(value) !== PyTraceback_Type) {
    return raise(errors.TypeError, '__traceback__ must be a traceback or None');
  }
  return put(self, traceback, value === None ? 0 : newRef(value));
}
/** `__context__` and `__cause__`. */
const linked = (field: OwningField, name: string, what: string): Getset => ({
  get: self => {
    const value = field(self);
    return value === 0 ? none() : newRef(value);
  },
  set: (self, value) => {
    if (value === 0) return raise(errors.TypeError, `${name} may not be deleted`);
    if (value !== None && !isInstance(value, errors.BaseException)) {
      return raise(errors.TypeError, `exception ${what} must be None or derive from BaseException`);
    }
    if (field === cause) suppress_context.set(self, 1);
    return put(self, field, value === None ? 0 : newRef(value));
  }
});
const getset: Readonly<Record<string, Getset>> = {
  __dict__: dictGetset,
  args: {
    get: self => {
      const tuple = args(self);
      return tuple === 0 ? none() : newRef(tuple);
    },
    set: (self, value) => {
      if (value === 0) return raise(errors.TypeError, 'args may not be deleted');
      const tuple = sequenceToTuple(value);
      return tuple === NULL ? NULL : put(self, args, tuple);
    }
  },
  __traceback__: {
    get: self => {
      const tb = traceback(self);
      return tb === 0 ? none() : newRef(tb);
    },
    set: setTraceback
  },
  __context__: linked(context, '__context__', 'context'),
  __cause__: linked(cause, '__cause__', 'cause')
};
/** How copy and pickle make it again. */
export function reduceBase(self: Ref): Answer {
  const own = dict(self);
  const parts = [newRef(typeOf(self)), newRef(args(self) as Ref)];
  return packTuple(...parts, ...(own === 0 ? [] : [newRef(own)]));
}
function setState(self: Ref, state: Ref): Answer {
  if (state === None) return none();
  if (!isDict(state)) return raise(errors.TypeError, 'state is not a dictionary');
  for (let i = nextEntry(state, 0); i >= 0; i = nextEntry(state, i + 1)) {
    if (setAttr(self, entryKey(state, i), entryValue(state, i)) === NULL) return NULL;
  }
  return none();
}
const methods: Readonly<Record<string, Method>> = {
  __reduce__: { signature: '($self, /)', doc: 'How it is made again.', call: reduceBase },
  __setstate__: { signature: '($self, state, /)', doc: 'Sets attributes.', call: setState },
  with_traceback: {
    signature: '($self, tb, /)',
    doc: 'Sets self.__traceback__ to tb and gives self.',
    call: (self: Ref, tb: Ref) => (setTraceback(self, tb) === NULL ? NULL : newRef(self))
  },
  add_note: {
    versions: '3.11-',
    signature: '($self, note, /)',
    doc: 'Adds a note to the exception.',
    call: addNote
  }
};
export const baseDeclaration = {
  repr: baseRepr,
  str: baseStr,
  init: initBase,
  new: newBase,
  methods,
  getset,
  members: { __suppress_context__: { type: 'bool', offset: suppress_context.offset } } as Readonly<
    Record<string, Member>
  >
} as const satisfies Partial<TypeDeclaration>;

/** How exceptions with these fields of their own live: the own ones go first. */
export function lifeWith(
  fields: readonly OwningField[]
): Pick<TypeDeclaration, 'traverse' | 'clear' | 'dealloc'> {
  return owning([...fields, ...commonFields]);
}

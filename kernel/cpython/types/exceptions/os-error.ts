/** OSError: its number chooses the class.  CPython: Objects/exceptions.c OSError. */
import type { Address } from '../../heap/memory.js';
import {
  DONE,
  NULL,
  type Answer,
  type Done,
  type Owned,
  type Ref,
  type Result
} from '../../heap/reference.js';
import { isInstance, reprOf, strOf } from '../../abstract/object.js';
import { packTuple } from '../../abstract/pack.js';
import { PyException, PyOSError } from '../../include/exception.js';
import { asIndex, isInt, safeValue, newInt } from '../../include/int.js';
import { None } from '../../include/singletons.js';
import { newStr } from '../../include/str.js';
import { genericAlloc } from '../../include/subclass.js';
import { emptyTuple, newTuple, setTupleItem, trackTuple, tupleItem } from '../../include/tuple.js';
import { errors, raise, type ExceptionName } from '../../object/errors.js';
import { ob_size, typeOf, type PyType } from '../../object/header.js';
import { argumentAt } from '../../object/park.js';
import { decref, newRef } from '../../object/refcount.js';
import { slot, slotOf } from '../../object/slots.js';
import { argumentTuple, baseStr, lifeWith, noKeywords, put } from './base.js';
import type { Extra } from './fields.js';

const { myerrno, strerror, filename, filename2, written } = PyOSError;
const numbers: Readonly<Record<number, ExceptionName>> = {
  11: 'BlockingIOError',
  114: 'BlockingIOError',
  115: 'BlockingIOError',
  32: 'BrokenPipeError',
  108: 'BrokenPipeError',
  10: 'ChildProcessError',
  103: 'ConnectionAbortedError',
  111: 'ConnectionRefusedError',
  104: 'ConnectionResetError',
  17: 'FileExistsError',
  2: 'FileNotFoundError',
  21: 'IsADirectoryError',
  20: 'NotADirectoryError',
  4: 'InterruptedError',
  13: 'PermissionError',
  1: 'PermissionError',
  3: 'ProcessLookupError',
  110: 'TimeoutError'
};

/** Whether the type has an `__init__` of its own but OSError's `__new__`: then arguments are parsed in `__init__`. */
const usesInit = (t: PyType): boolean =>
  slotOf(t, slot.tp_init) !== slotOf(errors.OSError, slot.tp_init) &&
  slotOf(t, slot.tp_new) === slotOf(errors.OSError, slot.tp_new);

/** The class for an error number, when OSError itself is called. */
function classFor(type: PyType, argv: Address, nargs: number): PyType {
  if (type !== errors.OSError || nargs < 2 || nargs > 5) return type;
  const number = argumentAt(argv, 0);
  if (!isInt(number)) return type;
  const name = numbers[safeValue(number)];
  return name === undefined ? type : errors[name];
}
/** Fills the fields from the arguments; `tuple` is stolen.  @cpython oserror_init */
function fill(self: Ref, tuple: Owned, argv: Address, nargs: number): Done {
  let kept = tuple;
  if (nargs >= 2 && nargs <= 5) {
    const at = (i: number): Ref | 0 => (i < nargs ? argumentAt(argv, i) : 0);
    const name = at(2),
      second = at(4);
    if (name !== 0 && name !== None) {
      if (isInstance(self, errors.BlockingIOError) && isInt(name)) {
        const count = asIndex(name, errors.ValueError);
        if (count === null) {
          decref(kept);
          return NULL;
        }
        written.set(self, count);
      } else {
        put(self, filename, newRef(name));
        if (second !== 0 && second !== None) put(self, filename2, newRef(second));
        const two = firstTwo(kept);
        decref(kept);
        if (two === NULL) return NULL;
        kept = two;
      }
    }
    put(self, myerrno, newRef(at(0) as Ref));
    put(self, strerror, newRef(at(1) as Ref));
  }
  return put(self, PyException.args, kept);
}
function firstTwo(tuple: Ref): Result {
  const two = newTuple(2);
  if (two === NULL) return NULL;
  setTupleItem(two, 0, newRef(tupleItem(tuple, 0)));
  setTupleItem(two, 1, newRef(tupleItem(tuple, 1)));
  trackTuple(two);
  return two;
}
function create(given: PyType, argv: Address, nargs: number, kwnames: Ref | 0): Answer {
  const late = usesInit(given);
  if (!late && kwnames !== 0 && ob_size(kwnames) > 0) {
    return raise(errors.TypeError, 'OSError() takes no keyword arguments');
  }
  const type = late ? given : classFor(given, argv, nargs);
  const self = genericAlloc<'exception'>(type, 0);
  if (self === 0) return NULL;
  written.set(self, -1);
  if (late) {
    PyException.args.set(self, newRef(emptyTuple));
    return self;
  }
  const tuple = argumentTuple(argv, nargs);
  if (tuple !== NULL && fill(self, tuple, argv, nargs) !== NULL) return self;
  decref(self);
  return NULL;
}
function init(self: Ref, argv: Address, nargs: number, kwnames: Ref | 0): Done {
  if (!usesInit(typeOf(self))) return DONE;
  if (noKeywords(self, kwnames) === NULL) return NULL;
  const tuple = argumentTuple(argv, nargs);
  return tuple === NULL ? NULL : fill(self, tuple, argv, nargs);
}
/** `[Errno 2] No such file or directory: 'x' -> 'y'`.  @cpython OSError_str */
function text(self: Ref): Answer {
  const shown = (o: Ref | 0): string | null => (o === 0 ? 'None' : strOf(o));
  const name = filename(self),
    second = filename2(self);
  if (name === 0 && (myerrno(self) === 0 || strerror(self) === 0)) return baseStr(self);
  const number = shown(myerrno(self)),
    message = number === null ? null : shown(strerror(self));
  if (number === null || message === null) return NULL;
  let result = `[Errno ${number}] ${message}`;
  if (name !== 0) {
    const first = reprOf(name),
      other = first === null || second === 0 ? '' : reprOf(second);
    if (first === null || other === null) return NULL;
    result += `: ${first}${second === 0 ? '' : ` -> ${other}`}`;
  }
  return newStr(result);
}
/** The arguments, with the file names put back. */
function reduce(self: Ref): Answer {
  const args = PyException.args(self) as Ref,
    dict = PyException.dict(self);
  const name = filename(self),
    second = filename2(self);
  let whole: Result = newRef(args);
  if (ob_size(args) === 2 && name !== 0) {
    decref(whole);
    const parts = [newRef(tupleItem(args, 0)), newRef(tupleItem(args, 1)), newRef(name)];
    whole = second === 0 ? packTuple(...parts) : packTuple(...parts, newRef(None), newRef(second));
  }
  return packTuple(newRef(typeOf(self)), whole, ...(dict === 0 ? [] : [newRef(dict)]));
}
const member = (field: typeof filename) => ({ type: 'object', offset: field.offset }) as const;
export const osError: Extra = {
  struct: PyOSError,
  ...lifeWith([myerrno, strerror, filename, filename2]),
  new: create,
  init,
  str: text,
  members: {
    errno: member(myerrno),
    strerror: member(strerror),
    filename: member(filename),
    filename2: member(filename2)
  },
  getset: {
    characters_written: {
      get: self =>
        written(self) < 0 ? raise(errors.AttributeError, 'characters_written') : newInt(written(self)),
      set: (self, value) => {
        if (value === 0) {
          if (written(self) < 0) return raise(errors.AttributeError, 'characters_written');
          written.set(self, -1);
          return DONE;
        }
        const count = asIndex(value, errors.ValueError);
        if (count === null) return NULL;
        written.set(self, count);
        return DONE;
      }
    }
  },
  methods: { __reduce__: { signature: '($self, /)', doc: 'How it is made again.', call: reduce } }
};

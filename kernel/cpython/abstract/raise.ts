/** Making and setting exceptions.  CPython: Python/errors.c. */
import { NULL, type Owned, type Ref, type Result } from '../heap/reference.js';
import {
  PyAttributeError,
  PyException,
  PyNameError,
  PyStopIteration,
  hasErrorNames
} from '../include/exception.js';
import { newStr } from '../include/str.js';
import { emptyTuple, newTuple, setTupleItem } from '../include/tuple.js';
import { newObject } from '../object/create.js';
import { errors } from '../object/errors.js';
import { track } from '../object/gchead.js';
import type { PyType } from '../object/header.js';
import { decref, newRef, setRef, xdecref } from '../object/refcount.js';
import { handled, raised, setRaised, takeRaised } from '../object/thread.js';
import { isSubtype } from './lookup.js';

/** An instance of a builtin exception type with these arguments (a tuple, stolen); as if called, without running Python. */
export function newException(type: PyType, args: Owned): Result<'exception'> {
  const exception = newObject<'exception'>(type);
  if (exception === NULL) {
    decref(args);
    return NULL;
  }
  PyException.args.set(exception, args);
  track(exception);
  return exception;
}
/** A tuple of one (stolen). */
export function oneTuple(value: Owned): Result<'tuple'> {
  const args = newTuple(1);
  if (args === NULL) {
    decref(value);
    return NULL;
  }
  setTupleItem(args, 0, value);
  track(args);
  return args;
}

/** Puts an exception (stolen) on its way; the one being handled becomes its context.  @cpython Python/errors.c _PyErr_SetObject */
export function raiseInstance(exception: Owned): 0 {
  const context = handled();
  if (context !== 0 && context !== exception) {
    breakContextCycle(context, exception);
    setRef(exception, PyException.context, newRef(context));
  }
  xdecref(takeRaised());
  setRaised(exception);
  return NULL;
}
/** The new exception must not be in the context chain of the one handled: the chain is cut above it. */
function breakContextCycle(context: Ref, exception: Ref): void {
  for (let o = context; ;) {
    const next = PyException.context(o);
    if (next === 0) return;
    if (next === exception) {
      PyException.context.set(o, 0);
      decref(next as Owned);
      return;
    }
    o = next;
  }
}

/** Sets an exception with a text as its only argument; without text it has none.  Answers NULL. */
export function raiseText(type: PyType, text: string): 0 {
  if (text === '') {
    const plain = newException(type, newRef(emptyTuple));
    return plain === NULL ? outOfMemory() : raiseInstance(plain);
  }
  const message = newStr(text);
  return message === NULL ? outOfMemory() : raiseWithValue(type, message);
}
/** Sets an exception with one argument (stolen).  Answers NULL. */
export function raiseWithValue(type: PyType, value: Owned): 0 {
  const again = isSubtype(type, errors.StopIteration) ? newRef(value) : 0;
  const args = oneTuple(value);
  const exception = args === NULL ? NULL : newException(type, args);
  if (exception === NULL) {
    xdecref(again);
    return outOfMemory();
  }
  if (again !== 0) PyStopIteration.value.set(exception, again);
  return raiseInstance(exception);
}
/** Sets an exception with a text that names a missing attribute or name.  @cpython Objects/object.c set_attribute_error_context */
export function raiseAttributeError(o: Ref, name: Ref, text: string): 0 {
  raiseText(errors.AttributeError, text);
  const exception = raised();
  if (hasErrorNames && exception !== 0 && PyAttributeError.obj(exception) === 0) {
    PyAttributeError.obj.set(exception, newRef(o));
    PyAttributeError.name.set(exception, newRef(name));
  }
  return NULL;
}
export function raiseNameError(name: Ref, text: string): 0 {
  raiseText(errors.NameError, text);
  const exception = raised();
  if (hasErrorNames && exception !== 0) PyNameError.name.set(exception, newRef(name));
  return NULL;
}
/** No memory even for the exception: the kernel stops with a clear message. */
function outOfMemory(): 0 {
  if (raised() !== 0) return NULL;
  throw new Error('the simulated heap is full: not even a MemoryError fits');
}

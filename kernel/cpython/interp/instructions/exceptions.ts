/** Raising, catching, context managers.  CPython: Python/bytecodes.c, Python/ceval.c do_raise. */
import { load, store, storePointer } from '../../heap/memory.js';
import { ABSENT, DONE, NULL, type Answer, type Maybe, type Owned, type Ref } from '../../heap/reference.js';
import { mayOwn } from '../../heap/struct.js';
import { PyException } from '../../include/exception.js';
import { Frame } from '../../include/frame.js';
import { None, newBool } from '../../include/singletons.js';
import { identifier } from '../../include/str.js';
import { isTuple, newPair, tupleItem } from '../../include/tuple.js';
import { Flag, typeHas, typeName } from '../../include/type.js';
import { errors, raise } from '../../object/errors.js';
import { ob_size, typeOf, type PyType } from '../../object/header.js';
import { nativeFrame, resumeNative } from '../../object/native-frame.js';
import { decref, newRef, take } from '../../object/refcount.js';
import { EXC_INFO, handled, setRaised } from '../../object/thread.js';
import { finish } from '../../object/upward.js';
import { call0, callWith } from '../../abstract/call.js';
import { isSubtype } from '../../abstract/lookup.js';
import { lookupSpecial } from '../../abstract/object.js';
import { raiseInstance } from '../../abstract/raise.js';
import { instruction, peek } from '../table.js';
import { profile } from '../../profiles/profile.js';

const isException = (o: Ref): boolean => typeHas(typeOf(o), Flag.EXCEPTION);
const isExceptionClass = (o: Ref): boolean =>
  typeHas(typeOf(o), Flag.TYPE) && typeHas(o as PyType, Flag.EXCEPTION);

/** The exception on top begins to be handled: what was handled before goes below it. */
instruction('PUSH_EXC_INFO', (frame, sp) => {
  const item = load(EXC_INFO);
  const previous = load(item) as Owned | 0;
  const exception = load(sp - 8);
  storePointer(sp - 8, previous === 0 ? newRef(None) : previous);
  storePointer(sp, exception);
  store(item, newRef((exception & -2) as Ref));
  Frame.sp.set(frame, sp + 8);
  return DONE;
});
instruction('POP_EXCEPT', (frame, sp) => {
  const item = load(EXC_INFO);
  const old = load(item) as Owned | 0;
  const previous = load(sp - 8) as Owned;
  storePointer(sp - 8, 0);
  Frame.sp.set(frame, sp - 8);
  if ((previous as number) === None) {
    store(item, 0);
    decref(previous);
  } else store(item, previous);
  if (old !== 0) decref(old);
  return DONE;
});
instruction('CHECK_EXC_MATCH', (_frame, sp) => {
  const type = peek(sp, 1),
    exception = peek(sp, 2);
  const wrong = isTuple(type) ? !allExceptionClasses(type) : !isExceptionClass(type);
  if (wrong)
    return raise(errors.TypeError, 'catching classes that do not inherit from BaseException is not allowed');
  return newBool(matches(exception, type));
});
function allExceptionClasses(types: Ref): boolean {
  for (let i = 0; i < ob_size(types); i++) if (!isExceptionClass(tupleItem(types, i))) return false;
  return true;
}
/** Whether an exception is of a type or one of a tuple's.  @cpython Python/errors.c PyErr_GivenExceptionMatches */
export function matches(exception: Ref, type: Ref): boolean {
  if (!isTuple(type)) return isSubtype(typeOf(exception), type as PyType);
  for (let i = 0; i < ob_size(type); i++) if (matches(exception, tupleItem(type, i))) return true;
  return false;
}

/** An instance of what `raise` was given: classes are called.  @cpython Python/ceval.c do_raise */
function instanceOf(o: Ref): Owned | 0 {
  if (isException(o)) return newRef(o);
  if (!isExceptionClass(o)) return raise(errors.TypeError, 'exceptions must derive from BaseException');
  const made = finish(call0(o));
  if (made === NULL || isException(made)) return made;
  const text = `calling <class '${typeName(o as PyType)}'> should have returned an instance of BaseException, not <class '${typeName(typeOf(made))}'>`;
  decref(made);
  return raise(errors.TypeError, text);
}
instruction('RAISE_VARARGS', (_frame, sp, parts) => {
  if (parts === 0) {
    const exception = handled();
    if (exception === 0) return raise(errors.RuntimeError, 'No active exception to reraise');
    setRaised(newRef(exception));
    return NULL;
  }
  const exception = instanceOf(peek(sp, parts));
  if (exception === NULL) return NULL;
  if (parts === 2 && !setCause(exception, peek(sp, 1))) {
    decref(exception);
    return NULL;
  }
  return raiseInstance(exception);
});
function setCause(exception: Ref, given: Ref): boolean {
  let cause: Owned | 0 = 0;
  if (given !== None) {
    cause = isExceptionClass(given)
      ? instanceOf(given)
      : isException(given)
        ? newRef(given)
        : raise(errors.TypeError, 'exception causes must derive from BaseException');
    if (cause === NULL) return false;
  }
  const old = take(exception, PyException.cause);
  PyException.cause.set(exception, cause);
  PyException.suppress_context.set(exception, 1);
  if (old !== 0) decref(old);
  return true;
}
instruction('RERAISE', (_frame, sp) => {
  setRaised(newRef(peek(sp, 1)));
  return NULL;
});

const ENTER = identifier('__enter__'),
  EXIT = identifier('__exit__'),
  AENTER = identifier('__aenter__'),
  AEXIT = identifier('__aexit__');
/** `with`: looks both methods up, then enters.  The native frame keeps the exit while a Python `__enter__` runs. */
const Entering = nativeFrame('with', { exit: mayOwn }, (frame, answer): Answer => {
  if (answer === NULL || answer === ABSENT) return NULL;
  return newPair(take(frame, Entering.exit) as Owned, answer as Owned);
});
function beforeWith(enterName: Ref, exitName: Ref, isAsync: boolean) {
  return (frame: number, sp: number): Maybe | typeof DONE => {
    const manager = peek(sp, 1);
    const enter = lookupSpecial(manager, enterName);
    if (enter === NULL) return NULL;
    if (enter === ABSENT) return notManager(manager, true, isAsync);
    const exit = lookupSpecial(manager, exitName);
    if (exit === NULL || exit === ABSENT) {
      decref(enter);
      return exit === NULL ? NULL : notManager(manager, false, isAsync);
    }
    const native = Entering.enter();
    Entering.exit.set(native, exit);
    const answer = call0(enter);
    decref(enter);
    // completes with a pair: the loop's next step takes it apart
    const pair = resumeNative(native, finish(answer));
    if (pair === NULL) return NULL;
    return unpackPair(frame, sp, pair as Owned);
  };
}
function unpackPair(frame: number, sp: number, pair: Owned): Maybe | typeof DONE {
  const manager = load(sp - 8);
  storePointer(sp - 8, newRef(tupleItem(pair, 0)));
  storePointer(sp, newRef(tupleItem(pair, 1)));
  Frame.sp.set(frame, sp + 8);
  decref(pair);
  if ((manager & 1) === 0) decref(manager as Owned);
  return DONE;
}
function notManager(manager: Ref, noEnter: boolean, isAsync: boolean): 0 {
  const name = typeName(typeOf(manager));
  const [enter, exit] = isAsync ? ['__aenter__', '__aexit__'] : ['__enter__', '__exit__'];
  if (!profile.calls.withTellsProtocol) return raise(errors.AttributeError, noEnter ? enter! : exit!);
  const protocol = isAsync ? 'asynchronous context manager' : 'context manager';
  return raise(
    errors.TypeError,
    noEnter
      ? `'${name}' object does not support the ${protocol} protocol`
      : `'${name}' object does not support the ${protocol} protocol (missed ${exit!} method)`
  );
}
instruction('BEFORE_WITH', beforeWith(ENTER, EXIT, false));
instruction('BEFORE_ASYNC_WITH', beforeWith(AENTER, AEXIT, true));
/** Calls the exit with the exception on top. */
instruction('WITH_EXCEPT_START', (_frame, sp) => {
  const exception = peek(sp, 1),
    exit = peek(sp, 4);
  const traceback = PyException.traceback(exception);
  return callWith(exit, typeOf(exception), exception, traceback === 0 ? None : traceback);
});
instruction('LOAD_ASSERTION_ERROR', () => newRef(errors.AssertionError));

/** generator and coroutine: next, send, throw, close.  CPython: Objects/genobject.c.  Frames are entered by interp's hooks. */
import {
  ABSENT,
  DONE,
  NULL,
  PUSHED,
  type Answer,
  type Maybe,
  type Owned,
  type Ref
} from '../heap/reference.js';
import { load, store } from '../heap/memory.js';
import { layoutOf } from '../heap/layout.js';
import { int32, mayOwn, struct } from '../heap/struct.js';
import { call0, callWith } from '../abstract/call.js';
import {
  defineType,
  type Getset,
  type Method,
  type TypeDeclaration,
  type Visit
} from '../abstract/define.js';
import { dropWeakrefs, thenFree, thenReleaseFields } from '../abstract/fields.js';
import { frameHooks } from '../abstract/frame-hooks.js';
import { generatorHooks as hooks } from '../abstract/generator-hooks.js';
import { clearRaised, isInstance, lookupAttr, raisedIs } from '../abstract/object.js';
import { raiseInstance } from '../abstract/raise.js';
import { isSubtype } from '../abstract/lookup.js';
import { writeUnraisable } from '../abstract/unraisable.js';
import { warn } from '../abstract/warn.js';
import { PyCode, Unit, unitOf } from '../include/code.js';
import { PyException, PyStopIteration, PyTraceback_Type } from '../include/exception.js';
import { Frame, LOCALS, ON_STACK } from '../include/frame.js';
import {
  COMPLETED,
  CREATED,
  EXECUTING,
  GEN_EXC,
  GEN_FRAME,
  PyAsyncGen_Type,
  PyCoro_Type,
  PyGen,
  PyGen_Type,
  SUSPENDED
} from '../include/generator.js';
import { None, newBool, none } from '../include/singletons.js';
import { identifier, isStr, newStr, toHost } from '../include/str.js';
import { isTuple, tupleItem } from '../include/tuple.js';
import { Flag, staticType, typeHas, typeName, type PyType } from '../include/type.js';
import { newObject } from '../object/create.js';
import { errors, raise } from '../object/errors.js';
import { FINALIZED, track, untrack } from '../object/gchead.js';
import { GC_HEAD, ob_size, typeOf } from '../object/header.js';
import { beginNative, nativeFrame, type NativeFrame } from '../object/native-frame.js';
import { thenRelease } from '../object/dealloc.js';
import { lastWords } from '../object/last-words.js';
import { decref, newRef, setRef } from '../object/refcount.js';
import { raised, setRaised, takeRaised } from '../object/thread.js';
import { finish } from '../object/upward.js';
import { profile } from '../profiles/profile.js';

const CLOSE = identifier('close'),
  THROW = identifier('throw');
const G = PyGen;
const isPlain = (o: Ref): boolean => typeOf(o) === PyGen_Type || typeOf(o) === PyCoro_Type;

/** What kind it is, as messages say it. */
const kindName = (self: Ref): string =>
  typeOf(self) === PyCoro_Type
    ? 'coroutine'
    : typeOf(self) === PyAsyncGen_Type
      ? 'async generator'
      : 'generator';

/** `next()`: ABSENT at the end.  @cpython Objects/genobject.c gen_iternext */
const next = (self: Ref): Maybe => hooks.resume(self, none());

/** @cpython Objects/genobject.c gen_send_ex2 */
function send(self: Ref, value: Ref): Maybe {
  const state = hooks.stateOf(self);
  if (state === CREATED && value !== None) {
    return raise(errors.TypeError, `can't send non-None value to a just-started ${kindName(self)}`);
  }
  if (state === COMPLETED && typeOf(self) === PyCoro_Type) {
    return raise(errors.RuntimeError, 'cannot reuse already awaited coroutine');
  }
  return hooks.resume(self, newRef(value));
}

/** close(): first what it delegates to, then itself with GeneratorExit. */
const CLOSING_DELEGATE = 0,
  CLOSING_SELF = 1;
const Closing = nativeFrame(
  'generator.close',
  { generator: mayOwn, phase: int32 },
  (frame, answer): Answer => {
    if (Closing.phase(frame) !== CLOSING_DELEGATE) return closed(Closing.generator(frame) as Ref, answer);
    hooks.setState(Closing.generator(frame) as Ref, SUSPENDED);
    if (answer !== NULL && answer !== ABSENT) decref(answer as Owned);
    return throwExit(frame, answer === NULL);
  }
);
/** Enters the generator with GeneratorExit, or with what closing its delegate has raised. */
function throwExit(frame: NativeFrame, hasRaised: boolean): Answer {
  Closing.phase.set(frame, CLOSING_SELF);
  if (!hasRaised) raise(errors.GeneratorExit, '');
  const answer = hooks.resume(Closing.generator(frame) as Ref, 0);
  return answer === PUSHED ? PUSHED : closed(Closing.generator(frame) as Ref, answer);
}
function closed(self: Ref, answer: Maybe): Answer {
  if (answer === ABSENT) return none();
  if (answer !== NULL) {
    decref(answer as Owned);
    return raise(errors.RuntimeError, `${kindName(self)} ignored GeneratorExit`);
  }
  if (raisedIs(errors.StopIteration)) {
    if (!profile.builtins.closeReturnsValue) {
      clearRaised();
      return none();
    }
    const stop = takeRaised() as Owned;
    const value = PyStopIteration.value(stop);
    const result = value === 0 ? none() : newRef(value);
    decref(stop);
    return result;
  }
  if (!raisedIs(errors.GeneratorExit)) return NULL;
  clearRaised();
  return none();
}

/** @cpython Objects/genobject.c gen_close */
export function close(self: Ref): Answer {
  const state = hooks.stateOf(self);
  if (state === EXECUTING) return raise(errors.ValueError, `${kindName(self)} already executing`);
  if (state === COMPLETED) return none();
  if (state === CREATED) {
    hooks.abandon(self);
    return none();
  }
  const delegate = hooks.delegate(self);
  const frame = Closing.enter();
  Closing.generator.set(frame, newRef(self));
  if (delegate === 0) {
    Closing.phase.set(frame, CLOSING_SELF);
    raise(errors.GeneratorExit, '');
    const answer = hooks.resume(self, 0);
    return beginNative(frame, answer);
  }
  hooks.setState(self, EXECUTING);
  const answer = closeDelegate(delegate);
  return beginNative(frame, answer);
}
/** Closes an iterator that a generator delegates to.  @cpython Objects/genobject.c gen_close_iter */
function closeDelegate(delegate: Ref): Answer {
  if (isPlain(delegate)) return close(delegate);
  const method = lookupAttr(delegate, CLOSE);
  if (method === NULL) return NULL;
  if (method === ABSENT) return none();
  const answer = call0(method);
  decref(method);
  return answer;
}

/** throw(): to what it delegates to first. */
const THROWN_CLOSING = 0,
  THROWN_TO_DELEGATE = 1,
  THROWN_HERE = 2;
const Throwing = nativeFrame(
  'generator.throw',
  { generator: mayOwn, exception: mayOwn, phase: int32 },
  (frame, answer): Answer => {
    const self = Throwing.generator(frame) as Ref;
    switch (Throwing.phase(frame)) {
      case THROWN_CLOSING: {
        hooks.setState(self, SUSPENDED);
        if (answer !== NULL) {
          if (answer !== ABSENT) decref(answer as Owned);
          return throwHere(frame);
        }
        Throwing.phase.set(frame, THROWN_HERE);
        return hooks.resume(self, 0) as Answer;
      }
      case THROWN_TO_DELEGATE:
        hooks.setState(self, SUSPENDED);
        if (answer !== NULL && answer !== ABSENT) return answer as Answer;
        if (answer === ABSENT) raise(errors.StopIteration, '');
        Throwing.phase.set(frame, THROWN_HERE);
        return hooks.resume(self, 0) as Answer;
      default:
        return answer as Answer;
    }
  }
);
function throwHere(frame: NativeFrame): Answer {
  Throwing.phase.set(frame, THROWN_HERE);
  raiseInstance(newRef(Throwing.exception(frame) as Ref));
  return hooks.resume(Throwing.generator(frame) as Ref, 0) as Answer;
}
/** Throws an exception instance (stolen) into a generator.  @cpython Objects/genobject.c _gen_throw */
export function throwInto(self: Ref, exception: Owned): Answer {
  const state = hooks.stateOf(self);
  if (state === EXECUTING) {
    decref(exception);
    return raise(errors.ValueError, `${kindName(self)} already executing`);
  }
  const delegate = state === SUSPENDED ? hooks.delegate(self) : 0;
  const frame = Throwing.enter();
  Throwing.generator.set(frame, newRef(self));
  Throwing.exception.set(frame, exception);
  let answer: Answer;
  if (delegate === 0) answer = throwHere(frame);
  else if (isInstance(exception, errors.GeneratorExit)) {
    Throwing.phase.set(frame, THROWN_CLOSING);
    hooks.setState(self, EXECUTING);
    answer = closeDelegate(delegate);
  } else answer = throwToDelegate(frame, self, delegate, exception);
  return beginNative(frame, answer);
}
function throwToDelegate(frame: NativeFrame, self: Ref, delegate: Ref, exception: Ref): Answer {
  const method = isPlain(delegate) ? ABSENT : lookupAttr(delegate, THROW);
  if (method === NULL) return NULL;
  if (method === ABSENT && !isPlain(delegate)) return throwHere(frame);
  Throwing.phase.set(frame, THROWN_TO_DELEGATE);
  hooks.setState(self, EXECUTING);
  if (method === ABSENT) return throwInto(delegate, newRef(exception));
  const answer = callWith(method, exception);
  decref(method);
  return answer;
}

/** The arguments of throw() as an instance; NULL: TypeError. */
export function thrownInstance(type: Ref, given: Ref | 0, tb: Ref | 0): Owned | 0 {
  const value = given === None ? 0 : given;
  if (tb !== 0 && tb !== None && typeOf(tb) !== PyTraceback_Type) {
    return raise(errors.TypeError, 'throw() third argument must be a traceback object');
  }
  const isClass = typeHas(typeOf(type), Flag.TYPE) && isSubtype(type as PyType, errors.BaseException);
  let made: Owned | 0;
  if (isClass) {
    if (value !== 0 && isInstance(value, type as PyType)) made = newRef(value);
    else if (value === 0) made = finish(call0(type));
    else if (isTuple(value)) {
      const args: Ref[] = [];
      for (let i = 0; i < ob_size(value); i++) args.push(tupleItem(value, i));
      made = finish(callWith(type, ...args));
    } else made = finish(callWith(type, value));
    if (made !== 0 && !isInstance(made, errors.BaseException)) {
      decref(made);
      return raise(errors.TypeError, 'calling the class should have returned an instance of BaseException');
    }
  } else if (isInstance(type, errors.BaseException)) {
    if (value !== 0) return raise(errors.TypeError, 'instance exception may not have a separate value');
    made = newRef(type);
  } else {
    return raise(
      errors.TypeError,
      `exceptions must be classes or instances deriving from BaseException, not ${typeName(typeOf(type))}`
    );
  }
  if (made !== 0 && tb !== 0 && tb !== None) setRef(made, PyException.traceback, newRef(tb));
  return made;
}
function throwMethod(self: Ref, type: Ref, value: Ref | 0, tb: Ref | 0): Answer {
  if (value !== 0 && profile.builtins.throwDeprecated) {
    const text =
      'the (type, exc, tb) signature of throw() is deprecated, use the single-arg signature instead.';
    if (!warn(errors.DeprecationWarning, text)) return NULL;
  }
  const exception = thrownInstance(type, value, tb);
  return exception === 0 ? NULL : throwInto(self, exception);
}

/** Before a suspended generator dies, its `finally` blocks run.  @cpython Objects/genobject.c _PyGen_Finalize */
function finalize(self: Ref): void {
  const state = hooks.stateOf(self);
  if (state === COMPLETED || state === EXECUTING) return;
  const pending = takeRaised();
  if (state === CREATED) {
    if (typeOf(self) === PyCoro_Type) warnNeverAwaited(self);
  } else {
    const answer = finish(close(self));
    if (answer === NULL) writeUnraisable('closing generator', self);
    else decref(answer);
  }
  if (pending !== 0) setRaised(pending);
}
function warnNeverAwaited(self: Ref): void {
  const name = toHost(G.gi_qualname(self) as Ref);
  if (!warn(errors.RuntimeWarning, `coroutine '${name}' was never awaited`) && raised() !== 0) {
    writeUnraisable('finalizing coroutine', self);
  }
}
/** @cpython Objects/genobject.c gen_dealloc */
function dealloc(self: Ref): void {
  untrack(self);
  dropWeakrefs(self, G.gi_weakreflist.offset);
  const state = hooks.stateOf(self);
  if (state !== COMPLETED && (load(self - GC_HEAD + 8) & FINALIZED) === 0) {
    track(self);
    const isDead = lastWords(self, finalize);
    store(self - GC_HEAD + 8, load(self - GC_HEAD + 8) | FINALIZED);
    if (!isDead) return;
    untrack(self);
  }
  const left = hooks.stateOf(self);
  thenFree(self);
  const handled = load(self + GEN_EXC) as Owned | 0;
  thenReleaseFields(self, [G.gi_name, G.gi_qualname]);
  if (handled !== 0) {
    store(self + GEN_EXC, 0);
    thenRelease(handled);
  }
  if (G.gi_code.exists) thenReleaseFields(self, [G.gi_code]);
  if (left !== COMPLETED) hooks.abandon(self);
}
function traverse(self: Ref, visit: Visit): void {
  if (G.gi_frame.exists) visit(G.gi_frame(self));
  if (G.gi_code.exists) visit(G.gi_code(self));
  visit(G.gi_name(self));
  visit(G.gi_qualname(self));
  if (ON_STACK && hooks.stateOf(self) !== COMPLETED) {
    const frame = self + GEN_FRAME,
      code = Frame.code(frame) as Ref | 0;
    visit(Frame.locals(frame) as Ref | 0);
    visit(Frame.func(frame) as Ref | 0);
    visit(code);
    const slots = code === 0 ? 0 : Unit.nlocalsplus(unitOf(code)) * 8;
    const top = Math.max(frame + LOCALS + slots, Frame.sp(frame));
    for (let p = frame + LOCALS; p < top; p += 8) {
      const value = load(p);
      if ((value & 1) === 0) visit(value as Ref | 0);
    }
  }
  visit(load(self + GEN_EXC) as Ref | 0);
}
/** Bytes without the GC header: from 3.11 the frame is inside. */
function sizeOf(self: Ref): number {
  const base = ON_STACK ? GEN_FRAME + LOCALS : layoutOf('PyGenObject')!.size;
  if (!ON_STACK)
    return typeOf(self) === PyGen_Type
      ? base
      : layoutOf(typeOf(self) === PyCoro_Type ? 'PyCoroObject' : 'PyAsyncGenObject')!.size;
  return base + ob_slots(self) * 8;
}
/** Slots of the frame inside; the code stays known after the end. */
function ob_slots(self: Ref): number {
  const code = codeOf(self);
  if (code === 0) return 0;
  const unit = unitOf(code);
  return Unit.nlocalsplus(unit) + PyCode.co_stacksize(code);
}
function codeOf(self: Ref): Ref | 0 {
  if (G.gi_code.exists) return G.gi_code(self);
  return Frame.code(self + GEN_FRAME) as Ref | 0;
}

const text = (field: typeof G.gi_name, name: string): Getset => ({
  get: self => newRef(field(self) as Ref),
  set: (self, value) => {
    if (value === 0 || !isStr(value))
      return raise(errors.TypeError, `${name} must be set to a string object`);
    setRef(self, field, newRef(value));
    return DONE;
  }
});
/** gi_frame and cr_frame. */
function frameOf(self: Ref): Answer {
  if (hooks.stateOf(self) === COMPLETED) return none();
  const object = frameHooks.frameObject(hooks.frameOf(self));
  return object === 0 ? NULL : newRef(object);
}
const orNone = (o: Ref | 0): Owned => (o === 0 ? none() : newRef(o));
const delegateOf = (self: Ref): Answer =>
  orNone(hooks.stateOf(self) === SUSPENDED ? hooks.delegate(self) : 0);
/** The attributes with their prefix: `gi_`, `cr_` or `ag_`. */
export const generatorAttributes = (
  prefix: 'gi' | 'cr' | 'ag',
  delegate: string
): Readonly<Record<string, Getset>> => ({
  __name__: text(G.gi_name, '__name__'),
  __qualname__: text(G.gi_qualname, '__qualname__'),
  [delegate]: { get: delegateOf },
  [`${prefix}_running`]: { get: self => newBool(hooks.stateOf(self) === EXECUTING) },
  [`${prefix}_frame`]: { get: frameOf },
  [`${prefix}_suspended`]: { versions: '3.11-', get: self => newBool(hooks.stateOf(self) === SUSPENDED) },
  [`${prefix}_code`]: { get: self => orNone(codeOf(self)) }
});
const methods: Readonly<Record<string, Method>> = {
  send: {
    signature: '($self, value, /)',
    doc: 'Sends a value; gives the next value.',
    call: send as (self: Ref, value: Ref) => Answer
  },
  throw: {
    signature: '($self, type, value=None, traceback=None, /)',
    doc: 'Raises an exception at the yield; gives the next value.',
    call: throwMethod
  },
  close: { signature: '($self, /)', doc: 'Raises GeneratorExit at the yield.', call: close }
};
export const generatorLife = {
  gc: true,
  noNew: true,
  weaklist: G.gi_weakreflist.offset,
  traverse,
  dealloc,
  finalize,
  sizeof: sizeOf
} as const satisfies Partial<TypeDeclaration>;
const shown =
  (what: string) =>
  (self: Ref): Answer =>
    newStr(`<${what} object ${toHost(G.gi_qualname(self) as Ref)} at 0x${self.toString(16)}>`);

export const generator = defineType({
  name: 'generator',
  type: PyGen_Type,
  struct: PyGen,
  ...(ON_STACK ? { basicsize: GEN_FRAME + LOCALS, itemsize: 8 } : {}),
  ...generatorLife,
  repr: shown('generator'),
  iter: self => newRef(self),
  iternext: next,
  getset: generatorAttributes('gi', 'gi_yieldfrom'),
  methods
});

/** What `await coroutine` iterates over.  CPython: Objects/genobject.c coroutine_wrapper. */
export const PyCoroWrapper_Type = staticType();
const Wrapper = struct('coroutine_wrapper', 'wrapperobject', { descr: mayOwn });
const wrapped = (self: Ref): Ref => Wrapper.descr(self) as Ref;
function newWrapper(coroutine: Ref): Answer {
  const wrapper = newObject(PyCoroWrapper_Type);
  if (wrapper === 0) return NULL;
  Wrapper.descr.set(wrapper, newRef(coroutine));
  track(wrapper);
  return wrapper;
}
export const coroutineWrapper = defineType({
  name: 'coroutine_wrapper',
  type: PyCoroWrapper_Type,
  basicsize: 24,
  gc: true,
  noNew: true,
  traverse: (self, visit) => visit(Wrapper.descr(self)),
  dealloc(self) {
    untrack(self);
    thenFree(self);
    thenReleaseFields(self, [Wrapper.descr]);
  },
  iter: self => newRef(self),
  iternext: self => send(wrapped(self), None),
  methods: {
    send: {
      signature: '($self, value, /)',
      doc: 'Sends a value.',
      call: (self: Ref, value: Ref) => send(wrapped(self), value) as Answer
    },
    throw: {
      signature: '($self, type, value=None, traceback=None, /)',
      doc: 'Raises an exception.',
      call: (self: Ref, type: Ref, value: Ref | 0, tb: Ref | 0) => throwMethod(wrapped(self), type, value, tb)
    },
    close: {
      signature: '($self, /)',
      doc: 'Raises GeneratorExit.',
      call: (self: Ref) => close(wrapped(self))
    }
  }
});
export const coroutine = defineType({
  name: 'coroutine',
  type: PyCoro_Type,
  struct: PyGen,
  basicsize: ON_STACK ? GEN_FRAME + LOCALS : layoutOf('PyCoroObject')!.size,
  ...(ON_STACK ? { itemsize: 8 } : {}),
  ...generatorLife,
  repr: shown('coroutine'),
  slots: { am_await: newWrapper },
  getset: {
    ...generatorAttributes('cr', 'cr_await'),
    cr_origin: { get: () => none() }
  },
  methods
});

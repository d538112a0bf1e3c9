/** Generators: frames that are left and entered again.  CPython: Objects/genobject.c. */
import { copy, load, store, storePointer, store8, type Address } from '../heap/memory.js';
import { ABSENT, NULL, PUSHED, type Maybe, type Owned, type Ref } from '../heap/reference.js';
import { CO_ASYNC_GENERATOR, CO_COROUTINE } from '../compile/unit.js';
import { Op } from '../compile/opcodes.js';
import { PyCode, Unit, unitOf } from '../include/code.js';
import { FRAME_SPECIALS, Frame, LOCALS, ON_STACK, OWNED_BY_GENERATOR, PyFrame } from '../include/frame.js';
import { PyFunction } from '../include/function.js';
import {
  COMPLETED,
  CREATED,
  EXECUTING,
  GEN_EXC,
  GEN_FRAME,
  GEN_STATE,
  PyAsyncGen_Type,
  PyCoro_Type,
  PyGen,
  PyGen_Type,
  SUSPENDED
} from '../include/generator.js';
import { PyStopIteration } from '../include/exception.js';
import { None } from '../include/singletons.js';
import { load8 } from '../heap/memory.js';
import { newBlock } from '../object/create.js';
import { profile } from '../profiles/profile.js';
import { errors, raise } from '../object/errors.js';
import { track } from '../object/gchead.js';
import { decref, newRef } from '../object/refcount.js';
import { DATA_STACK_TOP, EXC_INFO, RECURSION_DEPTH, isNativeFrame, takeRaised } from '../object/thread.js';
import { type PyType, TypeObject } from '../include/type.js';
import {
  backTo,
  clearFrame,
  clearLocals,
  clearSlot,
  enterRecursion,
  keepFrame,
  leaveFrame,
  ownBorrowed,
  pushFrame
} from './frame.js';
import { raiseWithValue } from '../abstract/raise.js';
import { ENTER_RAISING } from './breaker.js';

/** The generator whose frame this is; 0: a function's. */
export function generatorOf(frame: Address): Ref | 0 {
  if (!ON_STACK) return PyFrame.f_gen(frame);
  return Frame.owner(frame) === OWNED_BY_GENERATOR ? ((frame - GEN_FRAME) as Ref) : 0;
}
/** The frame of a generator. */
export const frameOf = (generator: Ref): Address =>
  ON_STACK ? generator + GEN_FRAME : (PyGen.gi_frame(generator) as Address);
export const stateOf = (generator: Ref): number => load8(generator + GEN_STATE);
export const setState = (generator: Ref, state: number): void => store8(generator + GEN_STATE, state);

/** RETURN_GENERATOR: the frame on top becomes a generator's and is left.  @cpython Objects/genobject.c make_gen */
export function becomeGenerator(frame: Address): Owned | 0 {
  const code = Frame.code(frame) as Ref,
    unit = unitOf(code);
  const flags = PyCode.co_flags(code);
  const type: PyType =
    (flags & CO_COROUTINE) !== 0
      ? PyCoro_Type
      : (flags & CO_ASYNC_GENERATOR) !== 0
        ? PyAsyncGen_Type
        : PyGen_Type;
  const slots = Unit.nlocalsplus(unit) + Unit.stackSize(unit);
  const size = TypeObject.tp_basicsize(type) + (ON_STACK ? slots * 8 : 0);
  const generator = newBlock<'generator'>(type, size);
  backTo(Frame.previous(frame));
  store(RECURSION_DEPTH, load(RECURSION_DEPTH) - 1);
  if (generator === NULL) {
    clearLocals(frame);
    clearFrame(frame);
    return NULL;
  }
  const func = Frame.func(frame) as Ref;
  if (ON_STACK) {
    ownBorrowed(frame);
    PyGen.gi_name.set(generator, newRef(PyFunction.func_name(func) as Ref));
    PyGen.gi_qualname.set(generator, newRef(PyFunction.func_qualname(func) as Ref));
    const home = generator + GEN_FRAME;
    const used = FRAME_SPECIALS + Unit.nlocalsplus(unit) * 8;
    copy(home, frame, used);
    Frame.sp.set(home, home + used);
    Frame.previous.set(home, 0);
    store8(home + Frame.owner.offset, OWNED_BY_GENERATOR);
    const object = Frame.object(home);
    if (object !== 0) PyFrame.f_frame.set(object, home);
    store(DATA_STACK_TOP, frame);
  } else {
    PyGen.gi_frame.set(generator, frame as Owned);
    PyFrame.f_gen.set(frame, generator);
    PyGen.gi_name.set(generator, newRef(PyCode.co_name(code) as Ref));
    PyGen.gi_qualname.set(generator, newRef(PyCode.co_name(code) as Ref));
    const below = Frame.previous(frame);
    Frame.previous.set(frame, 0);
    if (below !== 0 && !isNativeFrame(below)) decref(below as Owned);
  }
  if (PyGen.gi_code.exists) PyGen.gi_code.set(generator, newRef(code));
  setState(generator, CREATED);
  track(generator);
  return generator;
}

/**
 * Enters a generator's frame with a value (stolen), or, with NULL, raising the exception on its way.
 * @cpython Objects/genobject.c gen_send_ex2
 */
export function resume(generator: Ref, value: Owned | 0): Maybe {
  const state = stateOf(generator);
  if (state === EXECUTING) {
    if (value !== 0) decref(value);
    return raise(errors.ValueError, `${nameOfKind(generator)} already executing`);
  }
  if (state === COMPLETED) {
    if (value === 0) return NULL;
    decref(value);
    return ABSENT;
  }
  if (!enterRecursion()) {
    if (value !== 0) decref(value);
    return NULL;
  }
  const frame = frameOf(generator);
  if (value !== 0) {
    const sp = Frame.sp(frame);
    storePointer(sp, value);
    Frame.sp.set(frame, sp + 8);
  } else store(ENTER_RAISING, 1);
  setState(generator, EXECUTING);
  storePointer(generator + GEN_EXC + 8, load(EXC_INFO));
  store(EXC_INFO, generator + GEN_EXC);
  pushFrame(frame);
  return PUSHED;
}
const nameOfKind = (generator: Ref): string => {
  const t = load(generator + 8);
  return t === PyCoro_Type ? 'coroutine' : t === PyAsyncGen_Type ? 'async generator' : 'generator';
};

/** Takes the generator's frame off the top. */
function detach(frame: Address, generator: Ref): void {
  store(EXC_INFO, load(generator + GEN_EXC + 8));
  store(generator + GEN_EXC + 8, 0);
  const below = Frame.previous(frame);
  backTo(below);
  Frame.previous.set(frame, 0);
  if (!ON_STACK && below !== 0 && !isNativeFrame(below)) decref(below as Owned);
  store(RECURSION_DEPTH, load(RECURSION_DEPTH) - 1);
}
/** YIELD_VALUE: the frame on top is left, to be resumed. */
export function suspend(frame: Address): void {
  const generator = generatorOf(frame) as Ref;
  detach(frame, generator);
  setState(generator, SUSPENDED);
}
/** The frame on top returns: what its caller gets. */
export function returned(frame: Address, value: Owned): Maybe {
  const generator = generatorOf(frame);
  if (generator === 0) {
    leaveFrame(frame);
    return value;
  }
  finishGenerator(frame, generator);
  if (value === None) {
    decref(value);
    return ABSENT;
  }
  return raiseWithValue(errors.StopIteration, value);
}
/** The frame on top is left by an exception. */
export function failed(frame: Address): void {
  const generator = generatorOf(frame);
  if (generator === 0) leaveFrame(frame);
  else finishGenerator(frame, generator);
}
/** A generator's frame has ended: what it holds goes now. */
export function finishGenerator(frame: Address, generator: Ref): void {
  const below = Frame.previous(frame);
  detach(frame, generator);
  setState(generator, COMPLETED);
  if (KEEPS_BACK) Frame.previous.set(frame, below);
  releaseFrame(frame, generator);
}
const KEEPS_BACK = profile.calls.generatorFrameKeepsBack;
/** Lets go of the frame of a generator that will not run again, unless an object keeps it. */
export function releaseFrame(frame: Address, generator: Ref): void {
  if (!ON_STACK) {
    PyFrame.f_gen.set(frame, 0 as never);
    PyGen.gi_frame.set(generator, 0);
    decref(frame as Owned);
  } else if (!keepFrame(frame)) {
    clearLocals(frame);
    clearFrame(frame);
  }
}
/** The value of the StopIteration on its way, which is taken. */
export function stopValue(): Owned {
  const exception = takeRaised() as Owned;
  const value = PyStopIteration.value(exception);
  const answer = newRef(value === 0 ? None : value);
  decref(exception);
  return answer;
}

/** What `yield from` or `await` waits for, borrowed; 0: nothing.  @cpython Objects/genobject.c _PyGen_yf */
export function delegate(generator: Ref): Ref | 0 {
  if (stateOf(generator) !== SUSPENDED) return 0;
  const frame = frameOf(generator);
  // suspended after YIELD_VALUE of a delegation: RESUME 2 or 3 comes next, and the receiver is on top
  const next = load(Frame.pc(frame));
  if ((next & 255) !== Op.RESUME || ((next >> 8) & 3) < 2) return 0;
  return (load(Frame.sp(frame) - 8) & -2) as Ref;
}
/** Ends a generator that will not run again: its stack and locals are released. */
export function abandon(generator: Ref): void {
  const frame = frameOf(generator);
  setState(generator, COMPLETED);
  const bottom = frame + LOCALS + Unit.nlocalsplus(unitOf(Frame.code(frame) as Ref)) * 8;
  for (let p = Frame.sp(frame) - 8; p >= bottom; p -= 8) {
    Frame.sp.set(frame, p);
    clearSlot(p);
  }
  releaseFrame(frame, generator);
}

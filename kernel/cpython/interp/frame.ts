/** Entering and leaving Python frames.  CPython: Python/frame.c, Python/ceval.c, Objects/frameobject.c (up to 3.10). */
import { copy, load, store, storePointer, store16, store8, zero, type Address } from '../heap/memory.js';
import { NULL, type Owned, type Ref } from '../heap/reference.js';
import { PyCode, Unit, unitOf } from '../include/code.js';
import {
  FRAME_DATA,
  FRAME_SPECIALS,
  Frame,
  LOCALS,
  ON_STACK,
  OWNED_BY_FRAME_OBJECT,
  PENDING,
  PyFrame,
  PyFrame_Type
} from '../include/frame.js';
import { profile } from '../profiles/profile.js';
import { newBlock } from '../object/create.js';
import { stopWaiting } from '../object/native-frame.js';
import { track } from '../object/gchead.js';
import { decref, incref, newRef, xdecref } from '../object/refcount.js';
import { errors, raise } from '../object/errors.js';
import {
  CURRENT_FRAME,
  DATA_STACK_TOP,
  RECURSION_DEPTH,
  RECURSION_LIMIT,
  isNativeFrame
} from '../object/thread.js';
import { stackBase, stackLimit } from '../process/space.js';

const BORROWS = profile.calls.borrowedLoads;
const LOCALS_IN_REVERSE = profile.calls.localsDieInReverse;
store(DATA_STACK_TOP, stackBase);

/** Words a frame of this unit takes. */
export const frameBytes = (unit: Address): number =>
  FRAME_SPECIALS + (Unit.nlocalsplus(unit) + Unit.stackSize(unit)) * 8;

/** Counts a Python call; NULL: RecursionError is set.  @cpython Python/ceval.c _Py_EnterRecursiveCallTstate */
export function enterRecursion(): boolean {
  const depth = load(RECURSION_DEPTH) + 1;
  if (depth > load(RECURSION_LIMIT)) {
    store(RECURSION_DEPTH, depth + 50); // room for the handler
    raise(errors.RecursionError, 'maximum recursion depth exceeded');
    store(RECURSION_DEPTH, depth - 1);
    return false;
  }
  store(RECURSION_DEPTH, depth);
  return true;
}

/**
 * A frame for `code`, not yet entered: locals and stack empty.  `func` (owned, or 0 for a module's code) and `code` go into it;
 * globals and builtins are lent.  0: MemoryError or RecursionError is set and what was given is released.
 */
export function newFrame(
  code: Ref,
  func: Owned | 0,
  globals: Ref,
  builtins: Ref,
  locals: Owned | 0
): Address {
  const unit = unitOf(code);
  const frame = enterRecursion() ? (ON_STACK ? stackFrame(unit) : objectFrame(code, unit)) : 0;
  if (frame === 0) {
    xdecref(func);
    xdecref(locals);
    return 0;
  }
  Frame.code.set(frame, newRef(code));
  if (ON_STACK) Frame.func.set(frame, func);
  else {
    incref(globals);
    incref(builtins);
    xdecref(func);
  }
  Frame.globals.set(frame, globals);
  Frame.builtins.set(frame, builtins);
  Frame.locals.set(frame, locals);
  Frame.pc.set(frame, Unit.start(unit));
  Frame.sp.set(frame, frame + LOCALS + Unit.nlocalsplus(unit) * 8);
  return frame;
}
function stackFrame(unit: Address): Address {
  const frame = load(DATA_STACK_TOP),
    bytes = frameBytes(unit);
  if (frame + bytes > stackLimit) {
    store(RECURSION_DEPTH, load(RECURSION_DEPTH) - 1);
    raise(errors.MemoryError, '');
    return 0;
  }
  store(DATA_STACK_TOP, frame + bytes);
  zero(frame, FRAME_SPECIALS + Unit.nlocalsplus(unit) * 8);
  return frame;
}
/** Up to 3.10: a frame object, the code's kept one if it is free.  @cpython Objects/frameobject.c _PyFrame_New_NoTrack */
function objectFrame(code: Ref, unit: Address): Address {
  const kept = PyCode.co_zombieframe(code) as Owned | 0;
  const bytes = frameBytes(unit);
  let frame: Owned | 0 = kept;
  if (kept !== 0) {
    PyCode.co_zombieframe.set(code, 0);
    store(kept, 1);
    zero(kept + LOCALS, bytes - LOCALS);
  } else frame = newBlock(PyFrame_Type, bytes);
  if (frame === 0) {
    store(RECURSION_DEPTH, load(RECURSION_DEPTH) - 1);
    return 0;
  }
  storePointer(frame + 16, Unit.nlocalsplus(unit) + Unit.stackSize(unit));
  return frame;
}

/** Puts a frame on top. */
export function pushFrame(frame: Address): void {
  const below = load(CURRENT_FRAME);
  Frame.previous.set(frame, below);
  if (!ON_STACK && below !== 0 && !isNativeFrame(below)) incref(below as Ref);
  store16(frame + PENDING, 0);
  store(CURRENT_FRAME, frame);
}

/** The frame on top is left for the one below it. */
export function backTo(below: Address): void {
  store(CURRENT_FRAME, below);
  if (isNativeFrame(below)) stopWaiting(below & -2);
}
/** The Python frame at or below `frame`, skipping natives; 0: none. */
export function pythonFrame(frame: Address): Address {
  let at = frame;
  while (isNativeFrame(at)) at = load(at & -2);
  return at;
}

/** Lets go of what the locals and cells hold, in the version's order; the value stack must be empty. */
export function clearLocals(frame: Address): void {
  const count = Unit.nlocalsplus(unitOf(Frame.code(frame) as Ref));
  if (LOCALS_IN_REVERSE) for (let i = count - 1; i >= 0; i--) clearSlot(frame + LOCALS + i * 8);
  else for (let i = 0; i < count; i++) clearSlot(frame + LOCALS + i * 8);
}
/** Empties a slot and lets go of what it owned. */
export function clearSlot(p: Address): void {
  const value = load(p);
  if (value === 0) return;
  store(p, 0);
  if (!BORROWS || (value & 1) === 0) decref(value as Owned);
}

/**
 * The frame on top is done: takes it off, lets go of what it holds, and frees it unless an object keeps it.  The value stack has
 * been emptied.  @cpython Python/frame.c _PyFrame_ClearExceptCode
 */
export function leaveFrame(frame: Address): void {
  backTo(Frame.previous(frame));
  store(RECURSION_DEPTH, load(RECURSION_DEPTH) - 1);
  if (ON_STACK) leaveStackFrame(frame);
  else {
    const below = Frame.previous(frame);
    if (load(frame) === 1 || below === 0 || isNativeFrame(below)) {
      Frame.previous.set(frame, 0);
      if (below !== 0 && !isNativeFrame(below)) decref(below as Owned);
    }
    if (load(frame) > 1) track(frame as Ref);
    decref(frame as Owned);
  }
}
function leaveStackFrame(frame: Address): void {
  if (!keepFrame(frame)) {
    clearLocals(frame);
    clearFrame(frame);
  }
  freeFrame(frame);
}
/** Hands the frame to its object if somebody else holds that; false: nobody does. */
export function keepFrame(frame: Address): boolean {
  const object = Frame.object(frame) as Owned | 0;
  if (object === 0 || load(object) === 1) return false;
  takeOwnership(frame, object);
  Frame.object.set(frame, 0);
  decref(object);
  return true;
}
/** Everything but the locals. */
export function clearFrame(frame: Address): void {
  const object = Frame.object(frame) as Owned | 0;
  if (object !== 0) {
    Frame.object.set(frame, 0);
    PyFrame.f_frame.set(object, 0);
    decref(object);
  }
  const locals = Frame.locals(frame) as Owned | 0;
  Frame.locals.set(frame, 0);
  xdecref(locals);
  const func = Frame.func(frame) as Owned | 0;
  Frame.func.set(frame, 0);
  xdecref(func);
  const code = Frame.code(frame) as Owned | 0;
  Frame.code.set(frame, 0);
  xdecref(code);
}
/** Gives the stack's memory back; a generator's frame lies elsewhere. */
function freeFrame(frame: Address): void {
  if (frame >= stackBase && frame < stackLimit) store(DATA_STACK_TOP, frame);
}

/** A frame object outlives its call: it takes the frame over.  @cpython Python/frame.c take_ownership */
export function takeOwnership(frame: Address, object: Ref): void {
  const unit = unitOf(Frame.code(frame) as Ref);
  const bytes = FRAME_SPECIALS + Unit.nlocalsplus(unit) * 8;
  ownBorrowed(frame);
  const home = object + FRAME_DATA;
  copy(home, frame, bytes);
  Frame.object.set(home, 0);
  Frame.sp.set(home, home + bytes);
  store8(home + Frame.owner.offset, OWNED_BY_FRAME_OBJECT);
  PyFrame.f_frame.set(object, home);
  const below = pythonFrame(Frame.previous(frame));
  Frame.previous.set(home, 0);
  if (below !== 0) {
    const back = frameObject(below);
    if (back !== 0) PyFrame.f_back.set(object, newRef(back));
  }
  track(object);
}
/** Locals that were only borrowed become owned: the frame outlives the caller's stack. */
export function ownBorrowed(frame: Address): void {
  if (!BORROWS) return;
  const count = Unit.nlocalsplus(unitOf(Frame.code(frame) as Ref));
  for (let p = frame + LOCALS; p < frame + LOCALS + count * 8; p += 8) {
    const value = load(p);
    if ((value & 1) !== 0) store(p, newRef((value & -2) as Ref));
  }
}

/** The object of a Python frame, made on demand; borrowed.  0: MemoryError is set. */
export function frameObject(frame: Address): Ref | 0 {
  if (!ON_STACK) return frame as Ref;
  const existing = Frame.object(frame);
  if (existing !== 0) return existing;
  const object = newBlock<'frame'>(PyFrame_Type, FRAME_DATA + frameBytes(unitOf(Frame.code(frame) as Ref)));
  if (object === NULL) return NULL;
  PyFrame.f_frame.set(object, frame);
  PyFrame.f_trace_lines.set(object, 1);
  Frame.object.set(frame, object);
  return object;
}

/** Exceptions on their way through frames.  CPython: Python/ceval.c, Python/traceback.c PyTraceBack_Here. */
import { load, storePointer, type Address } from '../heap/memory.js';
import { NULL, type Owned, type Ref } from '../heap/reference.js';
import { Op } from '../compile/opcodes.js';
import { INSTRUCTION, PyCode, Unit, unitOf } from '../include/code.js';
import { PyException, newTraceback } from '../include/exception.js';
import { newInt } from '../include/int.js';
import { toHost } from '../include/str.js';
import { tupleItem } from '../include/tuple.js';
import { newRef, take, xdecref } from '../object/refcount.js';
import { setRaised, takeRaised } from '../object/thread.js';
import { errors, raise } from '../object/errors.js';
import { frameObject, clearSlot } from './frame.js';
import { Frame, LOCALS } from '../include/frame.js';
import { ob_size } from '../object/header.js';
import { profile } from '../profiles/profile.js';

/** The number of the instruction at `pc`. */
export const instructionAt = (code: Ref, pc: Address): number =>
  (pc - Unit.start(unitOf(code))) / INSTRUCTION;
/** The line of the instruction at `pc`; 0: none. */
export const lineAt = (code: Ref, pc: Address): number =>
  Math.max(0, load(Unit.positions(unitOf(code)) + instructionAt(code, pc) * 16));

/** Adds this frame to the traceback of the exception on its way, unless the instruction re-raises. */
export function noteTraceback(frame: Address, pc: Address): void {
  const op = load(pc) & 255;
  if (op === Op.RERAISE || (op === Op.RAISE_VARARGS && load(pc) >> 8 === 0)) return;
  const exception = takeRaised() as Owned;
  const object = frameObject(frame);
  const code = Frame.code(frame) as Ref;
  const entry =
    object === NULL
      ? NULL
      : newTraceback(
          take(exception, PyException.traceback),
          newRef(object),
          instructionAt(code, pc) * 2,
          lineAt(code, pc)
        );
  if (entry !== NULL) PyException.traceback.set(exception, entry);
  xdecref(takeRaised());
  setRaised(exception);
}

/** The innermost range of the exception table around `pc`: its address, 0: none. */
export function findHandler(frame: Address, pc: Address): Address {
  const unit = unitOf(Frame.code(frame) as Ref);
  const at = (pc - Unit.start(unit)) / INSTRUCTION;
  const end = Unit.exceptions(unit) + Unit.exceptionCount(unit) * 16;
  for (let range = Unit.exceptions(unit); range < end; range += 16) {
    if (load(range) <= at && at < load(range + 4)) return range;
  }
  return 0;
}

/** Cuts the stack to the handler's depth and pushes what it expects.  Answers the new stack pointer. */
export function beginHandler(frame: Address, sp: Address, pc: Address, range: Address): Address {
  const code = Frame.code(frame) as Ref,
    unit = unitOf(code);
  const depth = load(range + 12);
  const target = frame + stackOffset(unit) + (depth >> 1) * 8;
  for (let p = sp - 8; p >= target; p -= 8) {
    Frame.sp.set(frame, p);
    clearSlot(p);
  }
  let top = target;
  if ((depth & 1) !== 0) {
    storePointer(top, newInt(instructionAt(code, pc)));
    top += 8;
  }
  storePointer(top, takeRaised());
  top += 8;
  Frame.sp.set(frame, top);
  return top;
}
const stackOffset = (unit: Address): number => LOCALS + Unit.nlocalsplus(unit) * 8;

/** A local or free variable without a value.  Answers NULL. */
export function unboundLocal(frame: Address, i: number): 0 {
  const code = Frame.code(frame) as Ref,
    unit = unitOf(code);
  const name = toHost(tupleItem(Unit.localsNames(unit) as Ref, i));
  const free = i >= Unit.nlocalsplus(unit) - freeCount(code);
  return free
    ? raise(errors.NameError, messages.freeVariable(name))
    : raise(errors.UnboundLocalError, messages.local(name));
}
const freeCount = (code: Ref): number => {
  if (PyCode.co_nfreevars.exists) return PyCode.co_nfreevars(code);
  const names = PyCode.co_freevars(code);
  return names === 0 ? 0 : ob_size(names);
};
const messages = {
  local: (name: string): string =>
    profile.calls.unboundLocalText === 'where it is not associated'
      ? `cannot access local variable '${name}' where it is not associated with a value`
      : `local variable '${name}' referenced before assignment`,
  freeVariable: (name: string): string =>
    profile.calls.unboundLocalText === 'where it is not associated'
      ? `cannot access free variable '${name}' where it is not associated with a value in enclosing scope`
      : `free variable '${name}' referenced before assignment in enclosing scope`
};
/** Line, end line, column, end column of an instruction by its number; -1 unknown. */
export function positionAt(code: Ref, instruction: number): readonly [number, number, number, number] {
  const p = Unit.positions(unitOf(code)) + instruction * 16;
  return [load(p), load(p + 4), load(p + 8), load(p + 12)];
}

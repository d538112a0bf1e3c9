/** What moves values and control, and is too rare for the loop itself.  CPython: Python/bytecodes.c. */
import { load, store, storePointer, type Address } from '../../heap/memory.js';
import { DONE, NULL, type Maybe, type Owned, type Ref } from '../../heap/reference.js';
import { PyCell } from '../../include/cell.js';
import { INSTRUCTION } from '../../include/code.js';
import { Frame, LOCALS } from '../../include/frame.js';
import { False, None, True } from '../../include/singletons.js';
import { decref, incref, newRef } from '../../object/refcount.js';
import { isTrue } from '../../abstract/object.js';
import { instruction, peek } from '../table.js';
import { unboundLocal } from '../unwind.js';

instruction('LOAD_FAST_CHECK', (frame, _sp, i) => {
  const value = (load(frame + LOCALS + i * 8) & -2) as Ref;
  return (value as number) === 0 ? unboundLocal(frame, i) : newRef(value);
});
instruction('LOAD_DEREF', (frame, _sp, i) => {
  const value = PyCell.ob_ref(load(frame + LOCALS + i * 8) & -2);
  return value === 0 ? unboundLocal(frame, i) : newRef(value);
});

/** Pushes what may be NULL. */
function push(frame: Address, sp: Address, value: Owned | 0): typeof DONE {
  storePointer(sp, value);
  Frame.sp.set(frame, sp + 8);
  return DONE;
}
instruction('COPY', (frame, sp, i) => {
  const value = peek(sp, i) as Ref | 0;
  if (value !== 0) incref(value);
  return push(frame, sp, value as Owned | 0);
});
instruction('PUSH_NULL', (frame, sp) => push(frame, sp, 0));
instruction('SWAP', (_frame, sp, i) => {
  const value = load(sp - i * 8);
  store(sp - i * 8, load(sp - 8));
  store(sp - 8, value);
  return DONE;
});
instruction('IS_OP', (_frame, sp, negated) =>
  newRef((peek(sp, 2) === peek(sp, 1)) === (negated === 0) ? True : False)
);

/** Takes the top value off. */
function pop(frame: Address, sp: Address): void {
  const value = load(sp - 8);
  Frame.sp.set(frame, sp - 8);
  if ((value & 1) === 0) decref(value as Owned);
}
/** The loop goes on after the instruction that the frame's pc says. */
const jump = (frame: Address, pc: Address, distance: number): void =>
  Frame.pc.set(frame, pc + distance * INSTRUCTION);

const jumpForNone =
  (wanted: boolean) =>
  (frame: Address, sp: Address, distance: number, pc: Address): Maybe | typeof DONE => {
    if ((peek(sp, 1) === None) === wanted) jump(frame, pc, distance);
    pop(frame, sp);
    return DONE;
  };
instruction('POP_JUMP_IF_NONE', jumpForNone(true));
instruction('POP_JUMP_IF_NOT_NONE', jumpForNone(false));

const jumpOrPop =
  (wanted: boolean) =>
  (frame: Address, sp: Address, distance: number, pc: Address): Maybe | typeof DONE => {
    const truth = isTrue(peek(sp, 1));
    if (truth === null) return NULL;
    if (truth === wanted) jump(frame, pc, distance);
    else pop(frame, sp);
    return DONE;
  };
instruction('JUMP_IF_TRUE_OR_POP', jumpOrPop(true));
instruction('JUMP_IF_FALSE_OR_POP', jumpOrPop(false));

/**
 * Binary operators and comparisons try one type's slot, then the other's.  Where a slot is a Python method the first try
 * pauses; a native frame below it holds the operands and goes on with the next try.
 * CPython: Objects/abstract.c binary_op1, Objects/object.c do_richcompare.
 */
import { NULL, PUSHED, type Answer, type Owned, type Ref } from '../heap/reference.js';
import { int32, owns } from '../heap/struct.js';
import { NotImplemented } from '../include/singletons.js';
import { nativeFrame, beginNative, type NativeFrame } from '../object/native-frame.js';
import { natives } from '../object/natives.js';
import { mayPush } from '../object/pushing.js';
import { decref, newRef } from '../object/refcount.js';

/** How to call a slot for a try, and what to answer when no try could. */
export interface Operation {
  /** `swapped`: the right operand's type is asked. */
  attempt(slot: number, left: Ref, right: Ref, argument: number, swapped: boolean): Answer;
  otherwise(left: Ref, right: Ref, argument: number): Answer;
}
const operations: Operation[] = [];
/** Registers an operation; `tryAll` takes its number. */
export const operation = (o: Operation): number => operations.push(o) - 1;

const Attempts = nativeFrame(
  'operator',
  { left: owns, right: owns, first: int32, second: int32, which: int32, argument: int32 },
  step
);

/**
 * Tries `first`, then `second` (natives, 0: no such try).  Bit 31 of a slot number: ask the right operand.
 * An answer that is NotImplemented means on to the next.
 */
export function tryAll(
  which: number,
  argument: number,
  left: Ref,
  right: Ref,
  first: number,
  second: number
): Answer {
  const how = operations[which]!;
  for (const slot of [first, second]) {
    if (slot === 0) continue;
    const number = slot & 0x7fffffff;
    if (mayPush(number)) return pausing(which, argument, left, right, slot, slot === first ? second : 0);
    const answer = how.attempt(number, left, right, argument, slot < 0);
    if (answer !== NotImplemented) return answer;
    decref(answer as Owned);
  }
  return how.otherwise(left, right, argument);
}
function pausing(which: number, argument: number, left: Ref, right: Ref, slot: number, next: number): Answer {
  const frame = Attempts.enter();
  Attempts.left.set(frame, newRef(left));
  Attempts.right.set(frame, newRef(right));
  Attempts.second.set(frame, next);
  Attempts.which.set(frame, which);
  Attempts.argument.set(frame, argument);
  const answer = operations[which]!.attempt(slot & 0x7fffffff, left, right, argument, slot < 0);
  return beginNative(frame, answer);
}
function step(frame: NativeFrame, answer: Answer | number): Answer {
  if (answer !== NotImplemented) return answer as Answer;
  decref(answer as Owned);
  const how = operations[Attempts.which(frame)]!;
  const left = Attempts.left(frame),
    right = Attempts.right(frame),
    argument = Attempts.argument(frame);
  const slot = Attempts.second(frame);
  if (slot === 0) return how.otherwise(left, right, argument);
  Attempts.second.set(frame, 0);
  const next = how.attempt(slot & 0x7fffffff, left, right, argument, slot < 0);
  return next === PUSHED || next === NULL ? next : step(frame, next);
}
/** Marks a slot as the right operand's. */
export const ofRight = (slot: number): number => (slot === 0 ? 0 : slot | 0x80000000);
export { natives };

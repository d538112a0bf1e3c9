/** Values of the stack: owned, or, with bit 0 set, borrowed (3.14).  CPython: Include/internal/pycore_stackref.h. */
import { load, store, type Address } from '../heap/memory.js';
import type { Owned, Ref } from '../heap/reference.js';
import { Frame } from '../include/frame.js';
import { decref, newRef } from '../object/refcount.js';
import { profile } from '../profiles/profile.js';

const BORROWS = profile.calls.borrowedLoads;

/** A slot's value as a reference to give away. */
export const own = (value: number): Owned =>
  BORROWS && (value & 1) !== 0 ? newRef((value & -2) as Ref) : (value as Owned);
/** Lets go of a slot's value, if there is one and it is not only borrowed. */
export const drop = (value: number): void => {
  if (value !== 0 && (!BORROWS || (value & 1) === 0)) decref(value as Owned);
};
/**
 * Releases the values between `from` and `top`, deepest first; those not yet released stay on the frame's stack, where
 * the audit finds them while a finalizer runs.  @cpython Python/bytecodes.c DECREF_INPUTS
 */
export function dropInputs(frame: Address, from: Address, top: Address): void {
  Frame.sp.set(frame, top);
  for (let p = from; p < top; p += 8) {
    const value = load(p);
    store(p, 0);
    drop(value);
  }
  Frame.sp.set(frame, from);
}

/** How the slots of builtin types are called as methods, by the number in a wrapper descriptor.  CPython: Objects/typeobject.c slotdefs. */
import type { Address } from '../heap/memory.js';
import type { Answer, Ref } from '../heap/reference.js';

export interface Wrapper {
  readonly name: string;
  readonly signature: string;
  /** Arguments besides self; -1: any. */
  readonly nargs: number;
  /** Calls the slot's native `f`. */
  readonly wrap: (
    f: number,
    self: Ref,
    args: readonly Ref[],
    argv: Address,
    nargs: number,
    kwnames: Ref | 0
  ) => Answer;
}
const wrappers: Wrapper[] = [];
export const registerWrapper = (wrapper: Wrapper): number => wrappers.push(wrapper) - 1;
export const wrapperOf = (number: number): Wrapper => wrappers[number]!;

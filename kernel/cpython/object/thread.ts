/** The thread state: which frame is on top, which exception is on its way, which one is being handled. */
import { load, store, type Address } from '../heap/memory.js';
import type { Owned, Ref } from '../heap/reference.js';
import { staticAllocate } from '../process/space.js';

const words = staticAllocate(128);

/**
 * The frame on top: a Python frame's address, or a native frame's with bit 0 set, or 0 before anything runs.
 */
export const CURRENT_FRAME = words;
/** The exception on its way (owned), or NULL.  Ours is always an instance. */
export const RAISED = words + 8;
/** Address of the top of the stack of handled exceptions: {exception (owned or NULL), previous item}. */
export const EXC_INFO = words + 16;
/** The bottom of that stack. */
export const EXC_BOTTOM = words + 24;
/** Non-zero: the loop looks up from its work: a collection, an interrupt, the end of the slice. */
export const BREAKER = words + 40;
export const INTERRUPT = words + 44;
/** Instructions (backward jumps and calls) left in this slice. */
export const BUDGET = words + 48;
/** How many natives hold the JavaScript stack. */
export const NATIVE_DEPTH = words + 52;
/** Python frames entered and not left, and the limit. */
export const RECURSION_DEPTH = words + 56;
export const RECURSION_LIMIT = words + 60;
/** Number that the next valid type version gets. */
export const NEXT_TYPE_VERSION = words + 64;
/** Top of the data stack on which Python frames lie (3.11+). */
export const DATA_STACK_TOP = words + 68;
store(EXC_INFO, EXC_BOTTOM);
store(RECURSION_LIMIT, 1000);
store(NEXT_TYPE_VERSION, 1);

export const raised = (): Ref | 0 => load(RAISED) as Ref | 0;
/** Takes the exception on its way: nothing is set afterwards. */
export function takeRaised(): Owned | 0 {
  const exception = load(RAISED) as Owned | 0;
  store(RAISED, 0);
  return exception;
}
/** Puts an exception on its way, in place of another that has been taken. */
export const setRaised = (exception: Owned): void => store(RAISED, exception);

/** The exception being handled (sys.exception()), or NULL. */
export function handled(): Ref | 0 {
  let item = load(EXC_INFO);
  while (item !== 0) {
    const exception = load(item) as Ref | 0;
    if (exception !== 0) return exception;
    item = load(item + 8);
  }
  return 0;
}

/** Asks the loop to look up. */
export const breakEval = (): void => store(BREAKER, 1);
export const isNativeFrame = (frame: Address): boolean => (frame & 1) !== 0;

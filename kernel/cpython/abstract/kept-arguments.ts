/**
 * Arguments that a native needs again after a pause.  Those on a frame's value stack stay there until the call is over; those
 * a native put on the argument stack are gone, so they are kept in a tuple.
 */
import type { Address } from '../heap/memory.js';
import { NULL, type Owned, type Ref } from '../heap/reference.js';
import { newTuple, setTupleItem, trackTuple, tupleItem } from '../include/tuple.js';
import { argumentAt, argumentTop } from '../object/park.js';
import { newRef } from '../object/refcount.js';

/** The argument stack is empty while modules load. */
const BOTTOM = argumentTop();
const BYTES = 1024 * 1024;
const onArgumentStack = (argv: Address): boolean => argv >= BOTTOM && argv < BOTTOM + BYTES;

/** A tuple of `count` arguments.  NULL: MemoryError. */
export function argumentsAsTuple(argv: Address, count: number): Owned | 0 {
  const tuple = newTuple(count);
  if (tuple === NULL) return NULL;
  for (let i = 0; i < count; i++) setTupleItem(tuple, i, newRef(argumentAt(argv, i)));
  trackTuple(tuple);
  return tuple;
}
/** Whether arguments must be kept in a tuple to outlive a pause. */
export const mustKeep = (argv: Address, count: number): boolean => count > 0 && onArgumentStack(argv);
/** Argument `i` of those kept: in the tuple if there is one. */
export const keptArgument = (tuple: Ref | 0, argv: Address, i: number): Ref =>
  tuple === 0 ? argumentAt(argv, i) : tupleItem(tuple, i);

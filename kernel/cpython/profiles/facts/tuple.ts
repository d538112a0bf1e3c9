/** Facts about tuples. */
import { facts, since } from '../since.js';

export const tuple = facts({
  /** The hash is kept in the object. */
  cachesHash: since({ '2.7': false, '3.14': true }),
  /** Tuples of a length below this are kept for reuse, and how many of each. */
  freeListLengths: since({ '2.7': 20, '3.11': 21 }),
  freeList: since({ '2.7': 2000 }),
  iteratorFreeList: since({ '2.7': 0, '3.14': 10 }),
  /** `t + ()` and `() + t` are t. */
  concatGivesSelf: since({ '2.7': false, '3.7': true }),
  /** zip, enumerate and dict iterators use their last tuple again while nobody else has it; they track it again. */
  reusedIsTracked: since({ '2.7': true })
});

/** The tuple that zip, enumerate and dict iterators fill again while nobody else has it.  CPython: _PyTuple_Recycle. */
import { store } from '../heap/memory.js';
import type { Ref } from '../heap/reference.js';
import { TUPLE_HASH, trackAnyTuple } from '../include/tuple.js';
import { refcountOf } from '../object/header.js';
import { profile } from '../profiles/profile.js';

const HASHED = profile.tuple.cachesHash;
export const canRecycle = (t: Ref): boolean => refcountOf(t) === 1;
/** A collection may have untracked it, and its hash is no longer that of its items. */
export function recycled(t: Ref): void {
  if (HASHED) {
    store(t + TUPLE_HASH, -1);
    store(t + TUPLE_HASH + 4, -1);
  }
  trackAnyTuple(t);
}

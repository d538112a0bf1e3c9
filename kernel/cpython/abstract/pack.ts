/** A tuple of fresh references.  CPython: Objects/tupleobject.c PyTuple_Pack. */
import { NULL, type Owned, type Result } from '../heap/reference.js';
import { newTuple, setTupleItem, trackTuple } from '../include/tuple.js';
import { decref } from '../object/refcount.js';

/** A tuple that takes the references over.  When one of them is NULL (an exception is set) the others are released. */
export function packTuple(...items: readonly Result[]): Result {
  const tuple = items.includes(NULL) ? NULL : newTuple(items.length);
  if (tuple === NULL) {
    for (const item of items) if (item !== NULL) decref(item);
    return NULL;
  }
  for (const [i, item] of items.entries()) setTupleItem(tuple, i, item as Owned);
  trackTuple(tuple);
  return tuple;
}

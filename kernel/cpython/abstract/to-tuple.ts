/** Any iterable as a tuple.  CPython: Objects/abstract.c PySequence_Tuple. */
import { NULL, type Owned, type Ref, type Result } from '../heap/reference.js';
import { listItem } from '../include/list.js';
import { isExactTuple, newTuple, setTupleItem, trackAnyTuple } from '../include/tuple.js';
import { ob_size } from '../object/header.js';
import { decref, newRef } from '../object/refcount.js';
import { toFastSequence } from './iterate.js';

/** A tuple of the items; an exact tuple is itself.  Python code is finished on the JavaScript stack. */
export function sequenceToTuple(o: Ref): Result<'tuple'> {
  const items = toFastSequence(o);
  if (items === NULL) return NULL;
  if (isExactTuple(items)) return items as Owned<'tuple'>;
  const count = ob_size(items);
  const tuple = newTuple(count);
  if (tuple !== NULL) {
    for (let i = 0; i < count; i++) setTupleItem(tuple, i, newRef(listItem(items, i)));
    trackAnyTuple(tuple);
  }
  decref(items);
  return tuple;
}

/** What lists and tuples have in common: comparing items, bounds of a search.  CPython: Objects/abstract.c, Python/ceval.c. */
import { load, store } from '../heap/memory.js';
import { NULL, type Ref, type Result } from '../heap/reference.js';
import { asClippedIndex, compareInts, isExactInt } from '../include/int.js';
import { PyList_Type } from '../include/list.js';
import { True } from '../include/singletons.js';
import { isExactStr, strEquals } from '../include/str.js';
import { PyTuple_Type } from '../include/tuple.js';
import { errors, raise, raiseNull } from '../object/errors.js';
import { typeOf, type PyType } from '../object/header.js';
import { natives } from '../object/natives.js';
import { decref } from '../object/refcount.js';
import { RECURSION_DEPTH, RECURSION_LIMIT } from '../object/thread.js';
import { slot, slotOf } from '../object/slots.js';
import { EQ, richCompareBool } from './object.js';

/** Whether two items are equal; null: an exception is set.  Python code is finished on the JavaScript stack. */
export function equalItems(a: Ref, b: Ref): boolean | null {
  if (a === b) return true;
  if (isExactInt(a) && isExactInt(b)) return compareInts(a, b) === 0;
  if (isExactStr(a) && isExactStr(b)) return strEquals(a, b);
  const t = typeOf(a);
  if (t === typeOf(b) && (t === PyList_Type || t === PyTuple_Type)) return equalContainers(t, a, b);
  return richCompareBool(a, b, EQ);
}
/** Lists or tuples in lists or tuples: straight to their slot, which never pauses, so that deep ones fit the JavaScript stack. */
function equalContainers(t: PyType, a: Ref, b: Ref): boolean | null {
  const compare = natives[slotOf(t, slot.tp_richcompare)] as unknown as (
    a: Ref,
    b: Ref,
    op: number
  ) => Result;
  const answer = compare(a, b, EQ);
  if (answer === NULL) return null;
  const is = answer === True;
  decref(answer);
  return is;
}

/** A bound of index(), counted from the end when negative, not below 0; null: TypeError.  @cpython _PyEval_SliceIndexNotNone */
export function sliceIndex(o: Ref | 0, otherwise: number, size: number): number | null {
  if (o === 0) return otherwise;
  if (slotOf(typeOf(o), slot.nb_index) === 0) {
    return raiseNull(errors.TypeError, 'slice indices must be integers or have an __index__ method');
  }
  const i = asClippedIndex(o);
  return i === null || i >= 0 ? i : Math.max(i + size, 0);
}
/** Whether comparing the item with another such runs no code of anybody's. */
export const isPlainItem = (o: Ref): boolean => isExactInt(o) || isExactStr(o);

/** One more comparison of containers holds the JavaScript stack; false: RecursionError.  @cpython Py_EnterRecursiveCall */
export function enterComparison(): boolean {
  const depth = load(RECURSION_DEPTH);
  if (depth >= load(RECURSION_LIMIT)) {
    raise(errors.RecursionError, 'maximum recursion depth exceeded in comparison');
    return false;
  }
  store(RECURSION_DEPTH, depth + 1);
  return true;
}
export const leaveComparison = (): void => store(RECURSION_DEPTH, load(RECURSION_DEPTH) - 1);

/** What lists and tuples have in common: comparing items, bounds of a search.  CPython: Objects/abstract.c, Python/ceval.c. */
import type { Ref } from '../heap/reference.js';
import { asClippedIndex, compareInts, isExactInt } from '../include/int.js';
import { isExactStr, strEquals } from '../include/str.js';
import { errors, raiseNull } from '../object/errors.js';
import { typeOf } from '../object/header.js';
import { slot, slotOf } from '../object/slots.js';
import { EQ, richCompareBool } from './object.js';

/** Whether two items are equal; null: an exception is set.  Python code is finished on the JavaScript stack. */
export function equalItems(a: Ref, b: Ref): boolean | null {
  if (a === b) return true;
  if (isExactInt(a) && isExactInt(b)) return compareInts(a, b) === 0;
  if (isExactStr(a) && isExactStr(b)) return strEquals(a, b);
  return richCompareBool(a, b, EQ);
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

/** How a sort compares its keys, which depends on what they are.  CPython: Objects/listobject.c, the pre-sort check. */
import { compareBytes, load, type Address } from '../heap/memory.js';
import type { Ref } from '../heap/reference.js';
import { equalItems, isPlainItem } from '../abstract/items.js';
import { LT, richCompareBool } from '../abstract/object.js';
import { PyFloat_Type, floatValue } from '../include/float.js';
import { PyLong_Type, compactValue, compareInts, isCompact } from '../include/int.js';
import { PyUnicode_Type, dataOf, strKind, strLength } from '../include/str.js';
import { PyTuple_Type, tupleItem } from '../include/tuple.js';
import { ob_size, typeOf } from '../object/header.js';

/** Whether `x < y`; null: an exception is set. */
export type Less = (x: Ref, y: Ref) => boolean | null;
export interface Comparison {
  readonly less: Less;
  /** Whether comparing may run Python code. */
  readonly runsCode: boolean;
}

const anyLess: Less = (x, y) => richCompareBool(x, y, LT);
const smallIntLess: Less = (x, y) => compactValue(x) < compactValue(y);
const intLess: Less = (x, y) => compareInts(x, y) < 0;
const floatLess: Less = (x, y) => floatValue(x) < floatValue(y);
const latinLess: Less = (x, y) => {
  const a = strLength(x),
    b = strLength(y);
  const order = compareBytes(dataOf(x), dataOf(y), a < b ? a : b);
  return order !== 0 ? order < 0 : a < b;
};
const tupleLess =
  (first: Less): Less =>
  (x, y) => {
    const a = ob_size(x),
      b = ob_size(y);
    let i = 0;
    for (; i < a && i < b; i++) {
      const is = equalItems(tupleItem(x, i), tupleItem(y, i));
      if (is === null) return null;
      if (!is) break;
    }
    if (i >= a || i >= b) return a < b;
    return (i === 0 ? first : anyLess)(tupleItem(x, i), tupleItem(y, i));
  };

const isFullTuple = (o: Ref): boolean => typeOf(o) === PyTuple_Type && ob_size(o) > 0;
/** @cpython Objects/listobject.c list_sort_impl */
export function comparison(keys: Address, size: number): Comparison {
  const first = load(keys) as Ref;
  let areTuples = isFullTuple(first),
    isLatin = true,
    isSmall = true,
    isSameType = true,
    isPlain = true;
  const type = typeOf(areTuples ? tupleItem(first, 0) : first);
  for (let i = 0; i < size; i++) {
    const o = load(keys + i * 8) as Ref;
    if (areTuples && !isFullTuple(o)) {
      areTuples = false;
      isSameType = false;
      break;
    }
    const key = areTuples ? tupleItem(o, 0) : o;
    if (typeOf(key) !== type) {
      isSameType = false;
      if (!areTuples) break;
    }
    if (areTuples) for (let k = 1; isPlain && k < ob_size(o); k++) isPlain = isPlainItem(tupleItem(o, k));
    if (!isSameType) continue;
    if (type === PyLong_Type && isSmall && !isCompact(key)) isSmall = false;
    else if (type === PyUnicode_Type && isLatin && strKind(key) !== 1) isLatin = false;
  }
  const less = !isSameType ? anyLess : lessOf(type, isSmall, isLatin);
  const runsCode = less === anyLess && !(isSameType && type === PyUnicode_Type);
  if (!areTuples) return { less, runsCode };
  return {
    less: tupleLess(type === PyTuple_Type ? anyLess : less),
    runsCode: runsCode || !isPlain || type === PyTuple_Type
  };
}
function lessOf(type: Ref, isSmall: boolean, isLatin: boolean): Less {
  if (type === PyUnicode_Type && isLatin) return latinLess;
  if (type === PyLong_Type) return isSmall ? smallIntLess : intLess;
  return type === PyFloat_Type ? floatLess : anyLess;
}

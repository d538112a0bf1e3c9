/**
 * The common cases of operators, comparisons and `for`: exact ints, floats and str, ranges and lists.  No other code can run
 * in them, so they take their inputs off the stack themselves.  The loop goes the general way where they decline.
 * CPython: Python/bytecodes.c, the specialised BINARY_OP, COMPARE_OP and FOR_ITER.
 */
import { load, store, storePointer, type Address } from '../heap/memory.js';
import { DONE, type Maybe, type Ref } from '../heap/reference.js';
import { PyFloat_Type, floatValue, newFloat } from '../include/float.js';
import { addInts, compareInts, PyLong_Type, mulInts, signOf, subInts } from '../include/int.js';
import { PyListIter, PyListIter_Type } from '../include/iterators.js';
import { listItems } from '../include/list.js';
import { PyRangeIter_Type } from '../include/range.js';
import { PyUnicode_Type, strEquals } from '../include/str.js';
import { ob_size, typeOf } from '../object/header.js';
import { newRef } from '../object/refcount.js';
import { iterNext } from '../abstract/iterate.js';
import { floorDivide, modulo } from '../types/int/arithmetic.js';
import { nextOfRange } from '../types/range-iterators.js';
import { drop } from './stack.js';

/** Declined: nothing has been touched. */
export const DECLINED = -7;

/**
 * `left op right` of two ints or two floats: the result is where `left` was, and both are released.
 * DECLINED: of others, or an operator that may fail.  NULL: MemoryError.
 */
export function quickBinary(sp: Address, op: number): typeof DONE | typeof DECLINED | 0 {
  const left = load(sp - 16),
    right = load(sp - 8);
  const a = (left & -2) as Ref,
    b = (right & -2) as Ref;
  const t = typeOf(a);
  if (t !== typeOf(b)) return DECLINED;
  let result: number;
  if (t === PyLong_Type) {
    if (op === 0 || op === 13) result = addInts(a, b);
    else if (op === 10 || op === 23) result = subInts(a, b);
    else if (op === 5 || op === 18) result = mulInts(a, b);
    else if ((op === 6 || op === 19) && signOf(b) > 0) result = modulo(a, b);
    else if ((op === 2 || op === 15) && signOf(b) > 0) result = floorDivide(a, b);
    else return DECLINED;
  } else if (t === PyFloat_Type) {
    if (op === 0 || op === 13) result = newFloat(floatValue(a) + floatValue(b));
    else if (op === 10 || op === 23) result = newFloat(floatValue(a) - floatValue(b));
    else if (op === 5 || op === 18) result = newFloat(floatValue(a) * floatValue(b));
    else return DECLINED;
  } else return DECLINED;
  if (result === 0) return 0;
  storePointer(sp - 16, result);
  drop(left);
  drop(right);
  return DONE;
}

/** Compares two ints, floats or (for equality) str, and releases both: 1 if it holds, 0 if not.  DECLINED: others. */
export function quickCompare(sp: Address, op: number): number {
  const left = load(sp - 16),
    right = load(sp - 8);
  const a = (left & -2) as Ref,
    b = (right & -2) as Ref;
  const t = typeOf(a);
  if (t !== typeOf(b)) return DECLINED;
  let holds: boolean;
  if (t === PyLong_Type) holds = holdsFor(op, compareInts(a, b));
  else if (t === PyUnicode_Type && (op === EQ || op === NE)) holds = strEquals(a, b) === (op === EQ);
  else if (t === PyFloat_Type) holds = floatsHold(op, floatValue(a), floatValue(b));
  else return DECLINED;
  drop(left);
  drop(right);
  return holds ? 1 : 0;
}
const LT = 0,
  LE = 1,
  EQ = 2,
  NE = 3,
  GT = 4;
function holdsFor(op: number, order: number): boolean {
  switch (op) {
    case LT:
      return order < 0;
    case LE:
      return order <= 0;
    case EQ:
      return order === 0;
    case NE:
      return order !== 0;
    case GT:
      return order > 0;
    default:
      return order >= 0;
  }
}
function floatsHold(op: number, x: number, y: number): boolean {
  switch (op) {
    case LT:
      return x < y;
    case LE:
      return x <= y;
    case EQ:
      return x === y;
    case NE:
      return x !== y;
    case GT:
      return x > y;
    default:
      return x >= y;
  }
}

const INDEX = PyListIter.it_index.offset,
  SEQUENCE = PyListIter.it_seq.offset;
/** The next item: iterNext, without asking the type where it is a list's or a range's iterator. */
export function nextItem(iterator: Ref): Maybe {
  const t = typeOf(iterator);
  if (t === PyRangeIter_Type) return nextOfRange(iterator);
  if (t === PyListIter_Type) {
    const list = load(iterator + SEQUENCE) as Ref | 0,
      i = load(iterator + INDEX);
    if (list !== 0 && i < ob_size(list)) {
      store(iterator + INDEX, i + 1);
      return newRef(load(listItems(list) + i * 8) as Ref);
    }
  }
  return iterNext(iterator);
}

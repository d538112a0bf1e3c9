/** Optional start and end arguments, and slices.  CPython: Python/ceval.c _PyEval_SliceIndex, Objects/sliceobject.c. */
import { layoutOf } from '../heap/layout.js';
import { load } from '../heap/memory.js';
import { asClippedIndex } from '../include/int.js';
import { None } from '../include/singletons.js';
import type { Ref } from '../heap/reference.js';
import { errors, raiseNull } from '../object/errors.js';
import { typeOf } from '../object/header.js';
import { slot, slotOf } from '../object/slots.js';

/** A bound as written: None or left out gives `otherwise`; null: an exception is set. */
export function bound(o: Ref | 0, otherwise: number): number | null {
  if (o === 0 || o === None) return otherwise;
  if (slotOf(typeOf(o), slot.nb_index) === 0) {
    return raiseNull(errors.TypeError, 'slice indices must be integers or None or have an __index__ method');
  }
  return asClippedIndex(o);
}
export interface Range {
  readonly start: number;
  readonly end: number;
}
/** start and end arguments counted from the end when negative and cut; end < start is left so.  null: an exception is set. */
export function rangeOf(start: Ref | 0, end: Ref | 0, length: number): Range | null {
  let from = bound(start, 0);
  if (from === null) return null;
  let to = bound(end, length);
  if (to === null) return null;
  if (to > length) to = length;
  else if (to < 0) to = Math.max(to + length, 0);
  if (from < 0) from = Math.max(from + length, 0);
  return { start: from, end: to };
}

const slice = layoutOf('PySliceObject')!.fields;
const START = slice['start']!,
  STOP = slice['stop']!,
  STEP = slice['step']!;
export interface Steps {
  readonly start: number;
  readonly step: number;
  /** How many items. */
  readonly count: number;
}
/** What a slice selects of `length` items; null: an exception is set.  @cpython PySlice_Unpack, PySlice_AdjustIndices */
export function stepsOf(o: Ref, length: number): Steps | null {
  const step = bound(load(o + STEP) as Ref, 1);
  if (step === null) return null;
  if (step === 0) return raiseNull(errors.ValueError, 'slice step cannot be zero');
  const isDown = step < 0;
  let start = bound(load(o + START) as Ref, isDown ? Infinity : 0);
  if (start === null) return null;
  let stop = bound(load(o + STOP) as Ref, isDown ? -Infinity : Infinity);
  if (stop === null) return null;
  const cut = (n: number): number => {
    const fromStart = n < 0 ? n + length : n;
    return isDown ? Math.max(-1, Math.min(fromStart, length - 1)) : Math.max(0, Math.min(fromStart, length));
  };
  start = cut(start);
  stop = cut(stop);
  const span = isDown ? start - stop : stop - start;
  return { start, step, count: span > 0 ? Math.floor((span - 1) / Math.abs(step)) + 1 : 0 };
}

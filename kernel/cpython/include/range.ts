/** range and its iterators.  CPython: Include/internal/pycore_range.h, Objects/rangeobject.c. */
import { layoutOf } from '../heap/layout.js';
import { storePointer } from '../heap/memory.js';
import { NULL, type Owned, type Ref, type Result } from '../heap/reference.js';
import { owns, struct, wide, type Field } from '../heap/struct.js';
import { newObject } from '../object/create.js';
import { typeOf } from '../object/header.js';
import { decref } from '../object/refcount.js';
import { profile } from '../profiles/profile.js';
import { freeList } from './freelist.js';
import { intToBigInt, newInt, newIntFromBigInt, safeValue } from './int.js';
import { staticType } from './type.js';

export type PyRange = Ref<'range'>;
export const PyRange_Type = staticType();
/** All four are ints. */
export const PyRange = struct('range', 'rangeobject', { start: owns, stop: owns, step: owns, length: owns });
export const isRange = (o: Ref): o is PyRange => typeOf(o) === PyRange_Type;

/** The iterator while everything fits a C long: 64-bit numbers.  `index` only up to 3.11, where `start` stays as it was. */
export const PyRangeIter_Type = staticType();
const HAS_INDEX = layoutOf('_PyRangeIterObject') === null;
export const PyRangeIter = struct('range_iterator', HAS_INDEX ? 'rangeiterobject' : '_PyRangeIterObject', {
  index: wide,
  start: wide,
  step: wide,
  len: wide
});
/** The iterator over what does not fit: ints. */
export const PyLongRangeIter_Type = staticType();
export const PyLongRangeIter = struct(
  'longrange_iterator',
  'longrangeiterobject',
  HAS_INDEX ? { index: owns, start: owns, step: owns, len: owns } : { start: owns, step: owns, len: owns }
);

const ranges = freeList('ranges', profile.list.rangeFreeList);
const iterators = freeList('range iterators', profile.list.rangeFreeList);
export const keepRange = (o: Ref): boolean => ranges.keep(o);
export const keepRangeIter = (o: Ref): boolean => iterators.keep(o);
function revived<T extends string>(block: number): Owned<T> {
  storePointer(block, 1);
  return block as Owned<T>;
}

/** How many numbers from `start` up to `stop`; all three within 2 ** 53. */
export const rangeCount = (start: number, stop: number, step: number): number =>
  step > 0
    ? start < stop
      ? Math.floor((stop - start - 1) / step) + 1
      : 0
    : start > stop
      ? Math.floor((start - stop - 1) / -step) + 1
      : 0;
const bigCount = (start: bigint, stop: bigint, step: bigint): bigint =>
  step > 0n
    ? start < stop
      ? (stop - start - 1n) / step + 1n
      : 0n
    : start > stop
      ? (start - stop - 1n) / -step + 1n
      : 0n;
const HALF = 2 ** 52;
/** Whether a host number holds it with a bit to spare, so that a difference is exact. */
export const isPlain = (n: number): boolean => n > -HALF && n < HALF;

/** @cpython Objects/rangeobject.c compute_range_length */
export function lengthOfRange(start: Ref, stop: Ref, step: Ref): Result<'int'> {
  const from = safeValue(start),
    to = safeValue(stop),
    by = safeValue(step);
  if (isPlain(from) && isPlain(to) && isPlain(by)) return newInt(rangeCount(from, to, by));
  return newIntFromBigInt(bigCount(intToBigInt(start), intToBigInt(stop), intToBigInt(step)));
}
/** A range that takes three ints over; the step is not 0.  On MemoryError they are released.  @cpython make_range_object */
export function newRange(start: Owned, stop: Owned, step: Owned): Result<'range'> {
  const length = lengthOfRange(start, stop, step);
  if (length !== NULL) {
    const kept = ranges.take();
    const o = kept === 0 ? newObject<'range'>(PyRange_Type) : revived<'range'>(kept);
    if (o !== 0) {
      PyRange.start.set(o, start);
      PyRange.stop.set(o, stop);
      PyRange.step.set(o, step);
      PyRange.length.set(o, length);
      return o;
    }
    decref(length);
  }
  decref(start);
  decref(stop);
  decref(step);
  return NULL;
}

/** A 64-bit field as a host number, exact within 2 ** 53. */
export const readLong = (o: Ref, field: Field): number => field.high(o) * 2 ** 32 + (field(o) >>> 0);
export const readBig = (o: Ref, field: Field): bigint =>
  (BigInt(field.high(o)) << 32n) | BigInt(field(o) >>> 0);
export function writeLong(o: Ref, field: Field, value: number): void {
  field.set(o, value | 0);
  field.setHigh(o, Math.floor(value / 2 ** 32));
}
export function writeBig(o: Ref, field: Field, value: bigint): void {
  field.set(o, Number(BigInt.asIntN(32, value)));
  field.setHigh(o, Number(BigInt.asIntN(32, value >> 32n)));
}
function newFast(): Owned<'range_iterator'> | 0 {
  const kept = iterators.take();
  return kept === 0 ? newObject<'range_iterator'>(PyRangeIter_Type) : revived<'range_iterator'>(kept);
}
/** An iterator over `count` numbers from `start`, all plain.  @cpython Objects/rangeobject.c fast_range_iter */
export function newRangeIter(start: number, step: number, count: number): Result {
  const it = newFast();
  if (it === 0) return NULL;
  writeLong(it, PyRangeIter.start, start);
  writeLong(it, PyRangeIter.step, step);
  writeLong(it, PyRangeIter.len, count);
  if (HAS_INDEX) writeLong(it, PyRangeIter.index, 0);
  return it;
}
const MAX = 2n ** 63n - 1n;
const fits = (n: bigint): boolean => n >= -MAX - 1n && n <= MAX;
/** The same for any ints, given as host integers: the fast kind while all fits a C long. */
export function newBigRangeIter(start: bigint, stop: bigint, step: bigint): Result {
  const count = bigCount(start, stop, step);
  const isFast = fits(start) && fits(stop) && fits(step) && count <= MAX;
  const edge = step > 0n ? stop <= MAX - (step - 1n) : stop >= -MAX - 1n - (step + 1n);
  if (!isFast || (!HAS_INDEX && count > 0n && !edge)) return newLongIter(start, step, count);
  const it = newFast();
  if (it === 0) return NULL;
  writeBig(it, PyRangeIter.start, start);
  writeBig(it, PyRangeIter.step, step);
  writeBig(it, PyRangeIter.len, count);
  if (HAS_INDEX) writeBig(it, PyRangeIter.index, 0n);
  return it;
}
function newLongIter(start: bigint, step: bigint, count: bigint): Result {
  const it = newObject<'longrange_iterator'>(PyLongRangeIter_Type);
  if (it === 0) return NULL;
  const { index } = PyLongRangeIter as { readonly index?: Field<Ref, Owned> };
  const isFilled =
    fill(it, PyLongRangeIter.start, start) &&
    fill(it, PyLongRangeIter.step, step) &&
    fill(it, PyLongRangeIter.len, count) &&
    (index === undefined || fill(it, index, 0n));
  if (isFilled) return it;
  decref(it);
  return NULL;
}
function fill(it: Ref, field: Field<Ref, Owned>, value: bigint): boolean {
  const o = newIntFromBigInt(value);
  if (o === NULL) return false;
  field.set(it, o);
  return true;
}
/** `iter(range)`.  @cpython Objects/rangeobject.c range_iter */
export function rangeIter(o: Ref): Result {
  const start = safeValue(PyRange.start(o)),
    step = safeValue(PyRange.step(o)),
    count = safeValue(PyRange.length(o));
  if (isPlain(start) && isPlain(step) && isPlain(safeValue(PyRange.stop(o)))) {
    return newRangeIter(start, step, count);
  }
  return newBigRangeIter(
    intToBigInt(PyRange.start(o)),
    intToBigInt(PyRange.stop(o)),
    intToBigInt(PyRange.step(o))
  );
}

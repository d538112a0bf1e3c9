/** range: three ints and a length, and its iterators.  CPython: Objects/rangeobject.c. */
import { layoutOf } from '../heap/layout.js';
import { load, store, type Address } from '../heap/memory.js';
import { ABSENT, NULL, type Owned, type Ref, type Result } from '../heap/reference.js';
import { owns, struct, wide } from '../heap/struct.js';
import { profile } from '../profiles/profile.js';
import { newObject } from '../object/create.js';
import { typeOf } from '../object/header.js';
import { decref } from '../object/refcount.js';
import { freeList } from './freelist.js';
import { newInt, newIntFromBigInt } from './int.js';
import { staticType, type PyType } from './type.js';

export type PyRange = Ref<'range'>;
export const PyRange_Type = staticType();
export const PyRangeIter_Type = staticType();
export const PyLongRangeIter_Type = staticType();
export const PyRange = struct('range', 'rangeobject', { start: owns, stop: owns, step: owns, length: owns });
export const isRange = (o: Ref): o is PyRange => typeOf(o) === PyRange_Type;

const INDEXED = layoutOf('rangeiterobject') !== null;
/** Up to 3.11 with an index; then start moves and len counts down.  C longs. */
const iterName = INDEXED ? 'rangeiterobject' : '_PyRangeIterObject';
export const RangeIter = struct('range_iterator', iterName, { index: wide, start: wide, step: wide, len: wide });
/** The same of ints of any size. */
const LONG_INDEXED = layoutOf('longrangeiterobject')!.fields['index'] !== undefined;
export const LongRangeIter = struct(
  'longrange_iterator',
  'longrangeiterobject',
  LONG_INDEXED ? { index: owns, start: owns, step: owns, len: owns } : { start: owns, step: owns, len: owns }
);
export { INDEXED as rangeIterHasIndex, LONG_INDEXED as longIterHasIndex };

const free = freeList('ranges', profile.set.rangeFreeList);
const freeIters = freeList('range iterators', profile.set.rangeFreeList);
const KEEPS = profile.set.rangeFreeList > 0;
export const keepRange = (r: Ref): boolean => KEEPS && free.keep(r);
export const keepRangeIter = (it: Ref): boolean => KEEPS && freeIters.keep(it);
function fromList<T extends string>(kept: Address, t: PyType): Owned<T> | 0 {
  if (kept === 0) return newObject<T>(t);
  store(kept, 1);
  store(kept + 4, 0);
  store(kept + 8, t);
  store(kept + 12, 0);
  return kept as Owned<T>;
}

/** A range that takes the four references over. */
export function newRange(start: Owned, stop: Owned, step: Owned, length: Owned): Result<'range'> {
  const r = fromList<'range'>(KEEPS ? free.take() : 0, PyRange_Type);
  if (r === 0) {
    for (const o of [start, stop, step, length]) decref(o);
    return NULL;
  }
  PyRange.start.set(r, start);
  PyRange.stop.set(r, stop);
  PyRange.step.set(r, step);
  PyRange.length.set(r, length);
  return r;
}

/** A C long as a number: exact up to 2 ** 53. */
function readLong(p: Address): number {
  const low = load(p), high = load(p + 4);
  return high === low >> 31 ? low : high * 4294967296 + (low >>> 0);
}
function writeLong(p: Address, value: number): void {
  store(p, value | 0);
  store(p + 4, Math.floor(value / 4294967296));
}
const exactLong = (p: Address): bigint => (BigInt(load(p + 4)) << 32n) | BigInt(load(p) >>> 0);
const INDEX = RangeIter.index.offset;
const START = RangeIter.start.offset;
const STEP = RangeIter.step.offset;
const LEN = RangeIter.len.offset;

/** An iterator of `len` numbers; all are exact. */
export function newRangeIter(start: number, step: number, len: number): Result<'range_iterator'> {
  const it = fromList<'range_iterator'>(KEEPS ? freeIters.take() : 0, PyRangeIter_Type);
  if (it === 0) return NULL;
  writeLong(it + START, start);
  writeLong(it + STEP, step);
  writeLong(it + LEN, len);
  if (INDEXED) writeLong(it + INDEX, 0);
  return it;
}
/** How many numbers are left. */
export const rangeIterLeft = (it: Ref): number =>
  INDEXED ? readLong(it + LEN) - readLong(it + INDEX) : readLong(it + LEN);
/** The number that comes next, and the step. */
export const rangeIterStart = (it: Ref): number =>
  INDEXED ? readLong(it + START) + readLong(it + INDEX) * readLong(it + STEP) : readLong(it + START);
export const rangeIterStep = (it: Ref): number => readLong(it + STEP);

/** The next number.  @cpython Objects/rangeobject.c rangeiter_next */
export function rangeIterNext(it: Ref): Result<'int'> | typeof ABSENT {
  const len = readLong(it + LEN);
  if (INDEXED) {
    const index = readLong(it + INDEX);
    if (index >= len) return ABSENT;
    const value = readLong(it + START) + index * readLong(it + STEP);
    writeLong(it + INDEX, index + 1);
    return Number.isSafeInteger(value)
      ? newInt(value)
      : newIntFromBigInt(exactLong(it + START) + BigInt(index) * exactLong(it + STEP));
  }
  if (len <= 0) return ABSENT;
  writeLong(it + LEN, len - 1);
  const value = readLong(it + START), next = value + readLong(it + STEP);
  if (Number.isSafeInteger(next) && Number.isSafeInteger(value)) {
    writeLong(it + START, next);
    return newInt(value);
  }
  return nextExact(it);
}
function nextExact(it: Ref): Result<'int'> {
  const value = exactLong(it + START);
  const next = BigInt.asIntN(64, value + exactLong(it + STEP));
  store(it + START, Number(BigInt.asIntN(32, next)));
  store(it + START + 4, Number(next >> 32n));
  return newIntFromBigInt(value);
}

/** Iterators over ranges: over 64-bit numbers, and over ints of any size.  CPython: Objects/rangeobject.c. */
import { load, store } from '../heap/memory.js';
import { ABSENT, NULL, type Maybe, type Owned, type Ref, type Result } from '../heap/reference.js';
import type { Field } from '../heap/struct.js';
import { defineType } from '../abstract/define.js';
import {
  addInts,
  intToBigInt,
  mulInts,
  newInt,
  newInt32,
  newIntFromBigInt,
  signOf,
  subInts
} from '../include/int.js';
import {
  PyLongRangeIter,
  PyLongRangeIter_Type,
  PyRangeIter,
  PyRangeIter_Type,
  isPlain,
  keepRangeIter,
  readBig,
  readLong,
  writeBig
} from '../include/range.js';
import { freeObject } from '../object/create.js';
import { native, thenCall, thenRelease } from '../object/dealloc.js';
import { decref, newRef, setRef } from '../object/refcount.js';

const START = PyRangeIter.start.offset,
  STEP = PyRangeIter.step.offset,
  LEN = PyRangeIter.len.offset,
  INDEX = PyRangeIter.index.offset,
  HAS_INDEX = PyRangeIter.index.exists;
/** Whether a 64-bit field holds a number of 31 bits. */
const isShort = (p: number): boolean => load(p + 4) === load(p) >> 31;

/** @cpython Objects/rangeobject.c rangeiter_next */
export function nextOfRange(self: Ref): Maybe {
  if (HAS_INDEX) return nextByIndex(self);
  const left = load(self + LEN),
    more = load(self + LEN + 4);
  if ((left | more) === 0) return ABSENT;
  if (more !== 0 || left < 0 || !isShort(self + START) || !isShort(self + STEP)) return nextLong(self);
  const value = load(self + START);
  const following = value + load(self + STEP);
  const low = following | 0;
  store(self + START, low);
  if (low !== following || following >> 31 !== value >> 31) {
    store(self + START + 4, low === following ? low >> 31 : following < 0 ? -1 : 0);
  }
  store(self + LEN, left - 1);
  return newInt32(value);
}
/** The same when something has more than 31 bits. */
function nextLong(self: Ref): Maybe {
  const value = readBig(self, PyRangeIter.start);
  writeBig(self, PyRangeIter.start, value + readBig(self, PyRangeIter.step));
  writeBig(self, PyRangeIter.len, readBig(self, PyRangeIter.len) - 1n);
  return newIntFromBigInt(value);
}
/** Up to 3.11: the start stays, an index goes up. */
function nextByIndex(self: Ref): Maybe {
  if (isShort(self + INDEX) && isShort(self + LEN)) {
    const i = load(self + INDEX);
    if (i >= load(self + LEN)) return ABSENT;
    if (isShort(self + START) && isShort(self + STEP)) {
      const value = load(self + START) + i * load(self + STEP);
      if (value === (value | 0)) {
        store(self + INDEX, i + 1); // below the length, which is short
        return newInt32(value | 0);
      }
    }
  }
  const i = readBig(self, PyRangeIter.index);
  if (i >= readBig(self, PyRangeIter.len)) return ABSENT;
  writeBig(self, PyRangeIter.index, i + 1n);
  return newIntFromBigInt(readBig(self, PyRangeIter.start) + i * readBig(self, PyRangeIter.step));
}

const FINISH = native((self: Ref) => {
  if (!keepRangeIter(self)) freeObject(self);
});
export const rangeIterator = defineType({
  name: 'range_iterator',
  type: PyRangeIter_Type,
  struct: PyRangeIter,
  noNew: true,
  dealloc: self => thenCall(FINISH, self),
  iter: self => newRef(self),
  iternext: nextOfRange,
  methods: {
    __length_hint__: {
      signature: '($self, /)',
      doc: 'Private method returning an estimate of len(list(it)).',
      call: (self: Ref) => {
        const left = readLong(self, PyRangeIter.len) - (HAS_INDEX ? readLong(self, PyRangeIter.index) : 0);
        return isPlain(left) ? newInt(left) : newIntFromBigInt(readBig(self, PyRangeIter.len));
      }
    }
  }
});

/* Numbers that do not fit. */
type Int = Field<Ref, Owned>;
const { start, step, len } = PyLongRangeIter;
const index = (PyLongRangeIter as { readonly index?: Int }).index;

/** Puts a new int into a field; false: MemoryError. */
function put(self: Ref, field: Int, value: Result): boolean {
  if (value === NULL) return false;
  setRef(self, field, value);
  return true;
}
function addSmall(o: Ref, n: number): Result {
  const small = newInt(n);
  if (small === NULL) return NULL;
  const sum = addInts(o, small);
  decref(small);
  return sum;
}
/** @cpython Objects/rangeobject.c longrangeiter_next */
function nextOfLong(self: Ref): Maybe {
  if (index !== undefined) return nextOfLongByIndex(self, index);
  if (signOf(len(self)) <= 0) return ABSENT;
  if (!put(self, len, addSmall(len(self), -1))) return NULL;
  const following = addInts(start(self), step(self));
  if (following === NULL) return NULL;
  const value = newRef(start(self));
  setRef(self, start, following);
  return value;
}
function nextOfLongByIndex(self: Ref, at: Int): Maybe {
  const left = subInts(len(self), at(self));
  if (left === NULL) return NULL;
  const isOver = signOf(left) <= 0;
  decref(left);
  if (isOver) return ABSENT;
  const following = addSmall(at(self), 1);
  if (following === NULL) return NULL;
  const offset = mulInts(at(self), step(self));
  const value = offset === NULL ? NULL : addInts(offset, start(self));
  if (offset !== NULL) decref(offset);
  if (value === NULL) decref(following);
  else setRef(self, at, following);
  return value;
}
const FREE = native((self: Ref) => freeObject(self));
export const longRangeIterator = defineType({
  name: 'longrange_iterator',
  type: PyLongRangeIter_Type,
  struct: PyLongRangeIter,
  noNew: true,
  dealloc(self) {
    thenCall(FREE, self);
    thenRelease(len(self) as Owned);
    thenRelease(step(self) as Owned);
    thenRelease(start(self) as Owned);
    if (index !== undefined) thenRelease(index(self) as Owned);
  },
  iter: self => newRef(self),
  iternext: nextOfLong,
  methods: {
    __length_hint__: {
      signature: '($self, /)',
      doc: 'Private method returning an estimate of len(list(it)).',
      call: (self: Ref) =>
        newIntFromBigInt(intToBigInt(len(self)) - (index === undefined ? 0n : intToBigInt(index(self))))
    }
  }
});

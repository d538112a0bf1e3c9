/** What ranges do.  CPython: Objects/rangeobject.c. */
import type { Address } from '../heap/memory.js';
import { ABSENT, NULL, type Answer, type Owned, type Ref, type Result } from '../heap/reference.js';
import { defineType } from '../abstract/define.js';
import { EQ, NE, hash as hashOf, reprOf, richCompareBool } from '../abstract/object.js';
import { iter, nextOrAbsent } from '../abstract/iterate.js';
import { packTuple } from '../abstract/pack.js';
import {
  asSize,
  compareInts,
  index,
  intToBigInt,
  isBool,
  isExactInt,
  newInt,
  newIntFromBigInt,
  safeValue
} from '../include/int.js';
import {
  PyRange,
  PyRange_Type,
  isPlain,
  isRange,
  keepRange,
  newBigRangeIter,
  newRange,
  newRangeIter,
  rangeIter
} from '../include/range.js';
import { None, newBool, notImplemented } from '../include/singletons.js';
import { PySlice, PySlice_Type } from '../include/slice.js';
import { newStr } from '../include/str.js';
import { typeName, Flag } from '../include/type.js';
import { freeObject } from '../object/create.js';
import { native, thenCall, thenRelease } from '../object/dealloc.js';
import { errors, raise, raiseNull } from '../object/errors.js';
import { ob_size, typeOf, type PyType } from '../object/header.js';
import { argumentAt } from '../object/park.js';
import { decref, newRef } from '../object/refcount.js';
import { slot, slotOf } from '../object/slots.js';
import { finish } from '../object/upward.js';
import { profile } from '../profiles/profile.js';

const { start, stop, step, length } = PyRange;

/* Life. */
const PLAIN_INTS = profile.list.rangeOfPlainInts;
/** An argument as an int. */
function argument(o: Ref): Result<'int'> {
  const i = index(o);
  if (!PLAIN_INTS || i === NULL || isExactInt(i)) return i;
  const plain = newIntFromBigInt(intToBigInt(i));
  decref(i);
  return plain;
}
/** range(stop), range(start, stop[, step]).  @cpython Objects/rangeobject.c range_from_array */
function construct(_type: PyType, argv: Address, nargs: number, kwnames: Ref | 0): Answer {
  if (kwnames !== 0 && ob_size(kwnames) > 0)
    return raise(errors.TypeError, 'range() takes no keyword arguments');
  if (nargs === 0) return raise(errors.TypeError, 'range expected at least 1 argument, got 0');
  if (nargs > 3) return raise(errors.TypeError, `range expected at most 3 arguments, got ${nargs}`);
  const first = nargs === 1 ? newInt(0) : argument(argumentAt(argv, 0));
  if (first === NULL) return NULL;
  const last = argument(argumentAt(argv, nargs === 1 ? 0 : 1));
  if (last === NULL) {
    decref(first);
    return NULL;
  }
  const by = nargs === 3 ? argument(argumentAt(argv, 2)) : newInt(1);
  if (by === NULL) {
    decref(first);
    decref(last);
    return NULL;
  }
  if (safeValue(by) === 0) {
    decref(first);
    decref(last);
    decref(by);
    return raise(errors.ValueError, 'range() arg 3 must not be zero');
  }
  return newRange(first, last, by);
}
const FINISH = native((self: Ref) => {
  if (!keepRange(self)) freeObject(self);
});
/** @cpython Objects/rangeobject.c range_dealloc */
function dealloc(self: Ref): void {
  thenCall(FINISH, self);
  thenRelease(length(self) as Owned);
  thenRelease(step(self) as Owned);
  thenRelease(stop(self) as Owned);
  thenRelease(start(self) as Owned);
}

/* Arithmetic: host numbers where they are exact, else big ones. */
/** `start + i * step`. */
function itemAt(self: Ref, i: number | bigint): Result<'int'> {
  if (typeof i === 'number') {
    const from = safeValue(start(self)),
      by = safeValue(step(self));
    const value = from + i * by;
    if (isPlain(from) && isPlain(by) && isPlain(value)) return newInt(value);
  }
  return newIntFromBigInt(intToBigInt(start(self)) + BigInt(i) * intToBigInt(step(self)));
}
function sizeOf(self: Ref): number | null {
  return asSize(length(self));
}
/** @cpython Objects/rangeobject.c compute_range_item */
function subscript(self: Ref, key: Ref): Answer {
  if (slotOf(typeOf(key), slot.nb_index) !== 0) {
    const i = index(key);
    if (i === NULL) return NULL;
    const answer = itemOrError(self, intToBigInt(i));
    decref(i);
    return answer;
  }
  if (typeOf(key) !== PySlice_Type) {
    return raise(errors.TypeError, `range indices must be integers or slices, not ${typeName(typeOf(key))}`);
  }
  return slice(self, key);
}
function itemOrError(self: Ref, i: bigint): Answer {
  const size = intToBigInt(length(self)),
    at = i < 0n ? i + size : i;
  return at < 0n || at >= size
    ? raise(errors.IndexError, 'range object index out of range')
    : itemAt(self, size < 2n ** 52n ? Number(at) : at);
}
/** @cpython Objects/rangeobject.c compute_slice */
function slice(self: Ref, key: Ref): Answer {
  const bounds = bigSteps(key, intToBigInt(length(self)));
  return bounds === null ? NULL : part(self, bounds[0], bounds[1], bounds[2]);
}
/** @cpython Objects/sliceobject.c _PySlice_GetLongIndices */
function bigSteps(key: Ref, size: bigint): readonly [bigint, bigint, bigint] | null {
  const by = bigBound(PySlice.step(key), 1n);
  if (by === null) return null;
  if (by === 0n) return raiseNull(errors.ValueError, 'slice step cannot be zero');
  const isDown = by < 0n;
  const lower = isDown ? -1n : 0n,
    upper = isDown ? size - 1n : size;
  const cut = (o: Ref, otherwise: bigint): bigint | null => {
    if (o === None) return otherwise;
    const n = bigBound(o, 0n);
    if (n === null) return null;
    const fromStart = n < 0n ? n + size : n;
    return fromStart < lower ? lower : fromStart > upper ? upper : fromStart;
  };
  const from = cut(PySlice.start(key), isDown ? upper : lower);
  if (from === null) return null;
  const to = cut(PySlice.stop(key), isDown ? lower : upper);
  return to === null ? null : [from, to, by];
}
function bigBound(o: Ref, otherwise: bigint): bigint | null {
  if (o === None) return otherwise;
  if (slotOf(typeOf(o), slot.nb_index) === 0) {
    return raiseNull(errors.TypeError, 'slice indices must be integers or None or have an __index__ method');
  }
  const i = index(o);
  if (i === NULL) return null;
  const value = intToBigInt(i);
  decref(i);
  return value;
}
function part(self: Ref, from: bigint, to: bigint, by: bigint): Answer {
  const first = itemAt(self, isPlain(Number(from)) ? Number(from) : from);
  if (first === NULL) return NULL;
  const last = itemAt(self, isPlain(Number(to)) ? Number(to) : to);
  if (last === NULL) {
    decref(first);
    return NULL;
  }
  const every = newIntFromBigInt(intToBigInt(step(self)) * by);
  if (every === NULL) {
    decref(first);
    decref(last);
    return NULL;
  }
  return newRange(first, last, every);
}

/** Whether an int is one of the numbers.  @cpython Objects/rangeobject.c range_contains_long */
function containsInt(self: Ref, o: Ref): boolean {
  const from = safeValue(start(self)),
    to = safeValue(stop(self)),
    by = safeValue(step(self)),
    n = safeValue(o);
  if (isPlain(from) && isPlain(to) && isPlain(by) && isPlain(n)) {
    return (by > 0 ? from <= n && n < to : from >= n && n > to) && (n - from) % by === 0;
  }
  const value = intToBigInt(o),
    first = intToBigInt(start(self)),
    last = intToBigInt(stop(self)),
    every = intToBigInt(step(self));
  return (
    (every > 0n ? first <= value && value < last : first >= value && value > last) &&
    (value - first) % every === 0n
  );
}
const isPlainInt = (o: Ref): boolean => isExactInt(o) || isBool(o);
function contains(self: Ref, value: Ref): boolean | null {
  if (isPlainInt(value)) return containsInt(self, value);
  const at = search(self, value);
  return at === null ? null : at >= 0;
}
/** The place of the first equal number, item by item; -1: none; null: an exception is set.  @cpython _PySequence_IterSearch */
function search(self: Ref, value: Ref, found?: (i: number) => boolean): number | null {
  const iterator = finish(iter(self));
  if (iterator === NULL) return null;
  let at: number | null = -1;
  for (let i = 0; at === -1; i++) {
    const number = nextOrAbsent(iterator);
    if (number === ABSENT) break;
    const is = number === NULL ? null : richCompareBool(number, value, EQ);
    if (number !== NULL) decref(number);
    if (is === null) at = null;
    else if (is && (found === undefined || found(i))) at = i;
  }
  decref(iterator);
  return at;
}
function indexOf(self: Ref, value: Ref): Answer {
  if (isPlainInt(value)) {
    if (containsInt(self, value)) {
      return newIntFromBigInt((intToBigInt(value) - intToBigInt(start(self))) / intToBigInt(step(self)));
    }
    const shown = reprOf(value);
    return shown === null ? NULL : raise(errors.ValueError, `${shown} is not in range`);
  }
  const at = search(self, value);
  if (at === null) return NULL;
  return at < 0 ? raise(errors.ValueError, 'sequence.index(x): x not in sequence') : newInt(at);
}
function count(self: Ref, value: Ref): Answer {
  if (isPlainInt(value)) return newInt(containsInt(self, value) ? 1 : 0);
  let times = 0;
  const done = search(self, value, () => {
    times++;
    return false;
  });
  return done === null ? NULL : newInt(times);
}

/** @cpython Objects/rangeobject.c range_equals */
function areEqual(a: Ref, b: Ref): boolean {
  if (a === b) return true;
  if (compareInts(length(a), length(b)) !== 0) return false;
  const size = safeValue(length(a));
  if (size === 0) return true;
  if (compareInts(start(a), start(b)) !== 0) return false;
  return size === 1 || compareInts(step(a), step(b)) === 0;
}
function richcompare(a: Ref, b: Ref, op: number): Answer {
  if (!isRange(b) || (op !== EQ && op !== NE)) return notImplemented();
  return newBool(areEqual(a, b) === (op === EQ));
}
/** @cpython Objects/rangeobject.c range_hash */
function hash(self: Ref): number | null {
  const size = safeValue(length(self));
  const key = packTuple(
    newRef(length(self)),
    newRef(size === 0 ? None : start(self)),
    newRef(size === 0 || size === 1 ? None : step(self))
  );
  if (key === NULL) return null;
  const low = hashOf(key);
  decref(key);
  return low;
}
function repr(self: Ref): Answer {
  const from = reprOf(start(self));
  const to = from === null ? null : reprOf(stop(self));
  if (to === null) return NULL;
  if (safeValue(step(self)) === 1) return newStr(`range(${from}, ${to})`);
  const by = reprOf(step(self));
  return by === null ? NULL : newStr(`range(${from}, ${to}, ${by})`);
}
/** @cpython Objects/rangeobject.c range_reverse */
function reversed(self: Ref): Answer {
  const from = safeValue(start(self)),
    by = safeValue(step(self)),
    size = safeValue(length(self));
  if (isPlain(from) && isPlain(by) && isPlain(size) && isPlain(safeValue(stop(self)))) {
    return newRangeIter(from + (size - 1) * by, -by, size);
  }
  const first = intToBigInt(start(self)),
    every = intToBigInt(step(self)),
    many = intToBigInt(length(self));
  return newBigRangeIter(first + (many - 1n) * every, first - every, -every);
}

export const range = defineType({
  name: 'range',
  type: PyRange_Type,
  struct: PyRange,
  doc: `range(stop) -> range object
range(start, stop[, step]) -> range object

Return an object that produces a sequence of integers from start (inclusive)
to stop (exclusive) by step.  range(i, j) produces i, i+1, i+2, ..., j-1.
start defaults to 0, and stop is omitted!  range(4) produces 0, 1, 2, 3.
These are exactly the valid indices for a list of 4 elements.
When step is given, it specifies the increment (or decrement).`,
  flags: Flag.SEQUENCE,
  new: construct,
  dealloc,
  repr,
  hash,
  richcompare,
  iter: rangeIter,
  slots: {
    sq_length: sizeOf,
    sq_item: (self: Ref, i: number) => itemOrError(self, BigInt(i)),
    sq_contains: contains,
    mp_length: sizeOf,
    mp_subscript: subscript,
    nb_bool: (self: Ref) => safeValue(length(self)) !== 0
  },
  members: {
    start: { offset: start.offset, type: 'object', readonly: true },
    stop: { offset: stop.offset, type: 'object', readonly: true },
    step: { offset: step.offset, type: 'object', readonly: true }
  },
  methods: {
    __reversed__: { signature: '($self, /)', doc: 'Return a reverse iterator.', call: reversed },
    __reduce__: {
      signature: '($self, /)',
      doc: 'Helper for pickle.',
      call: (self: Ref) =>
        packTuple(
          newRef(PyRange_Type),
          packTuple(newRef(start(self)), newRef(stop(self)), newRef(step(self)))
        )
    },
    count: {
      signature: '($self, object, /)',
      doc: 'rangeobject.count(value) -> integer -- return number of occurrences of value',
      call: count
    },
    index: {
      signature: '($self, object, /)',
      doc: 'rangeobject.index(value) -> integer -- return index of value.\nRaise ValueError if the value is not present.',
      call: indexOf
    }
  }
});

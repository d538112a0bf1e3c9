/** Union, intersection, difference: which set is walked, and what is asked of the other.  CPython: Objects/setobject.c. */
import { ABSENT, DONE, NULL, type Done, type Owned, type Ref, type Result } from '../../heap/reference.js';
import { setUpdate } from '../../abstract/extend.js';
import { iter, nextOrAbsent } from '../../abstract/iterate.js';
import { unparkIf } from '../../abstract/parked.js';
import { settled } from '../../abstract/settle.js';
import {
  dictGetKnown,
  dictLength,
  entryHashAt,
  entryKey,
  isExactDict,
  nextEntry
} from '../../include/dict.js';
import { hashHigh } from '../../include/hooks.js';
import {
  PyFrozenSet_Type,
  PySet,
  PySet_Type,
  isAnySet,
  isExactAnySet,
  isSet,
  newSetOf,
  nextSetEntry,
  setAdd,
  setAddKnown,
  setClear,
  setContains,
  setContainsKnown,
  setDiscard,
  setDiscardKnown,
  setHashAt,
  setKeyAt,
  setLength,
  setResize,
  swapSets
} from '../../include/set.js';
import type { PyType } from '../../include/type.js';
import { park, unpark } from '../../object/park.js';
import { decref, newRef } from '../../object/refcount.js';
import { finish } from '../../object/upward.js';

/** What a method of a subclass answers: a plain set or frozenset. */
const plainType = (s: Ref): PyType => (isSet(s) ? PySet_Type : PyFrozenSet_Type);

/** A set of a type with all items of an iterable.  Python code is finished on the JavaScript stack.  @cpython make_new_set */
export function setOfType(type: PyType, iterable: Ref): Result<'set'> {
  const set = newSetOf(type);
  if (set === NULL) return NULL;
  return unparkIf(updateSet(park(set), iterable));
}
export const updateSet = (s: Ref, other: Ref): Done => settled(finish(setUpdate(s, other))) as Done;
/** @cpython Objects/setobject.c set_copy */
export const copySet = (s: Ref): Result<'set'> => setOfType(plainType(s), s);

type Use = (key: Ref, low: number, high: number) => Done | typeof STOP;
/** Ends a walk. */
const STOP = 2;
/** Walks a set's keys with their hashes; each is kept alive meanwhile. */
function walk(s: Ref, use: Use): Done {
  for (let i = nextSetEntry(s, 0); i >= 0; i = nextSetEntry(s, i + 1)) {
    const low = setHashAt(s, i),
      high = hashHigh();
    const done = use(park(newRef(setKeyAt(s, i))), low, high);
    decref(unpark());
    if (done !== DONE) return done === STOP ? DONE : NULL;
  }
  return DONE;
}
function walkDict(d: Ref, use: Use): Done {
  for (let i = nextEntry(d, 0); i >= 0; i = nextEntry(d, i + 1)) {
    const low = entryHashAt(d, i),
      high = hashHigh();
    const done = use(park(newRef(entryKey(d, i))), low, high);
    decref(unpark());
    if (done !== DONE) return done === STOP ? DONE : NULL;
  }
  return DONE;
}
/** Walks any iterable. */
function walkItems(iterable: Ref, use: (item: Ref) => Done | typeof STOP): Done {
  const made = finish(iter(iterable));
  if (made === NULL) return NULL;
  const iterator = park(made);
  let done: Done | typeof STOP = DONE;
  while (done === DONE) {
    const item = nextOrAbsent(iterator);
    if (item === ABSENT) break;
    if (item === NULL) done = NULL;
    else {
      done = use(park(item));
      decref(unpark());
    }
  }
  decref(unpark());
  return done === NULL ? NULL : DONE;
}
const doneOr = (is: boolean | null): Done => (is === null ? NULL : DONE);

/** @cpython Objects/setobject.c set_intersection */
export function intersection(s: Ref, other: Ref): Result<'set'> {
  if (s === other) return copySet(s);
  const made = newSetOf(plainType(s));
  if (made === NULL) return NULL;
  const result = park(made);
  if (!isAnySet(other)) {
    const addIfCommon = (item: Ref): Done => {
      const is = setContains(s, item);
      return is === true ? setAdd(result, item) : doneOr(is);
    };
    return unparkIf(walkItems(other, addIfCommon));
  }
  const big = setLength(other) > setLength(s) ? other : s,
    small = big === s ? other : s;
  const done = walk(small, (key, low, high) => {
    const is = setContainsKnown(big, key, low, high);
    return is === true ? setAddKnown(result, key, low, high) : doneOr(is);
  });
  return unparkIf(done);
}
/** @cpython Objects/setobject.c set_difference */
export function difference(s: Ref, other: Ref): Result<'set'> {
  const isDict = isExactDict(other);
  if (!isDict && !isAnySet(other)) return copyAndSubtract(s, other);
  if (setLength(s) >> 2 > (isDict ? dictLength(other) : setLength(other))) return copyAndSubtract(s, other);
  const made = newSetOf(plainType(s));
  if (made === NULL) return NULL;
  const result = park(made);
  const done = walk(s, (key, low, high) => {
    const is = isDict ? dictHas(other, key, low, high) : setContainsKnown(other, key, low, high);
    return is === false ? setAddKnown(result, key, low, high) : doneOr(is);
  });
  return unparkIf(done);
}
function dictHas(d: Ref, key: Ref, low: number, high: number): boolean | null {
  const value = dictGetKnown(d, key, low, high);
  return value === null ? null : value !== 0;
}
function copyAndSubtract(s: Ref, other: Ref): Result<'set'> {
  const copy = copySet(s);
  return copy === NULL ? NULL : unparkIf(subtract(park(copy), other));
}
/** `s -= other`.  @cpython Objects/setobject.c set_difference_update_internal */
export function subtract(s: Ref, other: Ref): Done {
  if (s === other) {
    setClear(s);
    return DONE;
  }
  if (
    (isAnySet(other) ? subtractSet(s, other) : walkItems(other, item => doneOr(setDiscard(s, item)))) === NULL
  ) {
    return NULL;
  }
  const dead = PySet.fill(s) - setLength(s);
  if (dead <= Math.floor(PySet.mask(s) / 4)) return DONE;
  const used = setLength(s);
  return setResize(s, used > 50000 ? used * 2 : used * 4);
}
function subtractSet(s: Ref, other: Ref): Done {
  const discard: Use = (key, low, high) => doneOr(setDiscardKnown(s, key, low, high));
  if (setLength(other) >> 3 <= setLength(s)) return walk(other, discard);
  const common = intersection(s, other);
  if (common === NULL) return NULL;
  const done = walk(park(common), discard);
  decref(unpark());
  return done;
}
/** `s &= others`: the first's place is taken by the result.  @cpython set_intersection_update */
export function intersectInPlace(s: Ref, common: Owned): void {
  swapSets(s, common);
  decref(common);
}

/** `s ^= other`.  @cpython Objects/setobject.c set_symmetric_difference_update */
export function toggle(s: Ref, other: Ref): Done {
  if (s === other) {
    setClear(s);
    return DONE;
  }
  const toggleOne: Use = (key, low, high) => {
    const was = setDiscardKnown(s, key, low, high);
    return was === false ? setAddKnown(s, key, low, high) : doneOr(was);
  };
  if (isExactDict(other)) return walkDict(other, toggleOne);
  if (isAnySet(other)) return walk(other, toggleOne);
  const items = setOfType(plainType(s), other);
  if (items === NULL) return NULL;
  const done = walk(park(items), toggleOne);
  decref(unpark());
  return done;
}
/** `s ^ other`: what the other has, with the members of `s` toggled.  @cpython set_symmetric_difference */
export function symmetricDifference(s: Ref, other: Ref): Result<'set'> {
  const result = setOfType(plainType(s), other);
  return result === NULL ? NULL : unparkIf(toggle(park(result), s));
}

/** Whether all of `s` lies in `other`, a set; null: an exception is set. */
function allIn(s: Ref, other: Ref): boolean | null {
  let all = true;
  const done = walk(s, (key, low, high) => {
    const is = setContainsKnown(other, key, low, high);
    if (is === false) all = false;
    return is === false ? STOP : doneOr(is);
  });
  return done === NULL ? null : all;
}
/** @cpython Objects/setobject.c set_issubset */
export function isSubset(s: Ref, other: Ref): boolean | null {
  if (isAnySet(other)) return setLength(s) <= setLength(other) && allIn(s, other);
  const common = intersection(s, other);
  if (common === NULL) return null;
  const is = setLength(common) === setLength(s);
  decref(common);
  return is;
}
/** @cpython Objects/setobject.c set_issuperset */
export function isSuperset(s: Ref, other: Ref): boolean | null {
  if (isAnySet(other)) return isSubset(other, s);
  let all = true;
  const done = walkItems(other, item => {
    const is = setContains(s, item);
    if (is === false) all = false;
    return is === false ? STOP : doneOr(is);
  });
  return done === NULL ? null : all;
}
/** @cpython Objects/setobject.c set_isdisjoint */
export function isDisjoint(s: Ref, other: Ref): boolean | null {
  if (s === other) return setLength(s) === 0;
  let apart = true;
  const stopIf = (is: boolean | null): Done | typeof STOP => {
    if (is === true) apart = false;
    return is === true ? STOP : doneOr(is);
  };
  let done: Done;
  if (isExactAnySet(other)) {
    const big = setLength(other) > setLength(s) ? other : s;
    done = walk(big === s ? other : s, (key, low, high) => stopIf(setContainsKnown(big, key, low, high)));
  } else done = walkItems(other, item => stopIf(setContains(s, item)));
  return done === NULL ? null : apart;
}

/** set and frozenset: a table of keys and hashes, the first eight slots inside the object.  CPython: Include/cpython/setobject.h, Objects/setobject.c. */
import { layoutOf } from '../heap/layout.js';
import { load, store, storePointer, zero, copy, type Address } from '../heap/memory.js';
import { DONE, NULL, type Done, type Owned, type Ref, type Result } from '../heap/reference.js';
import { borrows, pointer, ssize, struct, wide } from '../heap/struct.js';
import { allocate, release } from '../memory/allocate.js';
import { profile, rule } from '../profiles/profile.js';
import { noMemory } from '../object/create.js';
import { native, runWork, thenCall, thenRelease, thenReleaseItemsUp, workFloor } from '../object/dealloc.js';
import { HASH_HIGH, hashHigh } from '../object/hash.js';
import { typeOf } from '../object/header.js';
import { park, unpark } from '../object/park.js';
import { decref, incref, newRef } from '../object/refcount.js';
import { ownAllocate } from '../process/own.js';
import { staticAllocate } from '../process/space.js';
import { equalKeys, isPlainKey, keyHash } from './hooks.js';
import { genericAlloc } from './subclass.js';
import { staticType, TypeObject, type PyType } from './type.js';

export type PySet = Ref<'set'>;
export const PySet_Type = staticType();
export const PyFrozenSet_Type = staticType();
export const PySet = struct('set', 'PySetObject', {
  fill: ssize, // slots in use, deleted ones among them
  used: ssize,
  mask: ssize, // slots less one
  table: pointer,
  hash: wide, // of a frozenset; -1: not known yet
  finger: ssize, // where pop() goes on
  weakreflist: borrows // weak references do not own
});
const FILL = PySet.fill.offset;
const USED = PySet.used.offset;
const MASK = PySet.mask.offset;
const TABLE = PySet.table.offset;
const SMALL = layoutOf('PySetObject')!.fields['smalltable']!;
const SMALL_SLOTS = 8;
const SLOT = 16;
const SLOT_BITS = 4;
/** Slots looked at one after the other before jumping. */
const LINEAR = 9;

/** What a slot holds whose key was deleted: no object anybody can meet. */
const DUMMY: Ref = staticAllocate(16) as Ref;

/** Where the table inside the object lies. */
export const smallTable = (s: Ref): Address => s + SMALL;
export const hasOwnTable = (s: Ref): boolean => load(s + TABLE) !== s + SMALL;
export const setLength = (s: Ref): number => load(s + USED);
export const isSet = (o: Ref): boolean => isKind(typeOf(o), PySet_Type);
export const isFrozenSet = (o: Ref): boolean => isKind(typeOf(o), PyFrozenSet_Type);
export const isAnySet = (o: Ref): o is PySet => isSet(o) || isFrozenSet(o);
export const isExactAnySet = (o: Ref): boolean => typeOf(o) === PySet_Type || typeOf(o) === PyFrozenSet_Type;
function isKind(t: PyType, wanted: PyType): boolean {
  if (t === wanted) return true;
  for (let base = TypeObject.tp_base(t); base !== 0; base = TypeObject.tp_base(base))
    if (base === wanted) return true;
  return false;
}

/** Makes a zeroed object an empty set. */
export function initSet(s: Ref): void {
  PySet.mask.set(s, SMALL_SLOTS - 1);
  storePointer(s + TABLE, s + SMALL);
  PySet.hash.set(s, -1);
  PySet.hash.setHigh(s, -1);
}
/** An empty, tracked set of a type.  @cpython Objects/setobject.c make_new_set */
export function newSetOf(t: PyType): Result<'set'> {
  const s = genericAlloc<'set'>(t, 0);
  if (s !== 0) initSet(s);
  return s;
}
export const newSet = (): Result<'set'> => newSetOf(PySet_Type);
export const newFrozenSet = (): Result<'set'> => newSetOf(PyFrozenSet_Type);

const tooFull = rule(profile.set.load, {
  twoThirds: (fill: number, mask: number) => fill * 3 >= mask * 2,
  threeFifths: (fill: number, mask: number) => fill * 5 >= mask * 3
});
const REUSE = profile.set.reuse;

/** Answers of a probe: nothing there, an exception is set. */
const MISSING = 0;
const FAILED = -1;
const RESTART = -2;
/** Where the probe would put a new key: written by `find`. */
const FREE_SLOT = ownAllocate(16);

/** The slot of a key, or MISSING or FAILED.  @cpython Objects/setobject.c set_lookkey */
function find(s: Ref, key: Ref, low: number, high: number): Address | typeof MISSING | typeof FAILED {
  for (;;) {
    const found = findOnce(s, key, low, high);
    if (found !== RESTART) return found;
  }
}
function findOnce(s: Ref, key: Ref, low: number, high: number): Address {
  const table = load(s + TABLE),
    mask = load(s + MASK);
  let free = 0;
  let i = low & mask,
    more = low,
    rest = high;
  for (;;) {
    let left = i + LINEAR <= mask ? LINEAR : 0;
    for (let p = table + (i << SLOT_BITS); ; p += SLOT) {
      const there = load(p) as Ref | 0;
      if (there === 0) {
        store(FREE_SLOT, free === 0 ? p : free);
        return MISSING;
      }
      if (load(p + 8) === low && load(p + 12) === high) {
        if (there === key) return p;
        if (there !== DUMMY) {
          const same = compareHere(s, table, p, there, key);
          if (same === true) return p;
          if (same !== false) return same === null ? FAILED : RESTART;
        }
      } else if (there === DUMMY && REUSE !== 'never' && (REUSE === 'last' || free === 0)) free = p;
      if (left-- === 0) break;
    }
    more = (more >>> 5) | (rest << 27);
    rest >>>= 5;
    i = (i * 5 + 1 + more) & mask;
  }
}
function compareHere(
  s: Ref,
  table: Address,
  p: Address,
  there: Ref,
  key: Ref
): boolean | null | typeof RESTART {
  if (isPlainKey(there) && isPlainKey(key)) return equalKeys(there, key);
  park(newRef(there));
  const same = equalKeys(there, key);
  decref(unpark());
  if (same === null) return null;
  return load(s + TABLE) === table && load(p) === there ? same : RESTART;
}

/** Adds a key whose hash is known; lent.  @cpython Objects/setobject.c set_add_entry */
export function setAddKnown(s: Ref, key: Ref, low: number, high: number): Done {
  const found = isPlainKey(key) ? find(s, key, low, high) : findHolding(s, key, low, high);
  if (found === FAILED) return NULL;
  if (found !== MISSING) return DONE;
  const p = load(FREE_SLOT);
  const isNew = load(p) === 0;
  incref(key);
  putKey(p, key, low, high);
  store(s + USED, load(s + USED) + 1);
  if (!isNew) return DONE;
  store(s + FILL, load(s + FILL) + 1);
  if (!tooFull(load(s + FILL), load(s + MASK))) return DONE;
  const used = load(s + USED);
  return setResize(s, used > 50000 ? used * 2 : used * 4);
}
/** The same with the key kept alive: comparing it may run Python code. */
function findHolding(s: Ref, key: Ref, low: number, high: number): number {
  park(newRef(key));
  const found = find(s, key, low, high);
  decref(unpark());
  return found;
}
function putKey(p: Address, key: Ref, low: number, high: number): void {
  storePointer(p, key);
  store(p + 8, low);
  store(p + 12, high);
}
/** Adds a key; lent. */
export function setAdd(s: Ref, key: Ref): Done {
  const low = keyHash(key, 'set element');
  return low === null ? NULL : setAddKnown(s, key, low, hashHigh());
}
/** Whether a key is there, its hash being known; null: an exception is set. */
export function setContainsKnown(s: Ref, key: Ref, low: number, high: number): boolean | null {
  const found = isPlainKey(key) ? find(s, key, low, high) : findHolding(s, key, low, high);
  return found === FAILED ? null : found !== MISSING;
}
export function setContains(s: Ref, key: Ref): boolean | null {
  const low = keyHash(key, 'set element');
  return low === null ? null : setContainsKnown(s, key, low, hashHigh());
}
/** Takes a key out: whether it was there; null: an exception is set.  @cpython set_discard_entry */
export function setDiscardKnown(s: Ref, key: Ref, low: number, high: number): boolean | null {
  const p = isPlainKey(key) ? find(s, key, low, high) : findHolding(s, key, low, high);
  if (p === FAILED) return null;
  if (p === MISSING) return false;
  decref(takeSlot(s, p));
  return true;
}
export function setDiscard(s: Ref, key: Ref): boolean | null {
  const low = keyHash(key, 'set element');
  return low === null ? null : setDiscardKnown(s, key, low, hashHigh());
}
function takeSlot(s: Ref, p: Address): Owned {
  const old = load(p) as Owned;
  putKey(p, DUMMY, -1, -1);
  store(s + USED, load(s + USED) - 1);
  return old;
}
/** Takes the key at a live position. */
export const takeSetKey = (s: Ref, i: number): Owned => takeSlot(s, load(s + TABLE) + i * SLOT);

/** @cpython Objects/setobject.c set_insert_clean */
function insertClean(table: Address, mask: number, key: Ref, low: number, high: number): void {
  let i = low & mask,
    more = low,
    rest = high;
  for (;;) {
    let left = i + LINEAR <= mask ? LINEAR : 0;
    for (let p = table + (i << SLOT_BITS); ; p += SLOT) {
      if (load(p) === 0) {
        putKey(p, key, low, high);
        return;
      }
      if (left-- === 0) break;
    }
    more = (more >>> 5) | (rest << 27);
    rest >>>= 5;
    i = (i * 5 + 1 + more) & mask;
  }
}
/** Room for a copy of the table inside an object. */
const SMALL_COPY = ownAllocate(SMALL_SLOTS * SLOT);

/** A table with more than `wanted` slots, deleted marks dropped.  @cpython Objects/setobject.c set_table_resize */
export function setResize(s: Ref, wanted: number): Done {
  let size = SMALL_SLOTS;
  while (size <= wanted) size *= 2;
  const mask = load(s + MASK),
    small = s + SMALL;
  let old = load(s + TABLE),
    table = small;
  const wasOwn = old !== small;
  if (size === SMALL_SLOTS) {
    if (!wasOwn) {
      if (load(s + FILL) === load(s + USED)) return DONE;
      copy(SMALL_COPY, small, SMALL_SLOTS * SLOT);
      old = SMALL_COPY;
    }
  } else {
    table = allocate(size * SLOT);
    if (table === 0) return noMemory();
  }
  zero(table, size * SLOT);
  storePointer(s + TABLE, table);
  PySet.mask.set(s, size - 1);
  for (let p = old, end = old + (mask + 1) * SLOT; p < end; p += SLOT) {
    const key = load(p) as Ref;
    if (key !== 0 && key !== DUMMY) insertClean(table, size - 1, key, load(p + 8), load(p + 12));
  }
  store(s + FILL, load(s + USED));
  if (wasOwn) release(old);
  return DONE;
}

/** Adds all keys of another set.  @cpython Objects/setobject.c set_merge_lock_held */
export function setMerge(s: Ref, other: Ref): Done {
  const count = load(other + USED);
  if (other === s || count === 0) return DONE;
  if (tooFull(load(s + FILL) + count, load(s + MASK)) && setResize(s, (load(s + USED) + count) * 2) === NULL)
    return NULL;
  if (load(s + FILL) === 0) {
    const table = load(s + TABLE),
      mask = load(s + MASK);
    const same = mask === load(other + MASK) && load(other + FILL) === count;
    for (let i = nextSetEntry(other, 0); i >= 0; i = nextSetEntry(other, i + 1)) {
      const p = load(other + TABLE) + i * SLOT;
      const key = load(p) as Ref;
      incref(key);
      if (same) putKey(table + i * SLOT, key, load(p + 8), load(p + 12));
      else insertClean(table, mask, key, load(p + 8), load(p + 12));
    }
    store(s + FILL, count);
    store(s + USED, count);
    return DONE;
  }
  for (let i = nextSetEntry(other, 0); i >= 0; i = nextSetEntry(other, i + 1)) {
    const key = setKeyAt(other, i);
    const low = setHashAt(other, i);
    if (setAddKnown(s, key, low, hashHigh()) === NULL) return NULL;
  }
  return DONE;
}
/** Whether merging `count` more keys makes the table too full: from dicts, too.  Resizes if so. */
export function presizeSet(s: Ref, count: number): Done {
  if (!tooFull(load(s + FILL) + count, load(s + MASK))) return DONE;
  return setResize(s, (load(s + USED) + count) * 2);
}

/** The first live slot from `i` on, or -1. */
export function nextSetEntry(s: Ref, i: number): number {
  const table = load(s + TABLE),
    mask = load(s + MASK);
  for (let at = i; at <= mask; at++) {
    const key = load(table + at * SLOT);
    if (key !== 0 && key !== DUMMY) return at;
  }
  return -1;
}
export const setKeyAt = (s: Ref, i: number): Ref => load(load(s + TABLE) + i * SLOT) as Ref;
/** The hash of the key in a live slot: low word, high word in HASH_HIGH. */
export function setHashAt(s: Ref, i: number): number {
  const p = load(s + TABLE) + i * SLOT;
  store(HASH_HIGH, load(p + 12));
  return load(p + 8);
}
export const setSlots = (s: Ref): number => load(s + MASK) + 1;

/** Puts the keys of a table that nobody reads any more side by side: how many. */
function closeRanks(table: Address, slots: number): number {
  let count = 0;
  for (let p = table, end = table + slots * SLOT; p < end; p += SLOT) {
    const key = load(p);
    if (key !== 0 && key !== DUMMY) storePointer(table + 8 * count++, key);
  }
  return count;
}
const releaseTable = native((table: Address): void => release(table));
/** Later: a dying set lets go of its keys, in the order of the slots, and of its table. */
export function thenReleaseSet(s: Ref): void {
  const table = load(s + TABLE);
  if (table !== s + SMALL) thenCall(releaseTable, table);
  thenReleaseItemsUp(table, closeRanks(table, load(s + MASK) + 1));
}
/** Empties a set; what it held is let go of afterwards.  @cpython Objects/setobject.c set_clear_internal */
export function setClear(s: Ref): void {
  const table = load(s + TABLE),
    slots = load(s + MASK) + 1;
  if (table === s + SMALL && load(s + FILL) === 0) return;
  const floor = workFloor();
  if (table !== s + SMALL) {
    thenCall(releaseTable, table);
    thenReleaseItemsUp(table, closeRanks(table, slots));
  } else {
    for (let p = table + (slots - 1) * SLOT; p >= table; p -= SLOT) {
      const key = load(p) as Owned;
      if (key !== 0 && key !== DUMMY) thenRelease(key);
    }
  }
  zero(s + SMALL, SMALL_SLOTS * SLOT);
  store(s + FILL, 0);
  store(s + USED, 0);
  initSet(s);
  runWork(floor);
}
/** Exchanges what two sets hold.  @cpython set_swap_bodies */
export function swapSets(a: Ref, b: Ref): void {
  const wordsOf = (s: Ref): number[] => [FILL, USED, MASK, TABLE].map(offset => load(s + offset));
  const [fillA, usedA, maskA, tableA] = wordsOf(a) as [number, number, number, number];
  const [fillB, usedB, maskB, tableB] = wordsOf(b) as [number, number, number, number];
  if (tableA === a + SMALL || tableB === b + SMALL) {
    copy(SMALL_COPY, a + SMALL, SMALL_SLOTS * SLOT);
    copy(a + SMALL, b + SMALL, SMALL_SLOTS * SLOT);
    copy(b + SMALL, SMALL_COPY, SMALL_SLOTS * SLOT);
  }
  const put = (s: Ref, fill: number, used: number, mask: number, table: Address): void => {
    store(s + FILL, fill);
    store(s + USED, used);
    store(s + MASK, mask);
    store(s + TABLE, table);
  };
  put(a, fillB, usedB, maskB, tableB === b + SMALL ? a + SMALL : tableB);
  put(b, fillA, usedA, maskA, tableA === a + SMALL ? b + SMALL : tableA);
}

/** dict: a table of keys, and values in it or beside it.  CPython: Include/cpython/dictobject.h, Objects/dictobject.c. */
import { load, store, storePointer, type Address } from '../heap/memory.js';
import { DONE, NULL, type Done, type Owned, type Ref, type Result } from '../heap/reference.js';
import { pointer, ssize, struct } from '../heap/struct.js';
import { profile } from '../profiles/profile.js';
import { newObject } from '../object/create.js';
import { runWork, workFloor } from '../object/dealloc.js';
import { isTracked, track } from '../object/gchead.js';
import { hashHigh } from '../object/hash.js';
import { typeOf } from '../object/header.js';
import { park, unpark } from '../object/park.js';
import { decref, incref, newRef } from '../object/refcount.js';
import {
  EMPTY,
  FAILED,
  GENERAL,
  MIN_LOG2,
  UNICODE,
  addEntry,
  dropIndex,
  dropKeysVersion,
  emptyKeys,
  entryAddress,
  entryHash,
  freeKeys,
  indexOfKey,
  indexOfStr,
  keysEntries,
  keysKind,
  keysLog2,
  keysSize,
  keysUsable,
  log2Grown,
  markGeneral,
  newKeys,
  setKeysEntries,
  takeEmptyKeys,
  thenReleaseKeys,
  wipeHash
} from './dict-keys.js';
import {
  ORDERED,
  addToOrder,
  clearValues,
  dropFromOrder,
  forgetOrder,
  freeValues,
  isEmbedded,
  orderAt,
  setValid,
  thenFreeValues,
  thenReleaseValues,
  valueAddress,
  valueAt
} from './dict-values.js';
import { gcFreeList } from './gc-freelist.js';
import { isPlainKey, keyError, keyHash } from './hooks.js';
import { isExactStr, strHash } from './str.js';
import { mayBeTracked } from './tracking.js';
import { Flag, staticType, typeHas } from './type.js';

export type PyDict = Ref<'dict'>;
export const PyDict_Type = staticType();
export const PyDict = struct('dict', 'PyDictObject', {
  ma_used: ssize, // live entries
  ma_keys: pointer, // one reference to the table
  ma_values: pointer // NULL, or the values of a dict whose keys are shared
});
const USED = PyDict.ma_used.offset;
const KEYS = PyDict.ma_keys.offset;
const VALUES = PyDict.ma_values.offset;
const HASHLESS = profile.dict.keysHead === 'log2';
const ALWAYS_TRACKED = profile.gc.dictsAlwaysTracked;

/** Dead dicts kept for reuse. */
const free = gcFreeList<'dict'>('dicts', profile.dict.freeList);
export const keepDict = (d: Ref): boolean => free.keep(d);

export const isDict = (o: Ref): o is PyDict => typeHas(typeOf(o), Flag.DICT);
export const isExactDict = (o: Ref): o is PyDict => typeOf(o) === PyDict_Type;
/** How many items. */
export const dictLength = (d: Ref): number => load(d + USED);
export const setUsed = (d: Ref, n: number): void => store(d + USED, n);
/** The table of keys. */
export const keysOf = (d: Ref): Address => load(d + KEYS);
/** The values beside a shared table, or 0. */
export const valuesOf = (d: Ref): Address => load(d + VALUES);
export const setKeys = (d: Ref, keys: Address): void => storePointer(d + KEYS, keys);
export const setValues = (d: Ref, values: Address): void => storePointer(d + VALUES, values);

/** A dict with a table and values, both taken over; tracked only where every dict is.  @cpython Objects/dictobject.c new_dict */
export function newDictWith(keys: Address, values: Address, used: number): Result<'dict'> {
  let d: Owned<'dict'> | 0 = free.take();
  if (d === 0) {
    d = newObject<'dict'>(PyDict_Type);
    if (d === 0) return NULL;
  }
  PyDict.ma_used.set(d, used);
  setKeys(d, keys);
  setValues(d, values);
  if (ALWAYS_TRACKED) track(d);
  return d;
}
/** An empty dict.  @cpython PyDict_New */
export const newDict: () => Result<'dict'> = profile.dict.displayHasTable
  ? () => newSizedDict(MIN_LOG2, UNICODE)
  : () => newDictWith(takeEmptyKeys(), 0, 0);
/** An empty dict with a table of 2 ** log2 slots. */
export function newSizedDict(log2: number, kind: number): Result<'dict'> {
  const keys = newKeys(log2, kind);
  if (keys === 0) return NULL;
  const d = newDictWith(keys, 0, 0);
  if (d === NULL) freeKeys(keys);
  return d;
}

/** @cpython MAINTAIN_TRACKING */
function maintainTracking(d: Ref, key: Ref, value: Ref): void {
  if (!isTracked(d) && (mayBeTracked(key) || mayBeTracked(value))) track(d);
}

/** The value of entry `at`, borrowed; 0 for a shared key without one. */
export function entryValueAt(d: Ref, at: number): Ref | 0 {
  const values = load(d + VALUES);
  if (values !== 0) return valueAt(values, at);
  return load(entryAddress(load(d + KEYS), at) + 8) as Ref | 0;
}
/** The key of entry `at`; 0 for a deleted entry. */
export const entryKeyAt = (d: Ref, at: number): Ref | 0 => load(entryAddress(load(d + KEYS), at)) as Ref | 0;

/** The value of an exact str, borrowed, or 0.  Runs no Python code and cannot fail. */
export function lookupStr(d: Ref, name: Ref): Ref | 0 {
  const keys = load(d + KEYS);
  const at = indexOfStr(keys, name);
  if (at < 0) return 0;
  const values = load(d + VALUES);
  return values !== 0 ? valueAt(values, at) : (load(entryAddress(keys, at) + 8) as Ref);
}
/** The number of an exact str's entry, or -1; for inline caches beside keysVersion. */
export const entryIndexStr = (d: Ref, name: Ref): number => indexOfStr(load(d + KEYS), name);

/** The entry of a key whose hash is known: its number, EMPTY or FAILED. */
export const entryIndex = (d: Ref, key: Ref, low: number, high: number): number =>
  indexOfKey(d + KEYS, key, low, high);

/** `d[key]`, borrowed; 0: missing; null: an exception is set. */
export function dictGetItem(d: Ref, key: Ref): Ref | 0 | null {
  if (isExactStr(key) && keysKind(load(d + KEYS)) !== GENERAL) return lookupStr(d, key);
  const low = keyHash(key, 'dict key');
  if (low === null) return null;
  const at = indexOfKey(d + KEYS, key, low, hashHigh());
  return at >= 0 ? entryValueAt(d, at) : at === FAILED ? null : 0;
}
/** `key in d`; null: an exception is set. */
export function dictContains(d: Ref, key: Ref): boolean | null {
  const value = dictGetItem(d, key);
  return value === null ? null : value !== 0;
}
/** The same when the hash is known. */
export function dictGetKnown(d: Ref, key: Ref, low: number, high: number): Ref | 0 | null {
  const at = indexOfKey(d + KEYS, key, low, high);
  return at >= 0 ? entryValueAt(d, at) : at === FAILED ? null : 0;
}

/** Replaces a table by one of 2 ** log2 slots; `kind` as wished: a table with other keys stays general.  @cpython dictresize */
export function dictResize(d: Ref, log2: number, kind: number): Done {
  const old = load(d + KEYS),
    values = load(d + VALUES),
    used = load(d + USED);
  const keys = newKeys(log2, keysKind(old) === GENERAL ? GENERAL : kind);
  if (keys === 0) return NULL;
  const count = values !== 0 ? used : keysEntries(old);
  for (let i = 0; i < count; i++) {
    const at = values !== 0 ? orderAt(values, i) : i;
    const p = entryAddress(old, at);
    const value = values !== 0 ? valueAt(values, at) : (load(p + 8) as Ref | 0);
    if (value === 0) continue;
    const key = load(p) as Ref;
    const low = entryHash(old, at);
    addEntry(keys, key, low, hashHigh(), value);
    if (values !== 0) incref(key);
  }
  setKeys(d, keys);
  if (values !== 0) {
    setValues(d, 0);
    if (isEmbedded(values)) setValid(values, false);
    else freeValues(values);
    releaseKeys(old);
  } else if (old !== emptyKeys) freeKeys(old);
  else releaseKeys(old);
  return DONE;
}
/** Lets go of a reference to a table, now. */
export function releaseKeys(keys: Address): void {
  const floor = workFloor();
  thenReleaseKeys(keys);
  runWork(floor);
}
/** Makes room after a table is full, or of the wrong kind. */
const growDict = (d: Ref, kind: number): Done =>
  dictResize(d, log2Grown(load(d + USED), keysSize(load(d + KEYS))), kind);

/** Whether a dict of shared keys may take a value for entry `at` (EMPTY: a new key) and stay as it is; up to 3.10 only in the keys' order. */
function staysSplit(d: Ref, at: number): boolean {
  const used = load(d + USED),
    keys = load(d + KEYS);
  if (at === EMPTY) return keysUsable(keys) > 0 && (ORDERED || used === keysEntries(keys));
  return ORDERED || used === at;
}

/**
 * Stores a value for a key that is not in the table: `at` is EMPTY, or the entry of a shared key.  Both are lent.
 * @cpython Objects/dictobject.c insertdict
 */
function insertNew(d: Ref, at: number, key: Ref, low: number, high: number, value: Ref): Done {
  if (!ALWAYS_TRACKED) maintainTracking(d, key, value);
  const isStr = isExactStr(key);
  let keys = load(d + KEYS);
  if (keys === emptyKeys) {
    const made = newKeys(MIN_LOG2, isStr ? UNICODE : GENERAL);
    if (made === 0) return NULL;
    setKeys(d, made);
    releaseKeys(keys);
    keys = made;
  } else if (load(d + VALUES) !== 0) {
    if (isStr && staysSplit(d, at)) return insertShared(d, at, key, low, high, value);
    if (growDict(d, isStr ? UNICODE : GENERAL) === NULL) return NULL;
    keys = load(d + KEYS);
    if (keysUsable(keys) <= 0 && growDict(d, UNICODE) === NULL) return NULL;
    keys = load(d + KEYS);
  } else if (keysUsable(keys) <= 0 || (HASHLESS && !isStr && keysKind(keys) !== GENERAL)) {
    if (growDict(d, isStr ? UNICODE : GENERAL) === NULL) return NULL;
    keys = load(d + KEYS);
  }
  if (!HASHLESS && !isStr) markGeneral(keys);
  dropKeysVersion(keys);
  incref(key);
  incref(value);
  addEntry(keys, key, low, high, value);
  store(d + USED, load(d + USED) + 1);
  return DONE;
}
function insertShared(d: Ref, at: number, key: Ref, low: number, high: number, value: Ref): Done {
  const keys = load(d + KEYS),
    values = load(d + VALUES);
  let i = at;
  if (i === EMPTY) {
    dropKeysVersion(keys);
    incref(key);
    i = addEntry(keys, key, low, high, 0);
  }
  store(valueAddress(values, i), newRef(value));
  addToOrder(values, i);
  store(d + USED, load(d + USED) + 1);
  return DONE;
}
/** Replaces the value of a live entry. */
function replaceValue(d: Ref, at: number, value: Ref): void {
  const values = load(d + VALUES);
  const p = values !== 0 ? valueAddress(values, at) : entryAddress(load(d + KEYS), at) + 8;
  const old = load(p) as Owned;
  if (!ALWAYS_TRACKED && !isTracked(d) && mayBeTracked(value)) track(d);
  if (old === value) return;
  store(p, newRef(value));
  decref(old);
}
/** Stores a value at what a probe has found: an entry, or EMPTY. */
export function dictStore(d: Ref, at: number, key: Ref, low: number, high: number, value: Ref): Done {
  if (at < 0 || (load(d + VALUES) !== 0 && valueAt(load(d + VALUES), at) === 0)) {
    return insertNew(d, at, key, low, high, value);
  }
  replaceValue(d, at, value);
  return DONE;
}

/** `d[name] = value` for an exact str; both lent. */
export function setStr(d: Ref, name: Ref, value: Ref): Done {
  const at = indexOfStr(load(d + KEYS), name);
  const low = strHash(name);
  return dictStore(d, at, name, low, hashHigh(), value);
}
/** `d[key] = value`; both lent. */
export function dictSetItem(d: Ref, key: Ref, value: Ref): Done {
  const low = keyHash(key, 'dict key');
  return low === null ? NULL : dictSetKnown(d, key, low, hashHigh(), value);
}
/** The same when the hash is known. */
export function dictSetKnown(d: Ref, key: Ref, low: number, high: number, value: Ref): Done {
  if (!isExactStr(key) && widen(d) === NULL) return NULL;
  if (isPlainKey(key)) {
    const at = indexOfKey(d + KEYS, key, low, high);
    return at === FAILED ? NULL : dictStore(d, at, key, low, high, value);
  }
  park(newRef(key));
  park(newRef(value));
  const at = indexOfKey(d + KEYS, key, low, high);
  const done = at === FAILED ? NULL : dictStore(d, at, key, low, high, value);
  decref(unpark());
  decref(unpark());
  return done;
}

/**
 * `d.setdefault(key, value)`: the value there is, or the given one, which is stored; borrowed.  null: an exception is set.
 * @cpython Objects/dictobject.c dict_setdefault_ref_lock_held
 */
export function dictSetDefault(d: Ref, key: Ref, value: Ref): Ref | null {
  const low = keyHash(key, 'dict key'),
    high = hashHigh();
  if (low === null || (!isExactStr(key) && widen(d) === NULL)) return null;
  const at = indexOfKey(d + KEYS, key, low, high);
  if (at === FAILED) return null;
  const there = at < 0 ? 0 : entryValueAt(d, at);
  if (there !== 0) return there;
  return insertNew(d, at, key, low, high, value) === NULL ? null : value;
}
/** Before a key that is no exact str is looked up in order to be stored: the table gets room for hashes. */
function widen(d: Ref): Done {
  const keys = load(d + KEYS);
  if (keys === emptyKeys || (HASHLESS ? keysKind(keys) === GENERAL : load(d + VALUES) === 0)) return DONE;
  return growDict(d, GENERAL);
}

/** Up to 3.10 a dict of shared keys that loses one gets a table of its own.  The entry's new number, or FAILED (MemoryError). */
function unshare(d: Ref, at: number): number {
  if (load(d + VALUES) === 0 || ORDERED) return at;
  const key = entryKeyAt(d, at) as Ref;
  if (dictResize(d, keysLog2(load(d + KEYS)), UNICODE) === NULL) return FAILED;
  return indexOfStr(load(d + KEYS), key);
}
/**
 * Takes the value of a live entry out, which the caller then owns; the key goes.  0: MemoryError is set.
 * @cpython Objects/dictobject.c delitem_common
 */
export function takeEntry(d: Ref, found: number): Owned | 0 {
  const at = unshare(d, found);
  if (at < 0) return 0;
  const keys = load(d + KEYS),
    values = load(d + VALUES);
  store(d + USED, load(d + USED) - 1);
  if (values !== 0) {
    const p = valueAddress(values, at);
    const value = load(p) as Owned;
    store(p, 0);
    dropFromOrder(values, at);
    return value;
  }
  dropKeysVersion(keys);
  dropIndex(keys, at);
  const p = entryAddress(keys, at);
  const key = load(p) as Ref;
  park(load(p + 8) as Owned); // the key's finalizer may look
  store(p, 0);
  store(p + 8, 0);
  wipeHash(keys, at);
  decref(key as Owned);
  return unpark();
}
/** `del d[name]` for an exact str: whether there was one. */
export function deleteStr(d: Ref, name: Ref): boolean {
  const at = indexOfStr(load(d + KEYS), name);
  if (at < 0 || entryValueAt(d, at) === 0) return false;
  const value = takeEntry(d, at);
  if (value !== 0) decref(value);
  return true;
}
/** `del d[key]`; KeyError when it is missing. */
export function dictDelItem(d: Ref, key: Ref): Done {
  const value = dictTake(d, key);
  if (!value) return value === 0 ? keyError(key) : NULL;
  decref(value);
  return DONE;
}
/** Takes a key and gives its value; 0: there was none; null: an exception is set. */
export function dictTake(d: Ref, key: Ref): Owned | 0 | null {
  const low = keyHash(key, 'dict key');
  if (low === null) return null;
  const at = indexOfKey(d + KEYS, key, low, hashHigh());
  if (at === FAILED) return null;
  if (at < 0 || entryValueAt(d, at) === 0) return 0;
  return takeEntry(d, at) || null;
}
/** The last item's entry, or -1: for popitem.  A dict of shared keys gets a table of its own first; FAILED: MemoryError. */
export function lastEntry(d: Ref): number {
  if (load(d + USED) === 0) return -1;
  if (load(d + VALUES) !== 0 && dictResize(d, keysLog2(load(d + KEYS)), UNICODE) === NULL) return FAILED;
  const keys = load(d + KEYS);
  let at = keysEntries(keys) - 1;
  while (load(entryAddress(keys, at) + 8) === 0) at--;
  return at;
}
/** Takes the last entry out of the table; its two references are the caller's.  @cpython dict_popitem */
export function removeLast(d: Ref, at: number): void {
  const keys = load(d + KEYS);
  dropKeysVersion(keys);
  dropIndex(keys, at);
  const p = entryAddress(keys, at);
  store(p, 0);
  store(p + 8, 0);
  wipeHash(keys, at);
  setKeysEntries(keys, at);
  store(d + USED, load(d + USED) - 1);
}

/** Empties a dict.  @cpython Objects/dictobject.c PyDict_Clear */
export function dictClear(d: Ref): void {
  const keys = load(d + KEYS),
    values = load(d + VALUES);
  if (keys === emptyKeys) return;
  store(d + USED, 0);
  if (values !== 0 && isEmbedded(values)) {
    forgetOrder(values);
    clearValues(values, keysEntries(keys));
    return;
  }
  setKeys(d, takeEmptyKeys());
  setValues(d, 0);
  const floor = workFloor();
  thenReleaseContents(keys, values);
  runWork(floor);
}
/** Later: lets go of a table and of values of their own beside it: values first. */
export function thenReleaseContents(keys: Address, values: Address): void {
  thenReleaseKeys(keys);
  if (values === 0 || isEmbedded(values)) return;
  thenFreeValues(values);
  thenReleaseValues(values, keysEntries(keys));
}

/*
 * Walking: positions are numbers of entries, or places in the order of insertion where keys are shared.
 */
/** The first live position from `i` on, or -1. */
export function nextEntry(d: Ref, i: number): number {
  if (load(d + VALUES) !== 0) return i < load(d + USED) ? i : -1;
  const keys = load(d + KEYS),
    count = keysEntries(keys);
  for (let at = i; at < count; at++) if (load(entryAddress(keys, at) + 8) !== 0) return at;
  return -1;
}
/** The last live position up to `i`, or -1. */
export function previousEntry(d: Ref, i: number): number {
  if (load(d + VALUES) !== 0) return i < load(d + USED) ? i : load(d + USED) - 1;
  const keys = load(d + KEYS);
  for (let at = Math.min(i, keysEntries(keys) - 1); at >= 0; at--)
    if (load(entryAddress(keys, at) + 8) !== 0) return at;
  return -1;
}
/** The entry at a position. */
export const entryAtPosition = (d: Ref, position: number): number => {
  const values = load(d + VALUES);
  return values !== 0 ? orderAt(values, position) : position;
};
/** Key and value at a live position, borrowed. */
export const entryKey = (d: Ref, position: number): Ref => entryKeyAt(d, entryAtPosition(d, position)) as Ref;
export const entryValue = (d: Ref, position: number): Ref =>
  entryValueAt(d, entryAtPosition(d, position)) as Ref;
/** The hash of the key at a live position: low word, high word in HASH_HIGH. */
export const entryHashAt = (d: Ref, position: number): number =>
  entryHash(load(d + KEYS), entryAtPosition(d, position));

/** The first live item at or after position `i`, or null; for code that is not in a hurry. */
export function dictNext(
  d: Ref,
  i: number
): { readonly key: Ref; readonly value: Ref; readonly next: number } | null {
  const at = nextEntry(d, i);
  return at < 0 ? null : { key: entryKey(d, at), value: entryValue(d, at), next: at + 1 };
}

export { EMPTY, FAILED };

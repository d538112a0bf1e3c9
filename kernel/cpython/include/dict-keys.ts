/**
 * A dict's table of keys: a head, a sparse array of indices, and the entries in the order of insertion (PEP 412, PEP 468).
 * CPython: Include/internal/pycore_dict.h, Objects/dictobject.c.
 */
import { layoutOf } from '../heap/layout.js';
import {
  copy,
  fill,
  load,
  load16,
  load8,
  store,
  store16,
  store8,
  storePointer,
  type Address
} from '../heap/memory.js';
import type { Ref } from '../heap/reference.js';
import { allocate, release } from '../memory/allocate.js';
import { noMemory } from '../object/create.js';
import { HASH_HIGH, hashHigh } from '../object/hash.js';
import { native, thenCall, thenReleaseItemsUp } from '../object/dealloc.js';
import { staticAllocate } from '../process/space.js';
import { profile, rule } from '../profiles/profile.js';
import { equalKeys, isPlainKey } from './hooks.js';
import { isExactStr, isStr, PyUnicode, strEquals, strHash } from './str.js';
import { freeList } from './freelist.js';
import { park, unpark } from '../object/park.js';
import { decref, incref, newRef } from '../object/refcount.js';

const layout = layoutOf('PyDictKeysObject')!;
const field = (name: string): number => layout.fields[name]!;
/** Whether sizes are kept as logarithms, and tables of str keys without hashes (3.11 on). */
const LOG2 = profile.dict.keysHead === 'log2';
const REFCNT = field('dk_refcnt');
const SIZE = LOG2 ? field('dk_log2_size') : field('dk_size');
/** Up to 3.10 a function pointer; its low word holds our kind, its high one our version. */
const KIND = LOG2 ? field('dk_kind') : field('dk_lookup');
const VERSION = LOG2 ? field('dk_version') : field('dk_lookup') + 4;
const USABLE = field('dk_usable');
const NENTRIES = field('dk_nentries');
const INDICES = field('dk_indices');
const STR_HASH = PyUnicode.hash.offset;

/** Kinds of tables: any keys, str keys only, shared by instances. */
export const GENERAL = 0;
export const UNICODE = 1;
export const SPLIT = 2;
/** Answers of a probe beside the number of an entry. */
export const EMPTY = -1;
const DUMMY = -2;
export const FAILED = -3;

/** An entry: hash, key, value; from 3.11 on key and value where all keys are str. */
const ENTRY = 24;
const KEY = 8;
const STR_ENTRY = LOG2 ? 16 : 24;
const STR_KEY = LOG2 ? 0 : 8;
export const MIN_LOG2 = 3;

/** How many slots the table has. */
export const keysSize: (keys: Address) => number = LOG2
  ? keys => 1 << load8(keys + SIZE)
  : keys => load(keys + SIZE);
export const keysLog2 = (keys: Address): number => 31 - Math.clz32(keysSize(keys));
export const keysKind: (keys: Address) => number = LOG2
  ? keys => load8(keys + KIND)
  : keys => load(keys + KIND);
const setKind = (keys: Address, kind: number): void => (LOG2 ? store8 : store)(keys + KIND, kind);
/** Up to 3.10 a table becomes general in place when a key that is no str comes. */
export const markGeneral = (keys: Address): void => setKind(keys, GENERAL);
export const markSplit = (keys: Address): void => setKind(keys, SPLIT);
/** How many entries may still be added. */
export const keysUsable = (keys: Address): number => load(keys + USABLE);
export const setKeysUsable = (keys: Address, n: number): void => store(keys + USABLE, n);
/** Entries in use, deleted ones among them. */
export const keysEntries = (keys: Address): number => load(keys + NENTRIES);
export const setKeysEntries = (keys: Address, n: number): void => store(keys + NENTRIES, n);
export const keysCount = (keys: Address): number => load(keys + REFCNT);
export const increfKeys = (keys: Address): void => store(keys + REFCNT, load(keys + REFCNT) + 1);

const indexBytes = (size: number): number => (size <= 128 ? size : size <= 32768 ? size * 2 : size * 4);
/** Entries that fit into a table of `size` slots. */
export const usableOf = (size: number): number => Math.floor((size * 2) / 3);

/** Address of the first entry. */
const entriesOf: (keys: Address) => Address = LOG2
  ? keys => keys + INDICES + (1 << load8(keys + SIZE + 1))
  : keys => keys + INDICES + indexBytes(load(keys + SIZE));
const isGeneral: (keys: Address) => boolean = LOG2 ? keys => load8(keys + KIND) === GENERAL : () => true;
/** Address of entry `i`'s key; its value lies in the next word. */
export function entryAddress(keys: Address, i: number): Address {
  return isGeneral(keys) ? entriesOf(keys) + i * ENTRY + KEY : entriesOf(keys) + i * STR_ENTRY + STR_KEY;
}
/** Bytes from an entry to the next. */
export const entryStride = (keys: Address): number => (isGeneral(keys) ? ENTRY : STR_ENTRY);

/** Index `i` of the table; `mask` is its size less one. */
const indexAt = (keys: Address, mask: number, i: number): number =>
  mask < 128
    ? (load8(keys + INDICES + i) << 24) >> 24
    : mask < 32768
      ? (load16(keys + INDICES + i * 2) << 16) >> 16
      : load(keys + INDICES + i * 4);
function setIndex(keys: Address, mask: number, i: number, value: number): void {
  if (mask < 128) store8(keys + INDICES + i, value);
  else if (mask < 32768) store16(keys + INDICES + i * 2, value);
  else store(keys + INDICES + i * 4, value);
}

/** The table of an empty dict: static, without room, shared by all. */
export const emptyKeys: Address = makeEmptyKeys();
function makeEmptyKeys(): Address {
  const keys = staticAllocate(INDICES + 8);
  store(keys + REFCNT, LOG2 ? 0x3fffffff : 1);
  if (LOG2) store8(keys + SIZE + 1, 3);
  else store(keys + SIZE, 1);
  setKind(keys, UNICODE);
  store(keys + INDICES, -1);
  store(keys + INDICES + 4, -1);
  return keys;
}

/** Dead tables of the smallest size. */
const free = freeList('dict tables', profile.dict.keysFreeList);

/** A table of 2 ** log2 slots for keys of a kind, empty.  0: MemoryError is set.  @cpython Objects/dictobject.c new_keys_object */
export function newKeys(log2: number, kind: number, usable = usableOf(1 << log2)): Address {
  const size = 1 << log2;
  const entries = usableOf(size) * (kind === GENERAL || !LOG2 ? ENTRY : STR_ENTRY);
  const bytes = INDICES + indexBytes(size) + entries;
  let keys = 0;
  if (log2 === MIN_LOG2 && (!LOG2 || kind === UNICODE)) keys = free.take();
  if (keys === 0) {
    keys = allocate(bytes);
    if (keys === 0) return noMemory();
  }
  store(keys + REFCNT, 1);
  store(keys + REFCNT + 4, 0);
  if (LOG2) {
    store8(keys + SIZE, log2);
    store8(keys + SIZE + 1, 31 - Math.clz32(indexBytes(size)));
    store8(keys + SIZE + 2, kind);
    store8(keys + SIZE + 3, 0);
  } else {
    store(keys + SIZE, size);
    store(keys + SIZE + 4, 0);
    store(keys + KIND, kind);
  }
  store(keys + VERSION, 0);
  store(keys + USABLE, usable);
  store(keys + USABLE + 4, 0);
  store(keys + NENTRIES, 0);
  store(keys + NENTRIES + 4, 0);
  fill(keys + INDICES, 0xff, indexBytes(size));
  fill(keys + INDICES + indexBytes(size), 0, entries);
  return keys;
}
/** Bytes of a table.  @cpython Objects/dictobject.c _PyDict_KeysSize */
export const keysBytes = (keys: Address): number =>
  INDICES + indexBytes(keysSize(keys)) + usableOf(keysSize(keys)) * entryStride(keys);

/** The smallest table with `wanted` slots, as a logarithm.  @cpython Objects/dictobject.c calculate_log2_keysize */
export const log2For = rule(profile.dict.rounding, {
  up: (wanted: number) => (wanted <= 1 << MIN_LOG2 ? MIN_LOG2 : 32 - Math.clz32(wanted - 1)),
  quirk: (wanted: number) => 32 - Math.clz32(((wanted | 8) - 1) | 7)
});
/** The table for `n` keys.  @cpython estimate_log2_keysize */
export const log2ForItems = (n: number): number => log2For((n * 3 + 1) >> 1);
/** The table after one that is full, of `size` slots with `used` keys. */
export const log2Grown = rule(profile.dict.growth, {
  twiceAndHalf: (used: number, size: number) => log2For(used * 2 + (size >> 1)),
  thrice: (used: number, _size: number) => log2For(used * 3)
});

/** Gives the memory of a table back, whose references are gone. */
export function freeKeys(keys: Address): void {
  if (keysLog2(keys) === MIN_LOG2 && (!LOG2 || load8(keys + KIND) === UNICODE) && free.keep(keys)) return;
  release(keys);
}
const freeKeysLater = native(freeKeys);
/** Puts keys and values of a dying table side by side, so that they can be released as one row of references. */
function closeRanks(keys: Address, count: number): Address {
  const first = entriesOf(keys);
  if (!isGeneral(keys)) return first;
  for (let i = 0, from = first + KEY, to = first; i < count; i++, from += ENTRY, to += 16) {
    const key = load(from),
      value = load(from + 8);
    storePointer(to, key);
    storePointer(to + 8, value);
  }
  return first;
}
/** Later: lets go of one reference to a table; with the last one its keys and values go, in order. */
export function thenReleaseKeys(keys: Address): void {
  const count = load(keys + REFCNT) - 1;
  if (keys === emptyKeys) {
    if (!LOG2) store(keys + REFCNT, count);
    return;
  }
  store(keys + REFCNT, count);
  if (count > 0) return;
  thenCall(freeKeysLater, keys);
  const entries = keysEntries(keys);
  if (entries > 0) thenReleaseItemsUp(closeRanks(keys, entries), entries * 2);
}
/** One more dict uses the empty table. */
export function takeEmptyKeys(): Address {
  if (!LOG2) increfKeys(emptyKeys);
  return emptyKeys;
}

/*
 * Probing: open addressing, start at the hash, then i * 5 + perturb + 1, perturb being the hash's 64 bits shifted out.
 */

/** The entry of an exact str, or EMPTY.  Runs no Python code.  @cpython unicodekeys_lookup_unicode */
export function indexOfStr(keys: Address, name: Ref): number {
  let low = load(name + STR_HASH),
    high = load(name + STR_HASH + 4);
  if ((low & high) === -1) {
    low = strHash(name);
    high = hashHigh();
  }
  const mask = keysSize(keys) - 1;
  let i = low & mask,
    more = low,
    rest = high;
  if (LOG2 && load8(keys + KIND) !== GENERAL) {
    const entries = entriesOf(keys);
    for (;;) {
      const at = indexAt(keys, mask, i);
      if (at >= 0) {
        const key = load(entries + at * STR_ENTRY);
        if (key === name) return at;
        if (load(key + STR_HASH) === low && load(key + STR_HASH + 4) === high && strEquals(key as Ref, name))
          return at;
      } else if (at === EMPTY) return EMPTY;
      more = (more >>> 5) | (rest << 27);
      rest >>>= 5;
      i = (i * 5 + more + 1) & mask;
    }
  }
  const entries = entriesOf(keys);
  for (;;) {
    const at = indexAt(keys, mask, i);
    if (at >= 0) {
      const p = entries + at * ENTRY;
      const key = load(p + KEY) as Ref;
      if (key === name) return at;
      if (load(p) === low && load(p + 4) === high && isStr(key) && strEquals(key, name)) return at;
    } else if (at === EMPTY) return EMPTY;
    more = (more >>> 5) | (rest << 27);
    rest >>>= 5;
    i = (i * 5 + more + 1) & mask;
  }
}

/**
 * The entry of any key whose hash is known, EMPTY, or FAILED when a comparison raised.  `owner` is the address of the
 * pointer to the table: a comparison that replaced it makes the search begin again.  @cpython Objects/dictobject.c dictkeys_generic_lookup
 */
export function indexOfKey(owner: Address, key: Ref, low: number, high: number): number {
  if (isExactStr(key)) {
    const keys = load(owner);
    if (keysKind(keys) !== GENERAL) return indexOfStr(keys, key);
  }
  for (;;) {
    const found = searchOnce(owner, key, low, high);
    if (found !== RESTART) return found;
  }
}
const RESTART = -4;
function searchOnce(owner: Address, key: Ref, low: number, high: number): number {
  const keys = load(owner);
  const mask = keysSize(keys) - 1;
  const general = isGeneral(keys);
  const entries = entriesOf(keys);
  let i = low & mask,
    more = low,
    rest = high;
  for (;;) {
    const at = indexAt(keys, mask, i);
    if (at >= 0) {
      const p = general ? entries + at * ENTRY + KEY : entries + at * STR_ENTRY;
      const there = load(p) as Ref;
      if (there === key) return at;
      const hashAt = general ? p - KEY : there + STR_HASH;
      if (load(hashAt) === low && load(hashAt + 4) === high) {
        const same = compareHere(owner, keys, p, there, key);
        if (same === null) return FAILED;
        if (same === RESTART) return RESTART;
        if (same === true) return at;
      }
    } else if (at === EMPTY) return EMPTY;
    more = (more >>> 5) | (rest << 27);
    rest >>>= 5;
    i = (i * 5 + more + 1) & mask;
  }
}
function compareHere(
  owner: Address,
  keys: Address,
  p: Address,
  there: Ref,
  key: Ref
): boolean | null | typeof RESTART {
  if (isPlainKey(there) && isPlainKey(key)) return equalKeys(there, key);
  park(newRef(there));
  const same = equalKeys(there, key);
  decref(unpark());
  if (same === null) return null;
  return load(owner) === keys && load(p) === there ? same : RESTART;
}

/** Puts an entry behind the others: its references, whose hash is known, go into the table.  There must be room. */
export function addEntry(keys: Address, key: Ref, low: number, high: number, value: Ref | 0): number {
  const mask = keysSize(keys) - 1,
    at = load(keys + NENTRIES);
  setIndex(keys, mask, freeSlot(keys, mask, low, high), at);
  let p = entriesOf(keys) + at * STR_ENTRY + STR_KEY;
  if (isGeneral(keys)) {
    p = entriesOf(keys) + at * ENTRY + KEY;
    store(p - KEY, low);
    store(p - 4, high);
  }
  store(p, key);
  store(p + 4, 0);
  store(p + 8, value);
  store(p + 12, 0);
  store(keys + NENTRIES, at + 1);
  store(keys + USABLE, load(keys + USABLE) - 1);
  return at;
}
/** @cpython Objects/dictobject.c find_empty_slot */
function freeSlot(keys: Address, mask: number, low: number, high: number): number {
  let i = low & mask,
    more = low,
    rest = high;
  while (indexAt(keys, mask, i) >= 0) {
    more = (more >>> 5) | (rest << 27);
    rest >>>= 5;
    i = (i * 5 + more + 1) & mask;
  }
  return i;
}
/** The hash of entry `at`: low word, high word in HASH_HIGH. */
export function entryHash(keys: Address, at: number): number {
  const p = entryAddress(keys, at);
  if (LOG2 && !isGeneral(keys)) return strHash(load(p) as Ref);
  store(HASH_HIGH, load(p - 4));
  return load(p - KEY);
}
/** Marks the slot that leads to entry `at` as deleted. */
export function dropIndex(keys: Address, at: number): void {
  const low = entryHash(keys, at),
    mask = keysSize(keys) - 1;
  let i = low & mask,
    more = low,
    rest = hashHigh();
  while (indexAt(keys, mask, i) !== at) {
    more = (more >>> 5) | (rest << 27);
    rest >>>= 5;
    i = (i * 5 + more + 1) & mask;
  }
  setIndex(keys, mask, i, DUMMY);
}
/** The hash of a deleted entry, which a general table wipes. */
export function wipeHash(keys: Address, at: number): void {
  if (!isGeneral(keys)) return;
  const p = entryAddress(keys, at) - KEY;
  store(p, 0);
  store(p + 4, 0);
}
/** A copy of a whole table, with references of its own.  0: MemoryError is set.  @cpython clone_combined_dict_keys */
export function cloneKeys(keys: Address): Address {
  const bytes = keysBytes(keys);
  const clone = allocate(bytes);
  if (clone === 0) return noMemory();
  copy(clone, keys, bytes);
  store(clone + REFCNT, 1);
  store(clone + VERSION, 0);
  const stride = entryStride(keys);
  for (let i = 0, p = entryAddress(clone, 0); i < keysEntries(clone); i++, p += stride) {
    const key = load(p) as Ref | 0,
      value = load(p + 8) as Ref | 0;
    if (value !== 0) {
      incref(key as Ref);
      incref(value);
    }
  }
  return clone;
}

/** Static: the number that the next version gets. */
const NEXT_VERSION = staticAllocate(16);
store(NEXT_VERSION, 2);
/** The version of a set of keys, given now if it had none.  Any change of the set sets it to 0.  @cpython _PyDictKeys_GetVersionForCurrentState */
export function keysVersion(keys: Address): number {
  const version = load(keys + VERSION);
  if (version !== 0) return version;
  const next = load(NEXT_VERSION);
  store(NEXT_VERSION, next + 1);
  store(keys + VERSION, next);
  return next;
}
/** The version, or 0 when there is none. */
export const currentKeysVersion = (keys: Address): number => load(keys + VERSION);
export const dropKeysVersion = (keys: Address): void => store(keys + VERSION, 0);

/**
 * Where malloc finds what was freed a moment ago: for each size a cache of at most 7 chunks, and for the smallest sizes
 * a fast list behind it.  Both are last in, first out, and their chunks count as in use, so nothing merges with them.
 * glibc: malloc/malloc.c, tcache and fastbins.
 * Differs: the links are plain addresses, not masked ones.
 */
import { load, load16, store, store16, storePointer, zero, type Address } from '../heap/memory.js';
import { HEADER, MIN_CHUNK } from './chunks.js';
import { staticAllocate } from './space.js';

const CACHES = 64;
const DEPTH = 7;
/** What the caches take, in a chunk of the heap: a count for each, then a list for each. */
export const CACHE_BYTES = CACHES * 2 + CACHES * 8;
/** The largest chunk that goes to a fast list. */
export const MAX_FAST = 128;
const FAST_LISTS = 7;

const fastLists = staticAllocate(FAST_LISTS * 8);
const state = staticAllocate(16);
const CACHE = state;
const HAS_FAST = state + 8;

/** The cache and the fast list for chunks of `size` bytes. */
export const slotOf = (size: number): number => (size - MIN_CHUNK) >> 4;

export const cachesExist = (): boolean => load(CACHE) !== 0;
/** Where the caches lie, or 0. */
export const cacheAddress = (): Address => load(CACHE);
export function placeCaches(chunk: Address): void {
  zero(chunk + HEADER, CACHE_BYTES);
  store(CACHE, chunk + HEADER);
}

const listOf = (slot: number): Address => load(CACHE) + CACHES * 2 + slot * 8;

export const cacheHasRoom = (slot: number): boolean =>
  load(CACHE) !== 0 && slot < CACHES && load16(load(CACHE) + slot * 2) < DEPTH;

/** The chunk that was cached last, or 0. */
export function cacheGet(slot: number): Address {
  if (slot >= CACHES) return 0;
  const count = load(CACHE) + slot * 2;
  if (load16(count) === 0) return 0;
  const list = listOf(slot);
  const p = load(list);
  store(list, load(p));
  store16(count, load16(count) - 1);
  storePointer(p + 8, 0);
  return p - HEADER;
}

/** Puts a chunk into its size's cache.  Returns whether there was room. */
export function cachePut(chunk: Address, slot: number): boolean {
  if (!cacheHasRoom(slot)) return false;
  const list = listOf(slot);
  const count = load(CACHE) + slot * 2;
  const p = chunk + HEADER;
  storePointer(p, load(list));
  storePointer(p + 8, load(CACHE)); // marks it as cached
  store(list, p);
  store16(count, load16(count) + 1);
  return true;
}

export const hasFast = (): boolean => load(HAS_FAST) !== 0;

export function fastPut(chunk: Address, slot: number): void {
  storePointer(chunk + HEADER, load(fastLists + slot * 8));
  store(fastLists + slot * 8, chunk);
  store(HAS_FAST, 1);
}

/** The last chunk freed to a fast list, or 0; the others of its list move to the cache. */
export function takeFast(slot: number): Address {
  const list = fastLists + slot * 8;
  const chunk = load(list);
  if (chunk === 0) return 0;
  store(list, load(chunk + HEADER));
  for (let other = load(list); other !== 0; other = load(list)) {
    const next = load(other + HEADER);
    if (!cachePut(other, slot)) break;
    store(list, next);
  }
  return chunk;
}

/** Empties the fast lists, smallest size first, last freed first. */
export function emptyFast(give: (chunk: Address) => void): void {
  store(HAS_FAST, 0);
  for (let slot = 0; slot < FAST_LISTS; slot++) {
    let chunk = load(fastLists + slot * 8);
    store(fastLists + slot * 8, 0);
    while (chunk !== 0) {
      const next = load(chunk + HEADER);
      give(chunk);
      chunk = next;
    }
  }
}

/** Every chunk that is free although its neighbours take it for used. */
export function* hiddenFree(): Generator<Address> {
  for (let slot = 0; load(CACHE) !== 0 && slot < CACHES; slot++)
    for (let p = load(listOf(slot)); p !== 0; p = load(p)) yield p - HEADER;
  for (let slot = 0; slot < FAST_LISTS; slot++)
    for (let chunk = load(fastLists + slot * 8); chunk !== 0; chunk = load(chunk + HEADER)) yield chunk;
}

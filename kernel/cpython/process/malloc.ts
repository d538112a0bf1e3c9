/**
 * malloc, realloc and free as the C library has them: glibc 2.36, with one thread.  The order in which memory is
 * reused, split and merged is glibc's, address by address.  glibc: malloc/malloc.c.
 *
 * A freed chunk goes to its size's cache first (at most 7, last in first out), else a small one to a fast list, else
 * it merges with free neighbours and lies in the unsorted bin until the next request has looked at it.
 */
import { copy, load, store, zero, type Address } from '../heap/memory.js';
import {
  CACHE_BYTES,
  MAX_FAST,
  cacheGet,
  cacheHasRoom,
  cachePut,
  cachesExist,
  emptyFast,
  fastPut,
  hasFast,
  placeCaches,
  slotOf,
  takeFast
} from './caches.js';
import {
  BINS,
  HEADER,
  IS_MAPPED,
  MIN_CHUNK,
  PREV_IN_USE,
  UNSORTED,
  bestFit,
  binAt,
  binIndex,
  chunkBefore,
  chunkSize,
  clearInUse,
  isInUse,
  isMapped,
  isPreviousInUse,
  isSmall,
  lastIn,
  linkAfter,
  linkSorted,
  previousInBin,
  setFoot,
  setHead,
  setInUse,
  setSize,
  unlinkChunk
} from './chunks.js';
import {
  PAGE,
  heapLimit,
  isUnmapped,
  mapAt,
  mmap,
  moveBreak,
  munmap,
  programBreak,
  staticAllocate,
  touch
} from './space.js';

const KIB = 1024;
const TOP_PAD = 128 * KIB;
const LARGEST_THRESHOLD = 32 * KIB * KIB;
/** A freed chunk of this size, neighbours included, is an occasion to tidy up. */
const TIDY_FROM = 64 * KIB;

// State: what glibc has in its own static data.
const state = staticAllocate(32);
const TOP = state;
const LAST_REMAINDER = state + 8;
const MMAP_THRESHOLD = state + 16;
const TRIM_THRESHOLD = state + 24;
store(MMAP_THRESHOLD, 128 * KIB);
store(TRIM_THRESHOLD, 128 * KIB);

/** Bytes in the chunk that serves a request. */
const chunkFor = (size: number): number => (size <= 24 ? MIN_CHUNK : (size + 8 + 15) & ~15);

/** A block of at least `size` bytes, 16-byte aligned, or 0 when memory is used up. */
export function malloc(size: number): Address {
  if (size > heapLimit) return 0;
  if (!cachesExist() && !makeCaches()) return 0;
  const wanted = chunkFor(size);
  const chunk = cacheGet(slotOf(wanted)) || takeChunk(wanted);
  return chunk === 0 ? 0 : chunk + HEADER;
}

/** calloc: a block of zeros. */
export function calloc(size: number): Address {
  const p = malloc(size);
  if (p !== 0) zero(p, (size + 3) & ~3);
  return p;
}

/** Gives a block back. */
export function free(p: Address): void {
  if (p === 0) return;
  const chunk = p - HEADER;
  if (isMapped(chunk)) {
    const size = chunkSize(chunk);
    if (size > load(MMAP_THRESHOLD) && size <= LARGEST_THRESHOLD) {
      store(MMAP_THRESHOLD, size);
      store(TRIM_THRESHOLD, 2 * size);
    }
    munmap(chunk - load(chunk), size + load(chunk));
  } else freeChunk(chunk);
}

/** A block of at least `size` bytes with what `p` held, in place where possible; 0, and `p` as it was, on failure. */
export function realloc(p: Address, size: number): Address {
  if (p === 0) return malloc(size);
  if (size > heapLimit) return 0;
  const chunk = p - HEADER,
    wanted = chunkFor(size);
  return isMapped(chunk) ? resizeMapped(chunk, wanted) : resizeChunk(chunk, wanted);
}

/** The last chunk of the brk heap, free and in no bin; 0 before the first request. */
export const topChunk = (): Address => load(TOP);

/** malloc_usable_size: bytes that the owner of `p` may use. */
export const usableSize = (p: Address): number =>
  chunkSize(p - HEADER) - (isMapped(p - HEADER) ? HEADER : HEADER - 8);

/** The caches lie in the first chunk of the heap. */
function makeCaches(): boolean {
  const chunk = takeChunk(chunkFor(CACHE_BYTES));
  if (chunk !== 0) placeCaches(chunk);
  return chunk !== 0;
}

// Taking.

/** A chunk of exactly `wanted` bytes or slightly more, now in use; or 0.  @glibc malloc/malloc.c _int_malloc */
function takeChunk(wanted: number): Address {
  const slot = slotOf(wanted);
  if (wanted <= MAX_FAST) {
    const chunk = takeFast(slot);
    if (chunk !== 0) return chunk;
  }
  if (isSmall(wanted)) {
    const chunk = takeSmall(wanted, slot);
    if (chunk !== 0) return chunk;
  } else if (hasFast()) mergeFast();
  for (;;) {
    const chunk = sortUnsorted(wanted, slot) || takeFromBins(wanted) || takeFromTop(wanted);
    if (chunk !== 0) return chunk;
    if (!hasFast()) return growHeap(wanted);
    mergeFast();
  }
}

/** The oldest chunk of the bin for `wanted` bytes; the others move to the cache. */
function takeSmall(wanted: number, slot: number): Address {
  const bin = binAt(binIndex(wanted)),
    chunk = lastIn(bin);
  if (chunk === bin) return 0;
  unlinkChunk(chunk);
  setInUse(chunk, wanted);
  for (let other = lastIn(bin); other !== bin; other = lastIn(bin)) {
    const before = previousInBin(other);
    if (!cacheHasRoom(slot)) break;
    unlinkChunk(other);
    setInUse(other, wanted);
    cachePut(other, slot);
    if (before === bin) break;
  }
  return chunk;
}

/**
 * Empties the unsorted bin, oldest first: what fits exactly is cached or taken, everything else goes to its own bin.
 * Returns a chunk, or 0.
 */
function sortUnsorted(wanted: number, slot: number): Address {
  let isCached = false;
  for (let chunk = lastIn(UNSORTED); chunk !== UNSORTED; chunk = lastIn(UNSORTED)) {
    const size = chunkSize(chunk);
    const isOnly = previousInBin(chunk) === UNSORTED;
    if (isSmall(wanted) && isOnly && chunk === load(LAST_REMAINDER) && size > wanted + MIN_CHUNK) {
      unlinkChunk(chunk);
      store(LAST_REMAINDER, split(chunk, size, wanted));
      return chunk;
    }
    unlinkChunk(chunk);
    if (size === wanted) {
      setInUse(chunk, size);
      if (!cachePut(chunk, slot)) return chunk;
      isCached = true;
    } else linkSorted(chunk, size);
  }
  return isCached ? cacheGet(slot) : 0;
}

/** The best fitting chunk of the sorted bins, cut to size; or 0. */
function takeFromBins(wanted: number): Address {
  let index = binIndex(wanted);
  if (!isSmall(wanted)) {
    const bin = binAt(index),
      chunk = bestFit(bin, wanted);
    if (chunk !== bin) {
      cut(chunk, wanted);
      return chunk;
    }
  }
  for (index++; index < BINS; index++) {
    const bin = binAt(index),
      chunk = lastIn(bin);
    if (chunk === bin) continue;
    const remainder = cut(chunk, wanted);
    if (remainder !== 0 && isSmall(wanted)) store(LAST_REMAINDER, remainder);
    return chunk;
  }
  return 0;
}

/** Takes `wanted` bytes of a chunk in a bin.  Returns what remains, or 0 when that is too small to stand alone. */
function cut(chunk: Address, wanted: number): Address {
  const size = chunkSize(chunk);
  unlinkChunk(chunk);
  if (size - wanted >= MIN_CHUNK) return split(chunk, size, wanted);
  setInUse(chunk, size);
  return 0;
}

/** Splits a free chunk; the rest goes to the unsorted bin, and is returned. */
function split(chunk: Address, size: number, wanted: number): Address {
  const rest = chunk + wanted;
  setHead(chunk, wanted | PREV_IN_USE);
  setHead(rest, (size - wanted) | PREV_IN_USE);
  setFoot(rest, size - wanted);
  linkAfter(rest, UNSORTED);
  return rest;
}

function takeFromTop(wanted: number): Address {
  const top = load(TOP);
  if (top === 0) return 0;
  const size = chunkSize(top);
  if (size < wanted + MIN_CHUNK) return 0;
  setHead(top, wanted | PREV_IN_USE);
  store(TOP, top + wanted);
  setHead(top + wanted, (size - wanted) | PREV_IN_USE);
  touch(top, wanted + HEADER);
  return top;
}

/** Asks the system: large requests are mapped by themselves, others move the break.  @glibc malloc/malloc.c sysmalloc */
function growHeap(wanted: number): Address {
  if (wanted >= load(MMAP_THRESHOLD)) {
    const chunk = mapChunk(wanted);
    if (chunk !== 0) return chunk;
  }
  const top = load(TOP),
    size = top === 0 ? 0 : chunkSize(top);
  const start = top === 0 ? programBreak() : top;
  const more = (wanted + TOP_PAD + MIN_CHUNK - size + PAGE - 1) & -PAGE;
  if (!moveBreak(more)) return mapChunk(wanted);
  setHead(start, (size + more) | PREV_IN_USE);
  store(TOP, start);
  return takeFromTop(wanted);
}

function mapChunk(wanted: number): Address {
  const size = (wanted + 8 + PAGE - 1) & -PAGE;
  const chunk = mmap(size);
  if (chunk === 0) return 0;
  setHead(chunk, size | IS_MAPPED);
  touch(chunk, size);
  return chunk;
}

// Giving back.

/** @glibc malloc/malloc.c _int_free */
function freeChunk(chunk: Address): void {
  const size = chunkSize(chunk),
    slot = slotOf(size);
  if (cachePut(chunk, slot)) return;
  if (size <= MAX_FAST) return fastPut(chunk, slot);
  if (mergeAndLink(chunk) >= TIDY_FROM) {
    if (hasFast()) mergeFast();
    trim();
  }
}

/** Merges a chunk with its free neighbours, into `top` or the unsorted bin.  Returns the size it came to, bytes. */
function mergeAndLink(freed: Address): number {
  let chunk = freed;
  let size = chunkSize(chunk);
  const next = chunk + size;
  if (!isPreviousInUse(chunk)) {
    const before = chunkBefore(chunk);
    unlinkChunk(before);
    size += chunk - before;
    chunk = before;
  }
  if (next === load(TOP)) {
    size += chunkSize(next);
    setHead(chunk, size | PREV_IN_USE);
    store(TOP, chunk);
    return size;
  }
  if (isInUse(next)) clearInUse(next, 0);
  else {
    unlinkChunk(next);
    size += chunkSize(next);
  }
  setHead(chunk, size | PREV_IN_USE);
  setFoot(chunk, size);
  linkAfter(chunk, UNSORTED);
  return size;
}

/** Merges what lies in the fast lists.  @glibc malloc/malloc.c malloc_consolidate */
const mergeFast = (): void => emptyFast(mergeAndLink);

/** Gives the end of the heap back to the system when it is long.  @glibc malloc/malloc.c systrim */
function trim(): void {
  const top = load(TOP),
    size = chunkSize(top);
  if (size < load(TRIM_THRESHOLD)) return;
  const extra = (size - MIN_CHUNK - 1 - TOP_PAD) & -PAGE;
  if (extra > 0 && moveBreak(-extra)) setHead(top, (size - extra) | PREV_IN_USE);
}

// Resizing.

/** @glibc malloc/malloc.c _int_realloc */
function resizeChunk(chunk: Address, wanted: number): Address {
  const old = chunkSize(chunk),
    next = chunk + old;
  let size = old;
  if (old < wanted) {
    const isTop = next === load(TOP);
    const joined = old + chunkSize(next);
    if (isTop && joined >= wanted + MIN_CHUNK) {
      setSize(chunk, wanted);
      store(TOP, chunk + wanted);
      setHead(chunk + wanted, (joined - wanted) | PREV_IN_USE);
      touch(next, wanted - old + HEADER);
      return chunk + HEADER;
    }
    if (!isTop && joined >= wanted && !isInUse(next)) {
      unlinkChunk(next);
      size = joined;
    } else {
      const moved = takeChunk(wanted);
      if (moved === 0) return 0;
      if (moved !== next) {
        copy(moved + HEADER, chunk + HEADER, old - 8);
        freeChunk(chunk);
        return moved + HEADER;
      }
      size = old + chunkSize(moved);
    }
  }
  const rest = size - wanted;
  if (rest < MIN_CHUNK) {
    setSize(chunk, size);
    setInUse(chunk, size);
  } else {
    setSize(chunk, wanted);
    setHead(chunk + wanted, rest | PREV_IN_USE);
    setInUse(chunk + wanted, rest);
    freeChunk(chunk + wanted);
  }
  return chunk + HEADER;
}

/** Moves a mapping as mremap does: in place when it shrinks or the pages above are free.  @glibc mremap_chunk */
function resizeMapped(chunk: Address, wanted: number): Address {
  const old = chunkSize(chunk),
    size = (wanted + 8 + PAGE - 1) & -PAGE;
  if (size < old) munmap(chunk + size, old - size);
  else if (size > old) {
    if (isUnmapped(chunk + old, size - old)) mapAt(chunk + old, size - old);
    else {
      const moved = mmap(size);
      if (moved === 0) return old - 8 >= wanted ? chunk + HEADER : 0;
      copy(moved, chunk, old);
      munmap(chunk, old);
      setHead(moved, size | IS_MAPPED);
      touch(moved, size);
      return moved + HEADER;
    }
    touch(chunk + old, size - old);
  }
  setHead(chunk, size | IS_MAPPED);
  return chunk + HEADER;
}

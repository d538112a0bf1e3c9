/**
 * Chunks, which the C library's malloc cuts the brk heap into, and the bins of free ones.  glibc: malloc/malloc.c.
 *
 *     +0   size of the chunk before, valid only while that one is free
 *     +8   size of this chunk, a multiple of 16; bit 0: the chunk before is in use; bit 1: mapped by itself
 *     +16  what malloc returns; in a free chunk the next free one in its bin
 *     +24                       in a free chunk the previous free one in its bin
 *
 * Chunks follow each other without gaps up to the last, `top`, which is free and in no bin.
 */
import { load, store, storePointer, type Address } from '../heap/memory.js';
import { staticAllocate } from './space.js';

export const HEADER = 16;
export const MIN_CHUNK = 32;
/** Flags in a chunk's size. */
export const PREV_IN_USE = 1;
export const IS_MAPPED = 2;

const SIZE = 8;
const NEXT = 16;
const PREVIOUS = 24;

export const chunkSize = (chunk: Address): number => load(chunk + SIZE) & ~15;
export const isMapped = (chunk: Address): boolean => (load(chunk + SIZE) & IS_MAPPED) !== 0;
export const isPreviousInUse = (chunk: Address): boolean => (load(chunk + SIZE) & PREV_IN_USE) !== 0;
/** Writes a chunk's size, and its flags. */
export const setHead = (chunk: Address, sizeAndFlags: number): void =>
  storePointer(chunk + SIZE, sizeAndFlags);
/** Changes a chunk's size, and keeps its flags. */
export const setSize = (chunk: Address, size: number): void =>
  storePointer(chunk + SIZE, size | (load(chunk + SIZE) & 15));
/** Tells the chunk after one of `size` bytes how long that is: it is free. */
export const setFoot = (chunk: Address, size: number): void => storePointer(chunk + size, size);
/** Whether a chunk is in use; the one after it knows. */
export const isInUse = (chunk: Address): boolean => isPreviousInUse(chunk + chunkSize(chunk));
/** A chunk of `size` bytes is in use from now on. */
export const setInUse = (chunk: Address, size: number): void =>
  store(chunk + size + SIZE, load(chunk + size + SIZE) | PREV_IN_USE);
export const clearInUse = (chunk: Address, size: number): void =>
  store(chunk + size + SIZE, load(chunk + size + SIZE) & ~PREV_IN_USE);
/** The free chunk before this one. */
export const chunkBefore = (chunk: Address): Address => chunk - load(chunk);

/** Bin 1 is the unsorted one, 2 to 63 hold one size each, 64 to 126 a range each, sorted. */
export const BINS = 127;
const bins = staticAllocate(BINS * 16);
/** A bin as if it were a chunk: its links lie where a chunk's do. */
export const binAt = (index: number): Address => bins + (index - 1) * 16 - HEADER;
export const UNSORTED = binAt(1);
/** Chunks below this size have a bin for their very size. */
const SMALL_LIMIT = 1024;
export const isSmall = (size: number): boolean => size < SMALL_LIMIT;

for (let i = 1; i < BINS; i++) {
  storePointer(binAt(i) + NEXT, binAt(i));
  storePointer(binAt(i) + PREVIOUS, binAt(i));
}

/** The bin for chunks of `size` bytes: steps of 16, then 64, 512, 4096, 32768 and 262144. */
export function binIndex(size: number): number {
  if (size < SMALL_LIMIT) return size >> 4;
  if (size >> 6 <= 48) return 48 + (size >> 6);
  if (size >> 9 <= 20) return 91 + (size >> 9);
  if (size >> 12 <= 10) return 110 + (size >> 12);
  if (size >> 15 <= 4) return 119 + (size >> 15);
  if (size >> 18 <= 2) return 124 + (size >> 18);
  return 126;
}

/** The most recent chunk of a small bin, the largest of a sorted one; the bin itself when it is empty. */
export const firstIn = (bin: Address): Address => load(bin + NEXT);
/** The oldest chunk of a small bin, the smallest of a sorted one; the bin itself when it is empty. */
export const lastIn = (bin: Address): Address => load(bin + PREVIOUS);
export const nextInBin = firstIn;
export const previousInBin = lastIn;

/** Takes a free chunk out of its bin. */
export function unlinkChunk(chunk: Address): void {
  const next = load(chunk + NEXT),
    previous = load(chunk + PREVIOUS);
  store(previous + NEXT, next);
  store(next + PREVIOUS, previous);
}

/** Puts a free chunk behind `place`, a bin or a chunk in one. */
export function linkAfter(chunk: Address, place: Address): void {
  const next = load(place + NEXT);
  storePointer(chunk + NEXT, next);
  storePointer(chunk + PREVIOUS, place);
  store(place + NEXT, chunk);
  store(next + PREVIOUS, chunk);
}

/** Puts a free chunk where it belongs: a small bin's front, or its place by size; second among its equals. */
export function linkSorted(chunk: Address, size: number): void {
  const bin = binAt(binIndex(size));
  let place = bin;
  if (!isSmall(size)) {
    if (size < chunkSize(lastIn(bin)) && lastIn(bin) !== bin) place = lastIn(bin);
    else {
      let next = firstIn(bin);
      while (next !== bin && size < chunkSize(next)) next = firstIn(next);
      place = next !== bin && size === chunkSize(next) ? next : lastIn(next);
    }
  }
  linkAfter(chunk, place);
}

/** The smallest chunk of at least `size` bytes in a sorted bin, the second among equals if there are; or the bin. */
export function bestFit(bin: Address, size: number): Address {
  let chunk = lastIn(bin);
  while (chunk !== bin && chunkSize(chunk) < size) chunk = lastIn(chunk);
  if (chunk === bin) return bin;
  const found = chunkSize(chunk);
  let equals = 1;
  let before = lastIn(chunk);
  while (before !== bin && chunkSize(before) === found) {
    chunk = before;
    before = lastIn(before);
    equals++;
  }
  return equals > 1 ? firstIn(chunk) : chunk;
}

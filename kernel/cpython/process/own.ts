/**
 * Own memory: what the simulator needs and the simulated process does not know of, such as instruction words, native
 * tables, work stacks.  It lies in the heap all the same, so that a copy of the heap is a copy of everything.
 *
 * Requests are rounded up to a size class: multiples of 16 up to 512, then four classes in each doubling.  A freed
 * block goes to its class's list, linked through its first word; nothing is ever merged.
 */
import { HEAP_BYTES, load, store, zero, type Address } from '../heap/memory.js';
import { OWN_FREE } from './space.js';

const CLASSES = 128;
const LISTS: Address = OWN_FREE;
const FRESH: Address = LISTS + CLASSES * 4;
const IN_USE: Address = FRESH + 4;
const FIRST: Address = (IN_USE + 4 + 15) & -16;
store(FRESH, FIRST);

/** The class of a request, 1 to 31 for multiples of 16, then by quarters of a power of two. */
const classOf = (size: number): number => {
  if (size <= 512) return (size + 15) >> 4;
  const bits = 31 - Math.clz32(size - 1); // 2 ** bits <= size - 1
  return 33 + ((bits - 9) << 2) + (((size - 1) >> (bits - 2)) & 3);
};
/** Bytes in a block of a class. */
const sizeOf = (index: number): number =>
  index <= 32 ? index << 4 : (((index - 33) & 3) + 5) << (((index - 33) >> 2) + 7);

/** A zeroed block of at least `size` bytes, 16-byte aligned; 0 when own memory is full. */
export function ownAllocate(size: number): Address {
  const index = classOf(size === 0 ? 1 : size),
    bytes = sizeOf(index);
  const list = LISTS + index * 4;
  let p = load(list);
  if (p !== 0) {
    store(list, load(p));
    zero(p, bytes);
  } else {
    p = load(FRESH);
    if (p + bytes > HEAP_BYTES) return 0;
    store(FRESH, p + bytes);
  }
  store(IN_USE, load(IN_USE) + bytes);
  return p;
}

/** Gives back a block of own memory; `size` is what was asked for. */
export function ownFree(p: Address, size: number): void {
  const index = classOf(size === 0 ? 1 : size);
  const list = LISTS + index * 4;
  store(p, load(list));
  store(list, p);
  store(IN_USE, load(IN_USE) - sizeOf(index));
}

/** Bytes of own memory in blocks that were not given back. */
export const ownInUse = (): number => load(IN_USE);

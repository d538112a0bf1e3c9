/** Hashes have 64 bits: the low word is the value of a function, the high word travels in one fixed cell. */
import { load, store } from '../heap/memory.js';
import { staticAllocate } from '../process/space.js';

/** The cell: written by whoever answers a hash, read right after. */
export const HASH_HIGH = staticAllocate(16);
export const hashHigh = (): number => load(HASH_HIGH);
export function hashIs(low: number, high: number): number {
  store(HASH_HIGH, high);
  return low | 0;
}

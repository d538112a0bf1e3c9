/** MT19937: 624 words and an index, in the heap.  CPython: Modules/_randommodule.c genrand_uint32. */
import { load, store, type Address } from '../../heap/memory.js';

/** Words of state. */
export const WORDS = 624;
const MIDDLE = 397;
/** The index, then the words, from here on. */
const INDEX = 16,
  STATE = 20;
export const SIZE = (STATE + WORDS * 4 + 7) & ~7;
export const indexOf = (self: Address): number => load(self + INDEX);
export const setIndex = (self: Address, index: number): void => store(self + INDEX, index);
export const word = (self: Address, i: number): number => load(self + STATE + i * 4) >>> 0;
export const setWord = (self: Address, i: number, value: number): void =>
  store(self + STATE + i * 4, value | 0);

const twisted = (high: number, low: number): number => {
  const y = (high & 0x80000000) | (low & 0x7fffffff);
  return (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
};
function twist(self: Address): void {
  for (let i = 0; i < WORDS; i++) {
    const next = word(self, (i + 1) % WORDS);
    setWord(self, i, word(self, (i + MIDDLE) % WORDS) ^ twisted(word(self, i), next));
  }
  setIndex(self, 0);
}
/** The next 32 random bits. */
export function next(self: Address): number {
  if (indexOf(self) >= WORDS) twist(self);
  const i = indexOf(self);
  let y = word(self, i);
  setIndex(self, i + 1);
  y ^= y >>> 11;
  y ^= (y << 7) & 0x9d2c5680;
  y ^= (y << 15) & 0xefc60000;
  return (y ^ (y >>> 18)) >>> 0;
}
/** A number from 0 up to 1, of 53 bits.  @cpython _random_Random_random_impl */
export const nextDouble = (self: Address): number => {
  const a = next(self) >>> 5,
    b = next(self) >>> 6;
  return (a * 67108864 + b) / 9007199254740992;
};

function seedWithOne(self: Address, seed: number): void {
  let last = seed;
  setWord(self, 0, last);
  for (let i = 1; i < WORDS; i++) {
    last = (Math.imul(1812433253, last ^ (last >>> 30)) + i) | 0;
    setWord(self, i, last);
  }
  setIndex(self, WORDS);
}
/** @cpython init_by_array */
export function seedWith(self: Address, key: readonly number[]): void {
  seedWithOne(self, 19650218);
  let i = 1;
  /** Mixes the word before into this one; then on, around the first. */
  const mix = (factor: number, more: number): void => {
    const before = word(self, i - 1);
    setWord(self, i, (word(self, i) ^ Math.imul(before ^ (before >>> 30), factor)) + more);
    if (++i < WORDS) return;
    setWord(self, 0, word(self, WORDS - 1));
    i = 1;
  };
  for (let k = 0; k < Math.max(WORDS, key.length); k++) {
    const j = k % key.length;
    mix(1664525, key[j]! + j);
  }
  for (let k = 1; k < WORDS; k++) mix(1566083941, -i);
  setWord(self, 0, 0x80000000);
}

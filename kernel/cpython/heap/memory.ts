/**
 * The one linear memory: everything the simulated process knows lies in it.  Addresses are byte offsets, below 2^30 so
 * that they stay small integers in every engine.  This folder alone has typed arrays.
 */
import { realm } from '../profiles/realm.js';

/** A byte offset in the heap. */
export type Address = number;

export const HEAP_BYTES = realm.heap;
const buffer = new ArrayBuffer(HEAP_BYTES);
const words = new Int32Array(buffer);
const bytes = new Uint8Array(buffer);
const halves = new Uint16Array(buffer);
const doubles = new Float64Array(buffer);

/** The 32-bit word at `p`, signed.  `p` is a multiple of 4. */
export const load = (p: Address): number => words[p >> 2]!;
export const store = (p: Address, value: number): void => {
  words[p >> 2] = value;
};
export const load8 = (p: Address): number => bytes[p]!;
export const store8 = (p: Address, value: number): void => {
  bytes[p] = value;
};
export const load16 = (p: Address): number => halves[p >> 1]!;
export const store16 = (p: Address, value: number): void => {
  halves[p >> 1] = value;
};
/** A C double at `p`, a multiple of 8. */
export const loadF64 = (p: Address): number => doubles[p >> 3]!;
export const storeF64 = (p: Address, value: number): void => {
  doubles[p >> 3] = value;
};
/** A pointer field written for the first time: both halves. */
export const storePointer = (p: Address, value: number): void => {
  words[p >> 2] = value;
  words[(p >> 2) + 1] = 0;
};
/** memmove. */
export const copy = (to: Address, from: Address, count: number): void => {
  // a few bytes are not worth a call into the engine
  if (count <= 24 && (to <= from || to >= from + count)) {
    for (let i = 0; i < count; i++) bytes[to + i] = bytes[from + i]!;
  } else bytes.copyWithin(to, from, from + count);
};
/** memset to zero; `p` and `count` are multiples of 4. */
export const zero = (p: Address, count: number): void => {
  const end = (p + count) >> 2;
  if (count > 256) words.fill(0, p >> 2, end);
  else for (let i = p >> 2; i < end; i++) words[i] = 0;
};
/** memset. */
export const fill = (p: Address, value: number, count: number): void => {
  bytes.fill(value, p, p + count);
};
/** memcmp: negative, zero or positive. */
export const compareBytes = (a: Address, b: Address, count: number): number => {
  for (let i = 0; i < count; i++) {
    const difference = bytes[a + i]! - bytes[b + i]!;
    if (difference !== 0) return difference;
  }
  return 0;
};
/** Index of the first byte `value` in [p, end), or -1; an address, not an offset. */
export const findByte = (p: Address, end: Address, value: number): Address => {
  const found = bytes.indexOf(value, p);
  return found < end ? found : -1;
};
/** A copy of bytes for the host. */
export const bytesOut = (p: Address, count: number): Uint8Array => bytes.slice(p, p + count);
export const bytesIn = (p: Address, from: Uint8Array): void => bytes.set(from, p);
/** A view for host code that reads at once and keeps nothing. */
export const viewBytes = (p: Address, count: number): Uint8Array => bytes.subarray(p, p + count);
export const viewHalves = (p: Address, count: number): Uint16Array =>
  halves.subarray(p >> 1, (p >> 1) + count);
export const viewWords = (p: Address, count: number): Int32Array => words.subarray(p >> 2, (p >> 2) + count);

/** Searching in characters or bytes.  CPython: Objects/stringlib/fastsearch.h. */

export type Chars = ArrayLike<number> & {
  indexOf(value: number, from?: number): number;
  lastIndexOf(value: number, from?: number): number;
};

/** The first place in [from, to) where all of `needle` begins, or -1. */
export function find(text: Chars, needle: Chars, from: number, to: number): number {
  const size = needle.length,
    last = to - size;
  if (from > last) return -1;
  if (size === 0) return from;
  const first = needle[0]!;
  for (let i = text.indexOf(first, from); i >= 0 && i <= last; i = text.indexOf(first, i + 1)) {
    let k = 1;
    while (k < size && text[i + k] === needle[k]) k++;
    if (k === size) return i;
  }
  return -1;
}
/** The last place, or -1. */
export function findLast(text: Chars, needle: Chars, from: number, to: number): number {
  const size = needle.length,
    last = to - size;
  if (from > last) return -1;
  if (size === 0) return to;
  const first = needle[0]!;
  for (let i = text.lastIndexOf(first, last); i >= from; i = i === 0 ? -1 : text.lastIndexOf(first, i - 1)) {
    let k = 1;
    while (k < size && text[i + k] === needle[k]) k++;
    if (k === size) return i;
  }
  return -1;
}
/** How often, without overlaps; at most `limit` times. */
export function count(text: Chars, needle: Chars, from: number, to: number, limit = Infinity): number {
  if (needle.length === 0) return to < from ? 0 : Math.min(limit, to - from + 1);
  let times = 0;
  for (
    let i = find(text, needle, from, to);
    i >= 0 && times < limit;
    i = find(text, needle, i + needle.length, to)
  ) {
    times++;
  }
  return times;
}
/** Whether `needle` lies at `at`. */
export function liesAt(text: Chars, needle: Chars, at: number): boolean {
  for (let k = 0; k < needle.length; k++) if (text[at + k] !== needle[k]) return false;
  return true;
}

/**
 * The merge sort of lists, comparison by comparison as CPython does it: natural runs, binary insertion, galloping merges.
 * Keys and values lie in two blocks that are permuted alike; without keys the values are the keys.
 * CPython: Objects/listobject.c, explained in Objects/listsort.txt.
 */
import { copy, load, store, type Address } from '../heap/memory.js';
import type { Ref } from '../heap/reference.js';
import { allocate, release } from '../memory/allocate.js';
import { noMemory } from '../object/create.js';
import { ownAllocate, ownFree } from '../process/own.js';
import { profile, rule } from '../profiles/profile.js';
import type { Less } from './list-compare.js';

const MIN_GALLOP = 7;
const MAX_MINRUN = 64;
/** References that fit where C keeps temporary ones on its stack. */
const ON_STACK = 256;
const BY_POWER = profile.list.mergeByPower;

/** Reverses `n` references.  @cpython Objects/listobject.c reverse_slice */
export function reverseSlice(from: Address, n: number): void {
  for (let lo = from, hi = from + (n - 1) * 8; lo < hi; lo += 8, hi -= 8) {
    const first = load(lo);
    store(lo, load(hi));
    store(hi, first);
  }
}
const at = (p: Address): Ref => load(p) as Ref;

interface Run {
  /** Where its keys begin. */
  readonly base: Address;
  length: number;
  power: number;
}
/** Thrown through the merge when a comparison has set an exception; never leaves `sort`. */
class ComparisonFailed extends Error {}
const failed = new ComparisonFailed('an exception is set');

/** The level at which two neighbouring runs are merged.  @cpython Objects/listobject.c powerloop */
function powerOf(start: number, first: number, second: number, size: number): number {
  let power = 0,
    a = 2 * start + first,
    b = a + first + second;
  for (;;) {
    power++;
    if (a >= size) {
      a -= size;
      b -= size;
    } else if (b >= size) return power;
    a *= 2;
    b *= 2;
  }
}
/** @cpython Objects/listobject.c merge_compute_minrun */
function minrunOf(size: number): number {
  let n = size,
    r = 0;
  while (n >= MAX_MINRUN) {
    r |= n & 1;
    n >>= 1;
  }
  return n + r;
}

export class MergeSort {
  private readonly keys: Address;
  /** From a key to its value, bytes; 0: there are no values besides the keys. */
  private readonly toValue: number;
  private minGallop = MIN_GALLOP;
  private readonly runs: Run[] = [];
  /** Room for references being merged, and from a key there to its value. */
  private temporary: Address = 0;
  private temporaryToValue = 0;
  private room: number;
  private isOwn = true;
  private ownBytes = 0;

  constructor(
    private readonly compare: Less,
    values: Address,
    keys: Address,
    private readonly size: number,
    /** Is told which block the merges use besides C's stack; 0: none. */
    private readonly tellBlock: (block: Address) => void
  ) {
    this.keys = keys === 0 ? values : keys;
    this.toValue = keys === 0 ? 0 : values - keys;
    this.room = keys === 0 ? ON_STACK : Math.min((size + 1) >> 1, ON_STACK / 2);
  }
  /** False: a comparison or an allocation has failed, and the items are in some order. */
  sort(): boolean {
    try {
      this.sortRuns();
      return true;
    } catch (error) {
      if (error === failed) return false;
      throw error;
    }
  }
  /** Gives temporary room back. */
  free(): void {
    if (this.temporary === 0) return;
    if (this.isOwn) ownFree(this.temporary, this.ownBytes);
    else {
      this.tellBlock(0);
      release(this.temporary);
    }
    this.temporary = 0;
  }
  private less(x: Ref, y: Ref): boolean {
    const is = this.compare(x, y);
    if (is === null) throw failed;
    return is;
  }

  private sortRuns(): void {
    const minrun = minrunOf(this.size);
    let lo = this.keys,
      left = this.size;
    do {
      let n = countRun(this, lo, left);
      if (n < minrun) {
        const forced = Math.min(left, minrun);
        this.binarySort(lo, forced, n);
        n = forced;
      }
      if (BY_POWER) this.mergeBefore(n);
      this.runs.push({ base: lo, length: n, power: 0 });
      if (!BY_POWER) this.collapse();
      lo += n * 8;
      left -= n;
    } while (left > 0);
    while (this.runs.length > 1) {
      const n = this.runs.length - 2;
      this.mergeAt(n > 0 && this.runs[n - 1]!.length < this.runs[n + 1]!.length ? n - 1 : n);
    }
  }
  /** @cpython Objects/listobject.c found_new_run */
  private mergeBefore(length: number): void {
    const { runs } = this;
    if (runs.length === 0) return;
    const last = runs.at(-1)!;
    const power = powerOf((last.base - this.keys) / 8, last.length, length, this.size);
    while (runs.length > 1 && runs.at(-2)!.power > power) this.mergeAt(runs.length - 2);
    runs.at(-1)!.power = power;
  }
  /** Up to 3.10.  @cpython Objects/listobject.c merge_collapse */
  private collapse(): void {
    const { runs } = this;
    while (runs.length > 1) {
      const n = runs.length - 2;
      const length = (i: number): number => runs[i]!.length;
      if (
        (n > 0 && length(n - 1) <= length(n) + length(n + 1)) ||
        (n > 1 && length(n - 2) <= length(n - 1) + length(n))
      ) {
        this.mergeAt(length(n - 1) < length(n + 1) ? n - 1 : n);
      } else if (length(n) <= length(n + 1)) this.mergeAt(n);
      else return;
    }
  }

  /** Whether item `i` of a run is less than the one before it. */
  isDown(lo: Address, i: number): boolean {
    return this.less(at(lo + i * 8), at(lo + (i - 1) * 8));
  }
  isUp(lo: Address, i: number, j: number): boolean {
    return this.less(at(lo + i * 8), at(lo + j * 8));
  }
  reverse(lo: Address, n: number): void {
    reverseSlice(lo, n);
    if (this.toValue !== 0) reverseSlice(lo + this.toValue, n);
  }
  /** @cpython Objects/listobject.c binarysort */
  private binarySort(lo: Address, n: number, sorted: number): void {
    for (let ok = sorted === 0 ? 1 : sorted; ok < n; ok++) {
      const pivot = at(lo + ok * 8);
      let left = 0,
        right = ok;
      do {
        const middle = (left + right) >> 1;
        if (this.less(pivot, at(lo + middle * 8))) right = middle;
        else left = middle + 1;
      } while (left < right);
      insertAt(lo, left, ok);
      if (this.toValue !== 0) insertAt(lo + this.toValue, left, ok);
    }
  }

  /** Where `key` belongs, left of its equals.  @cpython Objects/listobject.c gallop_left */
  private gallopLeft(key: Ref, a: Address, n: number, hint: number): number {
    let last = 0,
      offset = 1;
    if (this.less(at(a + hint * 8), key)) {
      const most = n - hint;
      while (offset < most && this.less(at(a + (hint + offset) * 8), key)) {
        last = offset;
        offset = offset * 2 + 1;
      }
      last += hint;
      offset = Math.min(offset, most) + hint;
    } else {
      const most = hint + 1;
      while (offset < most && !this.less(at(a + (hint - offset) * 8), key)) {
        last = offset;
        offset = offset * 2 + 1;
      }
      const far = Math.min(offset, most);
      offset = hint - last;
      last = hint - far;
    }
    last++;
    while (last < offset) {
      const middle = last + ((offset - last) >> 1);
      if (this.less(at(a + middle * 8), key)) last = middle + 1;
      else offset = middle;
    }
    return offset;
  }
  /** Where `key` belongs, right of its equals.  @cpython Objects/listobject.c gallop_right */
  private gallopRight(key: Ref, a: Address, n: number, hint: number): number {
    let last = 0,
      offset = 1;
    if (this.less(key, at(a + hint * 8))) {
      const most = hint + 1;
      while (offset < most && this.less(key, at(a + (hint - offset) * 8))) {
        last = offset;
        offset = offset * 2 + 1;
      }
      const far = Math.min(offset, most);
      offset = hint - last;
      last = hint - far;
    } else {
      const most = n - hint;
      while (offset < most && !this.less(key, at(a + (hint + offset) * 8))) {
        last = offset;
        offset = offset * 2 + 1;
      }
      last += hint;
      offset = Math.min(offset, most) + hint;
    }
    last++;
    while (last < offset) {
      const middle = last + ((offset - last) >> 1);
      if (this.less(key, at(a + middle * 8))) offset = middle;
      else last = middle + 1;
    }
    return offset;
  }

  /** @cpython Objects/listobject.c merge_at */
  private mergeAt(i: number): void {
    const { runs } = this;
    const first = runs[i]!,
      second = runs[i + 1]!;
    let a = first.base,
      na = first.length;
    const b = second.base;
    first.length += second.length;
    runs.splice(i + 1, 1);
    const k = this.gallopRight(at(b), a, na, 0);
    a += k * 8;
    na -= k;
    if (na === 0) return;
    const nb = this.gallopLeft(at(a + (na - 1) * 8), b, second.length, second.length - 1);
    if (nb <= 0) return;
    if (na <= nb) this.mergeLow(a, na, b, nb);
    else this.mergeHigh(a, na, b, nb);
  }
  /** Room for `need` keys, and values if there are any.  @cpython Objects/listobject.c merge_getmem */
  private makeRoom(need: number): void {
    const isPaired = this.toValue !== 0;
    if (need > this.room) {
      this.free();
      const block = allocate(need * (isPaired ? 16 : 8));
      if (block === 0) {
        noMemory();
        throw failed;
      }
      this.isOwn = false;
      this.temporary = block;
      this.room = need;
      this.tellBlock(block);
    } else if (this.temporary === 0) {
      this.ownBytes = this.room * (isPaired ? 16 : 8);
      this.temporary = ownAllocate(this.ownBytes);
    }
    this.temporaryToValue = isPaired ? this.room * 8 : 0;
  }
  /** Copies `n` keys within the block, and their values. */
  private move(to: Address, from: Address, n: number): void {
    copy(to, from, n * 8);
    if (this.toValue !== 0) copy(to + this.toValue, from + this.toValue, n * 8);
  }
  private moveOne(to: Address, from: Address): void {
    store(to, load(from));
    if (this.toValue !== 0) store(to + this.toValue, load(from + this.toValue));
  }
  private oneFromTemporary(to: Address, from: Address): void {
    store(to, load(from));
    if (this.toValue !== 0) store(to + this.toValue, load(from + this.temporaryToValue));
  }
  private toTemporary(from: Address, n: number): void {
    copy(this.temporary, from, n * 8);
    if (this.toValue !== 0) copy(this.temporary + this.temporaryToValue, from + this.toValue, n * 8);
  }
  private fromTemporary(to: Address, from: Address, n: number): void {
    copy(to, from, n * 8);
    if (this.toValue !== 0) copy(to + this.toValue, from + this.temporaryToValue, n * 8);
  }

  /* A merge: what is left of both runs, and where the next item goes. */
  private a: Address = 0;
  private na = 0;
  private b: Address = 0;
  private nb = 0;
  private to: Address = 0;

  /** The shorter run is the first: it waits in temporary room.  @cpython Objects/listobject.c merge_lo */
  private mergeLow(first: Address, na: number, second: Address, nb: number): void {
    this.makeRoom(na);
    this.toTemporary(first, na);
    this.a = this.temporary;
    this.na = na;
    this.b = second;
    this.nb = nb;
    this.to = first;
    try {
      this.takeUp();
      if (this.nb > 0 && this.na > 1) this.mergeUp();
    } catch (error) {
      this.fromTemporary(this.to, this.a, this.na);
      throw error;
    }
    if (this.nb > 0 && this.na === 1) {
      this.move(this.to, this.b, this.nb);
      this.to += this.nb * 8;
    }
    this.fromTemporary(this.to, this.a, this.na);
  }
  /** The next of the second run is placed. */
  private takeUp(): void {
    this.moveOne(this.to, this.b);
    this.to += 8;
    this.b += 8;
    this.nb--;
  }
  /** The next of the first run, from temporary room. */
  private putUp(): void {
    this.oneFromTemporary(this.to, this.a);
    this.to += 8;
    this.a += 8;
    this.na--;
  }
  /** Until the second run is used up, or the first but for one. */
  private mergeUp(): void {
    let { minGallop } = this;
    for (;;) {
      let wonA = 0,
        wonB = 0;
      do {
        if (this.less(at(this.b), at(this.a))) {
          this.takeUp();
          wonB++;
          wonA = 0;
          if (this.nb === 0) return;
        } else {
          this.putUp();
          wonA++;
          wonB = 0;
          if (this.na === 1) return;
        }
      } while (wonA < minGallop && wonB < minGallop);
      minGallop++;
      do {
        if (minGallop > 1) minGallop--;
        this.minGallop = minGallop;
        wonA = this.gallopRight(at(this.b), this.a, this.na, 0);
        if (wonA > 0) {
          this.fromTemporary(this.to, this.a, wonA);
          this.to += wonA * 8;
          this.a += wonA * 8;
          this.na -= wonA;
          if (this.na <= 1) return;
        }
        this.takeUp();
        if (this.nb === 0) return;
        wonB = this.gallopLeft(at(this.a), this.b, this.nb, 0);
        if (wonB > 0) {
          this.move(this.to, this.b, wonB);
          this.to += wonB * 8;
          this.b += wonB * 8;
          this.nb -= wonB;
          if (this.nb === 0) return;
        }
        this.putUp();
        if (this.na === 1) return;
      } while (wonA >= MIN_GALLOP || wonB >= MIN_GALLOP);
      this.minGallop = ++minGallop;
    }
  }

  /** The shorter run is the second: merged from the end.  @cpython Objects/listobject.c merge_hi */
  private mergeHigh(first: Address, na: number, second: Address, nb: number): void {
    this.makeRoom(nb);
    this.toTemporary(second, nb);
    this.a = first + (na - 1) * 8;
    this.na = na;
    this.b = this.temporary + (nb - 1) * 8;
    this.nb = nb;
    this.to = second + (nb - 1) * 8;
    try {
      this.takeDown();
      if (this.na > 0 && this.nb > 1) this.mergeDown(first);
    } catch (error) {
      this.restDown();
      throw error;
    }
    if (this.na > 0 && this.nb === 1) {
      const n = this.na;
      this.move(this.to - (n - 1) * 8, this.a - (n - 1) * 8, n);
      this.to -= n * 8;
    }
    this.restDown();
  }
  private restDown(): void {
    if (this.nb > 0) this.fromTemporary(this.to - (this.nb - 1) * 8, this.temporary, this.nb);
  }
  /** The last of the first run is placed. */
  private takeDown(): void {
    this.moveOne(this.to, this.a);
    this.to -= 8;
    this.a -= 8;
    this.na--;
  }
  /** The last of the second run, from temporary room. */
  private putDown(): void {
    this.oneFromTemporary(this.to, this.b);
    this.to -= 8;
    this.b -= 8;
    this.nb--;
  }
  /** Until the first run is used up, or the second but for one. */
  private mergeDown(first: Address): void {
    let { minGallop } = this;
    for (;;) {
      let wonA = 0,
        wonB = 0;
      do {
        if (this.less(at(this.b), at(this.a))) {
          this.takeDown();
          wonA++;
          wonB = 0;
          if (this.na === 0) return;
        } else {
          this.putDown();
          wonB++;
          wonA = 0;
          if (this.nb === 1) return;
        }
      } while (wonA < minGallop && wonB < minGallop);
      minGallop++;
      do {
        if (minGallop > 1) minGallop--;
        this.minGallop = minGallop;
        wonA = this.na - this.gallopRight(at(this.b), first, this.na, this.na - 1);
        if (wonA > 0) {
          this.to -= wonA * 8;
          this.a -= wonA * 8;
          this.move(this.to + 8, this.a + 8, wonA);
          this.na -= wonA;
          if (this.na === 0) return;
        }
        this.putDown();
        if (this.nb === 1) return;
        wonB = this.nb - this.gallopLeft(at(this.a), this.temporary, this.nb, this.nb - 1);
        if (wonB > 0) {
          this.to -= wonB * 8;
          this.b -= wonB * 8;
          this.fromTemporary(this.to + 8, this.b + 8, wonB);
          this.nb -= wonB;
          if (this.nb <= 1) return;
        }
        this.takeDown();
        if (this.na === 0) return;
      } while (wonA >= MIN_GALLOP || wonB >= MIN_GALLOP);
      this.minGallop = ++minGallop;
    }
  }
}
/** Moves item `from` down to `to`; those between go up by one. */
function insertAt(lo: Address, to: number, from: number): void {
  const pivot = load(lo + from * 8);
  for (let p = lo + from * 8, end = lo + to * 8; p > end; p -= 8) store(p, load(p - 8));
  store(lo + to * 8, pivot);
}

/** How many items from `lo` on are in order; those of a descending run are put in order. */
const countRun = rule(profile.list.equalInRuns ? 'equal' : 'strict', {
  /** @cpython Objects/listobject.c count_run */
  strict: (sort: MergeSort, lo: Address, left: number): number => {
    if (left === 1) return 1;
    const isDown = sort.isDown(lo, 1);
    let n = 2;
    while (n < left && sort.isDown(lo, n) === isDown) n++;
    if (isDown) sort.reverse(lo, n);
    return n;
  },
  /** Equal neighbours in a descending run are kept in their order by reversing them twice. */
  equal: (sort: MergeSort, lo: Address, left: number): number => {
    let n = 1;
    while (n < left && !sort.isDown(lo, n)) n++;
    if (n === left) return n;
    if (n > 1) {
      if (sort.isUp(lo, 0, n - 1)) return n;
      sort.reverse(lo, n);
    }
    n++;
    let equal = 0;
    const reverseEqual = (): void => {
      if (equal > 0) sort.reverse(lo + (n - equal - 1) * 8, equal + 1);
      equal = 0;
    };
    for (; n < left; n++) {
      if (sort.isDown(lo, n)) reverseEqual();
      else if (sort.isUp(lo, n - 1, n)) break;
      else equal++;
    }
    reverseEqual();
    sort.reverse(lo, n);
    while (n < left && !sort.isDown(lo, n)) n++;
    return n;
  }
});

/**
 * The GC header, the generations' lists and counters: what allocation and tracking need of the collector.
 * Lists are circular and doubly linked through the headers; the flags lie in the two lowest bits of _gc_prev.
 * CPython: Include/internal/pycore_gc.h.
 */
import { load, store, type Address } from '../heap/memory.js';
import type { Ref } from '../heap/reference.js';
import { staticAllocate } from '../process/space.js';
import { profile } from '../profiles/profile.js';
import { GC_HEAD } from './header.js';
import { breakEval } from './thread.js';
import { upward } from './upward.js';

/** Bits of _gc_prev. */
export const FINALIZED = 1;
export const COLLECTING = 2;
const FLAGS = 3;

/** Heads of generations 0, 1, 2 and the permanent one: each a GC header. */
export const generations: readonly Address[] = [0, 1, 2, 3].map(() => {
  const head = staticAllocate(16);
  store(head, head);
  store(head + 8, head);
  return head;
});
const YOUNG = generations[0]!;

/** Collector state, each a word in static memory. */
const words = staticAllocate(128);
export const GcState = Object.freeze({
  count0: words,
  count1: words + 4,
  count2: words + 8,
  threshold0: words + 12,
  threshold1: words + 16,
  threshold2: words + 20,
  enabled: words + 24,
  collecting: words + 28,
  debug: words + 32,
  longLivedTotal: words + 36,
  longLivedPending: words + 40,
  /** A collection waits for the next check of the eval breaker (3.12+). */
  requested: words + 44
});
store(GcState.threshold0, profile.gc.threshold0);
store(GcState.threshold1, 10);
store(GcState.threshold2, 10);
store(GcState.enabled, 1);

export const gcNext = (head: Address): Address => load(head);
export const gcPrev = (head: Address): Address => load(head + 8) & ~FLAGS;
export const setNext = (head: Address, next: Address): void => store(head, next);
/** Sets the link and keeps the flags. */
export const setPrev = (head: Address, prev: Address): void =>
  store(head + 8, prev | (load(head + 8) & FLAGS));

export const isTracked = (o: Ref): boolean => load(o - GC_HEAD) !== 0;

/** Puts an object at the end of the youngest generation.  It must have a GC header and be untracked. */
export function track(o: Ref): void {
  const head = o - GC_HEAD;
  const last = load(YOUNG + 8);
  store(last, head);
  store(head + 8, last | (load(head + 8) & FLAGS));
  store(head, YOUNG);
  store(YOUNG + 8, head);
}
/** Takes a tracked object out of its list.  Untracked ones are left alone. */
export function untrack(o: Ref): void {
  const head = o - GC_HEAD;
  const next = load(head);
  if (next === 0) return;
  const prev = load(head + 8) & ~FLAGS;
  store(prev, next);
  store(next + 8, prev | (load(next + 8) & FLAGS));
  store(head, 0);
  store(head + 8, load(head + 8) & FINALIZED);
}

const IN_ALLOCATION = profile.gc.starts === 'inAllocation';

/** A container was allocated: counts it, and starts or asks for a collection.  @cpython Python/gc.c gc_alloc */
export function countAllocation(): void {
  const count = load(GcState.count0) + 1;
  store(GcState.count0, count);
  if (count > load(GcState.threshold0)) overThreshold();
}
function overThreshold(): void {
  if (load(GcState.enabled) === 0 || load(GcState.threshold0) === 0 || load(GcState.collecting) !== 0) return;
  if (IN_ALLOCATION) upward.collect();
  else {
    store(GcState.requested, 1);
    breakEval();
  }
}
/** A container went back to the allocator. */
export function countFree(): void {
  const count = load(GcState.count0);
  if (count > 0) store(GcState.count0, count - 1);
}

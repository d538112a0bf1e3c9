/** Lists of containers, linked through their GC headers.  CPython: Python/gc.c gc_list_*. */
import { load, store, type Address } from '../heap/memory.js';
import type { Ref } from '../heap/reference.js';
import { COLLECTING, FINALIZED, gcPrev, setPrev } from '../object/gchead.js';
import { fromGcHead } from '../object/header.js';
import { staticAllocate } from '../process/space.js';

/** Bit 0 of _gc_next while the unreachable are told apart. */
export const UNREACHABLE = 1;
const FLAGS = 3;

/** A list's head, empty. */
export function newHead(): Address {
  const head = staticAllocate(16);
  clearList(head);
  return head;
}
export function clearList(list: Address): void {
  store(list, list);
  store(list + 8, list);
}
export const isEmpty = (list: Address): boolean => load(list) === list;
export const firstOf = (list: Address): Address => load(list);

/** Puts a header that is in no list at the end of one. */
export function appendTo(list: Address, gc: Address): void {
  const last = load(list + 8);
  setPrev(gc, last);
  store(last, gc);
  store(gc, list);
  store(list + 8, gc);
}
/** Takes a header out of its list and puts it at the end of another. */
export function moveTo(list: Address, gc: Address): void {
  const prev = gcPrev(gc),
    next = load(gc);
  store(prev, next);
  setPrev(next, prev);
  appendTo(list, gc);
}
/** Puts all of `from` at the end of `to`. */
export function mergeInto(to: Address, from: Address): void {
  if (isEmpty(from)) return;
  const first = load(from),
    last = load(from + 8) & ~FLAGS,
    end = load(to + 8);
  store(end, first);
  setPrev(first, end);
  store(last, to);
  store(to + 8, last);
  clearList(from);
}
export function sizeOf(list: Address): number {
  let n = 0;
  for (let gc = load(list); gc !== list; gc = load(gc)) n++;
  return n;
}
/** Calls `visit` with each object; it may take that object out of the list. */
export function eachIn(list: Address, visit: (o: Ref) => void): void {
  for (let gc = load(list); gc !== list;) {
    const next = load(gc);
    visit(fromGcHead(gc));
    gc = next;
  }
}

/** While a collection runs the count of references from outside lies in _gc_prev, above the flags. */
export const gcRefs = (gc: Address): number => load(gc + 8) >> 2;
export const setGcRefs = (gc: Address, refs: number): void =>
  store(gc + 8, (refs << 2) | (load(gc + 8) & FLAGS));
export const resetGcRefs = (gc: Address, refs: number): void =>
  store(gc + 8, (refs << 2) | COLLECTING | (load(gc + 8) & FINALIZED));
export const isCollecting = (gc: Address): boolean => (load(gc + 8) & COLLECTING) !== 0;
export const clearCollecting = (gc: Address): void => store(gc + 8, load(gc + 8) & ~COLLECTING);
export const isFinalized = (gc: Address): boolean => (load(gc + 8) & FINALIZED) !== 0;
export const setFinalized = (gc: Address): void => store(gc + 8, load(gc + 8) | FINALIZED);

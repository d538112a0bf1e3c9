/**
 * Deallocation: a loop over a work stack in the heap, in C's depth-first order.  A type's dealloc says what is to be let
 * go of, in which order, and what is freed after that; the loop does it, so that a chain of a million objects dies
 * without recursion and an audit inside a finalizer finds every reference not yet let go of.
 * CPython: Objects/object.c _Py_Dealloc.
 */
import { load, store, type Address } from '../heap/memory.js';
import type { Owned, Ref } from '../heap/reference.js';
import { CHECKED, assertAlive } from '../memory/shadow.js';
import { ownAllocate } from '../process/own.js';
import { profile } from '../profiles/profile.js';
import { FINALIZED, untrack } from './gchead.js';
import { GC_HEAD, typeOf } from './header.js';
import { native, natives } from './natives.js';
import { slot } from './slots.js';
import { Flag, TypeObject } from './type-object.js';

const IMMORTAL = profile.object.immortal;
/** An entry: what to do, an address, a number. */
const ENTRY = 16;
const STACK_BYTES = 8 * 1024 * 1024;
const base = ownAllocate(STACK_BYTES);
/** Holds the address one past the top entry. */
const TOP = ownAllocate(16);
store(TOP, base);

/** Kinds of entries; from FIRST_NATIVE on, the native that is called with the address. */
const RELEASE = -1;
const ITEMS_DOWN = -2;
const ITEMS_UP = -3;
const TRASH_END = -4;
const TRASH_DESTROYED = -5;

function push(kind: number, address: Address, count: number): void {
  const top = load(TOP);
  if (top >= base + STACK_BYTES) throw new Error('the work stack of deallocations is full');
  store(top, kind);
  store(top + 4, address);
  store(top + 8, count);
  store(TOP, top + ENTRY);
}

/*
 * The four that a dealloc is written with.  What is pushed last happens first, so a dealloc reads backwards:
 * thenFree(self); thenRelease(second); thenRelease(first).
 */
/** Later: let go of one reference (NULL: nothing). */
export function thenRelease(o: Owned | 0): void {
  if (o !== 0) push(RELEASE, o, 1);
}
/** Later: let go of `count` references in a block, last one first. */
export function thenReleaseItems(block: Address, count: number): void {
  if (count > 0) push(ITEMS_DOWN, block, count);
}
/** Later: let go of `count` references in a block, first one first. */
export function thenReleaseItemsUp(block: Address, count: number): void {
  if (count > 0) push(ITEMS_UP, block, count);
}
/** Later: call a native (registered by `native`) with an address and a number. */
export function thenCall(action: number, address: Address, count = 0): void {
  push(action, address, count);
}

/** The object's last reference is gone: takes it apart, and everything that only it held.  Called by decref alone. */
export function dealloc(o: Ref): void {
  const floor = load(TOP);
  takeApart(o);
  if (load(TOP) > floor) drain(floor);
}
function takeApart(o: Ref): void {
  const t = typeOf(o);
  if (LIMIT !== 0 && (load(t + TP_FLAGS) & TRASHCAN) !== 0) {
    if (load(NESTING) >= LIMIT) {
      putAside(o);
      return;
    }
    store(NESTING, load(NESTING) + 1);
    push(TRASH_END, 0, 0);
  }
  (natives[load(t + TP_DEALLOC)] as unknown as (o: Ref) => void)(o);
}
const TP_DEALLOC = slot.tp_dealloc;

/*
 * The trashcan: from a certain depth on containers are put aside, newest first, until the outer ones are done.  Here it spares
 * no stack, but it decides in which order finalizers run.
 */
/** How many deallocations of containers are under way. */
const NESTING = ownAllocate(16);
/** The object put aside last; the others follow through their GC headers.  @cpython Objects/object.c _PyTrash_thread_deposit_object */
const LATER = ownAllocate(16);
const TP_FLAGS = TypeObject.tp_flags.offset;
const TRASHCAN = Flag.TRASHCAN;
const LIMIT = profile.object.trashcanLimit,
  EMPTIED_BELOW = profile.object.trashcanEmptiedBelow;

function putAside(o: Ref): void {
  untrack(o);
  const head = o - GC_HEAD;
  store(head + 8, load(LATER) | (load(head + 8) & FINALIZED));
  store(LATER, head);
}
/** Takes the newest of those put aside apart; what is left follows it.  @cpython Objects/object.c _PyTrash_thread_destroy_chain */
function destroyNext(): void {
  const head = load(LATER);
  if (head === 0) return;
  const link = load(head + 8);
  store(LATER, link & ~FINALIZED);
  store(head + 8, link & FINALIZED);
  store(NESTING, load(NESTING) + 1);
  push(TRASH_DESTROYED, 0, 0);
  takeApart((head + GC_HEAD) as Ref);
}
/** For the audit: containers whose last reference is gone, and which still hold what they held. */
export function visitPutAside(visit: (o: Ref) => void): void {
  for (let head = load(LATER); head !== 0; head = load(head + 8) & ~FINALIZED) visit((head + GC_HEAD) as Ref);
}

/** Runs what was pushed above `floor`. */
function drain(floor: Address): void {
  for (;;) {
    const top = load(TOP);
    if (top <= floor) return;
    const entry = top - ENTRY;
    const kind = load(entry);
    let o: Ref;
    if (kind === RELEASE) {
      store(TOP, entry);
      o = load(entry + 4) as Ref;
    } else if (kind === ITEMS_DOWN) {
      const left = load(entry + 8) - 1;
      o = load(load(entry + 4) + left * 8) as Ref;
      if (left === 0) store(TOP, entry);
      else store(entry + 8, left);
    } else if (kind === ITEMS_UP) {
      const block = load(entry + 4);
      const left = load(entry + 8) - 1;
      o = load(block) as Ref;
      if (left === 0) store(TOP, entry);
      else {
        store(entry + 4, block + 8);
        store(entry + 8, left);
      }
    } else if (kind <= TRASH_END) {
      store(TOP, entry);
      const nesting = load(NESTING) - 1;
      store(NESTING, nesting);
      if (kind === TRASH_DESTROYED || nesting < EMPTIED_BELOW) destroyNext();
      continue;
    } else {
      store(TOP, entry);
      (natives[kind] as unknown as (address: Address, count: number) => void)(
        load(entry + 4),
        load(entry + 8)
      );
      continue;
    }
    if (o === 0) continue;
    if (CHECKED) assertAlive(o, 'release');
    const count = load(o) - 1;
    if (IMMORTAL && count < -1) continue;
    store(o, count);
    if (CHECKED && count < 0) throw new Error(`released once too often: 0x${o.toString(16)}`);
    if (count === 0) takeApart(o);
  }
}

/** Lets go of the references in a block that has already been taken from its owner, last one first, and now. */
export function releaseItems(block: Address, count: number): void {
  const floor = load(TOP);
  thenReleaseItems(block, count);
  drain(floor);
}
/** Runs what a clear or a dealloc outside the loop has pushed since `floor`, which `workFloor()` gave. */
export const workFloor = (): Address => load(TOP);
export const runWork = (floor: Address): void => drain(floor);

/** For the audit: calls `visit` with each reference that waits to be let go of. */
export function pendingReleases(visit: (o: Ref) => void): void {
  for (let entry = base; entry < load(TOP); entry += ENTRY) {
    const kind = load(entry);
    const address = load(entry + 4);
    if (kind === RELEASE) visit(address as Ref);
    else if (kind === ITEMS_DOWN || kind === ITEMS_UP) {
      for (let i = 0; i < load(entry + 8); i++) {
        const o = load(address + i * 8) as Ref;
        if (o !== 0) visit(o);
      }
    }
  }
}
/** The blocks that deallocs in progress still have to free. */
export function dyingBlocks(visit: (address: Address) => void): void {
  for (let entry = base; entry < load(TOP); entry += ENTRY) {
    if (load(entry) >= 0) visit(load(entry + 4));
  }
}
export { native };

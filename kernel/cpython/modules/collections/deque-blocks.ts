/**
 * deque: a chain of blocks with room for 64 references each; items lie from `leftindex` of the first block to
 * `rightindex` of the last.  A deque keeps up to 16 blocks for reuse (all deques together, where they have no room for it).
 * CPython: Modules/_collectionsmodule.c.
 */
import { load, store, storePointer, type Address } from '../../heap/memory.js';
import { layoutOf } from '../../heap/layout.js';
import { DONE, NULL, type Done, type Owned, type Ref, type Result } from '../../heap/reference.js';
import { mayOwn, pointer, ssize, struct } from '../../heap/struct.js';
import { genericAlloc } from '../../include/subclass.js';
import { staticType, type PyType } from '../../include/type.js';
import { allocate, release } from '../../memory/allocate.js';
import { noMemory } from '../../object/create.js';
import { native, runWork, thenCall, thenReleaseItemsUp, workFloor } from '../../object/dealloc.js';
import { typeOf, setSize } from '../../object/header.js';
import { decref } from '../../object/refcount.js';
import { isSubtype } from '../../abstract/lookup.js';
import { staticAllocate } from '../../process/space.js';

export const PyDeque_Type = staticType();
export const Deque = struct('deque', 'dequeobject', {
  ob_size: ssize,
  leftblock: pointer,
  rightblock: pointer,
  leftindex: ssize,
  rightindex: ssize,
  state: ssize, // grows with every change: iterators compare it
  maxlen: ssize, // -1: as long as it gets
  numfreeblocks: ssize,
  freeblocks: pointer,
  weakreflist: mayOwn
});
const { leftblock, rightblock, leftindex, rightindex, state, maxlen, numfreeblocks, freeblocks } = Deque;
const SIZE = Deque.ob_size.offset;

export const BLOCKLEN = 64;
const CENTER = (BLOCKLEN - 1) >> 1;
const MAX_FREE = 16;
const BLOCK = layoutOf('BLOCK')!;
export const BLOCK_SIZE = BLOCK.size;
const DATA = BLOCK.fields['data']!,
  LEFTLINK = BLOCK.fields['leftlink']!,
  RIGHTLINK = BLOCK.fields['rightlink']!;
export const leftLink = (b: Address): Address => load(b + LEFTLINK);
export const rightLink = (b: Address): Address => load(b + RIGHTLINK);
/** Address of place `i` in a block. */
export const place = (b: Address, i: number): Address => b + DATA + i * 8;
const link = (left: Address, right: Address): void => {
  storePointer(left + RIGHTLINK, right);
  storePointer(right + LEFTLINK, left);
};

export const isDeque = (o: Ref): boolean => typeOf(o) === PyDeque_Type || isSubtype(typeOf(o), PyDeque_Type);
export const dequeLength = (d: Ref): number => load(d + SIZE);

/* Blocks kept for reuse: how many, then their addresses. */
const SHARED = staticAllocate(8 + MAX_FREE * 8);
const OWN = numfreeblocks.exists;
const countAt: (d: Ref) => Address = OWN ? d => d + numfreeblocks.offset : () => SHARED;
const keptAt: (d: Ref, i: number) => Address = OWN
  ? (d, i) => d + freeblocks.offset + i * 8
  : (_d, i) => SHARED + 8 + i * 8;

/** A block, or 0: MemoryError.  @cpython newblock */
function newBlock(d: Ref): Address {
  const at = countAt(d),
    kept = load(at);
  if (kept > 0) {
    store(at, kept - 1);
    return load(keptAt(d, kept - 1));
  }
  const b = allocate(BLOCK_SIZE);
  return b === 0 ? noMemory() : b;
}
/** @cpython freeblock */
function freeBlock(d: Ref, b: Address): void {
  const at = countAt(d),
    kept = load(at);
  if (kept >= MAX_FREE) return release(b);
  storePointer(keptAt(d, kept), b);
  store(at, kept + 1);
}
const FREE_BLOCK = native((b: Address, d: number) => freeBlock(d as Ref, b));

function center(d: Ref): void {
  leftindex.set(d, CENTER + 1);
  rightindex.set(d, CENTER);
}
export const touched = (d: Ref): void => state.set(d, state(d) + 1);
function resized(d: Ref, by: number): void {
  setSize(d, load(d + SIZE) + by);
}

/** An empty deque.  @cpython deque_new */
export function newDeque(type: PyType): Result<'deque'> {
  const d = genericAlloc<'deque'>(type, 0);
  if (d === 0) return NULL;
  const b = newBlock(d);
  if (b === 0) {
    decref(d);
    return NULL;
  }
  leftblock.set(d, b);
  rightblock.set(d, b);
  center(d);
  maxlen.set(d, -1);
  return d;
}

/** An item at the right end, which the deque takes over; on MemoryError it is released.  @cpython deque_append_internal */
export function append(d: Ref, item: Owned): Done {
  if (rightindex(d) === BLOCKLEN - 1) {
    const b = newBlock(d);
    if (b === 0) return dropped(item);
    link(rightblock(d), b);
    rightblock.set(d, b);
    rightindex.set(d, -1);
  }
  const i = rightindex(d) + 1;
  resized(d, 1);
  rightindex.set(d, i);
  storePointer(place(rightblock(d), i), item);
  if (isTooLong(d)) decref(popLeft(d));
  else touched(d);
  return DONE;
}
/** The same at the left end.  @cpython deque_appendleft_internal */
export function appendLeft(d: Ref, item: Owned): Done {
  if (leftindex(d) === 0) {
    const b = newBlock(d);
    if (b === 0) return dropped(item);
    link(b, leftblock(d));
    leftblock.set(d, b);
    leftindex.set(d, BLOCKLEN);
  }
  const i = leftindex(d) - 1;
  resized(d, 1);
  leftindex.set(d, i);
  storePointer(place(leftblock(d), i), item);
  if (isTooLong(d)) decref(pop(d));
  else touched(d);
  return DONE;
}
function dropped(item: Owned): typeof NULL {
  decref(item);
  return NULL;
}
const isTooLong = (d: Ref): boolean => maxlen(d) >= 0 && maxlen(d) < dequeLength(d);

/** The last item; there is one.  @cpython deque_pop_impl */
export function pop(d: Ref): Owned {
  const block = rightblock(d),
    i = rightindex(d);
  const item = load(place(block, i)) as Owned;
  rightindex.set(d, i - 1);
  resized(d, -1);
  touched(d);
  if (i > 0) return item;
  if (dequeLength(d) === 0) center(d);
  else {
    rightblock.set(d, leftLink(block));
    rightindex.set(d, BLOCKLEN - 1);
    freeBlock(d, block);
  }
  return item;
}
/** The first item; there is one.  @cpython deque_popleft_impl */
export function popLeft(d: Ref): Owned {
  const block = leftblock(d),
    i = leftindex(d);
  const item = load(place(block, i)) as Owned;
  leftindex.set(d, i + 1);
  resized(d, -1);
  touched(d);
  if (i + 1 < BLOCKLEN) return item;
  if (dequeLength(d) === 0) center(d);
  else {
    leftblock.set(d, rightLink(block));
    leftindex.set(d, 0);
    freeBlock(d, block);
  }
  return item;
}
/** An empty deque that is about to be extended fills its block from the end that leaves most room. */
export function prepareExtend(d: Ref, left: boolean): void {
  if (dequeLength(d) !== 0) return;
  leftindex.set(d, left ? BLOCKLEN - 1 : 1);
  rightindex.set(d, left ? BLOCKLEN - 2 : 0);
}

/** Where item `i` lies.  @cpython deque_item */
export function itemAt(d: Ref, index: number): Address {
  const size = dequeLength(d);
  let at = index + leftindex(d);
  let n = Math.floor(at / BLOCKLEN);
  at %= BLOCKLEN;
  let b: Address;
  if (index < size >> 1) {
    b = leftblock(d);
    while (n-- > 0) b = rightLink(b);
  } else {
    n = Math.floor((leftindex(d) + size - 1) / BLOCKLEN) - n;
    b = rightblock(d);
    while (n-- > 0) b = leftLink(b);
  }
  return place(b, at);
}
/** Calls `visit` with the address of every item, left to right. */
export function eachPlace(d: Ref, visit: (at: Address) => void): void {
  let b = leftblock(d),
    i = leftindex(d);
  for (let n = dequeLength(d); n > 0; n--) {
    visit(place(b, i));
    if (++i === BLOCKLEN && n > 1) {
      b = rightLink(b);
      i = 0;
    }
  }
}
/** Every block that belongs to a deque. */
export function eachBlock(d: Ref, visit: (b: Address) => void): void {
  let b = leftblock(d);
  if (b === 0) return;
  for (; b !== rightblock(d); b = rightLink(b)) visit(b);
  visit(b);
  if (OWN) for (let i = 0; i < load(countAt(d)); i++) visit(load(keptAt(d, i)));
}

/** Turns the deque by `n`, to the right if positive, from block to block.  @cpython _deque_rotate */
export function rotate(d: Ref, by: number): Done {
  const size = dequeLength(d),
    half = size >> 1;
  if (size <= 1) return DONE;
  let n = by;
  if (n > half || n < -half) {
    n %= size;
    if (n > half) n -= size;
    else if (n < -half) n += size;
  }
  touched(d);
  const spare = n > 0 ? turnRight(d, n) : n < 0 ? turnLeft(d, -n) : 0;
  if (spare === NO_MEMORY) return NULL;
  if (spare !== 0) freeBlock(d, spare);
  return DONE;
}
const NO_MEMORY = -1;
/** Items from the right end go to the left.  Answers a block that became empty, 0 or NO_MEMORY. */
function turnRight(d: Ref, count: number): Address {
  let spare: Address = 0,
    n = count;
  while (n > 0) {
    if (leftindex(d) === 0) {
      const b = spare === 0 ? newBlock(d) : spare;
      if (b === 0) return NO_MEMORY;
      spare = 0;
      link(b, leftblock(d));
      leftblock.set(d, b);
      leftindex.set(d, BLOCKLEN);
    }
    const m = Math.min(n, rightindex(d) + 1, leftindex(d));
    rightindex.set(d, rightindex(d) - m);
    leftindex.set(d, leftindex(d) - m);
    move(place(leftblock(d), leftindex(d)), place(rightblock(d), rightindex(d) + 1), m);
    n -= m;
    if (rightindex(d) < 0) {
      spare = rightblock(d);
      rightblock.set(d, leftLink(spare));
      rightindex.set(d, BLOCKLEN - 1);
    }
  }
  return spare;
}
function turnLeft(d: Ref, count: number): Address {
  let spare: Address = 0,
    n = count;
  while (n > 0) {
    if (rightindex(d) === BLOCKLEN - 1) {
      const b = spare === 0 ? newBlock(d) : spare;
      if (b === 0) return NO_MEMORY;
      spare = 0;
      link(rightblock(d), b);
      rightblock.set(d, b);
      rightindex.set(d, -1);
    }
    const m = Math.min(n, BLOCKLEN - leftindex(d), BLOCKLEN - 1 - rightindex(d));
    move(place(rightblock(d), rightindex(d) + 1), place(leftblock(d), leftindex(d)), m);
    leftindex.set(d, leftindex(d) + m);
    rightindex.set(d, rightindex(d) + m);
    n -= m;
    if (leftindex(d) === BLOCKLEN) {
      spare = leftblock(d);
      leftblock.set(d, rightLink(spare));
      leftindex.set(d, 0);
    }
  }
  return spare;
}
/** First one first: in a block of its own the deque may move over itself. */
function move(to: Address, from: Address, count: number): void {
  for (let i = 0; i < count * 8; i += 8) storePointer(to + i, load(from + i));
}

/** Later: lets every item go, left to right, and each block when it is done with; the deque is empty at once.  @cpython deque_clear */
export function thenClear(d: Ref): void {
  const size = dequeLength(d);
  if (size === 0) return;
  const fresh = newBlock(d);
  if (fresh === 0) {
    while (dequeLength(d) > 0) decref(pop(d));
    return;
  }
  const first = leftblock(d);
  const from = leftindex(d);
  let block = rightblock(d),
    end = rightindex(d) + 1;
  setSize(d, 0);
  leftblock.set(d, fresh);
  rightblock.set(d, fresh);
  center(d);
  touched(d);
  for (;;) {
    const start = block === first ? from : 0;
    thenCall(FREE_BLOCK, block, d);
    thenReleaseItemsUp(place(block, start), end - start);
    if (block === first) break;
    block = leftLink(block);
    end = BLOCKLEN;
  }
}
export function clear(d: Ref): void {
  const floor = workFloor();
  thenClear(d);
  runWork(floor);
}
/** The empty deque's memory: its block, then what was kept. */
export const FREE_ALL_BLOCKS = native((self: Ref) => {
  freeBlock(self, leftblock(self));
  leftblock.set(self, 0);
  rightblock.set(self, 0);
  if (OWN) for (let i = 0; i < load(countAt(self)); i++) release(load(keptAt(self, i)));
});

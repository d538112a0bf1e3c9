/**
 * pymalloc: small blocks for Python's objects.  CPython: Objects/obmalloc.c.
 *
 * An arena is cut into pools, a pool into blocks of one size.  For every size class there is a ring of the pools that
 * have both used and free blocks, and the front one serves.  What happens inside a pool is here, where pools come from
 * in arenas.ts.
 */
import { WORD } from '../heap/layout.js';
import { load, store, type Address } from '../heap/memory.js';
import { int32, pointer, struct } from '../heap/struct.js';
import { memory } from '../profiles/facts/memory.js';
import { realm } from '../profiles/realm.js';
import { resolve } from '../profiles/since.js';
import { PAGE, staticAllocate, touch } from '../process/space.js';

const facts = resolve(memory, realm.version.key);

/** Blocks are aligned to two words, and a size class is as wide. */
export const ALIGNMENT = WORD * 2;
export const POOL_SIZE = WORD === 8 ? facts.poolSize : facts.poolSize32;
export const ARENA_SIZE = WORD === 8 ? facts.arenaSize : facts.arenaSize32;
/** The largest request served here, bytes. */
export const SMALL_REQUEST = facts.smallRequest;
export const SIZE_CLASSES = SMALL_REQUEST / ALIGNMENT;

/** What a pool begins with. */
export const Pool = struct('pool', 'pool_header', {
  count: int32, // blocks in use
  freeblock: pointer, // the free block that goes next; each holds the address of the one after it
  nextpool: pointer, // in the ring of its class; a free pool: the next free one of its arena
  prevpool: pointer,
  arenaindex: int32,
  szidx: int32, // size class: blocks of (szidx + 1) * ALIGNMENT bytes
  nextoffset: int32, // where the next block never used so far begins
  maxnextoffset: int32 // the last such place
});
const COUNT = Pool.count.offset;
const FREE = Pool.freeblock.offset;
const NEXT = Pool.nextpool.offset;
const PREVIOUS = Pool.prevpool.offset;
const CLASS = Pool.szidx.offset;
const FRESH = Pool.nextoffset.offset;
const LAST_FRESH = Pool.maxnextoffset.offset;

/** Bytes before the first block. */
export const POOL_HEADER = (Pool.$size + ALIGNMENT - 1) & -ALIGNMENT;
/** In place of a size class: the pool never had one. */
export const NO_CLASS = 0xffff;

const CLASS_BITS = WORD === 8 ? 4 : 3;
/**
 * The rings: per size class the first and the last pool.  A ring's head is the pool header whose links these two words
 * would be, so that it needs no special case.
 */
export const usedpools: Address = staticAllocate(SIZE_CLASSES * 2 * WORD);
const HEADS = usedpools - NEXT;
/** The head of a size class's ring. */
export const ringOf = (index: number): Address => HEADS + (index << CLASS_BITS);
for (let index = 0; index < SIZE_CLASSES; index++) {
  store(ringOf(index) + NEXT, ringOf(index));
  store(ringOf(index) + PREVIOUS, ringOf(index));
}

/** Bytes in a block of a size class. */
export const classSize = (index: number): number => (index + 1) << CLASS_BITS;
export const classOf = (size: number): number => (size - 1) >> CLASS_BITS;
/** The pool in which a block lies. */
export const poolOf = (p: Address): Address => p & -POOL_SIZE;
/** Blocks that fit into a pool of a size class. */
export const blocksPerPool = (index: number): number =>
  Math.floor((POOL_SIZE - POOL_HEADER) / classSize(index));

/** Writes a link into a block, both halves of it. */
const storeLink = (block: Address, to: Address): void => {
  store(block, to);
  if (WORD === 8) store(block + 4, 0);
};

/**
 * A block from the front pool of a size class, or 0 when its ring is empty.
 * @cpython Objects/obmalloc.c pymalloc_alloc
 */
export const takeBlock = (index: number): Address => {
  const head = HEADS + (index << CLASS_BITS);
  const pool = load(head + NEXT);
  if (pool === head) return 0;
  store(pool + COUNT, load(pool + COUNT) + 1);
  const block = load(pool + FREE),
    next = load(block);
  store(pool + FREE, next);
  if (next === 0) extendPool(pool);
  return block;
};

/** The free list of a pool ran out: one block more, never used so far, or the pool leaves its ring. */
function extendPool(pool: Address): void {
  const fresh = load(pool + FRESH);
  if (fresh <= load(pool + LAST_FRESH)) {
    const block = pool + fresh,
      size = classSize(load(pool + CLASS));
    store(pool + FREE, block);
    store(pool + FRESH, fresh + size);
    storeLink(block, 0);
    if ((block & (PAGE - 1)) < size) touch(block, 4);
  } else unlinkPool(pool);
}

function unlinkPool(pool: Address): void {
  const next = load(pool + NEXT),
    previous = load(pool + PREVIOUS);
  store(next + PREVIOUS, previous);
  store(previous + NEXT, next);
}

/** Puts a pool at the front of its ring. */
function linkPool(pool: Address, head: Address): void {
  const next = load(head + NEXT);
  store(pool + NEXT, next);
  store(pool + PREVIOUS, head);
  store(next + PREVIOUS, pool);
  store(head + NEXT, pool);
}

/**
 * Makes a free pool serve a size class, and takes its first block.  A pool that served the same class before goes on
 * with the free list it had.  @cpython Objects/obmalloc.c allocate_from_new_pool
 */
export function openPool(pool: Address, index: number): Address {
  linkPool(pool, ringOf(index));
  store(pool + COUNT, 1);
  const first = pool + POOL_HEADER;
  if (load(pool + CLASS) === index) {
    const block = load(pool + FREE);
    store(pool + FREE, load(block));
    return block;
  }
  const size = classSize(index);
  store(pool + CLASS, index);
  store(pool + FRESH, POOL_HEADER + 2 * size);
  store(pool + LAST_FRESH, POOL_SIZE - size);
  store(pool + FREE, first + size);
  storeLink(first + size, 0);
  touch(pool, POOL_HEADER + size);
  return first;
}

/**
 * Gives a block back to its pool; it is the next one that the pool gives away.  A pool that was full comes to the
 * front of its ring.  Returns the pool when it is empty now, and out of its ring; else 0.
 * @cpython Objects/obmalloc.c pymalloc_free
 */
export const giveBlock = (block: Address): Address => {
  const pool = block & -POOL_SIZE,
    next = load(pool + FREE);
  storeLink(block, next);
  store(pool + FREE, block);
  const count = load(pool + COUNT) - 1;
  store(pool + COUNT, count);
  if (next === 0) linkPool(pool, ringOf(load(pool + CLASS)));
  if (count !== 0) return 0;
  unlinkPool(pool);
  return pool;
};

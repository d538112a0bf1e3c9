/**
 * Memory comes and goes here and nowhere else: objects in every version, buffers from 3.6.
 * CPython: Objects/obmalloc.c, PyObject_Malloc and PyMem_Malloc.
 */
import { copy, load, store, type Address } from '../heap/memory.js';
import { free, malloc, realloc, usableSize } from '../process/malloc.js';
import { inArena, staticAllocate } from '../process/space.js';
import { blocksInUse, givePool, takePool } from './arenas.js';
import {
  SMALL_REQUEST,
  Pool,
  classOf,
  classSize,
  giveBlock,
  openPool,
  poolOf,
  takeBlock
} from './pymalloc.js';
import { CHECKED, shadowAllocated, shadowReleasing, shadowResized, shadowResizing } from './shadow.js';

/** Blocks from malloc in use.  @cpython Objects/obmalloc.c raw_allocated_blocks */
const RAW_BLOCKS = staticAllocate(8);

/**
 * A block of at least `size` bytes; its content is anything.  0 when memory is used up (MemoryError is the caller's).
 * @cpython Objects/obmalloc.c _PyObject_Malloc
 */
export const allocate = (size: number): Address => {
  let p = 0;
  if (size <= SMALL_REQUEST && size > 0) p = takeBlock(classOf(size));
  if (p === 0) p = allocateElsewhere(size);
  if (CHECKED && p !== 0) shadowAllocated(p, size);
  return p;
};

/** No pool has room, or the request is too large for one, or 0. */
function allocateElsewhere(size: number): Address {
  if (size > 0 && size <= SMALL_REQUEST) {
    const pool = takePool();
    if (pool !== 0) return openPool(pool, classOf(size));
  }
  const p = malloc(size);
  if (p !== 0) store(RAW_BLOCKS, load(RAW_BLOCKS) + 1);
  return p;
}

/** Gives a block back.  @cpython Objects/obmalloc.c _PyObject_Free */
export const release = (p: Address): void => {
  if (CHECKED && p !== 0) shadowReleasing(p);
  if (!inArena(p)) return releaseRaw(p);
  const emptied = giveBlock(p);
  if (emptied !== 0) givePool(emptied);
};

function releaseRaw(p: Address): void {
  if (p === 0) return;
  free(p);
  store(RAW_BLOCKS, load(RAW_BLOCKS) - 1);
}

/**
 * A block of at least `size` bytes with the content of `p`, which is gone; `p` itself if it is large enough and not
 * more than a quarter of it would be wasted.  0, and `p` as it was, when memory is used up.
 * @cpython Objects/obmalloc.c _PyObject_Realloc
 */
export function resize(p: Address, size: number): Address {
  if (p === 0) return allocate(size);
  if (CHECKED) shadowResizing(p);
  if (!inArena(p)) {
    const moved = realloc(p, size);
    if (CHECKED && moved !== 0) shadowResized(p, moved, size);
    return moved;
  }
  const room = classSize(Pool.szidx(poolOf(p)));
  if (size <= room && 4 * size > 3 * room) {
    if (CHECKED) shadowResized(p, p, size);
    return p;
  }
  const moved = allocate(size);
  if (moved === 0) return 0;
  copy(moved, p, Math.min(size, room));
  release(p);
  return moved;
}

/** Blocks in use, as sys.getallocatedblocks tells them. */
export const allocatedBlocks = (): number => blocksInUse() + load(RAW_BLOCKS);

/** Bytes that the block at `p` really has. */
export const blockSize = (p: Address): number =>
  inArena(p) ? classSize(Pool.szidx(poolOf(p))) : usableSize(p);

/** Reads pymalloc's arenas, pools and blocks, for the inspector and the checks.  It changes nothing. */
import { load, type Address } from '../heap/memory.js';
import { HEADER } from '../process/chunks.js';
import { chunks } from '../process/walk.js';
import { Arena, arenaAt, arrayOfArenas, firstPool, maxArenas } from './arenas.js';
import { POOL_HEADER, POOL_SIZE, Pool, classSize } from './pymalloc.js';

/** Every arena that is mapped: the address of its arena_object. */
export function* arenas(): Generator<Address> {
  for (let index = 0; index < maxArenas(); index++)
    if (Arena.address(arenaAt(index)) !== 0) yield arenaAt(index);
}

/** Every pool of an arena that was ever used, free ones (`count` 0) included. */
export function* poolsOf(arena: Address): Generator<Address> {
  for (let pool = firstPool(arena); pool < Arena.pool_address(arena); pool += POOL_SIZE) yield pool;
}

/** The free blocks of a pool in the order in which it will give them away; never-used ones not included. */
export function* freeBlocksOf(pool: Address): Generator<Address> {
  for (let block = Pool.freeblock(pool); block !== 0; block = load(block)) yield block;
}

/** The blocks of a pool that are in use, in order of address. */
export function* blocksOf(pool: Address): Generator<Address> {
  if (Pool.count(pool) === 0) return;
  const free = new Set(freeBlocksOf(pool));
  const end = pool + Pool.nextoffset(pool);
  const size = classSize(Pool.szidx(pool));
  for (let block = pool + POOL_HEADER; block < end; block += size) if (!free.has(block)) yield block;
}

export interface Block {
  readonly address: Address;
  /** Bytes that its owner may use. */
  readonly size: number;
  readonly from: 'pymalloc' | 'malloc';
}

/** Every block that somebody owns, in no order; the allocators' own are not among them. */
export function* blocks(): Generator<Block> {
  for (const arena of arenas())
    for (const pool of poolsOf(arena)) {
      const size = classSize(Pool.szidx(pool));
      for (const address of blocksOf(pool)) yield { address, size, from: 'pymalloc' };
    }
  for (const { address, size, state, isMapped } of chunks())
    if (state === 'used' && address !== arrayOfArenas())
      yield { address, size: size - (isMapped ? HEADER : HEADER - 8), from: 'malloc' };
}

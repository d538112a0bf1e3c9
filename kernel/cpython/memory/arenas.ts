/**
 * Arenas: what pymalloc asks the system for, and where pools come from.  CPython: Objects/obmalloc.c.
 *
 * The arenas with free pools form a list, those with the fewest first: they fill up, and the others have a chance to
 * become entirely free and go back to the system.
 */
import { load, store, zero, type Address } from '../heap/memory.js';
import { int32, pointer, struct } from '../heap/struct.js';
import { memory } from '../profiles/facts/memory.js';
import { realm } from '../profiles/realm.js';
import { resolve } from '../profiles/since.js';
import { realloc } from '../process/malloc.js';
import { mmap, munmap, staticAllocate } from '../process/space.js';
import { ARENA_SIZE, NO_CLASS, POOL_SIZE, Pool } from './pymalloc.js';

const KEEPS_LAST = resolve(memory, realm.version.key).keepsLastArena;

/** What is known of an arena.  They lie in an array, in a block of malloc's. */
export const Arena = struct('arena', 'arena_object', {
  address: pointer, // 0: not in use
  pool_address: pointer, // the first pool never used so far
  nfreepools: int32, // free pools, fresh ones included
  ntotalpools: int32,
  freepools: pointer, // pools that were used and are free now
  nextarena: pointer, // in the list of arenas with room; of those not in use
  prevarena: pointer
});
const { address, pool_address, nfreepools, ntotalpools, freepools, nextarena, prevarena } = Arena;
/** How many the array has room for at first; it doubles. */
const INITIAL_ARENAS = 16;

// State: obmalloc.c's own static variables.
const state = staticAllocate(6 * 8);
const ARENAS = state;
const MAX_ARENAS = state + 8;
const UNUSED = state + 16;
const USABLE = state + 24;
const IN_USE = state + 32;
const ALLOCATED_TOTAL = state + 40;

/** The block in which the arena_objects lie, or 0. */
export const arrayOfArenas = (): Address => load(ARENAS);
/** How many arenas the array has room for. */
export const maxArenas = (): number => load(MAX_ARENAS);
export const arenaAt = (index: number): Address => load(ARENAS) + index * Arena.$size;
/** The first of the arenas with free pools, or 0. */
export const usableArenas = (): Address => load(USABLE);
/** Arenas mapped now, and ever. */
export const arenasInUse = (): number => load(IN_USE);
export const arenasAllocated = (): number => load(ALLOCATED_TOTAL);
/** The first pool of an arena. */
export const firstPool = (arena: Address): Address => (address(arena) + POOL_SIZE - 1) & -POOL_SIZE;

/** A pool without a block in use, or 0 when memory is used up.  @cpython Objects/obmalloc.c allocate_from_new_pool */
export function takePool(): Address {
  const arena = load(USABLE) || newArena();
  if (arena === 0) return 0;
  let pool = freepools(arena);
  if (pool !== 0) freepools.set(arena, Pool.nextpool(pool));
  else {
    pool = pool_address(arena);
    pool_address.set(arena, pool + POOL_SIZE);
    Pool.arenaindex.set(pool, (arena - load(ARENAS)) / Arena.$size);
    Pool.szidx.set(pool, NO_CLASS);
  }
  const free = nfreepools(arena) - 1;
  nfreepools.set(arena, free);
  if (free === 0) {
    const next = nextarena(arena);
    store(USABLE, next);
    if (next !== 0) prevarena.set(next, 0);
  }
  return pool;
}

/** Takes back a pool whose last block was freed.  @cpython Objects/obmalloc.c insert_to_freepool */
export function givePool(pool: Address): void {
  const arena = arenaAt(Pool.arenaindex(pool));
  Pool.nextpool.set(pool, freepools(arena));
  freepools.set(arena, pool);
  const free = nfreepools(arena) + 1;
  nfreepools.set(arena, free);
  if (free === ntotalpools(arena) && !(KEEPS_LAST && nextarena(arena) === 0)) releaseArena(arena);
  else if (free === 1) linkArena(arena, 0);
  else moveBack(arena, free);
}

/** Keeps the list sorted after one more pool of `arena` became free: behind all arenas with fewer free ones. */
function moveBack(arena: Address, free: number): void {
  let after = arena;
  for (let next = nextarena(arena); next !== 0 && nfreepools(next) < free; next = nextarena(next))
    after = next;
  if (after === arena) return;
  unlinkArena(arena);
  linkArena(arena, after);
}

/** Puts an arena into the list of those with free pools, behind `after`, or first if that is 0. */
function linkArena(arena: Address, after: Address): void {
  const next = after === 0 ? load(USABLE) : nextarena(after);
  nextarena.set(arena, next);
  prevarena.set(arena, after);
  if (next !== 0) prevarena.set(next, arena);
  if (after === 0) store(USABLE, arena);
  else nextarena.set(after, arena);
}

function unlinkArena(arena: Address): void {
  const next = nextarena(arena),
    previous = prevarena(arena);
  if (next !== 0) prevarena.set(next, previous);
  if (previous === 0) store(USABLE, next);
  else nextarena.set(previous, next);
}

/** Maps an arena, the only one with free pools.  Returns 0 when memory is used up.  @cpython Objects/obmalloc.c new_arena */
function newArena(): Address {
  if (load(UNUSED) === 0 && !growArray()) return 0;
  const start = mmap(ARENA_SIZE, 'arena');
  if (start === 0) return 0;
  const arena = load(UNUSED);
  store(UNUSED, nextarena(arena));
  address.set(arena, start);
  const first = firstPool(arena);
  const pools = ARENA_SIZE / POOL_SIZE - (first === start ? 0 : 1);
  pool_address.set(arena, first);
  freepools.set(arena, 0);
  nfreepools.set(arena, pools);
  ntotalpools.set(arena, pools);
  linkArena(arena, 0);
  store(IN_USE, load(IN_USE) + 1);
  store(ALLOCATED_TOTAL, load(ALLOCATED_TOTAL) + 1);
  return arena;
}

/** Room for twice as many arenas.  Nothing points into the array then: all arenas are full. */
function growArray(): boolean {
  const had = load(MAX_ARENAS),
    wanted = had === 0 ? INITIAL_ARENAS : had * 2;
  const array = realloc(load(ARENAS), wanted * Arena.$size);
  if (array === 0) return false;
  store(ARENAS, array);
  zero(array + had * Arena.$size, (wanted - had) * Arena.$size);
  for (let index = had; index < wanted; index++)
    nextarena.set(arenaAt(index), index + 1 < wanted ? arenaAt(index + 1) : 0);
  store(UNUSED, arenaAt(had));
  store(MAX_ARENAS, wanted);
  return true;
}

function releaseArena(arena: Address): void {
  unlinkArena(arena);
  munmap(address(arena), ARENA_SIZE);
  address.set(arena, 0);
  nextarena.set(arena, load(UNUSED));
  store(UNUSED, arena);
  store(IN_USE, load(IN_USE) - 1);
}

/** Blocks of pymalloc in use.  @cpython Objects/obmalloc.c _Py_GetAllocatedBlocks */
export function blocksInUse(): number {
  let blocks = 0;
  for (let index = 0; index < load(MAX_ARENAS); index++) {
    const arena = arenaAt(index);
    if (address(arena) === 0) continue;
    for (let pool = firstPool(arena); pool < pool_address(arena); pool += POOL_SIZE)
      blocks += Pool.count(pool);
  }
  return blocks;
}

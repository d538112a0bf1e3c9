/**
 * Dead objects of one type kept for reuse, last in first out, linked through their own blocks.  A full collection
 * empties the lists.  CPython: Include/internal/pycore_freelist.h (earlier a static per type).
 */
import { load, store, type Address } from '../heap/memory.js';
import { release } from '../memory/allocate.js';
import { staticAllocate } from '../process/space.js';
import { profile } from '../profiles/profile.js';

const LINK = profile.int.freeListLink === 'type' ? 8 : 0;

export interface FreeList {
  readonly name: string;
  readonly capacity: number;
  /** A kept block, or 0. */
  take(): Address;
  /** Keeps a block while there is room: whether it did. */
  keep(block: Address): boolean;
  /** Gives all blocks back to the allocator. */
  empty(): void;
  size(): number;
}
const lists: FreeList[] = [];
/** All lists of this kind: for a full collection and for views. */
export const objectFreeLists: readonly FreeList[] = lists;

export function freeList(name: string, capacity: number): FreeList {
  const head = staticAllocate(16),
    count = head + 8;
  const made: FreeList = {
    name,
    capacity,
    take() {
      const block = load(head);
      if (block === 0) return 0;
      store(head, load(block + LINK));
      store(count, load(count) - 1);
      return block;
    },
    keep(block) {
      const kept = load(count);
      if (kept >= capacity) return false;
      store(block + LINK, load(head));
      store(head, block);
      store(count, kept + 1);
      return true;
    },
    empty() {
      for (let block = made.take(); block !== 0; block = made.take()) release(block);
    },
    size: () => load(count)
  };
  lists.push(made);
  return made;
}

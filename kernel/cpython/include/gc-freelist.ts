/** Free lists of containers: what is kept is the whole block, GC header included, and it comes back untracked. */
import { store } from '../heap/memory.js';
import type { Owned, Ref } from '../heap/reference.js';
import { GC_HEAD } from '../object/header.js';
import { freeList } from './freelist.js';

export interface GcFreeList<T extends string> {
  /** A dead object with count 1 again, untracked, its type as it was, its fields anything; or 0. */
  take(): Owned<T> | 0;
  /** Whether there was room for it. */
  keep(o: Ref): boolean;
}

export function gcFreeList<T extends string>(name: string, capacity: number): GcFreeList<T> {
  const list = freeList(name, capacity);
  return {
    take() {
      const block = list.take();
      if (block === 0) return 0;
      store(block, 0);
      store(block + 4, 0);
      store(block + 8, 0);
      store(block + 12, 0);
      const o = (block + GC_HEAD) as Owned<T>;
      store(o, 1);
      store(o + 4, 0);
      return o;
    },
    keep: o => list.keep(o - GC_HEAD)
  };
}

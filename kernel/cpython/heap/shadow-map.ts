/** Memory of the checked build that lies beside the heap, so that the heap is the same to the byte without it. */
import { HEAP_BYTES } from './memory.js';

/** One number for every `grain` bytes of the heap, all 0 at first; grain is a power of two. */
export interface ShadowMap {
  get(p: number): number;
  set(p: number, value: number): void;
  clear(): void;
}

/** A shadow map; with `enabled` false one that takes no memory, and must not be used. */
export function shadowMap(grain: number, enabled: boolean): ShadowMap {
  const cells = new Int32Array(enabled ? HEAP_BYTES / grain : 0);
  const bits = Math.log2(grain);
  return {
    get: p => cells[p >> bits]!,
    set: (p, value) => {
      cells[p >> bits] = value;
    },
    clear: () => {
      cells.fill(0);
    }
  };
}

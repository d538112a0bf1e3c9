/** Containers whose repr is on its way, so that one inside itself is shown as `...`.  CPython: Objects/object.c Py_ReprEnter. */
import { load, store, type Address } from '../heap/memory.js';
import type { Ref } from '../heap/reference.js';
import { ownAllocate } from '../process/own.js';

const BYTES = 64 * 1024;
const base = ownAllocate(BYTES);
const TOP = ownAllocate(16);
store(TOP, base);

/** Whether the repr of `o` is on its way already; if not, it is now: pairs with leaveRepr. */
export function enterRepr(o: Ref): boolean {
  const top = load(TOP);
  for (let p: Address = base; p < top; p += 4) if (load(p) === o) return true;
  if (top >= base + BYTES) throw new Error('too many nested reprs');
  store(top, o);
  store(TOP, top + 4);
  return false;
}
/** The repr of `o` is done or has failed; those that began after it are over, too. */
export function leaveRepr(o: Ref): void {
  let p = load(TOP) - 4;
  while (p >= base && load(p) !== o) p -= 4;
  if (p >= base) store(TOP, p);
}

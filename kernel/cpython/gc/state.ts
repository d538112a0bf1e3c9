/** The two lists that Python sees: gc.garbage and gc.callbacks.  CPython: Modules/gcmodule.c. */
import { load, store } from '../heap/memory.js';
import { NULL, type Ref } from '../heap/reference.js';
import { newList } from '../include/list.js';
import { staticAllocate } from '../process/space.js';

const words = staticAllocate(16);
function listAt(p: number): Ref {
  const known = load(p) as Ref | 0;
  if (known !== 0) return known;
  const made = newList(0);
  if (made === NULL) throw new Error('no memory for a list of the collector');
  store(p, made);
  return made;
}
/** gc.garbage, borrowed. */
export const garbage = (): Ref => listAt(words);
/** gc.callbacks, borrowed. */
export const callbacks = (): Ref => listAt(words + 8);
/** gc.callbacks if there are any, without making the list. */
export const callbacksMade = (): Ref | 0 => load(words + 8) as Ref | 0;
/** For the audit. */
export function collectorRoots(visit: (o: Ref, label: string) => void): void {
  if (load(words) !== 0) visit(load(words) as Ref, 'the collector: gc.garbage');
  if (load(words + 8) !== 0) visit(load(words + 8) as Ref, 'the collector: gc.callbacks');
}

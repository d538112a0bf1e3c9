/** Which natives may answer PUSHED: those that enter Python frames for a slot.  Known before they are called, so that a
 * caller which has to go on afterwards can put its native frame below. */
import { native, type Native } from './natives.js';

const pushing: boolean[] = [];

/** Registers a native that may answer PUSHED. */
export function pushingNative(f: Native): number {
  const index = native(f);
  pushing[index] = true;
  return index;
}
export const mayPush = (index: number): boolean => pushing[index] === true;

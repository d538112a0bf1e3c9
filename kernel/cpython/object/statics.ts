/** Objects in the C binary's data: they are made while modules load, and never freed. */
import { store } from '../heap/memory.js';
import type { Ref } from '../heap/reference.js';
import { profile } from '../profiles/profile.js';

const made = new Map<Ref, number>();
/** All of them, and the references that the binary itself has to each: constants of the realm. */
export const staticObjects: ReadonlyMap<Ref, number> = made;

/** `static`: small ints, one-character strings, internal names.  `singleton`: None, True, types. */
export function setStaticCount(o: Ref, which: 'static' | 'singleton'): void {
  const count = which === 'static' ? profile.object.staticCount : profile.object.singletonCount;
  made.set(o, count);
  store(o, count);
}

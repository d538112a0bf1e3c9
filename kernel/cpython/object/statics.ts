/** Objects in the C binary's data: they are made while modules load, and never freed. */
import { store } from '../heap/memory.js';
import type { Ref } from '../heap/reference.js';
import { profile } from '../profiles/profile.js';

/** `static`: small ints, one-character strings, internal names.  `singleton`: None, True, types. */
export function setStaticCount(o: Ref, which: 'static' | 'singleton'): void {
  store(o, which === 'static' ? profile.object.staticCount : profile.object.singletonCount);
}
/** What the audit subtracts from a static object's count: the binary's own references, which have no holder. */
export const staticBias = Object.freeze({
  static: profile.object.staticCount,
  singleton: profile.object.singletonCount
});

/** The subclasses of a type: weak references in a dict keyed by address.  CPython: Objects/typeobject.c add_subclass. */
import { NULL } from '../../heap/reference.js';
import { dictDelItem, dictSetItem, newDict, nextEntry, entryValue, dictGetItem } from '../../include/dict.js';
import { newInt } from '../../include/int.js';
import { TypeObject } from '../../include/type.js';
import type { PyType } from '../../object/header.js';
import { decref } from '../../object/refcount.js';
import { newWeakref, referent } from '../../include/weakref.js';

/** Notes `t` as a subclass of `base`; false: MemoryError is set. */
export function addSubclass(base: PyType, t: PyType): boolean {
  let dict = TypeObject.tp_subclasses(base);
  if (dict === 0) {
    const made = newDict();
    if (made === NULL) return false;
    TypeObject.tp_subclasses.set(base, made);
    dict = made;
  }
  const key = newInt(t);
  if (key === NULL) return false;
  const weak = newWeakref(t, 0);
  const done = weak === NULL ? NULL : dictSetItem(dict, key, weak);
  if (weak !== NULL) decref(weak);
  decref(key);
  return done !== NULL;
}
/** Forgets a subclass that dies or changes its bases. */
export function removeSubclass(base: PyType, t: PyType): void {
  const dict = TypeObject.tp_subclasses(base);
  if (dict === 0) return;
  const key = newInt(t);
  if (key === NULL) return;
  if (dictGetItem(dict, key) !== 0) dictDelItem(dict, key);
  decref(key);
}
/** Calls `visit` with each subclass that is alive, oldest first. */
export function subclasses(base: PyType, visit: (t: PyType) => void): void {
  const dict = TypeObject.tp_subclasses(base);
  if (dict === 0) return;
  for (let i = nextEntry(dict, 0); i >= 0; i = nextEntry(dict, i + 1)) {
    const t = referent(entryValue(dict, i));
    if (t !== 0) visit(t as PyType);
  }
}

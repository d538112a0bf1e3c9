/**
 * Inline caches of attributes, in the three spare words of an instruction: the class's version, then what it found there.
 * They own nothing: whoever changes a class or a base of it takes its version away, and no version is given twice.
 * Attributes in a dict of their own are not cached.  CPython: Python/specialize.c.
 */
import { load, store, type Address } from '../heap/memory.js';
import type { Ref } from '../heap/reference.js';
import { currentKeysVersion, keysVersion } from '../include/dict-keys.js';
import { PyMethodDescr_Type } from '../include/descriptor.js';
import { PyFunction_Type } from '../include/function.js';
import { hasValues, setValueAt, sharedKeyIndex, valueAt } from '../include/instance.js';
import { Flag, PyType, TypeObject, typeHas } from '../include/type.js';
import { typeOf } from '../object/header.js';
import { slot, slotOf } from '../object/slots.js';
import { GENERIC_GET_ATTR, GENERIC_SET_ATTR, instanceLookup } from '../abstract/attribute.js';
import { typeLookup } from '../abstract/lookup.js';

/** Words of an instruction after its first. */
const VERSION = 4,
  FOUND = 8,
  KEYS = 12;

const knows = (pc: Address, t: PyType): boolean => {
  const version = load(pc + VERSION);
  return version !== 0 && version === TypeObject.tp_version_tag(t);
};

/** The instance's attribute, borrowed; 0: the cache does not know. */
export function cachedAttribute(pc: Address, owner: Ref): Ref | 0 {
  return knows(pc, typeOf(owner)) ? valueAt(owner, load(pc + FOUND)) : 0;
}
/** Sets the instance's attribute, lent; false: the cache does not know. */
export function setCachedAttribute(pc: Address, owner: Ref, value: Ref): boolean {
  return knows(pc, typeOf(owner)) && setValueAt(owner, load(pc + FOUND), value);
}
/** Notes where a class's instances have an attribute that their class has not, for a load or a store. */
export function noteAttribute(pc: Address, owner: Ref, name: Ref): void {
  const t = typeOf(owner);
  const generic =
    slotOf(t, slot.tp_getattro) === GENERIC_GET_ATTR && slotOf(t, slot.tp_setattro) === GENERIC_SET_ATTR;
  if (!generic || !typeHas(t, Flag.MANAGED_DICT) || !hasValues(owner) || typeLookup(t, name) !== 0) return;
  const index = sharedKeyIndex(t, name);
  if (index < 0) return;
  store(pc + VERSION, TypeObject.tp_version_tag(t));
  store(pc + FOUND, index);
}

/** The function or descriptor that a method call of this owner means, borrowed; 0: the cache does not know. */
export function cachedMethod(pc: Address, owner: Ref): Ref | 0 {
  const t = typeOf(owner);
  if (!knows(pc, t)) return 0;
  // the instance has no attribute of that name while the class's shared keys are as they were
  const keys = load(pc + KEYS);
  if (keys !== 0 && (!hasValues(owner) || currentKeysVersion(PyType.ht_cached_keys(t)) !== keys)) return 0;
  return load(pc + FOUND) as Ref;
}
/** The method that the class has and the instance does not hide, borrowed, noted for the next time; or 0. */
export function methodOf(pc: Address, owner: Ref, name: Ref): Ref | 0 {
  const t = typeOf(owner);
  if (slotOf(t, slot.tp_getattro) !== GENERIC_GET_ATTR) return 0;
  const found = typeLookup(t, name);
  if (found === 0) return 0;
  const kind = typeOf(found);
  if ((kind !== PyFunction_Type && kind !== PyMethodDescr_Type) || instanceLookup(owner, t, name) !== 0)
    return 0;
  const plain = !typeHas(t, Flag.MANAGED_DICT) && TypeObject.tp_dictoffset(t) === 0;
  const shared = typeHas(t, Flag.MANAGED_DICT) && hasValues(owner) && sharedKeyIndex(t, name) < 0;
  if (plain || shared) {
    store(pc + VERSION, TypeObject.tp_version_tag(t));
    store(pc + FOUND, found);
    store(pc + KEYS, plain ? 0 : keysVersion(PyType.ht_cached_keys(t)));
  }
  return found;
}

/** Attribute lookup along the MRO, with CPython's cache of results by type version.  CPython: Objects/typeobject.c. */
import { load, store, type Address } from '../heap/memory.js';
import type { Owned, Ref } from '../heap/reference.js';
import { lookupStr } from '../include/dict.js';
import { ob_size } from '../object/header.js';
import { Flag, TypeObject, setTypeFlags, typeHas, clearTypeFlags, type PyType } from '../include/type.js';
import { tupleItem } from '../include/tuple.js';
import { newRef, xdecref } from '../object/refcount.js';
import { NEXT_TYPE_VERSION } from '../object/thread.js';
import { ownAllocate } from '../process/own.js';

/** Entries of the cache: version, name (owned), value (borrowed from the type), unused. */
const ENTRIES = 4096;
const cache = ownAllocate(ENTRIES * 16);

const entryFor = (version: number, name: Ref): Address =>
  cache + (((version ^ (name >> 4)) & (ENTRIES - 1)) << 4);

/** What the types in the MRO have under `name`, borrowed, or NULL.  Sets no exception.  @cpython Objects/typeobject.c _PyType_Lookup */
export function typeLookup(t: PyType, name: Ref): Ref | 0 {
  const version = TypeObject.tp_version_tag(t);
  if (version !== 0) {
    const entry = entryFor(version, name);
    if (load(entry) === version && load(entry + 4) === name) return load(entry + 8) as Ref | 0;
  }
  const found = searchMro(t, name);
  const valid = version !== 0 ? version : assignVersion(t);
  if (valid !== 0) {
    const entry = entryFor(valid, name);
    const old = load(entry + 4) as Owned | 0;
    store(entry, valid);
    store(entry + 8, found);
    store(entry + 4, newRef(name));
    xdecref(old);
  }
  return found;
}

function searchMro(t: PyType, name: Ref): Ref | 0 {
  const mro = TypeObject.tp_mro(t);
  if (mro === 0) return 0;
  for (let i = 0; i < ob_size(mro); i++) {
    const dict = TypeObject.tp_dict(tupleItem(mro, i));
    const found = dict === 0 ? 0 : lookupStr(dict, name);
    if (found !== 0) return found;
  }
  return 0;
}

/** The type's version, given now if it had none; 0 for a type that is not ready. */
export function assignVersion(t: PyType): number {
  const version = TypeObject.tp_version_tag(t);
  if (version !== 0) return version;
  if (!typeHas(t, Flag.READY)) return 0;
  const bases = TypeObject.tp_bases(t);
  if (bases !== 0) {
    for (let i = 0; i < ob_size(bases); i++) assignVersion(tupleItem(bases, i) as PyType);
  }
  const next = load(NEXT_TYPE_VERSION);
  store(NEXT_TYPE_VERSION, next + 1);
  TypeObject.tp_version_tag.set(t, next);
  setTypeFlags(t, Flag.VALID_VERSION);
  return next;
}
/** Drops the version of a type; its subclasses are the caller's affair.  @cpython Objects/typeobject.c PyType_Modified */
export function dropVersion(t: PyType): void {
  TypeObject.tp_version_tag.set(t, 0);
  clearTypeFlags(t, Flag.VALID_VERSION);
}

/** For the audit: the names that the cache owns. */
export function lookupCacheNames(visit: (name: Ref) => void): void {
  for (let entry = cache; entry < cache + ENTRIES * 16; entry += 16) {
    const name = load(entry + 4) as Ref | 0;
    if (name !== 0) visit(name);
  }
}
/** Empties the cache.  @cpython Objects/typeobject.c PyType_ClearCache */
export function clearLookupCache(): void {
  for (let entry = cache; entry < cache + ENTRIES * 16; entry += 16) {
    const name = load(entry + 4) as Owned | 0;
    store(entry, 0);
    store(entry + 4, 0);
    store(entry + 8, 0);
    xdecref(name);
  }
}

/** Whether `a` is `b` or derives from it, by the MRO.  @cpython Objects/typeobject.c PyType_IsSubtype */
export function isSubtype(a: PyType, b: PyType): boolean {
  if (a === b) return true;
  const mro = TypeObject.tp_mro(a);
  if (mro !== 0) {
    for (let i = 0; i < ob_size(mro); i++) if (tupleItem(mro, i) === b) return true;
    return false;
  }
  for (let t = TypeObject.tp_base(a); t !== 0; t = TypeObject.tp_base(t)) if (t === b) return true;
  return false;
}

/**
 * Attributes of instances: up to 3.10 in a dict that shares its keys with the class's other instances, in 3.11 and 3.12 as
 * values beside the instance, from 3.13 on inside it; from 3.11 on the dict is made when somebody asks for it.
 * CPython: Objects/dictobject.c, from _PyDict_NewKeysForClass on.
 */
import { load, store, storePointer, type Address } from '../heap/memory.js';
import { DONE, NULL, type Done, type Owned, type Ref, type Result } from '../heap/reference.js';
import { profile, rule } from '../profiles/profile.js';
import { preFirst, preSecond, setPreFirst, setPreSecond } from '../object/create.js';
import { thenRelease } from '../object/dealloc.js';
import { isTracked, track } from '../object/gchead.js';
import { hashHigh } from '../object/hash.js';
import { ob_size, typeOf } from '../object/header.js';
import { decref, incref, newRef, xdecref, xnewRef } from '../object/refcount.js';
import {
  EMPTY,
  deleteStr,
  dictLength,
  dictResize,
  keysOf,
  lookupStr,
  newDict,
  newDictWith,
  releaseKeys,
  setKeys,
  setStr,
  setUsed,
  setValues,
  valuesOf
} from './dict.js';
import {
  GENERAL,
  MIN_LOG2,
  SPLIT,
  UNICODE,
  addEntry,
  dropKeysVersion,
  entryAddress,
  increfKeys,
  indexOfStr,
  keysBytes,
  keysCount,
  keysEntries,
  keysKind,
  keysSize,
  keysUsable,
  markSplit,
  newKeys,
  setKeysUsable,
  usableOf
} from './dict-keys.js';
import {
  addToOrder,
  capacityOf,
  clearValues,
  copyValues,
  dropFromOrder,
  forgetOrder,
  freeValues,
  initValues,
  inlineBytes,
  isValid,
  newValues,
  setValid,
  sharedRoom,
  thenFreeValues,
  thenReleaseValues,
  valueAddress,
  valueAt as valueIn
} from './dict-values.js';
import { PyBaseObject_Type } from './object.js';
import { identifier, isExactStr, strHash } from './str.js';
import { mayBeTracked } from './tracking.js';
import { isTuple, tupleItem } from './tuple.js';
import { Flag, PyType, TypeObject, typeHas } from './type.js';

const HOW = profile.dict.attributes;
const INLINE = HOW === 'inline';
const SHARED_MAX = 30;
const SHARED_LOG2 = 6;

type Visit = (o: Ref | 0) => void;

const STATIC_ATTRIBUTES = identifier('__static_attributes__');
/**
 * The keys that a class with this dict shares with its instances: one reference.  0: MemoryError is set.
 * @cpython Objects/dictobject.c _PyDict_NewKeysForClass
 */
export function newSharedKeys(dict: Ref | 0 = 0): Address {
  if (HOW === 'splitDict') return newKeys(MIN_LOG2, SPLIT);
  const keys = newKeys(SHARED_LOG2, SPLIT, SHARED_MAX);
  if (keys === 0 || dict === 0 || !profile.dict.sharesStaticAttributes) return keys;
  const names = lookupStr(dict, STATIC_ATTRIBUTES);
  if (names !== 0 && isTuple(names)) {
    for (let i = 0; i < ob_size(names); i++) sharedKey(keys, tupleItem(names, i));
  }
  return keys;
}
/** Lets go of a class's reference to its shared keys. */
export const releaseSharedKeys = (keys: Address): void => releaseKeys(keys);
/** Bytes of a class's shared keys, for its `__sizeof__`; 0 for a class without. */
export const sharedKeysSize = (keys: Address): number => (keys === 0 ? 0 : keysBytes(keys));
/** For the audit: the names that a class's shared keys own. */
export function ownedSharedKeys(keys: Address, visit: (name: Ref) => void): void {
  for (let i = 0; i < keysEntries(keys); i++) visit(load(entryAddress(keys, i)) as Ref);
}
const sharedKeys = (t: PyType): Address => PyType.ht_cached_keys(t);

/** A dict that shares its keys with the class's other instances, if they still share; else an ordinary one. */
export function newSharingDict(t: PyType): Result<'dict'> {
  const keys = sharedKeys(t);
  if (keys === 0) return newDict();
  const values = newValues(sharedRoom(keys));
  if (values === 0) return NULL;
  increfKeys(keys);
  const d = newDictWith(keys, values, 0);
  if (d === NULL) {
    releaseKeys(keys);
    freeValues(values);
  }
  return d;
}

/*
 * Where the two pointers lie: 3.11 has values and dict; 3.12 either of them in one word, values with bit 0 set; 3.13 a dict.
 */
const VALUES_FIRST = profile.object.preHeader === 'dictAndValues';
/** The values of an instance, or 0: none, or they belong to its dict. */
const valuesBeside = rule(HOW, {
  splitDict: (_o: Ref): Address => 0,
  values: VALUES_FIRST ? preFirst : (o: Ref): Address => ((preSecond(o) & 1) !== 0 ? preSecond(o) + 1 : 0),
  inline: (o: Ref): Address =>
    typeHas(typeOf(o), Flag.INLINE_VALUES) && isValid(inlineValues(o)) ? inlineValues(o) : 0
});
/** The dict that an instance has already, or 0. */
const dictBeside: (o: Ref) => Ref | 0 =
  HOW !== 'values' || VALUES_FIRST
    ? o => preSecond(o) as Ref | 0
    : o => ((preSecond(o) & 1) !== 0 ? 0 : (preSecond(o) as Ref | 0));
/** The dict is the instance's from now on. */
const setDictBeside: (o: Ref, d: Owned | 0) => void = setPreSecond;
/** The values are gone, to a dict or for good. */
function forgetValues(o: Ref): void {
  if (VALUES_FIRST) setPreFirst(o, 0);
  else setPreSecond(o, 0);
}
function setValuesBeside(o: Ref, values: Address): void {
  if (VALUES_FIRST) setPreFirst(o, values);
  else setPreSecond(o, values - 1);
}
/** Values inside the instance lie right after the object's head. */
export const inlineValues = (o: Ref): Address => o + TypeObject.tp_basicsize(typeOf(o));

/** Bytes that a new instance takes for its attributes, from 3.13 on; before the class's room shrinks.  @cpython _PyInlineValuesSize */
export const inlineValuesSize = (t: PyType): number =>
  INLINE && typeHas(t, Flag.INLINE_VALUES) ? inlineBytes(sharedRoom(sharedKeys(t))) : 0;

/** In 3.11 and 3.12 `object.__new__` makes the values: instances of a subclass of list, say, begin without. */
function isMadeByObject(t: PyType): boolean {
  let base = t;
  while (typeHas(base, Flag.HEAPTYPE)) base = TypeObject.tp_base(base) as PyType;
  return base === PyBaseObject_Type;
}
/**
 * Gives a new instance of a class its room for attributes, and the class's table less.  NULL: MemoryError is set.
 * @cpython Objects/dictobject.c _PyObject_InitInlineValues, init_inline_values
 */
export function initInlineValues(o: Ref, t: PyType): Done {
  if (HOW === 'splitDict' || (INLINE ? !typeHas(t, Flag.INLINE_VALUES) : !isMadeByObject(t))) return DONE;
  const keys = sharedKeys(t);
  if (keysUsable(keys) > 1) setKeysUsable(keys, keysUsable(keys) - 1);
  const room = sharedRoom(keys);
  if (INLINE) {
    initValues(inlineValues(o), room, true);
    return DONE;
  }
  const values = newValues(room);
  if (values === 0) return NULL;
  setValuesBeside(o, values);
  return DONE;
}

/** The number of a shared key, added if there is room; else EMPTY.  @cpython Objects/dictobject.c insert_split_key */
function sharedKey(keys: Address, name: Ref): number {
  if (!isExactStr(name)) return EMPTY;
  const at = indexOfStr(keys, name);
  if (at !== EMPTY || keysUsable(keys) <= 0) return at;
  dropKeysVersion(keys);
  const low = strHash(name);
  const high = hashHigh();
  incref(name);
  return addEntry(keys, name, low, high, 0);
}

/** What an instance with a managed dict has under `name`, borrowed, or 0. */
export function instanceGetValue(o: Ref, name: Ref): Ref | 0 {
  const values = valuesBeside(o);
  if (values !== 0) {
    const at = indexOfStr(sharedKeys(typeOf(o)), name);
    return at < 0 ? 0 : valueIn(values, at);
  }
  const d = dictBeside(o);
  return d === 0 ? 0 : lookupStr(d, name);
}
/** Sets an attribute of an instance with a managed dict; both lent. */
export function instanceSetValue(o: Ref, name: Ref, value: Ref): Done {
  const values = valuesBeside(o);
  if (values === 0) {
    const d = ensureDict(o);
    return d === 0 ? NULL : setStr(d, name, value);
  }
  const at = sharedKey(sharedKeys(typeOf(o)), name);
  if (at === EMPTY) {
    const d = ensureDict(o);
    return d === 0 ? NULL : setStr(d, name, value);
  }
  storeValue(o, values, at, value);
  return DONE;
}
/** Deletes an attribute of an instance with a managed dict: whether there was one. */
export function instanceDelValue(o: Ref, name: Ref): boolean {
  const values = valuesBeside(o);
  const at = values === 0 ? EMPTY : sharedKey(sharedKeys(typeOf(o)), name);
  if (at === EMPTY) {
    const d = ensureDict(o);
    return d !== 0 && deleteStr(d, name);
  }
  const p = valueAddress(values, at);
  const old = load(p) as Owned | 0;
  if (old === 0) return false;
  store(p, 0);
  dropFromOrder(values, at);
  countUsed(o, -1);
  decref(old);
  return true;
}
/*
 * For inline caches, which know the version of the class and with it its shared keys: attributes by number.
 */
/** The number of a name in a class's shared keys, or -1. */
export function sharedKeyIndex(t: PyType, name: Ref): number {
  const keys = sharedKeys(t);
  return keys === 0 ? -1 : indexOfStr(keys, name);
}
/** Whether an instance has its attributes as values, in it or beside it. */
export const hasValues = (o: Ref): boolean => valuesBeside(o) !== 0;
/** The attribute with a number, borrowed; 0: there is none, or the attributes are in a dict. */
export function valueAt(o: Ref, i: number): Ref | 0 {
  const values = valuesBeside(o);
  return values === 0 ? 0 : valueIn(values, i);
}
/** Sets the attribute with a number, lent: false where the attributes are in a dict. */
export function setValueAt(o: Ref, i: number, value: Ref): boolean {
  const values = valuesBeside(o);
  if (values === 0) return false;
  storeValue(o, values, i, value);
  return true;
}
function storeValue(o: Ref, values: Address, i: number, value: Ref): void {
  const p = valueAddress(values, i);
  const old = load(p) as Owned | 0;
  store(p, newRef(value));
  if (old === 0) {
    addToOrder(values, i);
    countUsed(o, 1);
  } else decref(old);
}
/** From 3.13 on a dict may look at the instance's own values: it must know how many there are. */
function countUsed(o: Ref, change: number): void {
  if (!INLINE) return;
  const d = dictBeside(o);
  if (d !== 0) setUsed(d, dictLength(d) + change);
}

/** `o.__dict__` of an instance with a managed dict, made if need be. */
export function instanceDict(o: Ref): Result<'dict'> {
  if (HOW === 'values' && dictBeside(o) === 0 && valuesBeside(o) === 0) {
    const made = newDict();
    if (made === NULL) return NULL;
    const answer = newRef(made);
    setDictBeside(o, made);
    return answer;
  }
  const d = ensureDict(o, INLINE);
  return d === 0 ? NULL : newRef(d);
}
/** The same, borrowed; `sharing`: one made of nothing shares the class's keys.  0: MemoryError is set.  @cpython _PyObject_MaterializeManagedDict */
function ensureDict(o: Ref, sharing = true): Ref<'dict'> | 0 {
  const existing = dictBeside(o) as Ref<'dict'> | 0;
  if (existing !== 0) return existing;
  const values = valuesBeside(o);
  const made =
    values === 0
      ? sharing
        ? newSharingDict(typeOf(o))
        : newDict()
      : dictOfValues(sharedKeys(typeOf(o)), values);
  if (made === NULL) return 0;
  if (!INLINE) forgetValues(o);
  setDictBeside(o, made);
  return made;
}
/** A dict over existing values.  @cpython make_dict_from_instance_attributes */
function dictOfValues(keys: Address, values: Address): Result<'dict'> {
  let used = 0,
    container = false;
  for (let i = 0; i < sharedRoom(keys); i++) {
    const value = valueIn(values, i);
    if (value === 0) continue;
    used++;
    container ||= mayBeTracked(value);
  }
  increfKeys(keys);
  const d = newDictWith(keys, values, used);
  if (d === NULL) releaseKeys(keys);
  else if (container && !isTracked(d)) track(d);
  return d;
}

/** From 3.13 on: a dict that looks at the values of an instance gets its own copy.  @cpython _PyDict_DetachFromObject */
function detach(o: Ref, d: Ref): void {
  const values = inlineValues(o);
  if (valuesOf(d) !== values) return;
  const own = copyValues(values, 0);
  if (own === 0) return;
  setValues(d, own);
  setValid(values, false);
  clearValues(values, capacityOf(values));
}

/** `o.__dict__ = value`, or `del o.__dict__` with NULL; lent.  @cpython _PyObject_SetManagedDict */
export function setInstanceDict(o: Ref, value: Ref | 0): Done {
  if (INLINE) {
    const old = dictBeside(o) as Owned | 0;
    const isInline = typeHas(typeOf(o), Flag.INLINE_VALUES);
    if (old !== 0 && isInline) detach(o, old);
    setDictBeside(o, xnewRef(value));
    if (old === 0 && isInline && isValid(inlineValues(o))) {
      setValid(inlineValues(o), false);
      clearValues(inlineValues(o), capacityOf(inlineValues(o)));
    }
    xdecref(old);
    return DONE;
  }
  if (valuesBeside(o) !== 0 && ensureDict(o) === 0) return NULL;
  const old = dictBeside(o) as Owned | 0;
  setDictBeside(o, xnewRef(value));
  xdecref(old);
  return DONE;
}

const DICT_FIRST = profile.dict.instanceVisits === 'dict';
/** For the collector: what an instance with a managed dict leads to.  @cpython Objects/dictobject.c PyObject_VisitManagedDict */
export function visitInstanceValues(o: Ref, visit: Visit): void {
  const values = valuesBeside(o),
    d = dictBeside(o);
  if (values === 0 || (DICT_FIRST && d !== 0)) {
    visit(d);
    return;
  }
  const n = INLINE ? capacityOf(values) : keysEntries(sharedKeys(typeOf(o)));
  for (let i = 0; i < n; i++) visit(valueIn(values, i));
}
/** Whether an instance with a managed dict has no attributes; no dict is made for the question.  @cpython _PyObject_IsInstanceDictEmpty */
export function isInstanceDictEmpty(o: Ref): boolean {
  const values = valuesBeside(o),
    d = dictBeside(o);
  if (values === 0) return d === 0 || dictLength(d) === 0;
  const n = keysEntries(sharedKeys(typeOf(o)));
  for (let i = 0; i < n; i++) if (valueIn(values, i) !== 0) return false;
  return true;
}
/** For the audit: the same with names; the dict's own values are the dict's affair. */
export function ownedInstanceValues(o: Ref, visit: (o: Ref, name: Ref | 0) => void): void {
  const values = valuesBeside(o),
    keys = sharedKeys(typeOf(o));
  if (values !== 0) {
    for (let i = 0; i < keysEntries(keys); i++) {
      const value = valueIn(values, i);
      if (value !== 0) visit(value, load(entryAddress(keys, i)) as Ref);
    }
  }
  const d = dictBeside(o);
  if (d !== 0) visit(d, 0);
}
/** For the checked build: the block of values beside an instance. */
export const valuesBlock = (o: Ref): Address => (INLINE ? 0 : valuesBeside(o));

/** tp_clear's part.  @cpython PyObject_ClearManagedDict */
export function clearInstanceValues(o: Ref): void {
  const d = dictBeside(o) as Owned | 0,
    values = valuesBeside(o);
  if (d !== 0) {
    if (INLINE && typeHas(typeOf(o), Flag.INLINE_VALUES)) detach(o, d);
    setDictBeside(o, 0);
    decref(d);
  } else if (values !== 0) {
    const n = INLINE ? capacityOf(values) : keysEntries(sharedKeys(typeOf(o)));
    if (INLINE) setValid(values, false);
    forgetOrder(values);
    clearValues(values, n);
    if (!INLINE && !VALUES_FIRST) {
      forgetValues(o);
      freeValues(values);
    }
  }
}
/** Later: a dying instance lets go of its attributes. */
export function thenReleaseInstanceValues(o: Ref): void {
  const d = dictBeside(o) as Owned | 0,
    values = valuesBeside(o);
  if (d !== 0) {
    if (INLINE && typeHas(typeOf(o), Flag.INLINE_VALUES)) detach(o, d);
    setDictBeside(o, 0);
    thenRelease(d);
  } else if (values !== 0) {
    if (INLINE) {
      setValid(values, false);
      thenReleaseValues(values, capacityOf(values));
      return;
    }
    forgetValues(o);
    thenFreeValues(values);
    thenReleaseValues(values, keysEntries(sharedKeys(typeOf(o))));
  }
}

/*
 * Up to 3.10: a dict that was given a shared table by the class.
 */
/**
 * `o.name = value` (0: delete) in an instance's dict, both lent; NULL: MemoryError is set, or for a deletion there is no such
 * attribute and nothing is set.  The class keeps sharing, or stops.  @cpython Objects/dictobject.c _PyObjectDict_SetItem
 */
export function setSharingItem(t: PyType, d: Ref, name: Ref, value: Ref | 0): Done {
  const cached = typeHas(t, Flag.HEAPTYPE) ? sharedKeys(t) : 0;
  if (HOW !== 'splitDict' || cached === 0) {
    if (value !== 0) return setStr(d, name, value);
    return deleteStr(d, name) ? DONE : NULL;
  }
  if (value === 0) {
    const was = deleteStr(d, name);
    stopSharing(t, 0);
    return was ? DONE : NULL;
  }
  const shared = keysOf(d) === cached;
  if (setStr(d, name, value) === NULL) return NULL;
  if (shared && sharedKeys(t) === cached && keysOf(d) !== cached) {
    stopSharing(t, keysCount(cached) === 1 ? shareAgain(d) : 0);
  }
  return DONE;
}
function stopSharing(t: PyType, keys: Address): void {
  const old = sharedKeys(t);
  PyType.ht_cached_keys.set(t, keys);
  if (old !== 0) releaseKeys(old);
}
/** Makes the table of a dict one that can be shared: one more reference to it, or 0.  @cpython make_keys_shared */
function shareAgain(d: Ref): Address {
  let keys = keysOf(d);
  if (keysKind(keys) === GENERAL) return 0;
  if (valuesOf(d) === 0) {
    if (dictLength(d) !== keysEntries(keys)) {
      if (dictResize(d, 31 - Math.clz32(keysSize(keys)), UNICODE) === NULL) return 0;
      keys = keysOf(d);
    }
    const values = newValues(usableOf(keysSize(keys)));
    if (values === 0) return 0;
    for (let i = 0; i < keysEntries(keys); i++) {
      const p = entryAddress(keys, i) + 8;
      storePointer(valueAddress(values, i), load(p));
      store(p, 0);
    }
    markSplit(keys);
    setKeys(d, keys);
    setValues(d, values);
  }
  increfKeys(keys);
  return keys;
}

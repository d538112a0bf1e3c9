/** Copying dicts and merging one into another.  CPython: Objects/dictobject.c PyDict_Copy, dict_merge. */
import { DONE, NULL, type Done, type Ref, type Result } from '../heap/reference.js';
import { profile } from '../profiles/profile.js';
import { newObject } from '../object/create.js';
import { errors, raise } from '../object/errors.js';
import { isTracked, track } from '../object/gchead.js';
import { hashHigh } from '../object/hash.js';
import { park, unpark } from '../object/park.js';
import { decref, newRef } from '../object/refcount.js';
import {
  FAILED,
  PyDict,
  PyDict_Type,
  dictLength,
  dictResize,
  dictSetKnown,
  entryHashAt,
  entryIndex,
  entryKey,
  entryValue,
  entryValueAt,
  isExactDict,
  keysOf,
  newDict,
  newDictWith,
  nextEntry,
  releaseKeys,
  setKeys,
  setUsed,
  setValues,
  valuesOf
} from './dict.js';
import {
  GENERAL,
  MIN_LOG2,
  UNICODE,
  cloneKeys,
  freeKeys,
  increfKeys,
  keysEntries,
  keysKind,
  keysLog2,
  keysSize,
  log2ForItems,
  usableOf
} from './dict-keys.js';
import { copyValues, freeValues, sharedRoom } from './dict-values.js';
import { keyError } from './hooks.js';

const ALWAYS_TRACKED = profile.gc.dictsAlwaysTracked;
const CLONES = profile.dict.copyClones;
const CLONES_ANY = profile.dict.copyClonesSubclasses;
const UPDATE_CLONES = profile.dict.updateClones !== 'never';
const INTO_SHARED = profile.dict.updateClones === 'always';

/** A copy of a dict or of an instance of a subclass: an exact dict.  @cpython PyDict_Copy */
export function dictCopy(d: Ref): Result<'dict'> {
  if (dictLength(d) === 0) return newDict();
  if (valuesOf(d) !== 0) return copyShared(d);
  if (
    CLONES &&
    (CLONES_ANY || isExactDict(d)) &&
    dictLength(d) >= Math.floor((keysEntries(keysOf(d)) * 2) / 3)
  )
    return clone(d);
  const copy = newDict();
  if (copy === NULL) return NULL;
  if (dictUpdate(copy, d) === NULL) {
    decref(copy);
    return NULL;
  }
  return copy;
}
function copyShared(d: Ref): Result<'dict'> {
  const keys = keysOf(d);
  const values = copyValues(valuesOf(d), sharedRoom(keys));
  if (values === 0) return NULL;
  const copy = newObject<'dict'>(PyDict_Type);
  if (copy === NULL) {
    freeValues(values);
    return NULL;
  }
  PyDict.ma_used.set(copy, dictLength(d));
  setKeys(copy, keys);
  setValues(copy, values);
  increfKeys(keys);
  if (isTracked(d)) track(copy);
  return copy;
}
function clone(d: Ref): Result<'dict'> {
  const keys = cloneKeys(keysOf(d));
  if (keys === 0) return NULL;
  const copy = newDictWith(keys, 0, dictLength(d));
  if (copy === NULL) freeKeys(keys);
  else if (!ALWAYS_TRACKED && isTracked(d)) track(copy);
  return copy;
}

/** `a.update(b)` of two dicts, b's own `keys` and `__getitem__` not asked. */
export const dictUpdate = (a: Ref, b: Ref): Done => dictMerge(a, b, 'replace');

/**
 * Merges b into a.  A key that both have: `keep` leaves a's value, `raise` is a KeyError.
 * @cpython Objects/dictobject.c dict_merge
 */
export function dictMerge(a: Ref, b: Ref, present: 'replace' | 'keep' | 'raise'): Done {
  const used = dictLength(b);
  if (a === b || used === 0) return DONE;
  const override = dictLength(a) === 0 ? 'replace' : present;
  const theirs = keysOf(b);
  if (
    UPDATE_CLONES &&
    dictLength(a) === 0 &&
    (INTO_SHARED || valuesOf(a) === 0) &&
    valuesOf(b) === 0 &&
    used === keysEntries(theirs)
  ) {
    if (keysLog2(theirs) === MIN_LOG2 || usableOf(keysSize(theirs) >> 1) < used) return takeClone(a, b);
  }
  if (usableOf(keysSize(keysOf(a))) < used) {
    const kind = keysKind(theirs) === GENERAL ? GENERAL : UNICODE;
    if (dictResize(a, log2ForItems(dictLength(a) + used), kind) === NULL) return NULL;
  }
  const entries = keysEntries(theirs);
  for (let i = nextEntry(b, 0); i >= 0; i = nextEntry(b, i + 1)) {
    const key = park(newRef(entryKey(b, i))),
      value = park(newRef(entryValue(b, i)));
    const low = entryHashAt(b, i);
    const done = mergeEntry(a, key, low, hashHigh(), value, override);
    decref(unpark());
    decref(unpark());
    if (done === NULL) return NULL;
    if (entries !== keysEntries(keysOf(b))) return raise(errors.RuntimeError, 'dict mutated during update');
  }
  return DONE;
}
function mergeEntry(
  a: Ref,
  key: Ref,
  low: number,
  high: number,
  value: Ref,
  present: 'replace' | 'keep' | 'raise'
): Done {
  if (present !== 'replace') {
    const at = entryIndex(a, key, low, high);
    if (at === FAILED) return NULL;
    if (at >= 0 && entryValueAt(a, at) !== 0) return present === 'keep' ? DONE : keyError(key);
  }
  return dictSetKnown(a, key, low, high, value);
}
function takeClone(a: Ref, b: Ref): Done {
  const keys = cloneKeys(keysOf(b));
  if (keys === 0) return NULL;
  const old = keysOf(a),
    values = valuesOf(a);
  setKeys(a, keys);
  if (values !== 0) {
    setValues(a, 0);
    freeValues(values);
  }
  setUsed(a, dictLength(b));
  releaseKeys(old);
  if (!ALWAYS_TRACKED && isTracked(b) && !isTracked(a)) track(a);
  return DONE;
}
export { keysVersion } from './dict-keys.js';

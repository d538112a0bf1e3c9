/** Merging what is no plain dict into a dict: mappings, and iterables of pairs.  CPython: Objects/dictobject.c dict_merge, PyDict_MergeFromSeq2. */
import { ABSENT, DONE, NULL, type Answer, type Done, type Ref } from '../heap/reference.js';
import { int32, mayOwn } from '../heap/struct.js';
import { dictContains, dictSetItem, isDict, isExactDict } from '../include/dict.js';
import { dictMerge } from '../include/dict-merge.js';
import { keyError } from '../include/hooks.js';
import { isExactList, listItem } from '../include/list.js';
import { none } from '../include/singletons.js';
import { identifier } from '../include/str.js';
import { tupleItem } from '../include/tuple.js';
import { PyDict_Type } from '../include/dict.js';
import { errors, raise } from '../object/errors.js';
import { ob_size, typeOf } from '../object/header.js';
import { consuming, type ItemAnswer, type NativeFrame } from '../object/native-frame.js';
import { park, unpark } from '../object/park.js';
import { decref, newRef } from '../object/refcount.js';
import { slot, slotOf } from '../object/slots.js';
import { finish } from '../object/upward.js';
import { profile } from '../profiles/profile.js';
import { callMethod0 } from './call.js';
import { iter, nextOrAbsent, toFastSequence } from './iterate.js';
import { clearRaised, getItem, lookupAttr, raisedIs } from './object.js';

const KEYS = identifier('keys');
const PLAIN = profile.dict.pairMessage === 'plain';
export type Present = 'replace' | 'keep' | 'raise';

/** Whether a dict is walked as it is: its type has no `__iter__` of its own. */
export const isPlainDict = (o: Ref): boolean =>
  isExactDict(o) || (isDict(o) && slotOf(typeOf(o), slot.tp_iter) === slotOf(PyDict_Type, slot.tp_iter));

/** Merges a dict or any object with `keys()` and subscripts.  @cpython Objects/dictobject.c dict_merge */
export function mergeMapping(d: Ref, from: Ref, present: Present): Done {
  if (isPlainDict(from)) return dictMerge(d, from, present);
  const keys = finish(callMethod0(from, KEYS));
  if (keys === NULL) return NULL;
  const iterator = finish(iter(keys));
  decref(keys);
  if (iterator === NULL) return NULL;
  const done = mergeKeys(d, from, park(iterator), present);
  decref(unpark());
  return done;
}
function mergeKeys(d: Ref, from: Ref, iterator: Ref, present: Present): Done {
  for (;;) {
    const key = nextOrAbsent(iterator);
    if (key === ABSENT) return DONE;
    if (key === NULL) return NULL;
    const done = mergeKey(d, from, park(key), present);
    decref(unpark());
    if (done === NULL) return NULL;
  }
}
function mergeKey(d: Ref, from: Ref, key: Ref, present: Present): Done {
  if (present !== 'replace') {
    const there = dictContains(d, key);
    if (there === null) return NULL;
    if (there) return present === 'keep' ? DONE : keyError(key);
  }
  const value = finish(getItem(from, key));
  if (value === NULL) return NULL;
  const done = dictSetItem(d, key, park(value));
  decref(unpark());
  return done;
}

/** Merges an iterable of pairs, item by item. */
const Pairs = consuming('dict.update', { dict: mayOwn, index: int32 }, { item: addPair, end: () => none() });
function addPair(frame: NativeFrame, item: Ref): ItemAnswer {
  const i = Pairs.index(frame);
  Pairs.index.set(frame, i + 1);
  const sequence = toFastSequence(item);
  if (sequence === NULL) return raisedIs(errors.TypeError) ? notASequence(i) : NULL;
  const pair = park(sequence);
  const length = ob_size(pair);
  const done = length === 2 ? storePair(Pairs.dict(frame) as Ref, pair) : wrongLength(i, length);
  decref(unpark());
  return done;
}
function storePair(d: Ref, pair: Ref): Done {
  const item = isExactList(pair) ? listItem : tupleItem;
  const key = park(newRef(item(pair, 0))),
    value = park(newRef(item(pair, 1)));
  const done = dictSetItem(d, key, value);
  decref(unpark());
  decref(unpark());
  return done;
}
function notASequence(i: number): 0 {
  clearRaised();
  return raise(
    errors.TypeError,
    PLAIN ? `cannot convert dictionary update sequence element #${i} to a sequence` : 'object is not iterable'
  );
}
const wrongLength = (i: number, length: number): 0 =>
  raise(errors.ValueError, `dictionary update sequence element #${i} has length ${length}; 2 is required`);

/** `d.update(from)`: a mapping, or an iterable of pairs; None.  @cpython Objects/dictobject.c dict_update_arg */
export function dictUpdateFrom(d: Ref, from: Ref): Answer {
  if (isExactDict(from)) return dictMerge(d, from, 'replace') === NULL ? NULL : none();
  const keys = lookupAttr(from, KEYS);
  if (keys === NULL) return NULL;
  if (keys !== ABSENT) {
    decref(keys);
    return mergeMapping(d, from, 'replace') === NULL ? NULL : none();
  }
  const frame = Pairs.enter();
  Pairs.dict.set(frame, newRef(d));
  return Pairs.start(frame, from);
}

/** Adding all items of an iterable to a list or a set.  CPython: Objects/listobject.c list_extend, Objects/setobject.c set_update_internal. */
import { load, store, type Address } from '../heap/memory.js';
import {
  ABSENT,
  DONE,
  NULL,
  type Answer,
  type Done,
  type Maybe,
  type Owned,
  type Ref,
  type Result
} from '../heap/reference.js';
import { mayOwn, owns } from '../heap/struct.js';
import { dictLength, entryHashAt, entryKey, entryValue, isExactDict, nextEntry } from '../include/dict.js';
import { DictView, PyDictItems_Type, PyDictKeys_Type, PyDictValues_Type } from '../include/dict-view.js';
import {
  PyList,
  isExactList,
  listAppend,
  listItems,
  listResize,
  newList,
  reallocate,
  slotsFor
} from '../include/list.js';
import {
  isAnySet,
  isExactAnySet,
  nextSetEntry,
  presizeSet,
  setAdd,
  setAddKnown,
  setKeyAt,
  setLength,
  setMerge
} from '../include/set.js';
import { none } from '../include/singletons.js';
import { isExactTuple, newPair, tupleItems } from '../include/tuple.js';
import { hashHigh } from '../object/hash.js';
import { ob_size, setSize, typeOf } from '../object/header.js';
import {
  beginNative,
  consuming,
  nativeFrame,
  resumeNative,
  type ItemAnswer,
  type NativeFrame
} from '../object/native-frame.js';
import { decref, incref, newRef, take } from '../object/refcount.js';
import { finish } from '../object/upward.js';
import { profile } from '../profiles/profile.js';
import { iter, lengthHint } from './iterate.js';

const EVEN = profile.list.extendingEmpty === 'even';
const IN_PLACE = profile.list.setsInPlace;
const KEEPS_UNUSED = profile.list.keepsUnused;

const Extending = consuming(
  'list.extend',
  { list: owns },
  {
    item: (frame, value): ItemAnswer => listAppend(Extending.list(frame), newRef(value)),
    end: (frame): Answer => {
      const list = Extending.list(frame);
      const size = ob_size(list);
      if (size < PyList.allocated(list) && !(KEEPS_UNUSED && size === 0) && listResize(list, size) === NULL)
        return NULL;
      return none();
    }
  }
);

/** Makes room for exactly so many items in a list without any, as an extension of it does. */
function roomInEmpty(list: Ref, n: number): Done {
  return reallocate(list, 0, EVEN ? (n + 1) & ~1 : slotsFor(n, 0));
}
/** Adds all items of an iterable at the end; None.  @cpython Objects/listobject.c list_extend */
export function listExtend(list: Ref, iterable: Ref): Answer {
  if (isExactList(iterable) || isExactTuple(iterable) || iterable === list)
    return settle(extendBySequence(list, iterable));
  if (IN_PLACE) {
    if (isExactAnySet(iterable)) return settle(extendBySet(list, iterable));
    if (isExactDict(iterable)) return settle(extendByDict(list, iterable, PyDictKeys_Type));
    const t = typeOf(iterable);
    if (t === PyDictKeys_Type || t === PyDictValues_Type || t === PyDictItems_Type) {
      return settle(extendByDict(list, DictView.dv_dict(iterable) as Ref, t));
    }
  }
  const iterator = finish(iter(iterable));
  if (iterator === NULL) return NULL;
  const hint = lengthHint(iterable, 8);
  if (hint === null || makeRoom(list, hint) === NULL) {
    decref(iterator);
    return NULL;
  }
  const frame = Extending.enter();
  Extending.list.set(frame, newRef(list));
  return resumeNative(frame, iterator);
}
const settle = (done: Done): Answer => (done === NULL ? NULL : none());
function makeRoom(list: Ref, more: number): Done {
  if (listItems(list) === 0) return more === 0 ? DONE : roomInEmpty(list, more);
  const size = ob_size(list);
  if (listResize(list, size + more) === NULL) return NULL;
  setSize(list, size);
  return DONE;
}
const itemsOf = (o: Ref): Address => (isExactTuple(o) ? tupleItems(o) : listItems(o));
function extendBySequence(list: Ref, from: Ref): Done {
  const count = ob_size(from),
    size = ob_size(list);
  if (count === 0) return DONE;
  if (listItems(list) === 0) {
    if (roomInEmpty(list, count) === NULL) return NULL;
    setSize(list, count);
  } else if (listResize(list, size + count) === NULL) return NULL;
  const source = itemsOf(from),
    target = listItems(list) + size * 8;
  for (let i = 0; i < count * 8; i += 8) {
    const o = load(source + i) as Ref;
    incref(o);
    store(target + i, o);
  }
  return DONE;
}
function extendBySet(list: Ref, set: Ref): Done {
  const size = ob_size(list),
    count = setLength(set);
  if (listResize(list, size + count) === NULL) return NULL;
  let p = listItems(list) + size * 8;
  for (let i = nextSetEntry(set, 0); i >= 0; i = nextSetEntry(set, i + 1), p += 8)
    store(p, newRef(setKeyAt(set, i)));
  return DONE;
}
function extendByDict(list: Ref, dict: Ref, which: Ref): Done {
  const size = ob_size(list),
    count = dictLength(dict);
  if (listResize(list, size + count) === NULL) return NULL;
  let at = size;
  for (let i = nextEntry(dict, 0); i >= 0; i = nextEntry(dict, i + 1)) {
    const item: Result =
      which === PyDictItems_Type
        ? newPair(newRef(entryKey(dict, i)), newRef(entryValue(dict, i)))
        : newRef(which === PyDictKeys_Type ? entryKey(dict, i) : entryValue(dict, i));
    if (item === NULL) {
      setSize(list, at);
      return NULL;
    }
    store(listItems(list) + at++ * 8, item);
  }
  return DONE;
}
const Listing = nativeFrame('list', { list: mayOwn }, (frame: NativeFrame, answer: Maybe): Answer => {
  if (answer === NULL || answer === ABSENT) return NULL;
  decref(answer as Owned);
  return take(frame, Listing.list) as Owned;
});
/** A new list of an iterable's items.  @cpython Objects/abstract.c PySequence_List */
export function listOf(iterable: Ref): Answer {
  const list = newList(0);
  if (list === NULL) return NULL;
  const frame = Listing.enter();
  Listing.list.set(frame, list);
  const done = listExtend(list, iterable);
  return beginNative(frame, done);
}

const Updating = consuming(
  'set.update',
  { set: owns },
  {
    item: (frame, value): ItemAnswer => setAdd(Updating.set(frame), value),
    end: () => none()
  }
);
/** Adds all items of an iterable to a set; None.  @cpython Objects/setobject.c set_update_internal */
export function setUpdate(set: Ref, iterable: Ref): Answer {
  if (isAnySet(iterable)) return settle(setMerge(set, iterable));
  if (isExactDict(iterable)) return settle(updateByDict(set, iterable));
  const frame = Updating.enter();
  Updating.set.set(frame, newRef(set));
  return Updating.start(frame, iterable);
}
function updateByDict(set: Ref, dict: Ref): Done {
  if (presizeSet(set, dictLength(dict)) === NULL) return NULL;
  for (let i = nextEntry(dict, 0); i >= 0; i = nextEntry(dict, i + 1)) {
    const key = newRef(entryKey(dict, i));
    const low = entryHashAt(dict, i);
    const done = setAddKnown(set, key, low, hashHigh());
    decref(key as Owned);
    if (done === NULL) return NULL;
  }
  return DONE;
}

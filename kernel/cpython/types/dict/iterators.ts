/** Iterators over dicts: keys, values, items, forwards and backwards.  CPython: Objects/dictobject.c dictiter_*. */
import { load, store } from '../../heap/memory.js';
import { ABSENT, NULL, type Maybe, type Owned, type Ref } from '../../heap/reference.js';
import { defineType, type TypeDeclaration } from '../../abstract/define.js';
import { owning } from '../../abstract/fields.js';
import { dictLength, entryKey, entryValue, nextEntry, previousEntry } from '../../include/dict.js';
import { newInt } from '../../include/int.js';
import {
  DictIter,
  PyDictIterItem_Type,
  PyDictIterKey_Type,
  PyDictIterValue_Type,
  PyDictRevIterItem_Type,
  PyDictRevIterKey_Type,
  PyDictRevIterValue_Type
} from '../../include/iterators.js';
import { TUPLE_HASH, TUPLE_ITEMS, newPair } from '../../include/tuple.js';
import type { PyType } from '../../include/type.js';
import { errors, raise } from '../../object/errors.js';
import { isTracked, track } from '../../object/gchead.js';
import { clearRef, decref, newRef } from '../../object/refcount.js';
import { profile } from '../../profiles/profile.js';

const { di_dict, di_used, di_pos, di_result, len } = DictIter;
const KEYS = 0;
const VALUES = 1;
const ITEMS = 2;

/** The next live position, ABSENT or NULL; the iterator has moved on.  @cpython Objects/dictobject.c dictiter_iternextkey */
function advance(self: Ref): number {
  const d = di_dict(self);
  if (d === 0) return ABSENT;
  if (di_used(self) !== dictLength(d)) return changed(self);
  const at = nextEntry(d, di_pos(self));
  if (at < 0) return exhausted(self);
  if (len(self) === 0) {
    raise(errors.RuntimeError, 'dictionary keys changed during iteration');
    clearRef(self, di_dict);
    return FAILED;
  }
  di_pos.set(self, at + 1);
  len.set(self, len(self) - 1);
  return at;
}
/** @cpython Objects/dictobject.c dictreviter_iternext */
function retreat(self: Ref): number {
  const d = di_dict(self);
  if (d === 0) return ABSENT;
  if (di_used(self) !== dictLength(d)) return changed(self);
  const at = di_pos(self) < 0 ? -1 : previousEntry(d, di_pos(self));
  if (at < 0) return exhausted(self);
  di_pos.set(self, at - 1);
  len.set(self, len(self) - 1);
  return at;
}
/** An exception is set; 0 is a position. */
const FAILED = -3;
function changed(self: Ref): number {
  di_used.set(self, -1);
  raise(errors.RuntimeError, 'dictionary changed size during iteration');
  return FAILED;
}
function exhausted(self: Ref): number {
  clearRef(self, di_dict);
  return ABSENT;
}

/** The pair of a position: the last pair again when nobody else has it. */
function pairAt(self: Ref, d: Ref, at: number): Maybe {
  const key = newRef(entryKey(d, at)),
    value = newRef(entryValue(d, at));
  const pair = di_result(self) as Ref;
  if (load(pair) !== 1) return newPair(key, value);
  const slot = pair + TUPLE_ITEMS;
  const oldKey = load(slot) as Owned,
    oldValue = load(slot + 8) as Owned;
  store(slot, key);
  store(slot + 8, value);
  const answer = newRef(pair);
  decref(oldKey);
  decref(oldValue);
  if (HASHED) {
    store(pair + TUPLE_HASH, -1);
    store(pair + TUPLE_HASH + 4, -1);
  }
  if (!isTracked(pair)) track(pair);
  return answer;
}
const HASHED = profile.tuple.cachesHash;

function nextOf(what: number, move: (self: Ref) => number): (self: Ref) => Maybe {
  return self => {
    const at = move(self);
    if (at < 0) return at === ABSENT ? ABSENT : NULL;
    const d = di_dict(self) as Ref;
    if (what === ITEMS) return pairAt(self, d, at);
    return newRef(what === KEYS ? entryKey(d, at) : entryValue(d, at));
  };
}
const { traverse, dealloc } = owning([di_dict, di_result]);

function iterator(name: string, type: PyType, what: number, move: (self: Ref) => number): TypeDeclaration {
  return defineType({
    name,
    type,
    struct: DictIter,
    gc: true,
    noNew: true,
    traverse,
    dealloc,
    iter: self => newRef(self),
    iternext: nextOf(what, move),
    methods: {
      __length_hint__: {
        signature: '($self, /)',
        doc: 'How many items are left.',
        call: (self: Ref) => {
          const d = di_dict(self);
          return newInt(d !== 0 && di_used(self) === dictLength(d) ? len(self) : 0);
        }
      }
    }
  });
}
export const dictIterators = [
  iterator('dict_keyiterator', PyDictIterKey_Type, KEYS, advance),
  iterator('dict_valueiterator', PyDictIterValue_Type, VALUES, advance),
  iterator('dict_itemiterator', PyDictIterItem_Type, ITEMS, advance),
  iterator('dict_reversekeyiterator', PyDictRevIterKey_Type, KEYS, retreat),
  iterator('dict_reversevalueiterator', PyDictRevIterValue_Type, VALUES, retreat),
  iterator('dict_reverseitemiterator', PyDictRevIterItem_Type, ITEMS, retreat)
];

/** The iterators of the containers: what they are.  CPython: Objects/iterobject.c, listobject.c, tupleobject.c, dictobject.c, setobject.c. */
import { layoutOf } from '../heap/layout.js';
import { NULL, type Owned, type Ref, type Result } from '../heap/reference.js';
import { int32, mayOwn, ssize, struct } from '../heap/struct.js';
import { profile } from '../profiles/profile.js';
import { newObject } from '../object/create.js';
import { track } from '../object/gchead.js';
import { ob_size, typeOf } from '../object/header.js';
import { decref, newRef } from '../object/refcount.js';
import { dictLength, valuesOf, keysOf } from './dict.js';
import { keysEntries } from './dict-keys.js';
import { gcFreeList, type GcFreeList } from './gc-freelist.js';
import { PyRangeIter_Type } from './range.js';
import { none } from './singletons.js';
import { newPair } from './tuple.js';
import { setLength } from './set.js';
import { staticType, type PyType } from './type.js';

export const PySeqIter_Type = staticType();
export const PyCallIter_Type = staticType();
export const PyListIter_Type = staticType();
export const PyListRevIter_Type = staticType();
export const PyTupleIter_Type = staticType();
export const PyDictIterKey_Type = staticType();
export const PyDictIterValue_Type = staticType();
export const PyDictIterItem_Type = staticType();
export const PyDictRevIterKey_Type = staticType();
export const PyDictRevIterValue_Type = staticType();
export const PyDictRevIterItem_Type = staticType();
export const PySetIter_Type = staticType();
export const PyEnum_Type = staticType();
export const PyReversed_Type = staticType();
export const PyZip_Type = staticType();
export const PyMap_Type = staticType();
export const PyFilter_Type = staticType();

/** `it_seq` is NULL once the iterator is exhausted. */
const sequence = { it_index: ssize, it_seq: mayOwn } as const;
const named = (old: string, now: string): string => (layoutOf(old) === null ? now : old);
export const PySeqIter = struct('iterator', 'seqiterobject', sequence);
export const PyListIter = struct('list_iterator', named('listiterobject', '_PyListIterObject'), sequence);
export const PyListRevIter = struct('list_reverseiterator', 'listreviterobject', sequence);
export const PyTupleIter = struct('tuple_iterator', named('tupleiterobject', '_PyTupleIterObject'), sequence);
export const PyCallIter = struct('callable_iterator', 'calliterobject', {
  it_callable: mayOwn,
  it_sentinel: mayOwn
});
export const DictIter = struct('dict_iterator', 'dictiterobject', {
  di_dict: mayOwn, // NULL once it is exhausted
  di_used: ssize, // the dict's length when it began; -1 after it changed
  di_pos: ssize,
  di_result: mayOwn, // the last pair, used again while nobody else has it
  len: ssize // items left
});
export const SetIter = struct('set_iterator', 'setiterobject', {
  si_set: mayOwn,
  si_used: ssize,
  si_pos: ssize,
  len: ssize
});

export const Enumerate = struct('enumerate', 'enumobject', {
  en_index: ssize,
  en_sit: mayOwn,
  en_result: mayOwn, // the last pair, used again while nobody else has it
  en_longindex: mayOwn
});
export const Reversed = struct('reversed', 'reversedobject', { index: ssize, seq: mayOwn });
export const Zip = struct('zip', 'zipobject', {
  tuplesize: ssize,
  ittuple: mayOwn,
  result: mayOwn,
  strict: int32
});
export const PyMap = struct('map', 'mapobject', { iters: mayOwn, func: mayOwn, strict: int32 });
export const Filter = struct('filter', 'filterobject', { func: mayOwn, it: mayOwn });

/** Whether next() of it is C code that calls nothing: it can neither pause nor run Python code. */
export function isPlainIterator(it: Ref): boolean {
  const t = typeOf(it);
  return (
    t === PyListIter_Type ||
    t === PyRangeIter_Type ||
    t === PyTupleIter_Type ||
    t === PyDictIterKey_Type ||
    t === PyDictIterItem_Type
  );
}

const listIters = gcFreeList<'list_iterator'>('list iterators', profile.list.iteratorFreeList);
const tupleIters = gcFreeList<'tuple_iterator'>('tuple iterators', profile.tuple.iteratorFreeList);
export const keepListIter = (it: Ref): boolean => listIters.keep(it);
export const keepTupleIter = (it: Ref): boolean => tupleIters.keep(it);

function make<T extends string>(
  t: PyType,
  layout: typeof PySeqIter,
  seq: Ref,
  index: number,
  free: GcFreeList<T> | null
): Result<T> {
  let it: Owned<T> | 0 = free === null ? 0 : free.take();
  if (it === 0) {
    it = newObject<T>(t);
    if (it === 0) return NULL;
  }
  layout.it_index.set(it, index);
  layout.it_seq.set(it, newRef(seq));
  track(it);
  return it;
}
/** An iterator over a sequence by index; the sequence is lent. */
export const newSeqIter = (seq: Ref): Result<'iterator'> => make(PySeqIter_Type, PySeqIter, seq, 0, null);
export const newListIter = (list: Ref): Result<'list_iterator'> =>
  make(PyListIter_Type, PyListIter, list, 0, listIters);
export const newListRevIter = (list: Ref): Result<'list_reverseiterator'> =>
  make(PyListRevIter_Type, PyListRevIter, list, ob_size(list) - 1, null);
export const newTupleIter = (tuple: Ref): Result<'tuple_iterator'> =>
  make(PyTupleIter_Type, PyTupleIter, tuple, 0, tupleIters);

/** `iter(callable, sentinel)`; both lent. */
export function newCallIter(callable: Ref, sentinel: Ref): Result<'callable_iterator'> {
  const it = newObject<'callable_iterator'>(PyCallIter_Type);
  if (it === 0) return NULL;
  PyCallIter.it_callable.set(it, newRef(callable));
  PyCallIter.it_sentinel.set(it, newRef(sentinel));
  track(it);
  return it;
}
/** An iterator over a dict, forward or backward by its type; the dict is lent.  @cpython dictiter_new */
export function newDictIter(t: PyType, d: Ref): Result<'dict_iterator'> {
  const it = newObject<'dict_iterator'>(t);
  if (it === 0) return NULL;
  const backward =
    t === PyDictRevIterKey_Type || t === PyDictRevIterValue_Type || t === PyDictRevIterItem_Type;
  DictIter.di_dict.set(it, newRef(d));
  DictIter.di_used.set(it, dictLength(d));
  DictIter.len.set(it, dictLength(d));
  DictIter.di_pos.set(it, backward ? (valuesOf(d) !== 0 ? dictLength(d) : keysEntries(keysOf(d))) - 1 : 0);
  if (t === PyDictIterItem_Type || t === PyDictRevIterItem_Type) {
    const pair = newPair(none(), none());
    DictIter.di_result.set(it, pair);
    if (pair === NULL) return dropUnfinished(it);
  }
  track(it);
  return it;
}
function dropUnfinished(it: Owned): 0 {
  decref(it);
  return NULL;
}
/** An iterator over a set; lent. */
export function newSetIter(s: Ref): Result<'set_iterator'> {
  const it = newObject<'set_iterator'>(PySetIter_Type);
  if (it === 0) return NULL;
  SetIter.si_set.set(it, newRef(s));
  SetIter.si_used.set(it, setLength(s));
  SetIter.len.set(it, setLength(s));
  track(it);
  return it;
}

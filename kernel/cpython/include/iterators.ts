/** Iterators over lists, tuples, sequences and calls.  CPython: Include/iterobject.h, pycore_list.h, pycore_tuple.h. */
import { layoutOf } from '../heap/layout.js';
import { NULL, type Owned, type Ref, type Result } from '../heap/reference.js';
import { mayOwn, ssize, struct } from '../heap/struct.js';
import { newObject } from '../object/create.js';
import { track } from '../object/gchead.js';
import { newRef } from '../object/refcount.js';
import { profile } from '../profiles/profile.js';
import { gcFreeList } from './gc-freelist.js';
import { ob_size } from '../object/header.js';
import { staticType } from './type.js';

/** The name that has a layout in this version. */
const either = (name: string, earlier: string): string => (layoutOf(name) === null ? earlier : name);
const indexed = { it_index: ssize, it_seq: mayOwn } as const;

export const PyListIter_Type = staticType();
export const PyListIter = struct('list_iterator', either('_PyListIterObject', 'listiterobject'), indexed);
export const PyListRevIter_Type = staticType();
export const PyListRevIter = struct('list_reverseiterator', 'listreviterobject', indexed);
export const PyTupleIter_Type = staticType();
export const PyTupleIter = struct('tuple_iterator', either('_PyTupleIterObject', 'tupleiterobject'), indexed);
export const PySeqIter_Type = staticType();
export const PySeqIter = struct('iterator', 'seqiterobject', indexed);
export const PyCallIter_Type = staticType();
export const PyCallIter = struct('callable_iterator', 'calliterobject', {
  it_callable: mayOwn,
  it_sentinel: mayOwn
});

const listIters = gcFreeList<'list_iterator'>('list iterators', profile.list.iteratorFreeList);
const tupleIters = gcFreeList<'tuple_iterator'>('tuple iterators', profile.tuple.iteratorFreeList);
export const keepListIter = (o: Ref): boolean => listIters.keep(o);
export const keepTupleIter = (o: Ref): boolean => tupleIters.keep(o);

/** `iter(list)`; the list is lent. */
export function newListIter(list: Ref): Result {
  let it: Owned<'list_iterator'> | 0 = listIters.take();
  if (it === 0) it = newObject<'list_iterator'>(PyListIter_Type);
  if (it === 0) return NULL;
  PyListIter.it_index.set(it, 0);
  PyListIter.it_seq.set(it, newRef(list));
  track(it);
  return it;
}
/** `reversed(list)`. */
export function newListRevIter(list: Ref): Result {
  const it = newObject<'list_reverseiterator'>(PyListRevIter_Type);
  if (it === 0) return NULL;
  PyListRevIter.it_index.set(it, ob_size(list) - 1);
  PyListRevIter.it_seq.set(it, newRef(list));
  track(it);
  return it;
}
/** `iter(tuple)`. */
export function newTupleIter(tuple: Ref): Result {
  let it: Owned<'tuple_iterator'> | 0 = tupleIters.take();
  if (it === 0) it = newObject<'tuple_iterator'>(PyTupleIter_Type);
  if (it === 0) return NULL;
  PyTupleIter.it_index.set(it, 0);
  PyTupleIter.it_seq.set(it, newRef(tuple));
  track(it);
  return it;
}
/** The iterator of what only has `__getitem__`.  @cpython Objects/iterobject.c PySeqIter_New */
export function newSeqIter(o: Ref): Result {
  const it = newObject<'iterator'>(PySeqIter_Type);
  if (it === 0) return NULL;
  PySeqIter.it_seq.set(it, newRef(o));
  track(it);
  return it;
}
/** `iter(callable, sentinel)`; both are lent.  @cpython Objects/iterobject.c PyCallIter_New */
export function newCallIter(callable: Ref, sentinel: Ref): Result {
  const it = newObject<'callable_iterator'>(PyCallIter_Type);
  if (it === 0) return NULL;
  PyCallIter.it_callable.set(it, newRef(callable));
  PyCallIter.it_sentinel.set(it, newRef(sentinel));
  track(it);
  return it;
}

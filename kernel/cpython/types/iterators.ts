/** Iterators over lists, tuples, sequences and calls.  CPython: Objects/listobject.c, tupleobject.c, iterobject.c. */
import { load, store } from '../heap/memory.js';
import { ABSENT, NULL, type Answer, type Maybe, type Owned, type Ref } from '../heap/reference.js';
import { mayOwn, owns, type Field } from '../heap/struct.js';
import { call0 } from '../abstract/call.js';
import { defineType, type Method } from '../abstract/define.js';
import { owning } from '../abstract/fields.js';
import { EQ, clearRaised, length, raisedIs, richCompareBool } from '../abstract/object.js';
import { sequenceItem } from '../abstract/sequence.js';
import { wasStopIteration } from '../abstract/iterate.js';
import { asIndex, newInt } from '../include/int.js';
import {
  PyCallIter,
  PyCallIter_Type,
  PyListIter,
  PyListIter_Type,
  PyListRevIter,
  PyListRevIter_Type,
  PySeqIter,
  PySeqIter_Type,
  PyTupleIter,
  PyTupleIter_Type,
  keepListIter,
  keepTupleIter
} from '../include/iterators.js';
import { listItems } from '../include/list.js';
import { none } from '../include/singletons.js';
import { TUPLE_ITEMS } from '../include/tuple.js';
import { freeObject } from '../object/create.js';
import { native, thenCall, thenRelease } from '../object/dealloc.js';
import { errors } from '../object/errors.js';
import { untrack } from '../object/gchead.js';
import { ob_size } from '../object/header.js';
import { beginNative, nativeFrame } from '../object/native-frame.js';
import { clearRef, decref, newRef, take } from '../object/refcount.js';
import { slot, slotOf } from '../object/slots.js';
import { typeOf } from '../object/header.js';

type Index = Field;
type Sequence = Field<Ref | 0, Owned | 0>;

/** `__length_hint__` and `__setstate__` of an iterator that counts up. */
function counting(index: Index, sequence: Sequence): Readonly<Record<string, Method>> {
  return {
    __length_hint__: {
      signature: '($self, /)',
      doc: 'Private method returning an estimate of len(list(it)).',
      call: (self: Ref) => {
        const over = sequence(self);
        return newInt(over === 0 ? 0 : Math.max(0, ob_size(over) - index(self)));
      }
    },
    __setstate__: {
      signature: '($self, state, /)',
      doc: 'Set state information for unpickling.',
      call: (self: Ref, state: Ref) => {
        const i = asIndex(state);
        if (i === null) return NULL;
        const over = sequence(self);
        if (over !== 0) index.set(self, Math.max(0, Math.min(i, ob_size(over))));
        return none();
      }
    }
  };
}
/** The iterator is exhausted and lets its sequence go. */
function exhausted(self: Ref, sequence: Sequence): typeof ABSENT {
  clearRef(self, sequence);
  return ABSENT;
}
const self = (o: Ref): Owned => newRef(o);

/* list */
const INDEX = PyListIter.it_index.offset,
  SEQUENCE = PyListIter.it_seq.offset;
function nextOfList(it: Ref): Maybe {
  const list = load(it + SEQUENCE) as Ref | 0;
  if (list === 0) return ABSENT;
  const i = load(it + INDEX);
  if (i >= ob_size(list)) return exhausted(it, PyListIter.it_seq);
  store(it + INDEX, i + 1);
  return newRef(load(listItems(list) + i * 8) as Ref);
}
const FINISH_LIST_ITER = native((it: Ref) => {
  if (!keepListIter(it)) freeObject(it);
});
export const listIterator = defineType({
  name: 'list_iterator',
  type: PyListIter_Type,
  struct: PyListIter,
  gc: true,
  noNew: true,
  traverse: (it, visit) => visit(PyListIter.it_seq(it)),
  dealloc(it) {
    untrack(it);
    thenCall(FINISH_LIST_ITER, it);
    thenRelease(take(it, PyListIter.it_seq));
  },
  iter: self,
  iternext: nextOfList,
  methods: counting(PyListIter.it_index, PyListIter.it_seq)
});

const backwards = owning([PyListRevIter.it_seq]);
export const listReverseIterator = defineType({
  name: 'list_reverseiterator',
  type: PyListRevIter_Type,
  struct: PyListRevIter,
  gc: true,
  noNew: true,
  traverse: backwards.traverse,
  dealloc: backwards.dealloc,
  iter: self,
  iternext(it): Maybe {
    const list = PyListRevIter.it_seq(it);
    if (list === 0) return ABSENT;
    const i = PyListRevIter.it_index(it);
    if (i >= 0 && i < ob_size(list)) {
      PyListRevIter.it_index.set(it, i - 1);
      return newRef(load(listItems(list) + i * 8) as Ref);
    }
    PyListRevIter.it_index.set(it, -1);
    return exhausted(it, PyListRevIter.it_seq);
  },
  methods: {
    __length_hint__: {
      signature: '($self, /)',
      doc: 'Private method returning an estimate of len(list(it)).',
      call: (it: Ref) => {
        const list = PyListRevIter.it_seq(it),
          left = PyListRevIter.it_index(it) + 1;
        return newInt(list === 0 || ob_size(list) < left ? 0 : left);
      }
    }
  }
});

/* tuple */
function nextOfTuple(it: Ref): Maybe {
  const tuple = PyTupleIter.it_seq(it);
  if (tuple === 0) return ABSENT;
  const i = PyTupleIter.it_index(it);
  if (i >= ob_size(tuple)) return exhausted(it, PyTupleIter.it_seq);
  PyTupleIter.it_index.set(it, i + 1);
  return newRef(load(tuple + TUPLE_ITEMS + i * 8) as Ref);
}
const FINISH_TUPLE_ITER = native((it: Ref) => {
  if (!keepTupleIter(it)) freeObject(it);
});
export const tupleIterator = defineType({
  name: 'tuple_iterator',
  type: PyTupleIter_Type,
  struct: PyTupleIter,
  gc: true,
  noNew: true,
  traverse: (it, visit) => visit(PyTupleIter.it_seq(it)),
  dealloc(it) {
    untrack(it);
    thenCall(FINISH_TUPLE_ITER, it);
    thenRelease(take(it, PyTupleIter.it_seq));
  },
  iter: self,
  iternext: nextOfTuple,
  methods: counting(PyTupleIter.it_index, PyTupleIter.it_seq)
});

/* What only has `__getitem__` */
const NextItem = nativeFrame('iterator', { it: owns }, (frame, item): Answer => {
  const it = NextItem.it(frame);
  if (item !== NULL) {
    PySeqIter.it_index.set(it, PySeqIter.it_index(it) + 1);
    return item as Answer;
  }
  if (!raisedIs(errors.IndexError) && !raisedIs(errors.StopIteration)) return NULL;
  clearRaised();
  return exhausted(it, PySeqIter.it_seq) as never;
});
const overSequence = owning([PySeqIter.it_seq]);
export const sequenceIterator = defineType({
  name: 'iterator',
  type: PySeqIter_Type,
  struct: PySeqIter,
  gc: true,
  noNew: true,
  traverse: overSequence.traverse,
  dealloc: overSequence.dealloc,
  iter: self,
  iternext(it): Maybe {
    const sequence = PySeqIter.it_seq(it);
    if (sequence === 0) return ABSENT;
    const frame = NextItem.enter();
    NextItem.it.set(frame, newRef(it));
    return beginNative(frame, sequenceItem(sequence, PySeqIter.it_index(it)));
  },
  methods: {
    __length_hint__: {
      signature: '($self, /)',
      doc: 'Private method returning an estimate of len(list(it)).',
      call: (it: Ref) => {
        const sequence = PySeqIter.it_seq(it);
        if (sequence === 0) return newInt(0);
        const t = typeOf(sequence);
        if (slotOf(t, slot.sq_length) === 0 && slotOf(t, slot.mp_length) === 0) return newInt(0);
        const size = length(sequence);
        return size === null ? NULL : newInt(Math.max(0, size - PySeqIter.it_index(it)));
      }
    }
  }
});

/* iter(callable, sentinel) */
const NextCall = nativeFrame('callable_iterator', { it: owns, result: mayOwn }, (frame, result): Maybe => {
  const it = NextCall.it(frame);
  if (result === NULL) {
    if (!wasStopIteration()) return NULL;
    clearRef(it, PyCallIter.it_callable);
    clearRef(it, PyCallIter.it_sentinel);
    return ABSENT;
  }
  const sentinel = PyCallIter.it_sentinel(it);
  NextCall.result.set(frame, result as Owned);
  const isLast = sentinel === 0 ? true : richCompareBool(sentinel, result as Ref, EQ);
  if (isLast === false) return take(frame, NextCall.result) as Owned;
  decref(take(frame, NextCall.result) as Owned);
  if (isLast === null) return NULL;
  clearRef(it, PyCallIter.it_callable);
  clearRef(it, PyCallIter.it_sentinel);
  return ABSENT;
});
const overCalls = owning([PyCallIter.it_callable, PyCallIter.it_sentinel]);
export const callIterator = defineType({
  name: 'callable_iterator',
  type: PyCallIter_Type,
  struct: PyCallIter,
  gc: true,
  noNew: true,
  traverse: overCalls.traverse,
  dealloc: overCalls.dealloc,
  iter: self,
  iternext(it): Maybe {
    const callable = PyCallIter.it_callable(it);
    if (callable === 0) return ABSENT;
    const frame = NextCall.enter();
    NextCall.it.set(frame, newRef(it));
    return beginNative(frame, call0(callable));
  }
});

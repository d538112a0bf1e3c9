/** What tuples do.  CPython: Objects/tupleobject.c. */
import { load, store, type Address } from '../heap/memory.js';
import {
  ABSENT,
  NULL,
  PUSHED,
  type Answer,
  type Maybe,
  type Owned,
  type Ref,
  type Result
} from '../heap/reference.js';
import { borrows, int32, mayOwn } from '../heap/struct.js';
import { stepsOf } from '../abstract/bounds.js';
import { classGetitem } from '../abstract/class-getitem.js';
import { defineType } from '../abstract/define.js';
import { EQ, hash as hashOf, NE, richCompare, richCompareBool } from '../abstract/object.js';
import { enterComparison, equalItems, leaveComparison, sliceIndex } from '../abstract/items.js';
import { iter, iterNext, lengthHint, wasStopIteration } from '../abstract/iterate.js';
import { tupleRepr } from '../abstract/sequence-repr.js';
import { newTupleIter } from '../include/iterators.js';
import { asIndex, newInt } from '../include/int.js';
import { isExactList, listItems } from '../include/list.js';
import { newBool, notImplemented } from '../include/singletons.js';
import { PySlice_Type } from '../include/slice.js';
import { genericAlloc } from '../include/subclass.js';
import {
  PyTuple,
  PyTuple_Type,
  TUPLE_HASH,
  TUPLE_ITEMS,
  emptyTuple,
  isExactTuple,
  isTuple,
  keepTuple,
  newTuple,
  resizeTuple,
  setTupleItem,
  trackAnyTuple,
  tupleFromArray,
  tupleItem,
  tupleItems,
  tupleOf
} from '../include/tuple.js';
import { Flag, typeName } from '../include/type.js';
import { freeObject, noMemory } from '../object/create.js';
import { native, thenCall, thenReleaseItems } from '../object/dealloc.js';
import { errors, raise } from '../object/errors.js';
import { untrack } from '../object/gchead.js';
import { hashHigh, hashIs } from '../object/hash.js';
import { ob_size, typeOf, type PyType } from '../object/header.js';
import { beginNative, nativeFrame, type NativeFrame } from '../object/native-frame.js';
import { decref, newRef, take } from '../object/refcount.js';
import { slot, slotOf } from '../object/slots.js';
import { profile } from '../profiles/profile.js';

/* Life. */
/** tuple(iterable=()).  @cpython Objects/tupleobject.c tuple_new_impl */
function construct(cls: Ref, iterable: Ref | 0): Answer {
  if (cls === PyTuple_Type) return iterable === 0 ? newRef(emptyTuple) : sequenceTuple(iterable);
  const frame = OfSubclass.enter();
  OfSubclass.type.set(frame, cls);
  return beginNative(frame, iterable === 0 ? newRef(emptyTuple) : sequenceTuple(iterable));
}
/** @cpython Objects/tupleobject.c tuple_subtype_new */
const OfSubclass = nativeFrame(
  'tuple',
  { type: borrows /* the caller's argument */ },
  (frame, plain): Answer => {
    if (plain === NULL || plain === ABSENT) return NULL;
    const n = ob_size(plain as Ref);
    const made = genericAlloc<'tuple'>(OfSubclass.type(frame) as PyType, n);
    if (made !== 0) {
      for (let i = 0; i < n; i++) setTupleItem(made, i, newRef(tupleItem(plain as Ref, i)));
      if (profile.tuple.cachesHash) {
        store(made + TUPLE_HASH, -1);
        store(made + TUPLE_HASH + 4, -1);
      }
    }
    decref(plain as Owned);
    return made;
  }
);

/** A tuple being filled from an iterator: it is longer than what has come so far. */
const Filling = nativeFrame('tuple', { source: mayOwn, iterator: mayOwn, result: mayOwn, used: int32 }, fill);
/** Any iterable as a tuple.  @cpython Objects/abstract.c PySequence_Tuple */
function sequenceTuple(o: Ref): Answer {
  if (isExactTuple(o)) return newRef(o);
  if (isExactList(o)) return tupleFromArray(listItems(o), ob_size(o));
  const frame = Filling.enter();
  Filling.source.set(frame, newRef(o));
  return beginNative(frame, iter(o));
}
/** The first item, once the iterator is there and the tuple has room for what is expected. */
function firstItem(frame: NativeFrame, iterator: Owned): Maybe {
  Filling.iterator.set(frame, iterator);
  const source = take(frame, Filling.source) as Owned;
  const hint = lengthHint(source, 10);
  decref(source);
  const result = hint === null ? NULL : newTuple(hint);
  if (result === NULL) return NULL;
  trackAnyTuple(result);
  Filling.result.set(frame, result);
  return iterNext(iterator);
}
function fill(frame: NativeFrame, first: Maybe): Answer {
  let item = first;
  if (Filling.iterator(frame) === 0) {
    if (item === NULL || item === ABSENT) return NULL;
    item = firstItem(frame, item as Owned);
  }
  for (;;) {
    if (item === PUSHED) return PUSHED;
    if (item === ABSENT || (item === NULL && wasStopIteration())) return filled(frame);
    if (item === NULL) return NULL;
    let result = Filling.result(frame) as Ref;
    const used = Filling.used(frame);
    if (used >= ob_size(result)) {
      const wanted = used + 10 + ((used + 10) >> 2);
      Filling.result.set(frame, resizeTuple(take(frame, Filling.result) as Owned<'tuple'>, wanted));
      result = Filling.result(frame) as Ref;
      if (result === 0) {
        decref(item as Owned);
        return NULL;
      }
    }
    setTupleItem(result, used, item as Owned);
    Filling.used.set(frame, used + 1);
    item = iterNext(Filling.iterator(frame) as Ref);
  }
}
function filled(frame: NativeFrame): Answer {
  const result = take(frame, Filling.result) as Owned<'tuple'>;
  const used = Filling.used(frame);
  return used < ob_size(result) ? resizeTuple(result, used) : result;
}

const FINISH = native((self: Ref) => {
  if (typeOf(self) !== PyTuple_Type || !keepTuple(self)) freeObject(self);
});
/** @cpython Objects/tupleobject.c tupledealloc */
function dealloc(self: Ref): void {
  untrack(self);
  thenCall(FINISH, self);
  thenReleaseItems(tupleItems(self), ob_size(self));
}

/* Operators. */
function add(a: Ref, b: Ref): Answer {
  if (ob_size(a) === 0 && isExactTuple(b)) return newRef(b);
  if (!isTuple(b)) {
    return raise(errors.TypeError, `can only concatenate tuple (not "${typeName(typeOf(b))}") to tuple`);
  }
  const left = ob_size(a),
    right = ob_size(b);
  if (right === 0 && isExactTuple(a)) return newRef(a);
  const made = newTuple(left + right);
  if (made === NULL) return NULL;
  shareItems(tupleItems(made), tupleItems(a), left);
  shareItems(tupleItems(made) + left * 8, tupleItems(b), right);
  trackAnyTuple(made);
  return made;
}
/** Copies `n` references, which are counted. */
function shareItems(to: Address, from: Address, n: number): void {
  for (let i = 0; i < n * 8; i += 8) store(to + i, newRef(load(from + i) as Ref));
}
function repeat(self: Ref, times: number): Answer {
  const size = ob_size(self);
  if ((size === 0 || times === 1) && isExactTuple(self)) return newRef(self);
  if (size === 0 || times <= 0) return newRef(emptyTuple);
  if (size * times > 2 ** 27) return noMemory();
  const made = newTuple(size * times);
  if (made === NULL) return NULL;
  for (let k = 0; k < times; k++) shareItems(tupleItems(made) + k * size * 8, tupleItems(self), size);
  trackAnyTuple(made);
  return made;
}
function item(self: Ref, i: number): Answer {
  return i < 0 || i >= ob_size(self)
    ? raise(errors.IndexError, 'tuple index out of range')
    : newRef(tupleItem(self, i));
}
function subscript(self: Ref, key: Ref): Answer {
  if (slotOf(typeOf(key), slot.nb_index) !== 0) {
    const i = asIndex(key, errors.IndexError);
    return i === null ? NULL : item(self, i < 0 ? i + ob_size(self) : i);
  }
  if (typeOf(key) !== PySlice_Type) {
    return raise(errors.TypeError, `tuple indices must be integers or slices, not ${typeName(typeOf(key))}`);
  }
  const steps = stepsOf(key, ob_size(self));
  if (steps === null) return NULL;
  const { start, step, count } = steps;
  if (count <= 0) return newRef(emptyTuple);
  if (start === 0 && step === 1 && count === ob_size(self) && isExactTuple(self)) return newRef(self);
  const made = newTuple(count);
  if (made === NULL) return NULL;
  for (let k = 0; k < count; k++) setTupleItem(made, k, newRef(tupleItem(self, start + k * step)));
  trackAnyTuple(made);
  return made;
}
function contains(self: Ref, value: Ref): boolean | null {
  for (let i = 0; i < ob_size(self); i++) {
    const is = equalItems(tupleItem(self, i), value);
    if (is !== false) return is;
  }
  return false;
}
/** @cpython Objects/tupleobject.c tuplerichcompare */
function richcompare(a: Ref, b: Ref, op: number): Answer {
  if (!isTuple(a) || !isTuple(b)) return notImplemented();
  if (!enterComparison()) return NULL;
  const answer = compareTuples(a, b, op);
  leaveComparison();
  return answer;
}
function compareTuples(a: Ref, b: Ref, op: number): Answer {
  const left = ob_size(a),
    right = ob_size(b),
    both = Math.min(left, right);
  let i = 0;
  for (; i < both; i++) {
    const is = equalItems(tupleItem(a, i), tupleItem(b, i));
    if (is === null) return NULL;
    if (!is) break;
  }
  if (i >= both) return newBool(compareSizes(left, right, op));
  if (op === EQ) return newBool(false);
  if (op === NE) return newBool(true);
  return richCompare(tupleItem(a, i), tupleItem(b, i), op);
}
const compareSizes = (a: number, b: number, op: number): boolean =>
  op === 0 ? a < b : op === 1 ? a <= b : op === 2 ? a === b : op === 3 ? a !== b : op === 4 ? a > b : a >= b;

/* Hash: 64-bit arithmetic in halves; `high` is where a product leaves its upper word. */
const P1_HIGH = 0x9e3779b1,
  P1_LOW = 0x85ebca87,
  P2_HIGH = 0xc2b2ae3d,
  P2_LOW = 0x27d4eb4f,
  P5_HIGH = 0x27d4eb2f,
  P5_LOW = 0x165667c5;
/** The upper word of the product of two unsigned words. */
function upper(a: number, b: number): number {
  const a0 = a & 0xffff,
    a1 = a >>> 16,
    b0 = b & 0xffff,
    b1 = b >>> 16;
  const middle = a1 * b0 + ((a0 * b0) >>> 16);
  const cross = a0 * b1 + (middle & 0xffff);
  return (a1 * b1 + Math.floor(middle / 0x10000) + Math.floor(cross / 0x10000)) | 0;
}
/** xxHash over the items' hashes.  @cpython Objects/tupleobject.c tuple_hash */
function hash(self: Ref): number | null {
  if (profile.tuple.cachesHash) {
    const low = load(self + TUPLE_HASH),
      high = load(self + TUPLE_HASH + 4);
    if (low !== -1 || high !== -1) return hashIs(low, high);
  }
  const size = ob_size(self);
  let high = P5_HIGH | 0,
    low = P5_LOW | 0;
  for (let i = 0; i < size; i++) {
    const lane = hashOf(tupleItem(self, i));
    if (lane === null) return null;
    const laneHigh = hashHigh();
    const addLow = Math.imul(lane, P2_LOW);
    const addHigh = (upper(lane, P2_LOW) + Math.imul(laneHigh, P2_LOW) + Math.imul(lane, P2_HIGH)) | 0;
    const sum = (low >>> 0) + (addLow >>> 0);
    high = (high + addHigh + (sum > 0xffffffff ? 1 : 0)) | 0;
    low = sum | 0;
    // rotated left by 31: the words swapped, then right by one
    const turned = (high << 31) | (low >>> 1);
    low = (low << 31) | (high >>> 1);
    high = turned;
    const product = Math.imul(low, P1_LOW);
    high = (upper(low, P1_LOW) + Math.imul(high, P1_LOW) + Math.imul(low, P1_HIGH)) | 0;
    low = product;
  }
  const sum = (low >>> 0) + ((size ^ P5_LOW ^ 3527539) >>> 0);
  high = (high + P5_HIGH + (sum > 0xffffffff ? 1 : 0)) | 0;
  low = sum | 0;
  if (low === -1 && high === -1) {
    low = 1546275796;
    high = 0;
  }
  if (profile.tuple.cachesHash) {
    store(self + TUPLE_HASH, low);
    store(self + TUPLE_HASH + 4, high);
  }
  return hashIs(low, high);
}

/* Methods. */
function index(self: Ref, value: Ref, start: Ref | 0, stop: Ref | 0): Answer {
  const size = ob_size(self);
  const from = sliceIndex(start, 0, size);
  if (from === null) return NULL;
  const to = sliceIndex(stop, size, size);
  if (to === null) return NULL;
  for (let i = from; i < to && i < size; i++) {
    const is = richCompareBool(tupleItem(self, i), value, EQ);
    if (is === null) return NULL;
    if (is) return newInt(i);
  }
  return raise(errors.ValueError, 'tuple.index(x): x not in tuple');
}
function count(self: Ref, value: Ref): Answer {
  let found = 0;
  for (let i = 0; i < ob_size(self); i++) {
    const is = equalItems(tupleItem(self, i), value);
    if (is === null) return NULL;
    if (is) found++;
  }
  return newInt(found);
}
function newArguments(self: Ref): Answer {
  const plain: Result = tupleFromArray(tupleItems(self), ob_size(self));
  return plain === NULL ? NULL : tupleOf(plain);
}

export const tuple = defineType({
  name: 'tuple',
  type: PyTuple_Type,
  struct: PyTuple,
  basicsize: TUPLE_ITEMS,
  itemsize: 8,
  doc: `Built-in immutable sequence.

If no argument is given, the constructor returns an empty tuple.
If iterable is specified the tuple is initialized from iterable's items.

If the argument is a tuple, the return value is the same object.`,
  subclassable: true,
  gc: true,
  trashcan: true,
  flags: Flag.TUPLE | Flag.SEQUENCE,
  construct: { signature: '(iterable=(), /)', call: construct },
  traverse: (self, visit) => {
    for (let i = ob_size(self) - 1; i >= 0; i--) visit(tupleItem(self, i));
  },
  owned: (self, visit) => {
    for (let i = 0; i < ob_size(self); i++) {
      const o = tupleItem(self, i) as Ref | 0;
      if (o !== 0) visit(o, `[${i}]`, 'item');
    }
  },
  dealloc,
  repr: tupleRepr,
  hash,
  richcompare,
  iter: newTupleIter,
  slots: {
    sq_length: ob_size,
    sq_concat: add,
    sq_repeat: repeat,
    sq_item: item,
    sq_contains: contains,
    mp_length: ob_size,
    mp_subscript: subscript
  },
  methods: {
    __class_getitem__: classGetitem,
    __getnewargs__: { signature: '($self, /)', doc: 'For copy and pickle.', call: newArguments },
    index: {
      signature: '($self, value, start=0, stop=sys.maxsize, /)',
      doc: 'Return first index of value.\n\nRaises ValueError if the value is not present.',
      call: index
    },
    count: { signature: '($self, value, /)', doc: 'Return number of occurrences of value.', call: count }
  }
});

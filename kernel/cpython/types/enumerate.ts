/** enumerate: items with their numbers.  CPython: Objects/enumobject.c enumobject. */
import { load, store } from '../heap/memory.js';
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
import { borrows, mayOwn } from '../heap/struct.js';
import { defineType } from '../abstract/define.js';
import { owning } from '../abstract/fields.js';
import { iter, iterNext } from '../abstract/iterate.js';
import { canRecycle, recycled } from '../abstract/recycle.js';
import { hasKeywords } from '../abstract/keywords.js';
import { addInts, asSize, index, newInt, smallInt } from '../include/int.js';
import { Enumerate, PyEnum_Type, isPlainIterator } from '../include/iterators.js';
import { none } from '../include/singletons.js';
import { identifier, strEquals, toHost } from '../include/str.js';
import { genericAlloc } from '../include/subclass.js';
import { newPair, tupleItem, tupleItems } from '../include/tuple.js';
import type { PyType } from '../include/type.js';
import { errors, raise } from '../object/errors.js';
import { ob_size } from '../object/header.js';
import { beginNative, nativeFrame, type NativeFrame } from '../object/native-frame.js';
import { argumentAt } from '../object/park.js';
import { decref, newRef, take } from '../object/refcount.js';
import { takeRaised } from '../object/thread.js';
import { profile } from '../profiles/profile.js';

const { en_index, en_sit, en_result, en_longindex } = Enumerate;
const MISSING = `enumerate() missing required argument 'iterable'${profile.iterators.missingNamesPosition ? ' (pos 1)' : ''}`;
const ITERABLE = identifier('iterable'),
  START = identifier('start');
/** Beyond it the index is an int object. */
const MAX_INDEX = 2 ** 31 - 1;

/** The iterator is on its way; the object waits for it. */
const Making = nativeFrame('enumerate', { self: mayOwn }, (frame: NativeFrame, iterator: Maybe): Answer => {
  if (iterator === NULL || iterator === ABSENT) return NULL;
  const self = Making.self(frame) as Ref;
  en_sit.set(self, iterator as Owned);
  const pair = newPair(none(), none());
  if (pair === NULL) return NULL;
  en_result.set(self, pair);
  return take(frame, Making.self) as Owned;
});
/** enumerate(iterable, start=0).  @cpython Objects/enumobject.c enum_new_impl */
function make(type: PyType, argv: number, nargs: number, kwnames: Ref | 0): Answer {
  let iterable: Ref | 0 = nargs > 0 ? argumentAt(argv, 0) : 0;
  let start: Ref | 0 = nargs > 1 ? argumentAt(argv, 1) : 0;
  const total = nargs + (hasKeywords(kwnames) ? ob_size(kwnames as Ref) : 0);
  if (total > 2) return raise(errors.TypeError, `enumerate() takes at most 2 arguments (${total} given)`);
  for (let i = nargs; i < total; i++) {
    const name = tupleItem(kwnames as Ref, i - nargs);
    if (iterable === 0 && strEquals(name, ITERABLE)) iterable = argumentAt(argv, i);
    else if (start === 0 && strEquals(name, START)) start = argumentAt(argv, i);
    else return raise(errors.TypeError, `'${toHost(name)}' is an invalid keyword argument for enumerate()`);
  }
  if (iterable === 0) return raise(errors.TypeError, MISSING);
  const self = genericAlloc<'enumerate'>(type, 0);
  if (self === 0) return NULL;
  if (start !== 0 && !begin(self, start)) {
    decref(self);
    return NULL;
  }
  const frame = Making.enter();
  Making.self.set(frame, self);
  return beginNative(frame, iter(iterable));
}
function begin(self: Ref, start: Ref): boolean {
  const first = index(start);
  if (first === NULL) return false;
  const n = asSize(first);
  if (n !== null && n >= -MAX_INDEX && n < MAX_INDEX) {
    en_index.set(self, n);
    decref(first);
    return true;
  }
  const overflow = n === null ? takeRaised() : 0;
  if (overflow !== 0) decref(overflow);
  en_index.set(self, MAX_INDEX);
  en_longindex.set(self, first);
  return true;
}

/** The number of the next item, which is then counted. */
function number(self: Ref): Result {
  const i = en_index(self);
  if (i !== MAX_INDEX) {
    en_index.set(self, i + 1);
    return newInt(i);
  }
  let now = take(self, en_longindex);
  if (now === 0) now = newInt(MAX_INDEX);
  if (now === 0) return NULL;
  const next = addInts(now, smallInt(1));
  en_longindex.set(self, next);
  if (next === NULL) {
    decref(now);
    return NULL;
  }
  return now;
}
/** The pair of an item, which is consumed. */
function pairOf(self: Ref, item: Owned): Result {
  const n = number(self);
  if (n === NULL) {
    decref(item);
    return NULL;
  }
  const result = en_result(self) as Ref;
  if (!canRecycle(result)) return newPair(n, item);
  const pair = newRef(result),
    p = tupleItems(pair);
  const oldNumber = load(p) as Owned,
    oldItem = load(p + 8) as Owned;
  store(p, n);
  store(p + 8, item);
  decref(oldNumber);
  decref(oldItem);
  recycled(pair);
  return pair;
}
const Waiting = nativeFrame(
  'enumerate',
  { self: borrows /* whoever asked for the next item has it */ },
  (frame, item): Answer =>
    item === NULL || item === ABSENT || item === PUSHED
      ? (item as Answer)
      : pairOf(Waiting.self(frame) as Ref, item as Owned)
);
function next(self: Ref): Maybe {
  const it = en_sit(self) as Ref;
  if (isPlainIterator(it)) {
    const item = iterNext(it);
    return item === NULL || item === ABSENT ? item : pairOf(self, item as Owned);
  }
  const frame = Waiting.enter();
  Waiting.self.set(frame, self);
  return beginNative(frame, iterNext(it));
}

export const enumerate = defineType({
  name: 'enumerate',
  type: PyEnum_Type,
  struct: Enumerate,
  subclassable: true,
  gc: true,
  doc: 'Return an enumerate object.\n\n  iterable\n    an object supporting iteration\n\nThe enumerate object yields pairs containing a count (from start, which\ndefaults to zero) and a value yielded by the iterable argument.',
  ...owning([en_sit, en_result, en_longindex]),
  new: make,
  iter: self => newRef(self),
  iternext: next
});

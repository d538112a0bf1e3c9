/** tee: several iterators over the items of one.  CPython: Modules/itertoolsmodule.c teeobject, teedataobject. */
import { load, store } from '../../heap/memory.js';
import {
  NULL,
  PUSHED,
  type Answer,
  type Maybe,
  type Owned,
  type Ref,
  type Result
} from '../../heap/reference.js';
import { borrows, int32, mayOwn, structAt } from '../../heap/struct.js';
import { defineType } from '../../abstract/define.js';
import { dropWeakrefs, thenFree, thenReleaseFields } from '../../abstract/fields.js';
import { iterNext } from '../../abstract/iterate.js';
import { asIndexSize } from '../../abstract/number.js';
import { newTuple, setTupleItem, trackAnyTuple, tupleItem } from '../../include/tuple.js';
import { staticType } from '../../include/type.js';
import { newObject } from '../../object/create.js';
import { thenRelease } from '../../object/dealloc.js';
import { errors, raise } from '../../object/errors.js';
import { track, untrack } from '../../object/gchead.js';
import { typeOf } from '../../object/header.js';
import { beginNative, nativeFrame } from '../../object/native-frame.js';
import { clearRef, decref, newRef, setRef } from '../../object/refcount.js';
import { profile } from '../../profiles/profile.js';
import { isOver, iteratorOf } from './making.js';

export const PyTee_Type = staticType();
export const PyTeeData_Type = staticType();
/** Items in one link of the chain that all iterators share. */
const LINK_CELLS = 57;
const VALUES = 40;
const TeeData = structAt(
  'itertools._tee_dataobject',
  { it: mayOwn, numread: int32, running: int32, nextlink: mayOwn },
  { it: 16, numread: 24, running: 28, nextlink: 32 },
  VALUES + LINK_CELLS * 8
);
/** `index`: the next item in the link `dataobj`. */
const Tee = structAt(
  'itertools._tee',
  { dataobj: mayOwn, index: int32, weakreflist: borrows },
  { dataobj: 16, index: 24, weakreflist: 32 },
  profile.iterators.teeSize
);
const { it, numread, running, nextlink } = TeeData;
const { dataobj, index, weakreflist } = Tee;
const valueAt = (data: Ref, i: number): Ref => load(data + VALUES + i * 8) as Ref;

/** A link over an iterator (lent). */
function newData(iterator: Ref): Result {
  const data = newObject(PyTeeData_Type);
  if (data === 0) return NULL;
  it.set(data, newRef(iterator));
  track(data);
  return data;
}
/** The link after this one.  @cpython teedataobject_jumplink */
function linkAfter(data: Ref): Result {
  if (nextlink(data) === 0) {
    const link = newData(it(data) as Ref);
    if (link === NULL) return NULL;
    nextlink.set(data, link);
  }
  return newRef(nextlink(data) as Ref);
}
/** An iterator that begins where another tee stands, or at the start of any iterator (lent). */
function newTee(iterator: Ref): Result {
  const isCopy = typeOf(iterator) === PyTee_Type;
  const data = isCopy ? newRef(dataobj(iterator) as Ref) : newData(iterator);
  if (data === NULL) return NULL;
  const self = newObject(PyTee_Type);
  if (self === 0) {
    decref(data);
    return NULL;
  }
  dataobj.set(self, data);
  index.set(self, isCopy ? index(iterator) : 0);
  track(self);
  return self;
}
/** An item that nobody has read yet is kept in the link. */
const Reading = nativeFrame('tee', { self: borrows, data: mayOwn }, (frame, answer): Maybe => {
  if (answer === PUSHED) return PUSHED;
  const data = Reading.data(frame) as Ref;
  running.set(data, 0);
  if (isOver(answer)) return answer;
  const i = numread(data);
  store(data + VALUES + i * 8, newRef(answer));
  numread.set(data, i + 1);
  const self = Reading.self(frame) as Ref;
  index.set(self, index(self) + 1);
  return answer;
});
/** @cpython Modules/itertoolsmodule.c tee_next */
function next(self: Ref): Maybe {
  if (index(self) >= LINK_CELLS) {
    const link = linkAfter(dataobj(self) as Ref);
    if (link === NULL) return NULL;
    setRef(self, dataobj, link);
    index.set(self, 0);
  }
  const data = dataobj(self) as Ref,
    i = index(self);
  if (i < numread(data)) {
    index.set(self, i + 1);
    return newRef(valueAt(data, i));
  }
  if (running(data) !== 0) return raise(errors.RuntimeError, 'cannot re-enter the tee iterator');
  running.set(data, 1);
  const frame = Reading.enter();
  Reading.self.set(frame, self);
  Reading.data.set(frame, newRef(data));
  return beginNative(frame, iterNext(it(data) as Ref));
}
/** tee(iterable, n=2).  @cpython itertools_tee_impl */
export function tee(_module: Ref, iterable: Ref, copies: Ref | 0): Answer {
  const n = copies === 0 ? 2 : asIndexSize(copies);
  if (n === null) return NULL;
  if (n < 0) return raise(errors.ValueError, 'n must be >= 0');
  const result = newTuple(n);
  if (result === NULL) return NULL;
  if (n === 0) return result;
  for (let i = 0; i < n; i++) {
    const next = i === 0 ? firstTee(iterable) : newTee(tupleItem(result, i - 1));
    if (next === NULL) {
      decref(result);
      return NULL;
    }
    setTupleItem(result, i, next);
  }
  trackAnyTuple(result);
  return result;
}
/** Up to 3.13 an iterator that is a tee is the first of its copies. */
function firstTee(iterable: Ref): Result {
  const iterator = iteratorOf(iterable);
  if (iterator === NULL) return NULL;
  if (typeOf(iterator) === PyTee_Type && !profile.iterators.teeCopiesAll) return iterator;
  const made = newTee(iterator);
  decref(iterator);
  return made;
}
const valuesFirst = (data: Ref, visit: (o: Ref | 0) => void): void => {
  visit(it(data));
  for (let i = 0; i < numread(data); i++) visit(valueAt(data, i));
  visit(nextlink(data));
};

export const teeData = defineType({
  name: 'itertools._tee_dataobject',
  type: PyTeeData_Type,
  struct: TeeData,
  gc: true,
  noNew: true,
  doc: 'Items that several iterators share.',
  traverse: valuesFirst,
  owned: (data, visit) => {
    if (it(data) !== 0) visit(it(data) as Ref, '.it', 'attribute');
    for (let i = 0; i < numread(data); i++) visit(valueAt(data, i), `[${i}]`, 'item');
    if (nextlink(data) !== 0) visit(nextlink(data) as Ref, '.nextlink', 'attribute');
  },
  clear(data) {
    clearRef(data, it);
    for (let i = 0; i < LINK_CELLS; i++) {
      const value = load(data + VALUES + i * 8) as Owned | 0;
      store(data + VALUES + i * 8, 0);
      if (value !== 0) decref(value);
    }
    clearRef(data, nextlink);
  },
  dealloc(data) {
    untrack(data);
    thenFree(data);
    thenReleaseFields(data, [nextlink]);
    for (let i = numread(data) - 1; i >= 0; i--) thenRelease(valueAt(data, i) as Owned);
    numread.set(data, 0);
    thenReleaseFields(data, [it]);
  }
});
export const teeIterator = defineType({
  name: 'itertools._tee',
  type: PyTee_Type,
  struct: Tee,
  gc: true,
  weaklist: weakreflist.offset,
  doc: 'An iterator that shares its items with others.',
  traverse: (self, visit) => visit(dataobj(self)),
  clear(self) {
    clearRef(self, dataobj);
  },
  dealloc(self) {
    untrack(self);
    dropWeakrefs(self, weakreflist.offset);
    thenFree(self);
    thenReleaseFields(self, [dataobj]);
  },
  construct: {
    signature: '($type, iterable, /)',
    call: ((_type: Ref, iterable: Ref): Answer => {
      const iterator = iteratorOf(iterable);
      if (iterator === NULL) return NULL;
      const made = newTee(iterator);
      decref(iterator);
      return made;
    }) as never
  },
  iter: self => newRef(self),
  iternext: next,
  methods: {
    __copy__: {
      signature: '($self, /)',
      doc: 'Returns an independent iterator.',
      call: ((self: Ref) => newTee(self)) as never
    }
  }
});

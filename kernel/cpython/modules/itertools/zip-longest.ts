/** zip_longest: zip that goes on to the end of the longest.  CPython: Modules/itertoolsmodule.c ziplongestobject. */
import { load, store, type Address } from '../../heap/memory.js';
import { ABSENT, NULL, PUSHED, type Answer, type Maybe, type Owned, type Ref } from '../../heap/reference.js';
import { borrows, int32, mayOwn, ssize, structAt } from '../../heap/struct.js';
import { defineType } from '../../abstract/define.js';
import { owning } from '../../abstract/fields.js';
import { iterNext, wasStopIteration } from '../../abstract/iterate.js';
import { hasKeywords } from '../../abstract/keywords.js';
import { canRecycle, recycled } from '../../abstract/recycle.js';
import { None } from '../../include/singletons.js';
import { identifier, strEquals } from '../../include/str.js';
import { genericAlloc } from '../../include/subclass.js';
import { newTuple, setTupleItem, trackAnyTuple, tupleItem, tupleItems } from '../../include/tuple.js';
import { staticType, type PyType } from '../../include/type.js';
import { errors, raise } from '../../object/errors.js';
import { ob_size } from '../../object/header.js';
import { beginNative, nativeFrame, type NativeFrame } from '../../object/native-frame.js';
import { argumentAt } from '../../object/park.js';
import { decref, newRef, take } from '../../object/refcount.js';
import { isOver, iteratorOf } from './making.js';

export const PyZipLongest_Type = staticType();
/** An exhausted iterator is NULL in `ittuple`. */
const ZipLongest = structAt(
  'itertools.zip_longest',
  { tuplesize: ssize, numactive: ssize, ittuple: mayOwn, result: mayOwn, fillvalue: mayOwn },
  { tuplesize: 16, numactive: 24, ittuple: 32, result: 40, fillvalue: 48 },
  56
);
const { tuplesize, numactive, ittuple, result, fillvalue } = ZipLongest;
const FILLVALUE = identifier('fillvalue');

function tupleFilled(count: number, make: (i: number) => Owned | 0): Owned<'tuple'> | 0 {
  const tuple = newTuple(count);
  if (tuple === NULL) return 0;
  for (let i = 0; i < count; i++) {
    const item = make(i);
    if (item === 0) {
      decref(tuple);
      return 0;
    }
    setTupleItem(tuple, i, item);
  }
  trackAnyTuple(tuple);
  return tuple;
}
/** @cpython Modules/itertoolsmodule.c zip_longest_new */
function make(type: PyType, argv: Address, nargs: number, kwnames: Ref | 0): Answer {
  let filling: Ref = None;
  if (hasKeywords(kwnames)) {
    if (ob_size(kwnames as Ref) !== 1 || !strEquals(tupleItem(kwnames as Ref, 0), FILLVALUE)) {
      return raise(errors.TypeError, 'zip_longest() got an unexpected keyword argument');
    }
    filling = argumentAt(argv, nargs);
  }
  const iterators = tupleFilled(nargs, i => iteratorOf(argumentAt(argv, i)));
  if (iterators === 0) return NULL;
  const filled = tupleFilled(nargs, () => newRef(None));
  const self = filled === 0 ? 0 : genericAlloc(type, 0);
  if (self === 0) {
    if (filled !== 0) decref(filled);
    decref(iterators);
    return NULL;
  }
  tuplesize.set(self, nargs);
  numactive.set(self, nargs);
  ittuple.set(self, iterators);
  if (filled !== 0) result.set(self, filled);
  fillvalue.set(self, newRef(filling));
  return self;
}
const Filling = nativeFrame('zip_longest', { self: borrows, tuple: mayOwn, index: int32 }, fill);
function next(self: Ref): Maybe {
  if (tuplesize(self) === 0 || numactive(self) === 0) return ABSENT;
  const last = result(self) as Ref;
  const tuple = canRecycle(last) ? newRef(last) : newTuple(tuplesize(self));
  if (tuple === NULL) return NULL;
  const frame = Filling.enter();
  Filling.self.set(frame, self);
  Filling.tuple.set(frame, tuple);
  return beginNative(frame, ask(self, 0));
}
/** The next item of iterator `i`, or the value that stands for it. */
function ask(self: Ref, i: number): Maybe {
  const iterator = load(tupleItems(ittuple(self) as Ref) + i * 8) as Ref | 0;
  return iterator === 0 ? newRef(fillvalue(self) as Ref) : iterNext(iterator);
}
function replace(p: Address, item: Owned | 0): void {
  const old = load(p) as Owned | 0;
  store(p, item);
  if (old !== 0) decref(old);
}
function fill(frame: NativeFrame, first: Maybe): Maybe {
  const self = Filling.self(frame) as Ref,
    size = tuplesize(self);
  let answer = first;
  for (;;) {
    if (answer === PUSHED) return PUSHED;
    const i = Filling.index(frame);
    if (isOver(answer)) {
      const failed = answer === NULL && !wasStopIteration();
      numactive.set(self, failed ? 0 : numactive(self) - 1);
      if (failed) return NULL;
      if (numactive(self) === 0) return ABSENT;
      replace(tupleItems(ittuple(self) as Ref) + i * 8, 0);
      answer = newRef(fillvalue(self) as Ref);
    }
    replace(tupleItems(Filling.tuple(frame) as Ref) + i * 8, answer);
    if (i + 1 === size) {
      const tuple = take(frame, Filling.tuple) as Owned;
      recycled(tuple);
      return tuple;
    }
    Filling.index.set(frame, i + 1);
    answer = ask(self, i + 1);
  }
}

export const zipLongest = defineType({
  name: 'itertools.zip_longest',
  type: PyZipLongest_Type,
  struct: ZipLongest,
  subclassable: true,
  gc: true,
  doc: 'Give tuples of one item from each iterable, with fillvalue where one has no more.',
  ...owning([ittuple, result, fillvalue]),
  new: make,
  iter: self => newRef(self),
  iternext: next
});

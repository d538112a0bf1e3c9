/** zip: one item from each of several iterators at a time.  CPython: Python/bltinmodule.c zipobject. */
import { load, store } from '../heap/memory.js';
import { ABSENT, NULL, PUSHED, type Answer, type Maybe, type Owned, type Ref } from '../heap/reference.js';
import { borrows, int32, mayOwn } from '../heap/struct.js';
import { defineType } from '../abstract/define.js';
import { owning } from '../abstract/fields.js';
import { iter, iterNext, wasStopIteration } from '../abstract/iterate.js';
import { strictArgument } from '../abstract/keywords.js';
import { canRecycle, recycled } from '../abstract/recycle.js';
import { PyZip_Type, Zip, isPlainIterator } from '../include/iterators.js';
import { None } from '../include/singletons.js';
import { genericAlloc } from '../include/subclass.js';
import { newTuple, setTupleItem, trackAnyTuple, tupleItem, tupleItems } from '../include/tuple.js';
import type { PyType } from '../include/type.js';
import { errors, raise } from '../object/errors.js';
import { beginNative, nativeFrame, type NativeFrame } from '../object/native-frame.js';
import { argumentAt } from '../object/park.js';
import { decref, newRef, take } from '../object/refcount.js';
import { finish } from '../object/upward.js';
import { profile } from '../profiles/profile.js';

const { tuplesize, ittuple, result, strict } = Zip;

/** zip(*iterables, strict=False).  @cpython Python/bltinmodule.c zip_new */
function make(type: PyType, argv: number, nargs: number, kwnames: Ref | 0): Answer {
  const isStrict = strictArgument('zip', profile.iterators.zipStrict, argv, nargs, kwnames);
  if (isStrict === null) return NULL;
  const iterators = newTuple(nargs);
  if (iterators === NULL) return NULL;
  trackAnyTuple(iterators);
  for (let i = 0; i < nargs; i++) {
    const it = finish(iter(argumentAt(argv, i)));
    if (it === NULL) {
      decref(iterators);
      return NULL;
    }
    setTupleItem(iterators, i, it);
  }
  const filled = newTuple(nargs);
  if (filled === NULL) {
    decref(iterators);
    return NULL;
  }
  for (let i = 0; i < nargs; i++) setTupleItem(filled, i, newRef(None));
  trackAnyTuple(filled);
  const self = genericAlloc<'zip'>(type, 0);
  if (self === 0) {
    decref(filled);
    decref(iterators);
    return NULL;
  }
  tuplesize.set(self, nargs);
  ittuple.set(self, iterators);
  result.set(self, filled);
  if (strict.exists) strict.set(self, isStrict ? 1 : 0);
  return self;
}

/** Filling a tuple: item after item, then, when one is missing and all must be as long, the others. */
const Filling = nativeFrame(
  'zip',
  {
    self: borrows /* whoever asked for the next tuple has it */,
    tuple: mayOwn,
    index: int32,
    checking: int32
  },
  fill
);
function next(self: Ref): Maybe {
  const size = tuplesize(self);
  if (size === 0) return ABSENT;
  const last = result(self) as Ref;
  let tuple: Owned | 0;
  if (canRecycle(last)) tuple = newRef(last);
  else {
    tuple = newTuple(size);
    if (tuple === NULL) return NULL;
  }
  const iterators = tupleItems(ittuple(self) as Ref);
  let i = 0;
  for (; i < size && isPlainIterator(load(iterators + i * 8) as Ref); i++) {
    const item = iterNext(load(iterators + i * 8) as Ref);
    if (item === NULL || item === ABSENT) return short(self, tuple, i, item as typeof NULL | typeof ABSENT);
    put(tuple, i, item as Owned);
  }
  if (i === size) return done(tuple);
  const frame = Filling.enter();
  Filling.self.set(frame, self);
  Filling.tuple.set(frame, tuple);
  Filling.index.set(frame, i);
  return beginNative(frame, iterNext(load(iterators + i * 8) as Ref));
}
function put(tuple: Ref, i: number, item: Owned): void {
  const p = tupleItems(tuple) + i * 8;
  const old = load(p) as Owned | 0;
  store(p, item);
  if (old !== 0) decref(old);
}
function done(tuple: Owned): Owned {
  recycled(tuple);
  return tuple;
}
/** Iterator `i` had no item any more, without Python code so far. */
function short(self: Ref, tuple: Owned, i: number, item: typeof NULL | typeof ABSENT): Maybe {
  decref(tuple);
  if (item === NULL || !strict.exists || strict(self) === 0) return item;
  const frame = Filling.enter();
  Filling.self.set(frame, self);
  Filling.index.set(frame, i);
  return beginNative(frame, ABSENT);
}
const argument = (i: number, how: string): 0 =>
  raise(errors.ValueError, `zip() argument ${i + 1} is ${how} than argument${i === 1 ? ' ' : 's 1-'}${i}`);

function fill(frame: NativeFrame, first: Maybe): Answer {
  const self = Filling.self(frame) as Ref,
    size = tuplesize(self);
  let item = first;
  for (;;) {
    if (item === PUSHED) return PUSHED;
    const i = Filling.index(frame);
    if (Filling.checking(frame) === 1) {
      if (item === NULL && !wasStopIteration()) return NULL;
      if (item !== NULL && item !== ABSENT) {
        decref(item as Owned);
        return argument(i, 'longer');
      }
    } else if (item === NULL || item === ABSENT) {
      if (!strict.exists || strict(self) === 0) return item as Answer;
      if (item === NULL && !wasStopIteration()) return NULL;
      if (i > 0) return argument(i, 'shorter');
      Filling.checking.set(frame, 1);
    } else put(Filling.tuple(frame) as Ref, i, item as Owned);
    if (i + 1 === size)
      return Filling.checking(frame) === 1
        ? (ABSENT as unknown as Answer)
        : done(take(frame, Filling.tuple) as Owned);
    Filling.index.set(frame, i + 1);
    item = iterNext(tupleItem(ittuple(self) as Ref, i + 1));
  }
}

export const zip = defineType({
  name: 'zip',
  type: PyZip_Type,
  struct: Zip,
  subclassable: true,
  gc: true,
  doc: 'The zip object yields n-length tuples, where n is the number of iterables\npassed as positional arguments to zip().  The i-th element in every tuple\ncomes from the i-th iterable argument to zip().  This continues until the\nshortest argument is exhausted.',
  ...owning([ittuple, result]),
  new: make,
  iter: self => newRef(self),
  iternext: next
});

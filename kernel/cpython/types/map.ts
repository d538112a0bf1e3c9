/** map: a function of the items of iterators.  CPython: Python/bltinmodule.c mapobject. */
import { store } from '../heap/memory.js';
import { ABSENT, NULL, PUSHED, type Answer, type Maybe, type Owned, type Ref } from '../heap/reference.js';
import { borrows, int32, mayOwn } from '../heap/struct.js';
import { call } from '../abstract/call.js';
import { defineType } from '../abstract/define.js';
import { owning } from '../abstract/fields.js';
import { iter, iterNext, wasStopIteration } from '../abstract/iterate.js';
import { hasKeywords, strictArgument } from '../abstract/keywords.js';
import { PyMap, PyMap_Type } from '../include/iterators.js';
import { genericAlloc } from '../include/subclass.js';
import { newTuple, setTupleItem, trackAnyTuple, tupleItem, tupleItems } from '../include/tuple.js';
import type { PyType } from '../include/type.js';
import { errors, raise } from '../object/errors.js';
import { ob_size } from '../object/header.js';
import { beginNative, nativeFrame, type NativeFrame } from '../object/native-frame.js';
import { argumentAt } from '../object/park.js';
import { decref, newRef } from '../object/refcount.js';
import { finish } from '../object/upward.js';
import { profile } from '../profiles/profile.js';

const { iters, func, strict } = PyMap;

/** map(function, iterable, /, *iterables, strict=False).  @cpython Python/bltinmodule.c map_new */
function make(type: PyType, argv: number, nargs: number, kwnames: Ref | 0): Answer {
  if (hasKeywords(kwnames) && !profile.iterators.mapStrict)
    return raise(errors.TypeError, 'map() takes no keyword arguments');
  const isStrict = strictArgument('map', profile.iterators.mapStrict, argv, nargs, kwnames);
  if (isStrict === null) return NULL;
  if (nargs < 2) return raise(errors.TypeError, 'map() must have at least two arguments.');
  const iterators = newTuple(nargs - 1);
  if (iterators === NULL) return NULL;
  trackAnyTuple(iterators);
  for (let i = 1; i < nargs; i++) {
    const it = finish(iter(argumentAt(argv, i)));
    if (it === NULL) {
      decref(iterators);
      return NULL;
    }
    setTupleItem(iterators, i - 1, it);
  }
  const self = genericAlloc<'map'>(type, 0);
  if (self === 0) {
    decref(iterators);
    return NULL;
  }
  iters.set(self, iterators);
  func.set(self, newRef(argumentAt(argv, 0)));
  if (strict.exists) strict.set(self, isStrict ? 1 : 0);
  return self;
}

/** How many arguments lie in the frame; more go into a tuple. */
const HERE = 5;
const CALLING = 1,
  CHECKING = 2;
/** Arguments are collected, then the function is called; they stay alive until it has answered. */
const Mapping = nativeFrame(
  'map',
  {
    a0: mayOwn,
    a1: mayOwn,
    a2: mayOwn,
    a3: mayOwn,
    a4: mayOwn,
    all: mayOwn,
    self: borrows, // whoever asked for the next item has it
    index: int32,
    phase: int32
  },
  step
);
const argumentsOf = (frame: NativeFrame): number => {
  const all = Mapping.all(frame);
  return all === 0 ? frame + Mapping.a0.offset : tupleItems(all);
};
function next(self: Ref): Maybe {
  const iterators = iters(self) as Ref;
  const frame = Mapping.enter();
  Mapping.self.set(frame, self);
  if (ob_size(iterators) > HERE) {
    const all = newTuple(ob_size(iterators));
    if (all === NULL) return beginNative(frame, NULL);
    Mapping.all.set(frame, all);
  }
  return beginNative(frame, iterNext(tupleItem(iterators, 0)));
}
const argument = (i: number, how: string): 0 =>
  raise(errors.ValueError, `map() argument ${i + 1} is ${how} than argument${i === 1 ? ' ' : 's 1-'}${i}`);

function step(frame: NativeFrame, first: Maybe): Answer {
  const self = Mapping.self(frame) as Ref;
  const iterators = iters(self) as Ref,
    size = ob_size(iterators);
  let item = first;
  for (;;) {
    if (item === PUSHED) return PUSHED;
    const i = Mapping.index(frame);
    switch (Mapping.phase(frame)) {
      case CALLING:
        return item as Answer;
      case CHECKING:
        if (item === NULL && !wasStopIteration()) return NULL;
        if (item !== NULL && item !== ABSENT) {
          decref(item as Owned);
          return argument(i, 'longer');
        }
        break;
      default:
        if (item !== NULL && item !== ABSENT) store(argumentsOf(frame) + i * 8, item);
        else {
          if (!strict.exists || strict(self) === 0) return item as Answer;
          if (item === NULL && !wasStopIteration()) return NULL;
          if (i > 0) return argument(i, 'shorter');
          Mapping.phase.set(frame, CHECKING);
        }
    }
    if (i + 1 < size) {
      Mapping.index.set(frame, i + 1);
      item = iterNext(tupleItem(iterators, i + 1));
    } else if (Mapping.phase(frame) === CHECKING) return ABSENT as unknown as Answer;
    else {
      Mapping.phase.set(frame, CALLING);
      item = call(func(self) as Ref, argumentsOf(frame), size, 0);
    }
  }
}

export const map = defineType({
  name: 'map',
  type: PyMap_Type,
  struct: PyMap,
  subclassable: true,
  gc: true,
  doc: 'Make an iterator that computes the function using arguments from\neach of the iterables.  Stops when the shortest iterable is exhausted.',
  ...owning([iters, func]),
  new: make,
  iter: self => newRef(self),
  iternext: next
});

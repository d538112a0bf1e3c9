/** chain: the items of one iterable after those of another.  CPython: Modules/itertoolsmodule.c chainobject. */
import type { Address } from '../../heap/memory.js';
import {
  ABSENT,
  NULL,
  PUSHED,
  type Answer,
  type Maybe,
  type Owned,
  type Ref,
  type Result
} from '../../heap/reference.js';
import { borrows, int32, mayOwn, struct } from '../../heap/struct.js';
import { classGetitem } from '../../abstract/class-getitem.js';
import { defineType } from '../../abstract/define.js';
import { owning } from '../../abstract/fields.js';
import { iter, iterNext, wasStopIteration } from '../../abstract/iterate.js';
import { hasKeywords } from '../../abstract/keywords.js';
import { newTupleIter } from '../../include/iterators.js';
import { genericAlloc } from '../../include/subclass.js';
import { newTuple, setTupleItem, trackAnyTuple } from '../../include/tuple.js';
import { staticType, type PyType } from '../../include/type.js';
import { errors, raise } from '../../object/errors.js';
import { beginNative, nativeFrame, type NativeFrame } from '../../object/native-frame.js';
import { argumentAt } from '../../object/park.js';
import { clearRef, decref, newRef } from '../../object/refcount.js';
import { iteratorOf } from './making.js';

export const PyChain_Type = staticType();
/** `source` gives iterables, `active` is the iterator of the one it gave last. */
const PyChain = struct('itertools.chain', 'chainobject', { source: mayOwn, active: mayOwn });
const { source, active } = PyChain;

/** A chain over an iterator of iterables (stolen). */
function chainOver(type: PyType, iterables: Owned): Result {
  const self = genericAlloc(type, 0);
  if (self === 0) {
    decref(iterables);
    return NULL;
  }
  source.set(self, iterables);
  return self;
}
function make(type: PyType, argv: Address, nargs: number, kwnames: Ref | 0): Answer {
  if (hasKeywords(kwnames) && type === PyChain_Type) {
    return raise(errors.TypeError, 'chain() takes no keyword arguments');
  }
  const args = newTuple(nargs);
  if (args === NULL) return NULL;
  for (let i = 0; i < nargs; i++) setTupleItem(args, i, newRef(argumentAt(argv, i)));
  trackAnyTuple(args);
  const iterables = newTupleIter(args);
  decref(args);
  return iterables === NULL ? NULL : chainOver(type, iterables);
}
function fromIterable(type: Ref, iterable: Ref): Answer {
  const iterables = iteratorOf(iterable);
  return iterables === NULL ? NULL : chainOver(type as PyType, iterables);
}

const WANTS_ITEM = 0,
  WANTS_ITERABLE = 1,
  WANTS_ITERATOR = 2;
const Chaining = nativeFrame('chain', { self: borrows, iterable: mayOwn, wants: int32 }, step);
function next(self: Ref): Maybe {
  if (source(self) === 0) return ABSENT;
  const frame = Chaining.enter();
  Chaining.self.set(frame, self);
  return beginNative(frame, ask(frame, self));
}
/** Asks for an item of what is active, or for the next iterable. */
function ask(frame: NativeFrame, self: Ref): Maybe {
  const now = active(self);
  Chaining.wants.set(frame, now === 0 ? WANTS_ITERABLE : WANTS_ITEM);
  return iterNext((now === 0 ? source(self) : now) as Ref);
}
function step(frame: NativeFrame, first: Maybe): Maybe {
  const self = Chaining.self(frame) as Ref;
  let answer = first;
  for (;;) {
    if (answer === PUSHED) return PUSHED;
    switch (Chaining.wants(frame)) {
      case WANTS_ITEM:
        if (answer !== ABSENT && (answer !== NULL || !wasStopIteration())) return answer;
        clearRef(self, active);
        break;
      case WANTS_ITERABLE:
        if (answer === NULL || answer === ABSENT) {
          clearRef(self, source);
          return answer;
        }
        Chaining.iterable.set(frame, answer);
        Chaining.wants.set(frame, WANTS_ITERATOR);
        answer = iter(answer);
        continue;
      default:
        clearRef(frame, Chaining.iterable);
        if (answer === NULL || answer === ABSENT) {
          clearRef(self, source);
          return NULL;
        }
        active.set(self, answer);
    }
    if (source(self) === 0) return ABSENT;
    answer = ask(frame, self);
  }
}

export const chain = defineType({
  name: 'itertools.chain',
  type: PyChain_Type,
  struct: PyChain,
  subclassable: true,
  gc: true,
  doc: 'Give the items of the first iterable, then those of the next, until none is left.',
  ...owning([active, source]),
  new: make,
  iter: self => newRef(self),
  iternext: next,
  methods: {
    from_iterable: {
      kind: 'class',
      signature: '($type, iterable, /)',
      doc: 'A chain over the iterables that one iterable gives, taken as they are needed.',
      call: fromIterable as never
    },
    __class_getitem__: classGetitem
  }
});

/** Iterators over deques, forwards and backwards.  CPython: Modules/_collectionsmodule.c dequeiter_*. */
import { load } from '../../heap/memory.js';
import { ABSENT, NULL, type Answer, type Maybe, type Ref, type Result } from '../../heap/reference.js';
import { mayOwn, pointer, ssize, struct } from '../../heap/struct.js';
import { defineType, type TypeDeclaration } from '../../abstract/define.js';
import { owning } from '../../abstract/fields.js';
import { packTuple } from '../../abstract/pack.js';
import { asIndex, newInt } from '../../include/int.js';
import { staticType, typeName, type PyType } from '../../include/type.js';
import { newObject } from '../../object/create.js';
import { errors, raise } from '../../object/errors.js';
import { track } from '../../object/gchead.js';
import { typeOf } from '../../object/header.js';
import { decref, newRef } from '../../object/refcount.js';
import { profile } from '../../profiles/profile.js';
import { BLOCKLEN, Deque, dequeLength, isDeque, leftLink, place, rightLink } from './deque-blocks.js';

export const PyDequeIter_Type = staticType();
export const PyDequeRevIter_Type = staticType();
const DequeIter = struct('deque_iterator', 'dequeiterobject', {
  b: pointer, // the block to read from: the deque's, as long as its state is what it was
  index: ssize,
  deque: mayOwn,
  state: ssize,
  counter: ssize // items left
});
const { b, index, deque, state, counter } = DequeIter;

function make(type: PyType, d: Ref): Result {
  const self = newObject(type);
  if (self === 0) return NULL;
  const forwards = type === PyDequeIter_Type;
  b.set(self, (forwards ? Deque.leftblock : Deque.rightblock)(d));
  index.set(self, (forwards ? Deque.leftindex : Deque.rightindex)(d));
  deque.set(self, newRef(d));
  state.set(self, Deque.state(d));
  counter.set(self, dequeLength(d));
  track(self);
  return self;
}
export const newDequeIter = (d: Ref): Result => make(PyDequeIter_Type, d);
export const newDequeRevIter = (d: Ref): Result => make(PyDequeRevIter_Type, d);

function next(self: Ref, forwards: boolean): Maybe {
  const left = counter(self);
  if (Deque.state(deque(self) as Ref) !== state(self)) {
    counter.set(self, 0);
    return raise(errors.RuntimeError, 'deque mutated during iteration');
  }
  if (left === 0) return ABSENT;
  const at = index(self),
    block = b(self);
  counter.set(self, left - 1);
  index.set(self, forwards ? at + 1 : at - 1);
  if (left > 1 && at === (forwards ? BLOCKLEN - 1 : 0)) {
    b.set(self, forwards ? rightLink(block) : leftLink(block));
    index.set(self, forwards ? 0 : BLOCKLEN - 1);
  }
  return newRef(load(place(block, at)) as Ref);
}
/** type(deque, index=0): how an iterator is unpickled.  @cpython dequeiter_new */
const construct =
  (type: PyType, forwards: boolean) =>
  (_type: Ref, d: Ref, skip: Ref | 0): Answer => {
    if (!isDeque(d))
      return raise(errors.TypeError, `argument 1 must be collections.deque, not ${typeName(typeOf(d))}`);
    const n = skip === 0 ? 0 : asIndex(skip);
    if (n === null) return NULL;
    const self = make(type, d);
    if (self === NULL) return NULL;
    for (let i = 0; i < n; i++) {
      const item = next(self, forwards);
      if (item === ABSENT) break;
      if (item === NULL) {
        decref(self);
        return NULL;
      }
      decref(item as never);
    }
    return self;
  };
function iterator(name: string, type: PyType, forwards: boolean): TypeDeclaration {
  return defineType({
    name: `${profile.collections.iteratorModule}.${name}`,
    type,
    struct: DequeIter,
    gc: true,
    ...owning([deque]),
    construct: { signature: '($type, iterable, index=0, /)', call: construct(type, forwards) },
    iter: self => newRef(self),
    iternext: self => next(self, forwards),
    methods: {
      __length_hint__: {
        signature: '($self, /)',
        doc: 'Private method returning an estimate of len(list(it)).',
        call: (self: Ref) => newInt(counter(self))
      },
      __reduce__: {
        signature: '($self, /)',
        doc: 'Return state information for pickling.',
        call: (self: Ref) => {
          const d = deque(self) as Ref;
          return packTuple(
            newRef(typeOf(self)),
            packTuple(newRef(d), newInt(dequeLength(d) - counter(self)))
          );
        }
      }
    }
  });
}
export const dequeIterators = [
  iterator('_deque_iterator', PyDequeIter_Type, true),
  iterator('_deque_reverse_iterator', PyDequeRevIter_Type, false)
];

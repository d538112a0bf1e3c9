/** What the iterators of itertools have in common: how they are made, and how a step asks for the next item. */
import { ABSENT, NULL, type Answer, type Owned, type Ref } from '../../heap/reference.js';
import type { Field } from '../../heap/struct.js';
import { iter } from '../../abstract/iterate.js';
import { genericAlloc } from '../../include/subclass.js';
import type { PyType } from '../../include/type.js';
import { decref } from '../../object/refcount.js';
import { finish } from '../../object/upward.js';

/** `iter(iterable)`, with Python code run to its end: an `__iter__` is short. */
export const iteratorOf = (iterable: Ref): Owned | 0 => finish(iter(iterable));

/** A new object that owns the iterator of `iterable` in `field`; `fill` sets the other fields. */
export function withIterator(
  type: Ref,
  iterable: Ref,
  field: Field<Ref | 0, Owned | 0>,
  fill: (self: Ref) => void = () => undefined
): Answer {
  const iterator = iteratorOf(iterable);
  if (iterator === NULL) return NULL;
  const self = genericAlloc(type as PyType, 0);
  if (self === 0) {
    decref(iterator);
    return NULL;
  }
  field.set(self, iterator);
  fill(self);
  return self;
}
/** Whether an answer of iterNext is no item: nothing more, or an exception. */
export const isOver = (answer: number): answer is typeof NULL | typeof ABSENT =>
  answer === NULL || answer === ABSENT;

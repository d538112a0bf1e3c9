/** accumulate: running totals.  CPython: Modules/itertoolsmodule.c accumulateobject. */
import { PUSHED, type Answer, type Maybe, type Owned, type Ref } from '../../heap/reference.js';
import { borrows, int32, mayOwn, structAt } from '../../heap/struct.js';
import { call2 } from '../../abstract/call.js';
import { defineType } from '../../abstract/define.js';
import { owning } from '../../abstract/fields.js';
import { iterNext } from '../../abstract/iterate.js';
import { binaryOperation } from '../../abstract/number.js';
import { None } from '../../include/singletons.js';
import { staticType } from '../../include/type.js';
import { beginNative, nativeFrame } from '../../object/native-frame.js';
import { clearRef, newRef, setRef, take } from '../../object/refcount.js';
import { binaryOperators } from '../../profiles/operators.js';
import { profile } from '../../profiles/profile.js';
import { isOver, withIterator } from './making.js';

export const PyAccumulate_Type = staticType();
/** `initial` is given first, and taken from here then. */
const Accumulate = structAt(
  'itertools.accumulate',
  { total: mayOwn, it: mayOwn, binop: mayOwn, initial: mayOwn },
  { total: 16, it: 24, binop: 32, initial: 40 },
  profile.iterators.accumulateSize
);
const { total, it, binop, initial } = Accumulate;
const ADD = binaryOperators.indexOf('+');

const make = (type: Ref, iterable: Ref, func: Ref | 0, first: Ref | 0): Answer =>
  withIterator(type, iterable, it, self => {
    if (func !== 0 && func !== None) binop.set(self, newRef(func));
    if (first !== 0 && first !== None) initial.set(self, newRef(first));
  });
/** The item is there while it is added. */
const Adding = nativeFrame(
  'accumulate',
  { self: borrows, item: mayOwn, isAdded: int32 },
  (frame, answer): Maybe => {
    if (answer === PUSHED || isOver(answer)) return answer;
    const self = Adding.self(frame) as Ref;
    const sum = total(self);
    if (sum === 0) {
      total.set(self, newRef(answer));
      return answer;
    }
    if (Adding.isAdded(frame) !== 0) {
      clearRef(frame, Adding.item);
      setRef(self, total, newRef(answer));
      return answer;
    }
    Adding.item.set(frame, answer);
    Adding.isAdded.set(frame, 1);
    const item = Adding.item(frame) as Ref,
      f = binop(self);
    const next = f === 0 ? binaryOperation(ADD, sum, item) : call2(f, sum, item);
    if (next === PUSHED || isOver(next)) return next;
    clearRef(frame, Adding.item);
    setRef(self, total, newRef(next));
    return next;
  }
);
function next(self: Ref): Maybe {
  if (initial(self) !== 0) {
    const first = take(self, initial) as Owned;
    total.set(self, newRef(first));
    return first;
  }
  const frame = Adding.enter();
  Adding.self.set(frame, self);
  return beginNative(frame, iterNext(it(self) as Ref));
}

export const accumulate = defineType({
  name: 'itertools.accumulate',
  type: PyAccumulate_Type,
  struct: Accumulate,
  subclassable: true,
  gc: true,
  doc: 'Give the running totals of the items, or what a function makes of the last total and an item.',
  ...owning([binop, total, it, initial]),
  construct: { signature: '($type, iterable, func=None, *, initial=None)', call: make as never },
  iter: self => newRef(self),
  iternext: next
});

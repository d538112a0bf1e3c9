/** functools.reduce.  CPython: Modules/_functoolsmodule.c functools_reduce. */
import { DONE, NULL, type Answer, type Owned, type Ref } from '../../heap/reference.js';
import { mayOwn, owns } from '../../heap/struct.js';
import { call2 } from '../../abstract/call.js';
import { newRef, setRef, take, xnewRef } from '../../object/refcount.js';
import { errors, raise } from '../../object/errors.js';
import { typeOf } from '../../object/header.js';
import { consuming, type ItemAnswer } from '../../object/native-frame.js';
import { slot, slotOf } from '../../object/slots.js';
import { profile } from '../../profiles/profile.js';

const Reducing = consuming(
  'reduce',
  { function: owns, total: mayOwn },
  {
    item(frame, value): ItemAnswer {
      const total = Reducing.total(frame);
      if (total !== 0) return call2(Reducing.function(frame), total, value);
      Reducing.total.set(frame, newRef(value));
      return DONE;
    },
    answered(frame, total) {
      setRef(frame, Reducing.total, total);
      return DONE;
    },
    end: (frame): Answer =>
      Reducing.total(frame) === 0
        ? raise(errors.TypeError, profile.system.reduceEmptyText)
        : (take(frame, Reducing.total) as Owned)
  }
);
export function reduce(_module: Ref, f: Ref, iterable: Ref, initial: Ref | 0): Answer {
  const t = typeOf(iterable);
  if (slotOf(t, slot.tp_iter) === 0 && slotOf(t, slot.sq_item) === 0)
    return raise(errors.TypeError, 'reduce() arg 2 must support iteration');
  const frame = Reducing.enter();
  Reducing.function.set(frame, newRef(f));
  Reducing.total.set(frame, xnewRef(initial));
  return Reducing.start(frame, iterable) || NULL;
}

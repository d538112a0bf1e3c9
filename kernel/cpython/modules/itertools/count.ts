/** count: numbers without end.  CPython: Modules/itertoolsmodule.c countobject. */
import { NULL, PUSHED, type Answer, type Maybe, type Owned, type Ref } from '../../heap/reference.js';
import { borrows, mayOwn, ssize, struct } from '../../heap/struct.js';
import { defineType } from '../../abstract/define.js';
import { owning } from '../../abstract/fields.js';
import { binaryOperation } from '../../abstract/number.js';
import { reprOf } from '../../abstract/object.js';
import { isInt, newInt, safeValue, smallInt } from '../../include/int.js';
import { newStr } from '../../include/str.js';
import { genericAlloc } from '../../include/subclass.js';
import { staticType, typeName, type PyType } from '../../include/type.js';
import { errors, raise } from '../../object/errors.js';
import { typeOf } from '../../object/header.js';
import { beginNative, nativeFrame } from '../../object/native-frame.js';
import { newRef } from '../../object/refcount.js';
import { slot, slotOf } from '../../object/slots.js';
import { binaryOperators } from '../../profiles/operators.js';

export const PyCount_Type = staticType();
/** Either `long_cnt` is the next number, or `cnt` counts; C's `cnt` is wider, and PY_SSIZE_T_MAX where it does not count. */
const PyCount = struct('itertools.count', 'countobject', { cnt: ssize, long_cnt: mayOwn, long_step: mayOwn });
const { cnt, long_cnt, long_step } = PyCount;
/** Beyond it `cnt` does not count. */
const MAX = 2 ** 31 - 1;
const ADD = binaryOperators.indexOf('+');

const isNumber = (o: Ref): boolean =>
  slotOf(typeOf(o), slot.nb_index) !== 0 ||
  slotOf(typeOf(o), slot.nb_int) !== 0 ||
  slotOf(typeOf(o), slot.nb_float) !== 0 ||
  typeName(typeOf(o)) === 'complex';
const countsByOne = (step: Ref | 0): boolean => step === 0 || (isInt(step) && safeValue(step) === 1);

/** @cpython Modules/itertoolsmodule.c itertools_count_impl */
function make(type: Ref, start: Ref | 0, step: Ref | 0): Answer {
  if ((start !== 0 && !isNumber(start)) || (step !== 0 && !isNumber(step))) {
    return raise(errors.TypeError, 'a number is required');
  }
  const first = start === 0 ? 0 : isInt(start) ? safeValue(start) : NaN;
  const self = genericAlloc(type as PyType, 0);
  if (self === 0) return NULL;
  if (Math.abs(first) < MAX && countsByOne(step)) cnt.set(self, first);
  else {
    long_cnt.set(self, newRef(start === 0 ? smallInt(0) : start));
  }
  long_step.set(self, newRef(step === 0 ? smallInt(1) : step));
  return self;
}
/** The sum is the number after the one that is given now. */
const Adding = nativeFrame('count', { self: borrows }, (frame, sum): Maybe => {
  if (sum === NULL || sum === PUSHED) return sum;
  const self = Adding.self(frame) as Ref;
  const now = long_cnt(self) as Owned;
  long_cnt.set(self, sum as Owned);
  return now;
});
function next(self: Ref): Maybe {
  const n = cnt(self);
  if (long_cnt(self) === 0) {
    if (n + 1 < MAX) cnt.set(self, n + 1);
    else {
      const big = newInt(n + 1);
      if (big === NULL) return NULL;
      long_cnt.set(self, big);
    }
    return newInt(n);
  }
  const frame = Adding.enter();
  Adding.self.set(frame, self);
  return beginNative(frame, binaryOperation(ADD, long_cnt(self) as Ref, long_step(self) as Ref));
}
function repr(self: Ref): Answer {
  const n = cnt(self);
  const name = typeName(typeOf(self)).replace(/^.*\./, '');
  if (long_cnt(self) === 0) return newStr(`${name}(${n})`);
  const shown = reprOf(long_cnt(self) as Ref);
  if (shown === null) return NULL;
  if (countsByOne(long_step(self) as Ref)) return newStr(`${name}(${shown})`);
  const by = reprOf(long_step(self) as Ref);
  return by === null ? NULL : newStr(`${name}(${shown}, ${by})`);
}

export const count = defineType({
  name: 'itertools.count',
  type: PyCount_Type,
  struct: PyCount,
  subclassable: true,
  gc: true,
  doc: 'Return evenly spaced values, beginning with start.',
  ...owning([long_cnt, long_step]),
  construct: { signature: '($type, start=0, step=1)', call: make as never },
  repr,
  iter: self => newRef(self),
  iternext: next
});

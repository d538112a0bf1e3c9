/** True and False, which are ints.  CPython: Objects/boolobject.c. */
import { NULL, type Answer, type Ref } from '../heap/reference.js';
import { defineType } from '../abstract/define.js';
import { isTrue } from '../abstract/object.js';
import { warn } from '../abstract/warn.js';
import { PyBool_Type, PyLong_Type, compactValue, intSize, isBool, newInt } from '../include/int.js';
import { True, newBool } from '../include/singletons.js';
import { identifier } from '../include/str.js';
import { errors } from '../object/errors.js';
import { natives } from '../object/natives.js';
import { newRef } from '../object/refcount.js';
import { slot, slotOf } from '../object/slots.js';
import { profile } from '../profiles/profile.js';

const TRUE = identifier('True');
const FALSE = identifier('False');

function construct(_type: Ref, x: Ref | 0): Answer {
  if (x === 0) return newBool(false);
  const is = isTrue(x);
  return is === null ? NULL : newBool(is);
}
/** A bool of two bools; what int does otherwise. */
const logical =
  (operate: (a: boolean, b: boolean) => boolean, name: 'nb_and' | 'nb_or' | 'nb_xor') =>
  (a: Ref, b: Ref): Answer =>
    isBool(a) && isBool(b)
      ? newBool(operate(a === True, b === True))
      : (natives[slotOf(PyLong_Type, slot[name])] as unknown as (a: Ref, b: Ref) => Answer)(a, b);

const INVERT_TEXT =
  "Bitwise inversion '~' on bool is deprecated and will be removed in Python 3.16. This returns the bitwise inversion of " +
  'the underlying int object and is usually not what you expect from the negation of a bool object. Use the ' +
  "'not' operator for boolean negation or ~int(x) for the bitwise inversion of the underlying int.";

export const bool = defineType({
  name: 'bool',
  type: PyBool_Type,
  base: PyLong_Type,
  doc: 'True or False.',
  sizeof: intSize,
  construct: { signature: '($type, object=False, /)', call: construct },
  repr: self => newRef(self === True ? TRUE : FALSE),
  slots: {
    nb_and: logical((a, b) => a && b, 'nb_and'),
    nb_or: logical((a, b) => a || b, 'nb_or'),
    nb_xor: logical((a, b) => a !== b, 'nb_xor'),
    ...(profile.scalars.boolInvertWarns
      ? {
          nb_invert: (self: Ref): Answer =>
            warn(errors.DeprecationWarning, INVERT_TEXT) ? newInt(-compactValue(self) - 1) : NULL
        }
      : {})
  }
});

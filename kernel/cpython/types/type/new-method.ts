/** `__new__` as the builtin method a type's dict holds.  CPython: Objects/typeobject.c tp_new_wrapper. */
import type { Address } from '../../heap/memory.js';
import type { Answer, Ref } from '../../heap/reference.js';
import { typeName, typeHas, Flag } from '../../include/type.js';
import { errors, raise } from '../../object/errors.js';
import { typeOf, type PyType } from '../../object/header.js';
import { natives } from '../../object/natives.js';
import { argumentAt } from '../../object/park.js';
import { slot, slotOf } from '../../object/slots.js';
import { isSubtype } from '../../abstract/lookup.js';
import { registerMethod } from '../../abstract/signature.js';

/** Calls `self`'s tp_new with the type given first.  `items` are the arguments at an address. */
function newWrapper(self: Ref, items: Address, count: number): Answer {
  return callNew(self as PyType, items, count, 0);
}
export function callNew(self: PyType, items: Address, count: number, kwnames: Ref | 0): Answer {
  const shown = typeName(self);
  if (count === 0) return raise(errors.TypeError, `${shown}.__new__(): not enough arguments`);
  const type = argumentAt(items, 0);
  if (!typeHas(typeOf(type), Flag.TYPE)) {
    return raise(errors.TypeError, `${shown}.__new__(X): X is not a type object (${typeName(typeOf(type))})`);
  }
  const given = typeName(type as PyType);
  if (!isSubtype(type as PyType, self)) {
    return raise(errors.TypeError, `${shown}.__new__(${given}): ${given} is not a subtype of ${shown}`);
  }
  const f = slotOf(self, slot.tp_new);
  return (natives[f] as unknown as (t: PyType, argv: Address, nargs: number, kwnames: Ref | 0) => Answer)(
    type as PyType,
    items + 8,
    count - 1,
    kwnames
  );
}
const number = registerMethod('__new__', '__new__', {
  signature: '($type, *args)',
  doc: 'Create and return a new object.  See help(type) for accurate signature.',
  call: newWrapper as never
});
/** The number of the native method. */
export const newMethodNumber = (): number => number;

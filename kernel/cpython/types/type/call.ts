/** Calling a type, `__new__` and `__init__`.  CPython: Objects/typeobject.c type_call, slot_tp_new. */
import type { Address } from '../../heap/memory.js';
import type { PUSHED } from '../../heap/reference.js';
import { ABSENT, DONE, NULL, type Answer, type Done, type Owned, type Ref } from '../../heap/reference.js';
import { mayOwn } from '../../heap/struct.js';
import { PyBaseObject_Type, PyType_Type } from '../../include/object.js';
import { identifier } from '../../include/str.js';
import { Flag, typeHas, typeName } from '../../include/type.js';
import { errors, raise } from '../../object/errors.js';
import { ob_size, typeOf, type PyType } from '../../object/header.js';
import { nativeFrame, beginNative } from '../../object/native-frame.js';
import { natives } from '../../object/natives.js';
import { argumentAt, argumentTop, dropArguments, park, pushArgument, unpark } from '../../object/park.js';
import { decref, newRef, take } from '../../object/refcount.js';
import { slot, slotOf } from '../../object/slots.js';
import { finish } from '../../object/upward.js';
import { call } from '../../abstract/call.js';
import { getAttr } from '../../abstract/object.js';
import { isSubtype } from '../../abstract/lookup.js';
import { pushingNative } from '../../object/pushing.js';

type New = (type: PyType, argv: Address, nargs: number, kwnames: Ref | 0) => Answer;
type Init = (self: Ref, argv: Address, nargs: number, kwnames: Ref | 0) => Done | typeof PUSHED;

const Making = nativeFrame('type call', { self: mayOwn }, (frame, answer): Answer => {
  if (answer === NULL || answer === ABSENT) return NULL;
  if (answer !== DONE) decref(answer as Owned);
  return take(frame, Making.self) as Owned;
});

/** `type(...)`: makes an instance and initialises it. */
export function typeCall(self: Ref, argv: Address, nargs: number, kwnames: Ref | 0): Answer {
  const type = self as PyType;
  if (type === PyType_Type && nargs === 1 && (kwnames === 0 || ob_size(kwnames) === 0))
    return newRef(typeOf(argumentAt(argv, 0)));
  const f = slotOf(type, slot.tp_new);
  if (f === 0 || typeHas(type, Flag.DISALLOW_INSTANTIATION)) {
    return raise(errors.TypeError, `cannot create '${typeName(type)}' instances`);
  }
  const made = finish((natives[f] as unknown as New)(type, argv, nargs, kwnames));
  if (made === NULL || !isSubtype(typeOf(made), type)) return made;
  const init = slotOf(typeOf(made), slot.tp_init);
  if (init === 0) return made;
  if (init === slotOf(PyBaseObject_Type, slot.tp_init)) {
    // it only looks at the number of arguments
    const held = park(made);
    const done = (natives[init] as unknown as Init)(held, argv, nargs, kwnames);
    const instance = unpark();
    if (done !== NULL) return instance;
    decref(instance);
    return NULL;
  }
  const frame = Making.enter();
  Making.self.set(frame, made);
  const done = (natives[init] as unknown as Init)(made, argv, nargs, kwnames);
  return beginNative(frame, done as Answer);
}

const NEW = identifier('__new__');
/** tp_new of a class with a Python `__new__`. */
export const SLOT_NEW = pushingNative(((
  type: PyType,
  argv: Address,
  nargs: number,
  kwnames: Ref | 0
): Answer => {
  const method = finish(getAttr(type, NEW));
  if (method === NULL) return NULL;
  const base = argumentTop();
  pushArgument(type);
  const total = nargs + (kwnames === 0 ? 0 : ob_size(kwnames));
  for (let i = 0; i < total; i++) pushArgument(argumentAt(argv, i));
  const answer = call(method, base, nargs + 1, kwnames);
  dropArguments(base);
  decref(method);
  return answer;
}) as never);

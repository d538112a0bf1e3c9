/** `super(cls, cls).__init_subclass__(**kwargs)`.  CPython: Objects/typeobject.c type_new_init_subclass. */
import type { Address } from '../../heap/memory.js';
import { DONE, NULL, type Answer, type Done, type Ref } from '../../heap/reference.js';
import { identifier } from '../../include/str.js';
import { lookupStr } from '../../include/dict.js';
import { TypeObject } from '../../include/type.js';
import { tupleItem } from '../../include/tuple.js';
import { errors, raise } from '../../object/errors.js';
import { ob_size, typeOf, type PyType } from '../../object/header.js';
import { natives } from '../../object/natives.js';
import { decref, newRef } from '../../object/refcount.js';
import { slot, slotOf } from '../../object/slots.js';
import { finish } from '../../object/upward.js';
import { call } from '../../abstract/call.js';

const INIT_SUBCLASS = identifier('__init_subclass__');

/** Tells the base after `t` in its MRO about the new class; keyword arguments follow the positional ones at `argv`. */
export function superInit(t: PyType, argv: Address, nargs: number, kwnames: Ref | 0): Done {
  const mro = TypeObject.tp_mro(t) as Ref;
  for (let i = 1; i < ob_size(mro); i++) {
    const dict = TypeObject.tp_dict(tupleItem(mro, i));
    const found = dict === 0 ? 0 : lookupStr(dict, INIT_SUBCLASS);
    if (found === 0) continue;
    const get = slotOf(typeOf(found), slot.tp_descr_get);
    const bound =
      get === 0
        ? newRef(found)
        : finish((natives[get] as unknown as (d: Ref, o: Ref, t: Ref) => Answer)(found, t, t));
    if (bound === NULL) return NULL;
    const answer = finish(call(bound, argv + nargs * 8, 0, kwnames));
    decref(bound);
    if (answer === NULL) return NULL;
    decref(answer);
    return DONE;
  }
  return raise(errors.SystemError, 'no __init_subclass__ in the MRO');
}

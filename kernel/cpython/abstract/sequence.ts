/** Sequences: index, contains, slices.  CPython: Objects/abstract.c. */
import { profile } from '../profiles/profile.js';
import { ABSENT, NULL, type PUSHED, type Answer, type Done, type Ref } from '../heap/reference.js';
import { newGenericAlias } from '../include/generic-alias.js';
import { newInt } from '../include/int.js';
import { PyType_Type } from '../include/object.js';
import { identifier } from '../include/str.js';
import { Flag, typeHas, typeName } from '../include/type.js';
import { typeOf } from '../object/header.js';
import { errors, raise, raiseNull } from '../object/errors.js';
import { natives } from '../object/natives.js';
import { decref } from '../object/refcount.js';
import { slot, slotOf } from '../object/slots.js';
import { finish } from '../object/upward.js';
import { call1 } from './call.js';
import { iter, nextOrAbsent } from './iterate.js';
import { asIndexSize } from './number.js';
import { EQ, connectSubscripts, length, lookupAttr, richCompareBool } from './object.js';

type Item = (o: Ref, i: number) => Answer;
type AssItem = (o: Ref, i: number, value: Ref | 0) => Done | typeof PUSHED;

const CLASS_GETITEM = identifier('__class_getitem__');

function getBySequence(o: Ref, key: Ref): Answer {
  const t = typeOf(o);
  const f = slotOf(t, slot.sq_item);
  if (f !== 0) {
    if (slotOf(typeOf(key), slot.nb_index) === 0) {
      return raise(errors.TypeError, `sequence index must be integer, not '${typeName(typeOf(key))}'`);
    }
    const i = fromEnd(o, key);
    return i === null ? NULL : (natives[f] as unknown as Item)(o, i);
  }
  if (typeHas(t, Flag.TYPE)) {
    if (o === PyType_Type) return newGenericAlias(o, key);
    const method = lookupAttr(o, CLASS_GETITEM);
    if (method === NULL) return NULL;
    if (method !== ABSENT) {
      const answer = call1(method, key);
      decref(method);
      return answer;
    }
    return raise(errors.TypeError, `type '${typeName(o as never)}' is not subscriptable`);
  }
  return raise(errors.TypeError, `'${typeName(t)}' object is not subscriptable`);
}
/** An index, counted from the end when negative. */
function fromEnd(o: Ref, key: Ref): number | null {
  const i = asIndexSize(key);
  if (i === null || i >= 0) return i;
  const size = slotOf(typeOf(o), slot.sq_length) === 0 ? 0 : length(o);
  return size === null ? null : i + size;
}
function setBySequence(o: Ref, key: Ref, value: Ref | 0): Done | typeof PUSHED {
  const t = typeOf(o);
  const f = slotOf(t, slot.sq_ass_item);
  if (f !== 0 && slotOf(typeOf(key), slot.nb_index) !== 0) {
    const i = fromEnd(o, key);
    return i === null ? NULL : (natives[f] as unknown as AssItem)(o, i, value);
  }
  const what = value === 0 ? 'deletion' : 'assignment';
  return raise(
    errors.TypeError,
    `'${typeName(t)}' object ${value === 0 ? "doesn't support" : 'does not support'} item ${what}`
  );
}
connectSubscripts({ getItem: getBySequence, setItem: setBySequence });

/** Item `i`, not negative.  @cpython Objects/abstract.c PySequence_GetItem */
export function sequenceItem(o: Ref, i: number): Answer {
  const f = slotOf(typeOf(o), slot.sq_item);
  if (f !== 0) return (natives[f] as unknown as Item)(o, i);
  const key = newInt(i);
  if (key === NULL) return NULL;
  const g = slotOf(typeOf(o), slot.mp_subscript);
  const answer =
    g === 0
      ? raise(errors.TypeError, `'${typeName(typeOf(o))}' object does not support indexing`)
      : (natives[g] as unknown as (o: Ref, key: Ref) => Answer)(o, key);
  decref(key);
  return answer;
}

/** `item in o`, or null.  Python code is finished on the JavaScript stack.  @cpython Objects/abstract.c PySequence_Contains */
export function contains(o: Ref, item: Ref): boolean | null {
  const f = slotOf(typeOf(o), slot.sq_contains);
  if (f !== 0) return (natives[f] as unknown as (o: Ref, item: Ref) => boolean | null)(o, item);
  return containsByIteration(o, item);
}
/** `item in o` for what has no contains of its own. */
export function containsByIteration(o: Ref, item: Ref): boolean | null {
  if (slotOf(typeOf(o), slot.tp_iter) === 0 && slotOf(typeOf(o), slot.sq_item) === 0) {
    return raiseNull(
      errors.TypeError,
      `argument of type '${typeName(typeOf(o))}' ${profile.iterators.notContainerText}`
    );
  }
  const iterator = finish(iter(o));
  if (iterator === NULL) return null;
  const found = search(iterator, item);
  decref(iterator);
  return found;
}
function search(iterator: Ref, item: Ref): boolean | null {
  for (;;) {
    const next = nextOrAbsent(iterator);
    if (next === ABSENT) return false;
    if (next === NULL) return null;
    const is = richCompareBool(next, item, EQ);
    decref(next);
    if (is !== false) return is;
  }
}

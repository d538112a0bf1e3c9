/** What can be asked of any object.  CPython: Objects/object.c, Objects/abstract.c. */
import type { PUSHED } from '../heap/reference.js';
import {
  ABSENT,
  NULL,
  type Answer,
  type Done,
  type Owned,
  type Ref,
  type Result
} from '../heap/reference.js';
import { False, None, True, newBool } from '../include/singletons.js';
import { isStr, toHost } from '../include/str.js';
import { typeName } from '../include/type.js';
import { typeOf, type PyType } from '../object/header.js';
import { errors, raise, raiseNull } from '../object/errors.js';
import { natives } from '../object/natives.js';
import { decref, newRef } from '../object/refcount.js';
import { slot, slotOf } from '../object/slots.js';
import { raised, takeRaised } from '../object/thread.js';
import { finish } from '../object/upward.js';
import { ofRight, operation, tryAll } from './attempts.js';
import { isSubtype, typeLookup } from './lookup.js';
import { newStr } from '../include/str.js';

type Native1 = (a: Ref) => Answer;
const unary = (f: number): Native1 => natives[f] as unknown as Native1;

/** Whether an object is an instance of a type (its real type; `__class__` is not asked). */
export const isInstance = (o: Ref, t: PyType): boolean => isSubtype(typeOf(o), t);
/** Whether the exception on its way is an instance of `t`. */
export function raisedIs(t: PyType): boolean {
  const exception = raised();
  return exception !== 0 && isInstance(exception, t);
}
/** Drops the exception on its way. */
export function clearRaised(): void {
  const exception = takeRaised();
  if (exception !== 0) decref(exception);
}

/** `o.name`.  `name` is a str. */
export function getAttr(o: Ref, name: Ref): Answer {
  const f = slotOf(typeOf(o), slot.tp_getattro);
  return (natives[f] as unknown as (o: Ref, name: Ref) => Answer)(o, name);
}
/** `o.name`, or ABSENT when that raises AttributeError.  Finishes Python code on the JavaScript stack. */
export function lookupAttr(o: Ref, name: Ref): Result | typeof ABSENT {
  const found = finish(getAttr(o, name));
  if (found !== NULL) return found;
  if (!raisedIs(errors.AttributeError)) return NULL;
  clearRaised();
  return ABSENT;
}
/** `o.name = value`, or `del o.name` with NULL. */
export function setAttr(o: Ref, name: Ref, value: Ref | 0): Done | typeof PUSHED {
  const f = slotOf(typeOf(o), slot.tp_setattro);
  return (natives[f] as unknown as (o: Ref, name: Ref, value: Ref | 0) => Done | typeof PUSHED)(
    o,
    name,
    value
  );
}
/** A special method of the type, bound: `type(o).name`, or ABSENT.  @cpython Objects/typeobject.c _PyObject_LookupSpecial */
export function lookupSpecial(o: Ref, name: Ref): Result | typeof ABSENT {
  const t = typeOf(o);
  const found = typeLookup(t, name);
  if (found === 0) return ABSENT;
  const get = slotOf(typeOf(found), slot.tp_descr_get);
  if (get === 0) {
    return newRef(found);
  }
  return finish((natives[get] as unknown as (d: Ref, o: Ref, t: Ref) => Answer)(found, o, t));
}

const reprText = (o: Ref): Result => newStr(`<${typeName(typeOf(o))} object at 0x${o.toString(16)}>`);

/** `repr(o)`; always a str. */
export function repr(o: Ref): Answer {
  const f = slotOf(typeOf(o), slot.tp_repr);
  return f === 0 ? reprText(o) : unary(f)(o);
}
/** `str(o)`; always a str. */
export function str(o: Ref): Answer {
  const f = slotOf(typeOf(o), slot.tp_str);
  return f === 0 ? repr(o) : unary(f)(o);
}
/** repr as host text, or null when an exception is set. */
export function reprOf(o: Ref): string | null {
  return textOf(finish(repr(o)));
}
/** str as host text, or null when an exception is set. */
export function strOf(o: Ref): string | null {
  return textOf(finish(str(o)));
}
function textOf(answer: Result): string | null {
  if (answer === NULL) return null;
  const text = isStr(answer) ? toHost(answer) : null;
  decref(answer);
  return text;
}

/** The hash's low word (high in HASH_HIGH), or null. */
export function hash(o: Ref): number | null {
  const f = slotOf(typeOf(o), slot.tp_hash);
  if (f === 0) return raiseNull(errors.TypeError, `unhashable type: '${typeName(typeOf(o))}'`);
  return (natives[f] as unknown as (o: Ref) => number | null)(o);
}

/** Whether an object counts as true, or null.  @cpython Objects/object.c PyObject_IsTrue */
export function isTrue(o: Ref): boolean | null {
  if (o === True) return true;
  if (o === False || o === None) return false;
  const t = typeOf(o);
  const asBool = slotOf(t, slot.nb_bool);
  if (asBool !== 0) return (natives[asBool] as unknown as (o: Ref) => boolean | null)(o);
  const asLength = slotOf(t, slot.mp_length) || slotOf(t, slot.sq_length);
  if (asLength === 0) return true;
  const size = (natives[asLength] as unknown as (o: Ref) => number | null)(o);
  return size === null ? null : size > 0;
}
/** Whether an answer counts as true; the answer is released. */
export function isTrueThenRelease(answer: Owned): boolean | null {
  const is = isTrue(answer);
  decref(answer);
  return is;
}

/** `len(o)`, or null. */
export function length(o: Ref): number | null {
  const t = typeOf(o);
  const f = slotOf(t, slot.sq_length) || slotOf(t, slot.mp_length);
  if (f === 0) return raiseNull(errors.TypeError, `object of type '${typeName(t)}' has no len()`);
  return (natives[f] as unknown as (o: Ref) => number | null)(o);
}

export const LT = 0,
  LE = 1,
  EQ = 2,
  NE = 3,
  GT = 4,
  GE = 5;
const SWAPPED = [GT, GE, EQ, NE, LT, LE] as const;
const SIGNS = ['<', '<=', '==', '!=', '>', '>='] as const;
type Compare = (a: Ref, b: Ref, op: number) => Answer;

const comparing = operation({
  attempt: (f, left, right, op, swapped) =>
    swapped
      ? (natives[f] as unknown as Compare)(right, left, SWAPPED[op]!)
      : (natives[f] as unknown as Compare)(left, right, op),
  otherwise: (left, right, op) => {
    if (op === EQ) return newBool(left === right);
    if (op === NE) return newBool(left !== right);
    return raise(
      errors.TypeError,
      `'${SIGNS[op]}' not supported between instances of '${typeName(typeOf(left))}' and '${typeName(typeOf(right))}'`
    );
  }
});
/** `left op right`.  @cpython Objects/object.c PyObject_RichCompare */
export function richCompare(left: Ref, right: Ref, op: number): Answer {
  const a = typeOf(left),
    b = typeOf(right);
  const f = slotOf(a, slot.tp_richcompare),
    g = slotOf(b, slot.tp_richcompare);
  if (a !== b && g !== 0 && isSubtype(b, a)) return tryAll(comparing, op, left, right, ofRight(g), f);
  return tryAll(comparing, op, left, right, f, ofRight(g));
}
/** `left op right` as a boolean; identical objects are equal.  Finishes Python code on the JavaScript stack. */
export function richCompareBool(left: Ref, right: Ref, op: number): boolean | null {
  if (left === right) {
    if (op === EQ) return true;
    if (op === NE) return false;
  }
  const answer = finish(richCompare(left, right, op));
  if (answer === NULL) return null;
  if (answer === True || answer === False) {
    decref(answer);
    return answer === True;
  }
  return isTrueThenRelease(answer);
}

/** `o[key]`.  @cpython Objects/abstract.c PyObject_GetItem */
export function getItem(o: Ref, key: Ref): Answer {
  const f = slotOf(typeOf(o), slot.mp_subscript);
  if (f !== 0) return (natives[f] as unknown as (o: Ref, key: Ref) => Answer)(o, key);
  return subscriptHooks.getItem(o, key);
}
/** `o[key] = value`, `del o[key]` with NULL. */
export function setItem(o: Ref, key: Ref, value: Ref | 0): Done | typeof PUSHED {
  const f = slotOf(typeOf(o), slot.mp_ass_subscript);
  if (f !== 0) {
    return (natives[f] as unknown as (o: Ref, key: Ref, value: Ref | 0) => Done | typeof PUSHED)(
      o,
      key,
      value
    );
  }
  return subscriptHooks.setItem(o, key, value);
}
/** What a subscript does when the type has no mapping slot; abstract/sequence.ts. */
interface SubscriptHooks {
  getItem(o: Ref, key: Ref): Answer;
  setItem(o: Ref, key: Ref, value: Ref | 0): Done | typeof PUSHED;
}
const subscriptHooks: SubscriptHooks = {
  getItem: () => NULL,
  setItem: () => NULL
};
export function connectSubscripts(hooks: SubscriptHooks): void {
  Object.assign(subscriptHooks, hooks);
}

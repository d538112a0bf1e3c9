/** Weak proxies: everything asked of them is asked of the object.  CPython: Objects/weakrefobject.c proxy_*. */
import type { Address } from '../heap/memory.js';
import {
  NULL,
  type Answer,
  type Done,
  type Maybe,
  type Owned,
  type PUSHED,
  type Ref
} from '../heap/reference.js';
import { None } from '../include/singletons.js';
import { newStr } from '../include/str.js';
import { typeName } from '../include/type.js';
import {
  PyCallableProxy_Type,
  PyProxy_Type,
  PyWeakref,
  initWeakref,
  insertWeakref,
  lastBasic,
  referent,
  unlinkWeakref,
  weakrefList
} from '../include/weakref.js';
import { freeObject, newObject } from '../object/create.js';
import { thenCall, thenRelease } from '../object/dealloc.js';
import { errors, raise, raiseNull } from '../object/errors.js';
import { track, untrack } from '../object/gchead.js';
import { typeOf } from '../object/header.js';
import { native } from '../object/natives.js';
import { park, unpark } from '../object/park.js';
import { decref, newRef } from '../object/refcount.js';
import { slot, slotOf, type SlotName } from '../object/slots.js';
import { call } from '../abstract/call.js';
import { defineType, type Slot, type TypeDeclaration } from '../abstract/define.js';
import { iter, iterNext } from '../abstract/iterate.js';
import {
  binarySlots,
  absolute,
  binaryOperation,
  divmod,
  index,
  invert,
  negative,
  positive
} from '../abstract/number.js';
import { getAttr, getItem, isTrue, length, richCompare, setAttr, setItem, str } from '../abstract/object.js';
import { contains } from '../abstract/sequence.js';
import { checkReferenceable } from './weakref.js';

/** `weakref.proxy(o, callback)`: the basic one is shared.  @cpython Objects/weakrefobject.c PyWeakref_NewProxy */
export function newProxy(o: Ref, given: Ref | 0): Answer {
  if (!checkReferenceable(o)) return NULL;
  const callback = given === None ? 0 : given;
  if (callback === 0) {
    for (let weak = weakrefList(o); weak !== 0; weak = PyWeakref.wr_next(weak)) {
      const t = typeOf(weak);
      if ((t === PyProxy_Type || t === PyCallableProxy_Type) && PyWeakref.wr_callback(weak) === 0)
        return newRef(weak);
    }
  }
  const type = slotOf(typeOf(o), slot.tp_call) !== 0 ? PyCallableProxy_Type : PyProxy_Type;
  const proxy = newObject<'weakproxy'>(type);
  if (proxy === NULL) return NULL;
  initWeakref(proxy, o, callback);
  insertWeakref(proxy, o, lastBasic(o));
  track(proxy);
  return proxy;
}

/** The object behind, or ReferenceError (0). */
function behind(proxy: Ref): Ref | 0 {
  const o = referent(proxy);
  return o === 0 ? raise(errors.ReferenceError, 'weakly-referenced object no longer exists') : o;
}
const isProxy = (o: Ref): boolean => typeOf(o) === PyProxy_Type || typeOf(o) === PyCallableProxy_Type;
/** An operand: what is behind a proxy, or itself. */
const unwrap = (o: Ref): Ref | 0 => (isProxy(o) ? behind(o) : o);

/** Does something with the object while it is kept alive. */
function kept<T>(proxy: Ref, failed: T, use: (o: Ref) => T): T {
  const o = behind(proxy);
  if (o === 0) return failed;
  park(newRef(o));
  const answer = use(o);
  decref(unpark());
  return answer;
}
const binary = (op: number): Slot =>
  ((left: Ref, right: Ref): Answer => {
    const a = unwrap(left),
      b = a === 0 ? 0 : unwrap(right);
    return a === 0 || b === 0 ? NULL : binaryOperation(op, a, b);
  }) as never;
const unary = (f: (o: Ref) => Answer): Slot => ((self: Ref) => kept<Answer>(self, NULL, f)) as never;

const slots: Partial<Record<SlotName, Slot>> = {
  ...Object.fromEntries(binarySlots.map((name, op) => [name, binary(op)])),
  nb_negative: unary(negative),
  nb_positive: unary(positive),
  nb_absolute: unary(absolute),
  nb_invert: unary(invert),
  nb_index: unary(index),
  nb_divmod: ((left: Ref, right: Ref): Answer => {
    const a = unwrap(left),
      b = a === 0 ? 0 : unwrap(right);
    return a === 0 || b === 0 ? NULL : divmod(a, b);
  }) as never,
  nb_bool: ((self: Ref) => kept<boolean | null>(self, null, isTrue)) as never,
  sq_length: ((self: Ref) => kept<number | null>(self, null, length)) as never,
  mp_length: ((self: Ref) => kept<number | null>(self, null, length)) as never,
  sq_contains: ((self: Ref, item: Ref) => kept<boolean | null>(self, null, o => contains(o, item))) as never,
  mp_subscript: ((self: Ref, key: Ref) => kept<Answer>(self, NULL, o => getItem(o, key))) as never,
  mp_ass_subscript: ((self: Ref, key: Ref, value: Ref | 0) =>
    kept<Done | typeof PUSHED>(self, NULL, o => setItem(o, key, value))) as never
};
const FREE = native((self: number) => {
  freeObject(self as Ref);
});

const shared = {
  struct: PyWeakref,
  gc: true,
  noNew: true,
  traverse: (self, visit) => visit(PyWeakref.wr_callback(self)),
  clear(self) {
    const callback = unlinkWeakref(self);
    if (callback !== 0) decref(callback as Owned);
  },
  dealloc(self) {
    untrack(self);
    thenCall(FREE, self);
    thenRelease(unlinkWeakref(self));
  },
  repr: self => {
    const o = referent(self);
    const at = `<weakproxy at 0x${self.toString(16)}`;
    return newStr(o === 0 ? `${at}; dead>` : `${at} to ${typeName(typeOf(o))} at 0x${o.toString(16)}>`);
  },
  str: self => kept<Answer>(self, NULL, str),
  hash: self => raiseNull(errors.TypeError, `unhashable type: '${typeName(typeOf(self))}'`),
  getattro: (self, name) => kept<Answer>(self, NULL, o => getAttr(o, name)),
  setattro: (self, name, value) => kept<Done | typeof PUSHED>(self, NULL, o => setAttr(o, name, value)),
  richcompare(left, right, op) {
    const a = unwrap(left),
      b = a === 0 ? 0 : unwrap(right);
    return a === 0 || b === 0 ? NULL : richCompare(a, b, op);
  },
  iter: self => kept<Answer>(self, NULL, iter),
  iternext: self => kept<Maybe>(self, NULL, iterNext),
  slots
} satisfies Partial<TypeDeclaration>;

export const proxy = defineType({ name: 'weakref.ProxyType', type: PyProxy_Type, ...shared });
export const callableProxy = defineType({
  name: 'weakref.CallableProxyType',
  type: PyCallableProxy_Type,
  ...shared,
  call: (self: Ref, argv: Address, nargs: number, kwnames: Ref | 0) =>
    kept<Answer>(self, NULL, o => call(o, argv, nargs, kwnames))
});

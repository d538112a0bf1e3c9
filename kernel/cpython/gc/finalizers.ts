/** Finalizers: `__del__` of classes, and what builtin types do.  CPython: Objects/typeobject.c slot_tp_finalize, Python/gc.c finalize_garbage. */
import { load, type Address } from '../heap/memory.js';
import { NULL, type Answer, type Owned, type Ref } from '../heap/reference.js';
import { isFunction } from '../include/function.js';
import { identifier } from '../include/str.js';
import { fromGcHead, typeOf } from '../object/header.js';
import { natives } from '../object/natives.js';
import { park, unpark } from '../object/park.js';
import { decref, newRef } from '../object/refcount.js';
import { slot, slotOf } from '../object/slots.js';
import { setRaised, takeRaised } from '../object/thread.js';
import { finish } from '../object/upward.js';
import { call0, callWith } from '../abstract/call.js';
import { typeLookup } from '../abstract/lookup.js';
import { writeUnraisable } from '../abstract/unraisable.js';
import { isEmpty, isFinalized, mergeInto, moveTo, newHead, setFinalized } from './lists.js';

const DEL = identifier('__del__');

/** Runs an object's finalizer; what it raises is reported, and an exception on its way before goes on after. */
export function finalize(self: Ref): void {
  const before = takeRaised();
  if (before !== 0) park(before);
  const method = typeLookup(typeOf(self), DEL);
  if (method !== 0) callDel(self, method);
  else {
    const f = slotOf(typeOf(self), slot.tp_finalize);
    if (f !== 0) (natives[f] as unknown as (o: Ref) => void)(self);
  }
  if (before !== 0) setRaised(unpark());
}
function callDel(self: Ref, found: Ref): void {
  const method = park(newRef(found));
  const get = slotOf(typeOf(found), slot.tp_descr_get);
  let answer: Answer;
  if (isFunction(found) || get === 0)
    answer = finish(isFunction(found) ? callWith(found, self) : call0(found));
  else {
    const bound = finish(
      (natives[get] as unknown as (d: Ref, o: Ref, t: Ref) => Answer)(found, self, typeOf(self))
    );
    answer = bound === NULL ? NULL : finish(call0(bound));
    if (bound !== NULL) decref(bound);
  }
  if (answer === NULL) writeUnraisable('calling deallocator', method);
  else decref(answer as Owned);
  decref(unpark());
}

const seen = newHead();
/** Runs the finalizers of the unreachable that have not been run yet, in list order. */
export function finalizeGarbage(collectable: Address): void {
  while (!isEmpty(collectable)) {
    const gc = load(collectable);
    moveTo(seen, gc);
    const o = fromGcHead(gc);
    if (isFinalized(gc) || slotOf(typeOf(o), slot.tp_finalize) === 0) continue;
    setFinalized(gc);
    park(newRef(o));
    finalize(o);
    decref(unpark());
  }
  mergeInto(collectable, seen);
}

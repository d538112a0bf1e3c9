/** Instances of classes: how they are made and taken apart.  CPython: Objects/typeobject.c subtype_dealloc and its neighbours. */
import { load, store, type Address } from '../../heap/memory.js';
import type { Owned, Ref } from '../../heap/reference.js';
import {
  clearInstanceValues,
  thenReleaseInstanceValues,
  visitInstanceValues
} from '../../include/instance.js';
import { type PyType, TypeObject, Flag, typeHas } from '../../include/type.js';
import { hasSlots, slotOffsets } from '../../include/heaptype.js';
import { isWeakReferenceable, weakrefList } from '../../include/weakref.js';
import { thenCall, thenRelease } from '../../object/dealloc.js';
import { FINALIZED, track, untrack } from '../../object/gchead.js';
import { GC_HEAD, typeOf } from '../../object/header.js';
import { native, natives } from '../../object/natives.js';
import { decref } from '../../object/refcount.js';
import { slot, slotOf } from '../../object/slots.js';
import { lastWords } from '../../object/last-words.js';
import { upward } from '../../object/upward.js';
import type { Visit } from '../../abstract/define.js';
import { dictSlot } from '../../abstract/attribute.js';

type TypeRef = PyType;

/** The nearest base with a dealloc of its own: how the builtin part is taken apart. */
function baseWith(t: TypeRef, offset: number, own: number): TypeRef {
  let base = t;
  while (slotOf(base, offset) === own) base = TypeObject.tp_base(base) as TypeRef;
  return base;
}
const TRAVERSE = native(subtypeTraverse);
const CLEAR = native(subtypeClear);
export const SUBTYPE_DEALLOC = native(subtypeDealloc);
export const SUBTYPE_TRAVERSE = TRAVERSE;
export const SUBTYPE_CLEAR = CLEAR;

const BASE_DEALLOC = native((address: Address) => {
  const self = address as Ref;
  const base = baseWith(typeOf(self), slot.tp_dealloc, SUBTYPE_DEALLOC);
  (natives[slotOf(base, slot.tp_dealloc)] as unknown as (o: Ref) => void)(self);
});

/** @cpython Objects/typeobject.c subtype_dealloc */
function subtypeDealloc(self: Ref): void {
  const t = typeOf(self);
  const collected = typeHas(t, Flag.GC);
  if (slotOf(t, slot.tp_finalize) !== 0 && !finalizeAtDeath(self, collected)) return;
  if (isWeakReferenceable(t) && weakrefList(self) !== 0) lastWords(self, upward.clearWeakrefs);
  if (collected) untrack(self);
  thenRelease(t as unknown as Owned);
  thenCall(BASE_DEALLOC, self);
  releaseDict(self, t);
  if (hasSlots(t)) releaseSlots(self, t);
}
function releaseSlots(self: Ref, t: TypeRef): void {
  for (const offset of slotOffsets(t).reverse()) {
    const value = load(self + offset) as Owned | 0;
    store(self + offset, 0);
    thenRelease(value);
  }
}
/** Calls `__del__` once; false: it brought the object back to life.  @cpython Objects/object.c PyObject_CallFinalizerFromDealloc */
function finalizeAtDeath(self: Ref, collected: boolean): boolean {
  if (collected) {
    if ((load(self - GC_HEAD + 8) & FINALIZED) !== 0) return true;
    // what comes back to life is young again
    untrack(self);
    track(self);
  }
  const isDead = lastWords(self, upward.finalize);
  if (collected) store(self - GC_HEAD + 8, load(self - GC_HEAD + 8) | FINALIZED);
  return isDead;
}
function releaseDict(self: Ref, t: TypeRef): void {
  if (typeHas(t, Flag.MANAGED_DICT)) {
    thenReleaseInstanceValues(self);
    return;
  }
  const at = heapDictSlot(self, t);
  if (at === 0) return;
  const dict = load(at) as Owned | 0;
  store(at, 0);
  thenRelease(dict);
}
/** Where the dict lies that this class or a class above it added; a builtin base takes care of its own. */
function heapDictSlot(self: Ref, t: TypeRef): Address {
  const base = baseWith(t, slot.tp_dealloc, SUBTYPE_DEALLOC);
  return TypeObject.tp_dictoffset(base) === 0 ? dictSlot(self, t) : 0;
}

/** @cpython Objects/typeobject.c subtype_traverse */
function subtypeTraverse(self: Ref, visit: Visit): void {
  const t = typeOf(self);
  if (hasSlots(t)) for (const offset of slotOffsets(t)) visit(load(self + offset) as Ref | 0);
  if (typeHas(t, Flag.MANAGED_DICT)) visitInstanceValues(self, visit);
  else {
    const at = heapDictSlot(self, t);
    if (at !== 0) visit(load(at) as Ref | 0);
  }
  visit(t);
  const base = baseWith(t, slot.tp_traverse, TRAVERSE);
  const f = slotOf(base, slot.tp_traverse);
  if (f !== 0) (natives[f] as unknown as (o: Ref, visit: Visit) => void)(self, visit);
}
/** @cpython Objects/typeobject.c subtype_clear */
function subtypeClear(self: Ref): void {
  const t = typeOf(self);
  for (const offset of slotOffsets(t)) {
    const value = load(self + offset) as Owned | 0;
    if (value !== 0) {
      store(self + offset, 0);
      decref(value);
    }
  }
  if (typeHas(t, Flag.MANAGED_DICT)) clearInstanceValues(self);
  else {
    const at = heapDictSlot(self, t);
    const dict = at === 0 ? 0 : (load(at) as Owned | 0);
    if (dict !== 0) {
      store(at, 0);
      decref(dict);
    }
  }
  const base = baseWith(t, slot.tp_clear, CLEAR);
  const f = slotOf(base, slot.tp_clear);
  if (f !== 0) (natives[f] as unknown as (o: Ref) => void)(self);
}

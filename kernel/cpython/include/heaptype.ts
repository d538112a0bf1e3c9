/** Where the `__slots__` of a class lie: one word each after the base's fields, in the order of ht_slots. */
import type { Address } from '../heap/memory.js';
import { PyType, TypeObject, Flag, typeHas, type PyType as TypeRef } from './type.js';
import { ob_size } from '../object/header.js';

/** `PyDescr.what` of a slot's member descriptor; `extra` is the offset. */
export const SLOT_MEMBER = -1;

/** Whether instances have slots of a class's `__slots__`. */
export function hasSlots(t: TypeRef): boolean {
  for (let at: number = t; at !== 0 && typeHas(at as TypeRef, Flag.HEAPTYPE); at = TypeObject.tp_base(at))
    if (PyType.ht_slots(at) !== 0) return true;
  return false;
}
/** Offsets of all slots of a class, its own first, then those of the classes above. */
export function slotOffsets(t: TypeRef): Address[] {
  const offsets: Address[] = [];
  for (let at: number = t; at !== 0 && typeHas(at as TypeRef, Flag.HEAPTYPE); at = TypeObject.tp_base(at)) {
    const names = PyType.ht_slots(at);
    if (names === 0) continue;
    const first = TypeObject.tp_basicsize(TypeObject.tp_base(at));
    for (let i = 0; i < ob_size(names); i++) offsets.push(first + i * 8);
  }
  return offsets;
}

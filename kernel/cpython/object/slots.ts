/**
 * Where a type's slots lie.  The number, sequence and mapping tables follow every type object, static ones too, so that
 * each slot has one offset from the type.  CPython: Include/cpython/object.h.
 */
import { layoutOf } from '../heap/layout.js';
import { load, storePointer } from '../heap/memory.js';
import type { PyType } from './header.js';

const type = layoutOf('PyTypeObject')!;
const heapType = layoutOf('PyHeapTypeObject')!;

const numberSlots = [
  'nb_add',
  'nb_subtract',
  'nb_multiply',
  'nb_remainder',
  'nb_divmod',
  'nb_power',
  'nb_negative',
  'nb_positive',
  'nb_absolute',
  'nb_bool',
  'nb_invert',
  'nb_lshift',
  'nb_rshift',
  'nb_and',
  'nb_xor',
  'nb_or',
  'nb_int',
  'nb_reserved',
  'nb_float',
  'nb_inplace_add',
  'nb_inplace_subtract',
  'nb_inplace_multiply',
  'nb_inplace_remainder',
  'nb_inplace_power',
  'nb_inplace_lshift',
  'nb_inplace_rshift',
  'nb_inplace_and',
  'nb_inplace_xor',
  'nb_inplace_or',
  'nb_floor_divide',
  'nb_true_divide',
  'nb_inplace_floor_divide',
  'nb_inplace_true_divide',
  'nb_index',
  'nb_matrix_multiply',
  'nb_inplace_matrix_multiply'
] as const;
const mappingSlots = ['mp_length', 'mp_subscript', 'mp_ass_subscript'] as const;
const sequenceSlots = [
  'sq_length',
  'sq_concat',
  'sq_repeat',
  'sq_item',
  'was_sq_slice',
  'sq_ass_item',
  'was_sq_ass_slice',
  'sq_contains',
  'sq_inplace_concat',
  'sq_inplace_repeat'
] as const;
const asyncSlots = ['am_await', 'am_aiter', 'am_anext'] as const;
const typeSlots = [
  'tp_dealloc',
  'tp_repr',
  'tp_hash',
  'tp_call',
  'tp_str',
  'tp_getattro',
  'tp_setattro',
  'tp_traverse',
  'tp_clear',
  'tp_richcompare',
  'tp_iter',
  'tp_iternext',
  'tp_descr_get',
  'tp_descr_set',
  'tp_init',
  'tp_alloc',
  'tp_new',
  'tp_free',
  'tp_finalize'
] as const;

export type SlotName =
  | (typeof numberSlots)[number]
  | (typeof mappingSlots)[number]
  | (typeof sequenceSlots)[number]
  | (typeof asyncSlots)[number]
  | (typeof typeSlots)[number];

function table(names: readonly SlotName[], start: number): (readonly [SlotName, number])[] {
  return names.map((name, i) => [name, start + i * 8] as const);
}
const fields = heapType.fields;

/** Offset of each slot from its type object. */
export const slot = Object.freeze(
  Object.fromEntries([
    ...table(numberSlots, fields['as_number']!),
    ...table(mappingSlots, fields['as_mapping']!),
    ...table(sequenceSlots, fields['as_sequence']!),
    ...table(asyncSlots, fields['as_async']!),
    ...typeSlots.map(name => [name, type.fields[name]!] as const)
  ])
) as Readonly<Record<SlotName, number>>;

export const slotNames = Object.keys(slot) as readonly SlotName[];

/** The native number in a slot, 0 when empty. */
export const slotOf = (t: PyType, offset: number): number => load(t + offset);
export const setSlot = (t: PyType, offset: number, value: number): void => storePointer(t + offset, value);

/** array.array: numbers of one kind in a block that grows.  CPython: Modules/arraymodule.c arrayobject. */
import type { Address } from '../heap/memory.js';
import { DONE, type Done, type Owned, type Ref } from '../heap/reference.js';
import { borrows, int32, pointer, ssize, structAt } from '../heap/struct.js';
import { release, resize } from '../memory/allocate.js';
import { noMemory } from '../object/create.js';
import { errors, raise } from '../object/errors.js';
import { ob_size, setSize, type PyType } from '../object/header.js';
import { decref } from '../object/refcount.js';
import { profile } from '../profiles/profile.js';
import { genericAlloc } from './subclass.js';
import { staticType } from './type.js';

export const PyArray_Type = staticType();
/** `ob_descr`: ours, the index of the kind in KINDS. */
export const PyArray = structAt(
  'array.array',
  { ob_item: pointer, allocated: ssize, ob_descr: int32, weakreflist: borrows, ob_exports: int32 },
  { ob_item: 24, allocated: 32, ob_descr: 40, weakreflist: 48, ob_exports: 56 },
  64
);
const { ob_item, allocated, ob_descr, ob_exports } = PyArray;

/** What items are: how many bytes, and what may be put there. */
export interface ArrayKind {
  readonly code: string;
  readonly size: number;
  readonly holds: 'signed' | 'unsigned' | 'float' | 'character';
  /** What an item out of range is called. */
  readonly name: string;
}
const kind = (code: string, size: number, holds: ArrayKind['holds'], name = ''): ArrayKind => ({
  code,
  size,
  holds,
  name
});
export const KINDS: readonly ArrayKind[] = [
  kind('b', 1, 'signed', 'signed char'),
  kind('B', 1, 'unsigned', 'unsigned byte integer'),
  kind('u', 4, 'character'),
  ...(profile.list.arrayHoldsWideCharacters ? [kind('w', 4, 'character')] : []),
  kind('h', 2, 'signed', 'signed short integer'),
  kind('H', 2, 'unsigned', 'unsigned short'),
  kind('i', 4, 'signed', 'signed integer'),
  kind('I', 4, 'unsigned', 'unsigned int'),
  kind('l', 8, 'signed'),
  kind('L', 8, 'unsigned'),
  kind('q', 8, 'signed'),
  kind('Q', 8, 'unsigned'),
  kind('f', 4, 'float'),
  kind('d', 8, 'float')
];
export const kindOf = (o: Ref): ArrayKind => KINDS[ob_descr(o)]!;
export const itemAddress = (o: Ref, i: number): Address => ob_item(o) + i * kindOf(o).size;

/** A new array with so many items, still to be written.  @cpython Modules/arraymodule.c newarrayobject */
export function newArray(type: PyType, which: number, count: number): Owned | 0 {
  const o = genericAlloc(type, 0);
  if (o === 0) return 0;
  ob_descr.set(o, which);
  if (count === 0) return o;
  const block = resize(0, count * KINDS[which]!.size);
  if (block === 0) {
    decref(o);
    return noMemory();
  }
  ob_item.set(o, block);
  allocated.set(o, count);
  setSize(o, count);
  return o;
}
/** Another number of items.  @cpython Modules/arraymodule.c array_resize */
export function resizeArray(o: Ref, count: number): Done {
  const was = ob_size(o);
  if (ob_exports(o) > 0 && count !== was) {
    return raise(errors.BufferError, 'cannot resize an array that is exporting buffers');
  }
  if (allocated(o) >= count && was < count + 16 && ob_item(o) !== 0) {
    setSize(o, count);
    return DONE;
  }
  if (count === 0) {
    if (ob_item(o) !== 0) release(ob_item(o));
    ob_item.set(o, 0);
    allocated.set(o, 0);
    setSize(o, 0);
    return DONE;
  }
  const paid = (count >> 4) + (was < 8 ? 3 : 7) + count;
  const block = resize(ob_item(o), paid * kindOf(o).size);
  if (block === 0) return noMemory();
  ob_item.set(o, block);
  allocated.set(o, paid);
  setSize(o, count);
  return DONE;
}

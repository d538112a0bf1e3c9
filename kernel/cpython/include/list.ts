/** list: a growable array of references.  CPython: Include/cpython/listobject.h, list_resize and app1 of Objects/listobject.c. */
import { load, store, zero, type Address } from '../heap/memory.js';
import { DONE, NULL, type Done, type Owned, type Ref, type Result } from '../heap/reference.js';
import { items, ssize, struct } from '../heap/struct.js';
import { allocate, release, resize } from '../memory/allocate.js';
import { profile, rule } from '../profiles/profile.js';
import { newObject, noMemory } from '../object/create.js';
import { track } from '../object/gchead.js';
import { PyVarObject, setSize, typeOf } from '../object/header.js';
import { decref } from '../object/refcount.js';
import { gcFreeList } from './gc-freelist.js';
import { Flag, staticType, typeHas } from './type.js';

export type PyList = Ref<'list'>;
export const PyList_Type = staticType();
export const PyList = struct('list', 'PyListObject', {
  ob_size: ssize,
  ob_item: items, // the block with one owned reference per slot, or NULL
  allocated: ssize // slots paid for, never fewer than ob_size; -1 while a sort has the list
});
const { ob_item, allocated } = PyList;
const ITEMS = ob_item.offset;
const ALLOCATED = allocated.offset;
const SIZE = PyVarObject.ob_size.offset;

/** Dead lists kept for reuse. */
const free = gcFreeList<'list'>('lists', profile.list.freeList);
export const keepList = (l: Ref): boolean => free.keep(l);

export const isList = (o: Ref): o is PyList => typeHas(typeOf(o), Flag.LIST);
export const isExactList = (o: Ref): o is PyList => typeOf(o) === PyList_Type;
/** Address of the first slot; NULL for a list without any. */
export const listItems = (l: Ref): Address => load(l + ITEMS);
/** Item `i`, borrowed; unchecked. */
export const listItem = (l: Ref, i: number): Ref => load(load(l + ITEMS) + i * 8) as Ref;
/** Puts a reference into a slot whose old one is gone or taken. */
export const setListItem = (l: Ref, i: number, o: Owned): void => store(load(l + ITEMS) + i * 8, o);

/** A tracked list of `n` empty slots, to be filled before anybody looks.  @cpython Objects/listobject.c PyList_New */
export function newList(n: number): Result<'list'> {
  let l: Owned<'list'> | 0 = free.take();
  if (l === 0) {
    l = newObject<'list'>(PyList_Type);
    if (l === 0) return NULL;
  } else {
    ob_item.set(l, 0);
    store(l + ITEMS + 4, 0);
  }
  if (n > 0) {
    const block = allocate(n * 8);
    if (block === 0) {
      setSize(l, 0);
      allocated.set(l, 0);
      decref(l);
      return noMemory();
    }
    zero(block, n * 8);
    store(l + ITEMS, block);
  }
  setSize(l, n);
  allocated.set(l, n);
  track(l);
  return l;
}

/** Slots to pay for when a list of `was` items becomes `size` long. */
export const slotsFor = rule(profile.list.growth, {
  eighth: (size: number, _was: number) => size + (size >> 3) + (size < 9 ? 3 : 6), // 4 8 16 25 35 46 58
  eighthByFour: (size: number, was: number) => {
    const roomy = (size + (size >> 3) + 6) & ~3; // 4 8 16 24 32 40 52
    return size - was > roomy - size ? (size + 3) & ~3 : roomy;
  }
});
const KEEPS_SLOTS = profile.list.keepsSlots;
const FREES_EMPTIED = profile.list.emptied === 'none';

/** Makes room for `size` items and says that there are so many, or sets MemoryError.  @cpython Objects/listobject.c list_resize */
export function listResize(self: Ref, size: number): Done {
  const paid = load(self + ALLOCATED);
  if (paid >= size && (size >= paid >> 1 || (size > 0 && paid <= KEEPS_SLOTS))) {
    store(self + SIZE, size);
    return DONE;
  }
  return reallocate(self, size, size === 0 ? 0 : slotsFor(size, load(self + SIZE)));
}
/** Gives the list exactly `slots` slots, of which `size` are in use. */
export function reallocate(self: Ref, size: number, slots: number): Done {
  const old = load(self + ITEMS);
  let block = 0;
  if (slots > 0 || (!FREES_EMPTIED && old !== 0)) {
    block = resize(old, slots * 8);
    if (block === 0) return noMemory();
    const known = old === 0 ? 0 : Math.min(load(self + SIZE), slots);
    if (slots > known) zero(block + known * 8, (slots - known) * 8);
  } else if (old !== 0) release(old);
  store(self + ITEMS, block);
  store(self + SIZE, size);
  allocated.set(self, slots);
  return DONE;
}

/** Adds a reference at the end, which the list takes over; on MemoryError it is released.  @cpython _PyList_AppendTakeRef */
export function listAppend(self: Ref, o: Owned): Done {
  const size = load(self + SIZE);
  if (load(self + ALLOCATED) > size) {
    store(load(self + ITEMS) + size * 8, o);
    store(self + SIZE, size + 1);
    return DONE;
  }
  if (listResize(self, size + 1) === NULL) {
    decref(o);
    return NULL;
  }
  store(load(self + ITEMS) + size * 8, o);
  return DONE;
}

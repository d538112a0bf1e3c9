/** Blocks for objects: header, GC header and what lies before it.  CPython: Objects/typeobject.c PyType_GenericAlloc, Python/gc.c. */
import { load, store, zero, type Address } from '../heap/memory.js';
import type { Owned, Ref } from '../heap/reference.js';
import { allocate, release, resize } from '../memory/allocate.js';
import { profile } from '../profiles/profile.js';
import { realm } from '../profiles/realm.js';
import { decref, incref } from './refcount.js';
import { GC_HEAD, setSize, typeOf, type PyType } from './header.js';
import { countAllocation, countFree } from './gchead.js';
import { Flag, TypeObject, typeHas } from './type-object.js';
import { upward } from './upward.js';
import { errors } from './errors.js';

const CHECKED = realm.checked;
const PRE_HEADER = profile.object.preHeader;
const PRE_FLAGS =
  PRE_HEADER === 'weakrefAndDict' ? Flag.MANAGED_DICT | Flag.MANAGED_WEAKREF : Flag.MANAGED_DICT;

/** Bytes before the GC header of instances of `t`: two pointers or none. */
export const preHeaderSize = (t: PyType): number => (PRE_HEADER !== 'none' && typeHas(t, PRE_FLAGS) ? 16 : 0);

/** Bytes before the object itself. */
export const headerSize = (t: PyType): number => (typeHas(t, Flag.GC) ? GC_HEAD + preHeaderSize(t) : 0);

/** MemoryError.  Answers NULL. */
export function noMemory(): 0 {
  return upward.raise(errors.MemoryError, '');
}

/**
 * A block for an object of type `t` of `size` bytes, all zero but for count 1, type and (by setSize) nothing more; not
 * tracked.  NULL: MemoryError is set.
 */
export function newBlock<T extends string>(t: PyType, size: number): Owned<T> | 0 {
  if (CHECKED && size < 16)
    throw new Error(`a type that was never declared makes an object: 0x${t.toString(16)}`);
  const before = headerSize(t);
  const block = allocate(before + size);
  if (block === 0) return noMemory();
  zero(block, (before + size + 7) & ~7);
  const o = (block + before) as Owned<T>;
  store(o, 1);
  store(o + 8, t);
  if (typeHas(t, Flag.HEAPTYPE)) incref(t);
  if (before !== 0) countAllocation();
  return o;
}

/** A new object of a fixed-size type: zeroed, count 1, untracked. */
export const newObject = <T extends string>(t: PyType): Owned<T> | 0 =>
  newBlock<T>(t, TypeObject.tp_basicsize(t));

/** Bytes of an object of a type with items, rounded up to whole words. */
export const varSize = (t: PyType, count: number): number =>
  (TypeObject.tp_basicsize(t) + count * TypeObject.tp_itemsize(t) + 7) & ~7;

/** A new object with `count` items inside, `ob_size` set. */
export function newVarObject<T extends string>(t: PyType, count: number): Owned<T> | 0 {
  const o = newBlock<T>(t, varSize(t, count));
  if (o !== 0) setSize(o, count);
  return o;
}

/** Gives the block of a dead object back: PyObject_Free, PyObject_GC_Del.  The type's reference is the caller's affair. */
export function freeObject(o: Ref): void {
  const before = headerSize(typeOf(o));
  if (before !== 0) countFree();
  release(o - before);
}
/** realloc of an object that has no GC header (bytes, str); the old reference is gone, also when there is no memory. */
export function resizeObject<T extends string>(o: Owned<T>, size: number): Owned<T> | 0 {
  const moved = resize(o, size);
  if (moved !== 0) return moved as Owned<T>;
  decref(o);
  return noMemory();
}

/** The two pointers before the GC header (3.11+).  @cpython Include/internal/pycore_object.h */
const PRE = GC_HEAD + 16;
/** 3.11: the dict; 3.12+: the weak references. */
export const preFirst = (o: Ref): Address => load(o - PRE);
export const setPreFirst = (o: Ref, value: Address): void => store(o - PRE, value);
/** 3.11: the values; 3.12: dict or values; 3.13+: the dict. */
export const preSecond = (o: Ref): Address => load(o - PRE + 8);
export const setPreSecond = (o: Ref, value: Address): void => store(o - PRE + 8, value);

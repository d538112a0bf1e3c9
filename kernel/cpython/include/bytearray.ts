/** bytearray: bytes in a block of their own that grows.  CPython: Include/cpython/bytearrayobject.h. */
import { copy, store8, bytesIn, viewBytes, type Address } from '../heap/memory.js';
import { DONE, NULL, type Done, type Owned, type Ref, type Result } from '../heap/reference.js';
import { int32, pointer, ssize, struct } from '../heap/struct.js';
import { allocate, release, resize } from '../memory/allocate.js';
import { newObject, noMemory } from '../object/create.js';
import { errors, raise } from '../object/errors.js';
import { ob_size, setSize } from '../object/header.js';
import { decref } from '../object/refcount.js';
import { staticType } from './type.js';

export type PyByteArray = Ref<'bytearray'>;
export const PyByteArray_Type = staticType();
export const PyByteArray = struct('bytearray', 'PyByteArrayObject', {
  ob_alloc: ssize, // bytes in the block
  ob_bytes: pointer, // the block, or NULL
  ob_start: pointer, // where the content begins in it
  ob_exports: int32 // how many buffers of it are lent
});
const { ob_alloc, ob_bytes, ob_start, ob_exports } = PyByteArray;

/** A 0 that an empty bytearray's content seems to be. */
export const byteArrayData = (o: Ref): Address => ob_start(o);

/** A new bytearray of these bytes.  @cpython Objects/bytearrayobject.c PyByteArray_FromStringAndSize */
export function newByteArray(from: Uint8Array): Result<'bytearray'> {
  const o = newObject<'bytearray'>(PyByteArray_Type);
  if (o === 0) return NULL;
  return fillByteArray(o, from);
}
/** Gives a zeroed instance its first content; on failure the instance is released. */
export function fillByteArray<T extends string>(o: Owned<T>, from: Uint8Array): Result<T> {
  if (from.length === 0) return o;
  const block = allocate(from.length + 1);
  if (block === 0) {
    decref(o);
    return noMemory();
  }
  bytesIn(block, from);
  store8(block + from.length, 0);
  ob_bytes.set(o, block);
  ob_start.set(o, block);
  ob_alloc.set(o, from.length + 1);
  setSize(o, from.length);
  return o;
}
/** Another size; new bytes are to be written.  BufferError while a view of it is alive.  @cpython PyByteArray_Resize */
export function resizeByteArray(o: Ref, size: number): Done {
  const was = ob_size(o);
  if (size === was) return DONE;
  if (ob_exports(o) > 0)
    return raise(errors.BufferError, 'Existing exports of data: object cannot be re-sized');
  const block = ob_bytes(o),
    offset = ob_start(o) - block;
  let paid = ob_alloc(o);
  if (size + offset + 1 <= paid) {
    if (size >= paid >> 1) {
      setSize(o, size);
      store8(ob_start(o) + size, 0);
      return DONE;
    }
    paid = size + 1;
  } else paid = size <= paid * 1.125 ? size + (size >> 3) + (size < 9 ? 3 : 6) : size + 1;
  let moved: Address;
  if (offset > 0) {
    moved = allocate(paid);
    if (moved === 0) return noMemory();
    copy(moved, block + offset, Math.min(size, was));
    release(block);
  } else {
    moved = resize(block, paid);
    if (moved === 0) return noMemory();
  }
  ob_bytes.set(o, moved);
  ob_start.set(o, moved);
  ob_alloc.set(o, paid);
  setSize(o, size);
  store8(moved + size, 0);
  return DONE;
}
/** Where the content begins moves forward by `count` bytes: what is cut off at the front. */
export function skipFront(o: Ref, count: number): void {
  ob_start.set(o, ob_start(o) + count);
}
/** A view of the bytes, for reading at once. */
export const byteArrayView = (o: Ref): Uint8Array => viewBytes(ob_start(o), ob_size(o));
/** A buffer is lent, or given back. */
export const lendByteArray = (o: Ref): void => ob_exports.set(o, ob_exports(o) + 1);
export const unlendByteArray = (o: Ref): void => ob_exports.set(o, ob_exports(o) - 1);

/** memoryview: a window on another object's bytes.  CPython: Include/cpython/memoryobject.h. */
import { layoutOf } from '../heap/layout.js';
import { load, store, storePointer, type Address } from '../heap/memory.js';
import type { Ref } from '../heap/reference.js';
import { int32, mayOwn, ssize, struct, wide, borrows } from '../heap/struct.js';
import { typeOf } from '../object/header.js';
import { staticType } from './type.js';

export const PyMemoryView_Type = staticType();
export const ManagedBuffer_Type = staticType();
export const PyMemoryView = struct('memoryview', 'PyMemoryViewObject', {
  mbuf: mayOwn, // shared by all views of one buffer
  hash: wide,
  flags: int32,
  exports: ssize,
  weakreflist: borrows // weak references do not own
});
/** What holds the exporter as long as a view of it is alive. */
export const ManagedBuffer = struct('managedbuffer', '_PyManagedBufferObject', {
  flags: int32,
  exports: ssize,
  master: ssize // a Py_buffer: its first word is the address, its second the exporter
});
/** Flags of a view: released, in use by nobody. */
export const RELEASED = 1;

const fields = layoutOf('PyMemoryViewObject')!.fields;
/** The Py_buffer inside a view: address, exporter, length, item size, readonly, dimensions, format, shape, strides. */
export const VIEW = fields['view']!;
export const VIEW_ARRAY = fields['ob_array']!;
export const MASTER = layoutOf('_PyManagedBufferObject')!.fields['master']!;
export const Buffer = Object.freeze({
  buf: (b: Address): Address => load(b),
  obj: (b: Address): Ref | 0 => load(b + 8) as Ref | 0,
  len: (b: Address): number => load(b + 16),
  itemsize: (b: Address): number => load(b + 24),
  isReadonly: (b: Address): boolean => load(b + 32) !== 0,
  ndim: (b: Address): number => load(b + 36),
  format: (b: Address): Address => load(b + 40),
  shape: (b: Address): Address => load(b + 48),
  strides: (b: Address): Address => load(b + 56)
});
export interface BufferFields {
  readonly buf: Address;
  readonly obj: Ref;
  readonly len: number;
  readonly itemsize: number;
  readonly readonly: boolean;
  readonly format: Address;
}
/** Writes a Py_buffer of one dimension; shape and stride lie at `array`, or nowhere. */
export function writeBuffer(
  b: Address,
  from: BufferFields,
  array: Address,
  count: number,
  stride: number
): void {
  storePointer(b, from.buf);
  storePointer(b + 8, from.obj);
  storePointer(b + 16, from.len);
  storePointer(b + 24, from.itemsize);
  store(b + 32, from.readonly ? 1 : 0);
  store(b + 36, 1);
  storePointer(b + 40, from.format);
  storePointer(b + 48, array);
  storePointer(b + 56, array === 0 ? 0 : array + 8);
  storePointer(b + 64, 0);
  storePointer(b + 72, 0);
  if (array === 0) return;
  storePointer(array, count);
  store(array + 8, stride);
  store(array + 12, stride >> 31);
  storePointer(array + 16, 0);
}

export interface ByteView {
  readonly data: Address;
  readonly count: number;
}
export const isMemoryView = (o: Ref): boolean => typeOf(o) === PyMemoryView_Type;
/** The bytes of a view without gaps, or null. */
export function viewBuffer(o: Ref): ByteView | null {
  const b = o + VIEW;
  if ((PyMemoryView.flags(o) & RELEASED) !== 0) return null;
  if (load(Buffer.strides(b)) !== Buffer.itemsize(b) && load(Buffer.shape(b)) > 1) return null;
  return { data: Buffer.buf(b), count: Buffer.len(b) };
}

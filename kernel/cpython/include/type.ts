/** type: what instances look like and do.  CPython: Include/cpython/object.h. */
import { borrows, int32, mayOwn, native, pointer, ssize, struct } from '../heap/struct.js';
import { layoutOf } from '../heap/layout.js';
import { load, load8, store } from '../heap/memory.js';
import { staticAllocate } from '../process/space.js';
import type { PyType as TypeRef } from '../object/header.js';
import { setStaticCount } from '../object/statics.js';

export type PyType = TypeRef;

export const PyType = struct('type', 'PyHeapTypeObject', {
  ht_name: mayOwn,
  ht_slots: mayOwn,
  ht_qualname: mayOwn,
  ht_cached_keys: pointer, // one reference to the shared dict keys
  ht_module: mayOwn
});

/** What static and heap types have. */
export const TypeObject = struct('type object', 'PyTypeObject', {
  tp_name: pointer,
  tp_basicsize: ssize,
  tp_itemsize: ssize,
  tp_dealloc: native,
  tp_getattro: native,
  tp_setattro: native,
  tp_flags: int32,
  tp_doc: pointer,
  tp_traverse: native,
  tp_clear: native,
  tp_weaklistoffset: ssize,
  tp_base: mayOwn, // borrowed by static types
  tp_dict: mayOwn,
  tp_dictoffset: ssize,
  tp_bases: mayOwn,
  tp_mro: mayOwn,
  tp_cache: mayOwn,
  tp_subclasses: mayOwn,
  tp_weaklist: borrows, // weak references do not own
  tp_version_tag: int32,
  tp_free: native,
  tp_vectorcall_offset: ssize
});

/** tp_flags: CPython's bits where it has them; the others are ours, in bits it does not use. */
export const Flag = Object.freeze({
  /** Instances have their `__dict__` as values in or beside the object. */
  MANAGED_DICT: 1 << 4,
  MANAGED_WEAKREF: 1 << 3,
  INLINE_VALUES: 1 << 2,
  SEQUENCE: 1 << 5,
  MAPPING: 1 << 6,
  DISALLOW_INSTANTIATION: 1 << 7,
  IMMUTABLE: 1 << 8,
  HEAPTYPE: 1 << 9,
  BASETYPE: 1 << 10,
  METHOD_DESCRIPTOR: 1 << 17,
  READY: 1 << 12,
  GC: 1 << 14,
  VALID_VERSION: 1 << 19,
  ABSTRACT: 1 << 20,
  HAVE_FINALIZE: 1 << 0,
  /** Ours: the dealloc takes part in the trashcan. */
  TRASHCAN: 1 << 21,
  LONG: 1 << 24,
  LIST: 1 << 25,
  TUPLE: 1 << 26,
  BYTES: 1 << 27,
  UNICODE: 1 << 28,
  DICT: 1 << 29,
  EXCEPTION: 1 << 30,
  TYPE: 1 << 31
});

const FLAGS = TypeObject.tp_flags.offset;
export const typeHas = (t: PyType, flag: number): boolean => (load(t + FLAGS) & flag) !== 0;
export const setTypeFlags = (t: PyType, flags: number): void => store(t + FLAGS, load(t + FLAGS) | flags);
export const clearTypeFlags = (t: PyType, flags: number): void => store(t + FLAGS, load(t + FLAGS) & ~flags);

/** Bytes of a static type object with its slot tables. */
const STATIC_TYPE_SIZE = layoutOf('PyHeapTypeObject')!.size;

/** Reserves the type object of a builtin type; types/ fills it in.  Its address is a constant of the realm. */
export function staticType(): PyType {
  const t = staticAllocate(STATIC_TYPE_SIZE) as PyType;
  setStaticCount(t, 'singleton');
  return t;
}

/** What a message calls the type: `tp_name` (a heap type's name; a builtin's with its module's, such as `collections.deque`). */
export function typeName(t: PyType): string {
  let text = '';
  for (let p = TypeObject.tp_name(t); load8(p) !== 0; p++) text += String.fromCharCode(load8(p));
  return decodeURIComponent(escapeBytes(text));
}
const escapeBytes = (text: string): string =>
  text.replace(/[%\u0080-\u00ff]/g, c => '%' + c.charCodeAt(0).toString(16).padStart(2, '0'));

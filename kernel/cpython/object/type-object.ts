/** The type object: what static and heap types have, as far as blocks and counts need it.  CPython: Include/cpython/object.h. */
import { load, store } from '../heap/memory.js';
import { borrows, mayOwn, native, pointer, ssize, int32, struct } from '../heap/struct.js';
import type { PyType } from './header.js';

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

/** Which objects the collector may have to look at.  CPython: Include/internal/pycore_gc.h. */
import type { Ref } from '../heap/reference.js';
import { isTracked } from '../object/gchead.js';
import { typeOf } from '../object/header.js';
import { PyTuple_Type } from './tuple-type.js';
import { Flag, typeHas, type PyType } from './type.js';

/** Whether it has a GC header: static types are the exception in a type with one.  @cpython PyObject_IS_GC */
export function isGc(o: Ref): boolean {
  const t = typeOf(o);
  if (!typeHas(t, Flag.GC)) return false;
  return !typeHas(t, Flag.TYPE) || typeHas(o as PyType, Flag.HEAPTYPE);
}
/** @cpython _PyObject_GC_MAY_BE_TRACKED */
export const mayBeTracked = (o: Ref): boolean => isGc(o) && (typeOf(o) !== PyTuple_Type || isTracked(o));

/** Making an instance of a subclass of a builtin type.  CPython: Objects/typeobject.c PyType_GenericAlloc. */
import type { Owned } from '../heap/reference.js';
import { newBlock, varSize } from '../object/create.js';
import { track } from '../object/gchead.js';
import { setSize, type PyType } from '../object/header.js';
import { Flag, TypeObject, typeHas } from './type.js';

/** A zeroed instance with room for `count` items and one more, tracked if its type is a container. */
export function genericAlloc<T extends string>(type: PyType, count: number): Owned<T> | 0 {
  const hasItems = TypeObject.tp_itemsize(type) !== 0;
  const o = newBlock<T>(type, hasItems ? varSize(type, count + 1) : TypeObject.tp_basicsize(type));
  if (o === 0) return 0;
  if (hasItems) setSize(o, count);
  if (typeHas(type, Flag.GC)) track(o);
  return o;
}

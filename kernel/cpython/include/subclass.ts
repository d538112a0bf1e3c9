/** Making an instance of a class.  CPython: Objects/typeobject.c PyType_GenericAlloc. */
import { NULL, type Owned } from '../heap/reference.js';
import { newBlock, varSize } from '../object/create.js';
import { track } from '../object/gchead.js';
import { setSize, type PyType } from '../object/header.js';
import { decref } from '../object/refcount.js';
import { initInlineValues, inlineValuesSize } from './instance.js';
import { Flag, TypeObject, typeHas } from './type.js';

/** A zeroed instance with room for `count` items and one more, tracked if its type is a container. */
export function genericAlloc<T extends string>(type: PyType, count: number): Owned<T> | 0 {
  const hasItems = TypeObject.tp_itemsize(type) !== 0;
  const managed = typeHas(type, Flag.MANAGED_DICT);
  const size = hasItems ? varSize(type, count + 1) : TypeObject.tp_basicsize(type);
  const o = newBlock<T>(type, managed ? size + inlineValuesSize(type) : size);
  if (o === 0) return 0;
  if (hasItems) setSize(o, count);
  if (managed && initInlineValues(o, type) === NULL) {
    decref(o);
    return 0;
  }
  if (typeHas(type, Flag.GC)) track(o);
  return o;
}

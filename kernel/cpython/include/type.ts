/** type: what instances look like and do.  CPython: Include/cpython/object.h. */
import { mayOwn, pointer, struct } from '../heap/struct.js';
import { layoutOf } from '../heap/layout.js';
import { load8 } from '../heap/memory.js';
import { staticAllocate } from '../process/space.js';
import type { PyType as TypeRef } from '../object/header.js';
import { setStaticCount } from '../object/statics.js';
import { TypeObject } from '../object/type-object.js';

export { Flag, TypeObject, clearTypeFlags, setTypeFlags, typeHas } from '../object/type-object.js';

export type PyType = TypeRef;

export const PyType = struct('type', 'PyHeapTypeObject', {
  ht_name: mayOwn,
  ht_slots: mayOwn,
  ht_qualname: mayOwn,
  ht_cached_keys: pointer, // one reference to the shared dict keys
  ht_module: mayOwn
});

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

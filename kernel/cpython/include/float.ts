/** float: a C double.  CPython: Include/cpython/floatobject.h. */
import { loadF64, store, storeF64 } from '../heap/memory.js';
import type { Owned, Ref, Result } from '../heap/reference.js';
import { double, struct } from '../heap/struct.js';
import { allocate } from '../memory/allocate.js';
import { noMemory } from '../object/create.js';
import { typeOf } from '../object/header.js';
import { profile } from '../profiles/profile.js';
import { freeList } from './freelist.js';
import { staticType } from './type.js';

export type PyFloat = Ref<'float'>;
export const PyFloat_Type = staticType();
export const PyFloat = struct('float', 'PyFloatObject', { ob_fval: double });
const VALUE = PyFloat.ob_fval.offset;

export const floatFreeList = freeList('floats', profile.int.floatFreeList);

/** A new float.  @cpython Objects/floatobject.c PyFloat_FromDouble */
export function newFloat(x: number): Result<'float'> {
  let o = floatFreeList.take();
  if (o === 0) {
    o = allocate(PyFloat.$size);
    if (o === 0) return noMemory();
  }
  store(o, 1);
  store(o + 4, 0);
  store(o + 8, PyFloat_Type);
  store(o + 12, 0);
  storeF64(o + VALUE, x);
  return o as Owned<'float'>;
}
/** The value of a float or an instance of a subclass. */
export const floatValue = (o: Ref): number => loadF64(o + VALUE);
export const isExactFloat = (o: Ref): o is PyFloat => typeOf(o) === PyFloat_Type;

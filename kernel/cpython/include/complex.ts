/** complex: two C doubles.  CPython: Include/cpython/complexobject.h. */
import { loadF64, store, storeF64 } from '../heap/memory.js';
import type { Owned, Ref, Result } from '../heap/reference.js';
import { double, struct } from '../heap/struct.js';
import { allocate } from '../memory/allocate.js';
import { noMemory } from '../object/create.js';
import { typeOf } from '../object/header.js';
import { profile } from '../profiles/profile.js';
import { freeList } from './freelist.js';
import { staticType } from './type.js';

export type PyComplex = Ref<'complex'>;
export const PyComplex_Type = staticType();
/** `cval` is the real part; the imaginary one follows. */
export const PyComplex = struct('complex', 'PyComplexObject', { cval: double });
const REAL = PyComplex.cval.offset;

export const complexFreeList = freeList('complexes', profile.int.complexFreeList);

/** A new complex. */
export function newComplex(real: number, imag: number): Result<'complex'> {
  let o = complexFreeList.take();
  if (o === 0) {
    o = allocate(PyComplex.$size);
    if (o === 0) return noMemory();
  }
  store(o, 1);
  store(o + 4, 0);
  store(o + 8, PyComplex_Type);
  store(o + 12, 0);
  storeF64(o + REAL, real);
  storeF64(o + REAL + 8, imag);
  return o as Owned<'complex'>;
}
export const realPart = (o: Ref): number => loadF64(o + REAL);
export const imagPart = (o: Ref): number => loadF64(o + REAL + 8);
/** For instances of subclasses, which are allocated by their type. */
export function setComplex(o: Ref, real: number, imag: number): void {
  storeF64(o + REAL, real);
  storeF64(o + REAL + 8, imag);
}
export const isExactComplex = (o: Ref): o is PyComplex => typeOf(o) === PyComplex_Type;

/** What every object begins with.  CPython: Include/object.h. */
import { struct, ssize, wide, borrows } from '../heap/struct.js';
import { load, store, type Address } from '../heap/memory.js';
import type { Ref } from '../heap/reference.js';
import { profile } from '../profiles/profile.js';

export type PyType = Ref<'type'>;

/** `ob_type` is owned only for heap types: the audit asks the type. */
export const PyObject = struct('object', 'PyObject', { ob_refcnt: wide, ob_type: borrows });
export const PyVarObject = struct('var object', 'PyVarObject', { ob_size: ssize });

const TYPE = PyObject.ob_type.offset;
const SIZE = PyVarObject.ob_size.offset;
/** The type of any object. */
export const typeOf = (o: Ref): PyType => load(o + TYPE) as PyType;
export const ob_size = (o: Ref): number => load(o + SIZE);
export const setSize = (o: Ref, size: number): void => {
  store(o + SIZE, size);
  store(o + SIZE + 4, size >> 31);
};
/** The count field as sys.getrefcount shows it: unsigned. */
export const refcountOf = (o: Ref): number => load(o) >>> 0;

/** Bytes of GC header, and the head of an object. */
export const GC_HEAD = profile.object.gcHead;
export const gcHeadOf = (o: Ref): Address => o - GC_HEAD;
export const fromGcHead = (head: Address): Ref => (head + GC_HEAD) as Ref;

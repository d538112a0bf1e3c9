/** slice: start, stop and step as written.  CPython: Include/cpython/sliceobject.h, Objects/sliceobject.c. */
import { loadF64, storeF64 } from '../heap/memory.js';
import { NULL, type Owned, type Ref, type Result } from '../heap/reference.js';
import { owns, struct } from '../heap/struct.js';
import { profile } from '../profiles/profile.js';
import { newObject } from '../object/create.js';
import { errors, raise } from '../object/errors.js';
import { track } from '../object/gchead.js';
import { typeOf } from '../object/header.js';
import { decref } from '../object/refcount.js';
import { slot, slotOf } from '../object/slots.js';
import { staticAllocate } from '../process/space.js';
import { gcFreeList } from './gc-freelist.js';
import { asClippedIndex } from './int.js';
import { None } from './singletons.js';
import { staticType } from './type.js';

export type PySlice = Ref<'slice'>;
export const PySlice_Type = staticType();
export const PySlice = struct('slice', 'PySliceObject', { start: owns, stop: owns, step: owns });
export const isSlice = (o: Ref): o is PySlice => typeOf(o) === PySlice_Type;

const free = gcFreeList<'slice'>('slices', profile.set.sliceFreeList);
export const keepSlice = (s: Ref): boolean => free.keep(s);

/** A slice that takes the three references over.  @cpython Objects/sliceobject.c PySlice_New */
export function newSlice(start: Owned, stop: Owned, step: Owned): Result<'slice'> {
  let s: Owned<'slice'> | 0 = free.take();
  if (s === 0) {
    s = newObject<'slice'>(PySlice_Type);
    if (s === 0) {
      decref(start);
      decref(stop);
      decref(step);
      return NULL;
    }
  }
  PySlice.start.set(s, start);
  PySlice.stop.set(s, stop);
  PySlice.step.set(s, step);
  track(s);
  return s;
}

/** The unpacked slice: three doubles, written by unpackSlice and adjustSlice, read right after. */
const CELLS = staticAllocate(32);
export const sliceStart = (): number => loadF64(CELLS);
export const sliceStop = (): number => loadF64(CELLS + 8);
export const sliceStep = (): number => loadF64(CELLS + 16);
const MAX = 2 ** 63;

/**
 * Start, stop and step as numbers, not yet cut to a length: may run `__index__`.  false: an exception is set.
 * @cpython Objects/sliceobject.c PySlice_Unpack
 */
export function unpackSlice(s: Ref): boolean {
  const step = bound(PySlice.step(s), 1);
  if (step === null) return false;
  if (step === 0) {
    raise(errors.ValueError, 'slice step cannot be zero');
    return false;
  }
  const start = bound(PySlice.start(s), step < 0 ? MAX : 0);
  if (start === null) return false;
  const stop = bound(PySlice.stop(s), step < 0 ? -MAX : MAX);
  if (stop === null) return false;
  storeF64(CELLS, start);
  storeF64(CELLS + 8, stop);
  storeF64(CELLS + 16, step);
  return true;
}
function bound(o: Ref, otherwise: number): number | null {
  if (o === None) return otherwise;
  if (slotOf(typeOf(o), slot.nb_index) === 0) {
    raise(errors.TypeError, 'slice indices must be integers or None or have an __index__ method');
    return null;
  }
  return asClippedIndex(o);
}
/** Cuts the unpacked slice to a length; how many items it has.  @cpython PySlice_AdjustIndices */
export function adjustSlice(length: number): number {
  const step = loadF64(CELLS + 16);
  const start = cut(loadF64(CELLS), length, step),
    stop = cut(loadF64(CELLS + 8), length, step);
  storeF64(CELLS, start);
  storeF64(CELLS + 8, stop);
  if (step < 0) return stop < start ? Math.floor((start - stop - 1) / -step) + 1 : 0;
  return start < stop ? Math.floor((stop - start - 1) / step) + 1 : 0;
}
function cut(i: number, length: number, step: number): number {
  if (i < 0) {
    const up = i + length;
    return up < 0 ? (step < 0 ? -1 : 0) : up;
  }
  return i < length ? i : step < 0 ? length - 1 : length;
}

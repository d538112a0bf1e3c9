/** slice: three references.  CPython: Include/sliceobject.h, Objects/sliceobject.c. */
import { NULL, type Owned, type Ref, type Result } from '../heap/reference.js';
import { owns, struct } from '../heap/struct.js';
import { newObject } from '../object/create.js';
import { track } from '../object/gchead.js';
import { typeOf } from '../object/header.js';
import { decref } from '../object/refcount.js';
import { profile } from '../profiles/profile.js';
import { gcFreeList } from './gc-freelist.js';
import { staticType } from './type.js';

export type PySlice = Ref<'slice'>;
export const PySlice_Type = staticType();
export const PySlice = struct('slice', 'PySliceObject', { start: owns, stop: owns, step: owns });

/** The last dead slice.  @cpython Objects/sliceobject.c slice_cache */
const free = gcFreeList<'slice'>('slices', profile.list.sliceFreeList);
export const keepSlice = (o: Ref): boolean => free.keep(o);
export const isSlice = (o: Ref): o is PySlice => typeOf(o) === PySlice_Type;

/** A tracked slice that takes the three over; on MemoryError they are released.  @cpython _PyBuildSlice_Consume2 */
export function newSlice(start: Owned, stop: Owned, step: Owned): Result<'slice'> {
  let o: Owned<'slice'> | 0 = free.take();
  if (o === 0) o = newObject<'slice'>(PySlice_Type);
  if (o === 0) {
    decref(start);
    decref(stop);
    decref(step);
    return NULL;
  }
  PySlice.start.set(o, start);
  PySlice.stop.set(o, stop);
  PySlice.step.set(o, step);
  track(o);
  return o;
}

/** A bound counted from the end when negative, cut to what a sequence of `length` has.  @cpython PySlice_AdjustIndices */
export function cutBound(bound: number, length: number, isDown: boolean): number {
  const fromStart = bound < 0 ? bound + length : bound;
  const first = isDown ? -1 : 0,
    last = isDown ? length - 1 : length;
  return fromStart < first ? first : fromStart > last ? last : fromStart;
}
/** How many indices lie from `start` to `stop`, both cut. */
export function sliceCount(start: number, stop: number, step: number): number {
  const span = step < 0 ? start - stop : stop - start;
  return span > 0 ? Math.floor((span - 1) / Math.abs(step)) + 1 : 0;
}

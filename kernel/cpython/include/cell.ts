/** cell: a variable shared by frames.  CPython: Include/cpython/cellobject.h. */
import { xdecref } from '../object/refcount.js';
import { mayOwn, struct } from '../heap/struct.js';
import type { Owned, Ref, Result } from '../heap/reference.js';
import { newObject } from '../object/create.js';
import { track } from '../object/gchead.js';
import { staticType } from './type.js';

export const PyCell_Type = staticType();
export const PyCell = struct('cell', 'PyCellObject', { ob_ref: mayOwn });

/** A cell that holds `value` (stolen), or nothing. */
export function newCell(value: Owned | 0): Result<'cell'> {
  const cell = newObject<'cell'>(PyCell_Type);
  if (cell === 0) {
    xdecref(value);
    return 0;
  }
  PyCell.ob_ref.set(cell, value);
  track(cell);
  return cell;
}
export type PyCell = Ref<'cell'>;

/** `int | str`: types.UnionType, typing.Union from 3.14.  CPython: Objects/unionobject.c. */
import { mayOwn, structAt } from '../heap/struct.js';
import { NULL, type Owned, type Result } from '../heap/reference.js';
import { profile } from '../profiles/profile.js';
import { newObject } from '../object/create.js';
import { track } from '../object/gchead.js';
import { decref } from '../object/refcount.js';
import { staticType } from './type.js';

export const PyUnion_Type = staticType();
export const PyUnion = structAt(
  'union',
  { args: mayOwn, parameters: mayOwn },
  profile.object.unionKeepsHashable ? { args: 16, parameters: 40 } : { args: 16, parameters: 24 },
  profile.object.unionKeepsHashable ? 56 : 32
);
/** A union of the types in a tuple (stolen). */
export function newUnion(args: Owned): Result<'union'> {
  const union = newObject<'union'>(PyUnion_Type);
  if (union === NULL) {
    decref(args);
    return NULL;
  }
  PyUnion.args.set(union, args);
  track(union);
  return union;
}

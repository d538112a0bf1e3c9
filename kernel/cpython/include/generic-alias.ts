/** types.GenericAlias: `list[int]`.  CPython: Objects/genericaliasobject.c. */
import { borrows, mayOwn, structAt, uint8 } from '../heap/struct.js';
import { NULL, type Ref, type Result } from '../heap/reference.js';
import { profile } from '../profiles/profile.js';
import { newObject } from '../object/create.js';
import { track } from '../object/gchead.js';
import { decref, newRef } from '../object/refcount.js';
import { isTuple, newTuple, setTupleItem, trackTuple } from './tuple.js';
import { staticType } from './type.js';

export const PyGenericAlias_Type = staticType();
export const PyGenericAlias = structAt(
  'generic alias',
  { origin: mayOwn, args: mayOwn, parameters: mayOwn, weakreflist: borrows, starred: uint8 },
  { origin: 16, args: 24, parameters: 32, weakreflist: 40, starred: 48 },
  profile.object.genericAliasSize
);

/** `origin[args]`, both lent; a single argument becomes a tuple of one.  @cpython Py_GenericAlias */
export function newGenericAlias(origin: Ref, args: Ref): Result<'generic alias'> {
  const alias = newObject<'generic alias'>(PyGenericAlias_Type);
  if (alias === NULL) return NULL;
  const tuple = isTuple(args) ? newRef(args) : newTuple(1);
  if (tuple === NULL) {
    decref(alias);
    return NULL;
  }
  if (tuple !== args) {
    setTupleItem(tuple, 0, newRef(args));
    trackTuple(tuple);
  }
  PyGenericAlias.origin.set(alias, newRef(origin));
  PyGenericAlias.args.set(alias, tuple);
  track(alias);
  return alias;
}

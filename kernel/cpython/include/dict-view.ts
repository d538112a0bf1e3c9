/** What keys(), values() and items() answer: views of a dict.  CPython: Include/internal/pycore_dict.h _PyDictViewObject. */
import { NULL, type Ref, type Result } from '../heap/reference.js';
import { mayOwn, struct } from '../heap/struct.js';
import { newObject } from '../object/create.js';
import { track } from '../object/gchead.js';
import { typeOf } from '../object/header.js';
import { newRef } from '../object/refcount.js';
import { staticType, type PyType } from './type.js';

export const PyDictKeys_Type = staticType();
export const PyDictValues_Type = staticType();
export const PyDictItems_Type = staticType();
export const DictView = struct('dict_view', '_PyDictViewObject', { dv_dict: mayOwn });

export const isKeysOrItems = (o: Ref): boolean =>
  typeOf(o) === PyDictKeys_Type || typeOf(o) === PyDictItems_Type;

/** A view of a type on a dict; lent. */
export function newDictView(t: PyType, d: Ref): Result<'dict_view'> {
  const view = newObject<'dict_view'>(t);
  if (view === 0) return NULL;
  DictView.dv_dict.set(view, newRef(d));
  track(view);
  return view;
}

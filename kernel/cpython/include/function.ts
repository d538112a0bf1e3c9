/** function and bound method.  CPython: Include/cpython/funcobject.h, classobject.h. */
import { borrows, int32, mayOwn, struct } from '../heap/struct.js';
import { load, store } from '../heap/memory.js';
import type { Owned, Ref, Result } from '../heap/reference.js';
import { profile } from '../profiles/profile.js';
import { newObject } from '../object/create.js';
import { track } from '../object/gchead.js';
import { typeOf } from '../object/header.js';
import { newRef } from '../object/refcount.js';
import { staticAllocate } from '../process/space.js';
import { staticType } from './type.js';

export type PyFunction = Ref<'function'>;
export const PyFunction_Type = staticType();
export const PyFunction = struct('function', 'PyFunctionObject', {
  func_code: mayOwn,
  func_globals: mayOwn,
  func_builtins: mayOwn, // from 3.10
  func_name: mayOwn,
  func_qualname: mayOwn,
  func_defaults: mayOwn,
  func_kwdefaults: mayOwn,
  func_closure: mayOwn,
  func_doc: mayOwn,
  func_dict: mayOwn,
  func_weakreflist: borrows, // weak references do not own
  func_module: mayOwn,
  func_annotations: mayOwn,
  func_annotate: mayOwn, // from 3.14
  func_typeparams: mayOwn, // from 3.12
  func_version: int32 // from 3.11
});
export const isFunction = (o: Ref): boolean => typeOf(o) === PyFunction_Type;

export const PyMethod_Type = staticType();
export const PyMethod = struct('method', 'PyMethodObject', {
  im_func: mayOwn,
  im_self: mayOwn,
  im_weakreflist: borrows
});
export const isMethod = (o: Ref): boolean => typeOf(o) === PyMethod_Type;

/** Dead methods kept for reuse: first one (linked through im_self), how many. */
export const methodFree = staticAllocate(16);
export const METHOD_FREE_MAX = profile.calls.methodFreeList;

/** `func` bound to `self`, both lent. */
export function newMethod(func: Ref, self: Ref): Result<'method'> {
  let method = load(methodFree) as Owned<'method'> | 0;
  if (METHOD_FREE_MAX > 0 && method !== 0) {
    store(methodFree, PyMethod.im_self(method));
    store(methodFree + 4, load(methodFree + 4) - 1);
    store(method, 1);
  } else {
    method = newObject<'method'>(PyMethod_Type);
    if (method === 0) return 0;
  }
  PyMethod.im_weakreflist.set(method, 0 as never);
  PyMethod.im_func.set(method, newRef(func));
  PyMethod.im_self.set(method, newRef(self));
  track(method);
  return method;
}

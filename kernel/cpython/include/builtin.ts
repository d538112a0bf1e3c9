/** builtin_function_or_method: a native with its self.  CPython: Include/cpython/methodobject.h. */
import { borrows, int32, mayOwn, pointer, struct } from '../heap/struct.js';
import { load, store } from '../heap/memory.js';
import type { Owned, Ref, Result } from '../heap/reference.js';
import { profile } from '../profiles/profile.js';
import { newObject } from '../object/create.js';
import { track } from '../object/gchead.js';
import { xnewRef } from '../object/refcount.js';
import { staticAllocate } from '../process/space.js';
import { staticType } from './type.js';

export const PyCFunction_Type = staticType();
export const PyCFunction = struct('builtin_function_or_method', 'PyCFunctionObject', {
  m_ml: int32, // ours: the number of the method (abstract/signature.ts)
  m_self: mayOwn,
  m_module: mayOwn,
  m_weakreflist: borrows, // weak references do not own
  vectorcall: pointer
});

/** Dead builtin methods kept for reuse: first one (linked through m_self), how many. */
export const builtinFree = staticAllocate(16);
export const BUILTIN_FREE_MAX = profile.calls.builtinFreeList;

/** A native method as an object; `self` and `module` are lent. */
export function newBuiltin(
  method: number,
  self: Ref | 0,
  module: Ref | 0
): Result<'builtin_function_or_method'> {
  let f = load(builtinFree) as Owned<'builtin_function_or_method'> | 0;
  if (BUILTIN_FREE_MAX > 0 && f !== 0) {
    store(builtinFree, PyCFunction.m_self(f));
    store(builtinFree + 4, load(builtinFree + 4) - 1);
    store(f, 1);
  } else {
    f = newObject<'builtin_function_or_method'>(PyCFunction_Type);
    if (f === 0) return 0;
  }
  PyCFunction.m_weakreflist.set(f, 0 as never);
  PyCFunction.m_ml.set(f, method);
  PyCFunction.m_self.set(f, xnewRef(self));
  PyCFunction.m_module.set(f, xnewRef(module));
  track(f);
  return f;
}

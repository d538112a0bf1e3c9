/** Sizes of objects, bytes, without running Python code.  CPython: Objects/typeobject.c, Python/sysmodule.c. */
import type { Ref } from '../heap/reference.js';
import { isGc } from '../include/tracking.js';
import { TypeObject } from '../include/type.js';
import { headerSize } from '../object/create.js';
import { ob_size, typeOf } from '../object/header.js';
import { profile } from '../profiles/profile.js';
import { declarationOf } from './declarations.js';

/** `object.__sizeof__`: what the builtin part says, or basicsize and items.  @cpython Objects/typeobject.c object___sizeof___impl */
export function builtinSize(self: Ref): number {
  const t = typeOf(self);
  const declared = declarationOf(t).sizeof;
  if (declared !== undefined) return declared(self);
  return TypeObject.tp_basicsize(t) + TypeObject.tp_itemsize(t) * Math.abs(ob_size(self));
}
const HEAD_BY_TYPE = profile.sys.sizeofHeadByType;
/** Bytes before the object that `sys.getsizeof` adds.  @cpython Python/sysmodule.c _PySys_GetSizeOf */
export const sizeBefore = (o: Ref): number => (HEAD_BY_TYPE || isGc(o) ? headerSize(typeOf(o)) : 0);

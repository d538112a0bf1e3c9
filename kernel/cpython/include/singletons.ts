/** Objects of which there is one each.  CPython: Objects/object.c, Objects/boolobject.c, Objects/sliceobject.c. */
import { storePointer } from '../heap/memory.js';
import type { Owned, Ref } from '../heap/reference.js';
import { newRef } from '../object/refcount.js';
import { setStaticCount } from '../object/statics.js';
import { staticAllocate } from '../process/space.js';
import { staticBool } from './int.js';
import { staticType, type PyType } from './type.js';

export const None_Type = staticType();
export const NotImplemented_Type = staticType();
export const Ellipsis_Type = staticType();

function singleton<T extends string>(type: PyType): Ref<T> {
  const o = staticAllocate(16) as Ref<T>;
  storePointer(o + 8, type);
  setStaticCount(o, 'singleton');
  return o;
}
export const None = singleton<'NoneType'>(None_Type);
export const NotImplemented = singleton<'NotImplementedType'>(NotImplemented_Type);
export const Ellipsis = singleton<'ellipsis'>(Ellipsis_Type);
export const False = staticBool(0);
export const True = staticBool(1);

/** A new reference to None: what a function without a value answers. */
export const none = (): Owned => newRef(None);
/** A new reference to True or False. */
export const newBool = (b: boolean): Owned => newRef(b ? True : False);
/** A new reference to NotImplemented: the operator is tried the other way round. */
export const notImplemented = (): Owned => newRef(NotImplemented);

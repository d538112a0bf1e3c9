/** Descriptors of builtin types, and property, classmethod, staticmethod, super.  CPython: Include/cpython/descrobject.h. */
import { int32, mayOwn, owns, struct, structAt } from '../heap/struct.js';
import { layoutOf } from '../heap/layout.js';
import type { Owned, Ref, Result } from '../heap/reference.js';
import { newObject } from '../object/create.js';
import { track } from '../object/gchead.js';
import { decref, newRef } from '../object/refcount.js';
import { staticType, type PyType } from './type.js';

export const PyMethodDescr_Type = staticType();
export const PyClassMethodDescr_Type = staticType();
export const PyGetSetDescr_Type = staticType();
export const PyMemberDescr_Type = staticType();
export const PyWrapperDescr_Type = staticType();
export const PyMethodWrapper_Type = staticType();

/** What all of them begin with; `what` is the number of a native method, getset, member or slot wrapper. */
export const PyDescr = structAt(
  'descriptor',
  { d_type: owns, d_name: owns, d_qualname: mayOwn, what: int32, extra: int32 },
  { d_type: 16, d_name: 24, d_qualname: 32, what: 40, extra: 44 },
  layoutOf('PyGetSetDescrObject')!.size
);
/** A descriptor of `type` called `name` (stolen). */
export function newDescriptor(kind: PyType, type: PyType, name: Owned, what: number, extra = 0): Result {
  const descriptor = newObject(kind);
  if (descriptor === 0) {
    decref(name);
    return 0;
  }
  PyDescr.d_type.set(descriptor, newRef(type));
  PyDescr.d_name.set(descriptor, name);
  PyDescr.what.set(descriptor, what);
  PyDescr.extra.set(descriptor, extra);
  track(descriptor);
  return descriptor;
}

export const PyMethodWrapper = struct('method-wrapper', 'wrapperobject', { descr: owns, self: owns });
export function newMethodWrapper(descriptor: Ref, self: Ref): Result {
  const wrapper = newObject(PyMethodWrapper_Type);
  if (wrapper === 0) return 0;
  PyMethodWrapper.descr.set(wrapper, newRef(descriptor));
  PyMethodWrapper.self.set(wrapper, newRef(self));
  track(wrapper);
  return wrapper;
}

export const PyProperty_Type = staticType();
export const PyProperty = struct('property', 'propertyobject', {
  prop_get: mayOwn,
  prop_set: mayOwn,
  prop_del: mayOwn,
  prop_doc: mayOwn,
  prop_name: mayOwn, // from 3.10
  getter_doc: int32
});
export const PyStaticMethod_Type = staticType();
export const PyClassMethod_Type = staticType();
export const PyStaticMethod = struct('staticmethod', 'staticmethod', {
  sm_callable: mayOwn,
  sm_dict: mayOwn
});
export const PyClassMethod = struct('classmethod', 'classmethod', { cm_callable: mayOwn, cm_dict: mayOwn });
export const PySuper_Type = staticType();
export const PySuper = struct('super', 'superobject', { type: mayOwn, obj: mayOwn, obj_type: mayOwn });

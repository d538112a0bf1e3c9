/** `__dict__` of objects that have a dict at an offset.  CPython: Objects/object.c PyObject_GenericGetDict, PyObject_GenericSetDict. */
import { load, storePointer } from '../heap/memory.js';
import { DONE, NULL, type Owned } from '../heap/reference.js';
import { isDict } from '../include/dict.js';
import { typeName } from '../include/type.js';
import { errors, raise } from '../object/errors.js';
import { typeOf } from '../object/header.js';
import { newRef, xdecref } from '../object/refcount.js';
import { dictOf, dictSlot } from './attribute.js';
import type { Getset } from './define.js';

export const dictGetset: Getset = {
  get: self => {
    const dict = dictOf(self);
    return dict === NULL ? NULL : newRef(dict);
  },
  set: (self, value) => {
    if (value === 0) return raise(errors.TypeError, 'cannot delete __dict__');
    if (!isDict(value)) {
      return raise(
        errors.TypeError,
        `__dict__ must be set to a dictionary, not a '${typeName(typeOf(value))}'`
      );
    }
    const at = dictSlot(self, typeOf(self));
    const old = load(at) as Owned | 0;
    storePointer(at, newRef(value));
    xdecref(old);
    return DONE;
  }
};

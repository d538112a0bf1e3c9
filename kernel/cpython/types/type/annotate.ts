/** `__annotate__` of a class: the function that computes its annotations.  CPython: Objects/typeobject.c type_get_annotate. */
import { DONE, NULL, type Ref } from '../../heap/reference.js';
import type { Getset } from '../../abstract/define.js';
import { deleteStr, lookupStr, setStr } from '../../include/dict.js';
import { None } from '../../include/singletons.js';
import { identifier } from '../../include/str.js';
import { Flag, TypeObject, typeHas, typeName, type PyType } from '../../include/type.js';
import { errors, raise } from '../../object/errors.js';
import { typeOf } from '../../object/header.js';
import { newRef } from '../../object/refcount.js';
import { slot, slotOf } from '../../object/slots.js';
import { raiseAttributeError } from '../../abstract/raise.js';

const NAME = identifier('__annotate__');
export const ANNOTATE_FUNC = identifier('__annotate_func__'),
  ANNOTATIONS_CACHE = identifier('__annotations_cache__');

export const annotateGetset: Getset = {
  versions: '3.14-',
  get(self) {
    const t = self as PyType;
    if (!typeHas(t, Flag.HEAPTYPE)) {
      return raiseAttributeError(self, NAME, `type object '${typeName(t)}' has no attribute '__annotate__'`);
    }
    const dict = TypeObject.tp_dict(t) as Ref;
    const found = lookupStr(dict, NAME) || lookupStr(dict, ANNOTATE_FUNC);
    if (found !== 0) return newRef(found);
    return setStr(dict, ANNOTATE_FUNC, None) === NULL ? NULL : newRef(None);
  },
  set(self, value) {
    const t = self as PyType;
    if (value === 0) return raise(errors.TypeError, 'cannot delete __annotate__ attribute');
    if (typeHas(t, Flag.IMMUTABLE)) {
      return raise(
        errors.TypeError,
        `cannot set '__annotate__' attribute of immutable type '${typeName(t)}'`
      );
    }
    if (value !== None && slotOf(typeOf(value), slot.tp_call) === 0)
      return raise(errors.TypeError, '__annotate__ must be callable or None');
    const dict = TypeObject.tp_dict(t) as Ref;
    if (setStr(dict, ANNOTATE_FUNC, value) === NULL) return NULL;
    if (value !== None) deleteStr(dict, ANNOTATIONS_CACHE);
    return DONE;
  }
};

/** isinstance and issubclass, with what classes say about it.  CPython: Objects/abstract.c PyObject_IsInstance. */
import { ABSENT, NULL, type Answer, type Owned, type Ref } from '../heap/reference.js';
import { mayOwn } from '../heap/struct.js';
import { PyType_Type } from '../include/object.js';
import { newBool } from '../include/singletons.js';
import { identifier } from '../include/str.js';
import { isTuple, tupleItem } from '../include/tuple.js';
import { Flag, typeHas, type PyType } from '../include/type.js';
import { errors, raise, raiseNull } from '../object/errors.js';
import { ob_size, typeOf } from '../object/header.js';
import { beginNative, nativeFrame } from '../object/native-frame.js';
import { decref, newRef } from '../object/refcount.js';
import { finish } from '../object/upward.js';
import { profile } from '../profiles/profile.js';
import { call1 } from './call.js';
import { isSubtype } from './lookup.js';
import { isTrueThenRelease, lookupAttr, lookupSpecial } from './object.js';

const CLASS = identifier('__class__'),
  BASES = identifier('__bases__');
const INSTANCECHECK = identifier('__instancecheck__'),
  SUBCLASSCHECK = identifier('__subclasscheck__');
const isType = (o: Ref): o is PyType => typeHas(typeOf(o), Flag.TYPE);

/** The hook's answer as True or False. */
const Checking = nativeFrame('isinstance', { cls: mayOwn }, (_frame, answer): Answer => {
  if (answer === NULL || answer === ABSENT) return NULL;
  const is = isTrueThenRelease(answer as Owned);
  return is === null ? NULL : newBool(is);
});
function ask(hook: Owned, cls: Ref, o: Ref): Answer {
  const frame = Checking.enter();
  Checking.cls.set(frame, newRef(cls));
  const answer = call1(hook, o);
  decref(hook);
  return beginNative(frame, answer);
}
const answerOf = (is: boolean | null): Answer => (is === null ? NULL : newBool(is));

/** `isinstance(o, cls)`: True, False, or a pause. */
export function isInstanceOf(o: Ref, cls: Ref): Answer {
  if (typeOf(o) === cls) return newBool(true);
  if (typeOf(cls) === PyType_Type) return answerOf(realInstance(o, cls));
  if (isTuple(cls)) return anyOf(cls, item => isInstanceOf(o, item));
  const hook = lookupSpecial(cls, INSTANCECHECK);
  if (hook === NULL) return NULL;
  return hook === ABSENT ? answerOf(realInstance(o, cls)) : ask(hook, cls, o);
}
function anyOf(classes: Ref, check: (cls: Ref) => Answer): Answer {
  for (let i = 0; i < ob_size(classes); i++) {
    const answer = finish(check(tupleItem(classes, i)));
    if (answer === NULL) return NULL;
    const is = isTrueThenRelease(answer);
    if (is === null) return NULL;
    if (is) return newBool(true);
  }
  return newBool(false);
}
/** Without hooks: the type, then `__class__`.  @cpython Objects/abstract.c object_isinstance */
export function realInstance(o: Ref, cls: Ref): boolean | null {
  if (isType(cls)) {
    if (isSubtype(typeOf(o), cls)) return true;
    const said = lookupAttr(o, CLASS);
    if (said === NULL) return null;
    if (said === ABSENT) return false;
    const is = said !== typeOf(o) && isType(said) && isSubtype(said, cls);
    decref(said);
    return is;
  }
  if (!isClass(cls, `isinstance() arg 2 must be ${profile.builtins.isinstanceText}`)) return null;
  const said = lookupAttr(o, CLASS);
  if (said === NULL) return null;
  if (said === ABSENT) return false;
  const is = abstractSubclass(said, cls);
  decref(said);
  return is;
}
/** Whether something has `__bases__`; false: the TypeError is set. */
function isClass(cls: Ref, text: string): boolean {
  const bases = basesOf(cls);
  if (bases === 0) {
    raise(errors.TypeError, text);
    return false;
  }
  if (bases === null) return false;
  decref(bases);
  return true;
}
/** `cls.__bases__` if it is a tuple; 0: no class; null: an exception is set. */
function basesOf(cls: Ref): Owned | 0 | null {
  const bases = lookupAttr(cls, BASES);
  if (bases === NULL) return null;
  if (bases === ABSENT) return 0;
  if (isTuple(bases)) return bases;
  decref(bases);
  return 0;
}
function abstractSubclass(derived: Ref, cls: Ref): boolean | null {
  if (derived === cls) return true;
  const bases = basesOf(derived);
  if (bases === null) return null;
  if (bases === 0) return false;
  let found: boolean | null = false;
  for (let i = 0; i < ob_size(bases) && found === false; i++)
    found = abstractSubclass(tupleItem(bases, i), cls);
  decref(bases);
  return found;
}

/** `issubclass(derived, cls)`: True, False, or a pause. */
export function isSubclassOf(derived: Ref, cls: Ref): Answer {
  if (typeOf(cls) === PyType_Type) {
    return derived === cls ? newBool(true) : answerOf(realSubclass(derived, cls));
  }
  if (isTuple(cls)) return anyOf(cls, item => isSubclassOf(derived, item));
  const hook = lookupSpecial(cls, SUBCLASSCHECK);
  if (hook === NULL) return NULL;
  return hook === ABSENT ? answerOf(realSubclass(derived, cls)) : ask(hook, cls, derived);
}
/** @cpython Objects/abstract.c recursive_issubclass */
export function realSubclass(derived: Ref, cls: Ref): boolean | null {
  if (isType(cls) && isType(derived)) return isSubtype(derived, cls);
  if (!isClass(derived, 'issubclass() arg 1 must be a class')) return null;
  if (!isType(cls)) {
    const bases = basesOf(cls);
    if (bases === null) return null;
    if (bases === 0)
      return raiseNull(errors.TypeError, `issubclass() arg 2 must be ${profile.builtins.issubclassText}`);
    decref(bases);
  }
  return abstractSubclass(derived, cls);
}

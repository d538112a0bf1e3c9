/** classmethod and staticmethod.  CPython: Objects/funcobject.c. */
import { ABSENT, DONE, NULL, type Answer, type Done, type Owned, type Ref } from '../heap/reference.js';
import type { Address } from '../heap/memory.js';
import type { Field } from '../heap/struct.js';
import { call } from '../abstract/call.js';
import { defineType, type TypeDeclaration } from '../abstract/define.js';
import { owning } from '../abstract/fields.js';
import { dictGetset } from '../abstract/dict-getset.js';
import { isTrue, lookupAttr, reprOf, setAttr } from '../abstract/object.js';
import {
  PyClassMethod,
  PyClassMethod_Type,
  PyStaticMethod,
  PyStaticMethod_Type
} from '../include/descriptor.js';
import { newMethod } from '../include/function.js';
import { None, newBool } from '../include/singletons.js';
import { identifier, newStr } from '../include/str.js';
import { genericAlloc } from '../include/subclass.js';
import { errors, raise } from '../object/errors.js';
import { ob_size, typeOf } from '../object/header.js';
import { natives } from '../object/natives.js';
import { argumentAt } from '../object/park.js';
import { decref, newRef, setRef } from '../object/refcount.js';
import { slot, slotOf } from '../object/slots.js';
import { profile } from '../profiles/profile.js';

type OwningField = Field<Ref | 0, Owned | 0>;
const facts = profile.builtins;
const ABSTRACT = identifier('__isabstractmethod__');
const copied = [
  '__module__',
  '__name__',
  '__qualname__',
  '__doc__',
  ...(facts.wrapsAnnotations ? ['__annotations__'] : [])
].map(identifier);

/** Copies the attributes that a wrapper shows as its own.  @cpython Objects/funcobject.c functools_wraps */
function wrapAttributes(self: Ref, callable: Ref): Done {
  for (const name of copied) {
    const value = lookupAttr(callable, name);
    if (value === NULL) return NULL;
    if (value === ABSENT) continue;
    const done = setAttr(self, name, value);
    decref(value);
    if (done === NULL) return NULL;
  }
  return DONE;
}
const initialise =
  (name: string, field: OwningField) =>
  (self: Ref, argv: Address, nargs: number, kwnames: Ref | 0): Done => {
    if (kwnames !== 0 && ob_size(kwnames) > 0)
      return raise(errors.TypeError, `${name}() takes no keyword arguments`);
    if (nargs !== 1) return raise(errors.TypeError, `${name} expected 1 argument, got ${nargs}`);
    const callable = argumentAt(argv, 0);
    setRef(self, field, newRef(callable));
    return facts.wrapsAttributes ? wrapAttributes(self, callable) : DONE;
  };
function isAbstract(callable: Ref | 0): Answer {
  const found = callable === 0 ? ABSENT : lookupAttr(callable, ABSTRACT);
  if (found === NULL) return NULL;
  if (found === ABSENT) return newBool(false);
  const truth = isTrue(found);
  decref(found);
  return truth === null ? NULL : newBool(truth);
}
const shown =
  (name: string, field: OwningField) =>
  (self: Ref): Answer => {
    const text = reprOf(field(self) || None);
    return text === null ? NULL : newStr(`<${name}(${text})>`);
  };

/** What the two have in common. */
function wrapping(
  name: string,
  field: OwningField,
  dict: OwningField
): Omit<TypeDeclaration, 'type' | 'name'> {
  const member = { type: 'object', offset: field.offset, readonly: true } as const;
  return {
    subclassable: true,
    gc: true,
    dict: dict.offset,
    ...owning([field, dict]),
    traverse: (self, visit) => {
      visit(dict(self));
      visit(field(self));
    },
    new: type => genericAlloc(type, 0),
    init: initialise(name, field),
    ...(facts.wrapsAttributes ? { repr: shown(name, field) } : {}),
    members: { __func__: member, ...(facts.wrapsAttributes ? { __wrapped__: member } : {}) },
    getset: {
      __isabstractmethod__: { get: self => isAbstract(field(self)) },
      __dict__: dictGetset
    }
  };
}

type Get = (descriptor: Ref, instance: Ref | 0, owner: Ref | 0) => Answer;

/** @cpython Objects/funcobject.c cm_descr_get */
function classMethodGet(self: Ref, instance: Ref | 0, owner: Ref | 0): Answer {
  const callable = PyClassMethod.cm_callable(self);
  if (callable === 0) return raise(errors.RuntimeError, 'uninitialized classmethod object');
  const type = owner === 0 ? typeOf(instance as Ref) : owner;
  const get = facts.classmethodChains ? slotOf(typeOf(callable), slot.tp_descr_get) : 0;
  return get === 0 ? newMethod(callable, type) : (natives[get] as unknown as Get)(callable, type, type);
}
export const classMethod = defineType({
  name: 'classmethod',
  type: PyClassMethod_Type,
  struct: PyClassMethod,
  doc: 'A method that gets the class as its first argument.',
  ...wrapping('classmethod', PyClassMethod.cm_callable, PyClassMethod.cm_dict),
  descrGet: classMethodGet
});

export const staticMethod = defineType({
  name: 'staticmethod',
  type: PyStaticMethod_Type,
  struct: PyStaticMethod,
  doc: 'A function in a class that is not bound.',
  ...wrapping('staticmethod', PyStaticMethod.sm_callable, PyStaticMethod.sm_dict),
  descrGet: self => {
    const callable = PyStaticMethod.sm_callable(self);
    return callable === 0
      ? raise(errors.RuntimeError, 'uninitialized staticmethod object')
      : newRef(callable);
  },
  ...(facts.staticmethodCallable
    ? {
        call: (self: Ref, argv: Address, nargs: number, kwnames: Ref | 0): Answer =>
          call(PyStaticMethod.sm_callable(self) as Ref, argv, nargs, kwnames)
      }
    : {})
});

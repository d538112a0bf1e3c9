/** super: attributes of the classes after one in the MRO.  CPython: Objects/typeobject.c superobject. */
import {
  ABSENT,
  DONE,
  NULL,
  type Answer,
  type Done,
  type Owned,
  type Ref,
  type Result
} from '../heap/reference.js';
import { genericGetAttr } from '../abstract/attribute.js';
import { defineType } from '../abstract/define.js';
import { owning } from '../abstract/fields.js';
import { currentFrame } from '../abstract/frame-hooks.js';
import { isSubtype } from '../abstract/lookup.js';
import { lookupAttr } from '../abstract/object.js';
import { callWith } from '../abstract/call.js';
import { callNative, nativeMethod, registerMethod } from '../abstract/signature.js';
import { settled } from '../abstract/settle.js';
import { PyCell, PyCell_Type } from '../include/cell.js';
import { PyCode, Unit, unitOf } from '../include/code.js';
import { PySuper, PySuper_Type } from '../include/descriptor.js';
import { lookupStr } from '../include/dict.js';
import { Frame, localAt } from '../include/frame.js';
import { None, none } from '../include/singletons.js';
import { identifier, newStr } from '../include/str.js';
import { genericAlloc } from '../include/subclass.js';
import { tupleItem } from '../include/tuple.js';
import { Flag, TypeObject, typeHas, typeName } from '../include/type.js';
import { errors, raise } from '../object/errors.js';
import { ob_size, typeOf, type PyType } from '../object/header.js';
import { natives } from '../object/natives.js';
import { decref, newRef, setRef, xdecref } from '../object/refcount.js';
import { slot, slotOf } from '../object/slots.js';
import { profile } from '../profiles/profile.js';

const { type: superType, obj, obj_type } = PySuper;
const CLASS = identifier('__class__');
const isType = (o: Ref): o is PyType => typeHas(typeOf(o), Flag.TYPE);

/** The type whose MRO is walked, owned: the object itself if it is a subclass, else its class.  @cpython supercheck */
export function superCheck(type: PyType, o: Ref): Result<'type'> {
  if (isType(o) && isSubtype(o, type)) return newRef(o);
  if (isSubtype(typeOf(o), type)) return newRef(typeOf(o));
  const found = lookupAttr(o, CLASS);
  if (found === NULL) return NULL;
  if (found !== ABSENT) {
    if (isType(found) && found !== typeOf(o) && isSubtype(found, type))
      return found as unknown as Owned<'type'>;
    decref(found);
  }
  const isOfType = isType(o);
  return raise(
    errors.TypeError,
    profile.builtins.superMismatch === 'plain'
      ? 'super(type, obj): obj must be an instance or subtype of type'
      : `super(type, obj): obj (${isOfType ? 'type' : 'instance of'} ${typeName(isOfType ? o : typeOf(o))}) is not an instance or subtype of type (${typeName(type)}).`
  );
}

type Get = (descriptor: Ref, instance: Ref | 0, owner: Ref | 0) => Answer;
/** The attribute behind `type` in the MRO of `start`, bound to `o`; ABSENT: there is none.  @cpython do_super_lookup */
export function superLookup(type: PyType, o: Ref, start: PyType, name: Ref): Answer | typeof ABSENT {
  const mro = TypeObject.tp_mro(start);
  if (mro === 0 || name === CLASS) return ABSENT;
  let i = 0;
  while (i < ob_size(mro) && tupleItem(mro, i) !== type) i++;
  for (i++; i < ob_size(mro); i++) {
    const found = lookupStr(TypeObject.tp_dict(tupleItem(mro, i)) as Ref, name);
    if (found === 0) continue;
    const get = slotOf(typeOf(found), slot.tp_descr_get);
    if (get === 0) return newRef(found);
    return (natives[get] as unknown as Get)(found, start === o ? 0 : o, start);
  }
  return ABSENT;
}
function getattro(self: Ref, name: Ref): Answer {
  const start = obj_type(self);
  if (start !== 0) {
    const found = superLookup(superType(self) as PyType, obj(self) as Ref, start as PyType, name);
    if (found !== ABSENT) return found;
  }
  return genericGetAttr(self, name);
}

/** What `super()` means in the frame on top: the class and the first argument, borrowed.  @cpython super_init_without_args */
function implicitArguments(): readonly [Ref, Ref] | null {
  const fail = (text: string): null => {
    raise(errors.RuntimeError, `super(): ${text}`);
    return null;
  };
  const frame = currentFrame();
  if (frame === 0) return fail('no current frame');
  const code = Frame.code(frame) as Ref;
  if (PyCode.co_argcount(code) === 0) return fail('no arguments');
  let self = localAt(frame, 0);
  if (self !== 0 && typeOf(self) === PyCell_Type) self = PyCell.ob_ref(self);
  if (self === 0) return fail('arg[0] deleted');
  const names = Unit.localsNames(unitOf(code)) as Ref;
  const total = Unit.nlocalsplus(unitOf(code));
  const free = PyCode.co_nfreevars.exists
    ? PyCode.co_nfreevars(code)
    : ob_size(PyCode.co_freevars(code) as Ref);
  for (let i = total - free; i < total; i++) {
    if (tupleItem(names, i) !== CLASS) continue;
    const cell = localAt(frame, i);
    if (cell === 0 || typeOf(cell) !== PyCell_Type) return fail('bad __class__ cell');
    const type = PyCell.ob_ref(cell);
    if (type === 0) return fail('empty __class__ cell');
    if (!isType(type)) return fail(`__class__ is not a type (${typeName(typeOf(type))})`);
    return [type, self];
  }
  return fail('__class__ cell not found');
}

function initialise(self: Ref, givenType: Ref | 0, givenObject: Ref | 0): Done {
  let type = givenType,
    o = givenObject;
  if (type === 0) {
    const found = implicitArguments();
    if (found === null) return NULL;
    [type, o] = found;
  } else if (!isType(type)) {
    const wanted = profile.builtins.superWantsAType ? 'a type' : 'type';
    return raise(errors.TypeError, `super() argument 1 must be ${wanted}, not ${typeName(typeOf(type))}`);
  }
  if (o === None) o = 0;
  let start: Owned | 0 = 0;
  if (o !== 0) {
    const checked = superCheck(type as PyType, o);
    if (checked === NULL) return NULL;
    start = checked;
  }
  setRef(self, superType, newRef(type));
  const oldObject = obj(self) as Owned | 0,
    oldType = obj_type(self) as Owned | 0;
  obj.set(self, o === 0 ? 0 : newRef(o));
  obj_type.set(self, start);
  xdecref(oldObject);
  xdecref(oldType);
  return DONE;
}
const init = nativeMethod(
  registerMethod('super', 'super', {
    signature: '($self, type=None, obj=None, /)',
    doc: '',
    call: ((self: Ref, type: Ref | 0, o: Ref | 0): Answer =>
      initialise(self, type, o) === NULL ? NULL : none()) as never
  })
);

/** An unbound super object in a class binds to the instance.  @cpython super_descr_get */
function descrGet(self: Ref, o: Ref | 0): Answer {
  if (o === 0 || o === None || obj(self) !== 0) return newRef(self);
  const type = superType(self) as PyType;
  if (typeOf(self) !== PySuper_Type) return callWith(typeOf(self), type, o);
  const start = superCheck(type, o);
  if (start === NULL) return NULL;
  const made = genericAlloc(PySuper_Type, 0);
  if (made === 0) {
    decref(start);
    return NULL;
  }
  superType.set(made, newRef(type));
  obj.set(made, newRef(o));
  obj_type.set(made, start);
  return made;
}
function repr(self: Ref): Answer {
  const type = superType(self),
    start = obj_type(self);
  const name = type === 0 ? 'NULL' : typeName(type as PyType);
  return newStr(
    start === 0
      ? `<super: <class '${name}'>, NULL>`
      : `<super: <class '${name}'>, <${typeName(start as PyType)} object>>`
  );
}
export const superObject = defineType({
  name: 'super',
  type: PySuper_Type,
  struct: PySuper,
  subclassable: true,
  gc: true,
  doc: 'Attributes of the classes that come after one in the order of resolution.',
  ...owning([obj, superType, obj_type]),
  new: type => genericAlloc(type, 0),
  init: (self, argv, nargs, kwnames) => settled(callNative(init, self, argv, nargs, kwnames)),
  repr,
  getattro,
  descrGet,
  members: {
    __thisclass__: { type: 'object', offset: superType.offset, readonly: true },
    __self__: { type: 'object', offset: obj.offset, readonly: true },
    __self_class__: { type: 'object', offset: obj_type.offset, readonly: true }
  }
});

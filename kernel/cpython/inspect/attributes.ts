/**
 * The attributes of an object as its memory has them: nothing is called, not even a property, nothing is made, and no cache is
 * filled.  CPython: Lib/inspect.py getattr_static.
 */
import { load } from '../heap/memory.js';
import type { Ref } from '../heap/reference.js';
import { dictSlot } from '../abstract/attribute.js';
import { memberOf } from '../abstract/getset-table.js';
import { isExactDict, dictNext } from '../include/dict.js';
import {
  PyClassMethod,
  PyClassMethod_Type,
  PyClassMethodDescr_Type,
  PyDescr,
  PyGetSetDescr_Type,
  PyMemberDescr_Type,
  PyMethodDescr_Type,
  PyProperty_Type,
  PyStaticMethod,
  PyStaticMethod_Type,
  PyWrapperDescr_Type
} from '../include/descriptor.js';
import { isFunction } from '../include/function.js';
import { SLOT_MEMBER } from '../include/heaptype.js';
import { ownedInstanceValues } from '../include/instance.js';
import { isModule, moduleDict } from '../include/module.js';
import { isStr, strLength, toHost } from '../include/str.js';
import { tupleItem } from '../include/tuple.js';
import { Flag, TypeObject, typeHas, type PyType as TypeRef } from '../include/type.js';
import { ob_size, typeOf } from '../object/header.js';

export const isType = (o: Ref): o is TypeRef => typeHas(typeOf(o), Flag.TYPE);

/** The items of a dict whose key is a str. */
export function* namesIn(dict: Ref): Generator<readonly [name: Ref, value: Ref]> {
  for (let item = dictNext(dict, 0); item !== null; item = dictNext(dict, item.next))
    if (isStr(item.key)) yield [item.key, item.value];
}
/** What a dict has under a name, borrowed; no str is made for it. */
export function named(dict: Ref | 0, name: string): Ref | 0 {
  if (dict === 0) return 0;
  for (const [key, value] of namesIn(dict))
    if (strLength(key) <= name.length && toHost(key) === name) return value;
  return 0;
}

/** The classes in which an instance of `t` looks, in this order. */
export function mroOf(t: TypeRef): readonly TypeRef[] {
  const mro = TypeObject.tp_mro(t);
  return mro === 0 ? [t] : Array.from({ length: ob_size(mro) }, (_, i) => tupleItem(mro, i) as TypeRef);
}
/** What the classes have under a name, and the class that has it. */
export function inClasses(t: TypeRef, name: string): { readonly value: Ref; readonly owner: TypeRef } | null {
  for (const owner of mroOf(t)) {
    const value = named(TypeObject.tp_dict(owner), name);
    if (value !== 0) return { value, owner };
  }
  return null;
}

/** The dict of an object that has one already. */
function dictNow(o: Ref): Ref | 0 {
  if (isType(o)) return TypeObject.tp_dict(o);
  if (isModule(o)) return moduleDict(o);
  const at = typeHas(typeOf(o), Flag.MANAGED_DICT) ? 0 : dictSlot(o, typeOf(o));
  const dict = at === 0 ? 0 : (load(at) as Ref | 0);
  return dict !== 0 && isExactDict(dict) ? dict : 0;
}
/** What the object itself has: names and values. */
export function ownAttributes(o: Ref): ReadonlyMap<string, Ref> {
  const found = new Map<string, Ref>();
  const add = (dict: Ref): void => {
    for (const [name, value] of namesIn(dict)) found.set(toHost(name), value);
  };
  if (typeHas(typeOf(o), Flag.MANAGED_DICT)) {
    ownedInstanceValues(o, (value, name) => {
      if (name !== 0) found.set(toHost(name), value);
      else if (isExactDict(value)) add(value);
    });
  } else {
    const dict = dictNow(o);
    if (dict !== 0) add(dict);
  }
  return found;
}

/** Every name that `o.` may be followed by, with what stands for it in memory; the nearest one wins, as in dir(). */
export function attributesOf(o: Ref): ReadonlyMap<string, Ref> {
  const found = new Map<string, Ref>();
  const classes = isType(o) ? [...mroOf(o), ...mroOf(typeOf(o))] : mroOf(typeOf(o));
  if (!isType(o)) for (const [name, value] of ownAttributes(o)) found.set(name, value);
  for (const owner of classes) {
    const dict = TypeObject.tp_dict(owner);
    if (dict === 0) continue;
    for (const [name, value] of namesIn(dict)) if (!found.has(toHost(name))) found.set(toHost(name), value);
  }
  return found;
}
/** The same for an instance of `t` that need not exist. */
export function attributesOfInstances(t: TypeRef): ReadonlyMap<string, Ref> {
  const found = new Map<string, Ref>();
  for (const owner of mroOf(t).toReversed())
    for (const [name, value] of namesIn(TypeObject.tp_dict(owner) as Ref)) found.set(toHost(name), value);
  return found;
}

/** An attribute: the object it is, or the descriptor that would make it. */
export interface Attribute {
  readonly object: Ref;
  /** A descriptor stands for it: a method that would be bound to the instance, or a value that code would compute. */
  readonly standsFor: 'value' | 'method' | 'computed';
  /** The class in which it was found; null: in the object itself. */
  readonly owner: TypeRef | null;
}

const NATIVE_METHODS: ReadonlySet<number> = new Set([
  PyMethodDescr_Type,
  PyWrapperDescr_Type,
  PyClassMethodDescr_Type
]);
const COMPUTED: ReadonlySet<number> = new Set([PyProperty_Type, PyGetSetDescr_Type, PyMemberDescr_Type]);

/** What a class's attribute means to an instance `o` (0: to the class itself).  null: nothing is stored there. */
function throughDescriptor(value: Ref, owner: TypeRef, o: Ref | 0): Attribute | null {
  const t = typeOf(value);
  if (t === PyStaticMethod_Type)
    return { object: PyStaticMethod.sm_callable(value) as Ref, standsFor: 'value', owner };
  if (t === PyClassMethod_Type)
    return { object: PyClassMethod.cm_callable(value) as Ref, standsFor: 'method', owner };
  if (o === 0) return { object: value, standsFor: 'value', owner };
  if (isFunction(value) || NATIVE_METHODS.has(t)) return { object: value, standsFor: 'method', owner };
  if (t === PyMemberDescr_Type) {
    const stored = memberNow(value, o);
    if (stored === null) return { object: value, standsFor: 'computed', owner };
    return stored === 0 ? null : { object: stored, standsFor: 'value', owner };
  }
  if (t === PyGetSetDescr_Type && toHost(PyDescr.d_name(value)) === '__class__')
    return { object: typeOf(o), standsFor: 'value', owner };
  return { object: value, standsFor: COMPUTED.has(t) || hasGet(t) ? 'computed' : 'value', owner };
}
/** A class of the program that is a descriptor: asking it would run its code. */
const hasGet = (t: TypeRef): boolean => typeHas(t, Flag.HEAPTYPE) && inClasses(t, '__get__') !== null;
/** What a slot holds, 0 when it is empty; null: the member is no reference. */
function memberNow(descriptor: Ref, o: Ref): Ref | 0 | null {
  if (PyDescr.what(descriptor) === SLOT_MEMBER) return load(o + PyDescr.extra(descriptor)) as Ref | 0;
  const { offset, type } = memberOf(PyDescr.what(descriptor));
  return type === 'object' || type === 'objectOrError' ? (load(o + offset) as Ref | 0) : null;
}
const isData = (value: Ref): boolean =>
  COMPUTED.has(typeOf(value)) || (hasGet(typeOf(value)) && inClasses(typeOf(value), '__set__') !== null);

/** `o.name`, without running anything; null: there is no such attribute in memory. */
export function attribute(o: Ref, name: string): Attribute | null {
  const found = inClasses(typeOf(o), name);
  if (found !== null && isData(found.value)) return throughDescriptor(found.value, found.owner, o);
  if (isType(o)) {
    const own = inClasses(o, name);
    if (own !== null) return throughDescriptor(own.value, own.owner, 0);
  } else {
    const own = ownAttributes(o).get(name);
    if (own !== undefined) return { object: own, standsFor: 'value', owner: null };
  }
  return found === null ? null : throughDescriptor(found.value, found.owner, o);
}
/** The same of an instance of `t` that does not exist yet. */
export function attributeOfInstances(t: TypeRef, name: string): Attribute | null {
  const found = inClasses(t, name);
  if (found === null) return null;
  const { value, owner } = found;
  if (isFunction(value) || NATIVE_METHODS.has(typeOf(value)))
    return { object: value, standsFor: 'method', owner };
  if (isData(value)) return { object: value, standsFor: 'computed', owner };
  return throughDescriptor(value, owner, 0);
}

/** Makes builtin types from their declarations: slots, inheritance, the dict with its descriptors.  CPython: Objects/typeobject.c PyType_Ready. */
import { fill, load, store, store8, storePointer } from '../../heap/memory.js';
import type { Owned, Ref } from '../../heap/reference.js';
import { newDict, setStr, lookupStr } from '../../include/dict.js';
import {
  PyClassMethodDescr_Type,
  PyGetSetDescr_Type,
  PyMemberDescr_Type,
  PyMethodDescr_Type,
  PyWrapperDescr_Type,
  PyStaticMethod,
  PyStaticMethod_Type,
  newDescriptor
} from '../../include/descriptor.js';
import { newBuiltin } from '../../include/builtin.js';
import { identifier } from '../../include/str.js';
import { newTuple, setTupleItem, tupleItem, tupleOf } from '../../include/tuple.js';
import { Flag, TypeObject, setTypeFlags, typeHas } from '../../include/type.js';
import { None } from '../../include/singletons.js';
import { newStr } from '../../include/str.js';
import { newObject } from '../../object/create.js';
import { track } from '../../object/gchead.js';
import { ob_size, type PyType } from '../../object/header.js';
import { native } from '../../object/natives.js';
import { decref, newRef } from '../../object/refcount.js';
import { slot, slotNames, slotOf, setSlot, type SlotName } from '../../object/slots.js';
import { staticAllocate } from '../../process/space.js';
import { exists } from '../../profiles/profile.js';
import type { Method, TypeDeclaration } from '../../abstract/define.js';
import { callNative, nativeMethod, registerMethod } from '../../abstract/signature.js';
import { registerGetset, registerMember } from '../../abstract/getset-table.js';
import { declarationOf } from '../../abstract/declarations.js';
import { GENERIC_GET_ATTR, GENERIC_SET_ATTR } from '../../abstract/attribute.js';
import { PyBaseObject_Type, PyType_Type } from '../../include/object.js';
import { slotDefs } from './slotdefs.js';
import { wrapperNumber } from './wrappers.js';
import { addSubclass } from './subclasses.js';
import { hash as identityHash } from './identity.js';

/** Slots of a declaration by field. */
const fieldSlots = {
  traverse: 'tp_traverse',
  clear: 'tp_clear',
  dealloc: 'tp_dealloc',
  new: 'tp_new',
  init: 'tp_init',
  call: 'tp_call',
  repr: 'tp_repr',
  str: 'tp_str',
  getattro: 'tp_getattro',
  setattro: 'tp_setattro',
  richcompare: 'tp_richcompare',
  iter: 'tp_iter',
  iternext: 'tp_iternext',
  descrGet: 'tp_descr_get',
  descrSet: 'tp_descr_set',
  finalize: 'tp_finalize'
} as const satisfies Partial<Record<keyof TypeDeclaration, SlotName>>;

const IDENTITY_HASH = native(identityHash);

/** The name as a C string in static memory. */
function cString(text: string): number {
  const bytes = unescape(encodeURIComponent(text));
  const p = staticAllocate(bytes.length + 1, 1);
  for (let i = 0; i < bytes.length; i++) store8(p + i, bytes.charCodeAt(i));
  store8(p + bytes.length, 0);
  return p;
}
const unescape = (text: string): string =>
  text.replace(/%([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16)));

/** First pass: what instances look like and which slots the declaration fills.  No object is made yet. */
export function layOutType(d: TypeDeclaration): void {
  const t = d.type;
  storePointer(t + 8, PyType_Type);
  TypeObject.tp_name.set(t, cString(d.name));
  const base = d.base ?? (t === PyBaseObject_Type ? 0 : PyBaseObject_Type);
  TypeObject.tp_base.set(t, base as never);
  TypeObject.tp_basicsize.set(
    t,
    d.basicsize ?? d.struct?.$size ?? (base === 0 ? 16 : TypeObject.tp_basicsize(base))
  );
  TypeObject.tp_itemsize.set(t, d.itemsize ?? 0);
  TypeObject.tp_weaklistoffset.set(t, d.weaklist ?? 0);
  TypeObject.tp_dictoffset.set(t, d.dict ?? 0);
  setTypeFlags(
    t,
    (d.flags ?? 0) |
      (d.gc === true ? Flag.GC : 0) |
      (d.subclassable === true ? Flag.BASETYPE : 0) |
      (d.trashcan === true ? Flag.TRASHCAN : 0) |
      (d.noNew === true ? Flag.DISALLOW_INSTANTIATION : 0) |
      Flag.IMMUTABLE
  );
  for (const [field, name] of Object.entries(fieldSlots)) {
    const f = d[field as keyof typeof fieldSlots];
    if (f !== undefined) setSlot(t, slot[name], native(f as never));
  }
  for (const [name, f] of Object.entries(d.slots ?? {}))
    setSlot(t, slot[name as SlotName], native(f as never));
  if (d.hash === 'identity') setSlot(t, slot.tp_hash, IDENTITY_HASH);
  else if (typeof d.hash === 'function') setSlot(t, slot.tp_hash, native(d.hash as never));
  if (d.construct !== undefined) {
    const method = nativeMethod(
      registerMethod(shortName(d.name), shortName(d.name), { ...d.construct, doc: '' })
    );
    setSlot(
      t,
      slot.tp_new,
      native(((type: PyType, argv: number, nargs: number, kwnames: Ref | 0) =>
        callNative(method, type, argv, nargs, kwnames)) as never)
    );
  }
}
export const shortName = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

/** What a type takes over from its base when it has nothing of its own.  @cpython Objects/typeobject.c inherit_slots */
export function inheritSlots(t: PyType, base: PyType): void {
  const own = new Set(slotNames.filter(name => slotOf(t, slot[name]) !== 0));
  if (typeHas(base, Flag.GC) && !typeHas(t, Flag.GC) && !own.has('tp_traverse') && !own.has('tp_clear'))
    setTypeFlags(t, Flag.GC);
  const comparesItself = own.has('tp_richcompare') || own.has('tp_hash') || overridesHash(t);
  for (const name of slotNames) {
    if (own.has(name) || name === 'tp_alloc' || name === 'tp_free') continue;
    if ((name === 'tp_richcompare' || name === 'tp_hash') && comparesItself) continue;
    if (name === 'tp_new' && typeHas(t, Flag.DISALLOW_INSTANTIATION)) continue;
    const inherited = slotOf(base, slot[name]);
    if (inherited !== 0) setSlot(t, slot[name], inherited);
  }
  if (base === TypeObject.tp_base(t)) inheritLayout(t, base);
  const passedOn =
    Flag.LONG |
    Flag.LIST |
    Flag.TUPLE |
    Flag.BYTES |
    Flag.UNICODE |
    Flag.DICT |
    Flag.EXCEPTION |
    Flag.TYPE |
    Flag.SEQUENCE |
    Flag.MAPPING |
    Flag.TRASHCAN;
  setTypeFlags(t, load(base + TypeObject.tp_flags.offset) & passedOn);
}
/** Where an instance's weak references, dict and items are: only what the solid base says.  @cpython inherit_special */
function inheritLayout(t: PyType, base: PyType): void {
  for (const field of [TypeObject.tp_weaklistoffset, TypeObject.tp_dictoffset, TypeObject.tp_itemsize])
    if (field(t) === 0) field.set(t, field(base));
}
const EQ = identifier('__eq__'),
  HASH = identifier('__hash__');
const overridesHash = (t: PyType): boolean => {
  const dict = TypeObject.tp_dict(t);
  return dict !== 0 && (lookupStr(dict, EQ) !== 0 || lookupStr(dict, HASH) !== 0);
};

const must = (o: Owned | 0): Owned => {
  if (o === 0) throw new Error('no memory while the builtin types are made');
  return o;
};
const put = (dict: Ref, name: string | Ref, value: Owned): void => {
  const key = typeof name === 'string' ? identifier(name) : name;
  if (lookupStr(dict, key) === 0) setStr(dict, key, value);
  decref(value);
};

/** Second pass, bases first: bases, MRO, dict. */
export function readyType(d: TypeDeclaration): void {
  const t = d.type,
    base = TypeObject.tp_base(t);
  TypeObject.tp_bases.set(t, must(base === 0 ? newTuple(0) : tupleOf(newRef(base))));
  TypeObject.tp_mro.set(t, must(linearMro(t, base)));
  const dict = must(newDict());
  TypeObject.tp_dict.set(t, dict);
  if (base !== 0) inheritSlots(t, base as PyType);
  if (slotOf(t, slot.tp_getattro) === 0) setSlot(t, slot.tp_getattro, GENERIC_GET_ATTR);
  if (slotOf(t, slot.tp_setattro) === 0) setSlot(t, slot.tp_setattro, GENERIC_SET_ATTR);
  addNew(t, d, dict);
  addWrappers(t, d, dict);
  addMethods(t, d, dict);
  for (const [name, member] of Object.entries(d.members ?? {})) {
    if (exists(member.versions))
      put(
        dict,
        name,
        must(newDescriptor(PyMemberDescr_Type, t, newRef(identifier(name)), registerMember(member)))
      );
  }
  for (const [name, getset] of Object.entries(d.getset ?? {})) {
    if (exists(getset.versions))
      put(
        dict,
        name,
        must(newDescriptor(PyGetSetDescr_Type, t, newRef(identifier(name)), registerGetset(getset)))
      );
  }
  for (const [name, make] of Object.entries(d.constants ?? {})) put(dict, name, make());
  put(dict, '__doc__', d.doc === undefined ? newRef(None) : must(newStr(d.doc)));
  if (d.hash === 'unhashable' || (d.hash === undefined && d.richcompare !== undefined))
    put(dict, '__hash__', newRef(None));
  setTypeFlags(t, Flag.READY);
  if (base !== 0) addSubclass(base as PyType, t);
}
function linearMro(t: PyType, base: Ref | 0): Owned | 0 {
  const above = base === 0 ? 0 : TypeObject.tp_mro(base);
  const count = above === 0 ? 0 : ob_size(above);
  const mro = newTuple(count + 1);
  if (mro === 0) return 0;
  setTupleItem(mro, 0, newRef(t));
  for (let i = 0; i < count; i++) setTupleItem(mro, i + 1, newRef(tupleItem(above as Ref, i)));
  track(mro);
  return mro;
}

/** `__new__` of a type that makes instances itself. */
function addNew(t: PyType, d: TypeDeclaration, dict: Ref): void {
  if (d.new === undefined && d.construct === undefined) return;
  put(dict, '__new__', must(newBuiltin(newMethodNumber(), t, 0)));
}
import { newMethodNumber } from './new-method.js';

function addWrappers(t: PyType, d: TypeDeclaration, dict: Ref): void {
  const filled = declaredSlots(d);
  for (const [i, def] of slotDefs.entries()) {
    if (!filled.has(def.slot) || def.signature === '') continue;
    put(
      dict,
      def.name,
      must(
        newDescriptor(PyWrapperDescr_Type, t, newRef(def.name), wrapperNumber(i), slotOf(t, slot[def.slot]))
      )
    );
  }
}
function declaredSlots(d: TypeDeclaration): Set<SlotName> {
  const filled = new Set(Object.keys(d.slots ?? {}) as SlotName[]);
  for (const [field, name] of Object.entries(fieldSlots))
    if (d[field as keyof typeof fieldSlots] !== undefined) filled.add(name);
  if (typeof d.hash === 'function' || d.hash === 'identity') filled.add('tp_hash');
  return filled;
}

function addMethods(t: PyType, d: TypeDeclaration, dict: Ref): void {
  for (const [name, method] of Object.entries(d.methods ?? {})) {
    if (!exists(method.versions)) continue;
    put(dict, name, methodObject(t, shortName(d.name), name, method));
  }
}
function methodObject(t: PyType, typeText: string, name: string, method: Method): Owned {
  const number = registerMethod(name, `${typeText}.${name}`, method);
  const key = newRef(identifier(name));
  switch (method.kind) {
    case 'class':
      return must(newDescriptor(PyClassMethodDescr_Type, t, key, number));
    case 'static': {
      decref(key);
      const wrapped = must(newObject(PyStaticMethod_Type));
      PyStaticMethod.sm_callable.set(wrapped, must(newBuiltin(number, t, 0)));
      track(wrapped);
      return wrapped;
    }
    default:
      return must(newDescriptor(PyMethodDescr_Type, t, key, number));
  }
}
export { declarationOf, fill, store };

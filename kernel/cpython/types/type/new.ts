/** Making a class.  CPython: Objects/typeobject.c type_new. */
import { load, store, store8, type Address } from '../../heap/memory.js';
import {
  ABSENT,
  DONE,
  NULL,
  type Answer,
  type Done,
  type Owned,
  type Ref,
  type Result
} from '../../heap/reference.js';
import { PyCell, PyCell_Type } from '../../include/cell.js';
import {
  PyClassMethod,
  PyClassMethod_Type,
  PyGetSetDescr_Type,
  PyMemberDescr_Type,
  PyStaticMethod,
  PyStaticMethod_Type,
  newDescriptor
} from '../../include/descriptor.js';
import { dictCopy } from '../../include/dict-merge.js';
import { deleteStr, entryKey, entryValue, isDict, lookupStr, nextEntry, setStr } from '../../include/dict.js';
import { isFunction } from '../../include/function.js';
import { SLOT_MEMBER } from '../../include/heaptype.js';
import { PyBaseObject_Type, PyType_Type } from '../../include/object.js';
import { None } from '../../include/singletons.js';
import { identifier, intern, isStr, newStr, toHost } from '../../include/str.js';
import { isTuple, newTuple, setTupleItem, tupleItem, tupleOf, trackTuple } from '../../include/tuple.js';
import { Flag, PyType, TypeObject, setTypeFlags, typeHas, typeName } from '../../include/type.js';
import { newBlock, noMemory } from '../../object/create.js';
import { errors, raise } from '../../object/errors.js';
import { track } from '../../object/gchead.js';
import { ob_size, typeOf, type PyType as TypeRef } from '../../object/header.js';
import { natives } from '../../object/natives.js';
import { argumentAt } from '../../object/park.js';
import { decref, newRef, setRef, xdecref } from '../../object/refcount.js';
import { setSlot, slot, slotOf } from '../../object/slots.js';
import { finish } from '../../object/upward.js';
import { profile } from '../../profiles/profile.js';
import { call, callWith } from '../../abstract/call.js';
import { currentGlobals } from '../../abstract/frame-hooks.js';
import { registerGetset } from '../../abstract/getset-table.js';
import { GENERIC_GET_ATTR, GENERIC_SET_ATTR, dictOf, dictSlot } from '../../abstract/attribute.js';
import { lookupSpecial } from '../../abstract/object.js';
import { toFastSequence } from '../../abstract/iterate.js';
import { newSharedKeys, setInstanceDict } from '../../include/instance.js';
import { SUBTYPE_CLEAR, SUBTYPE_DEALLOC, SUBTYPE_TRAVERSE } from './instance.js';
import { bestBase, calculateMetaclass, computeMro } from './mro.js';
import { updateSlots } from './update.js';
import { inheritSlots } from './ready.js';
import { addSubclass } from './subclasses.js';
import { superInit } from './init-subclass.js';
import { ownAllocate, ownFree } from '../../process/own.js';
import { listItem } from '../../include/list.js';
import { weakrefList } from '../../include/weakref.js';

const id = identifier;
const DICT = id('__dict__'),
  WEAKREF = id('__weakref__'),
  SLOTS = id('__slots__'),
  MODULE = id('__module__'),
  NAME = id('__name__');
const QUALNAME = id('__qualname__'),
  DOC = id('__doc__'),
  NEW = id('__new__'),
  INIT_SUBCLASS = id('__init_subclass__');
const CLASS_GETITEM = id('__class_getitem__'),
  CLASSCELL = id('__classcell__'),
  CLASSDICTCELL = id('__classdictcell__');
const SET_NAME = id('__set_name__');
const MANAGED = profile.object.preHeader !== 'none';
const MANAGED_WEAKREF = profile.object.preHeader === 'weakrefAndDict';
const BESIDE_ITEMS = profile.object.preHeaderBesideItems;
const INLINE = profile.object.inlineValues;

/** tp_new of type. */
export function typeNew(metatype: TypeRef, argv: Address, nargs: number, kwnames: Ref | 0): Answer {
  if (metatype === PyType_Type && nargs === 1 && (kwnames === 0 || ob_size(kwnames) === 0))
    return newRef(typeOf(argumentAt(argv, 0)));
  if (nargs !== 3) return raise(errors.TypeError, 'type() takes 1 or 3 arguments');
  const name = argumentAt(argv, 0),
    bases = argumentAt(argv, 1),
    namespace = argumentAt(argv, 2);
  if (!isStr(name)) return argumentError(1, 'str', name);
  if (!isTuple(bases)) return argumentError(2, 'tuple', bases);
  if (!isDict(namespace)) return argumentError(3, 'dict', namespace);
  const winner = calculateMetaclass(metatype, bases);
  if (winner === NULL) return NULL;
  if (winner !== metatype && slotOf(winner, slot.tp_new) !== slotOf(PyType_Type, slot.tp_new)) {
    const f = slotOf(winner, slot.tp_new);
    return (natives[f] as unknown as (t: TypeRef, a: Address, n: number, k: Ref | 0) => Answer)(
      winner,
      argv,
      nargs,
      kwnames
    );
  }
  return makeClass(winner, name, bases, namespace, argv, nargs, kwnames);
}
const argumentError = (i: number, wanted: string, given: Ref): 0 =>
  raise(errors.TypeError, `type.__new__() argument ${i} must be ${wanted}, not ${typeName(typeOf(given))}`);

function makeClass(
  metatype: TypeRef,
  name: Ref,
  givenBases: Ref,
  namespace: Ref,
  argv: Address,
  nargs: number,
  kwnames: Ref | 0
): Answer {
  const bases = ob_size(givenBases) === 0 ? tupleOf(newRef(PyBaseObject_Type)) : newRef(givenBases);
  if (bases === NULL) return NULL;
  const base = bestBase(bases);
  const t = base === NULL ? NULL : allocateType(metatype, name, bases, base, namespace);
  decref(bases);
  if (t === NULL) return NULL;
  const dict = TypeObject.tp_dict(t) as Ref;
  const done =
    layOut(t, dict) !== NULL &&
    setDictEntries(t, dict) !== NULL &&
    inheritAll(t) !== NULL &&
    setClassCell(t, dict) !== NULL &&
    setNames(t, dict) !== NULL &&
    superInit(t, argv, nargs, kwnames) !== NULL;
  if (done) return t;
  decref(t);
  return NULL;
}

/** The type object itself, with what its arguments say and a copy of the namespace. */
function allocateType(
  metatype: TypeRef,
  name: Ref,
  bases: Ref,
  base: TypeRef,
  namespace: Ref
): Result<'type'> {
  const dict = dictCopy(namespace);
  if (dict === NULL) return NULL;
  const t = newBlock<'type'>(metatype, TypeObject.tp_basicsize(metatype));
  if (t === NULL) {
    decref(dict);
    return NULL;
  }
  TypeObject.tp_dict.set(t, dict);
  TypeObject.tp_base.set(t, newRef(base));
  TypeObject.tp_bases.set(t, newRef(bases));
  PyType.ht_name.set(t, newRef(name));
  const qualname = lookupStr(dict, QUALNAME);
  PyType.ht_qualname.set(t, newRef(qualname === 0 ? name : qualname));
  if (qualname !== 0) deleteStr(dict, QUALNAME);
  TypeObject.tp_basicsize.set(t, TypeObject.tp_basicsize(base));
  TypeObject.tp_itemsize.set(t, TypeObject.tp_itemsize(base));
  setTypeFlags(t, Flag.HEAPTYPE | Flag.BASETYPE | (typeHas(base, Flag.GC) ? Flag.GC | Flag.TRASHCAN : 0));
  if (!nameType(t, name)) {
    decref(t);
    return NULL;
  }
  track(t);
  return t;
}
/** tp_name: a C string, in a block of its own. */
export function nameType(t: Ref, name: Ref): boolean {
  const text = toHost(name);
  const bytes: number[] = [];
  for (const c of encodeURIComponent(text).matchAll(/%([0-9A-F]{2})|./g)) {
    bytes.push(c[1] !== undefined ? parseInt(c[1], 16) : c[0].charCodeAt(0));
  }
  const old = TypeObject.tp_name(t);
  const block = ownCString(bytes);
  if (block === 0) {
    noMemory();
    return false;
  }
  TypeObject.tp_name.set(t, block);
  if (old !== 0) ownFree(old, 0);
  return true;
}
function ownCString(bytes: readonly number[]): Address {
  const p = ownAllocate(bytes.length + 1);
  if (p !== 0) for (const [i, b] of bytes.entries()) store8(p + i, b);
  return p;
}

/** `__slots__`, and whether instances get a dict and weak references. */
function layOut(t: TypeRef, dict: Ref): Done {
  const base = TypeObject.tp_base(t) as TypeRef;
  const mayDict = TypeObject.tp_dictoffset(base) === 0 && !typeHas(base, Flag.MANAGED_DICT);
  const mayWeak = !isWeak(base) && TypeObject.tp_itemsize(base) === 0;
  let addDict = mayDict,
    addWeak = mayWeak;
  let count = 0;
  const slots = lookupStr(dict, SLOTS);
  if (slots !== 0) {
    addDict = addWeak = false;
    const names = isStr(slots) ? tupleOf(newRef(slots)) : slotSequence(slots);
    if (names === NULL) return NULL;
    const sorted = sortSlots(t, names, mayDict, mayWeak, dict);
    decref(names);
    if (sorted === null) return NULL;
    addDict = sorted.addDict || (mayDict && othersHave(t, hasDict));
    addWeak = sorted.addWeak || (mayWeak && othersHave(t, isWeak));
    count = sorted.names.length;
    const tuple = newTuple(count);
    if (tuple === NULL) return NULL;
    for (const [i, name] of sorted.names.entries()) setTupleItem(tuple, i, name);
    trackTuple(tuple);
    PyType.ht_slots.set(t, tuple);
  }
  let size = TypeObject.tp_basicsize(base) + count * 8;
  if (count > 0 || addDict || addWeak || profile.object.alwaysGc) setTypeFlags(t, Flag.GC | Flag.TRASHCAN);
  if (addDict) {
    const hasItems = TypeObject.tp_itemsize(base) !== 0;
    if (MANAGED && (BESIDE_ITEMS || !hasItems)) {
      setTypeFlags(t, Flag.MANAGED_DICT | (INLINE && !hasItems ? Flag.INLINE_VALUES : 0));
    } else {
      TypeObject.tp_dictoffset.set(t, hasItems ? -8 : size);
      size += 8;
    }
    if (INLINE && !profile.object.inlineForAnyBase && size !== TypeObject.tp_basicsize(PyBaseObject_Type)) {
      TypeObject.tp_flags.set(t, TypeObject.tp_flags(t) & ~Flag.INLINE_VALUES);
    }
  }
  if (addWeak) {
    if (MANAGED_WEAKREF) {
      setTypeFlags(t, Flag.MANAGED_WEAKREF);
      TypeObject.tp_weaklistoffset.set(t, -32);
    } else {
      TypeObject.tp_weaklistoffset.set(t, size);
      size += 8;
    }
  }
  TypeObject.tp_basicsize.set(t, size);
  if (addDict || typeHas(base, Flag.MANAGED_DICT)) {
    setTypeFlags(
      t,
      typeHas(base, Flag.MANAGED_DICT)
        ? Flag.MANAGED_DICT |
            (TypeObject.tp_flags(base) & Flag.INLINE_VALUES &&
            (profile.object.inlineForAnyBase || count === 0)
              ? Flag.INLINE_VALUES
              : 0)
        : 0
    );
  }
  if (typeHas(base, Flag.MANAGED_WEAKREF)) setTypeFlags(t, Flag.MANAGED_WEAKREF);
  if (addDict && typeHas(t, Flag.MANAGED_DICT))
    TypeObject.tp_dictoffset.set(t, profile.object.preHeaderDictOffset === 'sign' ? -1 : -size - 24);
  if (profile.object.sharesKeys === 'anyDict' ? hasDict(t) || hasDict(base) : typeHas(t, Flag.MANAGED_DICT)) {
    const keys = newSharedKeys(dict);
    if (keys === 0) return noMemory();
    PyType.ht_cached_keys.set(t, keys);
  }
  if (count > 0) {
    const first = TypeObject.tp_basicsize(base),
      names = PyType.ht_slots(t) as Ref;
    for (let i = 0; i < count; i++) {
      const name = tupleItem(names, i);
      const member = newDescriptor(PyMemberDescr_Type, t, newRef(name), SLOT_MEMBER, first + i * 8);
      if (member === NULL) return NULL;
      const done = setStr(dict, name, member);
      decref(member);
      if (done === NULL) return NULL;
    }
  }
  if (addDict && addGetset(t, dict, DICT, dictGetset) === NULL) return NULL;
  if (addWeak && addGetset(t, dict, WEAKREF, weakrefGetset) === NULL) return NULL;
  return DONE;
}
const hasDict = (t: TypeRef): boolean => TypeObject.tp_dictoffset(t) !== 0 || typeHas(t, Flag.MANAGED_DICT);
const isWeak = (t: TypeRef): boolean =>
  TypeObject.tp_weaklistoffset(t) !== 0 || typeHas(t, Flag.MANAGED_WEAKREF);
function othersHave(t: TypeRef, has: (t: TypeRef) => boolean): boolean {
  const bases = TypeObject.tp_bases(t) as Ref;
  for (let i = 0; i < ob_size(bases); i++) {
    const other = tupleItem(bases, i) as TypeRef;
    if (other !== TypeObject.tp_base(t) && has(other)) return true;
  }
  return false;
}
function slotSequence(slots: Ref): Result {
  const sequence = toFastSequence(slots);
  if (sequence === NULL || isTuple(sequence)) return sequence;
  const count = ob_size(sequence),
    tuple = newTuple(count);
  if (tuple !== NULL) {
    for (let i = 0; i < count; i++) setTupleItem(tuple, i, newRef(listItem(sequence, i)));
    if (count > 0) trackTuple(tuple);
  }
  decref(sequence);
  return tuple;
}

interface Sorted {
  readonly names: Owned[];
  readonly addDict: boolean;
  readonly addWeak: boolean;
}
/** Checks the names, mangles and sorts them; null: an exception is set. */
function sortSlots(t: TypeRef, names: Ref, mayDict: boolean, mayWeak: boolean, dict: Ref): Sorted | null {
  const base = TypeObject.tp_base(t) as TypeRef;
  let addDict = false,
    addWeak = false;
  const texts: string[] = [];
  const fail = (text: string, type: TypeRef = errors.TypeError): null => {
    raise(type, text);
    return null;
  };
  if (ob_size(names) > 0 && TypeObject.tp_itemsize(base) !== 0) {
    return fail(`nonempty __slots__ not supported for subtype of '${typeName(base)}'`);
  }
  for (let i = 0; i < ob_size(names); i++) {
    const name = tupleItem(names, i);
    if (!isStr(name)) return fail(`__slots__ items must be strings, not '${typeName(typeOf(name))}'`);
    const text = toHost(name);
    if (!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(text)) return fail('__slots__ must be identifiers');
    if (text === '__dict__') {
      if (!mayDict || addDict)
        return fail('__dict__ slot disallowed: either we already got one, or __itemsize__ != 0');
      addDict = true;
    } else if (text === '__weakref__') {
      if (!mayWeak || addWeak)
        return fail('__weakref__ slot disallowed: either we already got one, or __itemsize__ != 0');
      addWeak = true;
    } else texts.push(mangle(text, toHost(PyType.ht_name(t) as Ref)));
  }
  for (const text of texts) {
    if (text !== '__qualname__' && text !== '__classcell__' && lookupStr(dict, id2(text)) !== 0) {
      return fail(`'${text}' in __slots__ conflicts with class variable`, errors.ValueError);
    }
  }
  const sorted = [...texts].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)).map(text => internedOf(text));
  return { names: sorted, addDict, addWeak };
}
const internedOf = (text: string): Owned => {
  const o = newStr(text);
  if (o === NULL) throw new Error('no memory for the name of a slot');
  return intern(o);
};
/** A str for a lookup, kept by the interned table as long as the class's dict may hold it. */
const id2 = (text: string): Ref => {
  const o = internedOf(text);
  const borrowed = o as Ref;
  decref(o);
  return borrowed;
};
const mangle = (text: string, className: string): string => {
  if (!text.startsWith('__') || text.endsWith('__') || text.includes('.')) return text;
  const stripped = className.replace(/^_+/, '');
  return stripped === '' ? text : `_${stripped}${text}`;
};

function addGetset(t: TypeRef, dict: Ref, name: Ref, number: number): Done {
  if (lookupStr(dict, name) !== 0) return DONE;
  const descriptor = newDescriptor(PyGetSetDescr_Type, t, newRef(name), number);
  if (descriptor === NULL) return NULL;
  const done = setStr(dict, name, descriptor);
  decref(descriptor);
  return done;
}
const dictGetset = registerGetset({
  doc: 'dictionary for instance variables',
  get: self => {
    const dict = dictOf(self);
    return dict === NULL ? NULL : newRef(dict);
  },
  set: (self, value) => assignDict(self, value)
});
const weakrefGetset = registerGetset({
  doc: 'list of weak references to the object',
  get: self => newRef(weakrefList(self) === 0 ? None : (weakrefList(self) as Ref))
});
function assignDict(self: Ref, value: Ref | 0): Done {
  const t = typeOf(self);
  if (value !== 0 && !isDict(value)) {
    return raise(
      errors.TypeError,
      `__dict__ must be set to a dictionary, not a '${typeName(typeOf(value))}'`
    );
  }
  if (typeHas(t, Flag.MANAGED_DICT)) return setInstanceDict(self, value);
  const at = dictSlot(self, t);
  const old = load(at) as Owned | 0;
  store(at, value === 0 ? 0 : newRef(value));
  xdecref(old);
  return DONE;
}

/** `__module__`, `__doc__`, and functions that become static or class methods. */
function setDictEntries(t: TypeRef, dict: Ref): Done {
  if (lookupStr(dict, MODULE) === 0) {
    const globals = currentGlobals();
    const module = globals === 0 ? 0 : lookupStr(globals, NAME);
    if (module !== 0 && setStr(dict, MODULE, module) === NULL) return NULL;
  }
  const qualname = PyType.ht_qualname(t) as Ref;
  if (!isStr(qualname))
    return raise(errors.TypeError, `type __qualname__ must be a str, not ${typeName(typeOf(qualname))}`);
  if (lookupStr(dict, DOC) === 0 && setStr(dict, DOC, None) === NULL) return NULL;
  for (const [special, kind] of [
    [NEW, PyStaticMethod_Type],
    [INIT_SUBCLASS, PyClassMethod_Type],
    [CLASS_GETITEM, PyClassMethod_Type]
  ] as const) {
    const found = lookupStr(dict, special);
    if (found === 0 || !isFunction(found)) continue;
    const wrapped = newBlock(kind, TypeObject.tp_basicsize(kind));
    if (wrapped === NULL) return NULL;
    if (kind === PyStaticMethod_Type) PyStaticMethod.sm_callable.set(wrapped, newRef(found));
    else PyClassMethod.cm_callable.set(wrapped, newRef(found));
    track(wrapped);
    const done = setStr(dict, special, wrapped);
    decref(wrapped);
    if (done === NULL) return NULL;
  }
  return DONE;
}

function inheritAll(t: TypeRef): Done {
  const bases = TypeObject.tp_bases(t) as Ref;
  setSlot(t, slot.tp_dealloc, SUBTYPE_DEALLOC);
  if (typeHas(t, Flag.GC)) {
    setSlot(t, slot.tp_traverse, SUBTYPE_TRAVERSE);
    setSlot(t, slot.tp_clear, SUBTYPE_CLEAR);
  }
  const mro = finish(mroOf(t));
  if (mro === NULL) return NULL;
  TypeObject.tp_mro.set(t, mro);
  for (let i = 1; i < ob_size(mro); i++) {
    const above = tupleItem(mro, i) as TypeRef;
    if (typeHas(typeOf(above), Flag.TYPE)) inheritSlots(t, above);
  }
  if (slotOf(t, slot.tp_getattro) === 0) setSlot(t, slot.tp_getattro, GENERIC_GET_ATTR);
  if (slotOf(t, slot.tp_setattro) === 0) setSlot(t, slot.tp_setattro, GENERIC_SET_ATTR);
  setTypeFlags(t, Flag.READY);
  updateSlots(t);
  for (let i = 0; i < ob_size(bases); i++) if (!addSubclass(tupleItem(bases, i) as TypeRef, t)) return NULL;
  return DONE;
}
const MRO = id('mro');
function mroOf(t: TypeRef): Answer {
  const metatype = typeOf(t);
  if (metatype === PyType_Type) return computeMro(t, TypeObject.tp_bases(t) as Ref);
  const method = lookupSpecial(t, MRO);
  if (method === NULL) return NULL;
  if (method === ABSENT) return computeMro(t, TypeObject.tp_bases(t) as Ref);
  const answer = finish(call(method, 0, 0, 0));
  decref(method);
  if (answer === NULL || isTuple(answer)) return answer;
  const tuple = slotSequence(answer);
  decref(answer);
  return tuple;
}

function setClassCell(t: TypeRef, dict: Ref): Done {
  const cell = lookupStr(dict, CLASSCELL);
  if (cell !== 0) {
    if (typeOf(cell) !== PyCell_Type) {
      return raise(
        errors.TypeError,
        `__classcell__ must be a nonlocal cell, not <class '${typeName(typeOf(cell))}'>`
      );
    }
    setRef(cell, PyCell.ob_ref, newRef(t));
    deleteStr(dict, CLASSCELL);
  }
  const dictCell = lookupStr(dict, CLASSDICTCELL);
  if (dictCell !== 0) {
    setRef(dictCell, PyCell.ob_ref, newRef(TypeObject.tp_dict(t) as Ref));
    deleteStr(dict, CLASSDICTCELL);
  }
  return DONE;
}

/** Calls `__set_name__` of the values in a copy of the dict. */
function setNames(t: TypeRef, dict: Ref): Done {
  const copy = dictCopy(dict);
  if (copy === NULL) return NULL;
  let done: Done = DONE;
  for (let i = nextEntry(copy, 0); i >= 0 && done === DONE; i = nextEntry(copy, i + 1)) {
    const value = entryValue(copy, i);
    if (isPlain(value)) continue;
    const method = lookupSpecial(value, SET_NAME);
    if (method === NULL) done = NULL;
    else if (method !== ABSENT) {
      const answer = finish(callWith(method, t, entryKey(copy, i)));
      decref(method);
      if (answer === NULL) done = NULL;
      else decref(answer);
    }
  }
  decref(copy);
  return done;
}
const isPlain = (value: Ref): boolean => isFunction(value) || isStr(value);

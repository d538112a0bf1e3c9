/** type: attributes of classes, their names, their end.  CPython: Objects/typeobject.c. */
import { DONE, NULL, type Answer, type Done, type PUSHED, type Ref } from '../../heap/reference.js';
import { dictUpdate } from '../../include/dict-merge.js';
import { dictClear, deleteStr, entryKey, lookupStr, newDict, nextEntry, setStr } from '../../include/dict.js';
import { newMappingProxy } from '../../include/mappingproxy.js';
import { keysBytes } from '../../include/dict-keys.js';
import { releaseKeys } from '../../include/dict.js';
import { listAppend, newList } from '../../include/list.js';
import { PyType_Type } from '../../include/object.js';
import { None, newBool, none } from '../../include/singletons.js';
import { identifier, isStr, newStr, toHost } from '../../include/str.js';
import { isTuple, tupleItem } from '../../include/tuple.js';
import { Flag, PyType, TypeObject, typeHas, typeName } from '../../include/type.js';
import { weakrefList } from '../../include/weakref.js';
import { freeObject } from '../../object/create.js';
import { thenCall, thenRelease } from '../../object/dealloc.js';
import { errors, raise } from '../../object/errors.js';
import { untrack } from '../../object/gchead.js';
import { ob_size, typeOf, type PyType as TypeRef } from '../../object/header.js';
import { native, natives } from '../../object/natives.js';
import { clearRef, decref, newRef, setRef, take } from '../../object/refcount.js';
import { slot, slotOf } from '../../object/slots.js';
import { finish, upward } from '../../object/upward.js';
import { ownFree } from '../../process/own.js';
import { defineType, type Visit } from '../../abstract/define.js';
import { isSubtype, typeLookup } from '../../abstract/lookup.js';
import { annotateGetset, ANNOTATE_FUNC, ANNOTATIONS_CACHE } from './annotate.js';
import { raiseAttributeError } from '../../abstract/raise.js';
import { shortName } from './ready.js';
import { nameType, typeNew } from './new.js';
import { computeMro } from './mro.js';
import { removeSubclass, subclasses } from './subclasses.js';
import { typeCall } from './call.js';
import { unionOr } from '../../abstract/union.js';
import { invalidate, typeChanged } from './update.js';
import { layoutOf } from '../../heap/layout.js';
import { newInt } from '../../include/int.js';
import { length } from '../../abstract/object.js';
import { call1 } from '../../abstract/call.js';
import { profile } from '../../profiles/profile.js';

type Get = (descriptor: Ref, instance: Ref | 0, owner: Ref | 0) => Answer;

const MODULE = identifier('__module__'),
  DOC = identifier('__doc__'),
  ABSTRACT = identifier('__abstractmethods__');
const ANNOTATIONS = identifier('__annotations__');

/** `C.name`.  @cpython Objects/typeobject.c type_getattro */
function getattro(self: Ref, name: Ref): Answer {
  const t = self as TypeRef,
    metatype = typeOf(t);
  const meta = typeLookup(metatype, name);
  const metaGet = meta === 0 ? 0 : slotOf(typeOf(meta), slot.tp_descr_get);
  if (meta !== 0 && metaGet !== 0 && slotOf(typeOf(meta), slot.tp_descr_set) !== 0) {
    return (natives[metaGet] as unknown as Get)(meta, t, metatype);
  }
  const own = typeLookup(t, name);
  if (own !== 0) {
    const get = slotOf(typeOf(own), slot.tp_descr_get);
    return get === 0 ? newRef(own) : (natives[get] as unknown as Get)(own, 0, t);
  }
  if (metaGet !== 0) return (natives[metaGet] as unknown as Get)(meta as Ref, t, metatype);
  if (meta !== 0) return newRef(meta);
  return raiseAttributeError(t, name, `type object '${typeName(t)}' has no attribute '${toHost(name)}'`);
}
/** @cpython Objects/typeobject.c type_setattro */
function setattro(self: Ref, name: Ref, value: Ref | 0): Done | typeof PUSHED {
  const t = self as TypeRef;
  if (typeHas(t, Flag.IMMUTABLE)) {
    return raise(
      errors.TypeError,
      `cannot set '${toHost(name)}' attribute of immutable type '${typeName(t)}'`
    );
  }
  const meta = typeLookup(typeOf(t), name);
  const set = meta === 0 ? 0 : slotOf(typeOf(meta), slot.tp_descr_set);
  if (set !== 0) {
    return (natives[set] as unknown as (d: Ref, o: Ref, v: Ref | 0) => Done | typeof PUSHED)(
      meta as Ref,
      t,
      value
    );
  }
  const dict = TypeObject.tp_dict(t) as Ref;
  if (value === 0) {
    if (!deleteStr(dict, name)) {
      return raiseAttributeError(t, name, `type object '${typeName(t)}' has no attribute '${toHost(name)}'`);
    }
  } else if (setStr(dict, name, value) === NULL) return NULL;
  typeChanged(t, name);
  return DONE;
}

/** `module.Qualname`, as repr and messages show a class. */
function repr(self: Ref): Answer {
  const t = self as TypeRef;
  const module = moduleOf(t);
  const name = qualnameOf(t);
  return newStr(
    module === null || module === 'builtins' ? `<class '${name}'>` : `<class '${module}.${name}'>`
  );
}
function moduleOf(t: TypeRef): string | null {
  if (!typeHas(t, Flag.HEAPTYPE)) {
    const name = typeName(t),
      dot = name.lastIndexOf('.');
    return dot < 0 ? 'builtins' : name.slice(0, dot);
  }
  const module = lookupStr(TypeObject.tp_dict(t) as Ref, MODULE);
  return module !== 0 && isStr(module) ? toHost(module) : null;
}
const qualnameOf = (t: TypeRef): string =>
  typeHas(t, Flag.HEAPTYPE) ? toHost(PyType.ht_qualname(t) as Ref) : shortName(typeName(t));

const TYPE_FREE = native((address: number) => {
  const self = address as Ref;
  const keys = PyType.ht_cached_keys(self);
  if (keys !== 0) releaseKeys(keys);
  const name = TypeObject.tp_name(self);
  if (name !== 0) ownFree(name, 0);
  freeObject(self);
});
function visitType(self: Ref, visit: Visit): void {
  visit(TypeObject.tp_dict(self));
  visit(TypeObject.tp_cache(self));
  visit(TypeObject.tp_mro(self));
  visit(TypeObject.tp_bases(self));
  visit(TypeObject.tp_base(self));
  visit(PyType.ht_module(self));
}

const checked = (value: Ref | 0, what: string, t: TypeRef): value is Ref => {
  if (value !== 0 && !typeHas(t, Flag.IMMUTABLE)) return true;
  raise(
    errors.TypeError,
    value === 0
      ? `cannot delete '${what}' attribute of ${typeHas(t, Flag.IMMUTABLE) ? 'immutable ' : ''}type '${typeName(t)}'`
      : `cannot set '${what}' attribute of immutable type '${typeName(t)}'`
  );
  return false;
};

/** A class counts its shared keys. */
function sizeOfType(self: Ref): number {
  if (!typeHas(self as TypeRef, Flag.HEAPTYPE)) return layoutOf('PyTypeObject')!.size;
  const keys = PyType.ht_cached_keys(self);
  return layoutOf('PyHeapTypeObject')!.size + (keys === 0 ? 0 : keysBytes(keys));
}

export const type = defineType({
  name: 'type',
  type: PyType_Type,
  basicsize: layoutOf('PyHeapTypeObject')!.size,
  itemsize: 40, // a PyMemberDef
  doc: "type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type",
  subclassable: true,
  gc: true,
  flags: Flag.TYPE,
  weaklist: TypeObject.tp_weaklist.offset,
  dict: TypeObject.tp_dict.offset,
  sizeof: sizeOfType,
  traverse: (self, visit) => {
    if (typeHas(self as TypeRef, Flag.HEAPTYPE)) visitType(self, visit);
  },
  clear(self) {
    invalidate(self as TypeRef);
    clearRef(self, PyType.ht_module);
    const dict = TypeObject.tp_dict(self);
    if (dict !== 0) dictClear(dict);
    clearRef(self, TypeObject.tp_mro);
  },
  dealloc(self) {
    const t = self as TypeRef;
    if (weakrefList(self) !== 0) upward.clearWeakrefs(self);
    untrack(self);
    invalidate(t);
    const bases = TypeObject.tp_bases(self);
    if (bases !== 0)
      for (let i = 0; i < ob_size(bases); i++) removeSubclass(tupleItem(bases, i) as TypeRef, t);
    thenCall(TYPE_FREE, self);
    for (const field of [
      PyType.ht_module,
      PyType.ht_slots,
      PyType.ht_qualname,
      PyType.ht_name,
      TypeObject.tp_subclasses,
      TypeObject.tp_cache,
      TypeObject.tp_mro,
      TypeObject.tp_bases,
      TypeObject.tp_dict,
      TypeObject.tp_base
    ]) {
      thenRelease(take(self, field));
    }
  },
  owned(self, visit) {
    const heap = typeHas(self as TypeRef, Flag.HEAPTYPE);
    for (const field of [
      TypeObject.tp_dict,
      TypeObject.tp_cache,
      TypeObject.tp_mro,
      TypeObject.tp_bases,
      TypeObject.tp_subclasses
    ]) {
      const o = field(self);
      if (o !== 0) visit(o, `.${field.fieldName.replace('tp_', '__')}__`, 'attribute');
    }
    if (!heap) return;
    for (const field of [
      TypeObject.tp_base,
      PyType.ht_name,
      PyType.ht_qualname,
      PyType.ht_slots,
      PyType.ht_module
    ]) {
      const o = field(self);
      if (o !== 0) visit(o, field.fieldName, 'attribute');
    }
  },
  new: typeNew,
  init: () => DONE,
  call: typeCall,
  repr,
  hash: 'identity',
  slots: profile.object.typesJoin ? { nb_or: unionOr as never } : {},
  getattro,
  setattro,
  getset: {
    __name__: {
      get: self =>
        typeHas(self as TypeRef, Flag.HEAPTYPE)
          ? newRef(PyType.ht_name(self) as Ref)
          : newStr(shortName(typeName(self as TypeRef))),
      set(self, value) {
        if (!checked(value, '__name__', self as TypeRef)) return NULL;
        if (!isStr(value)) {
          return raise(
            errors.TypeError,
            `can only assign string to ${typeName(self as TypeRef)}.__name__, not '${typeName(typeOf(value))}'`
          );
        }
        setRef(self, PyType.ht_name, newRef(value));
        return nameType(self, value) ? DONE : NULL;
      }
    },
    __qualname__: {
      get: self =>
        typeHas(self as TypeRef, Flag.HEAPTYPE)
          ? newRef(PyType.ht_qualname(self) as Ref)
          : newStr(qualnameOf(self as TypeRef)),
      set(self, value) {
        if (!checked(value, '__qualname__', self as TypeRef)) return NULL;
        if (!isStr(value)) {
          return raise(
            errors.TypeError,
            `can only assign string to ${typeName(self as TypeRef)}.__qualname__, not '${typeName(typeOf(value))}'`
          );
        }
        setRef(self, PyType.ht_qualname, newRef(value));
        return DONE;
      }
    },
    __bases__: { get: self => newRef(TypeObject.tp_bases(self) as Ref), set: setBases },
    __mro__: { get: self => newRef((TypeObject.tp_mro(self) || None) as Ref) },
    __base__: { get: self => newRef((TypeObject.tp_base(self) || None) as Ref) },
    __dict__: { get: self => newMappingProxy(TypeObject.tp_dict(self) as Ref) },
    __module__: {
      get(self) {
        if (!typeHas(self as TypeRef, Flag.HEAPTYPE)) return newStr(moduleOf(self as TypeRef) as string);
        const module = lookupStr(TypeObject.tp_dict(self) as Ref, MODULE);
        return module === 0 ? raiseAttributeError(self, MODULE, '__module__') : newRef(module);
      },
      set(self, value) {
        if (!checked(value, '__module__', self as TypeRef)) return NULL;
        const done = setStr(TypeObject.tp_dict(self) as Ref, MODULE, value);
        typeChanged(self as TypeRef, MODULE);
        return done;
      }
    },
    __doc__: {
      get(self) {
        const doc = lookupStr(TypeObject.tp_dict(self) as Ref, DOC);
        if (doc === 0) return none();
        const get = slotOf(typeOf(doc), slot.tp_descr_get);
        return get === 0 ? newRef(doc) : (natives[get] as unknown as Get)(doc, 0, self);
      },
      set(self, value) {
        if (!checked(value, '__doc__', self as TypeRef)) return NULL;
        return setStr(TypeObject.tp_dict(self) as Ref, DOC, value);
      }
    },
    __abstractmethods__: {
      get(self) {
        const found = self === PyType_Type ? 0 : lookupStr(TypeObject.tp_dict(self) as Ref, ABSTRACT);
        return found === 0 ? raiseAttributeError(self, ABSTRACT, '__abstractmethods__') : newRef(found);
      },
      set(self, value) {
        const dict = TypeObject.tp_dict(self) as Ref;
        if (value === 0)
          return deleteStr(dict, ABSTRACT)
            ? DONE
            : raiseAttributeError(self, ABSTRACT, '__abstractmethods__');
        const truth = length(value);
        if (truth === null || setStr(dict, ABSTRACT, value) === NULL) return NULL;
        TypeObject.tp_flags.set(
          self,
          truth > 0 ? TypeObject.tp_flags(self) | Flag.ABSTRACT : TypeObject.tp_flags(self) & ~Flag.ABSTRACT
        );
        invalidate(self as TypeRef);
        return DONE;
      }
    },
    __annotate__: annotateGetset,
    __annotations__: {
      get(self) {
        const dict = TypeObject.tp_dict(self) as Ref;
        const found = lookupStr(dict, ANNOTATIONS) || lookupStr(dict, ANNOTATIONS_CACHE);
        if (found !== 0) return newRef(found);
        return annotations(self, dict);
      },
      set(self, value) {
        const dict = TypeObject.tp_dict(self) as Ref;
        if (value === 0)
          return deleteStr(dict, ANNOTATIONS)
            ? DONE
            : raiseAttributeError(self, ANNOTATIONS, '__annotations__');
        return setStr(dict, ANNOTATIONS, value);
      }
    }
  },
  members: {
    __basicsize__: { offset: TypeObject.tp_basicsize.offset, type: 'ssize', readonly: true },
    __itemsize__: { offset: TypeObject.tp_itemsize.offset, type: 'ssize', readonly: true },
    __flags__: { offset: TypeObject.tp_flags.offset, type: 'int', readonly: true },
    __weakrefoffset__: { offset: TypeObject.tp_weaklistoffset.offset, type: 'ssize', readonly: true },
    __dictoffset__: { offset: TypeObject.tp_dictoffset.offset, type: 'ssize', readonly: true }
  },
  methods: {
    mro: {
      signature: '($self, /)',
      doc: "Return a type's method resolution order.",
      call: self => mroList(self as TypeRef)
    },
    __subclasses__: {
      signature: '($self, /)',
      doc: 'Return a list of immediate subclasses.',
      call(self) {
        const list = newList(0);
        if (list === NULL) return NULL;
        subclasses(self as TypeRef, t => listAppend(list, newRef(t)));
        return list;
      }
    },
    __prepare__: {
      kind: 'class',
      signature: '($type, *args, **kwargs)',
      doc: 'Create the namespace for the class statement',
      call: () => newDict()
    },
    __instancecheck__: {
      signature: '($self, instance, /)',
      doc: 'Check if an object is an instance.',
      call: ((self: Ref, instance: Ref) => newBool(isSubtype(typeOf(instance), self as TypeRef))) as never
    },
    __subclasscheck__: {
      signature: '($self, subclass, /)',
      doc: 'Check if a class is a subclass.',
      call: ((self: Ref, subclass: Ref) =>
        typeHas(typeOf(subclass), Flag.TYPE)
          ? newBool(isSubtype(subclass as TypeRef, self as TypeRef))
          : raise(errors.TypeError, 'issubclass() arg 1 must be a class')) as never
    },
    __dir__: {
      signature: '($self, /)',
      doc: 'Specialized __dir__ implementation for types.',
      call: self => typeDir(self as TypeRef)
    },
    __sizeof__: {
      signature: '($self, /)',
      doc: 'Return memory consumption of the type object.',
      call: self => newInt(sizeOfType(self))
    }
  }
});
/** Annotations of a class that has none stored yet: lazily from its function (3.14), else a new dict. */
function annotations(self: Ref, dict: Ref): Answer {
  const annotate = lookupStr(dict, ANNOTATE_FUNC);
  if (typeHas(self as TypeRef, Flag.IMMUTABLE))
    return raiseAttributeError(
      self,
      ANNOTATIONS,
      `type object '${typeName(self as TypeRef)}' has no attribute '__annotations__'`
    );
  if (annotate === 0 || annotate === None) {
    const made = newDict();
    if (made !== NULL) setStr(dict, annotate === 0 && !LAZY ? ANNOTATIONS : ANNOTATIONS_CACHE, made);
    return made;
  }
  const format = newInt(1);
  if (format === NULL) return NULL;
  const answer = finish(call1(annotate, format));
  decref(format);
  if (answer !== NULL) setStr(dict, ANNOTATIONS_CACHE, answer);
  return answer;
}
const LAZY = profile.object.lazyAnnotations;

function mroList(self: TypeRef): Answer {
  const mro = computeMro(self, TypeObject.tp_bases(self) as Ref);
  if (mro === NULL) return NULL;
  const list = newList(0);
  if (list !== NULL) for (let i = 0; i < ob_size(mro); i++) listAppend(list, newRef(tupleItem(mro, i)));
  decref(mro);
  return list;
}
function typeDir(self: TypeRef): Answer {
  const names = newDict();
  if (names === NULL) return NULL;
  const mro = TypeObject.tp_mro(self) as Ref;
  for (let i = ob_size(mro) - 1; i >= 0; i--) dictUpdate(names, TypeObject.tp_dict(tupleItem(mro, i)) as Ref);
  const list = newList(0);
  if (list !== NULL)
    for (let i = nextEntry(names, 0); i >= 0; i = nextEntry(names, i + 1))
      listAppend(list, newRef(entryKey(names, i)));
  decref(names);
  return list;
}
/** `C.__bases__ = bases`.  Differs: the bases must be those that the class has.  @cpython Objects/typeobject.c type_set_bases */
function setBases(self: Ref, value: Ref | 0): Done {
  const name = typeName(self as TypeRef);
  if (!typeHas(self as TypeRef, Flag.HEAPTYPE))
    return raise(errors.TypeError, `cannot set '__bases__' attribute of immutable type '${name}'`);
  if (value === 0) return raise(errors.TypeError, `cannot delete '__bases__' attribute of type '${name}'`);
  if (!isTuple(value)) {
    return raise(
      errors.TypeError,
      `can only assign tuple to ${name}.__bases__, not ${typeName(typeOf(value))}`
    );
  }
  const old = TypeObject.tp_bases(self) as Ref;
  if (ob_size(value) === 0) {
    return raise(errors.TypeError, `can only assign non-empty tuple to ${name}.__bases__, not ()`);
  }
  const isSame =
    ob_size(value) === ob_size(old) &&
    Array.from({ length: ob_size(old) }, (_, i) => tupleItem(value, i) === tupleItem(old, i)).every(Boolean);
  if (!isSame) return raise(errors.NotImplementedError, 'this Python cannot give a class other bases');
  setRef(self, TypeObject.tp_bases as never, newRef(value));
  return DONE;
}

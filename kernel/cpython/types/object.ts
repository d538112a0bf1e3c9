/** object: what everything has.  CPython: Objects/typeobject.c object_*. */
import { builtinSize } from '../abstract/size.js';
import type { Address } from '../heap/memory.js';
import { ABSENT, DONE, NULL, type PUSHED, type Answer, type Done, type Ref } from '../heap/reference.js';
import { dictUpdate } from '../include/dict-merge.js';
import { entryKey, isDict, lookupStr, newDict, nextEntry } from '../include/dict.js';
import { newInt } from '../include/int.js';
import { listAppend, listItem, newList } from '../include/list.js';
import { PyBaseObject_Type } from '../include/object.js';
import { False, NotImplemented, True, none, notImplemented } from '../include/singletons.js';
import { identifier, isStr, newStr, strLength, toHost } from '../include/str.js';
import { tupleItem } from '../include/tuple.js';
import { Flag, PyType, TypeObject, typeHas, typeName } from '../include/type.js';
import { genericAlloc } from '../include/subclass.js';
import { errors, raise } from '../object/errors.js';
import { ob_size, typeOf, type PyType as TypeRef } from '../object/header.js';
import { thenCall } from '../object/dealloc.js';
import { decref, incref, newRef } from '../object/refcount.js';
import { store } from '../heap/memory.js';
import { freeObject } from '../object/create.js';
import { slot, slotOf } from '../object/slots.js';
import { native, natives } from '../object/natives.js';
import { finish } from '../object/upward.js';
import { argumentType } from '../abstract/text.js';
import { declarationOf } from '../abstract/declarations.js';
import { defineType } from '../abstract/define.js';
import { dictOf, genericGetAttr, genericSetAttr } from '../abstract/attribute.js';
import { isTrue, lookupAttr, repr as reprOfAny, str } from '../abstract/object.js';
import { typeLookup } from '../abstract/lookup.js';
import { profile } from '../profiles/profile.js';
import { toFastSequence } from '../abstract/iterate.js';
import { reduceMethods } from './object/reduce.js';

const MODULE = identifier('__module__'),
  DICT = identifier('__dict__'),
  BUILTINS = 'builtins',
  ABSTRACT = identifier('__abstractmethods__');

/** Whether arguments were given that nobody takes.  @cpython Objects/typeobject.c excess_args */
const given = (nargs: number, kwnames: Ref | 0): boolean =>
  nargs > 0 || (kwnames !== 0 && ob_size(kwnames) > 0);

function objectNew(type: TypeRef, _argv: Address, nargs: number, kwnames: Ref | 0): Answer {
  if (given(nargs, kwnames)) {
    const newIsObjects = slotOf(type, slot.tp_new) === slotOf(PyBaseObject_Type, slot.tp_new);
    if (!newIsObjects)
      return raise(errors.TypeError, 'object.__new__() takes exactly one argument (the type to instantiate)');
    if (slotOf(type, slot.tp_init) === slotOf(PyBaseObject_Type, slot.tp_init)) {
      return raise(errors.TypeError, `${typeName(type)}() takes no arguments`);
    }
  }
  if (typeHas(type, Flag.ABSTRACT)) return abstractError(type);
  return genericAlloc(type, 0);
}
function abstractError(type: TypeRef): 0 {
  const set = lookupStr(TypeObject.tp_dict(type) as Ref, ABSTRACT);
  const names = set === 0 ? [] : abstractNames(set);
  const one = names.length === 1 ? '' : 's';
  return raise(
    errors.TypeError,
    profile.object.abstractErrorText === 'without an implementation'
      ? `Can't instantiate abstract class ${typeName(type)} without an implementation for abstract method${one} ${names.map(n => `'${n}'`).join(', ')}`
      : `Can't instantiate abstract class ${typeName(type)} with abstract method${one} ${names.join(', ')}`
  );
}
function abstractNames(set: Ref): string[] {
  const list = toFastSequence(set);
  if (list === NULL) return [];
  const names = Array.from({ length: ob_size(list) }, (_, i) => toHost(listItem(list, i))).sort();
  decref(list);
  return names;
}

function objectInit(self: Ref, _argv: Address, nargs: number, kwnames: Ref | 0): Done {
  if (!given(nargs, kwnames)) return DONE;
  const t = typeOf(self);
  if (slotOf(t, slot.tp_init) !== slotOf(PyBaseObject_Type, slot.tp_init)) {
    return raise(
      errors.TypeError,
      'object.__init__() takes exactly one argument (the instance to initialize)'
    );
  }
  if (slotOf(t, slot.tp_new) === slotOf(PyBaseObject_Type, slot.tp_new)) {
    return raise(
      errors.TypeError,
      `${typeName(t)}.__init__() takes exactly one argument (the instance to initialize)`
    );
  }
  return DONE;
}

/** `<module.Class object at 0x...>` */
function repr(self: Ref): Answer {
  const t = typeOf(self);
  const module = typeHas(t, Flag.HEAPTYPE) ? typeLookup(t, MODULE) : 0;
  const name = typeHas(t, Flag.HEAPTYPE) ? toHost(PyType.ht_qualname(t) as Ref) : typeName(t);
  const prefix = module !== 0 && isStr(module) && toHost(module) !== BUILTINS ? `${toHost(module)}.` : '';
  return newStr(`<${prefix}${name} object at 0x${self.toString(16)}>`);
}

function richcompare(self: Ref, other: Ref, op: number): Answer {
  if (op === 2) return self === other ? newRef(True) : notImplemented();
  if (op !== 3) return notImplemented();
  const f = slotOf(typeOf(self), slot.tp_richcompare);
  if (f === 0) return notImplemented();
  const answer = finish((natives[f] as unknown as (a: Ref, b: Ref, op: number) => Answer)(self, other, 2));
  if (answer === NULL || answer === NotImplemented) return answer;
  const equal = isTrue(answer);
  decref(answer);
  return equal === null ? NULL : newRef(equal ? False : True);
}

const FREE = native((self: number) => {
  freeObject(self as Ref);
});

/** `__dir__` of an instance: its dict, its class's and the bases' attributes. */
function dir(self: Ref): Answer {
  const names = newDict();
  if (names === NULL) return NULL;
  const t = typeOf(self);
  const own = lookupAttr(self, DICT);
  if (own === NULL) {
    decref(names);
    return NULL;
  }
  if (own !== ABSENT) {
    if (isDict(own)) dictUpdate(names, own);
    decref(own);
  }
  const mro = TypeObject.tp_mro(t) as Ref;
  for (let i = 0; i < ob_size(mro); i++) dictUpdate(names, TypeObject.tp_dict(tupleItem(mro, i)) as Ref);
  const list = newList(0);
  if (list !== NULL)
    for (let i = nextEntry(names, 0); i >= 0; i = nextEntry(names, i + 1))
      listAppend(list, newRef(entryKey(names, i)));
  decref(names);
  return list;
}

export const object = defineType({
  name: 'object',
  type: PyBaseObject_Type,
  basicsize: 16,
  doc: 'The base class of the class hierarchy.\n\nWhen called, it accepts no arguments and returns a new featureless\ninstance that has no instance attributes and cannot be given any.\n',
  subclassable: true,
  dealloc: self => thenCall(FREE, self),
  new: objectNew,
  init: objectInit,
  repr,
  str: self => reprOfAny(self),
  hash: 'identity',
  richcompare,
  getattro: genericGetAttr,
  setattro: genericSetAttr,
  getset: {
    __class__: {
      doc: "the object's class",
      get: self => newRef(typeOf(self)),
      set: (self, value) => setClass(self, value)
    }
  },
  methods: {
    ...reduceMethods,
    __dir__: { signature: '($self, /)', doc: 'Default dir() implementation.', call: dir },
    __sizeof__: {
      signature: '($self, /)',
      doc: 'Size of object in memory, in bytes.',
      call: self => newInt(builtinSize(self))
    },
    __format__: {
      signature: '($self, format_spec, /)',
      doc: 'Default object formatter.\n\nReturn str(self) if format_spec is empty. Raise TypeError otherwise.',
      call: ((self: Ref, spec: Ref) => {
        if (!isStr(spec))
          return raise(errors.TypeError, `__format__() argument must be str, not ${argumentType(spec)}`);
        if (strLength(spec) > 0) {
          return raise(
            errors.TypeError,
            `unsupported format string passed to ${typeName(typeOf(self))}.__format__`
          );
        }
        return str(self);
      }) as never
    },
    __init_subclass__: {
      kind: 'class',
      signature: '($type, /)',
      doc: 'This method is called when a class is subclassed.\n\nThe default implementation does nothing. It may be\noverridden to extend subclasses.',
      call: () => none()
    },
    __subclasshook__: {
      kind: 'class',
      signature: '($type, object, /)',
      doc: 'Abstract classes can override this to customize issubclass().',
      call: () => notImplemented()
    }
  }
});

/** `o.__class__ = C`.  @cpython Objects/typeobject.c object_set_class */
function setClass(self: Ref, value: Ref | 0): Done | typeof PUSHED {
  if (value === 0) return raise(errors.TypeError, "can't delete __class__ attribute");
  if (!typeHas(typeOf(value), Flag.TYPE)) {
    return raise(
      errors.TypeError,
      `__class__ must be set to a class, not '${typeName(typeOf(value))}' object`
    );
  }
  const old = typeOf(self),
    next = value as TypeRef;
  if (!typeHas(old, Flag.HEAPTYPE) || !typeHas(next, Flag.HEAPTYPE)) {
    return raise(
      errors.TypeError,
      '__class__ assignment only supported for mutable types or ModuleType subclasses'
    );
  }
  if (!sameLayout(old, next)) {
    return raise(
      errors.TypeError,
      `__class__ assignment: '${typeName(next)}' object layout differs from '${typeName(old)}'`
    );
  }
  if (typeHas(old, Flag.MANAGED_DICT) && dictOf(self) === NULL) return NULL;
  incref(next);
  store(self + 8, next);
  decref(newOwned(old));
  return DONE;
}
const newOwned = (t: TypeRef): ReturnType<typeof newRef> => t as never;
function sameLayout(a: TypeRef, b: TypeRef): boolean {
  const fields = [
    TypeObject.tp_basicsize,
    TypeObject.tp_itemsize,
    TypeObject.tp_dictoffset,
    TypeObject.tp_weaklistoffset
  ];
  return (
    fields.every(field => field(a) === field(b)) &&
    typeHas(a, Flag.MANAGED_DICT) === typeHas(b, Flag.MANAGED_DICT) &&
    declarationOf(a) === declarationOf(b)
  );
}

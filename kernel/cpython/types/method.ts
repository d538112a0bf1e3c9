/** method: a function bound to its first argument.  CPython: Objects/classobject.c. */
import { load, store, type Address } from '../heap/memory.js';
import { ABSENT, NULL, type Answer, type Ref } from '../heap/reference.js';
import { call } from '../abstract/call.js';
import { defineType } from '../abstract/define.js';
import { dropWeakrefs, owning, thenReleaseFields } from '../abstract/fields.js';
import { currentBuiltins } from '../abstract/frame-hooks.js';
import { typeLookup } from '../abstract/lookup.js';
import { EQ, NE, getAttr, hash, lookupAttr } from '../abstract/object.js';
import { packTuple } from '../abstract/pack.js';
import { lookupStr } from '../include/dict.js';
import { METHOD_FREE_MAX, PyMethod, PyMethod_Type, methodFree, newMethod } from '../include/function.js';
import { None, newBool, none, notImplemented } from '../include/singletons.js';
import { identifier, isStr, newStr, toHost } from '../include/str.js';
import { freeObject } from '../object/create.js';
import { thenCall } from '../object/dealloc.js';
import { errors, raise } from '../object/errors.js';
import { untrack } from '../object/gchead.js';
import { hashIs } from '../object/hash.js';
import { ob_size, typeOf } from '../object/header.js';
import { native, natives } from '../object/natives.js';
import { argumentAt, argumentTop, dropArguments, pushArgument } from '../object/park.js';
import { decref, newRef } from '../object/refcount.js';
import { slot, slotOf } from '../object/slots.js';
import { finish } from '../object/upward.js';
import { reprOf } from '../abstract/object.js';
import { profile } from '../profiles/profile.js';

const { im_func, im_self, im_weakreflist } = PyMethod;
const QUALNAME = identifier('__qualname__'),
  NAME = identifier('__name__'),
  DOC = identifier('__doc__');
const GETATTR = identifier('getattr');

/** Calls the function with the object put before the arguments.  @cpython Objects/classobject.c method_vectorcall */
function methodCall(self: Ref, argv: Address, nargs: number, kwnames: Ref | 0): Answer {
  const base = argumentTop();
  pushArgument(im_self(self) as Ref);
  const total = nargs + (kwnames === 0 ? 0 : ob_size(kwnames));
  for (let i = 0; i < total; i++) pushArgument(argumentAt(argv, i));
  const answer = call(im_func(self) as Ref, base, nargs + 1, kwnames);
  dropArguments(base);
  return answer;
}

/** Back to the free list, or to the allocator. */
const FREE = native((self: Ref) => {
  if (load(methodFree + 4) < METHOD_FREE_MAX && typeOf(self) === PyMethod_Type) {
    im_self.set(self, load(methodFree) as never);
    store(methodFree, self);
    store(methodFree + 4, load(methodFree + 4) + 1);
  } else freeObject(self);
});
function repr(self: Ref): Answer {
  const func = im_func(self) as Ref;
  let name = '?';
  for (const key of [QUALNAME, NAME]) {
    const found = lookupAttr(func, key);
    if (found === NULL) return NULL;
    if (found === ABSENT) continue;
    if (isStr(found)) name = toHost(found);
    decref(found);
    break;
  }
  const bound = reprOf(im_self(self) as Ref);
  return bound === null ? NULL : newStr(`<bound method ${name} of ${bound}>`);
}
function methodHash(self: Ref): number | null {
  const func = hash(im_func(self) as Ref);
  if (func === null) return null;
  return hashIs(((im_self(self) as number) >>> 4) ^ func, 0);
}
/** An attribute of the method, or else of its function.  @cpython Objects/classobject.c method_getattro */
function getattro(self: Ref, name: Ref): Answer {
  const found = typeLookup(typeOf(self), name);
  if (found === 0) return getAttr(im_func(self) as Ref, name);
  const get = slotOf(typeOf(found), slot.tp_descr_get);
  if (get === 0) return newRef(found);
  return (natives[get] as unknown as (d: Ref, o: Ref, t: Ref) => Answer)(found, self, typeOf(self));
}
function construct(_type: Ref, func: Ref, self: Ref): Answer {
  if (slotOf(typeOf(func), slot.tp_call) === 0)
    return raise(errors.TypeError, 'first argument must be callable');
  if (self === None) return raise(errors.TypeError, profile.builtins.methodSelfText);
  return newMethod(func, self);
}
/** `getattr, (self, name)`. */
function reduce(self: Ref): Answer {
  const builtins = currentBuiltins();
  const getattr = builtins === 0 ? 0 : lookupStr(builtins, GETATTR);
  if (getattr === 0) return raise(errors.AttributeError, 'getattr');
  const name = finish(getAttr(im_func(self) as Ref, NAME));
  if (name === NULL) return NULL;
  return packTuple(newRef(getattr), packTuple(newRef(im_self(self) as Ref), name));
}

export const method = defineType({
  name: 'method',
  type: PyMethod_Type,
  struct: PyMethod,
  gc: true,
  weaklist: im_weakreflist.offset,
  doc: 'A function bound to the object that it was found on.',
  traverse: owning([im_func, im_self]).traverse,
  dealloc(self) {
    untrack(self);
    dropWeakrefs(self, im_weakreflist.offset);
    thenCall(FREE, self);
    thenReleaseFields(self, [im_func, im_self]);
  },
  construct: { signature: '($type, function, instance, /)', call: construct },
  call: methodCall,
  repr,
  hash: methodHash,
  richcompare: (a, b, op) => {
    if ((op !== EQ && op !== NE) || typeOf(a) !== PyMethod_Type || typeOf(b) !== PyMethod_Type)
      return notImplemented();
    const same = im_func(a) === im_func(b) && im_self(a) === im_self(b);
    return newBool(same === (op === EQ));
  },
  getattro,
  descrGet: self => newRef(self),
  members: {
    __func__: { type: 'object', offset: im_func.offset, readonly: true },
    __self__: { type: 'object', offset: im_self.offset, readonly: true }
  },
  getset: {
    __doc__: {
      get: self => {
        const found = lookupAttr(im_func(self) as Ref, DOC);
        return found === ABSENT ? none() : found;
      }
    }
  },
  methods: { __reduce__: { signature: '($self, /)', doc: 'How it is found again.', call: reduce } }
});

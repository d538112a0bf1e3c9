/** weakref.ref: a reference that does not own.  CPython: Objects/weakrefobject.c. */
import { DONE, NULL, type Answer, type Done, type Owned, type Ref } from '../heap/reference.js';
import type { Address } from '../heap/memory.js';
import { None, newBool, notImplemented } from '../include/singletons.js';
import { identifier, isStr, newStr, toHost } from '../include/str.js';
import { genericAlloc } from '../include/subclass.js';
import { TypeObject, typeName } from '../include/type.js';
import {
  PyWeakref,
  PyWeakref_Type,
  initWeakref,
  insertWeakref,
  isWeakReferenceable,
  lastBasic,
  newWeakref,
  referent,
  unlinkWeakref
} from '../include/weakref.js';
import { profile } from '../profiles/profile.js';
import { freeObject } from '../object/create.js';
import { thenCall, thenRelease } from '../object/dealloc.js';
import { errors, raise, raiseNull } from '../object/errors.js';
import { untrack } from '../object/gchead.js';
import { hashIs, hashHigh } from '../object/hash.js';
import { ob_size, typeOf, type PyType } from '../object/header.js';
import { native } from '../object/natives.js';
import { argumentAt } from '../object/park.js';
import { decref, newRef } from '../object/refcount.js';
import { classGetitem } from '../abstract/class-getitem.js';
import { defineType } from '../abstract/define.js';
import { EQ, NE, hash, lookupAttr, richCompare } from '../abstract/object.js';

/** `cannot create weak reference to 'X' object`. */
export function checkReferenceable(o: Ref): boolean {
  if (isWeakReferenceable(typeOf(o))) return true;
  raise(errors.TypeError, `cannot create weak reference to '${typeName(typeOf(o))}' object`);
  return false;
}

/** A reference of type `type` (a subclass is never shared).  @cpython Objects/weakrefobject.c weakref___new__ */
function makeRef(type: PyType, argv: Address, nargs: number): Answer {
  if (nargs < 1 || nargs > 2) {
    const text =
      nargs < 1
        ? `__new__ expected at least 1 argument, got ${nargs}`
        : `__new__ expected at most 2 arguments, got ${nargs}`;
    return raise(errors.TypeError, text);
  }
  const o = argumentAt(argv, 0);
  if (!checkReferenceable(o)) return NULL;
  const given = nargs === 2 ? argumentAt(argv, 1) : None;
  const callback = given === None ? 0 : given;
  if (type === PyWeakref_Type) return newWeakref(o, callback);
  const weak = genericAlloc<'weakref'>(type, 0);
  if (weak === NULL) return NULL;
  initWeakref(weak, o, callback);
  insertWeakref(weak, o, lastBasic(o));
  return weak;
}

const FREE = native((self: number) => {
  freeObject(self as Ref);
});

const NAME = identifier('__name__');
/** `<weakref at 0x...; to 'A' at 0x...>` with the name of a class or function. */
function repr(self: Ref): Answer {
  const o = referent(self);
  const at = `<weakref at 0x${self.toString(16)}`;
  if (o === 0) return newStr(`${at}; dead>`);
  const name = lookupAttr(o, NAME);
  if (name === NULL) return NULL;
  const shown = name > 0 && isStr(name as Ref) ? ` (${toHost(name as Ref)})` : '';
  if (name > 0) decref(name as Owned);
  return newStr(`${at}; to '${typeName(typeOf(o))}' at 0x${o.toString(16)}${shown}>`);
}

function richcompare(self: Ref, other: Ref, op: number): Answer {
  if ((op !== EQ && op !== NE) || TypeObject.tp_basicsize(typeOf(other)) < PyWeakref.$size)
    return notImplemented();
  const a = referent(self),
    b = referent(other);
  if (a === 0 || b === 0) return newBool((self === other) === (op === EQ));
  return richCompare(a, b, op);
}

function hashOf(self: Ref): number | null {
  const known = PyWeakref.hash(self),
    high = PyWeakref.hash.high(self);
  if ((known & high) !== -1) return hashIs(known, high);
  const o = referent(self);
  if (o === 0) return raiseNull(errors.TypeError, 'weak object has gone away');
  const low = hash(o);
  if (low === null) return null;
  PyWeakref.hash.set(self, low);
  PyWeakref.hash.setHigh(self, hashHigh());
  return low;
}

export const weakref = defineType({
  name: profile.object.weakrefTypeName === 'weakref' ? 'weakref' : 'weakref.ReferenceType',
  type: PyWeakref_Type,
  struct: PyWeakref,
  subclassable: true,
  gc: true,
  traverse: (self, visit) => visit(PyWeakref.wr_callback(self)),
  clear(self) {
    const callback = unlinkWeakref(self);
    if (callback !== 0) decref(callback);
  },
  dealloc(self) {
    untrack(self);
    thenCall(FREE, self);
    thenRelease(unlinkWeakref(self));
  },
  new: (type, argv, nargs) => makeRef(type, argv, nargs),
  init: (_self, _argv, _nargs, kwnames): Done =>
    kwnames !== 0 && ob_size(kwnames) > 0
      ? raise(errors.TypeError, 'ref() takes no keyword arguments')
      : DONE,
  call(self, _argv, nargs) {
    if (nargs > 0) return raise(errors.TypeError, `weakref() takes at most 0 arguments (${nargs} given)`);
    const o = referent(self);
    return newRef(o === 0 ? None : o);
  },
  repr,
  hash: hashOf,
  richcompare,
  methods: { __class_getitem__: classGetitem },
  getset: {
    __callback__: {
      get: self => newRef((PyWeakref.wr_callback(self) || None) as Ref)
    }
  }
});

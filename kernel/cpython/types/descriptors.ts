/** Descriptors of builtin types: methods, class methods, getsets, members.  CPython: Objects/descrobject.c. */
import { load, load8, store, store8, storePointer, type Address } from '../heap/memory.js';
import {
  DONE,
  NULL,
  type Answer,
  type Done,
  type Owned,
  type PUSHED,
  type Ref,
  type Result
} from '../heap/reference.js';
import { getsetOf, memberOf } from '../abstract/getset-table.js';
import { defineType, type Getset, type Member, type TypeDeclaration } from '../abstract/define.js';
import { thenFree } from '../abstract/fields.js';
import { isSubtype } from '../abstract/lookup.js';
import { getAttr, isTrue } from '../abstract/object.js';
import { packTuple } from '../abstract/pack.js';
import { raiseAttributeError } from '../abstract/raise.js';
import { callNative, nativeMethod } from '../abstract/signature.js';
import { newBuiltin } from '../include/builtin.js';
import {
  PyClassMethodDescr_Type,
  PyDescr,
  PyGetSetDescr_Type,
  PyMemberDescr_Type,
  PyMethodDescr_Type
} from '../include/descriptor.js';
import { SLOT_MEMBER } from '../include/heaptype.js';
import { asIndex, newInt } from '../include/int.js';
import { newBool, none } from '../include/singletons.js';
import { identifier, isStr, newStr, toHost } from '../include/str.js';
import { currentBuiltins } from '../abstract/frame-hooks.js';
import { lookupStr } from '../include/dict.js';
import { Flag, typeHas, typeName, type PyType } from '../include/type.js';
import { thenRelease } from '../object/dealloc.js';
import { errors, raise } from '../object/errors.js';
import { untrack } from '../object/gchead.js';
import { typeOf } from '../object/header.js';
import { argumentAt } from '../object/park.js';
import { decref, newRef, take } from '../object/refcount.js';
import { finish } from '../object/upward.js';
import { layoutOf } from '../heap/layout.js';
import { profile } from '../profiles/profile.js';

const { d_type, d_name, d_qualname, what, extra } = PyDescr;
const QUALNAME = identifier('__qualname__'),
  GETATTR = identifier('getattr');
const SIZE = layoutOf('PyGetSetDescrObject')!.size;

export const nameOf = (descriptor: Ref): string => toHost(d_name(descriptor));
export const ownerOf = (descriptor: Ref): PyType => d_type(descriptor) as PyType;
const ownerName = (descriptor: Ref): string => typeName(ownerOf(descriptor));

/** Whether a descriptor is for objects like this one; false: TypeError is set.  @cpython Objects/descrobject.c descr_check */
export function applies(descriptor: Ref, o: Ref): boolean {
  if (isSubtype(typeOf(o), ownerOf(descriptor))) return true;
  raise(
    errors.TypeError,
    `descriptor '${nameOf(descriptor)}' for '${ownerName(descriptor)}' objects doesn't apply to a '${typeName(typeOf(o))}' object`
  );
  return false;
}

/** `list.append`, computed once.  @cpython Objects/descrobject.c descr_get_qualname */
export function qualnameOf(self: Ref): Answer {
  const known = d_qualname(self);
  if (known !== 0) return newRef(known);
  const type = finish(getAttr(d_type(self), QUALNAME));
  if (type === NULL) return NULL;
  const text = isStr(type) ? `${toHost(type)}.${nameOf(self)}` : null;
  decref(type);
  if (text === null)
    return raise(errors.TypeError, '<descriptor>.__objclass__.__qualname__ is not a unicode object');
  const made = newStr(text);
  if (made === NULL) return NULL;
  d_qualname.set(self, made);
  return newRef(made);
}

/** What every descriptor of a builtin type has. */
export const descriptorLife = {
  gc: true,
  noNew: true,
  traverse: (self: Ref, visit: (o: Ref | 0) => void) => visit(d_type(self)),
  dealloc(self: Ref): void {
    untrack(self);
    thenFree(self);
    thenRelease(take(self, d_qualname));
    thenRelease(d_name(self) as Owned);
    thenRelease(d_type(self) as Owned);
  },
  owned: (self: Ref, visit: (o: Ref, label: string, kind: 'attribute' | 'type') => void) => {
    visit(d_type(self), '__objclass__', 'type');
    visit(d_name(self), '__name__', 'attribute');
    const qualname = d_qualname(self);
    if (qualname !== 0) visit(qualname, '__qualname__', 'attribute');
  }
} as const satisfies Partial<TypeDeclaration>;
export const descriptorMembers: Readonly<Record<string, Member>> = {
  __objclass__: { type: 'object', offset: d_type.offset, readonly: true },
  __name__: { type: 'object', offset: d_name.offset, readonly: true }
};
const methodGetset: Readonly<Record<string, Getset>> = {
  __doc__: { get: self => docOf(nativeMethod(what(self)).doc) },
  __qualname__: { get: qualnameOf },
  __text_signature__: { get: self => docOf(nativeMethod(what(self)).text) }
};
export const docOf = (text: string): Answer => (text === '' ? none() : newStr(text));

/** `getattr, (type, name)`: how a descriptor is found again by copy and pickle. */
export function reduceToGetattr(self: Ref, from: Ref): Answer {
  const builtins = currentBuiltins();
  const getattr = builtins === 0 ? 0 : lookupStr(builtins, GETATTR);
  if (getattr === 0) return raise(errors.AttributeError, 'getattr');
  return packTuple(newRef(getattr), packTuple(newRef(from), newRef(d_name(self))));
}
const reduce = {
  __reduce__: {
    signature: '($self, /)',
    doc: 'How it is found again.',
    call: (self: Ref) => reduceToGetattr(self, d_type(self))
  }
} as const;
const reprAs =
  (kind: string) =>
  (self: Ref): Answer =>
    newStr(`<${kind} '${nameOf(self)}' of '${ownerName(self)}' objects>`);

/** `[].append`, and `list.append` without an object.  @cpython Objects/descrobject.c method_get */
function methodGet(self: Ref, o: Ref | 0): Answer {
  if (o === 0) return newRef(self);
  return applies(self, o) ? newBuiltin(what(self), o, 0) : NULL;
}
function methodCall(self: Ref, argv: Address, nargs: number, kwnames: Ref | 0): Answer {
  if (nargs < 1) return raise(errors.TypeError, `unbound method ${functionText(self)} needs an argument`);
  const o = argumentAt(argv, 0);
  return applies(self, o) ? callNative(nativeMethod(what(self)), o, argv + 8, nargs - 1, kwnames) : NULL;
}
const functionText = (self: Ref): string => `${ownerName(self)}.${nameOf(self)}()`;

export const methodDescriptor = defineType({
  name: 'method_descriptor',
  type: PyMethodDescr_Type,
  basicsize: layoutOf('PyMethodDescrObject')!.size,
  ...descriptorLife,
  flags: Flag.METHOD_DESCRIPTOR,
  repr: reprAs('method'),
  call: methodCall,
  descrGet: methodGet,
  members: descriptorMembers,
  getset: methodGetset,
  methods: reduce
});

/** `dict.fromkeys`: bound to the class.  @cpython Objects/descrobject.c classmethod_get */
function classMethodGet(self: Ref, o: Ref | 0, owner: Ref | 0): Answer {
  let type = owner;
  const shown = `descriptor '${nameOf(self)}'`;
  if (type === 0) {
    if (o === 0) {
      return raise(
        errors.TypeError,
        `${shown} for type '${ownerName(self)}' needs either an object or a type`
      );
    }
    type = typeOf(o);
  }
  if (!typeHas(typeOf(type), Flag.TYPE)) {
    return raise(
      errors.TypeError,
      `${shown} for type '${ownerName(self)}' needs a type, not a '${typeName(typeOf(type))}' as arg 2`
    );
  }
  if (!isSubtype(type as PyType, ownerOf(self))) {
    return raise(
      errors.TypeError,
      `${shown} requires a subtype of '${ownerName(self)}' but received '${typeName(type as PyType)}'`
    );
  }
  return newBuiltin(what(self), type, 0);
}
function classMethodCall(self: Ref, argv: Address, nargs: number, kwnames: Ref | 0): Answer {
  if (nargs < 1) {
    return raise(
      errors.TypeError,
      `descriptor '${nameOf(self)}' of '${ownerName(self)}' object needs an argument`
    );
  }
  const bound = classMethodGet(self, 0, argumentAt(argv, 0));
  if (bound === NULL) return NULL;
  decref(bound as Owned);
  return callNative(nativeMethod(what(self)), argumentAt(argv, 0), argv + 8, nargs - 1, kwnames);
}
export const classMethodDescriptor = defineType({
  name: 'classmethod_descriptor',
  type: PyClassMethodDescr_Type,
  basicsize: layoutOf('PyMethodDescrObject')!.size,
  ...descriptorLife,
  repr: reprAs('method'),
  call: classMethodCall,
  descrGet: classMethodGet,
  members: descriptorMembers,
  getset: methodGetset
});

/** Whether a value may be set by this descriptor; false: TypeError is set. */
const settable = applies;

function getsetSet(self: Ref, o: Ref, value: Ref | 0): Done | typeof PUSHED {
  if (!settable(self, o)) return NULL;
  const { set } = getsetOf(what(self));
  if (set !== undefined) return set(o, value);
  return raise(
    errors.AttributeError,
    `attribute '${nameOf(self)}' of '${ownerName(self)}' objects is not writable`
  );
}
export const getsetDescriptor = defineType({
  name: 'getset_descriptor',
  type: PyGetSetDescr_Type,
  basicsize: SIZE,
  ...descriptorLife,
  repr: reprAs('attribute'),
  descrGet: (self, o) => (o === 0 ? newRef(self) : applies(self, o) ? getsetOf(what(self)).get(o) : NULL),
  descrSet: getsetSet,
  members: descriptorMembers,
  getset: {
    __doc__: { get: self => docOf(getsetOf(what(self)).doc ?? '') },
    __qualname__: { get: qualnameOf }
  },
  methods: reduce
});

/** A member read as Python sees it.  @cpython Python/structmember.c PyMember_GetOne */
function memberGet(self: Ref, o: Ref): Result {
  if (what(self) === SLOT_MEMBER) return slotValue(self, o, extra(self));
  const { offset, type } = memberOf(what(self));
  const p = o + offset;
  switch (type) {
    case 'object': {
      const value = load(p) as Ref | 0;
      return value === 0 ? none() : newRef(value);
    }
    case 'objectOrError':
      return slotValue(self, o, offset);
    case 'bool':
      return newBool(load8(p) !== 0);
    default:
      return newInt(load(p));
  }
}
function slotValue(self: Ref, o: Ref, offset: number): Result {
  const value = load(o + offset) as Ref | 0;
  return value === 0 ? emptySlot(self, o) : newRef(value);
}
const emptySlot = (self: Ref, o: Ref): 0 =>
  profile.builtins.emptySlot === 'name'
    ? raise(errors.AttributeError, nameOf(self))
    : raiseAttributeError(
        o,
        d_name(self),
        `'${typeName(typeOf(o))}' object has no attribute '${nameOf(self)}'`
      );

/** @cpython Python/structmember.c PyMember_SetOne */
function memberSet(self: Ref, o: Ref, value: Ref | 0): Done {
  if (!settable(self, o)) return NULL;
  if (what(self) === SLOT_MEMBER) return setReference(self, o + extra(self), value, true);
  const { offset, type, readonly } = memberOf(what(self));
  if (readonly === true) return raise(errors.AttributeError, 'readonly attribute');
  const p = o + offset;
  if (type === 'object' || type === 'objectOrError')
    return setReference(self, p, value, type === 'objectOrError');
  if (value === 0) return raise(errors.TypeError, "can't delete numeric/char attribute");
  if (type === 'bool') {
    const truth = isTrue(value);
    if (truth === null) return NULL;
    store8(p, truth ? 1 : 0);
    return DONE;
  }
  const n = asIndex(value);
  if (n === null) return NULL;
  store(p, n);
  if (type === 'ssize') store(p + 4, n >> 31);
  return DONE;
}
function setReference(self: Ref, p: Address, value: Ref | 0, mustExist: boolean): Done {
  const old = load(p) as Owned | 0;
  if (value === 0 && old === 0 && mustExist) return raise(errors.AttributeError, nameOf(self));
  storePointer(p, value === 0 ? 0 : newRef(value));
  if (old !== 0) decref(old);
  return DONE;
}
const memberDoc = (self: Ref): string => (what(self) === SLOT_MEMBER ? '' : (memberOf(what(self)).doc ?? ''));
export const memberDescriptor = defineType({
  name: 'member_descriptor',
  type: PyMemberDescr_Type,
  basicsize: SIZE,
  ...descriptorLife,
  repr: reprAs('member'),
  descrGet: (self, o) => (o === 0 ? newRef(self) : applies(self, o) ? memberGet(self, o) : NULL),
  descrSet: memberSet,
  members: descriptorMembers,
  getset: { __doc__: { get: self => docOf(memberDoc(self)) }, __qualname__: { get: qualnameOf } },
  methods: reduce
});

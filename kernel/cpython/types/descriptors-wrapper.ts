/** Slots of builtin types called as methods: `int.__add__`, `(1).__add__`.  CPython: Objects/descrobject.c wrapper_descriptor, method-wrapper. */
import { argumentAt } from '../object/park.js';
import { NULL, type Answer, type Ref } from '../heap/reference.js';
import type { Address } from '../heap/memory.js';
import { layoutOf } from '../heap/layout.js';
import { defineType } from '../abstract/define.js';
import { owning, type OwningField } from '../abstract/fields.js';
import { EQ, NE } from '../abstract/object.js';
import { isSubtype } from '../abstract/lookup.js';
import { wrapperOf, type Wrapper } from '../abstract/wrappers.js';
import { packTuple } from '../abstract/pack.js';
import { lookupStr } from '../include/dict.js';
import { currentBuiltins } from '../abstract/frame-hooks.js';
import {
  PyDescr,
  PyMethodWrapper,
  PyMethodWrapper_Type,
  PyWrapperDescr_Type,
  newMethodWrapper
} from '../include/descriptor.js';
import { newBool, notImplemented } from '../include/singletons.js';
import { identifier, newStr } from '../include/str.js';
import { Flag, typeName } from '../include/type.js';
import { errors, raise } from '../object/errors.js';
import { hashIs } from '../object/hash.js';
import { ob_size, typeOf } from '../object/header.js';
import { newRef } from '../object/refcount.js';
import { profile } from '../profiles/profile.js';
import {
  applies,
  descriptorLife,
  descriptorMembers,
  docOf,
  nameOf,
  ownerOf,
  qualnameOf,
  reduceToGetattr
} from './descriptors.js';
import { wrapperDocs } from './wrapper-docs.js';

const { what, extra } = PyDescr;
const plural = (n: number): string => (n === 1 ? '' : 's');

/** How many arguments a wrapper of any number really takes, or null. */
const ranges: Readonly<Record<string, readonly [number, number]>> = {
  __pow__: [1, 2],
  __rpow__: [1, 2],
  __get__: [1, 2]
};
function wrongCount(wrapper: Wrapper, nargs: number): boolean {
  if (wrapper.nargs >= 0) {
    if (nargs === wrapper.nargs) return false;
    raise(errors.TypeError, `expected ${wrapper.nargs} argument${plural(wrapper.nargs)}, got ${nargs}`);
    return true;
  }
  const range = ranges[wrapper.name];
  if (range === undefined || (nargs >= range[0] && nargs <= range[1])) return false;
  const isShort = nargs < range[0];
  const bound = isShort ? range[0] : range[1];
  raise(
    errors.TypeError,
    profile.builtins.powArity === 'count'
      ? `expected ${range[0]} or ${range[1]} arguments, got ${nargs}`
      : ` expected at ${isShort ? 'least' : 'most'} ${bound} argument${plural(bound)}, got ${nargs}`
  );
  return true;
}

/** Calls the slot that a descriptor stands for.  @cpython Objects/descrobject.c wrapperdescr_raw_call */
function callSlot(descriptor: Ref, self: Ref, argv: Address, nargs: number, kwnames: Ref | 0): Answer {
  const wrapper = wrapperOf(what(descriptor));
  const takesKeywords = wrapper.name === '__init__' || wrapper.name === '__call__';
  if (!takesKeywords && kwnames !== 0 && ob_size(kwnames) > 0) {
    return raise(errors.TypeError, `wrapper ${wrapper.name}() takes no keyword arguments`);
  }
  if (wrongCount(wrapper, nargs)) return NULL;
  const args: Ref[] = [];
  for (let i = 0; i < nargs; i++) args.push(argumentAt(argv, i));
  return wrapper.wrap(extra(descriptor), self, args, argv, nargs, kwnames);
}
function wrapperCall(self: Ref, argv: Address, nargs: number, kwnames: Ref | 0): Answer {
  const owner = typeName(ownerOf(self));
  if (nargs < 1)
    return raise(errors.TypeError, `descriptor '${nameOf(self)}' of '${owner}' object needs an argument`);
  const o = argumentAt(argv, 0);
  if (!isSubtype(typeOf(o), ownerOf(self))) {
    return raise(
      errors.TypeError,
      `descriptor '${nameOf(self)}' requires a '${owner}' object but received a '${typeName(typeOf(o))}'`
    );
  }
  return callSlot(self, o, argv + 8, nargs - 1, kwnames);
}

const wrapperDoc = (descriptor: Ref): Answer => docOf(wrapperDocs[nameOf(descriptor)] ?? '');
const signatureOf = (descriptor: Ref): Answer => docOf(wrapperOf(what(descriptor)).signature);

export const wrapperDescriptor = defineType({
  name: 'wrapper_descriptor',
  type: PyWrapperDescr_Type,
  basicsize: layoutOf('PyWrapperDescrObject')!.size,
  ...descriptorLife,
  flags: Flag.METHOD_DESCRIPTOR,
  repr: self => newStr(`<slot wrapper '${nameOf(self)}' of '${typeName(ownerOf(self))}' objects>`),
  call: wrapperCall,
  descrGet: (self, o) => (o === 0 ? newRef(self) : applies(self, o) ? newMethodWrapper(self, o) : NULL),
  members: descriptorMembers,
  getset: {
    __doc__: { get: wrapperDoc },
    __qualname__: { get: qualnameOf },
    __text_signature__: { get: signatureOf }
  },
  methods: {
    __reduce__: {
      signature: '($self, /)',
      doc: 'How it is found again.',
      call: (self: Ref) => reduceToGetattr(self, PyDescr.d_type(self))
    }
  }
});

const { descr, self: boundTo } = PyMethodWrapper;
const GETATTR = identifier('getattr');

function reduceWrapper(self: Ref): Answer {
  const builtins = currentBuiltins();
  const getattr = builtins === 0 ? 0 : lookupStr(builtins, GETATTR);
  if (getattr === 0) return raise(errors.AttributeError, 'getattr');
  return packTuple(newRef(getattr), packTuple(newRef(boundTo(self)), newRef(PyDescr.d_name(descr(self)))));
}
export const methodWrapper = defineType({
  name: 'method-wrapper',
  type: PyMethodWrapper_Type,
  struct: PyMethodWrapper,
  gc: true,
  noNew: true,
  trashcan: true,
  ...owning([descr, boundTo] as unknown as OwningField[]),
  repr: self => {
    const o = boundTo(self);
    return newStr(
      `<method-wrapper '${nameOf(descr(self))}' of ${typeName(typeOf(o))} object at 0x${o.toString(16)}>`
    );
  },
  hash: self => hashIs((boundTo(self) >>> 4) ^ (descr(self) >>> 4), 0),
  richcompare: (a, b, op) => {
    if (
      (op !== EQ && op !== NE) ||
      typeOf(b) !== PyMethodWrapper_Type ||
      typeOf(a) !== PyMethodWrapper_Type
    ) {
      return notImplemented();
    }
    return newBool((descr(a) === descr(b) && boundTo(a) === boundTo(b)) === (op === EQ));
  },
  call: (self, argv, nargs, kwnames) => callSlot(descr(self), boundTo(self), argv, nargs, kwnames),
  members: { __self__: { type: 'object', offset: boundTo.offset, readonly: true } },
  getset: {
    __objclass__: { get: self => newRef(PyDescr.d_type(descr(self))) },
    __name__: { get: self => newRef(PyDescr.d_name(descr(self))) },
    __qualname__: { get: self => qualnameOf(descr(self)) },
    __doc__: { get: self => wrapperDoc(descr(self)) },
    __text_signature__: { get: self => signatureOf(descr(self)) }
  },
  methods: { __reduce__: { signature: '($self, /)', doc: 'How it is found again.', call: reduceWrapper } }
});

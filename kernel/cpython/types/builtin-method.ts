/** builtin_function_or_method: a native with its self.  CPython: Objects/methodobject.c. */
import { load, store, type Address } from '../heap/memory.js';
import { NULL, type Answer, type Ref } from '../heap/reference.js';
import { defineType } from '../abstract/define.js';
import { dropWeakrefs, thenReleaseFields } from '../abstract/fields.js';
import { currentBuiltins } from '../abstract/frame-hooks.js';
import { EQ, NE, getAttr } from '../abstract/object.js';
import { packTuple } from '../abstract/pack.js';
import { callNative, nativeMethod } from '../abstract/signature.js';
import { BUILTIN_FREE_MAX, PyCFunction, PyCFunction_Type, builtinFree } from '../include/builtin.js';
import { lookupStr } from '../include/dict.js';
import { isModule } from '../include/module.js';
import { newBool, none, notImplemented } from '../include/singletons.js';
import { identifier, isStr, newStr, toHost } from '../include/str.js';
import { Flag, typeHas, typeName } from '../include/type.js';
import { freeObject } from '../object/create.js';
import { thenCall } from '../object/dealloc.js';
import { errors, raise } from '../object/errors.js';
import { untrack } from '../object/gchead.js';
import { hashIs } from '../object/hash.js';
import { typeOf } from '../object/header.js';
import { native } from '../object/natives.js';
import { decref, newRef } from '../object/refcount.js';
import { finish } from '../object/upward.js';
import { docOf } from './descriptors.js';

const { m_ml, m_self, m_module, m_weakreflist } = PyCFunction;
const QUALNAME = identifier('__qualname__'),
  GETATTR = identifier('getattr');
const methodOf = (self: Ref): ReturnType<typeof nativeMethod> => nativeMethod(m_ml(self));

/** Back to the free list, or to the allocator. */
const FREE = native((self: Ref) => {
  if (load(builtinFree + 4) < BUILTIN_FREE_MAX) {
    m_self.set(self, load(builtinFree) as never);
    store(builtinFree, self);
    store(builtinFree + 4, load(builtinFree + 4) + 1);
  } else freeObject(self);
});
const isFree = (self: Ref): boolean => {
  const o = m_self(self);
  return o === 0 || isModule(o);
};
function builtinCall(self: Ref, argv: Address, nargs: number, kwnames: Ref | 0): Answer {
  return callNative(methodOf(self), (m_self(self) || self) as Ref, argv, nargs, kwnames);
}
function repr(self: Ref): Answer {
  const o = m_self(self),
    { name } = methodOf(self);
  if (o === 0 || isModule(o)) return newStr(`<built-in function ${name}>`);
  return newStr(`<built-in method ${name} of ${typeName(typeOf(o))} object at 0x${o.toString(16)}>`);
}
/** `list.append` for `[].append`.  @cpython Objects/methodobject.c meth_get__qualname__ */
function qualname(self: Ref): Answer {
  const { name } = methodOf(self);
  if (isFree(self)) return newStr(name);
  const o = m_self(self) as Ref;
  const type = typeHas(typeOf(o), Flag.TYPE) ? o : typeOf(o);
  const found = finish(getAttr(type, QUALNAME));
  if (found === NULL) return NULL;
  const text = isStr(found) ? toHost(found) : null;
  decref(found);
  return text === null
    ? raise(errors.TypeError, '<method>.__class__.__qualname__ is not a unicode object')
    : newStr(`${text}.${name}`);
}
/** The name, or `getattr, (self, name)`. */
function reduce(self: Ref): Answer {
  const { name } = methodOf(self);
  if (isFree(self)) return newStr(name);
  const builtins = currentBuiltins();
  const getattr = builtins === 0 ? 0 : lookupStr(builtins, GETATTR);
  if (getattr === 0) return raise(errors.AttributeError, 'getattr');
  return packTuple(newRef(getattr), packTuple(newRef(m_self(self) as Ref), newStr(name)));
}

export const builtinMethod = defineType({
  name: 'builtin_function_or_method',
  type: PyCFunction_Type,
  struct: PyCFunction,
  gc: true,
  noNew: true,
  trashcan: true,
  weaklist: m_weakreflist.offset,
  traverse: (self, visit) => {
    visit(m_self(self));
    visit(m_module(self));
  },
  dealloc(self) {
    untrack(self);
    dropWeakrefs(self, m_weakreflist.offset);
    thenCall(FREE, self);
    thenReleaseFields(self, [m_self, m_module]);
  },
  call: builtinCall,
  repr,
  hash: self => hashIs(((m_self(self) as number) >>> 4) ^ m_ml(self), 0),
  richcompare: (a, b, op) => {
    if ((op !== EQ && op !== NE) || typeOf(a) !== PyCFunction_Type || typeOf(b) !== PyCFunction_Type) {
      return notImplemented();
    }
    return newBool((m_self(a) === m_self(b) && m_ml(a) === m_ml(b)) === (op === EQ));
  },
  members: { __module__: { type: 'object', offset: m_module.offset } },
  getset: {
    __doc__: { get: self => docOf(methodOf(self).doc) },
    __name__: { get: self => newStr(methodOf(self).name) },
    __qualname__: { get: qualname },
    __self__: {
      get: self => {
        const o = m_self(self);
        return o === 0 ? none() : newRef(o);
      }
    },
    __text_signature__: { get: self => docOf(methodOf(self).text) }
  },
  methods: { __reduce__: { signature: '($self, /)', doc: 'How it is found again.', call: reduce } }
});

/** What read-only views of mappings do: ask the mapping.  CPython: Objects/descrobject.c mappingproxy. */
import { NULL, type Answer, type Ref, type Result } from '../heap/reference.js';
import { callMethod } from '../abstract/call.js';
import { classGetitem } from '../abstract/class-getitem.js';
import { defineType, type Method } from '../abstract/define.js';
import { owning } from '../abstract/fields.js';
import { iter } from '../abstract/iterate.js';
import { getItem, hash, length, reprOf, richCompare, str } from '../abstract/object.js';
import { binaryOperation } from '../abstract/number.js';
import { contains } from '../abstract/sequence.js';
import { dictContains, isExactDict } from '../include/dict.js';
import { isList } from '../include/list.js';
import { MappingProxy, PyDictProxy_Type, newMappingProxy } from '../include/mappingproxy.js';
import { None } from '../include/singletons.js';
import { identifier, newStr } from '../include/str.js';
import { isTuple } from '../include/tuple.js';
import { Flag, typeName } from '../include/type.js';
import { errors, raise } from '../object/errors.js';
import { typeOf } from '../object/header.js';
import { slot, slotOf } from '../object/slots.js';
import { profile } from '../profiles/profile.js';

const { mapping } = MappingProxy;
const GET = identifier('get'),
  REVERSED = identifier('__reversed__');
/** It has no tp_clear. */
const { traverse, dealloc } = owning([mapping]);
/** BINARY_OP's number of `|`. */
const OR = 7;

const unwrapped = (o: Ref): Ref => (typeOf(o) === PyDictProxy_Type ? mapping(o) : o);

/** A method that is the mapping's own. */
function forwarded(name: string, doc: string, versions?: string): Method {
  const key = identifier(name);
  const method: Method = {
    signature: '($self, /)',
    doc,
    call: (self: Ref) => callMethod(mapping(self), key)
  };
  return versions === undefined ? method : { ...method, versions };
}
/** @cpython Objects/descrobject.c mappingproxy_new_impl */
function construct(_type: Ref, o: Ref): Answer {
  if (slotOf(typeOf(o), slot.mp_subscript) === 0 || isList(o) || isTuple(o)) {
    return raise(errors.TypeError, `mappingproxy() argument must be a mapping, not ${typeName(typeOf(o))}`);
  }
  return newMappingProxy(o);
}
function repr(self: Ref): Result {
  const text = reprOf(mapping(self));
  return text === null ? NULL : newStr(`mappingproxy(${text})`);
}

export const mappingproxy = defineType({
  name: 'mappingproxy',
  type: PyDictProxy_Type,
  struct: MappingProxy,
  doc: 'Read-only proxy of a mapping.',
  gc: true,
  flags: Flag.MAPPING,
  traverse,
  dealloc,
  construct: { signature: '($type, mapping)', call: construct },
  repr,
  str: self => str(mapping(self)),
  hash: profile.dict.proxyHashes ? self => hash(mapping(self)) : 'unhashable',
  richcompare: (a, b, op) => richCompare(mapping(a), b, op),
  iter: self => iter(mapping(self)),
  slots: {
    mp_length: (self: Ref) => length(mapping(self)),
    mp_subscript: (self: Ref, key: Ref) => getItem(mapping(self), key),
    sq_contains: (self: Ref, key: Ref) => {
      const inner = mapping(self);
      return isExactDict(inner) ? dictContains(inner, key) : contains(inner, key);
    },
    nb_or: (a: Ref, b: Ref) => binaryOperation(OR, unwrapped(a), unwrapped(b)),
    nb_inplace_or: (self: Ref) =>
      raise(errors.TypeError, `'|=' is not supported by ${typeName(typeOf(self))}; use '|' instead`)
  },
  methods: {
    __class_getitem__: classGetitem,
    get: {
      signature: '($self, key, default=None, /)',
      doc: 'Return the value for key if key is in the mapping, else default.',
      call: (self: Ref, key: Ref, otherwise: Ref | 0) =>
        callMethod(mapping(self), GET, key, otherwise === 0 ? None : otherwise)
    },
    keys: forwarded('keys', "a set-like object providing a view on D's keys"),
    values: forwarded('values', "an object providing a view on D's values"),
    items: forwarded('items', "a set-like object providing a view on D's items"),
    copy: forwarded('copy', 'a shallow copy of D'),
    __reversed__: {
      signature: '($self, /)',
      doc: 'D.__reversed__() -> reverse iterator',
      versions: '3.9-',
      call: (self: Ref) => callMethod(mapping(self), REVERSED)
    }
  }
});

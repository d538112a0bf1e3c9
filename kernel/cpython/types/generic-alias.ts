/** What `list[int]` does: it stands for its origin and remembers its arguments.  CPython: Objects/genericaliasobject.c. */
import type { Address } from '../heap/memory.js';
import { NULL, type Answer, type Ref } from '../heap/reference.js';
import { PyGenericAlias, PyGenericAlias_Type, newGenericAlias } from '../include/generic-alias.js';
import { newBool, notImplemented } from '../include/singletons.js';
import { isStr, newStr, toHost } from '../include/str.js';
import { emptyTuple, tupleItem } from '../include/tuple.js';
import { freeObject } from '../object/create.js';
import { thenCall, thenRelease } from '../object/dealloc.js';
import { errors, raise } from '../object/errors.js';
import { untrack } from '../object/gchead.js';
import { hashHigh, hashIs } from '../object/hash.js';
import { ob_size, typeOf } from '../object/header.js';
import { native } from '../object/natives.js';
import { argumentAt } from '../object/park.js';
import { newRef, take } from '../object/refcount.js';
import { genericGetAttr } from '../abstract/attribute.js';
import { call } from '../abstract/call.js';
import { defineType } from '../abstract/define.js';
import { oneTuple } from '../abstract/raise.js';
import { shownArgument, unionOr } from '../abstract/union.js';
import { profile } from '../profiles/profile.js';
import { EQ, NE, getAttr, hash, reprOf, richCompareBool } from '../abstract/object.js';

/** Attributes that are the alias's own; everything else is asked of the origin. */
const own = new Set([
  '__origin__',
  '__args__',
  '__parameters__',
  '__class__',
  '__mro_entries__',
  '__reduce_ex__',
  '__reduce__',
  '__copy__',
  '__deepcopy__',
  '__unpacked__',
  '__typing_unpacked_tuple_args__',
  '__getitem__',
  '__call__',
  '__hash__',
  '__eq__',
  '__repr__',
  '__dir__'
]);
const origin = (self: Ref): Ref => PyGenericAlias.origin(self) as Ref;
const args = (self: Ref): Ref => PyGenericAlias.args(self) as Ref;

function repr(self: Ref): Answer {
  const parts: string[] = [];
  for (let i = 0; i < ob_size(args(self)); i++) {
    const text = shownArgument(tupleItem(args(self), i));
    if (text === null) return NULL;
    parts.push(text);
  }
  const name = shownArgument(origin(self));
  return name === null ? NULL : newStr(`${name}[${parts.length === 0 ? '()' : parts.join(', ')}]`);
}
const FREE = native((self: number) => {
  freeObject(self as Ref);
});
const { origin: ORIGIN, args: ARGS, parameters: PARAMETERS } = PyGenericAlias;

export const genericAlias = defineType({
  name: 'types.GenericAlias',
  type: PyGenericAlias_Type,
  struct: PyGenericAlias,
  subclassable: true,
  gc: true,
  weaklist: PyGenericAlias.weakreflist.offset,
  versions: '3.9-',
  traverse(self, visit) {
    visit(ORIGIN(self));
    visit(ARGS(self));
    visit(PARAMETERS(self));
  },
  dealloc(self) {
    untrack(self);
    thenCall(FREE, self);
    thenRelease(take(self, PARAMETERS));
    thenRelease(take(self, ARGS));
    thenRelease(take(self, ORIGIN));
  },
  new: (_type, argv: Address, nargs) =>
    nargs === 2
      ? newGenericAlias(argumentAt(argv, 0), argumentAt(argv, 1))
      : raise(errors.TypeError, `GenericAlias expected 2 arguments, got ${nargs}`),
  call: (self, argv, nargs, kwnames) => call(origin(self), argv, nargs, kwnames),
  repr,
  hash(self) {
    const a = hash(origin(self)),
      high = hashHigh();
    if (a === null) return null;
    const b = hash(args(self));
    return b === null ? null : hashIs(a ^ b, high ^ hashHigh());
  },
  richcompare(left, right, op) {
    if ((op !== EQ && op !== NE) || typeOf(right) !== PyGenericAlias_Type) return notImplemented();
    const sameOrigin = richCompareBool(origin(left), origin(right), EQ);
    const same = sameOrigin === true ? richCompareBool(args(left), args(right), EQ) : sameOrigin;
    return same === null ? NULL : newBool(same === (op === EQ));
  },
  getattro(self, name) {
    if (isStr(name) && !own.has(toHost(name))) return getAttr(origin(self), name);
    return genericGetAttr(self, name);
  },
  slots: {
    ...(profile.object.typesJoin ? { nb_or: unionOr as never } : {}),
    mp_subscript: ((self: Ref) =>
      raise(errors.TypeError, `${reprOf(self) ?? 'alias'} is not a generic class`)) as never
  },
  members: {
    __origin__: { offset: ORIGIN.offset, type: 'object', readonly: true },
    __args__: { offset: ARGS.offset, type: 'object', readonly: true }
  },
  getset: {
    __parameters__: { get: self => newRef((PARAMETERS(self) || emptyTuple) as Ref) }
  },
  methods: {
    __mro_entries__: {
      signature: '($self, bases, /)',
      doc: '',
      call: self => oneTuple(newRef(origin(self)))
    },
    __instancecheck__: {
      signature: '($self, instance, /)',
      doc: '',
      call: () => raise(errors.TypeError, 'isinstance() argument 2 cannot be a parameterized generic')
    },
    __subclasscheck__: {
      signature: '($self, subclass, /)',
      doc: '',
      call: () => raise(errors.TypeError, 'issubclass() argument 2 cannot be a parameterized generic')
    }
  }
});

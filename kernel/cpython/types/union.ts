/** What `int | str` is and does.  CPython: Objects/unionobject.c. */
import { NULL, type Answer, type Owned, type Ref, type Result } from '../heap/reference.js';
import { None_Type, newBool, notImplemented } from '../include/singletons.js';
import { identifier, isStr, newStr } from '../include/str.js';
import { emptyTuple, isTuple, tupleItem } from '../include/tuple.js';
import { Flag, typeHas, type PyType } from '../include/type.js';
import { PyUnion, PyUnion_Type } from '../include/union.js';
import { freeObject } from '../object/create.js';
import { thenCall, thenRelease } from '../object/dealloc.js';
import { errors, raise } from '../object/errors.js';
import { untrack } from '../object/gchead.js';
import { hashHigh, hashIs } from '../object/hash.js';
import { ob_size, typeOf } from '../object/header.js';
import { native } from '../object/natives.js';
import { decref, newRef, take } from '../object/refcount.js';
import { finish } from '../object/upward.js';
import { profile } from '../profiles/profile.js';
import { callWith } from '../abstract/call.js';
import { importedAttribute } from '../abstract/imported.js';
import { defineType } from '../abstract/define.js';
import { isSubtype } from '../abstract/lookup.js';
import { EQ, NE, hash, reprOf, richCompareBool } from '../abstract/object.js';
import { membersOf, shownArgument, unionOf, unionOr } from '../abstract/union.js';

const FREE = native((self: number) => {
  freeObject(self as Ref);
});
function instanceOfAny(self: Ref, is: (t: PyType) => boolean): Answer {
  for (const member of membersOf(self)) {
    if (!typeHas(typeOf(member), Flag.TYPE)) {
      return raise(errors.TypeError, 'isinstance() argument 2 cannot be a parameterized generic');
    }
    if (is(member as PyType)) return newBool(true);
  }
  return newBool(false);
}

const TYPING = identifier('typing'),
  CONVERT = identifier('_type_convert');
/** `Union[...]`: texts become references to what they name.  @cpython Objects/unionobject.c union_class_getitem */
function subscripted(given: Ref): Answer {
  const types = isTuple(given)
    ? Array.from({ length: ob_size(given) }, (_, i) => tupleItem(given, i))
    : [given];
  if (types.length === 0) return raise(errors.TypeError, 'Cannot take a Union of no types.');
  const made: Owned[] = [];
  for (const type of types) {
    const member = isStr(type) ? converted(type) : newRef(type);
    if (member === NULL) break;
    made.push(member);
  }
  const answer = made.length === types.length ? unionOf(made) : NULL;
  for (const member of made) decref(member);
  return answer;
}
function converted(text: Ref): Result {
  const convert = importedAttribute(TYPING, CONVERT);
  if (convert === NULL) return NULL;
  const type = finish(callWith(convert, text));
  decref(convert);
  return type;
}

export const union = defineType({
  name: profile.object.unionIsTyping ? 'typing.Union' : 'types.UnionType',
  type: PyUnion_Type,
  struct: PyUnion,
  versions: '3.10-',
  gc: true,
  noNew: true,
  traverse(self, visit) {
    visit(PyUnion.args(self));
    visit(PyUnion.parameters(self));
  },
  dealloc(self) {
    untrack(self);
    thenCall(FREE, self);
    thenRelease(take(self, PyUnion.parameters) as Owned | 0);
    thenRelease(take(self, PyUnion.args) as Owned | 0);
  },
  repr(self) {
    const parts: string[] = [];
    for (const member of membersOf(self)) {
      const text = member === None_Type ? 'None' : (shownArgument(member) ?? reprOf(member));
      if (text === null) return NULL;
      parts.push(text);
    }
    return newStr(parts.join(' | '));
  },
  hash(self) {
    let low = 0,
      high = 0;
    for (const member of membersOf(self)) {
      const h = hash(member);
      if (h === null) return null;
      low ^= h;
      high ^= hashHigh();
    }
    return hashIs(low, high);
  },
  richcompare(left, right, op) {
    if ((op !== EQ && op !== NE) || typeOf(right) !== PyUnion_Type) return notImplemented();
    const a = membersOf(left),
      b = membersOf(right);
    const same = a.length === b.length && a.every(x => b.some(y => richCompareBool(x, y, EQ) === true));
    return newBool(same === (op === EQ));
  },
  slots: { nb_or: unionOr as never },
  members: { __args__: { offset: PyUnion.args.offset, type: 'object', readonly: true } },
  getset: {
    __parameters__: { get: self => newRef((PyUnion.parameters(self) || emptyTuple) as Ref) },
    __origin__: { versions: '3.14-', get: () => newRef(PyUnion_Type) }
  },
  methods: {
    __class_getitem__: {
      versions: '3.14-',
      kind: 'class',
      signature: '($type, object, /)',
      doc: 'Union[X, Y] means X or Y.',
      call: ((_type: Ref, given: Ref) => subscripted(given)) as never
    },
    __instancecheck__: {
      signature: '($self, instance, /)',
      doc: '',
      call: ((self: Ref, o: Ref) => instanceOfAny(self, t => isSubtype(typeOf(o), t))) as never
    },
    __subclasscheck__: {
      signature: '($self, subclass, /)',
      doc: '',
      call: ((self: Ref, c: Ref) => instanceOfAny(self, t => isSubtype(c as PyType, t))) as never
    }
  }
});

/** Joining types with `|`, and how types are shown in parameters.  CPython: Objects/unionobject.c. */
import { ABSENT, NULL, type Answer, type Ref } from '../heap/reference.js';
import { PyGenericAlias_Type } from '../include/generic-alias.js';
import { Ellipsis, None, None_Type, notImplemented } from '../include/singletons.js';
import { identifier, isStr, toHost } from '../include/str.js';
import { newTuple, setTupleItem, trackTuple, tupleItem } from '../include/tuple.js';
import { Flag, typeHas } from '../include/type.js';
import { PyUnion, PyUnion_Type, newUnion } from '../include/union.js';
import { ob_size, typeOf } from '../object/header.js';
import { decref, newRef } from '../object/refcount.js';
import { EQ, lookupAttr, reprOf, richCompareBool } from './object.js';

const QUALNAME = identifier('__qualname__'),
  MODULE = identifier('__module__');
/** The types of a union, or the one that it is. */
export const membersOf = (o: Ref): Ref[] =>
  typeOf(o) === PyUnion_Type
    ? Array.from({ length: ob_size(PyUnion.args(o) as Ref) }, (_, i) => tupleItem(PyUnion.args(o) as Ref, i))
    : [o === None ? None_Type : o];
/** Whether `|` makes a union of it. */
const mayJoin = (o: Ref): boolean =>
  o === None ||
  typeOf(o) === PyUnion_Type ||
  typeOf(o) === PyGenericAlias_Type ||
  typeHas(typeOf(o), Flag.TYPE);

/** `left | right` of types; NotImplemented for anything else.  @cpython Objects/unionobject.c _Py_union_type_or */
export function unionOr(left: Ref, right: Ref): Answer {
  return mayJoin(left) && mayJoin(right) ? unionOf([left, right]) : notImplemented();
}
/** The union of types, or the only one there is; each is there once.  @cpython Objects/unionobject.c _Py_union_from_tuple */
export function unionOf(types: readonly Ref[]): Answer {
  const members: Ref[] = [];
  for (const member of types.flatMap(membersOf)) {
    let known = false;
    for (const other of members) {
      const same = richCompareBool(member, other, EQ);
      if (same === null) return NULL;
      known ||= same;
    }
    if (!known) members.push(member);
  }
  if (members.length === 1) return newRef(members[0]!);
  const args = newTuple(members.length);
  if (args === NULL) return NULL;
  for (const [i, member] of members.entries()) setTupleItem(args, i, newRef(member));
  trackTuple(args);
  return newUnion(args);
}
function textAttribute(o: Ref, name: Ref): string | null {
  const found = lookupAttr(o, name);
  if (found === NULL || found === ABSENT) return null;
  const text = isStr(found) ? toHost(found) : null;
  decref(found);
  return text;
}
/** How an argument is shown: a class by its name, anything else by its repr; null: an exception is set. */
export function shownArgument(o: Ref): string | null {
  if (o === Ellipsis) return '...';
  if (typeOf(o) === PyGenericAlias_Type || !typeHas(typeOf(o), Flag.TYPE)) return reprOf(o);
  const name = textAttribute(o, QUALNAME),
    module = textAttribute(o, MODULE);
  if (name === null || module === null) return reprOf(o);
  return module === 'builtins' ? name : `${module}.${name}`;
}

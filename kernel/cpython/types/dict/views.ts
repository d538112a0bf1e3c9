/** dict_keys, dict_values, dict_items.  CPython: Objects/dictobject.c dictview_*. */
import { ABSENT, DONE, NULL, type Answer, type Done, type Ref, type Result } from '../../heap/reference.js';
import { callMethod1 } from '../../abstract/call.js';
import { defineType, type Method, type TypeDeclaration } from '../../abstract/define.js';
import { listOf, setUpdate } from '../../abstract/extend.js';
import { owning } from '../../abstract/fields.js';
import { iter, nextOrAbsent } from '../../abstract/iterate.js';
import { EQ, NE, length, reprOf, richCompareBool } from '../../abstract/object.js';
import { unparkIf } from '../../abstract/parked.js';
import { reprEnter, reprLeave } from '../../abstract/repr-guard.js';
import { settled } from '../../abstract/settle.js';
import { contains } from '../../abstract/sequence.js';
import { dictContains, dictGetItem, dictLength, isExactDict } from '../../include/dict.js';
import {
  DictView,
  PyDictItems_Type,
  PyDictKeys_Type,
  PyDictValues_Type,
  isKeysOrItems
} from '../../include/dict-view.js';
import {
  PyDictIterItem_Type,
  PyDictIterKey_Type,
  PyDictIterValue_Type,
  PyDictRevIterItem_Type,
  PyDictRevIterKey_Type,
  PyDictRevIterValue_Type,
  newDictIter
} from '../../include/iterators.js';
import { newMappingProxy } from '../../include/mappingproxy.js';
import { isAnySet, isExactAnySet, newSet, setAdd, setLength } from '../../include/set.js';
import { newBool, notImplemented } from '../../include/singletons.js';
import { identifier, newStr } from '../../include/str.js';
import { isTuple, tupleItem } from '../../include/tuple.js';
import { typeName, type PyType } from '../../include/type.js';
import { ob_size, typeOf } from '../../object/header.js';
import { park, unpark } from '../../object/park.js';
import { decref, newRef } from '../../object/refcount.js';
import { finish } from '../../object/upward.js';

const { dv_dict } = DictView;
const dictOf = (view: Ref): Ref => dv_dict(view) as Ref;
const viewLength = (view: Ref): number => (dv_dict(view) === 0 ? 0 : dictLength(dictOf(view)));

function repr(self: Ref): Answer {
  const isInside = reprEnter(self);
  if (isInside === null) return NULL;
  if (isInside) return newStr('...');
  const list = finish(listOf(self));
  const text = list === NULL ? null : reprOf(park(list));
  if (list !== NULL) decref(unpark());
  reprLeave(self);
  return text === null ? NULL : newStr(`${typeName(typeOf(self))}(${text})`);
}

const keysContain = (self: Ref, key: Ref): boolean | null => dictContains(dictOf(self), key);
/** @cpython Objects/dictobject.c dictitems_contains */
function itemsContain(self: Ref, pair: Ref): boolean | null {
  if (!isTuple(pair) || ob_size(pair) !== 2) return false;
  const found = dictGetItem(dictOf(self), tupleItem(pair, 0));
  if (found === null || found === 0) return found === null ? null : false;
  park(newRef(found));
  const same = richCompareBool(found, tupleItem(pair, 1), EQ);
  decref(unpark());
  return same;
}
const containsOf = (view: Ref): typeof keysContain =>
  typeOf(view) === PyDictKeys_Type ? keysContain : itemsContain;

/** Whether every item of `o` lies in `other`.  @cpython all_contained_in */
function allContained(o: Ref, other: Ref): boolean | null {
  return each(o, item => contains(other, item));
}
/** Takes item after item while `test` is true: whether it was to the end. */
function each(o: Ref, test: (item: Ref) => boolean | null): boolean | null {
  const made = finish(iter(o));
  if (made === NULL) return null;
  const iterator = park(made);
  let all: boolean | null = true;
  while (all === true) {
    const item = nextOrAbsent(iterator);
    if (item === ABSENT) break;
    if (item === NULL) all = null;
    else {
      all = test(park(item));
      decref(unpark());
    }
  }
  decref(unpark());
  return all;
}
/** @cpython Objects/dictobject.c dictview_richcompare */
function compare(self: Ref, other: Ref, op: number): Answer {
  if (!isAnySet(other) && !isKeysOrItems(other)) return notImplemented();
  const mine = viewLength(self),
    theirs = length(other);
  if (theirs === null) return NULL;
  let is: boolean | null = false;
  switch (op) {
    case EQ:
    case NE:
      if (mine === theirs) is = allContained(self, other);
      if (op === NE && is !== null) is = !is;
      break;
    case 0:
      if (mine < theirs) is = allContained(self, other);
      break;
    case 1:
      if (mine <= theirs) is = allContained(self, other);
      break;
    case 4:
      if (mine > theirs) is = allContained(other, self);
      break;
    default:
      if (mine >= theirs) is = allContained(other, self);
  }
  return is === null ? NULL : newBool(is);
}

/** A set of a view's items.  @cpython Objects/dictobject.c dictviews_to_set */
function toSet(view: Ref): Result {
  const isKeys = typeOf(view) === PyDictKeys_Type && isExactDict(dictOf(view));
  return setOf(isKeys ? dictOf(view) : view);
}
function setOf(o: Ref): Result {
  const set = newSet();
  if (set === NULL) return NULL;
  return unparkIf(settled(finish(setUpdate(park(set), o))) as Done);
}
/** The left side as a set, changed by one of its methods. */
function bySet(left: Ref, name: Ref, right: Ref): Answer {
  const set = toSet(left);
  if (set === NULL) return NULL;
  return unparkIf(settled(finish(callMethod1(park(set), name, right))) as Done);
}
const DIFFERENCE_UPDATE = identifier('difference_update'),
  UPDATE = identifier('update'),
  SYMMETRIC_DIFFERENCE_UPDATE = identifier('symmetric_difference_update'),
  INTERSECTION = identifier('intersection');

/** @cpython Objects/dictobject.c _PyDictView_Intersect */
function intersect(a: Ref, b: Ref): Answer {
  let self = isKeysOrItems(a) ? a : b,
    other = self === a ? b : a;
  const mine = viewLength(self);
  if (isExactAnySet(other) && mine <= setLength(other)) return callMethod1(other, INTERSECTION, self);
  if (isKeysOrItems(other) && viewLength(other) > mine) [self, other] = [other, self];
  const made = newSet();
  if (made === NULL) return NULL;
  const set = park(made);
  const lies = containsOf(self);
  const done = each(other, item => {
    const is = lies(self, item);
    if (is === null || (is && setAdd(set, item) === NULL)) return null;
    return true;
  });
  return unparkIf(done === null ? NULL : DONE);
}
/** @cpython Objects/dictobject.c dictviews_isdisjoint */
function isDisjoint(self: Ref, other: Ref): Answer {
  if (self === other) return newBool(viewLength(self) === 0);
  let small = other,
    big = self;
  if (isExactAnySet(other) || isKeysOrItems(other)) {
    const theirs = length(other);
    if (theirs === null) return NULL;
    if (theirs > viewLength(self)) [small, big] = [self, other];
  }
  let apart = true;
  const done = each(small, item => {
    const is = contains(big, item);
    if (is === true) apart = false;
    return is === null ? null : !is;
  });
  return done === null ? NULL : newBool(apart);
}

const setSlots = {
  nb_subtract: (a: Ref, b: Ref) => bySet(a, DIFFERENCE_UPDATE, b),
  nb_and: intersect,
  nb_xor: (a: Ref, b: Ref) => bySet(a, SYMMETRIC_DIFFERENCE_UPDATE, b),
  nb_or: (a: Ref, b: Ref) => bySet(a, UPDATE, b)
} as const;

function reversed(type: PyType, what: string): Method {
  return {
    signature: '($self, /)',
    doc: `Return a reverse iterator over the dict ${what}.`,
    versions: '3.8-',
    call: (self: Ref) => newDictIter(type, dictOf(self))
  };
}
const isdisjoint: Method = {
  signature: '($self, other, /)',
  doc: 'Return True if the view and the given iterable have a null intersection.',
  call: isDisjoint
};
const mapping = {
  get: (self: Ref) => newMappingProxy(dictOf(self)),
  doc: 'Dictionary that this view refers to.',
  versions: '3.10-'
};
const { traverse, dealloc } = owning([dv_dict]);
const common = {
  struct: DictView,
  gc: true,
  noNew: true,
  traverse,
  dealloc,
  repr,
  getset: { mapping }
} as const satisfies Partial<TypeDeclaration>;

export const dictKeys = defineType({
  ...common,
  name: 'dict_keys',
  type: PyDictKeys_Type,
  hash: 'unhashable',
  richcompare: compare,
  iter: self => newDictIter(PyDictIterKey_Type, dictOf(self)),
  slots: { sq_length: viewLength, sq_contains: keysContain, ...setSlots },
  methods: { isdisjoint, __reversed__: reversed(PyDictRevIterKey_Type, 'keys') }
});
export const dictItems = defineType({
  ...common,
  name: 'dict_items',
  type: PyDictItems_Type,
  hash: 'unhashable',
  richcompare: compare,
  iter: self => newDictIter(PyDictIterItem_Type, dictOf(self)),
  slots: { sq_length: viewLength, sq_contains: itemsContain, ...setSlots },
  methods: { isdisjoint, __reversed__: reversed(PyDictRevIterItem_Type, 'items') }
});
export const dictValues = defineType({
  ...common,
  name: 'dict_values',
  type: PyDictValues_Type,
  iter: self => newDictIter(PyDictIterValue_Type, dictOf(self)),
  slots: { sq_length: viewLength },
  methods: { __reversed__: reversed(PyDictRevIterValue_Type, 'values') }
});

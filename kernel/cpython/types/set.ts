/** What sets and frozensets do.  CPython: Objects/setobject.c. */
import type { Address } from '../heap/memory.js';
import {
  ABSENT,
  DONE,
  NULL,
  type Answer,
  type Done,
  type Maybe,
  type Owned,
  type PUSHED,
  type Ref,
  type Result
} from '../heap/reference.js';
import { mayOwn } from '../heap/struct.js';
import {
  defineType,
  type Method,
  type OwnedKind,
  type TypeDeclaration,
  type Visit
} from '../abstract/define.js';
import { classGetitem } from '../abstract/class-getitem.js';
import { listOf, setUpdate } from '../abstract/extend.js';
import { dropWeakrefs, thenFree } from '../abstract/fields.js';
import { EQ, NE, clearRaised, lookupAttr, raisedIs, reprOf } from '../abstract/object.js';
import { packTuple } from '../abstract/pack.js';
import { unparkIf } from '../abstract/parked.js';
import { reprEnter, reprLeave } from '../abstract/repr-guard.js';
import { settled } from '../abstract/settle.js';
import { keyError } from '../include/hooks.js';
import { newSetIter } from '../include/iterators.js';
import {
  PyFrozenSet_Type,
  PySet,
  PySet_Type,
  hasOwnTable,
  isAnySet,
  isSet,
  newSetOf,
  nextSetEntry,
  setAdd,
  setClear,
  setContains,
  setDiscard,
  setHashAt,
  setKeyAt,
  setLength,
  setSlots,
  takeSetKey,
  thenReleaseSet
} from '../include/set.js';
import { newBool, none, notImplemented } from '../include/singletons.js';
import { identifier, newStr } from '../include/str.js';
import { TypeObject, typeName, type PyType } from '../include/type.js';
import { errors, raise } from '../object/errors.js';
import { untrack } from '../object/gchead.js';
import { hashHigh, hashIs } from '../object/hash.js';
import { ob_size, typeOf } from '../object/header.js';
import { beginNative, nativeFrame } from '../object/native-frame.js';
import { argumentAt, park, unpark } from '../object/park.js';
import { decref, newRef, take } from '../object/refcount.js';
import { finish } from '../object/upward.js';
import { staticAllocate } from '../process/space.js';
import { load, store } from '../heap/memory.js';
import { profile } from '../profiles/profile.js';
import {
  copySet,
  difference,
  intersectInPlace,
  intersection,
  isDisjoint,
  isSubset,
  isSuperset,
  setOfType,
  subtract,
  symmetricDifference,
  toggle,
  updateSet
} from './set/algebra.js';
import './set/iterator.js';

/* Life. */
const hasKeywords = (kwnames: Ref | 0): boolean => kwnames !== 0 && ob_size(kwnames) > 0;
/** set(iterable=()) of an existing set.  @cpython Objects/setobject.c set_init */
function init(self: Ref, argv: Address, nargs: number, kwnames: Ref | 0): Done | typeof PUSHED {
  if (hasKeywords(kwnames)) return raise(errors.TypeError, 'set() takes no keyword arguments');
  if (nargs > 1) return raise(errors.TypeError, `set expected at most 1 argument, got ${nargs}`);
  if (PySet.fill(self) !== 0) setClear(self);
  return nargs === 0 ? DONE : settled(setUpdate(self, argumentAt(argv, 0)));
}

/** The empty frozenset, where there is only one: made when first asked for. */
const EMPTY = staticAllocate(16);
const ONE_EMPTY = profile.set.emptyFrozensetIsOne;
/** For the audit: a reference that the interpreter keeps, or NULL. */
export const emptyFrozenSet = (): Ref | 0 => load(EMPTY) as Ref | 0;
function sharedEmpty(): Result {
  if (load(EMPTY) === 0) {
    const made = newSetOf(PyFrozenSet_Type);
    if (made === NULL) return NULL;
    store(EMPTY, made);
  }
  return newRef(load(EMPTY) as Ref);
}
const Freezing = nativeFrame('frozenset', { set: mayOwn }, (frame, answer: Maybe): Answer => {
  if (answer === NULL || answer === ABSENT) return NULL;
  decref(answer as Owned);
  const made = take(frame, Freezing.set) as Owned;
  if (!ONE_EMPTY || typeOf(made) !== PyFrozenSet_Type || setLength(made) !== 0) return made;
  decref(made);
  return sharedEmpty();
});
/** frozenset(iterable=()).  @cpython Objects/setobject.c frozenset_new */
function newFrozen(type: PyType, argv: Address, nargs: number, kwnames: Ref | 0): Answer {
  if (type === PyFrozenSet_Type && hasKeywords(kwnames)) {
    return raise(errors.TypeError, 'frozenset() takes no keyword arguments');
  }
  if (nargs > 1) return raise(errors.TypeError, `frozenset expected at most 1 argument, got ${nargs}`);
  const iterable = nargs === 0 ? 0 : argumentAt(argv, 0);
  if (type === PyFrozenSet_Type) {
    if (iterable !== 0 && typeOf(iterable) === PyFrozenSet_Type) return newRef(iterable);
    if (iterable === 0 && ONE_EMPTY) return sharedEmpty();
  }
  const made = newSetOf(type);
  if (made === NULL || iterable === 0) return made;
  const frame = Freezing.enter();
  Freezing.set.set(frame, made);
  return beginNative(frame, setUpdate(made, iterable));
}
/** @cpython Objects/setobject.c set_dealloc */
function dealloc(self: Ref): void {
  untrack(self);
  dropWeakrefs(self, PySet.weakreflist.offset);
  thenFree(self);
  thenReleaseSet(self);
}
function traverse(self: Ref, visit: Visit): void {
  for (let i = nextSetEntry(self, 0); i >= 0; i = nextSetEntry(self, i + 1)) visit(setKeyAt(self, i));
}
function owned(self: Ref, visit: (o: Ref, label: string, kind: OwnedKind) => void): void {
  for (let i = nextSetEntry(self, 0); i >= 0; i = nextSetEntry(self, i + 1))
    visit(setKeyAt(self, i), 'element', 'item');
}
const size = (self: Ref): number =>
  TypeObject.tp_basicsize(typeOf(self)) + (hasOwnTable(self) ? setSlots(self) * 16 : 0);

/** @cpython Objects/setobject.c set_repr */
function repr(self: Ref): Answer {
  const name = typeName(typeOf(self));
  const isInside = reprEnter(self);
  if (isInside === null) return NULL;
  if (isInside) return newStr(`${name}(...)`);
  const text = setLength(self) === 0 ? '' : elementsText(self);
  reprLeave(self);
  if (text === null) return NULL;
  if (text === '') return newStr(`${name}()`);
  return newStr(typeOf(self) === PySet_Type ? `{${text}}` : `${name}({${text}})`);
}
function elementsText(self: Ref): string | null {
  const list = finish(listOf(self));
  if (list === NULL) return null;
  const text = reprOf(park(list));
  decref(unpark());
  return text === null ? null : text.slice(1, -1);
}

const MASK = (1n << 64n) - 1n;
const shuffled = (h: bigint): bigint => ((h ^ 89869747n ^ (h << 16n)) * 3644798167n) & MASK;
/** The same in any order; kept in the object.  @cpython Objects/setobject.c frozenset_hash */
function hash(self: Ref): number {
  const low = PySet.hash(self),
    high = PySet.hash.high(self);
  if ((low & high) !== -1) return hashIs(low, high);
  let x = 0n;
  for (let i = nextSetEntry(self, 0); i >= 0; i = nextSetEntry(self, i + 1)) {
    const part = BigInt(setHashAt(self, i) >>> 0) | (BigInt(hashHigh() >>> 0) << 32n);
    x ^= shuffled(part);
  }
  x ^= (BigInt(setLength(self) + 1) * 1927868237n) & MASK;
  x ^= (x >> 11n) ^ (x >> 25n);
  x = (x * 69069n + 907133923n) & MASK;
  if (x === MASK) x = 590923713n;
  PySet.hash.set(self, Number(x & 0xffffffffn) | 0);
  PySet.hash.setHigh(self, Number(x >> 32n) | 0);
  return hashIs(PySet.hash(self), PySet.hash.high(self));
}

/** @cpython Objects/setobject.c set_richcompare */
function compare(a: Ref, b: Ref, op: number): Answer {
  if (!isAnySet(a) || !isAnySet(b)) return notImplemented();
  const is = relation(a, b, op);
  return is === null ? NULL : newBool(is);
}
function relation(a: Ref, b: Ref, op: number): boolean | null {
  switch (op) {
    case EQ:
      return haveOneHash(a, b) && setLength(a) === setLength(b) && isSubset(a, b);
    case NE: {
      const same = relation(a, b, EQ);
      return same === null ? null : !same;
    }
    case 0:
      return setLength(a) < setLength(b) && isSubset(a, b);
    case 1:
      return isSubset(a, b);
    case 4:
      return setLength(a) > setLength(b) && isSuperset(a, b);
    default:
      return isSuperset(a, b);
  }
}
/** Whether two sets whose hashes are known have the same. */
function haveOneHash(a: Ref, b: Ref): boolean {
  const known = (s: Ref): boolean => (PySet.hash(s) & PySet.hash.high(s)) !== -1;
  if (!known(a) || !known(b)) return true;
  return PySet.hash(a) === PySet.hash(b) && PySet.hash.high(a) === PySet.hash.high(b);
}

/** A set is looked for as a frozenset when it cannot be hashed.  Runs `use` again then; null: an exception is set. */
function asFrozen(key: Ref, use: (key: Ref) => boolean | null): boolean | null {
  const first = use(key);
  if (first !== null || !isSet(key) || !raisedIs(errors.TypeError)) return first;
  clearRaised();
  const frozen = setOfType(PyFrozenSet_Type, key);
  if (frozen === NULL) return null;
  const second = use(park(frozen));
  decref(unpark());
  return second;
}
const contains = (self: Ref, key: Ref): boolean | null => asFrozen(key, k => setContains(self, k));
const discard = (self: Ref, key: Ref): boolean | null => asFrozen(key, k => setDiscard(self, k));

/* Operators: both sides must be sets. */
function both(operate: (a: Ref, b: Ref) => Answer): (a: Ref, b: Ref) => Answer {
  return (a, b) => (isAnySet(a) && isAnySet(b) ? operate(a, b) : notImplemented());
}
function inplace(operate: (self: Ref, other: Ref) => Done): (self: Ref, other: Ref) => Answer {
  return (self, other) => {
    if (!isAnySet(other)) return notImplemented();
    return operate(self, other) === NULL ? NULL : newRef(self);
  };
}
/** @cpython Objects/setobject.c set_or */
function union(a: Ref, b: Ref): Result {
  const copy = copySet(a);
  if (copy === NULL || a === b) return copy;
  return unparkIf(updateSet(park(copy), b));
}
function intersect(self: Ref, other: Ref): Done {
  const common = intersection(self, other);
  if (common === NULL) return NULL;
  intersectInPlace(self, common);
  return DONE;
}
const operators = {
  nb_subtract: both(difference),
  nb_and: both(intersection),
  nb_xor: both(symmetricDifference),
  nb_or: both(union)
} as const;

/* Methods. */
const done = (result: Done): Answer => (result === NULL ? NULL : none());
const bool = (is: boolean | null): Answer => (is === null ? NULL : newBool(is));
/** `*others`, one after the other; the first failure ends it. */
function each(argv: Address, count: number, use: (other: Ref) => Done): Done {
  for (let i = 0; i < count; i++) if (use(argumentAt(argv, i)) === NULL) return NULL;
  return DONE;
}
/** A new set that is then changed by each of the others. */
function changed(
  set: Result,
  argv: Address,
  from: number,
  count: number,
  use: (set: Ref, other: Ref) => Done
): Answer {
  if (set === NULL) return NULL;
  const changing = park(set);
  return unparkIf(each(argv + from * 8, count - from, other => use(changing, other)));
}
const unionOf = (self: Ref, argv: Address, count: number): Answer =>
  changed(copySet(self), argv, 0, count, (set, other) => (other === self ? DONE : updateSet(set, other)));
/** @cpython Objects/setobject.c set_difference_multi */
const differenceOf = (self: Ref, argv: Address, count: number): Answer =>
  count === 0 ? copySet(self) : changed(difference(self, argumentAt(argv, 0)), argv, 1, count, subtract);
/** @cpython Objects/setobject.c set_intersection_multi */
function intersectionOf(self: Ref, argv: Address, count: number): Result {
  if (count === 0) return copySet(self);
  let result: Owned = newRef(self);
  for (let i = 0; i < count; i++) {
    const next = intersection(park(result), argumentAt(argv, i));
    decref(unpark());
    if (next === NULL) return NULL;
    result = next;
  }
  return result;
}
function intersectWith(self: Ref, argv: Address, count: number): Answer {
  const common = intersectionOf(self, argv, count);
  if (common === NULL) return NULL;
  intersectInPlace(self, common);
  return none();
}
/** update(*others) pauses where it has one iterable. */
function update(self: Ref, argv: Address, count: number): Answer {
  if (count === 1) return setUpdate(self, argumentAt(argv, 0));
  return done(each(argv, count, other => updateSet(self, other)));
}
function remove(self: Ref, key: Ref): Answer {
  const was = discard(self, key);
  return was === null ? NULL : was ? none() : keyError(key);
}
/** @cpython Objects/setobject.c set_pop_impl */
function pop(self: Ref): Answer {
  if (setLength(self) === 0) return raise(errors.KeyError, 'pop from an empty set');
  const start = nextSetEntry(self, PySet.finger(self) & PySet.mask(self));
  const at = start < 0 ? nextSetEntry(self, 0) : start;
  PySet.finger.set(self, at + 1);
  return takeSetKey(self, at);
}
const DICT = identifier('__dict__');
/** @cpython Objects/setobject.c set_reduce */
function reduce(self: Ref): Answer {
  const list = finish(listOf(self));
  if (list === NULL) return NULL;
  const args = packTuple(list);
  const state = lookupAttr(self, DICT);
  if (state === NULL) {
    if (args !== NULL) decref(args);
    return NULL;
  }
  return packTuple(newRef(typeOf(self)), args, state === ABSENT ? none() : state);
}

const method = (signature: string, doc: string, call: Method['call']): Method => ({ signature, doc, call });
const ONE = '($self, object, /)',
  OTHER = '($self, other, /)',
  OTHERS = '($self, /, *others)',
  NO = '($self, /)';
const shared: Record<string, Method> = {
  isdisjoint: method(OTHER, 'Return True if two sets have a null intersection.', (s: Ref, o: Ref) =>
    bool(isDisjoint(s, o))
  ),
  issubset: method(OTHER, 'Report whether another set contains this set.', (s: Ref, o: Ref) =>
    bool(isSubset(s, o))
  ),
  issuperset: method(OTHER, 'Report whether this set contains another set.', (s: Ref, o: Ref) =>
    bool(isSuperset(s, o))
  ),
  union: method(OTHERS, 'Return a new set with elements from the set and all others.', unionOf),
  intersection: method(
    OTHERS,
    'Return a new set with elements common to the set and all others.',
    intersectionOf
  ),
  difference: method(
    OTHERS,
    'Return a new set with elements in the set that are not in the others.',
    differenceOf
  ),
  symmetric_difference: method(
    OTHER,
    'Return a new set with elements in either the set or other but not both.',
    symmetricDifference
  ),
  __contains__: method(ONE, 'x.__contains__(y) <==> y in x.', (s: Ref, key: Ref) => bool(contains(s, key))),
  __reduce__: method(NO, 'Return state information for pickling.', reduce)
};
const common = {
  struct: PySet,
  subclassable: true,
  gc: true,
  trashcan: true,
  weaklist: PySet.weakreflist.offset,
  sizeof: size,
  traverse,
  clear: setClear,
  dealloc,
  owned,
  blocks: (self: Ref, visit: (address: Address) => void) => {
    if (hasOwnTable(self)) visit(PySet.table(self));
  },
  repr,
  richcompare: compare,
  iter: newSetIter
} as const satisfies Partial<TypeDeclaration>;

export const set = defineType({
  ...common,
  name: 'set',
  type: PySet_Type,
  doc: 'Build an unordered collection of unique elements.',
  new: type => newSetOf(type),
  init,
  hash: 'unhashable',
  slots: {
    ...operators,
    sq_length: setLength,
    sq_contains: contains,
    nb_inplace_subtract: inplace(subtract),
    nb_inplace_and: inplace(intersect),
    nb_inplace_xor: inplace(toggle),
    nb_inplace_or: inplace(updateSet)
  },
  methods: {
    __class_getitem__: classGetitem,
    ...shared,
    copy: method(NO, 'Return a shallow copy of a set.', copySet),
    add: method(ONE, 'Add an element to a set.', (s: Ref, key: Ref) => done(setAdd(s, key))),
    remove: method(ONE, 'Remove an element from a set; it must be a member.', remove),
    discard: method(ONE, 'Remove an element from a set if it is a member.', (s: Ref, key: Ref) =>
      discard(s, key) === null ? NULL : none()
    ),
    pop: method(NO, 'Remove and return an arbitrary set element.', pop),
    clear: method(NO, 'Remove all elements from this set.', (s: Ref) => {
      setClear(s);
      return none();
    }),
    update: method(OTHERS, 'Update the set, adding elements from all others.', update),
    intersection_update: method(
      OTHERS,
      'Update the set, keeping only elements found in it and all others.',
      intersectWith
    ),
    difference_update: method(
      OTHERS,
      'Update the set, removing elements found in others.',
      (s: Ref, argv: Address, count: number) => done(each(argv, count, other => subtract(s, other)))
    ),
    symmetric_difference_update: method(
      OTHER,
      'Update the set, keeping only elements found in either set, but not in both.',
      (s: Ref, other: Ref) => done(toggle(s, other))
    )
  }
});
export const frozenset = defineType({
  ...common,
  name: 'frozenset',
  type: PyFrozenSet_Type,
  doc: 'Build an immutable unordered collection of unique elements.',
  new: newFrozen,
  hash,
  slots: { ...operators, sq_length: setLength, sq_contains: contains },
  methods: {
    __class_getitem__: classGetitem,
    ...shared,
    copy: method(NO, 'Return a shallow copy of a set.', (s: Ref) =>
      typeOf(s) === PyFrozenSet_Type ? newRef(s) : copySet(s)
    )
  }
});

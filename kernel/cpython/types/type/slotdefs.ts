/**
 * Special methods and slots: which slot a `__name__` fills, the native that a class's Python method is called by, and how
 * a builtin type's slot is shown as a method.  CPython: Objects/typeobject.c slotdefs.
 */
import type { Address } from '../../heap/memory.js';
import {
  ABSENT,
  DONE,
  NULL,
  PUSHED,
  type Answer,
  type Done,
  type Maybe,
  type Owned,
  type Ref,
  type Result
} from '../../heap/reference.js';
import { PyLong_Type, asIndex, isInt, newInt, newIntFromBigInt } from '../../include/int.js';
import {
  False,
  None,
  NotImplemented,
  True,
  newBool,
  none,
  notImplemented
} from '../../include/singletons.js';
import { identifier, toHost, type PyUnicode } from '../../include/str.js';
import { typeName } from '../../include/type.js';
import { hashHigh } from '../../object/hash.js';
import { errors, raise, raiseNull } from '../../object/errors.js';
import { ob_size, typeOf, type PyType } from '../../object/header.js';
import { natives, type Native } from '../../object/natives.js';
import { argumentAt, argumentTop, dropArguments, pushArgument } from '../../object/park.js';
import { pushingNative } from '../../object/pushing.js';
import { decref, newRef } from '../../object/refcount.js';
import { slot, slotOf, type SlotName } from '../../object/slots.js';
import { finish } from '../../object/upward.js';
import { call } from '../../abstract/call.js';
import { isSubtype, typeLookup } from '../../abstract/lookup.js';
import { clearRaised, isTrue, raisedIs } from '../../abstract/object.js';
import { asIndexSize } from '../../abstract/number.js';
import { isFunction } from '../../include/function.js';
import { genericGetAttr } from '../../abstract/attribute.js';
import { containsByIteration } from '../../abstract/sequence.js';
import { PyBaseObject_Type } from '../../include/object.js';
import { nativeFrame, beginNative } from '../../object/native-frame.js';
import { int32, mayOwn } from '../../heap/struct.js';

/** Calls `type(self).name(self, ...)` found on the type, without making a bound method for a plain function. */
function callSpecial(self: Ref, name: PyUnicode, a: Ref | 0 = 0, b: Ref | 0 = 0): Maybe {
  const found = typeLookup(typeOf(self), name);
  if (found === 0) return ABSENT;
  const argv = argumentTop();
  let nargs = 0;
  if (isFunction(found)) {
    pushArgument(self);
    nargs = 1;
  }
  if (a !== 0) {
    pushArgument(a);
    nargs++;
  }
  if (b !== 0) {
    pushArgument(b);
    nargs++;
  }
  let answer: Answer;
  if (isFunction(found)) answer = call(found, argv, nargs, 0);
  else {
    const bound = bind(found, self);
    if (bound === NULL) answer = NULL;
    else {
      answer = call(bound, argv, nargs, 0);
      decref(bound);
    }
  }
  dropArguments(argv);
  return answer;
}
function bind(found: Ref, self: Ref): Owned | 0 {
  const get = slotOf(typeOf(found), slot.tp_descr_get);
  return get === 0
    ? newRef(found)
    : finish((natives[get] as unknown as (d: Ref, o: Ref, t: Ref) => Answer)(found, self, typeOf(self)));
}
const noSuch = (name: PyUnicode): 0 => raise(errors.AttributeError, toHost(name));
const required = (answer: Maybe, name: PyUnicode): Answer => (answer === ABSENT ? noSuch(name) : answer);

export interface SlotDef {
  readonly name: PyUnicode;
  readonly slot: SlotName;
  /** Number of the native that calls the Python method. */
  readonly python: number;
  /** How a builtin's slot is called as a method: given the slot's native and the arguments. */
  readonly wrap: (
    f: number,
    self: Ref,
    args: readonly Ref[],
    argv: Address,
    nargs: number,
    kwnames: Ref | 0
  ) => Answer;
  /** Arguments besides self; -1: any. */
  readonly nargs: number;
  readonly signature: string;
}
const defs: SlotDef[] = [];
/** In the order of CPython's table: the order of a type's dict. */
export const slotDefs: readonly SlotDef[] = defs;

type F1 = (a: Ref) => Answer;
type F2 = (a: Ref, b: Ref) => Answer;
type F3 = (a: Ref, b: Ref, c: Ref | 0) => Answer;
const f1 = (f: number): F1 => natives[f] as unknown as F1;
const f2 = (f: number): F2 => natives[f] as unknown as F2;
const f3 = (f: number): F3 => natives[f] as unknown as F3;

function define(
  text: string,
  slotName: SlotName,
  python: (name: PyUnicode) => Native,
  nargs: number,
  wrap: SlotDef['wrap'],
  signature: string
): void {
  const name = identifier(text);
  defs.push({ name, slot: slotName, python: pushingNative(python(name)), wrap, nargs, signature });
}
/** A slot that answers what the method answers. */
const unary = (text: string, slotName: SlotName): void =>
  define(
    text,
    slotName,
    name => ((self: Ref) => required(callSpecial(self, name), name)) as Native,
    0,
    (f, self) => f1(f)(self),
    '($self, /)'
  );

/** `__add__` and `__radd__` share a slot: the native is called with the operands in their order. */
function binary(text: string, slotName: SlotName): void {
  const name = identifier(`__${text}__`),
    reflected = identifier(`__r${text}__`);
  const python = pushingNative(((left: Ref, right: Ref) =>
    binarySlot(slotName, name, reflected, left, right)) as Native);
  defs.push({
    name,
    slot: slotName,
    python,
    nargs: 1,
    signature: '($self, value, /)',
    wrap: (f, self, [other]) => f2(f)(self, other!)
  });
  defs.push({
    name: reflected,
    slot: slotName,
    python,
    nargs: 1,
    signature: '($self, value, /)',
    wrap: (f, self, [other]) => f2(f)(other!, self)
  });
}
const required2 = (answer: Maybe): Answer => (answer === ABSENT ? notImplemented() : answer);

/** @cpython Objects/typeobject.c SLOT1BINFULL */
function binarySlot(
  slotName: SlotName,
  name: PyUnicode,
  reflected: PyUnicode,
  left: Ref,
  right: Ref
): Answer {
  const here = pythonSlots.get(slotName);
  const a = typeOf(left),
    b = typeOf(right);
  const leftIsPython = slotOf(a, slot[slotName]) === here;
  const rightIsPython = a !== b && slotOf(b, slot[slotName]) === here;
  if (leftIsPython) {
    if (rightIsPython && isProperSubtype(b, a) && typeLookup(b, reflected) !== typeLookup(a, reflected)) {
      const answer = finish(required2(callSpecial(right, reflected, left)));
      if (answer === NULL || answer !== NotImplemented) return answer;
      decref(answer);
      return required2(callSpecial(left, name, right));
    }
    if (!rightIsPython) return required2(callSpecial(left, name, right));
    const answer = finish(required2(callSpecial(left, name, right)));
    if (answer === NULL || answer !== NotImplemented) return answer;
    decref(answer);
  }
  return rightIsPython ? required2(callSpecial(right, reflected, left)) : notImplemented();
}
const isProperSubtype = (b: PyType, a: PyType): boolean => a !== b && isSubtype(b, a);

const inplace = (text: string, slotName: SlotName): void =>
  define(
    `__i${text}__`,
    slotName,
    name => ((self: Ref, other: Ref) => required2(callSpecial(self, name, other))) as Native,
    1,
    (f, self, [other]) => f2(f)(self, other!),
    '($self, value, /)'
  );

/** A slot with a number or boolean as its answer: the method's answer is finished on the JavaScript stack. */
function lengthSlot(self: Ref, name: PyUnicode): number | null {
  const answer = finish(required(callSpecial(self, name), name));
  if (answer === NULL) return null;
  const n = isInt(answer) ? asIndex(answer) : asIndexSize(answer);
  decref(answer);
  return n !== null && n < 0 ? raiseNull(errors.ValueError, '__len__() should return >= 0') : n;
}
function boolSlot(self: Ref): boolean | null {
  let answer = callSpecial(self, BOOL);
  const asLength = answer === ABSENT;
  if (asLength) answer = callSpecial(self, LEN);
  if (answer === ABSENT) return true;
  const value = finish(answer as Answer);
  if (value === NULL) return null;
  if (!asLength && value !== True && value !== False) {
    const text = `__bool__ should return bool, returned ${typeName(typeOf(value))}`;
    decref(value);
    return raiseNull(errors.TypeError, text);
  }
  const truth = isTrue(value);
  decref(value);
  return truth;
}
const BOOL = identifier('__bool__'),
  LEN = identifier('__len__'),
  HASH = identifier('__hash__');
function hashSlot(self: Ref): number | null {
  const found = typeLookup(typeOf(self), HASH);
  if (found === 0 || found === None)
    return raiseNull(errors.TypeError, `unhashable type: '${typeName(typeOf(self))}'`);
  const answer = finish(callSpecial(self, HASH) as Answer);
  if (answer === NULL) return null;
  if (!isInt(answer)) {
    decref(answer);
    return raiseNull(errors.TypeError, '__hash__ method should return an integer');
  }
  const low = newIntHash(answer);
  decref(answer);
  return low;
}
function containsSlot(self: Ref, item: Ref): boolean | null {
  const found = typeLookup(typeOf(self), CONTAINS);
  if (found === None)
    return raiseNull(errors.TypeError, `'${typeName(typeOf(self))}' object is not a container`);
  const answer = callSpecial(self, CONTAINS, item);
  if (answer === ABSENT) return containsByIteration(self, item);
  const value = finish(answer);
  if (value === NULL) return null;
  const truth = isTrue(value);
  decref(value);
  return truth;
}
const CONTAINS = identifier('__contains__');

const answerBool = (is: boolean | null): Answer => (is === null ? NULL : newBool(is));
const answerNumber = (n: number | null): Answer => (n === null ? NULL : newInt(n));
const answerDone = (done: Done | typeof PUSHED): Answer =>
  done === DONE ? none() : done === PUSHED ? PUSHED : NULL;

/** The answer of a setter is dropped: what was PUSHED completes as PUSHED. */
function settled(answer: Maybe, missing: () => 0): Done | typeof PUSHED {
  if (answer === ABSENT) return missing();
  if (answer === PUSHED) return PUSHED;
  if (answer === NULL) return NULL;
  decref(answer);
  return DONE;
}

const COMPARISONS = ['__lt__', '__le__', '__eq__', '__ne__', '__gt__', '__ge__'].map(identifier);
const GETATTRIBUTE = identifier('__getattribute__'),
  GETATTR = identifier('__getattr__');
const SETATTR = identifier('__setattr__'),
  DELATTR = identifier('__delattr__');
const SETITEM = identifier('__setitem__'),
  DELITEM = identifier('__delitem__'),
  GETITEM = identifier('__getitem__');
const SET = identifier('__set__'),
  DELETE = identifier('__delete__');

/** `__getattr__` comes when `__getattribute__` raised AttributeError. */
const GetattrHook = nativeFrame(
  'attribute lookup',
  { self: mayOwn, name: mayOwn, isLast: int32 },
  (frame, answer): Answer => {
    if (answer !== NULL || GetattrHook.isLast(frame) !== 0) return answer as Answer;
    if (!raisedIs(errors.AttributeError)) return NULL;
    clearRaised();
    GetattrHook.isLast.set(frame, 1);
    return required2(callSpecial(GetattrHook.self(frame) as Ref, GETATTR, GetattrHook.name(frame) as Ref));
  }
);
function getattrHook(self: Ref, name: Ref): Answer {
  const t = typeOf(self);
  const getattribute = typeLookup(t, GETATTRIBUTE);
  const generic = getattribute !== 0 && getattribute === typeLookup(PyBaseObject_Type, GETATTRIBUTE);
  if (typeLookup(t, GETATTR) === 0) {
    return generic
      ? genericGetAttr(self, name)
      : required(callSpecial(self, GETATTRIBUTE, name), GETATTRIBUTE);
  }
  const frame = GetattrHook.enter();
  GetattrHook.self.set(frame, newRef(self));
  GetattrHook.name.set(frame, newRef(name));
  const answer = generic
    ? genericGetAttr(self, name)
    : required(callSpecial(self, GETATTRIBUTE, name), GETATTRIBUTE);
  return beginNative(frame, answer);
}

const setter = (set: PyUnicode, remove: PyUnicode, what: (self: Ref) => string) =>
  ((self: Ref, key: Ref, value: Ref | 0): Done | typeof PUSHED =>
    value === 0
      ? settled(callSpecial(self, remove, key), () =>
          raise(errors.TypeError, `${what(self)} doesn't support item deletion`)
        )
      : settled(callSpecial(self, set, key, value), () =>
          raise(errors.TypeError, `${what(self)} does not support item assignment`)
        )) as unknown as Native;
const named = (self: Ref): string => `'${typeName(typeOf(self))}' object`;

type F3Done = (a: Ref, b: Ref, c: Ref | 0) => Done | typeof PUSHED;
const wrapSet: SlotDef['wrap'] = (f, self, [key, value]) =>
  answerDone((natives[f] as unknown as F3Done)(self, key!, value!));
const wrapDelete: SlotDef['wrap'] = (f, self, [key]) =>
  answerDone((natives[f] as unknown as F3Done)(self, key!, 0));

// The table, in CPython's order: it is the order in which a builtin type's dict gets its wrappers.
const getattro = pushingNative(getattrHook as Native);
defs.push({
  name: GETATTRIBUTE,
  slot: 'tp_getattro',
  python: getattro,
  nargs: 1,
  signature: '($self, name, /)',
  wrap: (f, self, [name]) => f2(f)(self, name!)
});
defs.push({
  name: GETATTR,
  slot: 'tp_getattro',
  python: getattro,
  nargs: 1,
  signature: '',
  wrap: () => NULL
});
const setattro = pushingNative(setter(SETATTR, DELATTR, named));
defs.push({
  name: SETATTR,
  slot: 'tp_setattro',
  python: setattro,
  nargs: 2,
  signature: '($self, name, value, /)',
  wrap: wrapSet
});
defs.push({
  name: DELATTR,
  slot: 'tp_setattro',
  python: setattro,
  nargs: 1,
  signature: '($self, name, /)',
  wrap: wrapDelete
});
unary('__repr__', 'tp_repr');
define(
  '__hash__',
  'tp_hash',
  () => hashSlot as Native,
  0,
  (f, self) => {
    const low = (natives[f] as unknown as (o: Ref) => number | null)(self);
    return low === null ? NULL : newIntFromWords(low, hashHigh());
  },
  '($self, /)'
);
define(
  '__call__',
  'tp_call',
  name =>
    ((self: Ref, argv: Address, nargs: number, kwnames: Ref | 0) =>
      callWithSelf(self, name, argv, nargs, kwnames)) as Native,
  -1,
  (f, self, _args, argv, nargs, kwnames) =>
    (natives[f] as unknown as (s: Ref, a: Address, n: number, k: Ref | 0) => Answer)(
      self,
      argv,
      nargs,
      kwnames
    ),
  '($self, /, *args, **kwargs)'
);
unary('__str__', 'tp_str');
for (const [op, name] of COMPARISONS.entries()) {
  defs.push({
    name,
    slot: 'tp_richcompare',
    python: 0,
    nargs: 1,
    signature: '($self, value, /)',
    wrap: (f, self, [other]) =>
      (natives[f] as unknown as (a: Ref, b: Ref, op: number) => Answer)(self, other!, op)
  });
}
const richcompare = pushingNative(((self: Ref, other: Ref, op: number) =>
  required2(callSpecial(self, COMPARISONS[op]!, other))) as Native);
unary('__iter__', 'tp_iter');
define(
  '__next__',
  'tp_iternext',
  name => ((self: Ref) => required(callSpecial(self, name), name)) as Native,
  0,
  (f, self) => {
    const item = (natives[f] as unknown as (o: Ref) => Maybe)(self);
    return item === ABSENT ? raise(errors.StopIteration, '') : item;
  },
  '($self, /)'
);
define(
  '__get__',
  'tp_descr_get',
  name =>
    ((self: Ref, instance: Ref | 0, owner: Ref | 0) =>
      required(
        callSpecial(self, name, instance === 0 ? None : instance, owner === 0 ? None : owner),
        name
      )) as Native,
  -1,
  (f, self, [instance, owner]) => {
    const o = instance === None || instance === undefined ? 0 : instance;
    const t = owner === None || owner === undefined ? 0 : owner;
    return o === 0 && t === 0
      ? raise(errors.TypeError, '__get__(None, None) is invalid')
      : (natives[f] as unknown as (d: Ref, o: Ref | 0, t: Ref | 0) => Answer)(self, o, t);
  },
  '($self, instance, owner=None, /)'
);
const descrSet = pushingNative(setter(SET, DELETE, named));
defs.push({
  name: SET,
  slot: 'tp_descr_set',
  python: descrSet,
  nargs: 2,
  signature: '($self, instance, value, /)',
  wrap: wrapSet
});
defs.push({
  name: DELETE,
  slot: 'tp_descr_set',
  python: descrSet,
  nargs: 1,
  signature: '($self, instance, /)',
  wrap: wrapDelete
});
define(
  '__init__',
  'tp_init',
  name =>
    ((self: Ref, argv: Address, nargs: number, kwnames: Ref | 0) =>
      initSlot(self, name, argv, nargs, kwnames)) as Native,
  -1,
  (f, self, _args, argv, nargs, kwnames) =>
    answerDone(
      (natives[f] as unknown as (s: Ref, a: Address, n: number, k: Ref | 0) => Done | typeof PUSHED)(
        self,
        argv,
        nargs,
        kwnames
      )
    ),
  '($self, /, *args, **kwargs)'
);
define(
  '__del__',
  'tp_finalize',
  () => (() => 0) as Native,
  0,
  (f, self) => {
    (natives[f] as unknown as (o: Ref) => void)(self);
    return none();
  },
  '($self, /)'
);
unary('__await__', 'am_await');
unary('__aiter__', 'am_aiter');
unary('__anext__', 'am_anext');
for (const [text, slotName] of [
  ['add', 'nb_add'],
  ['sub', 'nb_subtract'],
  ['mul', 'nb_multiply'],
  ['mod', 'nb_remainder'],
  ['divmod', 'nb_divmod']
] as const)
  binary(text, slotName);
const POW = identifier('__pow__'),
  RPOW = identifier('__rpow__');
const powSlot = pushingNative(((a: Ref, b: Ref, c: Ref) =>
  c === None ? binarySlot('nb_power', POW, RPOW, a, b) : required2(callSpecial(a, POW, b, c))) as Native);
defs.push({
  name: POW,
  slot: 'nb_power',
  python: powSlot,
  nargs: -1,
  signature: '($self, value, mod=None, /)',
  wrap: (f, self, [other, modulus]) => f3(f)(self, other!, modulus ?? None)
});
defs.push({
  name: RPOW,
  slot: 'nb_power',
  python: powSlot,
  nargs: -1,
  signature: '($self, value, mod=None, /)',
  wrap: (f, self, [other, modulus]) => f3(f)(other!, self, modulus ?? None)
});
unary('__neg__', 'nb_negative');
unary('__pos__', 'nb_positive');
unary('__abs__', 'nb_absolute');
define(
  '__bool__',
  'nb_bool',
  () => boolSlot as Native,
  0,
  (f, self) => answerBool((natives[f] as unknown as (o: Ref) => boolean | null)(self)),
  '($self, /)'
);
unary('__invert__', 'nb_invert');
for (const [text, slotName] of [
  ['lshift', 'nb_lshift'],
  ['rshift', 'nb_rshift'],
  ['and', 'nb_and'],
  ['xor', 'nb_xor'],
  ['or', 'nb_or']
] as const)
  binary(text, slotName);
unary('__int__', 'nb_int');
unary('__float__', 'nb_float');
for (const [text, slotName] of [
  ['add', 'nb_inplace_add'],
  ['sub', 'nb_inplace_subtract'],
  ['mul', 'nb_inplace_multiply'],
  ['mod', 'nb_inplace_remainder'],
  ['lshift', 'nb_inplace_lshift'],
  ['rshift', 'nb_inplace_rshift'],
  ['and', 'nb_inplace_and'],
  ['xor', 'nb_inplace_xor'],
  ['or', 'nb_inplace_or']
] as const)
  inplace(text, slotName);
define(
  '__ipow__',
  'nb_inplace_power',
  name => ((self: Ref, other: Ref) => required2(callSpecial(self, name, other))) as Native,
  1,
  (f, self, [other]) => f3(f)(self, other!, None),
  '($self, value, /)'
);
binary('floordiv', 'nb_floor_divide');
binary('truediv', 'nb_true_divide');
inplace('floordiv', 'nb_inplace_floor_divide');
inplace('truediv', 'nb_inplace_true_divide');
unary('__index__', 'nb_index');
binary('matmul', 'nb_matrix_multiply');
inplace('matmul', 'nb_inplace_matrix_multiply');
const mappingLength = define.bind(null, '__len__');
mappingLength(
  'mp_length',
  name => ((self: Ref) => lengthSlot(self, name)) as Native,
  0,
  (f, self) => answerNumber((natives[f] as unknown as (o: Ref) => number | null)(self)),
  '($self, /)'
);
define(
  '__getitem__',
  'mp_subscript',
  name => ((self: Ref, key: Ref) => required(callSpecial(self, name, key), name)) as Native,
  1,
  (f, self, [key]) => f2(f)(self, key!),
  '($self, key, /)'
);
const setByKey = setter(SETITEM, DELITEM, named);
const subscriptSet = pushingNative(setByKey);
defs.push({
  name: SETITEM,
  slot: 'mp_ass_subscript',
  python: subscriptSet,
  nargs: 2,
  signature: '($self, key, value, /)',
  wrap: wrapSet
});
defs.push({
  name: DELITEM,
  slot: 'mp_ass_subscript',
  python: subscriptSet,
  nargs: 1,
  signature: '($self, key, /)',
  wrap: wrapDelete
});
define(
  '__len__',
  'sq_length',
  name => ((self: Ref) => lengthSlot(self, name)) as Native,
  0,
  (f, self) => answerNumber((natives[f] as unknown as (o: Ref) => number | null)(self)),
  '($self, /)'
);
defs.push({
  name: identifier('__add__'),
  slot: 'sq_concat',
  python: 0,
  nargs: 1,
  signature: '($self, value, /)',
  wrap: (f, self, [other]) => f2(f)(self, other!)
});
const wrapRepeat: SlotDef['wrap'] = (f, self, [count]) => {
  const n = asIndexSize(count!);
  return n === null ? NULL : (natives[f] as unknown as (o: Ref, n: number) => Answer)(self, n);
};
defs.push({
  name: identifier('__mul__'),
  slot: 'sq_repeat',
  python: 0,
  nargs: 1,
  signature: '($self, value, /)',
  wrap: wrapRepeat
});
defs.push({
  name: identifier('__rmul__'),
  slot: 'sq_repeat',
  python: 0,
  nargs: 1,
  signature: '($self, value, /)',
  wrap: wrapRepeat
});
/** An index of a sequence's slot: a negative one counts from the end.  @cpython Objects/typeobject.c getindex */
function itemIndex(self: Ref, key: Ref): number | null {
  const i = asIndexSize(key);
  const f = i === null || i >= 0 ? 0 : slotOf(typeOf(self), slot.sq_length);
  if (i === null || f === 0) return i;
  const size = (natives[f] as unknown as (o: Ref) => number | null)(self);
  return size === null ? null : i + size;
}
const sqItem = pushingNative(((self: Ref, i: number) => {
  const key = newInt(i);
  if (key === NULL) return NULL;
  const answer = required(callSpecial(self, GETITEM, key), GETITEM);
  decref(key);
  return answer;
}) as Native);
defs.push({
  name: GETITEM,
  slot: 'sq_item',
  python: sqItem,
  nargs: 1,
  signature: '($self, key, /)',
  wrap: (f, self, [key]) => {
    const i = itemIndex(self, key!);
    return i === null ? NULL : (natives[f] as unknown as (o: Ref, i: number) => Answer)(self, i);
  }
});
const sqAssItem = pushingNative(((self: Ref, i: number, value: Ref | 0) => {
  const key = newInt(i);
  if (key === NULL) return NULL;
  const done = (setByKey as unknown as F3Done)(self, key, value);
  decref(key);
  return done;
}) as Native);
type AssignItem = (o: Ref, i: number, value: Ref | 0) => Done | typeof PUSHED;
defs.push({
  name: SETITEM,
  slot: 'sq_ass_item',
  python: sqAssItem,
  nargs: 2,
  signature: '($self, key, value, /)',
  wrap: (f, self, [key, value]) => {
    const i = itemIndex(self, key!);
    return i === null ? NULL : answerDone((natives[f] as unknown as AssignItem)(self, i, value!));
  }
});
defs.push({
  name: DELITEM,
  slot: 'sq_ass_item',
  python: sqAssItem,
  nargs: 1,
  signature: '($self, key, /)',
  wrap: (f, self, [key]) => {
    const i = itemIndex(self, key!);
    return i === null ? NULL : answerDone((natives[f] as unknown as AssignItem)(self, i, 0));
  }
});
define(
  '__contains__',
  'sq_contains',
  () => containsSlot as Native,
  1,
  (f, self, [item]) => answerBool((natives[f] as unknown as (o: Ref, i: Ref) => boolean | null)(self, item!)),
  '($self, key, /)'
);
defs.push({
  name: identifier('__iadd__'),
  slot: 'sq_inplace_concat',
  python: 0,
  nargs: 1,
  signature: '($self, value, /)',
  wrap: (f, self, [other]) => f2(f)(self, other!)
});
defs.push({
  name: identifier('__imul__'),
  slot: 'sq_inplace_repeat',
  python: 0,
  nargs: 1,
  signature: '($self, value, /)',
  wrap: wrapRepeat
});

/** The native that a class's Python methods are called by, per slot. */
const pythonSlots = new Map<SlotName, number>(defs.filter(d => d.python !== 0).map(d => [d.slot, d.python]));
pythonSlots.set('tp_richcompare', richcompare);
export const pythonSlot = (name: SlotName): number => pythonSlots.get(name) ?? 0;

function callWithSelf(self: Ref, name: PyUnicode, argv: Address, nargs: number, kwnames: Ref | 0): Answer {
  const found = typeLookup(typeOf(self), name);
  if (found === 0) return noSuch(name);
  const total = nargs + (kwnames === 0 ? 0 : ob_size(kwnames));
  const base = argumentTop();
  if (isFunction(found)) pushArgument(self);
  for (let i = 0; i < total; i++) pushArgument(argumentAt(argv, i));
  let answer: Answer;
  if (isFunction(found)) answer = call(found, base, nargs + 1, kwnames);
  else {
    const bound = bind(found, self);
    answer = bound === NULL ? NULL : call(bound, base, nargs, kwnames);
    if (bound !== NULL) decref(bound);
  }
  dropArguments(base);
  return answer;
}

/** `__init__` must return None. */
const InitCheck = nativeFrame('__init__', {}, (_frame, answer) => checkInit(answer as Answer));
function checkInit(answer: Answer): Answer {
  if (answer === NULL || answer === PUSHED || answer === None) return answer;
  const text = `__init__() should return None, not '${typeName(typeOf(answer))}'`;
  decref(answer);
  return raise(errors.TypeError, text);
}
function initSlot(
  self: Ref,
  name: PyUnicode,
  argv: Address,
  nargs: number,
  kwnames: Ref | 0
): Done | typeof PUSHED {
  const frame = InitCheck.enter();
  return settled(beginNative(frame, callWithSelf(self, name, argv, nargs, kwnames)), () => NULL);
}

const newIntHash = (o: Ref): number | null =>
  (natives[slotOf(PyLong_Type, slot.tp_hash)] as unknown as (o: Ref) => number | null)(o);
/** An int of a hash's two words. */
const newIntFromWords = (low: number, high: number): Result =>
  newIntFromBigInt((BigInt(high) << 32n) | BigInt(low >>> 0));

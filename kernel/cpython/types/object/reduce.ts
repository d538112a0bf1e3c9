/** How objects are taken apart for copy and pickle: `__reduce__`, `__reduce_ex__`, `__getstate__`.  CPython: Objects/typeobject.c. */
import { ABSENT, NULL, type Answer, type Ref, type Result } from '../../heap/reference.js';
import { dictOf } from '../../abstract/attribute.js';
import { call0, callMethod0, callWith } from '../../abstract/call.js';
import type { Method } from '../../abstract/define.js';
import { importedAttribute } from '../../abstract/imported.js';
import { iter } from '../../abstract/iterate.js';
import { typeLookup } from '../../abstract/lookup.js';
import { getAttr, lookupAttr, lookupSpecial } from '../../abstract/object.js';
import { packTuple } from '../../abstract/pack.js';
import { nativeMethod } from '../../abstract/signature.js';
import { PyCFunction, PyCFunction_Type } from '../../include/builtin.js';
import { dictLength, isDict, lookupStr, newDict, setStr } from '../../include/dict.js';
import { isInstanceDictEmpty } from '../../include/instance.js';
import { asIndex, newInt } from '../../include/int.js';
import { isList, listItem } from '../../include/list.js';
import { PyBaseObject_Type } from '../../include/object.js';
import { None, none } from '../../include/singletons.js';
import { identifier } from '../../include/str.js';
import { isTuple, newTuple, setTupleItem, trackTuple, tupleItem } from '../../include/tuple.js';
import { Flag, TypeObject, typeHas, typeName, type PyType } from '../../include/type.js';
import { errors, raise, raiseNull } from '../../object/errors.js';
import { ob_size, typeOf } from '../../object/header.js';
import { decref, newRef } from '../../object/refcount.js';
import { slot, slotOf } from '../../object/slots.js';
import { finish } from '../../object/upward.js';
import { load } from '../../heap/memory.js';
import { dictSlot } from '../../abstract/attribute.js';
import { profile } from '../../profiles/profile.js';

const COPYREG = identifier('copyreg'),
  NEWOBJ = identifier('__newobj__'),
  NEWOBJ_EX = identifier('__newobj_ex__'),
  REDUCE_EX = identifier('_reduce_ex'),
  SLOTNAMES = identifier('_slotnames'),
  OWN_SLOTNAMES = identifier('__slotnames__'),
  REDUCE = identifier('__reduce__'),
  GETSTATE = identifier('__getstate__'),
  ITEMS = identifier('items'),
  NEWARGS = identifier('__getnewargs__'),
  NEWARGS_EX = identifier('__getnewargs_ex__');
const HAS_GETSTATE = profile.system.objectHasGetstate;

const cannotPickle = (o: Ref): 0 => raise(errors.TypeError, `cannot pickle '${typeName(typeOf(o))}' object`);

/** @cpython Objects/typeobject.c _PyObject_IsInstanceDictEmpty */
function hasNoAttributes(o: Ref): boolean {
  const t = typeOf(o);
  if (typeHas(t, Flag.MANAGED_DICT)) return isInstanceDictEmpty(o);
  const at = dictSlot(o, t);
  const dict = at === 0 ? 0 : (load(at) as Ref | 0);
  return dict === 0 || dictLength(dict) === 0;
}
/** `cls.__slotnames__`, found by copyreg if it is not there: a list or None.  @cpython Objects/typeobject.c _PyType_GetSlotNames */
function slotNames(cls: PyType): Result {
  const kept = lookupStr(TypeObject.tp_dict(cls) as Ref, OWN_SLOTNAMES);
  if (kept !== 0) {
    if (kept === None || isList(kept)) return newRef(kept);
    return raise(
      errors.TypeError,
      `${typeName(cls)}.__slotnames__ should be a list or None, not ${typeName(typeOf(kept))}`
    );
  }
  const find = importedAttribute(COPYREG, SLOTNAMES);
  if (find === NULL) return NULL;
  const names = finish(callWith(find, cls));
  decref(find);
  if (names === NULL || names === None || isList(names)) return names;
  decref(names);
  return raise(errors.TypeError, "copyreg._slotnames didn't return a list or None");
}
/** Whether an instance has C fields that a copy made of attributes alone would lack. */
function hasHiddenFields(t: PyType, names: Ref): boolean {
  const { tp_basicsize, tp_dictoffset, tp_weaklistoffset } = TypeObject;
  let explained = tp_basicsize(PyBaseObject_Type);
  if (tp_dictoffset(t) !== 0 && !typeHas(t, Flag.MANAGED_DICT)) explained += 8;
  if (tp_weaklistoffset(t) > 0) explained += 8;
  if (names !== None) explained += 8 * ob_size(names);
  return tp_basicsize(t) > explained;
}
/** The slots that have a value, name to value; NULL: an exception is set. */
function slotValues(o: Ref, names: Ref): Result {
  const slots = newDict();
  if (slots === NULL) return NULL;
  for (let i = 0; i < ob_size(names); i++) {
    const name = listItem(names, i);
    const value = lookupAttr(o, name);
    if (value === ABSENT) continue;
    const done = value === NULL ? NULL : setStr(slots, name, value);
    if (value !== NULL) decref(value);
    if (done === NULL) {
      decref(slots);
      return NULL;
    }
  }
  return slots;
}
/** The dict, or a pair of it and the slots, or None.  `required`: nothing else would tell the contents.  @cpython object_getstate_default */
function defaultState(o: Ref, required: boolean): Result {
  const t = typeOf(o);
  if (required && TypeObject.tp_itemsize(t) !== 0) {
    return profile.system.pickleItemsQuoted
      ? cannotPickle(o)
      : raise(errors.TypeError, `cannot pickle ${typeName(t)} objects`);
  }
  const dict = hasNoAttributes(o) ? None : dictOf(o);
  if (dict === NULL) return NULL;
  const names = slotNames(t);
  if (names === NULL) return NULL;
  if (required && hasHiddenFields(t, names)) {
    decref(names);
    return cannotPickle(o);
  }
  let state: Result = newRef(dict);
  if (names !== None && ob_size(names) > 0) {
    const slots = slotValues(o, names);
    if (slots === NULL || dictLength(slots) > 0) state = packTuple(state, slots);
    else decref(slots);
  }
  decref(names);
  return state;
}
const getstate = (self: Ref): Answer => defaultState(self, false);
/** @cpython Objects/typeobject.c object_getstate */
function stateOf(o: Ref, required: boolean): Result {
  const method = HAS_GETSTATE ? finish(getAttr(o, GETSTATE)) : lookupAttr(o, GETSTATE);
  if (method === NULL) return NULL;
  if (method === ABSENT) return defaultState(o, required);
  const isDefault =
    typeOf(method) === PyCFunction_Type &&
    PyCFunction.m_self(method) === o &&
    nativeMethod(PyCFunction.m_ml(method)).call === getstate;
  const state = isDefault ? defaultState(o, required) : finish(call0(method));
  decref(method);
  return state;
}

interface Arguments {
  /** A tuple, or 0: the object says nothing. */
  readonly args: Result | 0;
  /** A dict, or 0. */
  readonly kwargs: Result | 0;
}
const NOTHING: Arguments = { args: 0, kwargs: 0 };
/** What `__new__` wants; null: an exception is set.  @cpython Objects/typeobject.c _PyObject_GetNewArguments */
function newArguments(o: Ref): Arguments | null {
  const both = lookupSpecial(o, NEWARGS_EX);
  if (both === NULL) return null;
  if (both !== ABSENT) {
    const pair = finish(call0(both));
    decref(both);
    return pair === NULL ? null : unpackPair(pair as never);
  }
  const method = lookupSpecial(o, NEWARGS);
  if (method === NULL) return null;
  if (method === ABSENT) return NOTHING;
  const args = finish(call0(method));
  decref(method);
  if (args === NULL) return null;
  if (isTuple(args)) return { args, kwargs: 0 };
  const name = typeName(typeOf(args));
  decref(args);
  return raiseNull(errors.TypeError, `__getnewargs__ should return a tuple, not '${name}'`);
}
function unpackPair(pair: Ref & Exclude<Result, 0>): Arguments | null {
  const problem = pairProblem(pair);
  if (problem !== null) {
    raise(
      problem.startsWith('__getnewargs_ex__ should return a tuple of') ? errors.ValueError : errors.TypeError,
      problem
    );
    decref(pair);
    return null;
  }
  const answer = { args: newRef(tupleItem(pair, 0)), kwargs: newRef(tupleItem(pair, 1)) };
  decref(pair);
  return answer;
}
function pairProblem(pair: Ref): string | null {
  const kind = (o: Ref): string => typeName(typeOf(o));
  if (!isTuple(pair)) return `__getnewargs_ex__ should return a tuple, not '${kind(pair)}'`;
  if (ob_size(pair) !== 2) return `__getnewargs_ex__ should return a tuple of length 2, not ${ob_size(pair)}`;
  const [args, kwargs] = [tupleItem(pair, 0), tupleItem(pair, 1)];
  if (!isTuple(args))
    return `first item of the tuple returned by __getnewargs_ex__ must be a tuple, not '${kind(args)}'`;
  if (!isDict(kwargs))
    return `second item of the tuple returned by __getnewargs_ex__ must be a dict, not '${kind(kwargs)}'`;
  return null;
}
/** `(cls, *args)` */
function classAndArguments(cls: PyType, args: Ref | 0): Result {
  const count = args === 0 ? 0 : ob_size(args);
  const tuple = newTuple(count + 1);
  if (tuple === NULL) return NULL;
  setTupleItem(tuple, 0, newRef(cls));
  for (let i = 0; i < count; i++) setTupleItem(tuple, i + 1, newRef(tupleItem(args as Ref, i)));
  trackTuple(tuple);
  return tuple;
}
/** Iterators over what a list or dict contains; None for all others.  @cpython Objects/typeobject.c _PyObject_GetItemsIter */
const listItemsOf = (o: Ref): Result => (isList(o) ? finish(iter(o)) : none());
function dictItemsOf(o: Ref): Result {
  if (!isDict(o)) return none();
  const items = finish(callMethod0(o, ITEMS));
  if (items === NULL) return NULL;
  const iterator = finish(iter(items));
  decref(items);
  return iterator;
}
/** Protocol 2 and above: a new object, and what is to be put into it.  @cpython Objects/typeobject.c reduce_newobj */
function reduceNewobj(o: Ref): Result {
  const cls = typeOf(o);
  if (slotOf(cls, slot.tp_new) === 0) return cannotPickle(o);
  const given = newArguments(o);
  if (given === null) return NULL;
  const { args, kwargs } = given;
  const isNamed = kwargs !== 0 && dictLength(kwargs) > 0;
  const make = importedAttribute(COPYREG, isNamed ? NEWOBJ_EX : NEWOBJ);
  const newargs =
    make === NULL
      ? NULL
      : isNamed
        ? packTuple(newRef(cls), newRef(args as Ref), newRef(kwargs))
        : classAndArguments(cls, args);
  if (args !== 0) decref(args);
  if (kwargs !== 0) decref(kwargs);
  const state = newargs === NULL ? NULL : stateOf(o, args === 0 && !isList(o) && !isDict(o));
  const listItems = state === NULL ? NULL : listItemsOf(o);
  const dictItems = listItems === NULL ? NULL : dictItemsOf(o);
  return packTuple(make, newargs, state, listItems, dictItems);
}
/** @cpython Objects/typeobject.c _common_reduce */
function commonReduce(self: Ref, protocol: number): Answer {
  if (protocol >= 2) return reduceNewobj(self);
  const reduce = importedAttribute(COPYREG, REDUCE_EX);
  if (reduce === NULL) return NULL;
  const number = newInt(protocol);
  const answer = number === NULL ? NULL : callWith(reduce, self, number);
  if (number !== NULL) decref(number);
  decref(reduce);
  return answer;
}
/** A class's own `__reduce__` comes first.  @cpython Objects/typeobject.c object___reduce_ex___impl */
function reduceEx(self: Ref, given: Ref): Answer {
  const protocol = asIndex(given);
  if (protocol === null) return NULL;
  const reduce = lookupAttr(self, REDUCE);
  if (reduce === NULL) return NULL;
  if (reduce === ABSENT) return commonReduce(self, protocol);
  const isOverridden = typeLookup(typeOf(self), REDUCE) !== typeLookup(PyBaseObject_Type, REDUCE);
  const answer = isOverridden ? call0(reduce) : commonReduce(self, protocol);
  decref(reduce);
  return answer;
}

export const reduceMethods: Readonly<Record<string, Method>> = {
  __reduce__: { signature: '($self, /)', doc: 'Helper for pickle.', call: self => commonReduce(self, 0) },
  __reduce_ex__: { signature: '($self, protocol, /)', doc: 'Helper for pickle.', call: reduceEx as never },
  __getstate__: {
    versions: '3.11-',
    signature: '($self, /)',
    doc: 'Helper for pickle.',
    call: getstate
  }
};

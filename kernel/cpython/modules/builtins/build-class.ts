/** __build_class__: what a class statement calls.  CPython: Python/bltinmodule.c builtin___build_class__. */
import type { Address } from '../../heap/memory.js';
import {
  ABSENT,
  NULL,
  PUSHED,
  type Answer,
  type Maybe,
  type Owned,
  type Ref,
  type Result
} from '../../heap/reference.js';
import { int32, mayOwn } from '../../heap/struct.js';
import { call1 } from '../../abstract/call.js';
import { callWithKeywords } from '../../abstract/call-with.js';
import { compileHook } from '../../abstract/compile-hook.js';
import { isSubtype } from '../../abstract/lookup.js';
import { lookupAttr, reprOf, setItem } from '../../abstract/object.js';
import { PyCell, PyCell_Type } from '../../include/cell.js';
import { deleteStr, lookupStr, newDict } from '../../include/dict.js';
import { dictCopy } from '../../include/dict-merge.js';
import { PyFunction_Type } from '../../include/function.js';
import { PyType_Type } from '../../include/object.js';
import { identifier, isStr } from '../../include/str.js';
import { isTuple, newTuple, setTupleItem, trackTuple, tupleItem } from '../../include/tuple.js';
import { Flag, typeHas, typeName, type PyType } from '../../include/type.js';
import { errors, raise } from '../../object/errors.js';
import { ob_size, typeOf } from '../../object/header.js';
import { beginNative, nativeFrame, type NativeFrame } from '../../object/native-frame.js';
import { argumentAt } from '../../object/park.js';
import { decref, newRef } from '../../object/refcount.js';
import { slot, slotOf } from '../../object/slots.js';
import { finish } from '../../object/upward.js';

const MRO_ENTRIES = identifier('__mro_entries__'),
  METACLASS = identifier('metaclass'),
  PREPARE = identifier('__prepare__');
const ORIG_BASES = identifier('__orig_bases__');
const isType = (o: Ref): o is PyType => typeHas(typeOf(o), Flag.TYPE);

/** Which answer is awaited. */
const PREPARING = 0,
  RUNNING_BODY = 1,
  MAKING = 2;
const Building = nativeFrame(
  '__build_class__',
  {
    func: mayOwn,
    name: mayOwn,
    bases: mayOwn,
    originalBases: mayOwn,
    meta: mayOwn,
    keywords: mayOwn,
    namespace: mayOwn,
    cell: mayOwn,
    phase: int32
  },
  (frame, answer): Answer => step(frame, answer)
);
const B = Building;

function step(frame: NativeFrame, first: Maybe): Answer {
  let answer: Maybe = first;
  for (;;) {
    if (answer === PUSHED) return PUSHED;
    if (answer === NULL || answer === ABSENT) return NULL;
    switch (B.phase(frame)) {
      case PREPARING: {
        B.namespace.set(frame, answer as Owned);
        if (slotOf(typeOf(answer as Ref), slot.mp_subscript) === 0) return badNamespace(frame, answer as Ref);
        B.phase.set(frame, RUNNING_BODY);
        answer = compileHook.runClassBody(B.func(frame) as Ref, answer as Ref);
        continue;
      }
      case RUNNING_BODY:
        B.cell.set(frame, answer as Owned);
        answer = makeClass(frame);
        continue;
      default:
        return checkCell(frame, answer as Owned);
    }
  }
}
function badNamespace(frame: NativeFrame, namespace: Ref): 0 {
  const meta = B.meta(frame) as Ref;
  const shown = isType(meta) ? typeName(meta) : '<metaclass>';
  return raise(
    errors.TypeError,
    `${shown}.__prepare__() must return a mapping, not ${typeName(typeOf(namespace))}`
  );
}
function makeClass(frame: NativeFrame): Answer {
  B.phase.set(frame, MAKING);
  const bases = B.bases(frame) as Ref,
    original = B.originalBases(frame) as Ref,
    namespace = B.namespace(frame) as Ref;
  if (bases !== original && setItem(namespace, ORIG_BASES, original) === NULL) return NULL;
  return callWithKeywords(B.meta(frame) as Ref, [B.name(frame) as Ref, bases, namespace], B.keywords(frame));
}
/** The body's `__class__` cell must hold the class by now. */
function checkCell(frame: NativeFrame, cls: Owned): Answer {
  const cell = B.cell(frame) as Ref;
  if (!isType(cls) || typeOf(cell) !== PyCell_Type) return cls;
  const set = PyCell.ob_ref(cell);
  if (set === cls) return cls;
  const name = reprOf(B.name(frame) as Ref),
    made = reprOf(cls),
    held = set === 0 ? null : reprOf(set);
  decref(cls);
  return set === 0
    ? raise(
        errors.RuntimeError,
        `__class__ not set defining ${name} as ${made}. Was __classcell__ propagated to type.__new__?`
      )
    : raise(errors.TypeError, `__class__ set to ${held} defining ${name} as ${made}`);
}

/** The bases with `__mro_entries__` asked; the same tuple (a new reference) when there are none.  @cpython update_bases */
function updateBases(bases: Ref): Result {
  const replaced: Owned[] = [];
  let changed = false;
  const fail = (): 0 => {
    for (const base of replaced) decref(base);
    return NULL;
  };
  for (let i = 0; i < ob_size(bases); i++) {
    const base = tupleItem(bases, i);
    const hook = isType(base) ? ABSENT : lookupAttr(base, MRO_ENTRIES);
    if (hook === NULL) return fail();
    if (hook === ABSENT) {
      replaced.push(newRef(base));
      continue;
    }
    const entries = finish(call1(hook, bases));
    decref(hook);
    if (entries === NULL) return fail();
    if (!isTuple(entries)) {
      decref(entries);
      raise(errors.TypeError, '__mro_entries__ must return a tuple');
      return fail();
    }
    changed = true;
    for (let k = 0; k < ob_size(entries); k++) replaced.push(newRef(tupleItem(entries, k)));
    decref(entries);
  }
  if (!changed) {
    fail();
    return newRef(bases);
  }
  const tuple = newTuple(replaced.length);
  if (tuple === NULL) return fail();
  for (const [i, base] of replaced.entries()) setTupleItem(tuple, i, base);
  trackTuple(tuple);
  return tuple;
}
/** The most derived metaclass; NULL: they conflict.  @cpython Objects/typeobject.c _PyType_CalculateMetaclass */
function calculateMetaclass(meta: PyType, bases: Ref): PyType | 0 {
  let winner = meta;
  for (let i = 0; i < ob_size(bases); i++) {
    const t = typeOf(tupleItem(bases, i));
    if (isSubtype(winner, t)) continue;
    if (isSubtype(t, winner)) {
      winner = t;
      continue;
    }
    return raise(
      errors.TypeError,
      'metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases'
    );
  }
  return winner;
}

/** __build_class__(func, name, /, *bases, [metaclass], **kwds) */
export function buildClass(_m: Ref, argv: Address, count: number, given: Ref | 0): Answer {
  if (count < 2) return raise(errors.TypeError, '__build_class__: not enough arguments');
  const func = argumentAt(argv, 0),
    name = argumentAt(argv, 1);
  if (typeOf(func) !== PyFunction_Type)
    return raise(errors.TypeError, '__build_class__: func must be a function');
  if (!isStr(name)) return raise(errors.TypeError, '__build_class__: name is not a string');
  const frame = Building.enter();
  B.func.set(frame, newRef(func));
  B.name.set(frame, newRef(name));
  const answer = prepare(frame, argv, count, given);
  return beginNative(frame, answer);
}
function prepare(frame: NativeFrame, argv: Address, count: number, given: Ref | 0): Answer {
  const original = newTuple(count - 2);
  if (original === NULL) return NULL;
  for (let i = 2; i < count; i++) setTupleItem(original, i - 2, newRef(argumentAt(argv, i)));
  trackTuple(original);
  B.originalBases.set(frame, original);
  const bases = updateBases(original);
  if (bases === NULL) return NULL;
  B.bases.set(frame, bases);
  let meta: Ref | 0 = 0;
  if (given !== 0) {
    const keywords = dictCopy(given);
    if (keywords === NULL) return NULL;
    B.keywords.set(frame, keywords);
    meta = lookupStr(keywords, METACLASS);
  }
  const isExplicit = meta !== 0;
  if (meta === 0) meta = ob_size(bases) === 0 ? PyType_Type : typeOf(tupleItem(bases, 0));
  let chosen: Ref = meta;
  if (!isExplicit || isType(meta)) {
    const winner = calculateMetaclass(meta as PyType, bases);
    if (winner === NULL) return NULL;
    chosen = winner;
  }
  B.meta.set(frame, newRef(chosen));
  if (isExplicit) deleteStr(B.keywords(frame) as Ref, METACLASS);
  if (chosen === PyType_Type) return newDict();
  const hook = lookupAttr(chosen, PREPARE);
  if (hook === NULL) return NULL;
  if (hook === ABSENT) return newDict();
  const answer = callWithKeywords(hook, [B.name(frame) as Ref, bases], B.keywords(frame));
  decref(hook);
  return answer;
}

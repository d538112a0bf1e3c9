/** isinstance, issubclass and register of abstract classes: native frames, since hooks and bases are Python.  CPython: Modules/_abc.c. */
import {
  ABSENT,
  DONE,
  NULL,
  PUSHED,
  type Answer,
  type Done,
  type Maybe,
  type Owned,
  type Ref
} from '../../heap/reference.js';
import { int32, mayOwn } from '../../heap/struct.js';
import { callMethod0, callMethod1 } from '../../abstract/call.js';
import { isSubclassOf } from '../../abstract/isinstance.js';
import { isSubtype } from '../../abstract/lookup.js';
import { getAttr, isTrueThenRelease } from '../../abstract/object.js';
import { isList, listItem } from '../../include/list.js';
import { nextSetEntry, setClear, setKeyAt } from '../../include/set.js';
import { False, NotImplemented, True, newBool } from '../../include/singletons.js';
import { identifier } from '../../include/str.js';
import { Flag, typeHas, type PyType } from '../../include/type.js';
import { referent } from '../../include/weakref.js';
import { errors, raise } from '../../object/errors.js';
import { ob_size, typeOf } from '../../object/header.js';
import { beginNative, nativeFrame, type NativeFrame } from '../../object/native-frame.js';
import { decref, newRef, take } from '../../object/refcount.js';
import { finish } from '../../object/upward.js';
import { AbcData, addToWeakSet, countRegistration, dataOf, inWeakSet, invalidationCounter } from './data.js';
import { spreadCollectionFlag } from './collection-flags.js';

const HOOK = identifier('__subclasshook__'),
  SUBCLASSES = identifier('__subclasses__');
const SUBCLASSCHECK = identifier('__subclasscheck__'),
  CLASS = identifier('__class__');
const isType = (o: Ref): o is PyType => typeHas(typeOf(o), Flag.TYPE);

/** What a check waits for. */
const ASKED_HOOK = 0,
  ASKED_REGISTERED = 1,
  ASKED_SUBCLASSES = 2,
  ASKED_SUBCLASS = 3;
const Checking = nativeFrame(
  'ABCMeta.__subclasscheck__',
  { self: mayOwn, subclass: mayOwn, data: mayOwn, list: mayOwn, other: mayOwn, index: int32, phase: int32 },
  step
);
const known = (frame: NativeFrame): Ref => Checking.data(frame) as Ref;
/** True, remembered. */
function yes(frame: NativeFrame): Answer {
  return addToWeakSet(known(frame), AbcData.cache, Checking.subclass(frame) as Ref) === NULL
    ? NULL
    : newBool(true);
}
function no(frame: NativeFrame): Answer {
  return addToWeakSet(known(frame), AbcData.negativeCache, Checking.subclass(frame) as Ref) === NULL
    ? NULL
    : newBool(false);
}

/** `ABCMeta.__subclasscheck__(self, subclass)`.  @cpython Modules/_abc.c _abc__abc_subclasscheck_impl */
export function subclasscheck(_module: Ref, self: Ref, subclass: Ref): Answer {
  if (!isType(subclass)) return raise(errors.TypeError, 'issubclass() arg 1 must be a class');
  const data = dataOf(self);
  if (data === NULL) return NULL;
  const cached = fromCaches(data, subclass);
  if (cached !== 0) {
    decref(data);
    return cached === null ? NULL : cached;
  }
  const frame = Checking.enter();
  Checking.self.set(frame, newRef(self));
  Checking.subclass.set(frame, newRef(subclass));
  Checking.data.set(frame, data);
  return beginNative(frame, callMethod1(self, HOOK, subclass));
}
/** 0: not known yet; null: an exception is set. */
function fromCaches(data: Ref, subclass: Ref): Owned | 0 | null {
  const isKnown = inWeakSet(data, AbcData.cache, subclass);
  if (isKnown !== false) return isKnown === null ? null : newBool(true);
  const counter = invalidationCounter();
  if (AbcData.negativeCacheVersion(data) < counter) {
    const negative = AbcData.negativeCache(data);
    if (negative !== 0) setClear(negative);
    AbcData.negativeCacheVersion.set(data, counter);
    return 0;
  }
  const isDenied = inWeakSet(data, AbcData.negativeCache, subclass);
  return isDenied === null ? null : isDenied ? newBool(false) : 0;
}
function step(frame: NativeFrame, first: Maybe): Answer {
  let answer = first;
  for (;;) {
    if (answer === PUSHED) return PUSHED;
    if (answer === NULL || answer === ABSENT) return NULL;
    const next = advance(frame, answer);
    if (next !== null) return next;
    answer = askNext(frame);
    if (answer === ABSENT) return no(frame);
  }
}
/** What an answer decides; null: something else has to be asked. */
function advance(frame: NativeFrame, answer: Owned): Answer | null {
  switch (Checking.phase(frame)) {
    case ASKED_HOOK:
      return afterHook(frame, answer);
    case ASKED_SUBCLASSES:
      if (!isList(answer)) {
        decref(answer);
        return raise(errors.TypeError, '__subclasses__() must return a list');
      }
      Checking.list.set(frame, answer);
      Checking.index.set(frame, 0);
      Checking.phase.set(frame, ASKED_SUBCLASS);
      return null;
    default: {
      const other = take(frame, Checking.other);
      if (other !== 0) decref(other);
      const is = isTrueThenRelease(answer);
      return is === null ? NULL : is ? yes(frame) : null;
    }
  }
}
function afterHook(frame: NativeFrame, answer: Owned): Answer | null {
  decref(answer); // one of three that never die
  if (answer === True) return yes(frame);
  if (answer === False) return no(frame);
  if (answer !== NotImplemented) {
    return raise(errors.AssertionError, '__subclasshook__ must return either False, True, or NotImplemented');
  }
  const subclass = Checking.subclass(frame) as PyType,
    self = Checking.self(frame) as PyType;
  if (isSubtype(subclass, self)) return yes(frame);
  const registered = inWeakSet(known(frame), AbcData.registry, subclass);
  if (registered !== false) return registered === null ? NULL : newBool(true);
  Checking.phase.set(frame, ASKED_REGISTERED);
  return null;
}
/** Asks the next registered class, then the next subclass; ABSENT: all have been asked. */
function askNext(frame: NativeFrame): Maybe {
  const subclass = Checking.subclass(frame) as Ref;
  if (Checking.phase(frame) === ASKED_REGISTERED) {
    const other = nextRegistered(frame);
    if (other !== 0) {
      Checking.other.set(frame, other);
      return isSubclassOf(subclass, other);
    }
    Checking.phase.set(frame, ASKED_SUBCLASSES);
    return callMethod0(Checking.self(frame) as Ref, SUBCLASSES);
  }
  const list = Checking.list(frame) as Ref,
    index = Checking.index(frame);
  if (index >= ob_size(list)) return ABSENT;
  Checking.index.set(frame, index + 1);
  Checking.other.set(frame, newRef(listItem(list, index)));
  return isSubclassOf(subclass, listItem(list, index));
}
function nextRegistered(frame: NativeFrame): Owned | 0 {
  const set = AbcData.registry(known(frame));
  if (set === 0) return 0;
  for (let i = nextSetEntry(set, Checking.index(frame)); i >= 0; i = nextSetEntry(set, i + 1)) {
    Checking.index.set(frame, i + 1);
    const other = referent(setKeyAt(set, i));
    if (other !== 0) return newRef(other);
  }
  return 0;
}

/** Asks for the class, and if the type differs and the class said no, for the type. */
const Instance = nativeFrame(
  'ABCMeta.__instancecheck__',
  { self: mayOwn, instance: mayOwn, subclass: mayOwn, isLast: int32 },
  (frame, answer): Answer => {
    if (answer === NULL || answer === ABSENT) return NULL;
    if (Instance.isLast(frame) !== 0) return answer as Answer;
    const is = isTrueThenRelease(answer as Owned);
    if (is === null) return NULL;
    if (is) return newBool(true);
    Instance.isLast.set(frame, 1);
    return callMethod1(Instance.self(frame) as Ref, SUBCLASSCHECK, typeOf(Instance.instance(frame) as Ref));
  }
);
/** `ABCMeta.__instancecheck__(self, instance)`.  @cpython Modules/_abc.c _abc__abc_instancecheck_impl */
export function instancecheck(_module: Ref, self: Ref, instance: Ref): Answer {
  const data = dataOf(self);
  if (data === NULL) return NULL;
  const subclass = finish(getAttr(instance, CLASS));
  if (subclass === NULL) {
    decref(data);
    return NULL;
  }
  const cached = classInCaches(data, subclass, instance);
  decref(data);
  if (cached !== 0) {
    decref(subclass);
    return cached === null ? NULL : cached;
  }
  const frame = Instance.enter();
  Instance.self.set(frame, newRef(self));
  Instance.instance.set(frame, newRef(instance));
  Instance.subclass.set(frame, subclass);
  Instance.isLast.set(frame, subclass === typeOf(instance) ? 1 : 0);
  return beginNative(frame, callMethod1(self, SUBCLASSCHECK, subclass));
}
function classInCaches(data: Ref, subclass: Ref, instance: Ref): Owned | 0 | null {
  const isKnown = inWeakSet(data, AbcData.cache, subclass);
  if (isKnown !== false) return isKnown === null ? null : newBool(true);
  if (subclass !== typeOf(instance) || AbcData.negativeCacheVersion(data) !== invalidationCounter()) return 0;
  const isDenied = inWeakSet(data, AbcData.negativeCache, subclass);
  return isDenied === null ? null : isDenied ? newBool(false) : 0;
}

/** First whether it is a subclass already, then whether that would be a cycle. */
const Registering = nativeFrame(
  'ABCMeta.register',
  { self: mayOwn, subclass: mayOwn, isSecond: int32 },
  (frame, first): Answer => {
    let answer = first;
    for (;;) {
      if (answer === PUSHED) return PUSHED;
      if (answer === NULL || answer === ABSENT) return NULL;
      const is = isTrueThenRelease(answer);
      const self = Registering.self(frame) as Ref,
        subclass = Registering.subclass(frame) as Ref;
      if (is === null) return NULL;
      if (Registering.isSecond(frame) !== 0) {
        if (is) return raise(errors.RuntimeError, 'Refusing to create an inheritance cycle');
        return enterClass(self, subclass) === NULL ? NULL : newRef(subclass);
      }
      if (is) return newRef(subclass);
      Registering.isSecond.set(frame, 1);
      answer = isSubclassOf(self, subclass);
    }
  }
);
function enterClass(self: Ref, subclass: Ref): Done {
  const data = dataOf(self);
  if (data === NULL) return NULL;
  const done = addToWeakSet(data, AbcData.registry, subclass);
  decref(data);
  if (done === NULL) return NULL;
  countRegistration();
  spreadCollectionFlag(self, subclass as PyType);
  return DONE;
}
/** `ABCMeta.register(self, subclass)`.  @cpython Modules/_abc.c _abc__abc_register_impl */
export function register(_module: Ref, self: Ref, subclass: Ref): Answer {
  if (!isType(subclass)) return raise(errors.TypeError, 'Can only register classes');
  const frame = Registering.enter();
  Registering.self.set(frame, newRef(self));
  Registering.subclass.set(frame, newRef(subclass));
  return beginNative(frame, isSubclassOf(subclass, self));
}

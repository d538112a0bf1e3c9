/** _count_elements: how Counter counts.  CPython: Modules/_collectionsmodule.c _collections__count_elements_impl. */
import { ABSENT, NULL, PUSHED, type Answer, type Maybe, type Owned, type Ref } from '../../heap/reference.js';
import { int32, mayOwn, owns } from '../../heap/struct.js';
import { call2 } from '../../abstract/call.js';
import { iter, iterNext, wasStopIteration } from '../../abstract/iterate.js';
import { typeLookup } from '../../abstract/lookup.js';
import { binaryOperation } from '../../abstract/number.js';
import { getAttr, hash, setItem } from '../../abstract/object.js';
import { PyDict_Type, dictGetKnown, dictSetKnown, isDict } from '../../include/dict.js';
import { hashHigh } from '../../include/hooks.js';
import { smallInt } from '../../include/int.js';
import { none } from '../../include/singletons.js';
import { identifier } from '../../include/str.js';
import { typeOf } from '../../object/header.js';
import { beginNative, nativeFrame, type NativeFrame } from '../../object/native-frame.js';
import { clearRef, decref, newRef } from '../../object/refcount.js';
import { finish } from '../../object/upward.js';

const GET = identifier('get'),
  SETITEM = identifier('__setitem__');
const ADD = 0;
const STARTING = 0,
  COUNTING = 1,
  ADDING = 2,
  STORING = 3,
  STORED = 4;
/** `get`: the mapping's own, when it is no dict that looks up and stores as dicts do. */
const Counting = nativeFrame(
  '_count_elements',
  { mapping: owns, iterator: mayOwn, get: mayOwn, key: mayOwn, phase: int32 },
  step
);
const isPlain = (mapping: Ref): boolean =>
  isDict(mapping) &&
  typeLookup(typeOf(mapping), GET) === typeLookup(PyDict_Type, GET) &&
  typeLookup(typeOf(mapping), SETITEM) === typeLookup(PyDict_Type, SETITEM);

export function countElements(_module: Ref, mapping: Ref, iterable: Ref): Answer {
  const frame = Counting.enter();
  Counting.mapping.set(frame, newRef(mapping));
  return beginNative(frame, iter(iterable));
}
function step(frame: NativeFrame, first: Maybe): Answer {
  const mapping = Counting.mapping(frame);
  let answer = first;
  for (;;) {
    if (answer === PUSHED) return PUSHED;
    const phase = Counting.phase(frame);
    if (answer === ABSENT || answer === NULL) {
      const isEnd = phase === COUNTING && (answer === ABSENT || wasStopIteration());
      return isEnd ? none() : NULL;
    }
    const value = answer as Owned;
    switch (phase) {
      case STARTING:
        Counting.iterator.set(frame, value);
        Counting.phase.set(frame, COUNTING);
        if (isPlain(mapping)) break;
        {
          const get = finish(getAttr(mapping, GET));
          if (get === NULL) return NULL;
          Counting.get.set(frame, get);
        }
        break;
      case COUNTING:
        Counting.key.set(frame, value);
        answer = known(frame, mapping, value);
        continue;
      case ADDING:
        Counting.phase.set(frame, STORING);
        answer = binaryOperation(ADD, value, smallInt(1));
        decref(value);
        continue;
      case STORING: {
        Counting.phase.set(frame, STORED);
        const done = storeCount(frame, mapping, value);
        decref(value);
        if (done === PUSHED) return PUSHED;
        if (done === NULL) return NULL;
        break;
      }
      default:
        decref(value);
    }
    clearRef(frame, Counting.key);
    Counting.phase.set(frame, COUNTING);
    answer = iterNext(Counting.iterator(frame) as Ref);
  }
}
/** The count so far. */
function known(frame: NativeFrame, mapping: Ref, key: Ref): Answer {
  const get = Counting.get(frame);
  Counting.phase.set(frame, ADDING);
  if (get !== 0) return call2(get, key, smallInt(0));
  const low = hash(key);
  if (low === null) return NULL;
  const count = dictGetKnown(mapping, key, low, hashHigh());
  if (count === null) return NULL;
  if (count !== 0) return newRef(count);
  Counting.phase.set(frame, STORING);
  return newRef(smallInt(1));
}
function storeCount(frame: NativeFrame, mapping: Ref, count: Ref): ReturnType<typeof setItem> {
  const key = Counting.key(frame) as Ref;
  if (Counting.get(frame) !== 0) return setItem(mapping, key, count);
  const low = hash(key);
  return low === null ? NULL : dictSetKnown(mapping, key, low, hashHigh(), count);
}

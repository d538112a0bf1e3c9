/** Making dicts: dict(), dict.fromkeys().  CPython: Objects/dictobject.c dict_new, dict_vectorcall, _PyDict_FromKeys. */
import type { Address } from '../../heap/memory.js';
import {
  DONE,
  NULL,
  type PUSHED,
  type Answer,
  type Done,
  type Owned,
  type Ref
} from '../../heap/reference.js';
import { mayOwn } from '../../heap/struct.js';
import { call0 } from '../../abstract/call.js';
import { dictUpdateFrom } from '../../abstract/dict-merge.js';
import { setItem } from '../../abstract/object.js';
import { unparkIf } from '../../abstract/parked.js';
import { settled } from '../../abstract/settle.js';
import {
  PyDict_Type,
  dictLength,
  dictResize,
  dictSetItem,
  dictSetKnown,
  entryHashAt,
  entryKey,
  isExactDict,
  keysOf,
  nextEntry,
  setKeys
} from '../../include/dict.js';
import {
  GENERAL,
  MIN_LOG2,
  UNICODE,
  keysKind,
  log2ForItems,
  newKeys,
  takeEmptyKeys
} from '../../include/dict-keys.js';
import { hashHigh } from '../../include/hooks.js';
import { isExactAnySet, nextSetEntry, setHashAt, setKeyAt, setLength } from '../../include/set.js';
import { None } from '../../include/singletons.js';
import { genericAlloc } from '../../include/subclass.js';
import { tupleItem } from '../../include/tuple.js';
import { errors, raise } from '../../object/errors.js';
import { untrack } from '../../object/gchead.js';
import { ob_size, type PyType } from '../../object/header.js';
import { consuming, type ItemAnswer } from '../../object/native-frame.js';
import { argumentAt, park } from '../../object/park.js';
import { decref, newRef, take } from '../../object/refcount.js';
import { finish } from '../../object/upward.js';
import { profile } from '../../profiles/profile.js';

const HAS_TABLE = profile.dict.newHasTable;
const ALWAYS_TRACKED = profile.gc.dictsAlwaysTracked;

/** An empty dict of a type; a new exact one is not taken from the kept ones.  @cpython Objects/dictobject.c dict_new */
export function dictNew(type: PyType): Answer {
  const d = genericAlloc<'dict'>(type, 0);
  if (d === 0) return NULL;
  if (type === PyDict_Type && !ALWAYS_TRACKED) untrack(d);
  const keys = HAS_TABLE ? newKeys(MIN_LOG2, UNICODE) : takeEmptyKeys();
  setKeys(d, keys === 0 ? takeEmptyKeys() : keys);
  if (keys !== 0) return d;
  decref(d);
  return NULL;
}
/** dict(mapping or pairs, **kwargs) of an existing dict.  @cpython Objects/dictobject.c dict_init */
export function dictInit(self: Ref, argv: Address, nargs: number, kwnames: Ref | 0): Done | typeof PUSHED {
  if (nargs > 1) return raise(errors.TypeError, `dict expected at most 1 argument, got ${nargs}`);
  if (kwnames === 0) return nargs === 0 ? DONE : settled(dictUpdateFrom(self, argumentAt(argv, 0)));
  if (nargs === 1 && settled(finish(dictUpdateFrom(self, argumentAt(argv, 0)))) === NULL) return NULL;
  for (let i = 0; i < ob_size(kwnames); i++) {
    if (dictSetItem(self, tupleItem(kwnames, i), argumentAt(argv, nargs + i)) === NULL) return NULL;
  }
  return DONE;
}

const FromKeys = consuming(
  'dict.fromkeys',
  { dict: mayOwn, given: mayOwn },
  {
    item: (frame, key): ItemAnswer => setAny(FromKeys.dict(frame) as Ref, key, FromKeys.given(frame) as Ref),
    answered: (_frame, answer) => {
      decref(answer);
      return DONE;
    },
    end: (frame): Answer => take(frame, FromKeys.dict) as Owned
  }
);
const setAny = (d: Ref, key: Ref, value: Ref): Done | typeof PUSHED =>
  isExactDict(d) ? dictSetItem(d, key, value) : setItem(d, key, value);

/** @cpython Objects/dictobject.c _PyDict_FromKeys */
export function fromKeys(type: Ref, iterable: Ref, value: Ref | 0): Answer {
  const d = finish(call0(type));
  if (d === NULL) return NULL;
  const given = value === 0 ? None : value;
  if (isExactDict(d) && dictLength(d) === 0) {
    if (isExactDict(iterable)) return unparkIf(fillFromDict(park(d), iterable, given));
    if (isExactAnySet(iterable)) return unparkIf(fillFromSet(park(d), iterable, given));
  }
  const frame = FromKeys.enter();
  FromKeys.dict.set(frame, d);
  FromKeys.given.set(frame, newRef(given));
  return FromKeys.start(frame, iterable);
}
function fillFromDict(d: Ref, from: Ref, value: Ref): Done {
  const kind = keysKind(keysOf(from)) === GENERAL ? GENERAL : UNICODE;
  if (dictResize(d, log2ForItems(dictLength(from)), kind) === NULL) return NULL;
  for (let i = nextEntry(from, 0); i >= 0; i = nextEntry(from, i + 1)) {
    const low = entryHashAt(from, i);
    if (dictSetKnown(d, entryKey(from, i), low, hashHigh(), value) === NULL) return NULL;
  }
  return DONE;
}
function fillFromSet(d: Ref, from: Ref, value: Ref): Done {
  if (dictResize(d, log2ForItems(setLength(from)), GENERAL) === NULL) return NULL;
  for (let i = nextSetEntry(from, 0); i >= 0; i = nextSetEntry(from, i + 1)) {
    const low = setHashAt(from, i);
    if (dictSetKnown(d, setKeyAt(from, i), low, hashHigh(), value) === NULL) return NULL;
  }
  return DONE;
}

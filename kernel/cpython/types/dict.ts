/** What dicts do.  CPython: Objects/dictobject.c. */
import { load, type Address } from '../heap/memory.js';
import { ABSENT, NULL, type Answer, type Done, type Owned, type Ref } from '../heap/reference.js';
import { call1 } from '../abstract/call.js';
import { classGetitem } from '../abstract/class-getitem.js';
import { defineType, type OwnedKind, type Visit } from '../abstract/define.js';
import { dictUpdateFrom } from '../abstract/dict-merge.js';
import { EQ, NE, clearRaised, lookupSpecial, reprOf, richCompareBool, strOf } from '../abstract/object.js';
import { raiseWithValue } from '../abstract/raise.js';
import { reprEnter, reprLeave } from '../abstract/repr-guard.js';
import { unparkIf } from '../abstract/parked.js';
import { settled } from '../abstract/settle.js';
import { intToBigInt, isExactInt } from '../include/int.js';
import {
  PyDict,
  PyDict_Type,
  dictClear,
  dictContains,
  dictDelItem,
  dictGetItem,
  dictGetKnown,
  dictLength,
  dictSetDefault,
  dictSetItem,
  dictTake,
  entryKey,
  entryValue,
  isDict,
  isExactDict,
  keepDict,
  keysOf,
  lastEntry,
  nextEntry,
  removeLast,
  thenReleaseContents,
  valuesOf
} from '../include/dict.js';
import {
  FAILED,
  GENERAL,
  emptyKeys,
  entryAddress,
  entryHash,
  keysBytes,
  keysCount,
  keysEntries,
  keysKind
} from '../include/dict-keys.js';
import { dictCopy } from '../include/dict-merge.js';
import { PyDictItems_Type, PyDictKeys_Type, PyDictValues_Type, newDictView } from '../include/dict-view.js';
import { blockOfValues, isEmbedded, sharedRoom, valueAt } from '../include/dict-values.js';
import { connectHooks, hashHigh, keyError } from '../include/hooks.js';
import { PyDictIterKey_Type, PyDictRevIterKey_Type, newDictIter } from '../include/iterators.js';
import { None, newBool, none, notImplemented } from '../include/singletons.js';
import { identifier, isStr, newStr, toHost } from '../include/str.js';
import { newTuple, setTupleItem, trackAnyTuple } from '../include/tuple.js';
import { Flag, TypeObject, typeName, type PyType } from '../include/type.js';
import { freeObject } from '../object/create.js';
import { native, thenCall } from '../object/dealloc.js';
import { errors, raise } from '../object/errors.js';
import { untrack } from '../object/gchead.js';
import { typeOf } from '../object/header.js';
import { argumentAt, park, unpark } from '../object/park.js';
import { decref, newRef } from '../object/refcount.js';
import { raised } from '../object/thread.js';
import { finish } from '../object/upward.js';
import { profile } from '../profiles/profile.js';
import { dictInit, dictNew, fromKeys } from './dict/construct.js';
import './dict/iterators.js';
import './dict/views.js';

/* What probing asks for. */
const UNHASHABLE = profile.dict.unhashableKey;
connectHooks({
  equal: (a, b) => richCompareBool(a, b, EQ),
  keyError: key => raiseWithValue(errors.KeyError, newRef(key)),
  unhashable(key, use) {
    const exception = raised();
    if (!UNHASHABLE || exception === 0 || typeOf(exception) !== errors.TypeError) return;
    const held = park(newRef(exception));
    clearRaised();
    const text = strOf(held);
    decref(unpark());
    if (text !== null) raise(errors.TypeError, `cannot use '${typeName(typeOf(key))}' as a ${use} (${text})`);
  }
});

/* Life. */
/** Bytes without headers: a table that instances share is the class's.  @cpython Objects/dictobject.c _PyDict_SizeOf */
export function dictSize(self: Ref): number {
  const keys = keysOf(self);
  const values = valuesOf(self) === 0 ? 0 : sharedRoom(keys) * 8;
  return TypeObject.tp_basicsize(typeOf(self)) + values + (keysCount(keys) === 1 ? keysBytes(keys) : 0);
}
const VISITS_EMBEDDED = profile.dict.instanceVisits === 'dict';
/** @cpython Objects/dictobject.c dict_traverse */
function traverse(self: Ref, visit: Visit): void {
  const keys = keysOf(self),
    values = valuesOf(self),
    count = keysEntries(keys);
  if (values !== 0) {
    if (isEmbedded(values) && !VISITS_EMBEDDED) return;
    for (let i = 0; i < count; i++) visit(valueAt(values, i));
    return;
  }
  const isGeneral = keysKind(keys) === GENERAL;
  for (let i = 0; i < count; i++) {
    const p = entryAddress(keys, i);
    const value = load(p + 8) as Ref | 0;
    if (value === 0) continue;
    visit(value);
    if (isGeneral) visit(load(p) as Ref);
  }
}
const FREE = native((self: Ref) => {
  if (typeOf(self) !== PyDict_Type || !keepDict(self)) freeObject(self);
});
/** @cpython Objects/dictobject.c dict_dealloc */
function dealloc(self: Ref): void {
  untrack(self);
  thenCall(FREE, self);
  thenReleaseContents(keysOf(self), valuesOf(self));
}
function owned(self: Ref, visit: (o: Ref, label: string, kind: OwnedKind) => void): void {
  const keys = keysOf(self),
    values = valuesOf(self);
  if (values !== 0 && isEmbedded(values)) return;
  for (let i = 0; i < keysEntries(keys); i++) {
    const p = entryAddress(keys, i);
    const key = load(p) as Ref | 0;
    const value = (values !== 0 ? valueAt(values, i) : load(p + 8)) as Ref | 0;
    const label = key === 0 ? '[?]' : `[${labelOf(key)}]`;
    if (key !== 0 && keysCount(keys) === 1) visit(key, `key ${labelOf(key)}`, 'key');
    if (value !== 0) visit(value, label, 'value');
  }
}
const labelOf = (key: Ref): string => {
  if (isStr(key)) return `'${toHost(key)}'`;
  if (isExactInt(key)) return String(intToBigInt(key));
  return `${typeName(typeOf(key))} at 0x${key.toString(16)}`;
};
function blocks(self: Ref, visit: (address: Address) => void): void {
  const keys = keysOf(self),
    values = valuesOf(self);
  if (keys !== emptyKeys) visit(keys);
  if (values !== 0 && !isEmbedded(values)) visit(blockOfValues(values));
}

/* Operators. */
const MISSING = identifier('__missing__');
/** `d[key]`.  @cpython Objects/dictobject.c dict_subscript */
function subscript(self: Ref, key: Ref): Answer {
  const value = dictGetItem(self, key);
  if (value === null) return NULL;
  if (value !== 0) return newRef(value);
  if (!isExactDict(self)) {
    const missing = lookupSpecial(self, MISSING);
    if (missing === NULL) return NULL;
    if (missing !== ABSENT) {
      const answer = call1(missing, key);
      decref(missing); // a frame that was entered holds what it needs
      return answer;
    }
  }
  return keyError(key);
}
const assign = (self: Ref, key: Ref, value: Ref | 0): Done =>
  value === 0 ? dictDelItem(self, key) : dictSetItem(self, key, value);

function or(a: Ref, b: Ref): Answer {
  if (!isDict(a) || !isDict(b)) return notImplemented();
  const copy = dictCopy(a);
  if (copy === NULL) return NULL;
  return unparkIf(settled(finish(dictUpdateFrom(park(copy), b))) as Done);
}
function inplaceOr(self: Ref, other: Ref): Answer {
  return settled(finish(dictUpdateFrom(self, other))) === NULL ? NULL : newRef(self);
}

/** @cpython Objects/dictobject.c dict_equal */
function equal(a: Ref, b: Ref): boolean | null {
  if (dictLength(a) !== dictLength(b)) return false;
  for (let i = 0; i < keysEntries(keysOf(a)); i++) {
    const keys = keysOf(a),
      values = valuesOf(a),
      p = entryAddress(keys, i);
    const value = (values !== 0 ? valueAt(values, i) : load(p + 8)) as Ref | 0;
    if (value === 0) continue;
    const key = load(p) as Ref;
    const low = entryHash(keys, i),
      high = hashHigh();
    park(newRef(value));
    park(newRef(key));
    const same = equalValue(b, key, low, high, value);
    decref(unpark());
    decref(unpark());
    if (same !== true) return same;
  }
  return true;
}
function equalValue(b: Ref, key: Ref, low: number, high: number, value: Ref): boolean | null {
  const other = dictGetKnown(b, key, low, high);
  if (other === null || other === 0) return other === null ? null : false;
  if (other === value) return true;
  park(newRef(other));
  const same = richCompareBool(value, other, EQ);
  decref(unpark());
  return same;
}
function compare(a: Ref, b: Ref, op: number): Answer {
  if (!isDict(a) || !isDict(b) || (op !== EQ && op !== NE)) return notImplemented();
  const same = equal(a, b);
  return same === null ? NULL : newBool(same === (op === EQ));
}

/** @cpython Objects/dictobject.c dict_repr */
function repr(self: Ref): Answer {
  const isInside = reprEnter(self);
  if (isInside === null) return NULL;
  if (isInside) return newStr('{...}');
  const text = dictLength(self) === 0 ? '{}' : itemsText(self);
  reprLeave(self);
  return text === null ? NULL : newStr(text);
}
function itemsText(self: Ref): string | null {
  const parts: string[] = [];
  for (let i = nextEntry(self, 0); i >= 0; i = nextEntry(self, i + 1)) {
    const key = park(newRef(entryKey(self, i))),
      value = park(newRef(entryValue(self, i)));
    const left = reprOf(key),
      right = left === null ? null : reprOf(value);
    decref(unpark());
    decref(unpark());
    if (right === null) return null;
    parts.push(`${left}: ${right}`);
  }
  return `{${parts.join(', ')}}`;
}

/* Methods. */
function get(self: Ref, key: Ref, otherwise: Ref | 0): Answer {
  const value = dictGetItem(self, key);
  if (value === null) return NULL;
  return value !== 0 ? newRef(value) : otherwise !== 0 ? newRef(otherwise) : none();
}
function setdefault(self: Ref, key: Ref, otherwise: Ref | 0): Answer {
  const value = dictSetDefault(self, key, otherwise === 0 ? None : otherwise);
  return value === null ? NULL : newRef(value);
}
function pop(self: Ref, key: Ref, otherwise: Ref | 0): Answer {
  const value = dictLength(self) === 0 ? 0 : dictTake(self, key);
  if (value) return value;
  if (value === null) return NULL;
  return otherwise !== 0 ? newRef(otherwise) : keyError(key);
}
/** @cpython Objects/dictobject.c dict_popitem_impl */
function popitem(self: Ref): Answer {
  const pair = newTuple(2);
  if (pair === NULL) return NULL;
  const at = lastEntry(self);
  if (at < 0) {
    decref(pair);
    return at === FAILED ? NULL : raise(errors.KeyError, 'popitem(): dictionary is empty');
  }
  const key = entryKey(self, at) as Owned,
    value = entryValue(self, at) as Owned;
  removeLast(self, at);
  setTupleItem(pair, 0, key);
  setTupleItem(pair, 1, value);
  trackAnyTuple(pair);
  return pair;
}
function update(self: Ref, argv: Address, nargs: number, kwargs: Ref | 0): Answer {
  if (nargs > 1) return raise(errors.TypeError, `update expected at most 1 argument, got ${nargs}`);
  if (kwargs === 0) return nargs === 0 ? none() : dictUpdateFrom(self, argumentAt(argv, 0));
  if (nargs === 1 && settled(finish(dictUpdateFrom(self, argumentAt(argv, 0)))) === NULL) return NULL;
  return dictUpdateFrom(self, kwargs);
}
const view =
  (type: PyType) =>
  (self: Ref): Answer =>
    newDictView(type, self);

export const dict = defineType({
  name: 'dict',
  type: PyDict_Type,
  struct: PyDict,
  doc:
    'dict() -> new empty dictionary\n' +
    "dict(mapping) -> new dictionary initialized from a mapping object's\n    (key, value) pairs\n" +
    'dict(iterable) -> new dictionary initialized as if via:\n    d = {}\n    for k, v in iterable:\n        d[k] = v\n' +
    'dict(**kwargs) -> new dictionary initialized with the name=value pairs\n' +
    '    in the keyword argument list.  For example:  dict(one=1, two=2)',
  subclassable: true,
  gc: true,
  trashcan: true,
  flags: Flag.DICT | Flag.MAPPING,
  sizeof: dictSize,
  traverse,
  clear: self => dictClear(self),
  dealloc,
  owned,
  blocks,
  new: dictNew,
  init: dictInit,
  repr,
  hash: 'unhashable',
  richcompare: compare,
  iter: self => newDictIter(PyDictIterKey_Type, self),
  slots: {
    mp_length: dictLength,
    mp_subscript: subscript,
    mp_ass_subscript: assign,
    sq_contains: dictContains,
    nb_or: or,
    nb_inplace_or: inplaceOr
  },
  methods: {
    __class_getitem__: classGetitem,
    get: {
      signature: '($self, key, default=None, /)',
      doc: 'Return the value for key if key is in the dictionary, else default.',
      call: get
    },
    setdefault: {
      signature: '($self, key, default=None, /)',
      doc:
        'Insert key with a value of default if key is not in the dictionary.\n\n' +
        'Return the value for key if key is in the dictionary, else default.',
      call: setdefault
    },
    pop: {
      signature: '($self, key, default=<unrepresentable>, /)',
      doc:
        'D.pop(k[,d]) -> v, remove specified key and return the corresponding value.\n\n' +
        'If the key is not found, return the default if given; otherwise,\nraise a KeyError.',
      call: pop
    },
    popitem: {
      signature: '($self, /)',
      doc:
        'Remove and return a (key, value) pair as a 2-tuple.\n\n' +
        'Pairs are returned in LIFO (last-in, first-out) order.\nRaises KeyError if the dict is empty.',
      call: popitem
    },
    keys: {
      signature: '($self, /)',
      doc: "a set-like object providing a view on D's keys",
      call: view(PyDictKeys_Type)
    },
    items: {
      signature: '($self, /)',
      doc: "a set-like object providing a view on D's items",
      call: view(PyDictItems_Type)
    },
    values: {
      signature: '($self, /)',
      doc: "an object providing a view on D's values",
      call: view(PyDictValues_Type)
    },
    update: {
      signature: '($self, *args, **kwargs)',
      doc:
        'D.update([E, ]**F) -> None.  Update D from mapping/iterable E and F.\n' +
        'If E is present and has a .keys() method, then does:  for k in E.keys(): D[k] = E[k]\n' +
        'If E is present and lacks a .keys() method, then does:  for k, v in E: D[k] = v\n' +
        'In either case, this is followed by: for k in F:  D[k] = F[k]',
      call: update
    },
    fromkeys: {
      signature: '($type, iterable, value=None, /)',
      doc: 'Create a new dictionary with keys from iterable and values set to value.',
      kind: 'class',
      call: fromKeys
    },
    clear: {
      signature: '($self, /)',
      doc: 'Remove all items from the dict.',
      call: (self: Ref) => {
        dictClear(self);
        return none();
      }
    },
    copy: {
      signature: '($self, /)',
      doc: 'Return a shallow copy of the dict.',
      call: (self: Ref) => dictCopy(self)
    },
    __reversed__: {
      signature: '($self, /)',
      doc: 'Return a reverse iterator over the dict keys.',
      versions: '3.8-',
      call: (self: Ref) => newDictIter(PyDictRevIterKey_Type, self)
    }
  }
});

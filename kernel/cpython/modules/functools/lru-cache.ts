/** functools._lru_cache_wrapper: a function that remembers what it answered.  CPython: Modules/_functoolsmodule.c lru_cache_object. */
import type { Address } from '../../heap/memory.js';
import { ABSENT, NULL, PUSHED, type Answer, type Maybe, type Owned, type Ref } from '../../heap/reference.js';
import { int32, mayOwn, owns, struct } from '../../heap/struct.js';
import { call, callWith } from '../../abstract/call.js';
import { defineType } from '../../abstract/define.js';
import { dictGetset } from '../../abstract/dict-getset.js';
import { dropWeakrefs, thenFree, type OwningField } from '../../abstract/fields.js';
import { getAttr, hash, isTrue } from '../../abstract/object.js';
import {
  dictClear,
  dictGetKnown,
  dictLength,
  dictSetKnown,
  entryIndex,
  newDict,
  takeEntry
} from '../../include/dict.js';
import { newMethod } from '../../include/function.js';
import { asIndex, newInt } from '../../include/int.js';
import { None, none } from '../../include/singletons.js';
import { identifier } from '../../include/str.js';
import { genericAlloc } from '../../include/subclass.js';
import { staticType, type PyType } from '../../include/type.js';
import { thenRelease } from '../../object/dealloc.js';
import { errors, raise } from '../../object/errors.js';
import { untrack } from '../../object/gchead.js';
import { hashHigh } from '../../object/hash.js';
import { typeOf } from '../../object/header.js';
import { beginNative, nativeFrame, type NativeFrame } from '../../object/native-frame.js';
import { clearRef, decref, newRef, take, xdecref } from '../../object/refcount.js';
import { slot, slotOf } from '../../object/slots.js';
import { MARK, cacheKey } from './cache-key.js';
import {
  Link,
  Link_Type,
  append,
  beginRing,
  eachLink,
  extract,
  fillLink,
  newLink,
  oldest,
  unlinkAll
} from './links.js';

export const LruCache_Type = staticType();
const Lru = struct('functools._lru_cache_wrapper', 'lru_cache_object', {
  wrapper: int32, // ours: which of the three ways
  typed: int32,
  cache: mayOwn,
  hits: int32,
  func: mayOwn,
  maxsize: int32,
  misses: int32,
  kwd_mark: mayOwn, // from 3.10
  lru_list_elem_type: mayOwn, // from 3.10
  cache_info_type: mayOwn,
  dict: mayOwn,
  weakreflist: int32
});
const {
  wrapper,
  typed,
  cache,
  hits,
  func,
  maxsize,
  misses,
  kwd_mark,
  lru_list_elem_type,
  cache_info_type,
  dict
} = Lru;
const UNCACHED = 0,
  INFINITE = 1,
  BOUNDED = 2;
const WEAKREFS = Lru.weakreflist.offset;

/** @cpython Modules/_functoolsmodule.c lru_cache_new */
function make(type: Ref, f: Ref, limit: Ref, isTyped: Ref, infoType: Ref): Answer {
  if (slotOf(typeOf(f), slot.tp_call) === 0)
    return raise(errors.TypeError, 'the first argument must be callable');
  const most = limit === None ? -1 : mostOf(limit);
  if (most === null) return NULL;
  const tells = isTrue(isTyped);
  if (tells === null) return NULL;
  const self = genericAlloc(type as PyType, 0);
  if (self === NULL) return NULL;
  beginRing(self);
  const results = newDict();
  cache.set(self, results);
  if (results === NULL) {
    decref(self);
    return NULL;
  }
  wrapper.set(self, most < 0 ? INFINITE : most === 0 ? UNCACHED : BOUNDED);
  typed.set(self, tells ? 1 : 0);
  func.set(self, newRef(f));
  maxsize.set(self, most);
  if (kwd_mark.exists) kwd_mark.set(self, newRef(MARK));
  if (lru_list_elem_type.exists) lru_list_elem_type.set(self, newRef(Link_Type));
  cache_info_type.set(self, newRef(infoType));
  return self;
}
function mostOf(limit: Ref): number | null {
  if (slotOf(typeOf(limit), slot.nb_index) === 0) {
    raise(errors.TypeError, 'maxsize should be integer or None');
    return null;
  }
  const most = asIndex(limit);
  return most === null ? null : Math.max(0, most);
}

/** The function is on its way; its answer is remembered under the key, which nobody else may have stored meanwhile. */
const Asking = nativeFrame(
  'lru_cache',
  { self: owns, key: owns, low: int32, high: int32 },
  (frame: NativeFrame, answer: Maybe): Answer => {
    if (answer === NULL || answer === ABSENT || answer === PUSHED) return answer as Answer;
    const self = Asking.self(frame),
      key = Asking.key(frame),
      low = Asking.low(frame),
      high = Asking.high(frame);
    return wrapper(self) === INFINITE
      ? rememberAll(self, key, low, high, answer as Owned)
      : remember(self, key, low, high, answer as Owned);
  }
);
/** @cpython Modules/_functoolsmodule.c infinite_lru_cache_wrapper */
function rememberAll(self: Ref, key: Ref, low: number, high: number, result: Owned): Answer {
  if (dictSetKnown(cache(self) as Ref, key, low, high, result) !== NULL) return result;
  decref(result);
  return NULL;
}
/** @cpython Modules/_functoolsmodule.c bounded_lru_cache_wrapper */
function remember(self: Ref, key: Ref, low: number, high: number, result: Owned): Answer {
  const results = cache(self) as Ref;
  const there = dictGetKnown(results, key, low, high);
  if (there === null) {
    decref(result);
    return NULL;
  }
  if (there !== 0) return result; // the function asked the same, and that has been remembered
  const isFull = dictLength(results) >= maxsize(self) && oldest(self) !== self;
  const link = isFull ? extract(oldest(self)) : newLink();
  if (link === NULL) {
    decref(result);
    return NULL;
  }
  const oldKey = take(link, Link.key),
    oldResult = take(link, Link.result);
  const held = oldKey === 0 ? 0 : popLink(results, link, oldKey);
  fillLink(link, newRef(key), newRef(result), low, high);
  const isKept = dictSetKnown(results, key, low, high, link) !== NULL;
  if (isKept) append(self, link);
  else decref(link);
  for (const o of [held, oldKey, oldResult]) xdecref(o);
  if (isKept) return result;
  decref(result);
  return NULL;
}
/** Takes the dict's reference to a link that is about to be used again. */
function popLink(results: Ref, link: Ref, key: Ref): Owned | 0 {
  const at = entryIndex(results, key, Link.hashLow(link), Link.hashHigh(link));
  return at >= 0 ? takeEntry(results, at) : 0;
}

function callCached(self: Ref, argv: Address, nargs: number, kwnames: Ref | 0): Answer {
  const f = func(self) as Ref;
  if (wrapper(self) === UNCACHED) {
    misses.set(self, misses(self) + 1);
    return call(f, argv, nargs, kwnames);
  }
  const key = cacheKey(argv, nargs, kwnames, typed(self) !== 0);
  if (key === NULL) return NULL;
  const low = hash(key);
  const high = hashHigh();
  const found = low === null ? null : dictGetKnown(cache(self) as Ref, key, low, high);
  if (low === null || found === null || found !== 0) {
    const answer = found === null || found === 0 ? NULL : known(self, found);
    decref(key);
    return answer;
  }
  misses.set(self, misses(self) + 1);
  const frame = Asking.enter();
  Asking.self.set(frame, newRef(self));
  Asking.key.set(frame, key);
  Asking.low.set(frame, low);
  Asking.high.set(frame, high);
  return beginNative(frame, call(f, argv, nargs, kwnames));
}
function known(self: Ref, found: Ref): Owned {
  hits.set(self, hits(self) + 1);
  if (wrapper(self) === INFINITE) return newRef(found);
  append(self, extract(found));
  return newRef(Link.result(found) as Ref);
}

function info(self: Ref): Answer {
  const most = wrapper(self) === INFINITE ? none() : newInt(maxsize(self));
  const numbers = [newInt(hits(self)), newInt(misses(self)), most, newInt(dictLength(cache(self) as Ref))];
  const isMade = !numbers.includes(NULL);
  const answer = isMade ? callWith(cache_info_type(self) as Ref, ...(numbers as readonly Ref[])) : NULL;
  for (const number of numbers) if (number !== NULL) decref(number);
  return answer;
}
/** @cpython Modules/_functoolsmodule.c lru_cache_cache_clear */
function clearCache(self: Ref): Answer {
  const links = unlinkAll(self);
  hits.set(self, 0);
  misses.set(self, 0);
  dictClear(cache(self) as Ref);
  for (const link of links) decref(link);
  return none();
}
const QUALNAME = identifier('__qualname__');
const same = (self: Ref): Answer => newRef(self);
const fields = [cache, func, kwd_mark, lru_list_elem_type, cache_info_type, dict].filter(
  field => field.exists
) as readonly OwningField[];

export const lruCache = defineType({
  name: 'functools._lru_cache_wrapper',
  type: LruCache_Type,
  struct: Lru,
  subclassable: true,
  gc: true,
  dict: dict.offset,
  weaklist: WEAKREFS,
  construct: {
    signature: '($type, /, user_function, maxsize, typed, cache_info_type)',
    call: make as never
  },
  traverse(self, visit) {
    eachLink(self, link => {
      visit(Link.key(link));
      visit(Link.result(link));
    });
    for (const field of fields) visit(field(self));
  },
  clear(self) {
    const links = unlinkAll(self);
    for (const field of fields) clearRef(self, field);
    for (const link of links) decref(link);
  },
  owned(self, visit) {
    eachLink(self, link => visit(link, 'link', 'other'));
    for (const field of fields) {
      const o = field(self);
      if (o !== 0) visit(o, `.${field.fieldName}`, 'attribute');
    }
  },
  dealloc(self) {
    untrack(self);
    dropWeakrefs(self, WEAKREFS);
    const links = unlinkAll(self);
    thenFree(self);
    for (const link of links.reverse()) thenRelease(link);
    for (const field of [...fields].reverse()) thenRelease(take(self, field));
  },
  call: callCached,
  descrGet: (self, instance) =>
    instance === 0 || instance === None ? newRef(self) : newMethod(self, instance),
  getset: { __dict__: dictGetset },
  methods: {
    cache_info: { signature: '($self, /)', doc: 'Report cache statistics', call: info },
    cache_clear: { signature: '($self, /)', doc: 'Clear the cache and cache statistics', call: clearCache },
    __reduce__: { signature: '($self, /)', doc: '', call: self => getAttr(self, QUALNAME) },
    __copy__: { signature: '($self, /)', doc: '', call: same },
    __deepcopy__: { signature: '($self, memo, /)', doc: '', call: same }
  }
});

/** functools.partial: a function with some of its arguments.  CPython: Modules/_functoolsmodule.c partialobject. */
import type { Address } from '../../heap/memory.js';
import { DONE, NULL, type Answer, type Done, type Owned, type Ref } from '../../heap/reference.js';
import { int32, mayOwn, structAt } from '../../heap/struct.js';
import { call } from '../../abstract/call.js';
import { classGetitem } from '../../abstract/class-getitem.js';
import { defineType } from '../../abstract/define.js';
import { dictGetset } from '../../abstract/dict-getset.js';
import { dropWeakrefs, owning, thenFree, thenReleaseFields } from '../../abstract/fields.js';
import { reprOf, strOf } from '../../abstract/object.js';
import { typeLookup } from '../../abstract/lookup.js';
import { packTuple } from '../../abstract/pack.js';
import { warn } from '../../abstract/warn.js';
import { dictCopy } from '../../include/dict-merge.js';
import {
  dictContains,
  dictGetItem,
  dictLength,
  dictSetItem,
  entryKey,
  entryValue,
  isDict,
  isExactDict,
  newDict,
  nextEntry
} from '../../include/dict.js';
import { newMethod } from '../../include/function.js';
import { None, none } from '../../include/singletons.js';
import { identifier, isStr, toHost } from '../../include/str.js';
import { genericAlloc } from '../../include/subclass.js';
import { emptyTuple, isTuple, newTuple, setTupleItem, trackTuple, tupleItem } from '../../include/tuple.js';
import { PyType as HeapType, Flag, staticType, typeHas, typeName, type PyType } from '../../include/type.js';
import { errors, raise } from '../../object/errors.js';
import { untrack } from '../../object/gchead.js';
import { ob_size, typeOf } from '../../object/header.js';
import { argumentAt, argumentTop, dropArguments, pushArgument } from '../../object/park.js';
import { clearRef, decref, newRef, setRef } from '../../object/refcount.js';
import { slot, slotOf } from '../../object/slots.js';
import { profile } from '../../profiles/profile.js';
import { callRepr, shownItems, shownKeywords } from '../operator/making.js';
import { Placeholder } from './placeholder.js';

const { partialSize, partialHasPlaceholders, partialReprQualifies, partialDescriptor } = profile.system;
export const Partial_Type = staticType();
const Partial = structAt(
  'functools.partial',
  { fn: mayOwn, args: mayOwn, kw: mayOwn, dict: mayOwn, weakrefs: int32, holes: int32 },
  { fn: 16, args: 24, kw: 32, dict: 40, weakrefs: 48, holes: partialHasPlaceholders ? 72 : 56 },
  partialSize
);
const { fn, args, kw, dict, holes } = Partial;
const isPartial = (o: Ref): boolean => slotOf(typeOf(o), slot.tp_call) === slotOf(Partial_Type, slot.tp_call);
const isHole = (o: Ref): boolean => partialHasPlaceholders && o === Placeholder;
const isCallable = (o: Ref): boolean => slotOf(typeOf(o), slot.tp_call) !== 0;

/** How many of a tuple's items are Placeholder. */
function countHoles(tuple: Ref): number {
  let count = 0;
  for (let i = 0; i < ob_size(tuple); i++) if (isHole(tupleItem(tuple, i))) count++;
  return count;
}
/** The arguments there are already, their holes filled with the first of the given ones, then the other given ones. */
function joined(before: Ref, argv: Address, count: number): Owned | 0 {
  const filled = Math.min(countHoles(before), count);
  const all = newTuple(ob_size(before) + count - filled);
  if (all === NULL) return NULL;
  let next = 0;
  for (let i = 0; i < ob_size(before); i++) {
    const item = tupleItem(before, i);
    setTupleItem(all, i, newRef(isHole(item) && next < count ? argumentAt(argv, next++) : item));
  }
  for (let i = ob_size(before); next < count; i++) setTupleItem(all, i, newRef(argumentAt(argv, next++)));
  trackTuple(all);
  return all;
}
/** @cpython Modules/_functoolsmodule.c partial_new */
function make(type: PyType, argv: Address, nargs: number, kwnames: Ref | 0): Answer {
  if (nargs < 1) return raise(errors.TypeError, "type 'partial' takes at least one argument");
  const given = argumentAt(argv, 0);
  if (!isCallable(given)) return raise(errors.TypeError, 'the first argument must be callable');
  if (nargs > 1 && isHole(argumentAt(argv, nargs - 1)))
    return raise(errors.TypeError, 'trailing Placeholders are not allowed');
  const inner = isPartial(given) && dict(given) === 0 ? given : 0;
  const self = genericAlloc(type, 0);
  if (self === 0) return NULL;
  fn.set(self, newRef(inner === 0 ? given : (fn(inner) as Ref)));
  const all = joined(inner === 0 ? emptyTuple : (args(inner) as Ref), argv + 8, nargs - 1);
  args.set(self, all);
  const named = inner === 0 ? newDict() : dictCopy(kw(inner) as Ref);
  kw.set(self, named);
  if (all === NULL || named === NULL || !addKeywords(named, argv + nargs * 8, kwnames)) {
    decref(self);
    return NULL;
  }
  if (partialHasPlaceholders) holes.set(self, countHoles(all));
  return self;
}
function addKeywords(named: Ref, values: Address, kwnames: Ref | 0): boolean {
  const count = kwnames === 0 ? 0 : ob_size(kwnames);
  for (let i = 0; i < count; i++) {
    const value = argumentAt(values, i);
    if (isHole(value)) {
      raise(errors.TypeError, 'Placeholder cannot be passed as a keyword argument');
      return false;
    }
    if (dictSetItem(named, tupleItem(kwnames as Ref, i), value) === NULL) return false;
  }
  return true;
}

/** @cpython Modules/_functoolsmodule.c partial_vectorcall */
function callPartial(self: Ref, argv: Address, nargs: number, kwnames: Ref | 0): Answer {
  const before = args(self) as Ref,
    named = kw(self) as Ref;
  const needed = partialHasPlaceholders ? holes(self) : 0;
  if (nargs < needed) {
    return raise(
      errors.TypeError,
      `missing positional arguments in 'partial' call; expected at least ${needed}, got ${nargs}`
    );
  }
  const names = dictLength(named) === 0 ? kwnames : mergedNames(named, kwnames);
  if (names === NULL && dictLength(named) > 0) return NULL;
  const top = argumentTop();
  let next = 0;
  for (let i = 0; i < ob_size(before); i++) {
    const item = tupleItem(before, i);
    pushArgument(isHole(item) ? argumentAt(argv, next++) : item);
  }
  while (next < nargs) pushArgument(argumentAt(argv, next++));
  pushNamed(named, argv + nargs * 8, kwnames);
  const answer = call(fn(self) as Ref, top, ob_size(before) + nargs - needed, names);
  dropArguments(top);
  if (names !== 0 && names !== kwnames) decref(names as Owned);
  return answer;
}
const indexOfName = (kwnames: Ref | 0, key: Ref): number => {
  for (let i = 0; kwnames !== 0 && i < ob_size(kwnames); i++) {
    if (toHost(tupleItem(kwnames, i)) === toHost(key)) return i;
  }
  return -1;
};
/** The partial's own names in their order, then the new ones. */
function mergedNames(named: Ref, kwnames: Ref | 0): Owned | 0 {
  const added: Ref[] = [];
  for (let i = 0; kwnames !== 0 && i < ob_size(kwnames); i++) {
    const name = tupleItem(kwnames, i),
      isThere = dictContains(named, name);
    if (isThere === null) return NULL;
    if (!isThere) added.push(name);
  }
  const names = newTuple(dictLength(named) + added.length);
  if (names === NULL) return NULL;
  let at = 0;
  for (let i = nextEntry(named, 0); i >= 0; i = nextEntry(named, i + 1)) {
    const key = entryKey(named, i);
    if (!isStr(key)) {
      for (; at < ob_size(names); at++) setTupleItem(names, at, none());
      decref(names);
      return raise(errors.TypeError, 'keywords must be strings');
    }
    setTupleItem(names, at++, newRef(key));
  }
  for (const name of added) setTupleItem(names, at++, newRef(name));
  return names;
}
function pushNamed(named: Ref, values: Address, kwnames: Ref | 0): void {
  for (let i = nextEntry(named, 0); i >= 0; i = nextEntry(named, i + 1)) {
    const given = indexOfName(kwnames, entryKey(named, i));
    pushArgument(given < 0 ? entryValue(named, i) : argumentAt(values, given));
  }
  for (let i = 0; kwnames !== 0 && i < ob_size(kwnames); i++) {
    if (dictLength(named) === 0 || dictGetItem(named, tupleItem(kwnames, i)) === 0)
      pushArgument(argumentAt(values, i));
  }
}

const MODULE = identifier('__module__');
/** @cpython Modules/_functoolsmodule.c partial_repr */
function repr(self: Ref): Answer {
  return callRepr(self, nameOf(typeOf(self)), '...', () => {
    const head = reprOf(fn(self) as Ref);
    const positional = head === null ? null : shownItems(args(self) as Ref);
    const named = positional === null ? null : shownKeywords(kw(self) as Ref, strOf);
    return head === null || positional === null || named === null ? null : [head, ...positional, ...named];
  });
}
function nameOf(type: PyType): string {
  if (type === Partial_Type) return 'functools.partial';
  if (!partialReprQualifies || !typeHas(type, Flag.HEAPTYPE)) return typeName(type);
  const module = typeLookup(type, MODULE);
  const name = toHost(HeapType.ht_qualname(type) as Ref);
  return module !== 0 && isStr(module) ? `${toHost(module)}.${name}` : name;
}

function reduce(self: Ref): Answer {
  const attributes = dict(self);
  const state = packTuple(
    newRef(fn(self) as Ref),
    newRef(args(self) as Ref),
    newRef(kw(self) as Ref),
    attributes === 0 ? none() : newRef(attributes)
  );
  return packTuple(newRef(typeOf(self)), packTuple(newRef(fn(self) as Ref)), state);
}
/** @cpython Modules/_functoolsmodule.c partial_setstate */
function setState(self: Ref, state: Ref): Answer {
  const isGood = isTuple(state) && ob_size(state) === 4;
  const [f, positional, named, attributes] = isGood
    ? [0, 1, 2, 3].map(i => tupleItem(state, i))
    : [None, None, None, None];
  if (
    !isGood ||
    !isCallable(f as Ref) ||
    !isTuple(positional as Ref) ||
    (named !== None && !isDict(named as Ref))
  )
    return raise(errors.TypeError, 'invalid partial state');
  const count = ob_size(positional as Ref);
  if (count > 0 && isHole(tupleItem(positional as Ref, count - 1)))
    return raise(errors.TypeError, 'trailing Placeholders are not allowed');
  const keywords =
    named === None ? newDict() : isExactDict(named as Ref) ? newRef(named as Ref) : dictCopy(named as Ref);
  if (keywords === NULL) return NULL;
  clearRef(self, dict);
  if (attributes !== None) dict.set(self, newRef(attributes as Ref));
  setRef(self, fn, newRef(f as Ref));
  setRef(self, args, newRef(positional as Ref));
  setRef(self, kw, keywords);
  if (partialHasPlaceholders) holes.set(self, countHoles(positional as Ref));
  return none();
}
/** As an attribute of a class.  @cpython Modules/_functoolsmodule.c partial_descr_get */
function get(self: Ref, instance: Ref | 0): Answer {
  if (instance === 0 || instance === None) return newRef(self);
  if (partialDescriptor === 'binds') return newMethod(self, instance);
  const isWarned = warn(
    errors.FutureWarning,
    'functools.partial will be a method descriptor in future Python versions; wrap it in staticmethod() if you want to preserve the old behavior'
  );
  return isWarned ? newRef(self) : NULL;
}
const owned = [fn, args, kw, dict];
const { traverse, clear } = owning(owned);

export const partial = defineType({
  name: 'functools.partial',
  type: Partial_Type,
  struct: Partial,
  subclassable: true,
  gc: true,
  dict: dict.offset,
  weaklist: 48,
  doc: 'Create a new function with partial application of the given arguments and keywords.',
  traverse,
  clear,
  dealloc(self) {
    untrack(self);
    dropWeakrefs(self, 48);
    thenFree(self);
    thenReleaseFields(self, owned);
  },
  new: make,
  init: (): Done => DONE,
  call: callPartial,
  repr,
  ...(partialDescriptor === 'none' ? {} : { descrGet: get }),
  members: {
    func: {
      type: 'object',
      offset: 16,
      readonly: true,
      doc: 'function object to use in future partial calls'
    },
    args: { type: 'object', offset: 24, readonly: true, doc: 'tuple of arguments to future partial calls' },
    keywords: {
      type: 'object',
      offset: 32,
      readonly: true,
      doc: 'dictionary of keyword arguments to future partial calls'
    }
  },
  getset: { __dict__: dictGetset },
  methods: {
    __reduce__: { signature: '($self, /)', doc: '', call: reduce },
    __setstate__: { signature: '($self, state, /)', doc: '', call: setState as never },
    __class_getitem__: classGetitem
  }
});

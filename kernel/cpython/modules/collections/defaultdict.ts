/** defaultdict: a dict that makes what it lacks.  CPython: Modules/_collectionsmodule.c defdict_*. */
import type { Address } from '../../heap/memory.js';
import {
  ABSENT,
  NULL,
  PUSHED,
  type Answer,
  type Done,
  type Maybe,
  type Owned,
  type Ref
} from '../../heap/reference.js';
import { int32, mayOwn, owns, struct } from '../../heap/struct.js';
import { call0, callMethod0, callWith } from '../../abstract/call.js';
import { classGetitem } from '../../abstract/class-getitem.js';

import { defineType } from '../../abstract/define.js';
import { dictUpdateFrom } from '../../abstract/dict-merge.js';
import { iter } from '../../abstract/iterate.js';
import { isSubtype } from '../../abstract/lookup.js';
import { reprOf, setItem } from '../../abstract/object.js';
import { packTuple } from '../../abstract/pack.js';
import { unparkIf } from '../../abstract/parked.js';
import { reprEnter, reprLeave } from '../../abstract/repr-guard.js';
import { settled } from '../../abstract/settle.js';
import { PyDict_Type, dictSetDefault, isDict } from '../../include/dict.js';
import { keyError } from '../../include/hooks.js';
import { None, none, notImplemented } from '../../include/singletons.js';
import { identifier, newStr, toHost } from '../../include/str.js';
import { emptyTuple } from '../../include/tuple.js';
import { staticType, typeName } from '../../include/type.js';
import { thenRelease } from '../../object/dealloc.js';
import { errors, raise } from '../../object/errors.js';
import { untrack } from '../../object/gchead.js';
import { typeOf } from '../../object/header.js';
import { beginNative, nativeFrame, type NativeFrame } from '../../object/native-frame.js';
import { natives } from '../../object/natives.js';
import { argumentAt, park } from '../../object/park.js';
import { clearRef, decref, newRef, take } from '../../object/refcount.js';
import { slot, slotOf } from '../../object/slots.js';
import { finish } from '../../object/upward.js';
import { profile } from '../../profiles/profile.js';
import { dict } from '../../types/dict.js';

export const PyDefaultDict_Type = staticType();
const DefaultDict = struct('defaultdict', 'defdictobject', { default_factory: mayOwn });
const { default_factory } = DefaultDict;

const isCallable = (o: Ref): boolean => slotOf(typeOf(o), slot.tp_call) !== 0;
type Init = (self: Ref, argv: Address, nargs: number, kwnames: Ref | 0) => Done | typeof PUSHED;
/** A slot of dict. */
const ofDict = <F>(offset: number): F => natives[slotOf(PyDict_Type, offset)] as unknown as F;

/** defaultdict(default_factory=None, /, ...)  @cpython defdict_init */
function init(self: Ref, argv: Address, nargs: number, kwnames: Ref | 0): Done | typeof PUSHED {
  const factory = nargs === 0 ? 0 : argumentAt(argv, 0);
  if (factory !== 0 && factory !== None && !isCallable(factory))
    return raise(errors.TypeError, 'first argument must be callable or None');
  const old = take(self, default_factory);
  default_factory.set(self, factory === 0 ? 0 : newRef(factory));
  const skipped = nargs === 0 ? 0 : 1;
  const done = ofDict<Init>(slot.tp_init)(self, argv + skipped * 8, nargs - skipped, kwnames);
  if (old !== 0) decref(old);
  return done;
}

const KEEPS = profile.collections.factoryMayInsert;
const MAKING = 0;
/** The factory's answer is stored, then given. */
const Missing = nativeFrame('defaultdict', { dict: owns, key: owns, value: mayOwn, phase: int32 }, step);
function step(frame: NativeFrame, answer: Maybe): Answer {
  if (answer === NULL || answer === ABSENT || answer === PUSHED) return answer === PUSHED ? PUSHED : NULL;
  const d = Missing.dict(frame),
    key = Missing.key(frame);
  if (Missing.phase(frame) !== MAKING) {
    decref(answer as Owned);
    return take(frame, Missing.value) as Owned;
  }
  Missing.value.set(frame, answer as Owned);
  if (KEEPS) {
    const there = dictSetDefault(d, key, answer as Ref);
    return there === null ? NULL : newRef(there);
  }
  Missing.phase.set(frame, 1);
  const done = setItem(d, key, answer as Ref);
  if (done === PUSHED || done === NULL) return done;
  return take(frame, Missing.value) as Owned;
}
/** @cpython defdict_missing */
function missing(self: Ref, key: Ref): Answer {
  const factory = default_factory(self);
  if (factory === 0 || factory === None) return keyError(key);
  const frame = Missing.enter();
  Missing.dict.set(frame, newRef(self));
  Missing.key.set(frame, newRef(key));
  return beginNative(frame, call0(factory));
}

/** @cpython defdict_repr */
function repr(self: Ref): Answer {
  const items = finish(ofDict<(self: Ref) => Answer>(slot.tp_repr)(self));
  if (items === NULL) return NULL;
  const inner = toHost(items);
  decref(items);
  const factory = factoryText(self);
  if (factory === null) return NULL;
  return newStr(`${typeName(typeOf(self)).replace(/^.*\./, '')}(${factory}, ${inner})`);
}
function factoryText(self: Ref): string | null {
  const factory = default_factory(self);
  if (factory === 0) return 'None';
  const isInside = reprEnter(factory);
  if (isInside === null) return null;
  const text = isInside ? '...' : reprOf(factory);
  if (!isInside) reprLeave(factory);
  return text;
}

/** An instance of the same class with the same factory, of other items.  @cpython new_defdict */
const like = (self: Ref, items: Ref): Answer => {
  const factory = default_factory(self);
  return callWith(typeOf(self), factory === 0 ? None : factory, items);
};
const copy = (self: Ref): Answer => like(self, self);
/** @cpython defdict_or */
function or(left: Ref, right: Ref): Answer {
  const isLeft = isSubtype(typeOf(left), PyDefaultDict_Type);
  const self = isLeft ? left : right,
    other = isLeft ? right : left;
  if (!isDict(other)) return notImplemented();
  const made = finish(like(self, left));
  return made === NULL ? NULL : unparkIf(settled(finish(dictUpdateFrom(park(made), right))) as Done);
}
const ITEMS = identifier('items');
function reduce(self: Ref): Answer {
  const factory = default_factory(self);
  const args = factory === 0 || factory === None ? newRef(emptyTuple) : packTuple(newRef(factory));
  const items = args === NULL ? NULL : finish(callMethod0(self, ITEMS));
  const iterator = items === NULL ? NULL : finish(iter(items));
  if (items !== NULL) decref(items);
  if (args === NULL || iterator !== NULL)
    return packTuple(newRef(typeOf(self)), args, none(), none(), iterator);
  decref(args);
  return NULL;
}

export const defaultdict = defineType({
  name: 'collections.defaultdict',
  type: PyDefaultDict_Type,
  struct: DefaultDict,
  base: PyDict_Type,
  doc: `defaultdict(default_factory=None, /, [...]) --> dict with default factory

The default factory is called without arguments to produce
a new value when a key is not present, in __getitem__ only.
A defaultdict compares equal to a dict with the same items.
All remaining arguments are treated the same as if they were
passed to the dict constructor, including keyword arguments.
`,
  subclassable: true,
  gc: true,
  traverse(self, visit) {
    visit(default_factory(self));
    dict.traverse(self, visit);
  },
  clear(self) {
    clearRef(self, default_factory);
    dict.clear(self);
  },
  dealloc(self) {
    untrack(self);
    dict.dealloc(self);
    thenRelease(take(self, default_factory));
  },
  owned(self, visit) {
    const factory = default_factory(self);
    if (factory !== 0) visit(factory, '.default_factory', 'attribute');
    dict.owned(self, visit);
  },
  blocks: (self, visit) => dict.blocks(self, visit),
  sizeof: dict.sizeof,
  init,
  repr,
  slots: { nb_or: or },
  members: {
    default_factory: {
      type: 'object',
      offset: default_factory.offset,
      doc: 'Factory for default value called by __missing__().'
    }
  },
  methods: {
    __class_getitem__: classGetitem,
    __copy__: { signature: '($self, /)', doc: 'D.copy() -> a shallow copy of D.', call: copy },
    __missing__: {
      signature: '($self, object, /)',
      doc: `__missing__(key) # Called by __getitem__ for missing key; pseudo-code:
  if self.default_factory is None: raise KeyError((key,))
  self[key] = value = self.default_factory()
  return value
`,
      call: missing
    },
    __reduce__: { signature: '($self, /)', doc: 'Return state information for pickling.', call: reduce },
    copy: { signature: '($self, /)', doc: 'D.copy() -> a shallow copy of D.', call: copy }
  }
});

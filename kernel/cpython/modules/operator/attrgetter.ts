/** operator.attrgetter: takes attributes of its operand, along dots.  CPython: Modules/_operator.c attrgetterobject. */
import type { Address } from '../../heap/memory.js';
import { ABSENT, NULL, PUSHED, type Answer, type Maybe, type Owned, type Ref } from '../../heap/reference.js';
import { int32, mayOwn, owns, structAt } from '../../heap/struct.js';
import { defineType } from '../../abstract/define.js';
import { owning } from '../../abstract/fields.js';
import { hasKeywords } from '../../abstract/keywords.js';
import { getAttr } from '../../abstract/object.js';
import { packTuple } from '../../abstract/pack.js';
import { internName, isExactStr, isStr, newStr, toHost, internStr } from '../../include/str.js';
import { genericAlloc } from '../../include/subclass.js';
import { isTuple, newTuple, setTupleItem, trackTuple, tupleItem } from '../../include/tuple.js';
import { staticType, typeName, type PyType } from '../../include/type.js';
import { errors, raise } from '../../object/errors.js';
import { ob_size, typeOf } from '../../object/header.js';
import { beginNative, nativeFrame, type NativeFrame } from '../../object/native-frame.js';
import { argumentAt } from '../../object/park.js';
import { clearRef, decref, newRef, setRef, take } from '../../object/refcount.js';
import { profile } from '../../profiles/profile.js';
import { callRepr, operand, shownItems } from './making.js';

export const AttrGetter_Type = staticType();
/** `attr` is a tuple of names; a dotted one is a tuple of its parts. */
const AttrGetter = structAt(
  'operator.attrgetter',
  { attr: mayOwn },
  { attr: 24 },
  profile.system.attrgetterSize
);
const { attr } = AttrGetter;

/** A name, interned; one with dots as a tuple. */
function compiled(name: Ref): Owned | 0 {
  const text = toHost(name);
  if (!text.includes('.')) return isExactStr(name) ? internName(newRef(name)) : newRef(name);
  return packTuple(...text.split('.').map(part => internStr(part)));
}
function make(type: PyType, argv: Address, nargs: number, kwnames: Ref | 0): Answer {
  if (hasKeywords(kwnames)) return raise(errors.TypeError, 'attrgetter() takes no keyword arguments');
  if (nargs < 1) return raise(errors.TypeError, 'attrgetter expected 1 argument, got 0');
  const names = newTuple(nargs);
  if (names === NULL) return NULL;
  for (let i = 0; i < nargs; i++) {
    const name = argumentAt(argv, i);
    const part = isStr(name) ? compiled(name) : raise(errors.TypeError, 'attribute name must be a string');
    if (part === NULL) {
      decref(names);
      return NULL;
    }
    setTupleItem(names, i, part);
  }
  trackTuple(names);
  const self = genericAlloc(type, 0);
  attr.set(self as Ref, names);
  return self;
}

/** Attribute `at`, and of a dotted one part `part`; `on` is what the parts before have led to. */
const Getting = nativeFrame(
  'attrgetter',
  { self: owns, from: owns, on: mayOwn, result: mayOwn, at: int32, part: int32 },
  step
);
const partOf = (name: Ref, i: number): Ref => (isTuple(name) ? tupleItem(name, i) : name);
const partsOf = (name: Ref): number => (isTuple(name) ? ob_size(name) : 1);
function step(frame: NativeFrame, first: Maybe): Answer {
  const names = attr(Getting.self(frame)) as Ref;
  let found = first;
  for (;;) {
    if (found === PUSHED) return PUSHED;
    if (found === NULL || found === ABSENT) return NULL;
    const at = Getting.at(frame),
      part = Getting.part(frame) + 1,
      name = tupleItem(names, at);
    if (part < partsOf(name)) {
      setRef(frame, Getting.on, found as Owned);
      Getting.part.set(frame, part);
      found = getAttr(Getting.on(frame) as Ref, partOf(name, part));
      continue;
    }
    clearRef(frame, Getting.on);
    const result = Getting.result(frame);
    if (result === 0) return found as Owned;
    setTupleItem(result, at, found as Owned);
    if (at + 1 === ob_size(names)) {
      trackTuple(result);
      return take(frame, Getting.result) as Owned;
    }
    Getting.at.set(frame, at + 1);
    Getting.part.set(frame, 0);
    found = getAttr(Getting.from(frame), partOf(tupleItem(names, at + 1), 0));
  }
}
/** @cpython Modules/_operator.c attrgetter_call_impl */
function call(self: Ref, argv: Address, nargs: number, kwnames: Ref | 0): Answer {
  const from = operand('attrgetter', argv, nargs, kwnames);
  if (from === 0) return NULL;
  const names = attr(self) as Ref,
    first = tupleItem(names, 0);
  if (ob_size(names) === 1 && !isTuple(first)) return getAttr(from, first);
  const result = ob_size(names) === 1 ? 0 : newTuple(ob_size(names));
  if (result === NULL && ob_size(names) > 1) return NULL;
  const frame = Getting.enter();
  Getting.self.set(frame, newRef(self));
  Getting.from.set(frame, newRef(from));
  Getting.result.set(frame, result);
  return beginNative(frame, getAttr(from, partOf(first, 0)));
}

/** The names as they were given.  @cpython Modules/_operator.c attrgetter_args */
function given(self: Ref): Owned | 0 {
  const names = attr(self) as Ref;
  const texts = Array.from({ length: ob_size(names) }, (_, i) => {
    const name = tupleItem(names, i);
    if (!isTuple(name)) return newRef(name);
    return newStr(
      Array.from({ length: ob_size(name) }, (_unused, k) => toHost(tupleItem(name, k))).join('.')
    );
  });
  return packTuple(...texts);
}
function repr(self: Ref): Answer {
  const name = typeName(typeOf(self));
  const names = given(self);
  if (names === NULL) return NULL;
  const answer = callRepr(self, name, `${name}(...)`, () => shownItems(names));
  decref(names);
  return answer;
}

export const attrgetter = defineType({
  name: 'operator.attrgetter',
  type: AttrGetter_Type,
  struct: AttrGetter,
  gc: true,
  doc: "Return a callable object that fetches the given attribute(s) from its operand.\nAfter f = attrgetter('name'), the call f(r) returns r.name.\nAfter g = attrgetter('name', 'date'), the call g(r) returns (r.name, r.date).\nAfter h = attrgetter('name.first', 'name.last'), the call h(r) returns\n(r.name.first, r.name.last).",
  ...owning([attr]),
  new: make,
  call,
  repr,
  methods: {
    __reduce__: {
      signature: '($self, /)',
      doc: 'Return state information for pickling',
      call: self => packTuple(newRef(typeOf(self)), given(self))
    }
  }
});

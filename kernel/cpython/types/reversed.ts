/** reversed: a sequence by index from its end.  CPython: Objects/enumobject.c reversedobject. */
import { ABSENT, NULL, PUSHED, type Answer, type Maybe, type Ref } from '../heap/reference.js';
import { borrows } from '../heap/struct.js';
import { call0 } from '../abstract/call.js';
import { defineType } from '../abstract/define.js';
import { owning } from '../abstract/fields.js';
import { clearRaised, length, lookupSpecial, raisedIs } from '../abstract/object.js';
import { sequenceItem } from '../abstract/sequence.js';
import { hasKeywords } from '../abstract/keywords.js';
import { newInt } from '../include/int.js';
import { PyReversed_Type, Reversed } from '../include/iterators.js';
import { None } from '../include/singletons.js';
import { identifier } from '../include/str.js';
import { genericAlloc } from '../include/subclass.js';
import { Flag, typeHas, typeName, type PyType } from '../include/type.js';
import { errors, raise } from '../object/errors.js';
import { typeOf } from '../object/header.js';
import { beginNative, nativeFrame, type NativeFrame } from '../object/native-frame.js';
import { argumentAt } from '../object/park.js';
import { clearRef, decref, newRef } from '../object/refcount.js';
import { slot, slotOf } from '../object/slots.js';

const { index, seq } = Reversed;
const REVERSED = identifier('__reversed__');

/** @cpython Objects/enumobject.c reversed_new_impl */
function make(type: PyType, argv: number, nargs: number, kwnames: Ref | 0): Answer {
  if (hasKeywords(kwnames)) return raise(errors.TypeError, 'reversed() takes no keyword arguments');
  if (nargs !== 1) return raise(errors.TypeError, `reversed expected 1 argument, got ${nargs}`);
  const o = argumentAt(argv, 0);
  const method = lookupSpecial(o, REVERSED);
  if (method === NULL) return NULL;
  if (method !== ABSENT && method !== None) {
    const answer = call0(method);
    decref(method);
    return answer;
  }
  const t = typeOf(o);
  if (method !== ABSENT || typeHas(t, Flag.DICT) || slotOf(t, slot.sq_item) === 0) {
    if (method !== ABSENT) decref(method);
    return raise(errors.TypeError, `'${typeName(t)}' object is not reversible`);
  }
  const size = length(o);
  if (size === null) return NULL;
  const self = genericAlloc<'reversed'>(type, 0);
  if (self === 0) return NULL;
  index.set(self, size - 1);
  seq.set(self, newRef(o));
  return self;
}
/** What came of asking for an item. */
function received(self: Ref, item: Maybe): Maybe {
  if (item === PUSHED) return PUSHED;
  if (item !== NULL && item !== ABSENT) {
    index.set(self, index(self) - 1);
    return item;
  }
  if (item === NULL) {
    if (!raisedIs(errors.IndexError) && !raisedIs(errors.StopIteration)) return NULL;
    clearRaised();
  }
  index.set(self, -1);
  clearRef(self, seq);
  return ABSENT;
}
const Waiting = nativeFrame(
  'reversed',
  { self: borrows /* whoever asked for the next item has it */ },
  (frame: NativeFrame, item: Maybe): Answer => received(Waiting.self(frame) as Ref, item) as Answer
);
function next(self: Ref): Maybe {
  const from = seq(self);
  if (index(self) < 0 || from === 0) {
    clearRef(self, seq);
    return ABSENT;
  }
  const frame = Waiting.enter();
  Waiting.self.set(frame, self);
  return beginNative(frame, sequenceItem(from, index(self)));
}

export const reversed = defineType({
  name: 'reversed',
  type: PyReversed_Type,
  struct: Reversed,
  subclassable: true,
  gc: true,
  doc: 'Return a reverse iterator over the values of the given sequence.',
  ...owning([seq]),
  new: make,
  iter: self => newRef(self),
  iternext: next,
  methods: {
    __length_hint__: {
      signature: '($self, /)',
      doc: 'Private method returning an estimate of len(list(it)).',
      call(self: Ref) {
        const from = seq(self);
        if (from === 0) return newInt(0);
        const size = length(from);
        return size === null ? NULL : newInt(size < index(self) + 1 ? 0 : index(self) + 1);
      }
    }
  }
});

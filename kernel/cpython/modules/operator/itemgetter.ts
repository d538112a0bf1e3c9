/** operator.itemgetter: takes items out of its operand.  CPython: Modules/_operator.c itemgetterobject. */
import type { Address } from '../../heap/memory.js';
import { ABSENT, NULL, PUSHED, type Answer, type Maybe, type Owned, type Ref } from '../../heap/reference.js';
import { int32, mayOwn, owns, structAt } from '../../heap/struct.js';
import { defineType } from '../../abstract/define.js';
import { owning } from '../../abstract/fields.js';
import { hasKeywords } from '../../abstract/keywords.js';
import { argumentsAsTuple } from '../../abstract/kept-arguments.js';
import { getItem } from '../../abstract/object.js';
import { packTuple } from '../../abstract/pack.js';
import { genericAlloc } from '../../include/subclass.js';
import { newTuple, setTupleItem, trackTuple, tupleItem } from '../../include/tuple.js';
import { staticType, typeName, type PyType } from '../../include/type.js';
import { errors, raise } from '../../object/errors.js';
import { ob_size, typeOf } from '../../object/header.js';
import { beginNative, nativeFrame, type NativeFrame } from '../../object/native-frame.js';
import { newRef, take } from '../../object/refcount.js';
import { profile } from '../../profiles/profile.js';
import { callRepr, operand, shownItems } from './making.js';

export const ItemGetter_Type = staticType();
/** `item` is a tuple of what to look up. */
const ItemGetter = structAt(
  'operator.itemgetter',
  { item: mayOwn },
  { item: 24 },
  profile.system.itemgetterSize
);
const { item } = ItemGetter;

function make(type: PyType, argv: Address, nargs: number, kwnames: Ref | 0): Answer {
  if (hasKeywords(kwnames)) return raise(errors.TypeError, 'itemgetter() takes no keyword arguments');
  if (nargs < 1) return raise(errors.TypeError, 'itemgetter expected 1 argument, got 0');
  const wanted = argumentsAsTuple(argv, nargs);
  if (wanted === NULL) return NULL;
  const self = genericAlloc(type, 0);
  item.set(self as Ref, wanted);
  return self;
}

/** Item after item goes into `result`. */
const Getting = nativeFrame(
  'itemgetter',
  { self: owns, from: owns, result: mayOwn, at: int32 },
  (frame: NativeFrame, first: Maybe): Answer => {
    const wanted = item(Getting.self(frame)) as Ref,
      result = Getting.result(frame) as Ref;
    let found = first;
    for (;;) {
      if (found === PUSHED) return PUSHED;
      if (found === NULL || found === ABSENT) return NULL;
      const at = Getting.at(frame);
      setTupleItem(result, at, found as Owned);
      if (at + 1 === ob_size(wanted)) {
        trackTuple(result);
        return take(frame, Getting.result) as Owned;
      }
      Getting.at.set(frame, at + 1);
      found = getItem(Getting.from(frame), tupleItem(wanted, at + 1));
    }
  }
);
/** @cpython Modules/_operator.c itemgetter_call_impl */
function call(self: Ref, argv: Address, nargs: number, kwnames: Ref | 0): Answer {
  const from = operand('itemgetter', argv, nargs, kwnames);
  if (from === 0) return NULL;
  const wanted = item(self) as Ref;
  if (ob_size(wanted) === 1) return getItem(from, tupleItem(wanted, 0));
  const result = newTuple(ob_size(wanted));
  if (result === NULL) return NULL;
  const frame = Getting.enter();
  Getting.self.set(frame, newRef(self));
  Getting.from.set(frame, newRef(from));
  Getting.result.set(frame, result);
  return beginNative(frame, getItem(from, tupleItem(wanted, 0)));
}

export const itemgetter = defineType({
  name: 'operator.itemgetter',
  type: ItemGetter_Type,
  struct: ItemGetter,
  gc: true,
  doc: 'Return a callable object that fetches the given item(s) from its operand.\nAfter f = itemgetter(2), the call f(r) returns r[2].\nAfter g = itemgetter(2, 5, 3), the call g(r) returns (r[2], r[5], r[3])',
  ...owning([item]),
  new: make,
  call,
  repr: self =>
    callRepr(self, typeName(typeOf(self)), `${typeName(typeOf(self))}(...)`, () =>
      shownItems(item(self) as Ref)
    ),
  methods: {
    __reduce__: {
      signature: '($self, /)',
      doc: 'Return state information for pickling',
      call: self => packTuple(newRef(typeOf(self)), newRef(item(self) as Ref))
    }
  }
});

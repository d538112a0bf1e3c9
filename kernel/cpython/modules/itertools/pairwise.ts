/** pairwise: each item with the one after it.  CPython: Modules/itertoolsmodule.c pairwiseobject. */
import { ABSENT, NULL, PUSHED, type Answer, type Maybe, type Owned, type Ref } from '../../heap/reference.js';
import { borrows, mayOwn, structAt } from '../../heap/struct.js';
import { defineType } from '../../abstract/define.js';
import { owning } from '../../abstract/fields.js';
import { iterNext } from '../../abstract/iterate.js';
import { canRecycle, recycled } from '../../abstract/recycle.js';
import { none } from '../../include/singletons.js';
import { newPair, setTupleItem, tupleItem } from '../../include/tuple.js';
import { staticType } from '../../include/type.js';
import { beginNative, nativeFrame } from '../../object/native-frame.js';
import { clearRef, decref, newRef, setRef } from '../../object/refcount.js';
import { profile } from '../../profiles/profile.js';
import { isOver, withIterator } from './making.js';

export const PyPairwise_Type = staticType();
/** `result`: the last pair, filled again while nobody else has it (from 3.13). */
const Pairwise = structAt(
  'itertools.pairwise',
  { it: mayOwn, old: mayOwn, result: mayOwn },
  { it: 16, old: 24, result: 32 },
  profile.iterators.pairwiseSize
);
const { it, old, result } = Pairwise;
const RECYCLES = profile.iterators.pairwiseSize > 32;

function make(type: Ref, iterable: Ref): Answer {
  const pair = RECYCLES ? newPair(none(), none()) : 0;
  if (RECYCLES && pair === 0) return NULL;
  const self = withIterator(type, iterable, it);
  if (self === NULL || self === PUSHED) {
    if (pair !== 0) decref(pair);
    return self;
  }
  if (pair !== 0) result.set(self, pair);
  return self;
}
/** The pair of two items, both stolen. */
function pairOf(self: Ref, first: Owned, second: Owned): Maybe {
  const last = RECYCLES ? (result(self) as Ref) : 0;
  if (last === 0 || !canRecycle(last)) return newPair(first, second);
  const pair = newRef(last);
  const before = [tupleItem(pair, 0) as Owned, tupleItem(pair, 1) as Owned] as const;
  setTupleItem(pair, 0, first);
  setTupleItem(pair, 1, second);
  for (const item of before) decref(item);
  recycled(pair);
  return pair;
}
const Pairing = nativeFrame('pairwise', { self: borrows, first: mayOwn }, (frame, first): Maybe => {
  const self = Pairing.self(frame) as Ref;
  let answer = first;
  for (;;) {
    if (answer === PUSHED) return PUSHED;
    if (isOver(answer)) {
      clearRef(self, it);
      clearRef(self, old);
      return answer;
    }
    const before = old(self);
    if (before === 0) {
      old.set(self, answer);
      if (it(self) === 0) return ABSENT;
      answer = iterNext(it(self) as Ref);
      continue;
    }
    const pair = pairOf(self, newRef(before), newRef(answer));
    setRef(self, old, answer);
    return pair;
  }
});

export const pairwise = defineType({
  name: 'itertools.pairwise',
  type: PyPairwise_Type,
  struct: Pairwise,
  versions: '3.10-',
  subclassable: true,
  gc: true,
  doc: 'Give each item together with the one after it.',
  ...owning(RECYCLES ? [it, old, result] : [it, old]),
  construct: { signature: '($type, iterable, /)', call: make as never },
  iter: self => newRef(self),
  iternext(self) {
    if (it(self) === 0) return ABSENT;
    const frame = Pairing.enter();
    Pairing.self.set(frame, self);
    return beginNative(frame, iterNext(it(self) as Ref));
  }
});

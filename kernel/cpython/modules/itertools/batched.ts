/** batched: items in tuples of so many.  CPython: Modules/itertoolsmodule.c batchedobject. */
import { ABSENT, NULL, PUSHED, type Answer, type Maybe, type Owned, type Ref } from '../../heap/reference.js';
import { borrows, mayOwn, ssize, structAt, uint8 } from '../../heap/struct.js';
import { defineType } from '../../abstract/define.js';
import { owning } from '../../abstract/fields.js';
import { iterNext, wasStopIteration } from '../../abstract/iterate.js';
import { asIndexSize } from '../../abstract/number.js';
import { isTrue } from '../../abstract/object.js';
import { newTuple, resizeTuple, setTupleItem, trackAnyTuple } from '../../include/tuple.js';
import { staticType } from '../../include/type.js';
import { errors, raise } from '../../object/errors.js';
import { beginNative, nativeFrame } from '../../object/native-frame.js';
import { clearRef, newRef, take } from '../../object/refcount.js';
import { profile } from '../../profiles/profile.js';
import { isOver, withIterator } from './making.js';

export const PyBatched_Type = staticType();
const STRICT = profile.iterators.batchedStrict;
const Batched = structAt(
  'itertools.batched',
  { it: mayOwn, batch_size: ssize, strict: uint8 },
  { it: 16, batch_size: 24, strict: 32 },
  STRICT ? 40 : 32
);
const { it, batch_size, strict } = Batched;

function make(type: Ref, iterable: Ref, n: Ref, isStrict: Ref | 0): Answer {
  const size = asIndexSize(n);
  if (size === null) return NULL;
  const must = isStrict === 0 ? false : isTrue(isStrict);
  if (must === null) return NULL;
  if (size < 1) return raise(errors.ValueError, 'n must be at least one');
  return withIterator(type, iterable, it, self => {
    batch_size.set(self, size);
    if (STRICT) strict.set(self, must ? 1 : 0);
  });
}
const Filling = nativeFrame(
  'batched',
  { self: borrows, batch: mayOwn, count: ssize },
  (frame, first): Maybe => {
    const self = Filling.self(frame) as Ref,
      size = batch_size(self);
    let answer = first;
    for (;;) {
      if (answer === PUSHED) return PUSHED;
      const count = Filling.count(frame);
      if (isOver(answer)) {
        if (answer === NULL && !wasStopIteration()) return NULL;
        clearRef(self, it);
        if (count === 0) return ABSENT;
        if (STRICT && strict(self) !== 0) return raise(errors.ValueError, 'batched(): incomplete batch');
        const cut = resizeTuple(take(frame, Filling.batch) as Owned<'tuple'>, count);
        if (cut !== NULL) trackAnyTuple(cut);
        return cut;
      }
      setTupleItem(Filling.batch(frame) as Ref, count, answer);
      Filling.count.set(frame, count + 1);
      if (count + 1 === size) {
        const batch = take(frame, Filling.batch) as Owned;
        trackAnyTuple(batch);
        return batch;
      }
      if (it(self) === 0) answer = ABSENT;
      else answer = iterNext(it(self) as Ref);
    }
  }
);
function next(self: Ref): Maybe {
  if (it(self) === 0) return ABSENT;
  const batch = newTuple(batch_size(self));
  if (batch === NULL) return NULL;
  const frame = Filling.enter();
  Filling.self.set(frame, self);
  Filling.batch.set(frame, batch);
  return beginNative(frame, iterNext(it(self) as Ref));
}

export const batched = defineType({
  name: 'itertools.batched',
  type: PyBatched_Type,
  struct: Batched,
  versions: '3.12-',
  subclassable: true,
  gc: true,
  doc: 'Give the items in tuples of n; the last one may be shorter.',
  ...owning([it]),
  construct: {
    signature: STRICT ? '($type, iterable, n, *, strict=False)' : '($type, iterable, n)',
    call: make as never
  },
  iter: self => newRef(self),
  iternext: next
});

/** islice: a slice of an iterator.  CPython: Modules/itertoolsmodule.c isliceobject. */
import type { Address } from '../../heap/memory.js';
import { ABSENT, NULL, PUSHED, type Answer, type Maybe, type Ref } from '../../heap/reference.js';
import { borrows, mayOwn, ssize, struct } from '../../heap/struct.js';
import { defineType } from '../../abstract/define.js';
import { owning } from '../../abstract/fields.js';
import { iterNext } from '../../abstract/iterate.js';
import { hasKeywords } from '../../abstract/keywords.js';
import { asIndexSize } from '../../abstract/number.js';
import { clearRaised } from '../../abstract/object.js';
import { None } from '../../include/singletons.js';
import { staticType, type PyType } from '../../include/type.js';
import { errors, raise } from '../../object/errors.js';
import { beginNative, nativeFrame, type NativeFrame } from '../../object/native-frame.js';
import { argumentAt } from '../../object/park.js';
import { clearRef, decref, newRef } from '../../object/refcount.js';
import { isOver, withIterator } from './making.js';

export const PyISlice_Type = staticType();
/** `cnt` items were taken, the one numbered `next` is given next; `stop` -1: no end.  `it` is NULL after the end. */
const PyISlice = struct('itertools.islice', 'isliceobject', {
  it: mayOwn,
  next: ssize,
  stop: ssize,
  step: ssize,
  cnt: ssize
});
const { it, next: upcoming, stop: limit, step: by, cnt } = PyISlice;

const INDICES = 'Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.';
/** An index that is not negative, `otherwise` for None; null: ValueError with `message` is set. */
function indexOr(o: Ref | 0, otherwise: number, message: string): number | null {
  if (o === 0 || o === None) return otherwise;
  const n = asIndexSize(o);
  if (n !== null && n >= 0) return n;
  if (n === null) clearRaised();
  raise(errors.ValueError, message);
  return null;
}
/** islice(iterable, stop) or islice(iterable, start, stop[, step]).  @cpython islice_new */
function make(type: PyType, argv: Address, nargs: number, kwnames: Ref | 0): Answer {
  if (hasKeywords(kwnames) && type === PyISlice_Type) {
    return raise(errors.TypeError, 'islice() takes no keyword arguments');
  }
  if (nargs < 2) return raise(errors.TypeError, `islice expected at least 2 arguments, got ${nargs}`);
  if (nargs > 4) return raise(errors.TypeError, `islice expected at most 4 arguments, got ${nargs}`);
  const isShort = nargs === 2;
  const stop = indexOr(
    argumentAt(argv, isShort ? 1 : 2),
    -1,
    isShort ? `Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.` : INDICES
  );
  const start = stop === null ? null : indexOr(isShort ? 0 : argumentAt(argv, 1), 0, INDICES);
  if (stop === null || start === null) return NULL;
  const step = indexOr(
    nargs === 4 ? argumentAt(argv, 3) : 0,
    1,
    'Step for islice() must be a positive integer or None.'
  );
  if (step === null) return NULL;
  if (step < 1) return raise(errors.ValueError, 'Step for islice() must be a positive integer or None.');
  return withIterator(type, argumentAt(argv, 0), it, self => {
    upcoming.set(self, start);
    limit.set(self, stop);
    by.set(self, step);
  });
}

const Slicing = nativeFrame('islice', { self: borrows }, step);
function next(self: Ref): Maybe {
  if (it(self) === 0) return ABSENT;
  if (isFinished(self)) return finishSlice(self, ABSENT);
  const frame = Slicing.enter();
  Slicing.self.set(frame, self);
  return beginNative(frame, iterNext(it(self) as Ref));
}
/** Whether the next item is wanted, but lies behind the end. */
const isFinished = (self: Ref): boolean =>
  cnt(self) >= upcoming(self) && limit(self) !== -1 && cnt(self) >= limit(self);
function finishSlice(self: Ref, answer: typeof NULL | typeof ABSENT): Maybe {
  clearRef(self, it);
  return answer;
}
/** Items before the one that is wanted are let go of.  @cpython Modules/itertoolsmodule.c islice_next */
function step(frame: NativeFrame, first: Maybe): Maybe {
  const self = Slicing.self(frame) as Ref;
  let answer = first;
  for (;;) {
    if (answer === PUSHED) return PUSHED;
    if (isOver(answer)) return finishSlice(self, answer);
    const isWanted = cnt(self) >= upcoming(self);
    cnt.set(self, cnt(self) + 1);
    if (isWanted) {
      const after = upcoming(self) + by(self);
      upcoming.set(self, limit(self) !== -1 && after > limit(self) ? limit(self) : after);
      return answer;
    }
    decref(answer);
    if (isFinished(self)) return finishSlice(self, ABSENT);
    answer = iterNext(it(self) as Ref);
  }
}

export const islice = defineType({
  name: 'itertools.islice',
  type: PyISlice_Type,
  struct: PyISlice,
  subclassable: true,
  gc: true,
  doc: 'Give the items of an iterable from start to stop, every step-th one.',
  ...owning([it]),
  new: make,
  iter: self => newRef(self),
  iternext: next
});

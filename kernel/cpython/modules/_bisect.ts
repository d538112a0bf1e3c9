/** _bisect: where a value belongs in a sorted sequence.  CPython: Modules/_bisectmodule.c. */
import { ABSENT, NULL, PUSHED, type Answer, type Maybe, type Owned, type Ref } from '../heap/reference.js';
import { int32, mayOwn, owns } from '../heap/struct.js';
import { call1, callMethod } from '../abstract/call.js';
import { defineModule, type Method } from '../abstract/define.js';
import { LT, getItem, isTrueThenRelease, length, richCompare } from '../abstract/object.js';
import { asSizeArgument, newInt } from '../include/int.js';
import { None, none } from '../include/singletons.js';
import { identifier } from '../include/str.js';
import { errors, raise } from '../object/errors.js';
import { beginNative, nativeFrame, type NativeFrame } from '../object/native-frame.js';
import { decref, newRef } from '../object/refcount.js';
import { profile } from '../profiles/profile.js';

/** What the answer is that comes next: the key of `x`, an item, its key, whether it is less, what `insert` says. */
const KEY_OF_X = 0,
  ITEM = 1,
  KEY_OF_ITEM = 2,
  LESS = 3,
  INSERTED = 4;
const LEFT = 1,
  INSERTS = 2;
const Bisecting = nativeFrame(
  'bisect',
  {
    sequence: owns,
    x: owns,
    wanted: mayOwn, // what items are compared with
    key: mayOwn,
    lo: int32,
    hi: int32,
    how: int32,
    phase: int32
  },
  step
);
const { sequence, x, wanted, key, lo, hi, how, phase } = Bisecting;
const INSERT = identifier('insert');

const middle = (frame: NativeFrame): number => (lo(frame) + hi(frame)) >> 1;
function step(frame: NativeFrame, first: Maybe): Answer {
  let answer = first;
  for (;;) {
    if (answer === PUSHED) return PUSHED;
    if (answer === NULL || answer === ABSENT) return NULL;
    if (phase(frame) === INSERTED) {
      decref(answer);
      return none();
    }
    answer = received(frame, answer);
    if (phase(frame) === DONE) return answer as Answer;
  }
}
const DONE = 5;
function received(frame: NativeFrame, answer: Owned): Answer {
  switch (phase(frame)) {
    case KEY_OF_X:
      wanted.set(frame, answer);
      return next(frame);
    case ITEM:
      if (key(frame) === 0) return compare(frame, answer);
      phase.set(frame, KEY_OF_ITEM);
      return released(answer, call1(key(frame) as Ref, answer));
    case KEY_OF_ITEM:
      return compare(frame, answer);
    default: {
      const isLess = isTrueThenRelease(answer);
      if (isLess === null) return NULL;
      const isRight = (how(frame) & LEFT) !== 0 ? isLess : !isLess;
      if (isRight) lo.set(frame, middle(frame) + 1);
      else hi.set(frame, middle(frame));
      return next(frame);
    }
  }
}
function released(o: Owned, answer: Answer): Answer {
  decref(o);
  return answer;
}
function compare(frame: NativeFrame, item: Owned): Answer {
  phase.set(frame, LESS);
  const by = wanted(frame) as Ref;
  return released(item, (how(frame) & LEFT) !== 0 ? richCompare(item, by, LT) : richCompare(by, item, LT));
}
/** Looks at the middle, or has found the place. */
function next(frame: NativeFrame): Answer {
  const found = lo(frame) >= hi(frame);
  const number = newInt(found ? lo(frame) : middle(frame));
  if (number === NULL) return NULL;
  if (!found) {
    phase.set(frame, ITEM);
    return released(number, getItem(sequence(frame), number));
  }
  if ((how(frame) & INSERTS) === 0) {
    phase.set(frame, DONE);
    return number;
  }
  phase.set(frame, INSERTED);
  return released(number, callMethod(sequence(frame), INSERT, number, x(frame)));
}
const bisect =
  (way: number) =>
  (_module: Ref, a: Ref, value: Ref, from: Ref | 0, to: Ref | 0 = 0, by: Ref | 0 = 0): Answer => {
    const start = from === 0 ? 0 : asSizeArgument(from);
    if (start === null) return NULL;
    const given = to === 0 || to === None ? -1 : asSizeArgument(to);
    if (given === null) return NULL;
    if (start < 0) return raise(errors.ValueError, 'lo must be non-negative');
    const end = given === -1 ? length(a) : given;
    if (end === null) return NULL;
    const frame = Bisecting.enter();
    sequence.set(frame, newRef(a));
    x.set(frame, newRef(value));
    lo.set(frame, start);
    hi.set(frame, end);
    how.set(frame, way);
    if (by !== 0 && by !== None) key.set(frame, newRef(by));
    // insort is given an item, bisect what the key function answers
    const needsKey = (way & INSERTS) !== 0 && key(frame) !== 0;
    return beginNative(frame, needsKey ? call1(by as Ref, value) : newRef(value));
  };
const method = (doc: string, way: number): Method => ({
  signature: profile.math.bisectTakesKey
    ? '($module, /, a, x, lo=0, hi=None, *, key=None)'
    : '($module, /, a, x, lo=0, hi=None)',
  doc,
  call: bisect(way)
});

export const bisectModule = defineModule({
  name: '_bisect',
  doc: 'Bisection algorithms.',
  functions: {
    bisect_left: method(
      'Return the index where to insert item x in list a, assuming a is sorted: before its equals.',
      LEFT
    ),
    bisect_right: method(
      'Return the index where to insert item x in list a, assuming a is sorted: behind its equals.',
      0
    ),
    insort_left: method(
      'Insert item x in list a, and keep it sorted assuming a is sorted: before its equals.',
      LEFT | INSERTS
    ),
    insort_right: method(
      'Insert item x in list a, and keep it sorted assuming a is sorted: behind its equals.',
      INSERTS
    )
  }
});

/** Adding all items of an iterable to a deque, at either end.  CPython: Modules/_collectionsmodule.c deque_extend. */
import {
  ABSENT,
  DONE,
  NULL,
  PUSHED,
  type Answer,
  type Maybe,
  type Owned,
  type Ref
} from '../../heap/reference.js';
import { int32, mayOwn, owns } from '../../heap/struct.js';
import { listOf } from '../../abstract/extend.js';
import { iter, iterNext, wasStopIteration } from '../../abstract/iterate.js';
import { none } from '../../include/singletons.js';
import { beginNative, nativeFrame, type NativeFrame } from '../../object/native-frame.js';
import { decref, setRef, take } from '../../object/refcount.js';
import { newRef } from '../../object/refcount.js';
import { Deque, append, appendLeft, prepareExtend } from './deque-blocks.js';

const LISTING = 0,
  STARTING = 1,
  ADDING = 2;
const Extending = nativeFrame('deque.extend', { deque: owns, from: mayOwn, left: int32, phase: int32 }, step);

function start(d: Ref, iterable: Ref, left: number): Answer {
  const frame = Extending.enter();
  Extending.deque.set(frame, newRef(d));
  Extending.left.set(frame, left);
  if (iterable === d) return beginNative(frame, listOf(d));
  Extending.phase.set(frame, STARTING);
  return beginNative(frame, iter(iterable));
}
/** None, or NULL.  A deque is extended by a list of itself. */
export const extend = (d: Ref, iterable: Ref): Answer => start(d, iterable, 0);
export const extendLeft = (d: Ref, iterable: Ref): Answer => start(d, iterable, 1);

function step(frame: NativeFrame, first: Maybe): Answer {
  const d = Extending.deque(frame),
    isLeft = Extending.left(frame) === 1;
  let answer = first;
  for (;;) {
    if (answer === PUSHED) return PUSHED;
    const phase = Extending.phase(frame);
    if (answer === ABSENT || answer === NULL) {
      const isEnd = phase === ADDING && (answer === ABSENT || wasStopIteration());
      return isEnd ? none() : NULL;
    }
    const value = answer as Owned;
    switch (phase) {
      case LISTING:
        Extending.from.set(frame, value);
        Extending.phase.set(frame, STARTING);
        answer = iter(value);
        continue;
      case STARTING:
        if (Extending.from(frame) === 0) Extending.from.set(frame, value);
        else setRef(frame, Extending.from, value);
        Extending.phase.set(frame, ADDING);
        if (Deque.maxlen(d) !== 0) prepareExtend(d, isLeft);
        break;
      default:
        if (Deque.maxlen(d) === 0) decref(value);
        else if ((isLeft ? appendLeft(d, value) : append(d, value)) !== DONE) return NULL;
    }
    answer = iterNext(Extending.from(frame) as Ref);
  }
}
/** Gives the deque back when it has been extended. */
const Building = nativeFrame('deque', { deque: mayOwn }, (frame, answer): Answer => {
  if (answer === NULL || answer === ABSENT) return NULL;
  decref(answer as Owned);
  return take(frame, Building.deque) as Owned;
});
/** Extends a deque and answers it. */
export function extended(d: Owned, iterable: Ref): Answer {
  const frame = Building.enter();
  Building.deque.set(frame, d);
  return beginNative(frame, extend(d, iterable));
}

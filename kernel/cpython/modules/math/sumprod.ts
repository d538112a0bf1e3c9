/** sumprod: the sum of products, of floats as if it were rounded once.  CPython: Modules/mathmodule.c math_sumprod_impl. */
import { ABSENT, NULL, PUSHED, type Answer, type Maybe, type Owned, type Ref } from '../../heap/reference.js';
import { double, int32, mayOwn, owns } from '../../heap/struct.js';
import { product, sum } from '../../abstract/double-double.js';
import { iter, iterNext, wasStopIteration } from '../../abstract/iterate.js';
import { binaryOperation } from '../../abstract/number.js';
import { floatValue, isExactFloat, newFloat } from '../../include/float.js';
import { intToBigInt, intToNumber, isBool, isExactInt, smallInt } from '../../include/int.js';
import { errors, raise } from '../../object/errors.js';
import { beginNative, nativeFrame, type NativeFrame } from '../../object/native-frame.js';
import { clearRef, decref, newRef, setRef, take } from '../../object/refcount.js';

const ADD = 0,
  MULTIPLY = 5;
/** What the answer is that comes next. */
const ITER_P = 0,
  ITER_Q = 1,
  NEXT_P = 2,
  NEXT_Q = 3,
  LAST_Q = 4,
  PRODUCT = 5,
  FLOATS_ADDED = 6,
  TOTAL = 7;
/** Which short cuts are still taken: all were ints of 64 bits so far; then, floats and ints as floats. */
const INTS = 1,
  FLOATS = 2;
const Summing = nativeFrame(
  'sumprod',
  {
    q: owns, // the second iterable, then its iterator
    p: mayOwn,
    left: mayOwn,
    right: mayOwn,
    total: mayOwn,
    phase: int32,
    paths: int32,
    used: int32, // the floats below are part of the sum
    high: double,
    low: double,
    tiny: double
  },
  step
);
const { q, p, left, right, total, phase, paths, used, high, low, tiny } = Summing;

export function sumprod(_module: Ref, a: Ref, b: Ref): Answer {
  const frame = Summing.enter();
  q.set(frame, newRef(b));
  total.set(frame, newRef(smallInt(0)));
  paths.set(frame, INTS | FLOATS);
  return beginNative(frame, iter(a));
}
function step(frame: NativeFrame, first: Maybe): Answer {
  let answer = first;
  for (;;) {
    if (answer === PUSHED) return PUSHED;
    const now = phase(frame);
    if (answer === NULL || answer === ABSENT) {
      const isEnd = isIterating(now) && (answer === ABSENT || wasStopIteration());
      if (!isEnd) return NULL;
      if (now === NEXT_Q) return unequal();
      if (now === LAST_Q && used(frame) === 0) return take(frame, total) as Owned;
      answer = now === LAST_Q ? addFloats(frame) : last(frame);
    } else if (now === LAST_Q) {
      decref(answer);
      return unequal();
    } else if (now === FLOATS_ADDED && left(frame) === 0) return answer;
    else answer = received(frame, answer);
  }
}
const isIterating = (now: number): boolean => now === NEXT_P || now === NEXT_Q || now === LAST_Q;
const unequal = (): 0 => raise(errors.ValueError, 'Inputs are not the same length');

/** Goes on with what came. */
function received(frame: NativeFrame, answer: Owned): Maybe {
  switch (phase(frame)) {
    case ITER_P:
      p.set(frame, answer);
      phase.set(frame, ITER_Q);
      return iter(q(frame));
    case ITER_Q:
      setRef(frame, q, answer);
      return next(frame);
    case NEXT_P:
      left.set(frame, answer);
      phase.set(frame, NEXT_Q);
      return iterNext(q(frame));
    case NEXT_Q:
      right.set(frame, answer);
      return pair(frame);
    case PRODUCT: {
      phase.set(frame, TOTAL);
      const now = binaryOperation(ADD, total(frame) as Ref, answer);
      decref(answer);
      return now;
    }
    case FLOATS_ADDED:
      setRef(frame, total, answer);
      return multiplied(frame);
    default:
      setRef(frame, total, answer);
      return next(frame);
  }
}
function next(frame: NativeFrame): Maybe {
  if (left(frame) !== 0) clearRef(frame, left);
  if (right(frame) !== 0) clearRef(frame, right);
  phase.set(frame, NEXT_P);
  return iterNext(p(frame) as Ref);
}
/** `p` is at its end: so must `q` be. */
function last(frame: NativeFrame): Maybe {
  phase.set(frame, LAST_Q);
  return iterNext(q(frame));
}
function multiplied(frame: NativeFrame): Answer {
  phase.set(frame, PRODUCT);
  return binaryOperation(MULTIPLY, left(frame) as Ref, right(frame) as Ref);
}
function addFloats(frame: NativeFrame): Answer {
  used.set(frame, 0);
  phase.set(frame, FLOATS_ADDED);
  const x = newFloat(high(frame) + sum(low(frame), tiny(frame)).high);
  if (x === NULL) return NULL;
  const answer = binaryOperation(ADD, total(frame) as Ref, x);
  decref(x);
  return answer;
}
/** Two items to multiply. */
function pair(frame: NativeFrame): Maybe {
  const a = left(frame) as Ref,
    b = right(frame) as Ref;
  if ((paths(frame) & INTS) !== 0) {
    if (isExactInt(a) && isExactInt(b) && fits(frame, a, b)) return multiplied(frame);
    paths.set(frame, paths(frame) & ~INTS);
  }
  if ((paths(frame) & FLOATS) !== 0) {
    if (addProduct(frame, a, b)) return next(frame);
    paths.set(frame, 0);
    if (used(frame) !== 0) return addFloats(frame);
  }
  return multiplied(frame);
}
const isLong = (n: bigint): boolean => n === BigInt.asIntN(64, n);
function fits(frame: NativeFrame, a: Ref, b: Ref): boolean {
  const x = intToBigInt(a),
    y = intToBigInt(b);
  return isLong(x) && isLong(y) && isLong(x * y) && isLong(x * y + intToBigInt(total(frame) as Ref));
}
const isWhole = (o: Ref): boolean => isExactInt(o) || isBool(o);
/** A product that is a finite float.  @cpython tl_fma */
function addProduct(frame: NativeFrame, a: Ref, b: Ref): boolean {
  const isFloatA = isExactFloat(a),
    isFloatB = isExactFloat(b);
  if (!(isFloatA && (isFloatB || isWhole(b))) && !(isFloatB && isWhole(a))) return false;
  const x = isFloatA ? floatValue(a) : intToNumber(a),
    y = isFloatB ? floatValue(b) : intToNumber(b);
  if (!Number.isFinite(x) || !Number.isFinite(y)) return false;
  const exact = product(x, y);
  const first = sum(high(frame), exact.high),
    second = sum(low(frame), exact.low);
  const third = sum(second.high, first.low);
  if (!Number.isFinite(first.high)) return false;
  high.set(frame, first.high);
  low.set(frame, third.high);
  tiny.set(frame, tiny(frame) + second.low + third.low);
  used.set(frame, 1);
  return true;
}

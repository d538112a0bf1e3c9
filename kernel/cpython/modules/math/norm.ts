/** hypot and dist: lengths, with what rounding loses made up for.  CPython: Modules/mathmodule.c vector_norm. */
import type { Address } from '../../heap/memory.js';
import { NULL, type Answer, type Ref } from '../../heap/reference.js';
import { fastSum, product } from '../../abstract/double-double.js';
import { frexp, ldexp } from '../../abstract/float-text.js';
import { asDouble } from '../../abstract/percent.js';
import { sequenceToTuple } from '../../abstract/to-tuple.js';
import { newFloat } from '../../include/float.js';
import { isTuple, tupleItem } from '../../include/tuple.js';
import { errors, raise } from '../../object/errors.js';
import { ob_size } from '../../object/header.js';
import { argumentAt } from '../../object/park.js';
import { decref, newRef } from '../../object/refcount.js';
import { profile } from '../../profiles/profile.js';

const HOW = profile.math.norm;
/** The length of a vector of sizes, none negative. */
function norm(v: readonly number[]): number {
  let most = 0,
    isUnknown = false;
  for (const x of v) {
    if (x !== x) isUnknown = true;
    else if (x > most) most = x;
  }
  if (most === Infinity) return most;
  if (isUnknown) return NaN;
  if (most === 0 || v.length <= 1) return most;
  return HOW === 'compensated' ? scaledNorm(v, most) : exactNorm(v, most);
}
/** Up to 3.9, and of subnormal numbers in 3.10 and 3.11. */
function scaledNorm(v: readonly number[], most: number): number {
  let sum = 1,
    lost = 0;
  for (const x of v) {
    const square = (x / most) * (x / most);
    const before = sum;
    sum += square;
    lost += before - sum + square;
  }
  return most * Math.sqrt(sum - 1 + lost);
}
const TINY = 2 ** -1022;
function exactNorm(v: readonly number[], most: number): number {
  const [, e] = frexp(most);
  if (e < -1023)
    return HOW === 'split'
      ? scaledNorm(v, most)
      : TINY *
          exactNorm(
            v.map(x => x / TINY),
            most / TINY
          );
  const scale = ldexp(1, -e);
  return (HOW === 'split' ? splitNorm(v, scale) : fusedNorm(v, scale)) / scale;
}
const SPLITTER = 2 ** 27 + 1;
/** Squares in three parts, each added apart; then one step of Newton's. */
function splitNorm(v: readonly number[], scale: number): number {
  let sum = 1,
    lost1 = 0,
    lost2 = 0,
    lost3 = 0;
  const add = (x: number): number => {
    const before = sum;
    sum += x;
    return before - sum + x;
  };
  for (const size of v) {
    const x = size * scale,
      t = x * SPLITTER;
    const high = t - (t - x),
      low = x - high;
    lost1 += add(high * high);
    lost2 += add(2 * high * low);
    lost3 += low * low;
  }
  const h = Math.sqrt(sum - 1 + (lost1 + lost2 + lost3));
  const t = h * SPLITTER;
  const high = t - (t - h),
    low = h - high;
  lost1 += add(-high * high);
  lost2 += add(-2 * high * low);
  lost3 += add(-low * low);
  return h + (sum - 1 + (lost1 + lost2 + lost3)) / (2 * h);
}
function fusedNorm(v: readonly number[], scale: number): number {
  let sum = 1,
    lost1 = 0,
    lost2 = 0;
  const add = (a: number, b: number): void => {
    const square = product(a, b),
      next = fastSum(sum, square.high);
    sum = next.high;
    lost1 += square.low;
    lost2 += next.low;
  };
  for (const size of v) add(size * scale, size * scale);
  const h = Math.sqrt(sum - 1 + (lost1 + lost2));
  add(-h, h);
  return h + (sum - 1 + (lost1 + lost2)) / (2 * h);
}

export function hypot(_module: Ref, argv: Address, count: number): Answer {
  const v: number[] = [];
  for (let i = 0; i < count; i++) {
    const x = asDouble(argumentAt(argv, i));
    if (x === null) return NULL;
    v.push(Math.abs(x));
  }
  return newFloat(norm(v));
}
/** @cpython math_dist_impl */
export function dist(_module: Ref, a: Ref, b: Ref): Answer {
  const p = isTuple(a) ? newRef(a) : sequenceToTuple(a);
  if (p === NULL) return NULL;
  const q = isTuple(b) ? newRef(b) : sequenceToTuple(b);
  if (q === NULL) {
    decref(p);
    return NULL;
  }
  const v = differences(p, q);
  decref(p);
  decref(q);
  return v === null ? NULL : newFloat(norm(v));
}
function differences(p: Ref, q: Ref): number[] | null {
  const count = ob_size(p);
  if (ob_size(q) !== count) {
    raise(errors.ValueError, 'both points must have the same number of dimensions');
    return null;
  }
  const v: number[] = [];
  for (let i = 0; i < count; i++) {
    const x = asDouble(tupleItem(p, i));
    if (x === null) return null;
    const y = asDouble(tupleItem(q, i));
    if (y === null) return null;
    v.push(Math.abs(x - y));
  }
  return v;
}

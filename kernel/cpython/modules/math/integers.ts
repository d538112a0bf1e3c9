/** math's functions of ints, and from floats to ints.  CPython: Modules/mathmodule.c. */
import type { Address } from '../../heap/memory.js';
import { ABSENT, NULL, type Answer, type Ref, type Result } from '../../heap/reference.js';
import { call0 } from '../../abstract/call.js';
import { lookupSpecial } from '../../abstract/object.js';
import { asDouble } from '../../abstract/percent.js';
import { warn } from '../../abstract/warn.js';
import { PyFloat_Type, floatValue, isExactFloat } from '../../include/float.js';
import { index, intToBigInt, newInt, newIntFromBigInt } from '../../include/int.js';
import { None } from '../../include/singletons.js';
import { identifier } from '../../include/str.js';
import { typeName } from '../../include/type.js';
import { isSubtype } from '../../abstract/lookup.js';
import { errors, raise, raiseNull } from '../../object/errors.js';
import { typeOf } from '../../object/header.js';
import { argumentAt } from '../../object/park.js';
import { decref } from '../../object/refcount.js';
import { profile } from '../../profiles/profile.js';

/** The value of an index; null: TypeError. */
function integer(o: Ref): bigint | null {
  const n = index(o);
  if (n === NULL) return null;
  const value = intToBigInt(n);
  decref(n);
  return value;
}
const LARGEST = 2n ** 63n - 1n;

/* From floats. */
/** @cpython Objects/longobject.c PyLong_FromDouble */
function intOf(x: number): Result {
  if (x !== x) return raise(errors.ValueError, 'cannot convert float NaN to integer');
  if (!Number.isFinite(x)) return raise(errors.OverflowError, 'cannot convert float infinity to integer');
  return Number.isSafeInteger(x) ? newInt(x) : newIntFromBigInt(BigInt(x));
}
const rounding = (name: string, f: (x: number) => number, needsMethod: boolean) => {
  const special = identifier(name);
  return (_module: Ref, o: Ref): Answer => {
    if (isExactFloat(o)) return intOf(f(floatValue(o)));
    const method = lookupSpecial(o, special);
    if (method === NULL) return NULL;
    if (method !== ABSENT) {
      const answer = call0(method);
      decref(method);
      return answer;
    }
    if (needsMethod)
      return raise(errors.TypeError, `type ${typeName(typeOf(o))} doesn't define ${name} method`);
    const x = asDouble(o);
    return x === null ? NULL : intOf(f(x));
  };
};
export const floor = rounding('__floor__', Math.floor, false);
export const ceil = rounding('__ceil__', Math.ceil, false);
export const trunc = rounding('__trunc__', Math.trunc, true);

/* Divisors and multiples. */
function greatest(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a,
    y = b < 0n ? -b : b;
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
const lowest = (a: bigint, b: bigint): bigint => {
  if (a === 0n || b === 0n) return 0n;
  const product = (a / greatest(a, b)) * b;
  return product < 0n ? -product : product;
};
const folded =
  (none: bigint, f: (a: bigint, b: bigint) => bigint) =>
  (_module: Ref, argv: Address, count: number): Answer => {
    let total = none;
    for (let i = 0; i < count; i++) {
      const n = integer(argumentAt(argv, i));
      if (n === null) return NULL;
      total = f(total, n);
    }
    return newIntFromBigInt(total);
  };
export const gcd = folded(0n, greatest);
export const lcm = folded(1n, lowest);

/** @cpython math_isqrt */
export function isqrt(_module: Ref, o: Ref): Answer {
  const n = integer(o);
  if (n === null) return NULL;
  if (n < 0n) return raise(errors.ValueError, 'isqrt() argument must be nonnegative');
  return newIntFromBigInt(rootOf(n));
}
function rootOf(n: bigint): bigint {
  if (n < 2n ** 52n) return BigInt(Math.floor(Math.sqrt(Number(n))));
  let root = 1n << BigInt((n.toString(16).length * 4 + 1) >> 1);
  for (;;) {
    const next = (root + n / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

/* Products. */
/** The product of the whole numbers from `from` to `to`, halved until the factors are small. */
function rising(from: bigint, to: bigint): bigint {
  if (to - from < 8n) {
    let product = 1n;
    for (let i = from; i <= to; i++) product *= i;
    return product;
  }
  const middle = (from + to) >> 1n;
  return rising(from, middle) * rising(middle + 1n, to);
}
const TAKES_FLOATS = profile.math.factorialOfFloats;
/** @cpython math_factorial */
export function factorial(_module: Ref, o: Ref): Answer {
  const n = TAKES_FLOATS && isSubtype(typeOf(o), PyFloat_Type) ? integralFloat(o) : integer(o);
  if (n === null) return NULL;
  if (n > LARGEST) return raise(errors.OverflowError, `factorial() argument should not exceed ${LARGEST}`);
  if (n < 0n) return raise(errors.ValueError, 'factorial() not defined for negative values');
  return newIntFromBigInt(rising(1n, n));
}
function integralFloat(o: Ref): bigint | null {
  if (!warn(errors.DeprecationWarning, 'Using factorial() with floats is deprecated')) return null;
  const x = floatValue(o);
  if (Number.isInteger(x)) return BigInt(x);
  return raiseNull(errors.ValueError, 'factorial() only accepts integral values');
}
/** n and k, both not negative. */
function choice(a: Ref, b: Ref): readonly [bigint, bigint] | null {
  const n = integer(a);
  if (n === null) return null;
  const k = integer(b);
  if (k === null) return null;
  if (n < 0n) return raiseNull(errors.ValueError, 'n must be a non-negative integer');
  if (k < 0n) return raiseNull(errors.ValueError, 'k must be a non-negative integer');
  return [n, k];
}
/** @cpython math_comb_impl */
export function comb(_module: Ref, a: Ref, b: Ref): Answer {
  const both = choice(a, b);
  if (both === null) return NULL;
  const [n, given] = both;
  if (given > n) return newInt(0);
  const k = given < n - given ? given : n - given;
  if (k > LARGEST) return raise(errors.OverflowError, `min(n - k, k) must not exceed ${LARGEST}`);
  return newIntFromBigInt(rising(n - k + 1n, n) / rising(1n, k));
}
/** @cpython math_perm_impl */
export function perm(module: Ref, a: Ref, b: Ref | 0): Answer {
  if (b === 0 || b === None) return factorial(module, a);
  const both = choice(a, b);
  if (both === null) return NULL;
  const [n, k] = both;
  if (k > n) return newInt(0);
  if (k > LARGEST) return raise(errors.OverflowError, `k must not exceed ${LARGEST}`);
  return newIntFromBigInt(rising(n - k + 1n, n));
}

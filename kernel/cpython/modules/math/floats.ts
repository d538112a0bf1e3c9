/** Floats taken apart and put together; neighbours; closeness; logarithms.  CPython: Modules/mathmodule.c. */
import { bitsOfDouble, doubleOfBits } from '../../heap/float-bits.js';
import { NULL, type Answer, type Ref, type Result } from '../../heap/reference.js';
import { decompose, frexp, ldexp, ratioToDouble } from '../../abstract/float-text.js';
import { log as ln } from '../../abstract/libm.js';
import { binaryOperation } from '../../abstract/number.js';
import { packTuple } from '../../abstract/pack.js';
import { asDouble } from '../../abstract/percent.js';
import { newFloat } from '../../include/float.js';
import { index, intToBigInt, intToNumber, isInt, newInt, signOf } from '../../include/int.js';
import { None, newBool } from '../../include/singletons.js';
import { errors, raise } from '../../object/errors.js';
import { decref } from '../../object/refcount.js';
import { finish } from '../../object/upward.js';
import { SIGN, copysign, domainError, rangeError } from './real.js';

export function frexpOf(_module: Ref, o: Ref): Answer {
  const x = asDouble(o);
  if (x === null) return NULL;
  const [m, e] = frexp(x);
  return packTuple(newFloat(m), newInt(e));
}
/** @cpython math_ldexp_impl */
export function ldexpOf(_module: Ref, o: Ref, power: Ref): Answer {
  const x = asDouble(o);
  if (x === null) return NULL;
  if (!isInt(power)) return raise(errors.TypeError, 'Expected an int as second argument to ldexp.');
  if (x === 0 || !Number.isFinite(x)) return newFloat(x);
  const n = intToNumber(power);
  if (n > 5000) return rangeError();
  const y = n < -5000 ? copysign(0, x) : ldexp(x, n);
  return Number.isFinite(y) ? newFloat(y) : rangeError();
}
export function modf(_module: Ref, o: Ref): Answer {
  const x = asDouble(o);
  if (x === null) return NULL;
  const whole = Math.trunc(x);
  const rest = Math.abs(x) === Infinity ? 0 : x - whole;
  return packTuple(newFloat(x === x ? copysign(rest, x) : x), newFloat(whole));
}

/** A float's place among all floats, zero being 0. */
function ordinal(x: number): bigint {
  const bits = bitsOfDouble(x);
  return bits >= SIGN ? SIGN - bits : bits;
}
/** The float `steps` after x on the way to y. */
function towards(x: number, y: number, steps: bigint): number {
  if (x !== x || y !== y) return x + y;
  if (steps === 0n) return x;
  const from = ordinal(x),
    to = ordinal(y);
  const isUp = from < to,
    distance = isUp ? to - from : from - to;
  if (steps >= distance) return y;
  const at = isUp ? from + steps : from - steps;
  return at === 0n ? copysign(0, x) : doubleOfBits(at < 0n ? SIGN - at : at);
}
/** @cpython math_nextafter_impl */
export function nextafter(_module: Ref, a: Ref, b: Ref, steps: Ref | 0 = 0): Answer {
  const x = asDouble(a);
  if (x === null) return NULL;
  const y = asDouble(b);
  if (y === null) return NULL;
  if (steps === 0 || steps === None) return newFloat(towards(x, y, 1n));
  const n = index(steps);
  if (n === NULL) return NULL;
  const count = intToBigInt(n);
  decref(n);
  if (count < 0n) return raise(errors.ValueError, 'steps must be a non-negative integer');
  return newFloat(towards(x, y, count));
}
export function ulp(x: number): number {
  const size = Math.abs(x);
  if (!(size < Infinity)) return size;
  return size === Number.MAX_VALUE ? 2 ** 971 : towards(size, Infinity, 1n) - size;
}

/** @cpython math_isclose_impl */
export function isclose(_module: Ref, a: Ref, b: Ref, relative: Ref | 0, absolute: Ref | 0): Answer {
  const x = asDouble(a);
  if (x === null) return NULL;
  const y = asDouble(b);
  if (y === null) return NULL;
  const r = relative === 0 ? 1e-9 : asDouble(relative);
  if (r === null) return NULL;
  const t = absolute === 0 ? 0 : asDouble(absolute);
  if (t === null) return NULL;
  if (r < 0 || t < 0) return raise(errors.ValueError, 'tolerances must be non-negative');
  if (x === y) return newBool(true);
  if (Math.abs(x) === Infinity || Math.abs(y) === Infinity) return newBool(false);
  const difference = Math.abs(y - x);
  return newBool(difference <= Math.abs(r * y) || difference <= Math.abs(r * x) || difference <= t);
}

/** @cpython math_fma_impl */
export function fma(_module: Ref, a: Ref, b: Ref, c: Ref): Answer {
  const x = asDouble(a);
  if (x === null) return NULL;
  const y = asDouble(b);
  if (y === null) return NULL;
  const z = asDouble(c);
  if (z === null) return NULL;
  const r = fused(x, y, z);
  if (Number.isFinite(r)) return newFloat(r);
  if (r !== r) {
    const isPassedOn = x !== x || y !== y || z !== z;
    return isPassedOn ? newFloat(r) : raise(errors.ValueError, 'invalid operation in fma');
  }
  const isFinite = Number.isFinite(x) && Number.isFinite(y) && Number.isFinite(z);
  return isFinite ? raise(errors.OverflowError, 'overflow in fma') : newFloat(r);
}
/** x * y + z, rounded once. */
function fused(x: number, y: number, z: number): number {
  if (Number.isFinite(x) && Number.isFinite(y)) {
    if (!Number.isFinite(z)) return z;
  } else return x * y + z;
  if (x === 0 || y === 0) return x * y + z;
  const p = decompose(x),
    q = decompose(y),
    r = decompose(z);
  const exponent = p.exponent + q.exponent;
  const least = Math.min(exponent, r.exponent);
  const total =
    ((p.mantissa * q.mantissa) << BigInt(exponent - least)) + (r.mantissa << BigInt(r.exponent - least));
  return total < 0n ? -ratioToDouble(-total, least) : ratioToDouble(total, least);
}

/** A logarithm of a real number or of an int of any size.  @cpython loghelper */
export function logarithm(o: Ref, f: (x: number) => number): Result {
  if (!isInt(o)) {
    const x = asDouble(o);
    if (x === null) return NULL;
    const y = f(x);
    const isError = (y !== y && x === x) || (y === -Infinity && x === 0);
    return isError ? domainError('a positive input', x) : newFloat(y);
  }
  if (signOf(o) <= 0) return domainError('a positive input');
  const x = intToNumber(o);
  if (Number.isFinite(x)) return newFloat(f(x));
  const value = intToBigInt(o);
  const bits = value.toString(2).length;
  const m = ratioToDouble(value, -bits);
  return newFloat(f(m) + f(2) * bits);
}
const DIVIDE = 11;
/** log(x), log(x, base).  @cpython math_log */
export function log(_module: Ref, o: Ref, base: Ref | 0): Answer {
  const number = logarithm(o, ln);
  if (number === NULL || base === 0) return number;
  const by = logarithm(base, ln);
  if (by === NULL) {
    decref(number);
    return NULL;
  }
  const answer = finish(binaryOperation(DIVIDE, number, by));
  decref(number);
  decref(by);
  return answer;
}

/** math's functions of one or two real numbers, and the errors of C's.  CPython: Modules/mathmodule.c math_1, math_2. */
import { NULL, type Answer, type Ref, type Result } from '../../heap/reference.js';
import { bitsOfDouble, doubleOfBits } from '../../heap/float-bits.js';
import type { Method } from '../../abstract/define.js';
import { powerOf } from '../../abstract/float-power.js';
import { floatRepr } from '../../abstract/float-text.js';
import { asDouble } from '../../abstract/percent.js';
import { newFloat } from '../../include/float.js';
import { newBool } from '../../include/singletons.js';
import { errors, raise } from '../../object/errors.js';
import { profile } from '../../profiles/profile.js';

const TELLS = profile.math.tellsWhatWasExpected;
/** ValueError; newer versions say what was expected and what came. */
export const domainError = (expected?: string, x?: number): 0 =>
  raise(
    errors.ValueError,
    TELLS && expected !== undefined
      ? `expected ${expected}${x === undefined ? '' : `, got ${floatRepr(x)}`}`
      : 'math domain error'
  );
export const rangeError = (): 0 => raise(errors.OverflowError, 'math range error');

interface Bounds {
  /** Too large a result is an OverflowError. */
  readonly overflows?: boolean;
  readonly expected?: string;
  /** Whatever comes is the answer. */
  readonly unchecked?: boolean;
}
/** The function's value at x, or the error that it means.  @cpython math_1 */
function valueAt(f: (x: number) => number, x: number, { overflows, expected, unchecked }: Bounds): Result {
  const y = f(x);
  if (unchecked === true) return newFloat(y);
  if (y !== y && x === x) return domainError(expected, x);
  if ((y === Infinity || y === -Infinity) && Number.isFinite(x))
    return overflows === true ? rangeError() : domainError(expected, x);
  return newFloat(y);
}
/** A function of one real number. */
export const real = (doc: string, f: (x: number) => number, bounds: Bounds = {}): Method => ({
  signature: '($module, x, /)',
  doc,
  call: (_module: Ref, o: Ref): Answer => {
    const x = asDouble(o);
    return x === null ? NULL : valueAt(f, x, bounds);
  }
});
/** A question about one real number. */
export const question = (doc: string, f: (x: number) => boolean): Method => ({
  signature: '($module, x, /)',
  doc,
  call: (_module: Ref, o: Ref): Answer => {
    const x = asDouble(o);
    return x === null ? NULL : newBool(f(x));
  }
});
/** A function of two real numbers that makes its own errors. */
export const ofTwo = (names: string, doc: string, f: (x: number, y: number) => Result): Method => ({
  signature: `($module, ${names}, /)`,
  doc,
  call: (_module: Ref, a: Ref, b: Ref): Answer => {
    const x = asDouble(a);
    if (x === null) return NULL;
    const y = asDouble(b);
    return y === null ? NULL : f(x, y);
  }
});
export const SIGN = 1n << 63n;
export const copysign = (x: number, y: number): number =>
  doubleOfBits((bitsOfDouble(x) & ~SIGN) | (bitsOfDouble(y) & SIGN));

export function fmod(x: number, y: number): Result {
  const r = x % y;
  return r !== r && x === x && y === y ? domainError() : newFloat(r);
}
const isOdd = (y: number): boolean => Math.abs(y) % 2 === 1;
const HAS_INFINITE_POWER = profile.math.zeroToMinusInfinity;
/** @cpython Modules/mathmodule.c math_pow_impl */
export function pow(x: number, y: number): Result {
  if (!Number.isFinite(x) || !Number.isFinite(y))
    return x === 0 && y < 0 && !HAS_INFINITE_POWER ? domainError() : newFloat(powAtTheEnds(x, y));
  if (y === 0) return newFloat(1);
  if (x === 0) return y < 0 ? domainError() : newFloat(isOdd(y) ? x : 0);
  if (x < 0 && !Number.isInteger(y)) return domainError();
  const r = powerOf(x, y);
  return Number.isFinite(r) ? newFloat(r) : rangeError();
}
function powAtTheEnds(x: number, y: number): number {
  if (x === 1 || y === 0) return 1;
  return x === -1 && Math.abs(y) === Infinity ? 1 : x ** y;
}
/** @cpython Modules/mathmodule.c m_remainder */
export function remainder(x: number, y: number): Result {
  if (x !== x || y !== y) return newFloat(x + y);
  if (Math.abs(x) === Infinity || y === 0) return domainError();
  if (Math.abs(y) === Infinity) return newFloat(x);
  const size = Math.abs(x),
    step = Math.abs(y);
  const m = size % step,
    c = step - m;
  const r = m < c ? m : m > c ? -c : m - 2 * ((0.5 * (size - m)) % step);
  return newFloat(copysign(1, x) * r);
}

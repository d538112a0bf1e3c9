/**
 * C's elementary functions, computed with 106 bits and rounded once: glibc's own are off by hardly more than half a unit in the
 * last place, the host's by up to one.  CPython: what Modules/mathmodule.c calls of <math.h>.
 */
import {
  ONE,
  add,
  divide,
  exactly,
  fromFixed,
  multiply,
  negate,
  product,
  round,
  squareRoot,
  subtract,
  sum,
  times,
  type Double2
} from './double-double.js';
import { profile } from '../profiles/profile.js';
import { decompose, frexp } from './float-text.js';

/* Constants, from as many bits as the largest argument of a sine needs. */
const BITS = 1280;
const FIXED_ONE = 1n << BigInt(BITS);
/** arctan(1 / n) and artanh(1 / n). */
function series(n: bigint, sign: bigint): bigint {
  let power = FIXED_ONE / n,
    total = 0n,
    s = 1n;
  for (let k = 1n; power !== 0n; k += 2n) {
    total += (s * power) / k;
    power /= n * n;
    s *= sign;
  }
  return total;
}
const FIXED_PI = 4n * (4n * series(5n, -1n) - series(239n, -1n));
const FIXED_LN2 = 2n * series(3n, 1n);
const LN2 = fromFixed(FIXED_LN2, BITS);
const PI = fromFixed(FIXED_PI, BITS);
const HALF_PI = times(PI, 0.5);
/** A quarter turn in parts of 33 bits, and the rest. */
const part = (i: number): number =>
  Number((FIXED_PI >> BigInt(BITS + 1 - 32 - 33 * i)) & ((1n << 33n) - 1n)) * 2 ** -(32 + 33 * i);
const PARTS = [part(0), part(1), part(2)] as const;
const REST = fromFixed(FIXED_PI & ((1n << BigInt(BITS + 1 - 98)) - 1n), BITS + 1);
const QUARTER_PI_NUMBER = Math.PI / 4;

/** A result and the power of two that it is to be multiplied with. */
interface Scaled {
  readonly value: Double2;
  readonly exponent: number;
}
/* Power series: the first terms with 106 bits, what is small beside them with 53. */
const FINE = 6;
/** c[0] + c[1] x + c[2] x ** 2 ... */
function polynomial(x: Double2, c: readonly Double2[]): Double2 {
  let rest = 0;
  for (let i = c.length - 1; i >= FINE; i--) rest = rest * x.high + c[i]!.high;
  let total = exactly(rest);
  for (let i = FINE - 1; i >= 0; i--) total = add(c[i]!, multiply(x, total));
  return total;
}
const coefficients = (count: number, of: (i: number) => number): Double2[] =>
  Array.from({ length: count }, (_, i) => divide(ONE, exactly(of(i))));
/** n!, exactly up to 22. */
const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
const EXP = coefficients(8, i => factorial(i + 1));
const SINE = coefficients(13, i => factorial(2 * i + 1));
const COSINE = coefficients(13, i => factorial(2 * i));
const ARTANH = coefficients(22, i => 2 * i + 1);

/** e ** r - 1 of a small r: the argument is halved nine times, the sum squared as often. */
function smallExpm1(r: Double2): Double2 {
  const small = times(r, 1 / 512);
  let total = multiply(small, polynomial(small, EXP));
  for (let i = 0; i < 9; i++) total = add(times(total, 2), multiply(total, total));
  return total;
}
/** e ** x as a number from about 0.7 to 1.4, less one, and an exponent. */
function expParts(x: Double2): { readonly less1: Double2; readonly exponent: number } {
  const exponent = Math.abs(x.high) < 0.35 ? 0 : Math.round(x.high / LN2.high);
  const rest = exponent === 0 ? x : subtract(x, multiply(LN2, exactly(exponent)));
  return { less1: smallExpm1(rest), exponent };
}
function expOf(x: Double2): Scaled {
  const { less1, exponent } = expParts(x);
  return { value: add(less1, ONE), exponent };
}
const rounded = (s: Scaled): number => round(s.value, s.exponent);

export function exp(x: number): number {
  if (!(x > -746 && x < 710)) return Math.exp(x);
  return rounded(expOf(exactly(x)));
}
export function exp2(x: number): number {
  if (!(x > -1076 && x < 1024)) return x >= 1024 ? Infinity : x === x ? 0 : x;
  const k = Math.round(x);
  return round(add(smallExpm1(multiply(LN2, exactly(x - k))), ONE), k);
}
/** artanh of a number below one quarter. */
const artanhSeries = (z: Double2): Double2 => multiply(z, polynomial(multiply(z, z), ARTANH));
/** ln(x) of a positive number. */
function logOf(x: Double2): Double2 {
  const [, e] = frexp(x.high);
  const exponent = x.high > 0.7 && x.high < 1.42 ? 0 : e;
  const m = exponent === 0 ? x : scaleDown(x, exponent);
  const near = divide(subtract(m, ONE), add(m, ONE));
  const ln = times(artanhSeries(near), 2);
  return exponent === 0 ? ln : add(multiply(LN2, exactly(exponent)), ln);
}
/** x * 2 ** -exponent: from one half to one. */
const scaleDown = (x: Double2, exponent: number): Double2 =>
  exponent < -1000
    ? times(times(x, 2 ** 1000), 2 ** -(exponent + 1000))
    : times(times(x, 2 ** -(exponent >> 1)), 2 ** -(exponent - (exponent >> 1)));
/** x ** y of a positive x, where the result neither over- nor underflows by far. */
export const power = (x: number, y: number): number =>
  rounded(expOf(multiply(logOf(exactly(x)), exactly(y))));
const isPositive = (x: number): boolean => x > 0 && x < Infinity;
export const log = (x: number): number => (isPositive(x) ? round(logOf(exactly(x))) : Math.log(x));
export function log2(x: number): number {
  if (!isPositive(x)) return Math.log2(x);
  const [m, e] = frexp(x);
  const exponent = x > 0.7 && x < 1.42 ? 0 : m === 0.5 ? e - 1 : e;
  const ln = logOf(exactly(exponent === 0 ? x : m === 0.5 ? 1 : m));
  return round(add(exactly(exponent), divide(ln, LN2)));
}
/** The logarithm of the mantissa, from natural to decimal, and that of the power of two. */
export function log10(x: number): number {
  if (!isPositive(x)) return Math.log10(x);
  const [m, e] = frexp(x);
  const isSmall = e < 1;
  const power = isSmall ? e : e - 1;
  const z = power * 3.694239077158931e-13 + 0.4342944819032518 * log(isSmall ? m : 2 * m);
  return z + power * 0.30102999566361177;
}

/* Angles. */
interface SineAndCosine {
  readonly sine: Double2;
  readonly cosine: Double2;
}
/** x less the nearest multiple of a quarter turn, and which multiple (its last two bits). */
function reduce(x: number): { readonly rest: Double2; readonly quarter: number } {
  if (Math.abs(x) <= QUARTER_PI_NUMBER) return { rest: exactly(x), quarter: 0 };
  const near = Math.round(x / HALF_PI.high);
  if (Math.abs(near) < 2 ** 20) {
    // Three parts of 33 bits, whose products are exact, and what is left of a quarter turn.
    const rest = add(sum(x - near * PARTS[0], -near * PARTS[1]), exactly(-near * PARTS[2]));
    return { rest: subtract(rest, multiply(REST, exactly(near))), quarter: near & 3 };
  }
  const { mantissa, exponent } = decompose(x);
  const bits = Math.abs(x) < 2 ** 30 ? 256 : BITS;
  const pi = FIXED_PI >> BigInt(BITS - bits + 1);
  const shift = exponent + bits;
  const fixed = shift >= 0 ? mantissa << BigInt(shift) : mantissa >> BigInt(-shift);
  const twice = 2n * fixed + pi;
  let k = twice / (2n * pi);
  if (twice < 0n && k * 2n * pi !== twice) k -= 1n;
  return { rest: fromFixed(fixed - k * pi, bits), quarter: Number(BigInt.asUintN(2, k)) };
}
/** Sine and cosine of an angle of at most an eighth turn. */
function sineAndCosine(r: Double2): SineAndCosine {
  const square = negate(multiply(r, r));
  return { sine: multiply(r, polynomial(square, SINE)), cosine: polynomial(square, COSINE) };
}
function sineAndCosineOf(x: number): SineAndCosine {
  const { rest, quarter } = reduce(x);
  const { sine, cosine } = sineAndCosine(rest);
  switch (quarter) {
    case 0:
      return { sine, cosine };
    case 1:
      return { sine: cosine, cosine: negate(sine) };
    case 2:
      return { sine: negate(sine), cosine: negate(cosine) };
    default:
      return { sine: negate(cosine), cosine: sine };
  }
}
/** Where the function of a tiny number is that number. */
const isTiny = (x: number): boolean => Math.abs(x) < 1e-150;
const isPlain = (x: number): boolean => Number.isFinite(x) && !isTiny(x);
export const sin = (x: number): number => (isPlain(x) ? round(sineAndCosineOf(x).sine) : Math.sin(x));
export const cos = (x: number): number => (isPlain(x) ? round(sineAndCosineOf(x).cosine) : Math.cos(x));
export function tan(x: number): number {
  if (!isPlain(x)) return Math.tan(x);
  const { sine, cosine } = sineAndCosineOf(x);
  return round(divide(sine, cosine));
}
/** The angle of a point, both coordinates of ordinary size: the host's is made better by one step of Newton's. */
function angleOf(y: Double2, x: Double2): Double2 {
  const first = Math.atan2(y.high, x.high);
  const { sine, cosine } = sineAndCosineOf(first);
  const across = subtract(multiply(y, cosine), multiply(x, sine)),
    along = add(multiply(x, cosine), multiply(y, sine));
  return add(exactly(first), divide(across, along));
}
export const atan = (x: number): number =>
  isPlain(x) && Math.abs(x) < 1e150 ? round(angleOf(exactly(x), ONE)) : Math.atan(x);
export function atan2(y: number, x: number): number {
  const ratio = y / x;
  if (!isPlain(ratio) || ratio === 0 || Math.abs(ratio) > 1e150) return Math.atan2(y, x);
  const [, e] = frexp(Math.max(Math.abs(x), Math.abs(y)));
  const scale = (z: number): Double2 => scaleDown(exactly(z), e);
  return round(angleOf(scale(y), scale(x)));
}
/** sqrt(1 - x * x) */
const side = (x: number): Double2 => squareRoot(multiply(sum(1, -x), sum(1, x)));
export const asin = (x: number): number =>
  Math.abs(x) < 1 && !isTiny(x) ? round(angleOf(exactly(x), side(x))) : Math.asin(x);
export const acos = (x: number): number =>
  Math.abs(x) < 1 ? round(angleOf(side(x), exactly(x))) : Math.acos(x);

/* Functions that glibc makes of others, and the host as glibc does where it does not take exp or log. */
export const { expm1, log1p, sinh, tanh } = Math;
export function cosh(x: number): number {
  const size = Math.abs(x);
  if (!(size >= LN2.high / 2 && size < 711)) return Math.cosh(x);
  if (size > 709.7) return 0.5 * exp(size / 2) * exp(size / 2);
  const t = exp(size);
  return size > 22 ? 0.5 * t : 0.5 * t + 0.5 / t;
}
const IS_ROUNDED = profile.math.libm === 'rounded';
const LARGE = 2 ** 28;
export function asinh(x: number): number {
  const size = Math.abs(x);
  if (!(size > 2 ** -28 && size < Infinity)) return Math.asinh(x);
  if (IS_ROUNDED) return Math.sign(x) * roundedAsinh(size);
  const t = size * size;
  if (size > LARGE) return Math.sign(x) * (log(size) + LN2.high);
  return (
    Math.sign(x) *
    (size > 2 ? log(2 * size + 1 / (Math.sqrt(t + 1) + size)) : log1p(size + t / (1 + Math.sqrt(1 + t))))
  );
}
function roundedAsinh(x: number): number {
  if (x > 1e150) return round(add(logOf(exactly(x)), LN2));
  const square = product(x, x);
  return round(log1pOf(add(exactly(x), divide(square, add(ONE, squareRoot(add(ONE, square)))))));
}
export function acosh(x: number): number {
  if (!(x > 1 && x < Infinity)) return Math.acosh(x);
  if (IS_ROUNDED) return roundedAcosh(x);
  if (x > LARGE) return log(x) + LN2.high;
  if (x > 2) return log(2 * x - 1 / (x + Math.sqrt(x * x - 1)));
  const t = x - 1;
  return log1p(t + Math.sqrt(2 * t + t * t));
}
function roundedAcosh(x: number): number {
  if (x > 1e150) return round(add(logOf(exactly(x)), LN2));
  const t = sum(x, -1);
  return round(log1pOf(add(t, squareRoot(multiply(t, add(t, exactly(2)))))));
}
export function atanh(x: number): number {
  if (!IS_ROUNDED || !(Math.abs(x) < 1) || isTiny(x)) return Math.atanh(x);
  if (Math.abs(x) < 0.25) return round(artanhSeries(exactly(x)));
  return round(times(logOf(divide(sum(1, x), sum(1, -x))), 0.5));
}
/** ln(1 + x): for a small x the one is not added. */
function log1pOf(x: Double2): Double2 {
  if (Math.abs(x.high) < 0.4) return times(artanhSeries(divide(x, add(x, exactly(2)))), 2);
  return logOf(add(ONE, x));
}

export function cbrt(x: number): number {
  if (!isPlain(x)) return Math.cbrt(x);
  const [m, e] = frexp(x);
  const shift = e - (((e % 3) + 3) % 3);
  const small = exactly(m * 2 ** (e - shift));
  const root = Math.cbrt(small.high);
  const square = product(root, root);
  const rest = subtract(multiply(square, exactly(root)), small);
  return (
    round(subtract(exactly(root), divide(rest, times(add(square, times(square, 0.5)), 2)))) * 2 ** (shift / 3)
  );
}

/* The error function. */
const TWO_BY_ROOT_PI = divide(exactly(2), squareRoot(PI));
/** e ** -(x * x) */
const bell = (x: number): Scaled => expOf(negate(product(x, x)));
/** erf of a number below 3: a series without cancellation. */
function erfSeries(x: number): Double2 {
  const square = times(product(x, x), 2);
  let term = exactly(x),
    total = term;
  for (let n = 3; Math.abs(term.high) > Math.abs(total.high) * 1e-26; n += 2) {
    term = divide(multiply(term, square), exactly(n));
    total = add(total, term);
  }
  const { value, exponent } = bell(x);
  return multiply(multiply(TWO_BY_ROOT_PI, total), times(value, 2 ** exponent));
}
/** erfc of a number above 2, by a continued fraction. */
function erfcFraction(x: number): Scaled {
  let fraction = exactly(x);
  for (let k = Math.ceil(30 + 900 / (x * x)); k > 0; k--) {
    fraction = add(exactly(x), divide(exactly(k / 2), fraction));
  }
  const { value, exponent } = bell(x);
  return { value: divide(multiply(value, times(TWO_BY_ROOT_PI, 0.5)), fraction), exponent };
}
export function erf(x: number): number {
  if (isTiny(x)) return x === 0 ? x : x * (TWO_BY_ROOT_PI.high - 1) + x;
  if (x !== x) return x;
  const size = Math.abs(x);
  if (size > 6) return Math.sign(x);
  return size < 3 ? round(erfSeries(x)) : Math.sign(x) * round(subtract(ONE, unscaled(erfcFraction(size))));
}
export function erfc(x: number): number {
  if (x !== x) return x;
  if (x > 28) return 0;
  if (x < -6) return 2;
  if (x < 2) return x < -2.5 ? round(add(ONE, negate(erfNegative(x)))) : round(subtract(ONE, erfTotal(x)));
  return rounded(erfcFraction(x));
}
const unscaled = ({ value, exponent }: Scaled): Double2 => times(value, 2 ** exponent);
const erfTotal = (x: number): Double2 => (isTiny(x) ? exactly(x) : erfSeries(x));
/** erf of a number far below zero. */
const erfNegative = (x: number): Double2 => subtract(unscaled(erfcFraction(-x)), ONE);

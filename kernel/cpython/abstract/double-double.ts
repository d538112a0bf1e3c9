/** Numbers of about 106 bits: the unevaluated sum of two doubles.  What C's libm rounds well is computed with them. */
import { decompose, ratioToDouble } from './float-text.js';

export interface Double2 {
  readonly high: number;
  readonly low: number;
}
const of = (high: number, low: number): Double2 => ({ high, low });
export const exactly = (x: number): Double2 => of(x, 0);
export const ONE = exactly(1);

/** a + b, exactly. */
export function sum(a: number, b: number): Double2 {
  const high = a + b,
    part = high - a;
  return of(high, a - (high - part) + (b - part));
}
/** a + b, exactly, if |a| >= |b|. */
export function fastSum(a: number, b: number): Double2 {
  const high = a + b;
  return of(high, b - (high - a));
}
const SPLITTER = 2 ** 27 + 1;
/** a * b, exactly, far from the ends of the range. */
export function product(a: number, b: number): Double2 {
  const high = a * b,
    s = SPLITTER * a,
    t = SPLITTER * b;
  const aHigh = s - (s - a),
    bHigh = t - (t - b);
  const aLow = a - aHigh,
    bLow = b - bHigh;
  return of(high, aHigh * bHigh - high + aHigh * bLow + aLow * bHigh + aLow * bLow);
}
export function add(x: Double2, y: Double2): Double2 {
  const s = sum(x.high, y.high),
    t = sum(x.low, y.low);
  const first = fastSum(s.high, s.low + t.high);
  return fastSum(first.high, first.low + t.low);
}
export const negate = (x: Double2): Double2 => of(-x.high, -x.low);
export const subtract = (x: Double2, y: Double2): Double2 => add(x, negate(y));
export function multiply(x: Double2, y: Double2): Double2 {
  const p = product(x.high, y.high);
  return fastSum(p.high, p.low + (x.high * y.low + x.low * y.high));
}
export function divide(x: Double2, y: Double2): Double2 {
  const first = x.high / y.high;
  let rest = subtract(x, multiply(y, exactly(first)));
  const second = rest.high / y.high;
  rest = subtract(rest, multiply(y, exactly(second)));
  return add(fastSum(first, second), exactly(rest.high / y.high));
}
/** x times a power of two. */
export const times = (x: Double2, power: number): Double2 => of(x.high * power, x.low * power);
export function squareRoot(x: Double2): Double2 {
  if (x.high === 0) return x;
  const root = Math.sqrt(x.high);
  const rest = subtract(x, product(root, root));
  return fastSum(root, rest.high / (2 * root));
}
/** x * 2 ** exponent as a double, rounded once, also where doubles have fewer bits. */
export function round(x: Double2, exponent = 0): number {
  const y = x.high + x.low;
  const power = 2 ** exponent;
  const scaled = y * power;
  const isNormal = power >= 2 ** -1000 && power <= 2 ** 1000 && Math.abs(scaled) > 2 ** -1000;
  if (exponent === 0 || isNormal || y === 0 || !Number.isFinite(y)) return exponent === 0 ? y : scaled;
  const a = decompose(x.high),
    b = decompose(x.low);
  const least = Math.min(a.exponent, b.exponent);
  const total = (a.mantissa << BigInt(a.exponent - least)) + (b.mantissa << BigInt(b.exponent - least));
  const size = ratioToDouble(total < 0n ? -total : total, least + exponent);
  return total < 0n ? -size : size;
}
/** The nearest of `bits` bits behind the point, `value` of that many, as two doubles. */
export function fromFixed(value: bigint, bits: number): Double2 {
  const size = value < 0n ? -value : value;
  const high = ratioToDouble(size, -bits);
  const { mantissa, exponent } = decompose(high);
  const shift = exponent + bits;
  const rest = size - (shift >= 0 ? mantissa << BigInt(shift) : mantissa >> BigInt(-shift));
  const low = rest < 0n ? -ratioToDouble(-rest, -bits) : ratioToDouble(rest, -bits);
  return value < 0n ? of(-high, -low) : of(high, low);
}

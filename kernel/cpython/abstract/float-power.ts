/**
 * x ** y of C doubles, rounded as C's libm does: the host's own differs in the last digit.  Small integral exponents are
 * computed exactly, others through logarithm and exponential with 106 bits.
 */
import { decompose, ratioToDouble } from './float-text.js';
import { power } from './libm.js';

/** |x| ** y for finite x other than 0 and finite y; infinite on overflow. */
export function powerOf(x: number, y: number): number {
  if (y === 1) return x;
  if (y === 2) return x * x;
  if (y === 0.5) return Math.sqrt(x);
  if (y === -1) return 1 / x;
  if (Number.isInteger(y) && Math.abs(y) <= 64) return integral(x, y);
  const isNegative = x < 0 && Math.abs(y % 2) === 1;
  // Beyond this the result over- or underflows whatever the digits are.
  const estimate = y * Math.log(Math.abs(x));
  if (estimate > 800) return isNegative ? -Infinity : Infinity;
  if (estimate < -800) return isNegative ? -0 : 0;
  const size = power(Math.abs(x), y);
  return isNegative ? -size : size;
}
function integral(x: number, n: number): number {
  const { mantissa, exponent } = decompose(Math.abs(x));
  const zeros = trailingZeros(mantissa);
  const power = (mantissa >> BigInt(zeros)) ** BigInt(Math.abs(n));
  const e = (exponent + zeros) * Math.abs(n);
  const size = n > 0 ? ratioToDouble(power, e) : inverse(power, e);
  return x < 0 && n % 2 !== 0 ? -size : size;
}
/** sqrt(x * x + y * y), rounded once.  @cpython math.hypot's C counterpart, hypot */
export function hypotenuse(x: number, y: number): number {
  if (!Number.isFinite(x) || !Number.isFinite(y) || x === 0 || y === 0) return Math.hypot(x, y);
  const a = decompose(Math.abs(x)),
    b = decompose(Math.abs(y));
  const exponent = Math.min(a.exponent, b.exponent);
  const p = a.mantissa << BigInt(a.exponent - exponent),
    q = b.mantissa << BigInt(b.exponent - exponent);
  // Enough bits behind the point that the root has 64 significant ones; what is cut off sticks to the last.
  const sum = (p * p + q * q) << 128n;
  const root = squareRoot(sum);
  return ratioToDouble(root * root === sum ? root : root | 1n, exponent - 64);
}
/** The integer part of a square root. */
function squareRoot(n: bigint): bigint {
  let root = 1n << BigInt((n.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (root + n / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}
function trailingZeros(value: bigint): number {
  let count = 0;
  for (let rest = value; (rest & 1n) === 0n; rest >>= 1n) count++;
  return count;
}
/** 1 / (power * 2 ** e). */
function inverse(power: bigint, e: number): number {
  const bits = power.toString(2).length + 70;
  const quotient = (1n << BigInt(bits)) / power;
  const isExact = quotient * power === 1n << BigInt(bits);
  return ratioToDouble(isExact ? quotient : quotient | 1n, -bits - e);
}

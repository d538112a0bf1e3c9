/** C doubles as text and back, correctly rounded.  CPython: Python/pystrtod.c, Python/dtoa.c. */
import { bitsOfDouble, doubleOfBits } from '../heap/float-bits.js';

/** mantissa * 2 ** exponent of a finite number, mantissa an integer; not reduced. */
export function decompose(x: number): { mantissa: bigint; exponent: number } {
  const bits = bitsOfDouble(x);
  const biased = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  const magnitude = biased === 0 ? fraction : fraction | 0x10000000000000n;
  return { mantissa: bits >> 63n ? -magnitude : magnitude, exponent: (biased === 0 ? 1 : biased) - 1075 };
}

/** x as m * 2 ** e with 0.5 <= |m| < 1.  @cpython math.frexp */
export function frexp(x: number): readonly [number, number] {
  if (x === 0 || !Number.isFinite(x)) return [x, 0];
  let e = 0;
  if (Math.abs(x) < 2 ** -1022) {
    x *= 2 ** 54;
    e = -54;
  }
  const bits = bitsOfDouble(x);
  e += Number((bits >> 52n) & 0x7ffn) - 1022;
  return [doubleOfBits((bits & 0x800fffffffffffffn) | 0x3fe0000000000000n), e];
}
/** m * 2 ** e, correctly rounded. */
export function ldexp(m: number, e: number): number {
  if (m === 0 || !Number.isFinite(m)) return m;
  const { mantissa, exponent } = decompose(m);
  const power = Math.max(-4000, Math.min(4000, exponent + e));
  return mantissa < 0n ? -ratioToDouble(-mantissa, power) : ratioToDouble(mantissa, power);
}

/** numerator / denominator to the nearest integer, ties to even; both positive. */
export function divideHalfEven(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator,
    twice = (numerator % denominator) * 2n;
  return twice > denominator || (twice === denominator && (quotient & 1n) === 1n) ? quotient + 1n : quotient;
}

/** |x| * 10 ** places, rounded half to even. */
function scaled(x: number, places: number): bigint {
  const { mantissa, exponent } = decompose(Math.abs(x));
  let numerator = mantissa,
    denominator = 1n;
  if (exponent >= 0) numerator <<= BigInt(exponent);
  else denominator <<= BigInt(-exponent);
  if (places >= 0) numerator *= 10n ** BigInt(places);
  else denominator *= 10n ** BigInt(-places);
  return divideHalfEven(numerator, denominator);
}

interface Digits {
  /** Without leading zeros (one `0` for zero). */
  readonly digits: string;
  /** Where the point is: digits[0] has the weight 10 ** (point - 1). */
  readonly point: number;
}
/** The shortest digits that read back as x. */
export function shortestDigits(x: number): Digits {
  if (x === 0) return { digits: '0', point: 1 };
  const [mantissa = '', exponent = ''] = Math.abs(x).toExponential().split('e');
  return { digits: mantissa.replace('.', ''), point: Number(exponent) + 1 };
}
/** `count` significant digits. */
function significantDigits(x: number, count: number): Digits {
  if (x === 0) return { digits: '0'.repeat(count), point: 1 };
  let point = Number(Math.abs(x).toExponential().split('e')[1]) + 1;
  let digits = scaled(x, count - point).toString();
  if (digits.length > count) {
    point += 1;
    digits = scaled(x, count - point).toString();
  } else if (digits.length < count) {
    point -= 1; // 1e23 is a little less than 10 ** 23
    digits = scaled(x, count - point).toString();
  }
  return { digits, point };
}

const exponentText = (exponent: number): string =>
  (exponent < 0 ? '-' : '+') + Math.abs(exponent).toString().padStart(2, '0');

/** Lays digits out plainly, zeros filled in. */
function plain({ digits, point }: Digits): readonly [string, string] {
  if (point <= 0) return ['0', '0'.repeat(-point) + digits];
  if (point >= digits.length) return [digits + '0'.repeat(point - digits.length), ''];
  return [digits.slice(0, point), digits.slice(point)];
}

export interface FloatFormat {
  /** r, e, f, g, or a capital for capitals in the result. */
  readonly code: string;
  /** Digits; not used by r. */
  readonly precision: number;
  /** `#`: keep the point and, for g, the zeros. */
  readonly alternate?: boolean;
  /** `.0` when it would look like an int. */
  readonly addDotZero?: boolean;
  /** A result of -0 loses its sign. */
  readonly noNegativeZero?: boolean;
}
/** A number as text, with `-` if negative.  @cpython Python/pystrtod.c PyOS_double_to_string */
export function doubleToString(x: number, format: FloatFormat): string {
  const code = format.code.toLowerCase();
  const isCapital = code !== format.code;
  let text = unsignedText(x, code, format);
  const isNegative = x < 0 || Object.is(x, -0);
  const dropSign = format.noNegativeZero === true && /^[0.]*(e[+-]0+)?$/.test(text);
  if (isNegative && !dropSign) text = '-' + text;
  return isCapital ? text.toUpperCase() : text;
}
function unsignedText(
  x: number,
  code: string,
  { precision, alternate = false, addDotZero = false }: FloatFormat
): string {
  if (x !== x) return 'nan';
  if (!Number.isFinite(x)) return 'inf';
  const join = (whole: string, fraction: string): string => {
    if (fraction !== '') return whole + '.' + fraction;
    return addDotZero ? whole + '.0' : alternate ? whole + '.' : whole;
  };
  if (code === 'f') {
    const digits = scaled(x, precision)
      .toString()
      .padStart(precision + 1, '0');
    return join(digits.slice(0, digits.length - precision), digits.slice(digits.length - precision));
  }
  if (code === 'e') {
    const { digits, point } = significantDigits(x, precision + 1);
    const whole = digits[0]!,
      fraction = digits.slice(1);
    const mantissa = fraction !== '' ? whole + '.' + fraction : alternate ? whole + '.' : whole;
    return mantissa + 'e' + exponentText(point - 1);
  }
  let found: Digits, limit: number;
  if (code === 'r') {
    found = shortestDigits(x);
    limit = 16;
  } else {
    limit = precision === 0 ? 1 : precision;
    found = significantDigits(x, limit);
    if (!alternate) found = { digits: found.digits.replace(/0+$/, '') || '0', point: found.point };
  }
  // With `.0` to be added, one digit less fits before the exponent form.
  const asExponent = found.point <= -4 || found.point > (code === 'g' && addDotZero ? limit - 1 : limit);
  if (asExponent) {
    const fraction = found.digits.slice(1);
    const mantissa =
      fraction !== '' ? found.digits[0]! + '.' + fraction : found.digits[0]! + (alternate ? '.' : '');
    return mantissa + 'e' + exponentText(found.point - 1);
  }
  const [whole, fraction] = plain(found);
  return join(whole, fraction);
}
/** repr(float). */
export const floatRepr = (x: number): string =>
  doubleToString(x, { code: 'r', precision: 0, addDotZero: true });

const NUMBER = /^[+-]?(?:\d+(?:_\d+)*\.?(?:\d+(?:_\d+)*)?|\.\d+(?:_\d+)*)(?:e[+-]?\d+(?:_\d+)*)?$/i;
/** A text as float() reads it (spaces stripped by the caller), or null. */
export function parseFloatText(text: string): number | null {
  if (NUMBER.test(text)) return Number(text.includes('_') ? text.replaceAll('_', '') : text);
  const special = /^([+-]?)(inf(?:inity)?|nan)$/i.exec(text);
  if (special === null) return null;
  if (special[2]!.toLowerCase() === 'nan') return NaN;
  return special[1] === '-' ? -Infinity : Infinity;
}

/** float.hex(). @cpython Objects/floatobject.c float_hex_impl */
export function floatHex(x: number): string {
  if (x !== x || !Number.isFinite(x)) return floatRepr(x);
  const sign = x < 0 || Object.is(x, -0) ? '-' : '';
  if (x === 0) return sign + '0x0.0p+0';
  let [m, e] = frexp(Math.abs(x));
  const shift = 1 - Math.max(-1021 - e, 0);
  m *= 2 ** shift;
  e -= shift;
  let text = sign + '0x' + Math.trunc(m).toString(16) + '.';
  m -= Math.trunc(m);
  for (let i = 0; i < 13; i++) {
    m *= 16;
    text += Math.trunc(m).toString(16);
    m -= Math.trunc(m);
  }
  return text + 'p' + (e < 0 ? '-' : '+') + Math.abs(e);
}
/** float.fromhex(): a number, or what is wrong.  @cpython Objects/floatobject.c float_fromhex */
export function floatFromHex(text: string): number | 'invalid' | 'overflow' {
  const special = parseFloatText(text);
  if (special !== null && /[in]/i.test(text)) return special;
  const parts = /^([+-]?)(?:0x)?([0-9a-f]*)(?:\.([0-9a-f]*))?(?:p([+-]?\d+))?$/i.exec(text);
  if (parts === null) return 'invalid';
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts;
  if (whole === '' && fraction === '') return 'invalid';
  const mantissa = BigInt('0x' + whole + fraction);
  const s = sign === '-' ? -1 : 1;
  if (mantissa === 0n) return s * 0;
  const power = Number(exponent) - 4 * fraction.length;
  const bits = mantissa.toString(2).length;
  if (power + bits > 1024) return 'overflow';
  if (power + bits < -1100) return s * 0;
  const value = ratioToDouble(mantissa, power);
  return Number.isFinite(value) ? s * value : 'overflow';
}
/** mantissa * 2 ** power as a double, rounded once, half to even; mantissa positive. */
export function ratioToDouble(mantissa: bigint, power: number): number {
  if (mantissa === 0n) return 0;
  const bits = mantissa.toString(2).length;
  const drop = Math.max(bits - 53, -1074 - power);
  const kept = drop > 0 ? divideHalfEven(mantissa, 1n << BigInt(drop)) : mantissa;
  const e = power + Math.max(drop, 0);
  const first = Math.trunc(e / 2);
  return Number(kept) * 2 ** first * 2 ** (e - first);
}
/** a / b correctly rounded; infinite when too large.  b is not 0.  @cpython Objects/longobject.c long_true_divide */
export function divideBigInts(a: bigint, b: bigint): number {
  const isNegative = a < 0n !== b < 0n;
  const p = a < 0n ? -a : a,
    q = b < 0n ? -b : b;
  if (p === 0n) return isNegative && b < 0n ? -0 : 0;
  const shift = p.toString(2).length - q.toString(2).length - 66;
  if (shift > 1024) return isNegative ? -Infinity : Infinity;
  if (shift < -1250) return isNegative ? -0 : 0;
  const numerator = shift < 0 ? p << BigInt(-shift) : p;
  const denominator = shift > 0 ? q << BigInt(shift) : q;
  let quotient = numerator / denominator;
  if (numerator % denominator !== 0n) quotient |= 1n; // a sticky bit far below the last one kept
  const value = ratioToDouble(quotient, shift);
  return isNegative ? -value : value;
}

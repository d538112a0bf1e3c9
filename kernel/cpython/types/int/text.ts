/** Ints as text, and text as ints.  CPython: Objects/longobject.c long_to_decimal_string, PyLong_FromString. */
import { load } from '../../heap/memory.js';
import { NULL, type Ref, type Result } from '../../heap/reference.js';
import { asciiDigits, isSpace } from '../../abstract/unicode-data.js';
import { bytesOf } from '../../include/bytes.js';
import {
  DIGIT_BITS,
  MAX_STR_DIGITS,
  digitCount,
  intToBigInt,
  newInt,
  newIntFromBigInt,
  safeValue
} from '../../include/int.js';
import { errors, raise, raiseNull } from '../../object/errors.js';
import { profile } from '../../profiles/profile.js';
import { clip } from '../../abstract/text.js';

const LIMIT_WORDS = profile.scalars.digitLimit.includes('digits') ? ' digits' : '';
const exceeds = (rest: string): string =>
  `Exceeds the limit (${load(MAX_STR_DIGITS)}${LIMIT_WORDS}) for integer string conversion${rest}; use sys.set_int_max_str_digits() to increase the limit`;

/** Digits in base 10, `-` in front of a negative value; null: ValueError, too many digits. */
export function decimalText(o: Ref): string | null {
  const safe = safeValue(o);
  if (safe === safe) return String(safe);
  const limit = load(MAX_STR_DIGITS);
  // An early check without converting, as in C: 640 digits are always allowed.
  if (limit !== 0 && digitCount(o) > (limit * 3.3219280948873626) / DIGIT_BITS + 2) return tooLong();
  const text = intToBigInt(o).toString();
  if (limit !== 0 && text.length - (text.startsWith('-') ? 1 : 0) > limit) return tooLong();
  return text;
}
const tooLong = (): null => raiseNull(errors.ValueError, exceeds(''));

/** Digits of a value in a base up to 36. */
function parseDigits(digits: string, base: number): bigint {
  switch (base) {
    case 10:
      return BigInt(digits);
    case 16:
      return BigInt('0x' + digits);
    case 8:
      return BigInt('0o' + digits);
    case 2:
      return BigInt('0b' + digits);
  }
  const size = Math.floor(52 / Math.log2(base));
  let value = 0n;
  for (let i = 0; i < digits.length; i += size) {
    const part = digits.slice(i, i + size);
    value = value * BigInt(base ** part.length) + BigInt(parseInt(part, base));
  }
  return value;
}
/** How many digits C sets aside before it reads. */
function roomFor(digits: number, base: number): number {
  if ((base & (base - 1)) === 0) return Math.floor((digits * Math.log2(base) + DIGIT_BITS - 1) / DIGIT_BITS);
  return Math.floor((digits * Math.log(base)) / Math.log(2 ** DIGIT_BITS) + 1);
}

const PREFIXES: Readonly<Record<string, number>> = { x: 16, o: 8, b: 2 };

/** `int(text, base)`; `shown` is the argument's repr, for the message.  @cpython Objects/longobject.c PyLong_FromString */
export function parseInteger(text: string, base: number, shown: () => string | null): Result<'int'> {
  if ((base !== 0 && base < 2) || base > 36) {
    return raise(errors.ValueError, 'int() base must be >= 2 and <= 36, or 0');
  }
  const trimmed = trim(asciiDigits(text));
  const signs = /^[+-]/.exec(trimmed);
  let digits = signs === null ? trimmed : trimmed.slice(1),
    radix = base;
  const prefix = /^0([xob])_?/i.exec(digits);
  const named = prefix === null ? 0 : PREFIXES[prefix[1]!.toLowerCase()]!;
  let isBad = false;
  if (prefix !== null && (base === 0 || base === named)) {
    radix = named;
    digits = digits.slice(prefix[0].length);
  } else if (base === 0) {
    radix = 10;
    isBad = /^0/.test(digits) && !/^0[0_]*$/.test(digits);
  }
  const last = '0123456789abcdefghijklmnopqrstuvwxyz'[radix - 1]!;
  const one = radix <= 10 ? `[0-${last}]` : `[0-9a-${last}]`;
  if (isBad || !new RegExp(`^${one}+(?:_${one}+)*$`, 'i').test(digits)) {
    const quoted = shown();
    return quoted === null
      ? NULL
      : raise(errors.ValueError, `invalid literal for int() with base ${base}: ${clip(quoted, 200)}`);
  }
  digits = digits.replaceAll('_', '');
  const limit = load(MAX_STR_DIGITS);
  if (limit !== 0 && digits.length > limit && (radix & (radix - 1)) !== 0) {
    return raise(errors.ValueError, exceeds(`: value has ${digits.length} digits`));
  }
  const isNegative = signs?.[0] === '-';
  if (digits.length <= 9) {
    const small = parseInt(digits, radix);
    return newInt(isNegative ? 0 - small : small);
  }
  const magnitude = parseDigits(digits, radix);
  return newIntFromBigInt(isNegative ? -magnitude : magnitude, roomFor(digits.length, radix));
}
function trim(text: string): string {
  let from = 0,
    to = text.length;
  while (from < to && isSpace(text.charCodeAt(from))) from++;
  while (to > from && isSpace(text.charCodeAt(to - 1))) to--;
  return text.slice(from, to);
}
export { trim };
/** The characters of a bytes object as Latin-1. */
export const latin1Text = (o: Ref): string => Array.from(bytesOf(o), b => String.fromCharCode(b)).join('');

/**
 * Operators of int.  Values beyond two digits go through the host's BigInt; the room each result is given is what C's
 * algorithm allocates.  CPython: Objects/longobject.c.
 */
import { NULL, type Answer, type Ref, type Result } from '../../heap/reference.js';
import { powerOf } from '../../abstract/float-power.js';
import { divideBigInts } from '../../abstract/float-text.js';
import { newFloat } from '../../include/float.js';
import {
  DIGIT_BITS,
  SHORT_DIVISOR,
  addInts,
  compactValue,
  compareInts,
  digitCount,
  digitsOf,
  intAsDouble,
  intToBigInt,
  isCompact,
  isExactInt,
  isInt,
  mulInts,
  newInt,
  newInt32,
  newIntFromBigInt,
  remainderBy,
  safeValue,
  signOf,
  subInts
} from '../../include/int.js';
import { None, newBool, notImplemented } from '../../include/singletons.js';
import { packTuple } from '../../abstract/pack.js';
import { errors, raise } from '../../object/errors.js';
import { newRef } from '../../object/refcount.js';
import { profile } from '../../profiles/profile.js';

const facts = profile.scalars;
const zeroDivision = (text: string): 0 => raise(errors.ZeroDivisionError, text);

const onInts =
  (operate: (a: Ref, b: Ref) => Answer) =>
  (a: Ref, b: Ref): Answer =>
    isInt(a) && isInt(b) ? operate(a, b) : notImplemented();

export const add = onInts(addInts);
export const subtract = onInts(subInts);
export const multiply = onInts(mulInts);

/** `a // b` and `a % b`; b is not 0.  The quotient is rounded down. */
export function floorDivide(a: Ref, b: Ref): Result<'int'> {
  if (isCompact(a) && isCompact(b)) return newInt(Math.floor(compactValue(a) / compactValue(b)) + 0);
  const x = safeValue(a),
    y = safeValue(b);
  if (x === x && y === y) {
    const rest = x % y;
    const quotient = (x - rest) / y;
    return newInt(rest !== 0 && rest < 0 !== y < 0 ? quotient - 1 : quotient + 0);
  }
  const p = intToBigInt(a),
    q = intToBigInt(b);
  const quotient = p / q;
  const isAdjusted = p % q !== 0n && p < 0n !== q < 0n;
  const sizeA = digitCount(a),
    sizeB = digitCount(b);
  const room = sizeB === 1 ? sizeA : Math.max(sizeA - sizeB + 1, 1);
  return isAdjusted
    ? newIntFromBigInt(quotient - 1n, digitsOf(quotient) + 1)
    : newIntFromBigInt(quotient, room);
}
export function modulo(a: Ref, b: Ref): Result<'int'> {
  if (isCompact(a) && isCompact(b)) {
    const p = compactValue(a),
      q = compactValue(b);
    if (p >= 0 && q > 0) return newInt32(p % q);
  }
  const x = safeValue(a),
    y = safeValue(b);
  if (x !== x && y > 0 && y <= SHORT_DIVISOR) {
    const rest = remainderBy(a, y);
    return newInt(rest !== 0 && signOf(a) < 0 ? y - rest : rest);
  }
  if (x === x && y === y) {
    const rest = x % y;
    return newInt(rest !== 0 && rest < 0 !== y < 0 ? rest + y : rest + 0);
  }
  const p = intToBigInt(a),
    q = intToBigInt(b);
  const rest = p % q;
  const isAdjusted = rest !== 0n && rest < 0n !== q < 0n;
  const room = digitCount(b) === 1 ? 1 : Math.min(digitCount(a), digitCount(b));
  return newIntFromBigInt(isAdjusted ? rest + q : rest, room);
}
export const floorDivision = onInts((a, b) =>
  signOf(b) === 0 ? zeroDivision(facts.intFloorDivideByZero) : floorDivide(a, b)
);
export const remainder = onInts((a, b) =>
  signOf(b) === 0 ? zeroDivision(facts.intModuloByZero) : modulo(a, b)
);
export const divmod = onInts((a, b) => {
  if (signOf(b) === 0) return zeroDivision(facts.intFloorDivideByZero);
  const quotient = floorDivide(a, b);
  const rest = quotient === NULL ? NULL : modulo(a, b);
  return packTuple(quotient, rest);
});

/** `a / b`, correctly rounded.  @cpython Objects/longobject.c long_true_divide */
export const trueDivision = onInts((a, b) => {
  if (signOf(b) === 0) return zeroDivision('division by zero');
  const x = safeValue(a),
    y = safeValue(b);
  if (x === x && y === y) return newFloat(x / y);
  const quotient = divideBigInts(intToBigInt(a), intToBigInt(b));
  return Number.isFinite(quotient)
    ? newFloat(quotient)
    : raise(errors.OverflowError, 'integer division result too large for a float');
});

/** `pow(a, b, c)`; c is None or an int.  @cpython Objects/longobject.c long_pow */
export function power(a: Ref, b: Ref, c: Ref): Answer {
  if (!isInt(a) || !isInt(b) || (c !== None && !isInt(c))) return notImplemented();
  if (c !== None) return powerModulo(a, b, c);
  if (signOf(b) < 0) {
    const x = intAsDouble(a);
    if (x === null) return NULL;
    const y = intAsDouble(b);
    if (y === null) return NULL;
    if (x === 0) return zeroDivision(facts.zeroToNegative);
    return newFloat(powerOf(x, y));
  }
  const exponent = safeValue(b);
  const x = safeValue(a);
  if (x === x) {
    const small = smallPower(x, exponent);
    if (small === small) return newIntFromBigInt(BigInt(small), roomOfPower(a, b));
  }
  const base = intToBigInt(a);
  if (exponent !== exponent || exponent * digitCount(a) * DIGIT_BITS > 2 ** 30) {
    return raise(errors.MemoryError, '');
  }
  return newIntFromBigInt(base ** BigInt(exponent), roomOfPower(a, b));
}
/** x ** n where that is exact, else NaN. */
function smallPower(x: number, n: number): number {
  if (x === 0 || x === 1) return n === 0 ? 1 : x;
  if (x === -1) return n % 2 === 0 ? 1 : -1;
  if (!(n <= 53)) return NaN;
  let result = 1;
  for (let i = 0; i < n; i++) {
    result *= x;
    if (Math.abs(result) > Number.MAX_SAFE_INTEGER) return NaN;
  }
  return result;
}
/** The last step of C's loop is a square or a multiplication by the base. */
function roomOfPower(a: Ref, b: Ref): number {
  const exponent = safeValue(b),
    size = digitCount(a);
  if (exponent !== exponent || exponent < 2 || size === 0) return 0;
  const bits = Math.log2(Math.abs(Number(intToBigInt(a)))) || 0;
  const digitsOfPower = (n: number): number => Math.floor((bits * n) / DIGIT_BITS) + 1;
  return exponent % 2 === 0 ? 2 * digitsOfPower(exponent / 2) : digitsOfPower(exponent - 1) + size;
}
function powerModulo(a: Ref, b: Ref, c: Ref): Answer {
  let modulus = intToBigInt(c);
  if (modulus === 0n) return raise(errors.ValueError, 'pow() 3rd argument cannot be 0');
  const isNegative = modulus < 0n;
  if (isNegative) modulus = -modulus;
  if (modulus === 1n) return newInt(0);
  let exponent = intToBigInt(b),
    base = intToBigInt(a) % modulus;
  if (base < 0n) base += modulus;
  if (exponent < 0n) {
    exponent = -exponent;
    const inverse = invertModulo(base, modulus);
    if (inverse === null) {
      return raise(errors.ValueError, 'base is not invertible for the given modulus');
    }
    base = inverse;
  }
  let result = 1n;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = (result * base) % modulus;
    base = (base * base) % modulus;
  }
  if (isNegative && result !== 0n) result -= modulus;
  return newIntFromBigInt(result, digitCount(c));
}
function invertModulo(a: bigint, n: bigint): bigint | null {
  let [r, next, x, y] = [a, n, 1n, 0n];
  while (next !== 0n) {
    const q = r / next;
    [r, next] = [next, r % next];
    [x, y] = [y, x - q * y];
  }
  if (r !== 1n) return null;
  return ((x % n) + n) % n;
}

/** A new reference to an int that is no instance of a subclass.  @cpython Objects/longobject.c long_long */
export function plainInt(o: Ref): Result<'int'> {
  if (isExactInt(o)) return newRef(o);
  return isCompact(o) ? newInt(compactValue(o)) : newIntFromBigInt(intToBigInt(o));
}
export const negative = (o: Ref): Answer =>
  isCompact(o) ? newInt(0 - compactValue(o)) : newIntFromBigInt(-intToBigInt(o));
export const absolute = (o: Ref): Answer => (signOf(o) < 0 ? negative(o) : plainInt(o));
export function invert(o: Ref): Answer {
  if (isCompact(o)) return newInt(-compactValue(o) - 1);
  return newIntFromBigInt(-intToBigInt(o) - 1n, digitCount(o) + (signOf(o) > 0 ? 1 : 0));
}

/** A shift's distance in bits, or null with an exception set.  @cpython Objects/longobject.c divmod_shift */
function distance(b: Ref): number | null {
  if (signOf(b) < 0) {
    raise(errors.ValueError, 'negative shift count');
    return null;
  }
  const n = safeValue(b);
  return n === n ? n : Infinity;
}
const LARGEST_SHIFT = 2 ** 30;
export const leftShift = onInts((a, b) => {
  const n = distance(b);
  if (n === null) return NULL;
  if (signOf(a) === 0) return newInt(0);
  if (n > 2 ** 62) return raise(errors.OverflowError, 'too many digits in integer');
  if (n > LARGEST_SHIFT) return raise(errors.MemoryError, '');
  if (n < 22 && isCompact(a)) return newInt(compactValue(a) * 2 ** n);
  const room = digitCount(a) + Math.floor(n / DIGIT_BITS) + (n % DIGIT_BITS === 0 ? 0 : 1);
  return newIntFromBigInt(intToBigInt(a) << BigInt(n), n < DIGIT_BITS && isCompact(a) ? 0 : room);
});
export const rightShift = onInts((a, b) => {
  const n = distance(b);
  if (n === null) return NULL;
  if (isCompact(a)) return newInt(n >= 31 ? (signOf(a) < 0 ? -1 : 0) : compactValue(a) >> n);
  if (n >= digitCount(a) * DIGIT_BITS) return newInt(signOf(a) < 0 ? -1 : 0);
  const room = digitCount(a) - Math.floor(n / DIGIT_BITS);
  return newIntFromBigInt(intToBigInt(a) >> BigInt(n), room);
});

const bitwise = (
  small: (x: number, y: number) => number,
  large: (x: bigint, y: bigint) => bigint,
  room: (a: Ref, b: Ref) => number
) =>
  onInts((a, b) =>
    isCompact(a) && isCompact(b)
      ? newInt(small(compactValue(a), compactValue(b)))
      : newIntFromBigInt(large(intToBigInt(a), intToBigInt(b)), room(a, b))
  );
const longer = (a: Ref, b: Ref): number => Math.max(digitCount(a), digitCount(b));
const shorter = (a: Ref, b: Ref): Ref => (digitCount(a) < digitCount(b) ? a : b);
/** C works on two's complement digits: the sign of the shorter operand says how many matter.  @cpython long_bitwise */
export const and = bitwise(
  (x, y) => x & y,
  (x, y) => x & y,
  (a, b) => (signOf(shorter(a, b)) < 0 ? longer(a, b) : digitCount(shorter(a, b)))
);
export const or = bitwise(
  (x, y) => x | y,
  (x, y) => x | y,
  (a, b) => (signOf(shorter(a, b)) < 0 ? digitCount(shorter(a, b)) : longer(a, b))
);
export const xor = bitwise(
  (x, y) => x ^ y,
  (x, y) => x ^ y,
  longer
);

/** op: 0 < 1 <= 2 == 3 != 4 > 5 >= */
export function holds(order: number, op: number): boolean {
  switch (op) {
    case 0:
      return order < 0;
    case 1:
      return order <= 0;
    case 2:
      return order === 0;
    case 3:
      return order !== 0;
    case 4:
      return order > 0;
    default:
      return order >= 0;
  }
}
export const richcompare = (a: Ref, b: Ref, op: number): Answer =>
  isInt(a) && isInt(b) ? newBool(holds(a === b ? 0 : compareInts(a, b), op)) : notImplemented();

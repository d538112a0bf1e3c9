/**
 * int and bool: a sign and digits of 30 bits, the lowest first.  CPython: Include/cpython/longintrepr.h.
 */
import { layoutOf } from '../heap/layout.js';
import { load, store, storePointer, type Address } from '../heap/memory.js';
import { NULL, type Answer, type Owned, type Ref, type Result } from '../heap/reference.js';
import { struct, wide } from '../heap/struct.js';
import { allocate } from '../memory/allocate.js';
import { noMemory } from '../object/create.js';
import { errors, raiseNull } from '../object/errors.js';
import { typeOf } from '../object/header.js';
import { natives } from '../object/natives.js';
import { decref, newRef } from '../object/refcount.js';
import { slot, slotOf } from '../object/slots.js';
import { setStaticCount } from '../object/statics.js';
import { finish } from '../object/upward.js';
import { staticAllocate } from '../process/space.js';
import { profile } from '../profiles/profile.js';
import { freeList } from './freelist.js';
import { Flag, staticType, typeHas, typeName } from './type.js';

export type PyLong = Ref<'int'>;
export const PyLong_Type = staticType();
export const PyBool_Type = staticType();

const TAGGED = profile.int.sign === 'tag';
/** `ob_size` up to 3.11, then `lv_tag`: at the same place. */
export const PyLong = struct('int', 'PyLongObject', TAGGED ? { long_value: wide } : { ob_size: wide });

const layout = layoutOf('PyLongObject')!;
const TAG = layout.fields[TAGGED ? 'long_value' : 'ob_size']!;
/** Where the digits begin. */
export const DIGITS = TAG + 8;
export const DIGIT_BITS = 30;
export const BASE = 2 ** DIGIT_BITS;
export const DIGIT_MASK = BASE - 1;
const SMALL_TAG = profile.int.smallTag;

/** How many digits. */
export const digitCount: (o: Ref) => number = TAGGED
  ? o => load(o + TAG) >>> 3
  : o => Math.abs(load(o + TAG));
/** -1, 0 or 1. */
export const signOf: (o: Ref) => number = TAGGED
  ? o => 1 - (load(o + TAG) & 3)
  : o => Math.sign(load(o + TAG));
export const digit = (o: Ref, i: number): number => load(o + DIGITS + i * 4);
export const setDigit = (o: Ref, i: number, value: number): void => store(o + DIGITS + i * 4, value);
/** Says how many digits are in use and what the sign is. */
export const setSignAndCount: (o: Ref, sign: number, count: number) => void = TAGGED
  ? (o, sign, count) => {
      store(o + TAG, (count << 3) | (1 - sign));
      store(o + TAG + 4, 0);
    }
  : (o, sign, count) => {
      store(o + TAG, sign * count);
      store(o + TAG + 4, sign >> 31);
    };

/** At most one digit: |value| < 2 ** 30. */
export const isCompact: (o: Ref) => boolean = TAGGED
  ? o => load(o + TAG) >>> 0 < 16
  : o => {
      const size = load(o + TAG);
      return size >= -1 && size <= 1;
    };
/** The value of a compact int. */
export const compactValue: (o: Ref) => number = TAGGED
  ? o => (1 - (load(o + TAG) & 3)) * load(o + DIGITS)
  : o => {
      const size = load(o + TAG);
      return size === 0 ? 0 : size * load(o + DIGITS);
    };

export const isExactInt = (o: Ref): o is PyLong => typeOf(o) === PyLong_Type;
/** An int or an instance of a subclass, bool among them. */
export const isInt = (o: Ref): o is PyLong => typeHas(typeOf(o), Flag.LONG);
export const isBool = (o: Ref): boolean => typeOf(o) === PyBool_Type;

/** Small ints, one static object each. */
const SMALL_MIN = -5;
const SMALL_MAX = profile.int.smallMax;
const SMALL_SIZE = 32;
const SMALL: Address = staticAllocate((SMALL_MAX - SMALL_MIN + 1) * SMALL_SIZE);
const SMALL_ZERO = SMALL - SMALL_MIN * SMALL_SIZE;

function makeStatic(o: Ref, type: Ref, value: number): void {
  storePointer(o + 8, type);
  setSignAndCount(o, Math.sign(value), value === 0 ? 0 : 1);
  setDigit(o, 0, Math.abs(value));
}
for (let i = SMALL_MIN; i <= SMALL_MAX; i++) {
  const o = (SMALL_ZERO + i * SMALL_SIZE) as Ref;
  makeStatic(o, PyLong_Type, i);
  setStaticCount(o, 'static');
  if (SMALL_TAG !== 0) store(o + TAG, load(o + TAG) | SMALL_TAG);
}
/** True and False, for singletons.ts. */
export function staticBool(value: number): Ref<'bool'> {
  const o = staticAllocate(SMALL_SIZE) as Ref<'bool'>;
  makeStatic(o, PyBool_Type, value);
  setStaticCount(o, 'singleton');
  return o;
}
/** The static object of a small int; -5 to 256 (3.15: 1024). */
export const smallInt = (n: number): PyLong => (SMALL_ZERO + n * SMALL_SIZE) as PyLong;
export const isSmall = (n: number): boolean => n >= SMALL_MIN && n <= SMALL_MAX;
/** For the audit and views: calls `visit` with every small int. */
export function smallInts(visit: (o: Ref) => void): void {
  for (let i = SMALL_MIN; i <= SMALL_MAX; i++) visit(smallInt(i));
}

/** Ints of one digit that are kept for reuse. */
export const intFreeList = freeList('ints', profile.int.freeList);
const FREE_LIST = profile.int.freeList !== 0;

/** Room for `count` digits, sign and digits not set.  @cpython Objects/longobject.c _PyLong_New */
export function newDigits(count: number): Owned<'int'> | 0 {
  let o = 0;
  if (FREE_LIST && count <= 1) o = intFreeList.take();
  if (o === 0) {
    o = allocate(DIGITS + 4 * (count === 0 ? ROOM_OF_ZERO : count));
    if (o === 0) return noMemory();
  }
  store(o, 1);
  store(o + 4, 0);
  store(o + 8, PyLong_Type);
  store(o + 12, 0);
  return o as Owned<'int'>;
}
const ROOM_OF_ZERO = profile.int.zeroHasDigit ? 1 : 0;

/** An int of any value that a JavaScript number holds exactly (|n| < 2 ** 60).  @cpython PyLong_FromLongLong */
export function newInt(n: number): Result<'int'> {
  if (n >= SMALL_MIN && n <= SMALL_MAX) return newRef(smallInt(n));
  const magnitude = n < 0 ? -n : n;
  const sign = n < 0 ? -1 : 1;
  if (magnitude < BASE) {
    const o = newDigits(1);
    if (o === 0) return NULL;
    setSignAndCount(o, sign, 1);
    store(o + DIGITS, magnitude);
    return o;
  }
  const high = Math.floor(magnitude / BASE);
  return twoDigits(sign, high, magnitude - high * BASE, 2);
}
/** newInt of a number of 32 bits: no host number leaves the range that engines keep unboxed. */
export function newInt32(n: number): Result<'int'> {
  if (n >= SMALL_MIN && n <= SMALL_MAX) return newRef(smallInt(n));
  const magnitude = n < 0 ? (0 - n) | 0 : n;
  if (magnitude >>> 0 >= BASE)
    return twoDigits(n < 0 ? -1 : 1, magnitude >>> DIGIT_BITS, magnitude & DIGIT_MASK, 2);
  const o = newDigits(1);
  if (o === 0) return NULL;
  setSignAndCount(o, n < 0 ? -1 : 1, 1);
  store(o + DIGITS, magnitude);
  return o;
}
/** An int of one or two digits in a block with room for `room`. */
function twoDigits(sign: number, high: number, low: number, room: number): Result<'int'> {
  if (high === 0 && isSmall(sign * low)) return newRef(smallInt(sign * low));
  const o = newDigits(room);
  if (o === 0) return NULL;
  setSignAndCount(o, sign, high === 0 ? 1 : 2);
  store(o + DIGITS, low);
  if (room > 1) store(o + DIGITS + 4, high);
  return o;
}

const MASK = 0xffffffffffffffffn;

/**
 * An int of any value.  `room`: how many digits C's algorithm allocates, where that is more than the value needs.
 */
export function newIntFromBigInt(value: bigint, room = 0): Result<'int'> {
  const sign = value < 0n ? -1 : 1;
  const magnitude = value < 0n ? -value : value;
  if (magnitude <= BigInt(SMALL_MAX)) {
    const small = sign * Number(magnitude);
    if (isSmall(small)) return newRef(smallInt(small));
  }
  if (magnitude <= MASK) {
    const low = Number(BigInt.asUintN(30, magnitude)),
      high = Number(magnitude >> 30n);
    if (high < BASE) return twoDigits(sign, high, low, Math.max(room, high === 0 ? 1 : 2));
  }
  // Fifteen hexadecimal figures are two digits.
  const hex = magnitude.toString(16);
  const bits = (hex.length - 1) * 4 + (32 - Math.clz32(parseInt(hex[0]!, 16)));
  const count = Math.ceil(bits / DIGIT_BITS);
  const o = newDigits(Math.max(count, room));
  if (o === 0) return NULL;
  setSignAndCount(o, sign, count);
  for (let i = 0, end = hex.length; i < count; i += 2, end -= 15) {
    const low = parseInt(hex.slice(Math.max(end - 8, 0), end), 16);
    const high = end > 8 ? parseInt(hex.slice(Math.max(end - 15, 0), end - 8), 16) : 0;
    setDigit(o, i, low & DIGIT_MASK);
    if (i + 1 < count) setDigit(o, i + 1, (high << 2) | (low >>> 30));
  }
  return o;
}

/** The value of an int of at most two digits that is exact as a number, else NaN. */
export function safeValue(o: Ref): number {
  const count = digitCount(o);
  if (count === 0) return 0;
  if (count === 1) return signOf(o) * digit(o, 0);
  if (count > 2 || digit(o, 1) >= 1 << 23) return NaN;
  return signOf(o) * (digit(o, 1) * BASE + digit(o, 0));
}

/** The value. */
export function intToBigInt(o: Ref): bigint {
  const safe = safeValue(o);
  if (safe === safe) return BigInt(safe);
  const count = digitCount(o);
  const parts: string[] = [];
  for (let i = (count - 1) & ~1; i >= 0; i -= 2) {
    const low = digit(o, i),
      high = i + 1 < count ? digit(o, i + 1) : 0;
    const upper = high >>> 2,
      lower = ((high & 3) << 30) | low;
    parts.push(upper.toString(16).padStart(7, '0'), (lower >>> 0).toString(16).padStart(8, '0'));
  }
  const magnitude = BigInt('0x' + parts.join(''));
  return signOf(o) < 0 ? -magnitude : magnitude;
}

/** The value as the nearest C double; infinite when it is too large. */
export const intToNumber = (o: Ref): number => {
  const safe = safeValue(o);
  return safe === safe ? safe : Number(intToBigInt(o));
};

/** `operator.index(o)`: an int; raises TypeError.  @cpython Objects/abstract.c _PyNumber_Index */
export function index(o: Ref): Result<'int'> {
  if (isInt(o)) return newRef(o);
  const f = slotOf(typeOf(o), slot.nb_index);
  if (f === 0) {
    raiseNull(errors.TypeError, `'${typeName(typeOf(o))}' object cannot be interpreted as an integer`);
    return NULL;
  }
  const answer = finish((natives[f] as unknown as (o: Ref) => Answer)(o));
  if (answer === NULL) return NULL;
  if (!isInt(answer)) {
    raiseNull(errors.TypeError, `__index__ returned non-int (type ${typeName(typeOf(answer))})`);
    decref(answer);
    return NULL;
  }
  return answer as Owned<'int'>;
}

/**
 * A size or index as C's Py_ssize_t: exact up to 2 ** 53, beyond that near enough for a bound.  null: TypeError, or
 * `tooLarge` (OverflowError unless told).
 */
export function asIndex(o: Ref, tooLarge = errors.OverflowError): number | null {
  if (isInt(o)) {
    if (isCompact(o)) return compactValue(o);
    return wideIndex(o, o, tooLarge);
  }
  const found = index(o);
  if (found === NULL) return null;
  const value = isCompact(found) ? compactValue(found) : wideIndex(found, o, tooLarge);
  decref(found);
  return value;
}
function wideIndex(value: Ref, o: Ref, tooLarge: typeof errors.OverflowError): number | null {
  const n = intToNumber(value);
  if (digitCount(value) <= 2 || (n < 2 ** 63 && n >= -(2 ** 63))) return n;
  return raiseNull(tooLarge, `cannot fit '${typeName(typeOf(o))}' into an index-sized integer`);
}
/** An int as Py_ssize_t.  null: OverflowError.  @cpython Objects/longobject.c PyLong_AsSsize_t */
export function asSize(o: Ref): number | null {
  if (isCompact(o)) return compactValue(o);
  const n = intToNumber(o);
  if (digitCount(o) <= 2 || (n < 2 ** 63 && n >= -(2 ** 63))) return n;
  return raiseNull(errors.OverflowError, 'Python int too large to convert to C ssize_t');
}
/** An argument that is to be a Py_ssize_t: its index.  null: TypeError or OverflowError. */
export function asSizeArgument(o: Ref): number | null {
  if (isInt(o)) return asSize(o);
  const found = index(o);
  if (found === NULL) return null;
  const n = asSize(found);
  decref(found);
  return n;
}
/** An index with values out of range cut to the range: for slices.  @cpython _PyEval_SliceIndex */
export function asClippedIndex(o: Ref): number | null {
  const found = index(o);
  if (found === NULL) return null;
  const value = intToNumber(found);
  decref(found);
  return Math.max(-(2 ** 63), Math.min(2 ** 63, value));
}

/** Negative, zero or positive. */
export function compareInts(a: Ref, b: Ref): number {
  if (isCompact(a) && isCompact(b)) return compactValue(a) - compactValue(b);
  const sign = signOf(a);
  const size = sign * digitCount(a) - signOf(b) * digitCount(b);
  if (size !== 0) return size;
  let i = digitCount(a) - 1;
  while (i >= 0 && digit(a, i) === digit(b, i)) i--;
  return i < 0 ? 0 : sign * (digit(a, i) - digit(b, i));
}

/** `a + b` of ints.  @cpython Objects/longobject.c long_add */
export function addInts(a: Ref, b: Ref): Result<'int'> {
  if (isCompact(a) && isCompact(b)) return newInt32(compactValue(a) + compactValue(b));
  return addSigned(a, b, signOf(b));
}
/** `a - b` of ints. */
export function subInts(a: Ref, b: Ref): Result<'int'> {
  if (isCompact(a) && isCompact(b)) return newInt32(compactValue(a) - compactValue(b));
  return addSigned(a, b, -signOf(b));
}

/** |a| and |b| added or subtracted; the room is x_add's and x_sub's. */
function addSigned(a: Ref, b: Ref, signB: number): Result<'int'> {
  const sizeA = digitCount(a),
    sizeB = digitCount(b),
    signA = signOf(a);
  const same = signA === signB || signA === 0 || signB === 0;
  const room = same ? Math.max(sizeA, sizeB) + 1 : differingDigits(a, b);
  if (sizeA > 2 || sizeB > 2) {
    if (same) return addMagnitudes(a, b, signA === 0 ? signB : signA);
    const right = signB === signOf(b) ? intToBigInt(b) : -intToBigInt(b);
    return newIntFromBigInt(intToBigInt(a) + right, room);
  }
  // `0 - x` and never `-x`: the engine keeps -0 as a double
  let low = signed(signA, sizeA > 0 ? digit(a, 0) : 0) + signed(signB, sizeB > 0 ? digit(b, 0) : 0);
  let high = signed(signA, sizeA > 1 ? digit(a, 1) : 0) + signed(signB, sizeB > 1 ? digit(b, 1) : 0);
  const sign = high < 0 || (high === 0 && low < 0) ? -1 : 1;
  if (sign < 0) {
    low = 0 - low;
    high = 0 - high;
  }
  if (low < 0) {
    low += BASE;
    high -= 1;
  } else if (low >= BASE) {
    low -= BASE;
    high += 1;
  }
  if (high < BASE) return twoDigits(sign, high, low, Math.max(room, high === 0 ? 1 : 2));
  const o = newDigits(3);
  if (o === 0) return NULL;
  setSignAndCount(o, sign, 3);
  setDigit(o, 0, low);
  setDigit(o, 1, high - BASE);
  setDigit(o, 2, 1);
  return o;
}
/** |a| + |b|, digit by digit.  @cpython Objects/longobject.c x_add */
function addMagnitudes(a: Ref, b: Ref, sign: number): Result<'int'> {
  const sizeA = digitCount(a),
    sizeB = digitCount(b),
    size = Math.max(sizeA, sizeB);
  const o = newDigits(size + 1);
  if (o === 0) return NULL;
  let carry = 0;
  for (let i = 0; i < size; i++) {
    const sum = (i < sizeA ? digit(a, i) : 0) + (i < sizeB ? digit(b, i) : 0) + carry; // below 2 ** 31
    setDigit(o, i, sum & DIGIT_MASK);
    carry = sum >>> DIGIT_BITS;
  }
  setDigit(o, size, carry);
  setSignAndCount(o, sign, size + carry);
  return o;
}
const signed = (sign: number, n: number): number => (sign < 0 ? 0 - n : n);
/** How many digits x_sub allocates: up to the highest in which the two differ. */
function differingDigits(a: Ref, b: Ref): number {
  const sizeA = digitCount(a),
    sizeB = digitCount(b);
  if (sizeA !== sizeB) return Math.max(sizeA, sizeB);
  let i = sizeA - 1;
  while (i >= 0 && digit(a, i) === digit(b, i)) i--;
  return i + 1;
}

/** `a * b` of ints.  @cpython Objects/longobject.c long_mul */
export function mulInts(a: Ref, b: Ref): Result<'int'> {
  if (isCompact(a) && isCompact(b)) {
    const x = compactValue(a),
      y = compactValue(b);
    const product = x * y;
    if (product <= 2 ** 53 && product >= -(2 ** 53)) return newInt(product === 0 ? 0 : product);
    // The low 30 bits are exact in imul; the high ones then follow from the rounded product.
    const p = Math.abs(x),
      q = Math.abs(y);
    const low = Math.imul(p, q) & DIGIT_MASK;
    return twoDigits(product < 0 ? -1 : 1, Math.round((p * q - low) / BASE), low, 2);
  }
  const sizeA = digitCount(a),
    sizeB = digitCount(b);
  if (sizeA > 0 && sizeB > 0 && sizeA <= 2 && sizeB <= 2) return mulShort(a, b, sizeA, sizeB);
  const room = signOf(a) === 0 || signOf(b) === 0 ? 0 : digitCount(a) + digitCount(b);
  return newIntFromBigInt(intToBigInt(a) * intToBigInt(b), room);
}

/** Of one or two digits each, by hand.  @cpython Objects/longobject.c x_mul */
function mulShort(a: Ref, b: Ref, sizeA: number, sizeB: number): Result<'int'> {
  const room = sizeA + sizeB;
  const o = newDigits(room);
  if (o === 0) return NULL;
  for (let i = 0; i < room; i++) setDigit(o, i, 0);
  for (let i = 0; i < sizeA; i++) {
    const p = digit(a, i);
    let carry = 0;
    for (let k = 0; k < sizeB; k++) {
      const q = digit(b, k);
      // the low 30 bits are exact in imul; the high ones then follow from the rounded product
      const low = Math.imul(p, q) & DIGIT_MASK;
      const sum = digit(o, i + k) + low + carry; // below 3 * 2 ** 30: one bit too many for an int32
      const over = sum >= 2 * BASE ? 2 : sum >= BASE ? 1 : 0;
      setDigit(o, i + k, sum - over * BASE);
      carry = Math.round((p * q - low) / BASE) + over;
    }
    setDigit(o, i + sizeB, carry);
  }
  setSignAndCount(o, signOf(a) === signOf(b) ? 1 : -1, digit(o, room - 1) === 0 ? room - 1 : room);
  return o;
}
/** The largest divisor that remainderBy takes: 15 bits more are still exact. */
export const SHORT_DIVISOR = 2 ** 38;
/** |a| modulo a divisor of at most SHORT_DIVISOR. */
export function remainderBy(a: Ref, divisor: number): number {
  let rest = 0;
  for (let i = digitCount(a) - 1; i >= 0; i--) {
    const d = digit(a, i);
    rest = reduced(rest * 32768 + (d >>> 15), divisor);
    rest = reduced(rest * 32768 + (d & 32767), divisor);
  }
  return rest;
}
/** n % divisor without the host's `%`, which is slow for doubles; the quotient may be one off. */
function reduced(n: number, divisor: number): number {
  const rest = n - Math.floor(n / divisor) * divisor;
  return rest < 0 ? rest + divisor : rest >= divisor ? rest - divisor : rest;
}

/** How many digits int() and str() take: a cell of the process, which sys.set_int_max_str_digits writes.  0: no limit. */
export const MAX_STR_DIGITS: Address = staticAllocate(16);
store(MAX_STR_DIGITS, profile.int.maxStrDigits);

/** How many digits a value has. */
export function digitsOf(value: bigint): number {
  const magnitude = value < 0n ? -value : value;
  if (magnitude < 1073741824n) return magnitude === 0n ? 0 : 1;
  const hex = magnitude.toString(16);
  return Math.ceil(((hex.length - 1) * 4 + (32 - Math.clz32(parseInt(hex[0]!, 16)))) / DIGIT_BITS);
}
/** How many bits the magnitude has. */
export function bitLength(o: Ref): number {
  const count = digitCount(o);
  return count === 0 ? 0 : (count - 1) * DIGIT_BITS + (32 - Math.clz32(digit(o, count - 1)));
}
/** Makes a zeroed instance of a subclass, with room for the digits, equal to `from`. */
export function copyDigits(o: Ref, from: Ref): void {
  const count = digitCount(from);
  setSignAndCount(o, signOf(from), count);
  for (let i = 0; i < Math.max(count, 1); i++) setDigit(o, i, count === 0 ? 0 : digit(from, i));
}
/** What `__sizeof__` answers, bytes; bool's too.  @cpython Objects/longobject.c int___sizeof___impl */
export const intSize = (o: Ref): number => DIGITS + 4 * Math.max(digitCount(o), ROOM_OF_ZERO);
/** An int as C's double.  null: OverflowError.  @cpython Objects/longobject.c PyLong_AsDouble */
export function intAsDouble(o: Ref): number | null {
  const x = intToNumber(o);
  return Number.isFinite(x) ? x : raiseNull(errors.OverflowError, 'int too large to convert to float');
}

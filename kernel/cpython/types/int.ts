/** What ints do.  CPython: Objects/longobject.c. */
import { ABSENT, NULL, type Answer, type Owned, type Ref, type Result } from '../heap/reference.js';
import { argumentType } from '../abstract/text.js';
import { formatInt } from '../abstract/format-spec.js';
import { call0 } from '../abstract/call.js';
import { defineType } from '../abstract/define.js';
import { lookupSpecial, reprOf } from '../abstract/object.js';
import { packTuple } from '../abstract/pack.js';
import { connectDecimal } from '../abstract/percent.js';
import { bufferOf, hostBytes } from '../abstract/buffer.js';
import { newBytes } from '../include/bytes.js';
import { newFloat } from '../include/float.js';
import { genericAlloc } from '../include/subclass.js';
import {
  DIGITS,
  PyLong,
  PyLong_Type,
  asIndex,
  bitLength,
  copyDigits,
  digitCount,
  index,
  intAsDouble,
  intFreeList,
  intSize,
  intToBigInt,
  intToNumber,
  isCompact,
  isExactInt,
  isInt,
  newInt,
  newIntFromBigInt,
  safeValue,
  signOf
} from '../include/int.js';
import { None, newBool } from '../include/singletons.js';
import { hashIs } from '../object/hash.js';
import { identifier, isStr, newStr, newUncached, toHost } from '../include/str.js';
import { Flag, typeName } from '../include/type.js';
import { release } from '../memory/allocate.js';
import { freeObject } from '../object/create.js';
import { errors, raise, raiseNull } from '../object/errors.js';
import { typeOf, type PyType } from '../object/header.js';
import { natives } from '../object/natives.js';
import { decref, newRef } from '../object/refcount.js';
import { slot, slotOf } from '../object/slots.js';
import { finish } from '../object/upward.js';
import { profile } from '../profiles/profile.js';
import * as arithmetic from './int/arithmetic.js';
import { fromBytesMethod, toBytesMethod } from './int/bytes.js';
import { decimalText, latin1Text, parseInteger } from './int/text.js';

const { plainInt } = arithmetic;
connectDecimal(decimalText);
const facts = profile.scalars;
const ROOM_OF_ZERO = profile.int.zeroHasDigit ? 1 : 0;
const KEEPS = profile.int.freeList !== 0;

/** Modulo 2 ** 61 - 1, with the sign of the value.  @cpython Objects/longobject.c long_hash */
function hashOfLong(o: Ref): number {
  const value = safeValue(o);
  if (value === value) return hashIs(value, Math.floor(value / 2 ** 32));
  return hashFromBigInt(intToBigInt(o) % MODULUS);
}
const MODULUS = (1n << 61n) - 1n;
function hashFromBigInt(value: bigint): number {
  const bits = BigInt.asUintN(64, value === -1n ? -2n : value);
  return hashIs(Number(bits & 0xffffffffn), Number(bits >> 32n) | 0);
}
function hash(o: Ref): number {
  if (!isCompact(o)) return hashOfLong(o);
  const value = intToNumber(o);
  return hashIs(value === -1 ? -2 : value, value < 0 ? -1 : 0);
}

function text(o: Ref): Answer {
  const digits = decimalText(o);
  return digits === null ? NULL : newUncached(digits);
}

const TRUNC = identifier('__trunc__');
type UnarySlot = (o: Ref) => Answer;
/** `int(o)`.  @cpython Objects/abstract.c PyNumber_Long */
function toInt(o: Ref): Result {
  if (isExactInt(o)) return newRef(o);
  const t = typeOf(o);
  const f = slotOf(t, slot.nb_int);
  if (f !== 0) return checked(finish((natives[f] as unknown as UnarySlot)(o)), '__int__');
  if (slotOf(t, slot.nb_index) !== 0) {
    const found = index(o);
    return found === NULL ? NULL : checked(found, '__index__');
  }
  if (facts.intTriesTrunc) {
    const method = lookupSpecial(o, TRUNC);
    if (method === NULL) return NULL;
    if (method !== ABSENT) return truncated(method);
  }
  if (isStr(o)) return parseInteger(toHost(o), 10, () => reprOf(o));
  const bytes = bufferOf(o);
  if (bytes !== null) return fromBytesText(o, 10);
  return raise(
    errors.TypeError,
    `int() argument must be a string, a bytes-like object or ${facts.realNumber}, not '${typeName(t)}'`
  );
}
function fromBytesText(o: Ref, base: number): Result {
  const copy = newBytes(hostBytes(bufferOf(o)!));
  if (copy === NULL) return NULL;
  const made = parseInteger(latin1Text(copy), base, () => reprOf(copy));
  decref(copy);
  return made;
}
/** The answer as an int that is no instance of a subclass. */
function checked(answer: Result, method: string): Result {
  if (answer === NULL || isExactInt(answer)) return answer;
  const value = isInt(answer)
    ? plainInt(answer)
    : raise(errors.TypeError, `${method} returned non-int (type ${typeName(typeOf(answer))})`);
  decref(answer);
  return value;
}
function truncated(method: Owned): Result {
  const answer = finish(call0(method));
  decref(method);
  if (answer === NULL || isExactInt(answer)) return answer;
  const isIndex = isInt(answer) || slotOf(typeOf(answer), slot.nb_index) !== 0;
  const value = isIndex
    ? index(answer)
    : raise(errors.TypeError, `__trunc__ returned non-Integral (type ${typeName(typeOf(answer))})`);
  decref(answer);
  return value === NULL ? NULL : checked(value, '__index__');
}

/** int(x=0, /, base=10).  @cpython Objects/longobject.c long_new_impl */
function construct(cls: Ref, x: Ref | 0, base: Ref | 0): Answer {
  const type = cls as PyType;
  const value = plainNew(x, base);
  if (value === NULL || type === PyLong_Type) return value;
  const o = genericAlloc<'int'>(type, Math.max(digitCount(value), ROOM_OF_ZERO));
  if (o !== 0) copyDigits(o, value);
  decref(value);
  return o;
}
function plainNew(x: Ref | 0, base: Ref | 0): Result {
  if (x === 0) return base === 0 ? newInt(0) : raise(errors.TypeError, 'int() missing string argument');
  if (base === 0) return toInt(x);
  const radix = asIndex(base);
  if (radix === null) return NULL;
  if ((radix !== 0 && radix < 2) || radix > 36) {
    return raise(errors.ValueError, 'int() base must be >= 2 and <= 36, or 0');
  }
  if (isStr(x)) return parseInteger(toHost(x), radix, () => reprOf(x));
  if (bufferOf(x) !== null) return fromBytesText(x, radix);
  return raise(errors.TypeError, "int() can't convert non-string with explicit base");
}

/** round(self, ndigits): to the nearest multiple of 10 ** -ndigits, ties to even.  @cpython long___round___impl */
function round(self: Ref, ndigits: Ref | 0): Answer {
  if (ndigits === 0 || ndigits === None) return plainInt(self);
  const found = index(ndigits);
  if (found === NULL) return NULL;
  const places = intToNumber(found);
  decref(found);
  if (places >= 0) return plainInt(self);
  const value = intToBigInt(self);
  if (-places > digitCount(self) * 9.04 + 1) return newInt(0);
  const unit = 10n ** BigInt(-places);
  const rest = ((value % unit) + unit) % unit;
  const down = value - rest;
  const isUp = rest * 2n > unit || (rest * 2n === unit && (down / unit) % 2n !== 0n);
  return newIntFromBigInt(isUp ? down + unit : down);
}

function format(self: Ref, spec: Ref): Answer {
  if (!isStr(spec))
    return raise(errors.TypeError, `__format__() argument must be str, not ${argumentType(spec)}`);
  const wanted = toHost(spec);
  if (wanted === '' && isExactInt(self)) return text(self);
  if (wanted === '') return finishStr(self);
  const value = {
    isNegative: signOf(self) < 0,
    digits: (base: number) => {
      if (base !== 10) {
        const big = intToBigInt(self);
        return (big < 0n ? -big : big).toString(base);
      }
      const decimal = decimalText(self);
      return decimal === null ? null : decimal.replace('-', '');
    },
    code: () => {
      const code = intToNumber(self);
      if (code >= 0 && code <= 0x10ffff) return code;
      const isHuge = Math.abs(code) >= 2 ** 63;
      return raiseNull(
        errors.OverflowError,
        isHuge ? 'Python int too large to convert to C long' : '%c arg not in range(0x110000)'
      );
    },
    asFloat: () => intAsDouble(self)
  };
  const made = formatInt(value, wanted, typeName(typeOf(self)));
  return made === null ? NULL : newStr(made);
}
/** An empty specification is str() of the object. */
function finishStr(self: Ref): Answer {
  const f = slotOf(typeOf(self), slot.tp_str) || slotOf(typeOf(self), slot.tp_repr);
  return (natives[f] as unknown as UnarySlot)(self);
}

function bitCount(self: Ref): Answer {
  const value = intToBigInt(self);
  const bits = (value < 0n ? -value : value).toString(2);
  let count = 0;
  for (const bit of bits) if (bit === '1') count++;
  return newInt(count);
}

function dealloc(self: Ref): void {
  if (typeOf(self) !== PyLong_Type) return freeObject(self);
  if (KEEPS && isCompact(self) && intFreeList.keep(self)) return;
  release(self); // it has no header before it
}

const orderDefault = facts.bytesOrderDefault;
export const int = defineType({
  name: 'int',
  type: PyLong_Type,
  struct: PyLong,
  basicsize: DIGITS,
  itemsize: 4,
  flags: Flag.LONG,
  subclassable: true,
  doc: 'An integer of any size.',
  sizeof: intSize,
  dealloc,
  construct: { signature: '($type, x=0, /, base=10)', call: construct, unpacks: true },
  repr: text,
  hash,
  richcompare: arithmetic.richcompare,
  slots: {
    nb_add: arithmetic.add,
    nb_subtract: arithmetic.subtract,
    nb_multiply: arithmetic.multiply,
    nb_remainder: arithmetic.remainder,
    nb_divmod: arithmetic.divmod,
    nb_power: arithmetic.power,
    nb_negative: arithmetic.negative,
    nb_positive: plainInt,
    nb_absolute: arithmetic.absolute,
    nb_bool: (self: Ref) => signOf(self) !== 0,
    nb_invert: arithmetic.invert,
    nb_lshift: arithmetic.leftShift,
    nb_rshift: arithmetic.rightShift,
    nb_and: arithmetic.and,
    nb_xor: arithmetic.xor,
    nb_or: arithmetic.or,
    nb_int: plainInt,
    nb_float: (self: Ref) => {
      const x = intAsDouble(self);
      return x === null ? NULL : newFloat(x);
    },
    nb_floor_divide: arithmetic.floorDivision,
    nb_true_divide: arithmetic.trueDivision,
    nb_index: plainInt
  },
  getset: {
    real: { doc: 'The number itself.', get: plainInt },
    imag: { doc: 'Zero.', get: () => newInt(0) },
    numerator: { doc: 'The number itself.', get: plainInt },
    denominator: { doc: 'One.', get: () => newInt(1) }
  },
  methods: {
    conjugate: { signature: '($self, /)', doc: 'The number itself.', call: plainInt },
    bit_length: {
      signature: '($self, /)',
      doc: 'How many bits the magnitude needs.',
      call: (self: Ref) => newInt(bitLength(self))
    },
    bit_count: {
      versions: '3.10-',
      signature: '($self, /)',
      doc: 'How many bits of the magnitude are 1.',
      call: bitCount
    },
    is_integer: { versions: '3.12-', signature: '($self, /)', doc: 'True.', call: () => newBool(true) },
    as_integer_ratio: {
      versions: '3.8-',
      signature: '($self, /)',
      doc: 'The number and 1.',
      call: (self: Ref) => packTuple(plainInt(self), newInt(1))
    },
    to_bytes: {
      signature: orderDefault
        ? "($self, /, length=1, byteorder='big', *, signed=False)"
        : '($self, /, length, byteorder, *, signed=False)',
      doc: 'The number as so many bytes.',
      call: toBytesMethod
    },
    from_bytes: {
      kind: 'class',
      signature: orderDefault
        ? "($type, /, bytes, byteorder='big', *, signed=False)"
        : '($type, /, bytes, byteorder, *, signed=False)',
      doc: 'The number that bytes spell.',
      call: fromBytesMethod
    },
    __trunc__: { signature: '($self, /)', doc: 'The number itself.', call: plainInt },
    __floor__: { signature: '($self, /)', doc: 'The number itself.', call: plainInt },
    __ceil__: { signature: '($self, /)', doc: 'The number itself.', call: plainInt },
    __round__: {
      signature: '($self, ndigits=None, /)',
      doc: 'To the nearest multiple, ties to even.',
      call: round
    },
    __getnewargs__: {
      signature: '($self, /)',
      doc: 'For copy and pickle.',
      call: (self: Ref) => packTuple(plainInt(self))
    },
    __format__: { signature: '($self, format_spec, /)', doc: 'As a format specification says.', call: format }
  }
});

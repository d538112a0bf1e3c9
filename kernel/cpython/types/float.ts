/** What floats do.  CPython: Objects/floatobject.c. */
import { NULL, type Answer, type Owned, type Ref, type Result } from '../heap/reference.js';
import { argumentType } from '../abstract/text.js';
import { bufferOf, hostBytes } from '../abstract/buffer.js';
import { call1 } from '../abstract/call.js';
import { defineType } from '../abstract/define.js';
import {
  decompose,
  floatFromHex,
  floatHex,
  floatRepr,
  parseFloatText,
  divideHalfEven
} from '../abstract/float-text.js';
import { powerOf } from '../abstract/float-power.js';
import { formatFloat } from '../abstract/format-spec.js';
import { reprOf } from '../abstract/object.js';
import { packTuple } from '../abstract/pack.js';
import { outOfRange } from '../abstract/raise-with.js';
import { clip } from '../abstract/text.js';
import { asciiDigits, isSpace } from '../abstract/unicode-data.js';
import { newComplex } from '../include/complex.js';
import {
  PyFloat,
  PyFloat_Type,
  floatFreeList,
  floatValue,
  isExactFloat,
  newFloat
} from '../include/float.js';
import { genericAlloc } from '../include/subclass.js';
import {
  index,
  intAsDouble,
  intToBigInt,
  intToNumber,
  isInt,
  newInt,
  newIntFromBigInt
} from '../include/int.js';
import { None, newBool, notImplemented } from '../include/singletons.js';
import { isStr, newStr, toHost } from '../include/str.js';
import { typeName } from '../include/type.js';
import { warn } from '../abstract/warn.js';
import { isSubtype } from '../abstract/lookup.js';
import { freeObject } from '../object/create.js';
import { errors, raise } from '../object/errors.js';
import { hashIs } from '../object/hash.js';
import { typeOf, type PyType } from '../object/header.js';
import { natives } from '../object/natives.js';
import { decref, newRef } from '../object/refcount.js';
import { slot, slotOf } from '../object/slots.js';
import { finish } from '../object/upward.js';
import { profile } from '../profiles/profile.js';

const facts = profile.scalars;
const isFloat = (o: Ref): boolean => typeOf(o) === PyFloat_Type || isSubtype(typeOf(o), PyFloat_Type);
const ABSENT_NUMBER = Symbol('no float');

/** An operand as a double; ABSENT_NUMBER: NotImplemented; null: OverflowError.  @cpython convert_to_double */
function operand(o: Ref): number | null | typeof ABSENT_NUMBER {
  if (isFloat(o)) return floatValue(o);
  return isInt(o) ? intAsDouble(o) : ABSENT_NUMBER;
}
const binary =
  (operate: (x: number, y: number) => Answer) =>
  (a: Ref, b: Ref): Answer => {
    if (isExactFloat(a) && isExactFloat(b)) return operate(floatValue(a), floatValue(b));
    const x = operand(a);
    if (x === ABSENT_NUMBER) return notImplemented();
    if (x === null) return NULL;
    const y = operand(b);
    if (y === ABSENT_NUMBER) return notImplemented();
    return y === null ? NULL : operate(x, y);
  };
const zeroDivision = (text: string): 0 => raise(errors.ZeroDivisionError, text);

/** Remainder with the sign of y, and the quotient rounded down.  @cpython float_floor_div, _float_div_mod */
function divideModulo(x: number, y: number): readonly [number, number] {
  let rest = x % y,
    quotient = (x - rest) / y;
  if (rest !== 0) {
    if (y < 0 !== rest < 0) {
      rest += y;
      quotient -= 1;
    }
  } else rest = y < 0 ? -0 : 0;
  if (quotient !== 0) {
    const floor = Math.floor(quotient);
    quotient = quotient - floor > 0.5 ? floor + 1 : floor;
  } else quotient = x / y < 0 || Object.is(x / y, -0) ? -0 : 0;
  return [quotient, rest];
}
function moduloOf(x: number, y: number): number {
  const rest = x % y;
  if (rest === 0) return y < 0 ? -0 : 0;
  return y < 0 !== rest < 0 ? rest + y : rest;
}

/** x ** y where host and C agree on special values but for 1 ** nan and (-1) ** inf.  @cpython float_pow */
function power(x: number, y: number): Answer {
  if (y === 0) return newFloat(1);
  if (x !== x) return newFloat(x);
  if (y !== y) return newFloat(x === 1 ? 1 : y);
  if (!Number.isFinite(y)) {
    const size = Math.abs(x);
    if (size === 1) return newFloat(1);
    return newFloat(y > 0 === size > 1 ? Infinity : 0);
  }
  if (x === 0 && y < 0) return zeroDivision(facts.zeroToNegative);
  if (x < 0 && Number.isFinite(x) && !Number.isInteger(y)) return complexPower(x, y);
  if (x === 1) return newFloat(1);
  const value = Number.isFinite(x) && x !== 0 ? powerOf(x, y) : x ** y;
  if (Number.isFinite(x) && !Number.isFinite(value)) {
    return outOfRange();
  }
  return newFloat(value);
}
/** A negative base with a fraction as exponent: complex takes over. */
function complexPower(x: number, y: number): Answer {
  const a = newComplex(x, 0);
  if (a === NULL) return NULL;
  const b = newComplex(y, 0);
  if (b === NULL) {
    decref(a);
    return NULL;
  }
  const f = slotOf(typeOf(a), slot.nb_power);
  const answer = (natives[f] as unknown as (a: Ref, b: Ref, c: Ref) => Answer)(a, b, None);
  decref(a);
  decref(b);
  return answer;
}

/** Comparison of a float with a float or, exactly, an int.  @cpython Objects/floatobject.c float_richcompare */
function richcompare(a: Ref, b: Ref, op: number): Answer {
  const x = floatValue(a);
  let y: number | bigint;
  if (isFloat(b)) y = floatValue(b);
  else if (isInt(b)) y = intToBigInt(b);
  else return notImplemented();
  switch (op) {
    case 0:
      return newBool(x < y);
    case 1:
      return newBool(x <= y);
    case 2:
      return newBool(x <= y && x >= y);
    case 3:
      return newBool(!(x <= y && x >= y));
    case 4:
      return newBool(x > y);
    default:
      return newBool(x >= y);
  }
}

const MODULUS = (1n << 61n) - 1n;
/** The hash of a double; `o` is the object, whose address a nan's hash is.  @cpython Python/pyhash.c _Py_HashDouble */
export function hashDouble(x: number, o: Ref): number {
  if (Number.isInteger(x) && Math.abs(x) < 2 ** 53) {
    const n = x === -1 ? -2 : x;
    return hashIs(n, Math.floor(n / 2 ** 32));
  }
  if (x !== x) return NAN_BY_ADDRESS ? hashIs(o >>> 4, (o & 15) << 28) : hashIs(0, 0);
  if (!Number.isFinite(x)) return fromBigInt(x > 0 ? 314159n : -314159n);
  const { mantissa, exponent } = decompose(x);
  const shift = BigInt(((exponent % 61) + 61) % 61);
  const size = ((mantissa < 0n ? -mantissa : mantissa) << shift) % MODULUS;
  return fromBigInt(mantissa < 0n ? -size : size);
}
const NAN_BY_ADDRESS = profile.int.nanHash === 'address';
function fromBigInt(value: bigint): number {
  const bits = BigInt.asUintN(64, value === -1n ? -2n : value);
  return hashIs(Number(bits & 0xffffffffn), Number(bits >> 32n) | 0);
}

/** The integer part as an int.  @cpython Objects/longobject.c PyLong_FromDouble */
function toInt(x: number): Result {
  if (x !== x) return raise(errors.ValueError, 'cannot convert float NaN to integer');
  if (!Number.isFinite(x)) return raise(errors.OverflowError, 'cannot convert float infinity to integer');
  const whole = Math.trunc(x) + 0;
  return Number.isSafeInteger(whole) ? newInt(whole) : newIntFromBigInt(BigInt(whole));
}

/** round(x, ndigits), half to even on the decimal value.  @cpython float___round___impl, double_round */
function round(self: Ref, ndigits: Ref | 0): Answer {
  const x = floatValue(self);
  if (ndigits === 0 || ndigits === None) {
    const near = Math.round(x);
    return toInt(Math.abs(near - x) === 0.5 ? 2 * Math.round(x / 2) : near);
  }
  const found = index(ndigits);
  if (found === NULL) return NULL;
  const places = intToNumber(found);
  decref(found);
  if (!Number.isFinite(x) || places > 323) return newFloat(x);
  if (places < -308) return newFloat(0 * x);
  const { mantissa, exponent } = decompose(Math.abs(x));
  let numerator = mantissa,
    denominator = 1n;
  if (exponent >= 0) numerator <<= BigInt(exponent);
  else denominator <<= BigInt(-exponent);
  const unit = 10n ** BigInt(Math.abs(places));
  if (places >= 0) numerator *= unit;
  else denominator *= unit;
  const digits = divideHalfEven(numerator, denominator);
  const value = Number(`${digits}e${-places}`);
  if (!Number.isFinite(value)) return raise(errors.OverflowError, 'rounded value too large to represent');
  return newFloat(x < 0 || Object.is(x, -0) ? -value : value);
}

/** float(text): `shown` is the argument's repr. */
function fromText(text: string, shown: () => string | null): Result {
  const ascii = asciiDigits(text);
  let from = 0,
    to = ascii.length;
  while (from < to && isSpace(ascii.charCodeAt(from))) from++;
  while (to > from && isSpace(ascii.charCodeAt(to - 1))) to--;
  const value = parseFloatText(ascii.slice(from, to));
  if (value !== null) return newFloat(value);
  const quoted = shown();
  return quoted === null
    ? NULL
    : raise(errors.ValueError, `could not convert string to float: ${clip(quoted, 200)}`);
}
type UnarySlot = (o: Ref) => Answer;
/** `float(o)`.  @cpython Objects/abstract.c PyNumber_Float */
function toFloat(o: Ref): Result {
  if (isExactFloat(o)) return newRef(o);
  const t = typeOf(o);
  const f = slotOf(t, slot.nb_float);
  if (f !== 0) {
    const answer = finish((natives[f] as unknown as UnarySlot)(o));
    if (answer === NULL || isExactFloat(answer)) return answer;
    return strict(answer, t);
  }
  if (slotOf(t, slot.nb_index) !== 0) {
    const found = index(o);
    if (found === NULL) return NULL;
    const x = intAsDouble(found);
    decref(found);
    return x === null ? NULL : newFloat(x);
  }
  if (isFloat(o)) return newFloat(floatValue(o));
  if (isStr(o)) return fromText(toHost(o), () => reprOf(o));
  const bytes = bufferOf(o);
  if (bytes !== null) return fromText(String.fromCharCode(...hostBytes(bytes)), () => reprOf(o));
  return raise(
    errors.TypeError,
    `float() argument must be a string or ${facts.realNumber}, not '${typeName(t)}'`
  );
}
/** `__float__` gave an instance of a subclass, or something else. */
function strict(answer: Owned, t: PyType): Result {
  const given = typeName(typeOf(answer));
  const value = isFloat(answer)
    ? warn(
        errors.DeprecationWarning,
        `${typeName(t)}.__float__ returned non-float (type ${given}).  The ability to return an instance of a strict subclass of float is deprecated, and may be removed in a future version of Python.`
      )
      ? newFloat(floatValue(answer))
      : NULL
    : raise(errors.TypeError, `${typeName(t)}.__float__ returned non-float (type ${given})`);
  decref(answer);
  return value;
}

function construct(cls: Ref, x: Ref | 0): Answer {
  const type = cls as PyType;
  const value = x === 0 ? newFloat(0) : toFloat(x);
  if (value === NULL || type === PyFloat_Type) return value;
  const o = genericAlloc<'float'>(type, 0);
  if (o !== 0) PyFloat.ob_fval.set(o, floatValue(value));
  decref(value);
  return o;
}

function asIntegerRatio(self: Ref): Answer {
  const x = floatValue(self);
  if (x !== x) return raise(errors.ValueError, 'cannot convert NaN to integer ratio');
  if (!Number.isFinite(x)) return raise(errors.OverflowError, 'cannot convert Infinity to integer ratio');
  let { mantissa, exponent } = decompose(x);
  if (mantissa === 0n) exponent = 0;
  while (exponent < 0 && (mantissa & 1n) === 0n && mantissa !== 0n) {
    mantissa >>= 1n;
    exponent++;
  }
  return exponent >= 0
    ? packTuple(newIntFromBigInt(mantissa << BigInt(exponent)), newInt(1))
    : packTuple(newIntFromBigInt(mantissa), newIntFromBigInt(1n << BigInt(-exponent)));
}
function fromHex(type: Ref, text: Ref): Answer {
  if (!isStr(text)) return raise(errors.TypeError, 'bad argument type for built-in operation');
  const value = floatFromHex(toHost(text).replace(/^[\t-\r ]+|[\t-\r ]+$/g, ''));
  if (value === 'invalid') return raise(errors.ValueError, 'invalid hexadecimal floating-point string');
  if (value === 'overflow') {
    return raise(errors.OverflowError, 'hexadecimal value too large to represent as a float');
  }
  const made = newFloat(value);
  if (made === NULL || type === PyFloat_Type) return made;
  const answer = finish(call1(type, made));
  decref(made);
  return answer;
}
function format(self: Ref, spec: Ref): Answer {
  if (!isStr(spec))
    return raise(errors.TypeError, `__format__() argument must be str, not ${argumentType(spec)}`);
  const wanted = toHost(spec);
  if (wanted === '') {
    const f = slotOf(typeOf(self), slot.tp_str) || slotOf(typeOf(self), slot.tp_repr);
    return (natives[f] as unknown as UnarySlot)(self);
  }
  const made = formatFloat(floatValue(self), wanted, typeName(typeOf(self)));
  return made === null ? NULL : newStr(made);
}
function rounded(how: (x: number) => number) {
  return (self: Ref): Answer => toInt(how(floatValue(self)));
}
const plain = (self: Ref): Result => (isExactFloat(self) ? newRef(self) : newFloat(floatValue(self)));

export const float = defineType({
  name: 'float',
  type: PyFloat_Type,
  struct: PyFloat,
  subclassable: true,
  doc: 'A floating-point number: a C double.',
  dealloc(self) {
    if (typeOf(self) === PyFloat_Type && floatFreeList.keep(self)) return;
    freeObject(self);
  },
  construct: { signature: '($type, x=0, /)', call: construct },
  repr: self => newStr(floatRepr(floatValue(self))),
  hash: self => hashDouble(floatValue(self), self),
  richcompare,
  slots: {
    nb_add: binary((x, y) => newFloat(x + y)),
    nb_subtract: binary((x, y) => newFloat(x - y)),
    nb_multiply: binary((x, y) => newFloat(x * y)),
    nb_remainder: binary((x, y) =>
      y === 0 ? zeroDivision(facts.floatModuloByZero) : newFloat(moduloOf(x, y))
    ),
    nb_divmod: binary((x, y) => {
      if (y === 0) return zeroDivision(facts.floatDivmodByZero);
      const [quotient, rest] = divideModulo(x, y);
      return packTuple(newFloat(quotient), newFloat(rest));
    }),
    nb_power: (a: Ref, b: Ref, c: Ref) =>
      c === None
        ? binary(power)(a, b)
        : raise(errors.TypeError, 'pow() 3rd argument not allowed unless all arguments are integers'),
    nb_negative: (self: Ref) => newFloat(-floatValue(self)),
    nb_positive: plain,
    nb_absolute: (self: Ref) => newFloat(Math.abs(floatValue(self))),
    nb_bool: (self: Ref) => floatValue(self) !== 0,
    nb_int: (self: Ref) => toInt(floatValue(self)),
    nb_float: plain,
    nb_floor_divide: binary((x, y) =>
      y === 0 ? zeroDivision(facts.floatFloorDivideByZero) : newFloat(divideModulo(x, y)[0])
    ),
    nb_true_divide: binary((x, y) => (y === 0 ? zeroDivision(facts.floatDivideByZero) : newFloat(x / y)))
  },
  getset: {
    real: { doc: 'The number itself.', get: plain },
    imag: { doc: 'Zero.', get: () => newFloat(0) }
  },
  methods: {
    conjugate: { signature: '($self, /)', doc: 'The number itself.', call: plain },
    __trunc__: { signature: '($self, /)', doc: 'Without its fraction.', call: rounded(x => x) },
    __floor__: {
      versions: '3.9-',
      signature: '($self, /)',
      doc: 'The integer below.',
      call: rounded(Math.floor)
    },
    __ceil__: {
      versions: '3.9-',
      signature: '($self, /)',
      doc: 'The integer above.',
      call: rounded(Math.ceil)
    },
    __round__: { signature: '($self, ndigits=None, /)', doc: 'Rounded, ties to even.', call: round },
    as_integer_ratio: {
      signature: '($self, /)',
      doc: 'Two ints whose quotient it is.',
      call: asIntegerRatio
    },
    is_integer: {
      signature: '($self, /)',
      doc: 'Whether there is no fraction.',
      call: (self: Ref) => newBool(Number.isInteger(floatValue(self)))
    },
    hex: {
      signature: '($self, /)',
      doc: 'In hexadecimal, exactly.',
      call: (self: Ref) => newStr(floatHex(floatValue(self)))
    },
    fromhex: {
      kind: 'class',
      signature: '($type, string, /)',
      doc: 'The number that hex() wrote.',
      call: fromHex
    },
    from_number: {
      kind: 'class',
      versions: '3.14-',
      signature: '($type, number, /)',
      doc: 'A float of a number, not of text.',
      call: fromNumber
    },
    __getformat__: {
      kind: 'class',
      signature: '($type, typestr, /)',
      doc: 'How the machine stores it.',
      call: (_type: Ref, kind: Ref) => {
        if (!isStr(kind)) {
          return raise(
            errors.TypeError,
            `__getformat__() argument must be str, not ${typeName(typeOf(kind))}`
          );
        }
        return ['double', 'float'].includes(toHost(kind))
          ? newStr('IEEE, little-endian')
          : raise(errors.ValueError, "__getformat__() argument 1 must be 'double' or 'float'");
      }
    },
    __getnewargs__: {
      signature: '($self, /)',
      doc: 'For copy and pickle.',
      call: (self: Ref) => packTuple(newFloat(floatValue(self)))
    },
    __format__: { signature: '($self, format_spec, /)', doc: 'As a format specification says.', call: format }
  }
});
function fromNumber(type: Ref, number: Ref): Answer {
  const isNumber = slotOf(typeOf(number), slot.nb_float) !== 0 || slotOf(typeOf(number), slot.nb_index) !== 0;
  if (!isNumber) return raise(errors.TypeError, `must be real number, not ${typeName(typeOf(number))}`);
  return construct(type, number);
}

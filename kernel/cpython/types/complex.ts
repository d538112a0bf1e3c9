/** What complex numbers do.  CPython: Objects/complexobject.c. */
import { ABSENT, NULL, type Answer, type Ref, type Result } from '../heap/reference.js';
import { argumentType } from '../abstract/text.js';
import { call0 } from '../abstract/call.js';
import { defineType } from '../abstract/define.js';
import { hypotenuse } from '../abstract/float-power.js';
import { parseFloatText } from '../abstract/float-text.js';
import { complexRepr, formatComplex } from '../abstract/format-spec.js';
import { isSubtype } from '../abstract/lookup.js';
import { lookupSpecial, reprOf } from '../abstract/object.js';
import { packTuple } from '../abstract/pack.js';
import { asciiDigits, isSpace } from '../abstract/unicode-data.js';
import { warn } from '../abstract/warn.js';
import {
  PyComplex,
  PyComplex_Type,
  complexFreeList,
  imagPart,
  isExactComplex,
  newComplex,
  realPart,
  setComplex
} from '../include/complex.js';
import { PyFloat_Type, floatValue, newFloat } from '../include/float.js';
import { genericAlloc } from '../include/subclass.js';
import { index, intAsDouble, intToBigInt, isInt } from '../include/int.js';
import { None, newBool, notImplemented } from '../include/singletons.js';
import { identifier, isStr, newStr, toHost } from '../include/str.js';
import { typeName } from '../include/type.js';
import { freeObject } from '../object/create.js';
import { errors, raise } from '../object/errors.js';
import { hashHigh, hashIs } from '../object/hash.js';
import { typeOf, type PyType } from '../object/header.js';
import { natives } from '../object/natives.js';
import { decref, newRef } from '../object/refcount.js';
import { slot, slotOf } from '../object/slots.js';
import { finish } from '../object/upward.js';
import { profile } from '../profiles/profile.js';

const facts = profile.scalars;
/** Real and imaginary part, and whether the operand was a real number. */
type Complex = readonly [number, number, boolean?];
const isComplex = (o: Ref): boolean => typeOf(o) === PyComplex_Type || isSubtype(typeOf(o), PyComplex_Type);
const isFloat = (o: Ref): boolean => typeOf(o) === PyFloat_Type || isSubtype(typeOf(o), PyFloat_Type);
const make = ([x, y]: Complex): Result => newComplex(x, y);

/** An operand; undefined: NotImplemented; null: OverflowError. */
function operand(o: Ref): Complex | null | undefined {
  if (isComplex(o)) return [realPart(o), imagPart(o)];
  if (isFloat(o)) return [floatValue(o), 0, true];
  if (!isInt(o)) return undefined;
  const x = intAsDouble(o);
  return x === null ? null : [x, 0, true];
}
const binary =
  (operate: (a: Complex, b: Complex) => Answer) =>
  (a: Ref, b: Ref): Answer => {
    const x = operand(a);
    if (x === undefined) return notImplemented();
    if (x === null) return NULL;
    const y = operand(b);
    if (y === undefined) return notImplemented();
    return y === null ? NULL : operate(x, y);
  };
/** From 3.14 a real operand stays real: its missing imaginary part takes no part. */
const MIXED = facts.mixedComplex;

const multiply = (a: Complex, b: Complex): Complex => {
  if (MIXED && a[2] === true) return [a[0] * b[0], a[0] * b[1]];
  if (MIXED && b[2] === true) return [a[0] * b[0], a[1] * b[0]];
  return [a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0]];
};
/** Smith's method, which avoids overflow.  null: division by zero.  @cpython Objects/complexobject.c _Py_c_quot */
function divide(a: Complex, b: Complex): Complex | null {
  if (MIXED && b[2] === true) return b[0] === 0 ? null : [a[0] / b[0], a[1] / b[0]];
  const size = Math.abs(b[0]),
    imag = Math.abs(b[1]);
  if (size >= imag) {
    if (size === 0) return null;
    const ratio = b[1] / b[0],
      denominator = b[0] + b[1] * ratio;
    return [(a[0] + a[1] * ratio) / denominator, (a[1] - a[0] * ratio) / denominator];
  }
  if (imag >= size) {
    const ratio = b[0] / b[1],
      denominator = b[0] * ratio + b[1];
    return [(a[0] * ratio + a[1]) / denominator, (a[1] * ratio - a[0]) / denominator];
  }
  return [NaN, NaN];
}
/** @cpython Objects/complexobject.c _Py_c_pow */
function powerOf(a: Complex, b: Complex): Complex | 'zero' {
  if (b[0] === 0 && b[1] === 0) return [1, 0];
  if (a[0] === 0 && a[1] === 0) return b[1] !== 0 || b[0] < 0 ? 'zero' : [0, 0];
  const size = hypotenuse(a[0], a[1]);
  let length = size ** b[0];
  const angle = Math.atan2(a[1], a[0]);
  let phase = angle * b[0];
  if (b[1] !== 0) {
    length *= Math.exp(-angle * b[1]);
    phase += b[1] * Math.log(size);
  }
  return [length * Math.cos(phase), length * Math.sin(phase)];
}
/** An integral exponent by repeated squaring.  @cpython c_powu, c_powi */
function integralPower(a: Complex, n: number): Complex | 'zero' {
  let result: Complex = [1, 0],
    square: Complex = [a[0], a[1]];
  for (let mask = 1, count = Math.abs(n); mask <= count; mask <<= 1) {
    if ((count & mask) !== 0) result = multiply(result, square);
    square = multiply(square, square);
  }
  if (n >= 0) return result;
  return divide([1, 0], result) ?? 'zero';
}
function power(a: Ref, b: Ref, c: Ref): Answer {
  return binary((x, y) => {
    if (c !== None) return raise(errors.ValueError, 'complex modulo');
    const isSmall = y[1] === 0 && Number.isInteger(y[0]) && Math.abs(y[0]) <= 100;
    const value = isSmall ? integralPower(x, y[0]) : powerOf(x, y);
    if (value === 'zero') return raise(errors.ZeroDivisionError, facts.complexZeroToNegative);
    const wasFinite = [x[0], x[1], y[0], y[1]].every(Number.isFinite);
    if (wasFinite && !(Number.isFinite(value[0]) && Number.isFinite(value[1]))) {
      return raise(errors.OverflowError, 'complex exponentiation');
    }
    return make(value);
  })(a, b);
}
function richcompare(a: Ref, b: Ref, op: number): Answer {
  if (op !== 2 && op !== 3) return notImplemented();
  const x = realPart(a),
    y = imagPart(a);
  let isEqual: boolean;
  if (isInt(b)) isEqual = y === 0 && x <= intToBigInt(b) && x >= intToBigInt(b);
  else if (isFloat(b)) isEqual = y === 0 && x === floatValue(b);
  else if (isComplex(b)) isEqual = x === realPart(b) && y === imagPart(b);
  else return notImplemented();
  return newBool(isEqual === (op === 2));
}
type HashSlot = (o: Ref) => number;
/** hash(real) + 1000003 * hash(imag).  @cpython Objects/complexobject.c complex_hash */
function hash(o: Ref): number | null {
  const part = (x: number): bigint | null => {
    const f = newFloat(x);
    if (f === NULL) return null;
    const low = (natives[slotOf(PyFloat_Type, slot.tp_hash)] as unknown as HashSlot)(f);
    const value = (BigInt(hashHigh()) << 32n) | BigInt(low >>> 0);
    decref(f);
    return value;
  };
  const real = part(realPart(o)),
    imag = part(imagPart(o));
  if (real === null || imag === null) return null;
  let bits = BigInt.asUintN(64, real + 1000003n * imag);
  if (bits === 0xffffffffffffffffn) bits = 0xfffffffffffffffen;
  return hashIs(Number(bits & 0xffffffffn), Number(bits >> 32n) | 0);
}

const malformed = (): 0 => raise(errors.ValueError, 'complex() arg is a malformed string');
/** An underscore that is not between digits.  @cpython Python/pystrtod.c _Py_string_to_number_with_underscores */
function badUnderscore(o: Ref): void {
  const shown = reprOf(o);
  if (shown !== null) raise(errors.ValueError, `could not convert string to complex: ${shown}`);
}
const NUMBER =
  '(?:\\d+(?:_\\d+)*\\.?(?:\\d+(?:_\\d+)*)?|\\.\\d+(?:_\\d+)*)(?:e[+-]?\\d+(?:_\\d+)*)?|inf(?:inity)?|nan';
const PATTERN = new RegExp(`^([+-]?(?:${NUMBER}))?(?:([+-]?(?:${NUMBER})?)(j))?$`, 'i');
/** complex(text).  @cpython Objects/complexobject.c complex_from_string_inner */
function fromText(source: string): Complex | null {
  const trim = (text: string): string => {
    let from = 0,
      to = text.length;
    while (from < to && isSpace(text.charCodeAt(from))) from++;
    while (to > from && isSpace(text.charCodeAt(to - 1))) to--;
    return text.slice(from, to);
  };
  let text = trim(asciiDigits(source));
  const inner = /^\((.*)\)$/s.exec(text);
  if (inner !== null) text = trim(inner[1]!);
  if (text === '') return null;
  // `1j` would match as a real part followed by an imaginary one without a sign.
  const onlyImag = new RegExp(`^([+-]?(?:${NUMBER})?)j$`, 'i').exec(text);
  const value = (part: string): number =>
    part === '' || part === '+' ? 1 : part === '-' ? -1 : parseFloatText(part)!;
  if (onlyImag !== null) return [0, value(onlyImag[1]!)];
  const parts = PATTERN.exec(text);
  if (parts === null || parts[1] === undefined) return null;
  if (parts[3] === undefined) return [parseFloatText(parts[1])!, 0];
  return /^[+-]/.test(parts[2]!) ? [parseFloatText(parts[1])!, value(parts[2]!)] : null;
}

const DUNDER_COMPLEX = identifier('__complex__');
/** What `__complex__` gives, ABSENT without one.  @cpython try_complex_special_method */
function callComplexMethod(o: Ref): Result | typeof ABSENT {
  const method = lookupSpecial(o, DUNDER_COMPLEX);
  if (method === ABSENT || method === NULL) return method;
  const answer = finish(call0(method));
  decref(method);
  if (answer === NULL || isExactComplex(answer)) return answer;
  const given = typeName(typeOf(answer));
  if (isComplex(answer)) {
    const text = `__complex__ returned non-complex (type ${given}).  The ability to return an instance of a strict subclass of complex is deprecated, and may be removed in a future version of Python.`;
    if (warn(errors.DeprecationWarning, text)) return answer;
    decref(answer);
    return NULL;
  }
  decref(answer);
  return raise(errors.TypeError, `${typeName(typeOf(o))}.__complex__() returned non-complex (type ${given})`);
}
type UnarySlot = (o: Ref) => Answer;
const hasNumber = (o: Ref): boolean =>
  slotOf(typeOf(o), slot.nb_float) !== 0 || slotOf(typeOf(o), slot.nb_index) !== 0;
/** An argument that is a number but not complex, as a double; null: an exception is set. */
function asDouble(o: Ref): number | null {
  if (isFloat(o)) return floatValue(o);
  const f = slotOf(typeOf(o), slot.nb_float);
  if (f === 0) {
    const found = index(o);
    if (found === NULL) return null;
    const x = intAsDouble(found);
    decref(found);
    return x;
  }
  const answer = finish((natives[f] as unknown as UnarySlot)(o));
  if (answer === NULL) return null;
  const x = isFloat(answer) ? floatValue(answer) : null;
  if (x === null) {
    raise(
      errors.TypeError,
      `${typeName(typeOf(o))}.__float__ returned non-float (type ${typeName(typeOf(answer))})`
    );
  }
  decref(answer);
  return x;
}
const NAMED = facts.complexArguments === 'named';
const wrongReal = (o: Ref, isOnly: boolean): 0 => {
  const given = typeName(typeOf(o));
  if (!NAMED)
    return raise(errors.TypeError, `complex() first argument must be a string or a number, not '${given}'`);
  return raise(
    errors.TypeError,
    isOnly
      ? `complex() argument must be a string or a number, not ${given}`
      : `complex() argument 'real' must be a real number, not ${given}`
  );
};
const wrongImag = (o: Ref): 0 => {
  const given = typeName(typeOf(o));
  return raise(
    errors.TypeError,
    NAMED
      ? `complex() argument 'imag' must be a real number, not ${given}`
      : `complex() second argument must be a number, not '${given}'`
  );
};

/** complex(real=0, imag=0).  @cpython Objects/complexobject.c complex_new_impl */
function construct(cls: Ref, real: Ref | 0, imag: Ref | 0): Answer {
  const type = cls as PyType;
  if (real !== 0 && imag === 0 && type === PyComplex_Type && isExactComplex(real)) return newRef(real);
  const parts = partsOf(real, imag);
  if (parts === null) return NULL;
  if (type === PyComplex_Type) return newComplex(parts[0], parts[1]);
  const o = genericAlloc<'complex'>(type, 0);
  if (o !== 0) setComplex(o, parts[0], parts[1]);
  return o;
}
function partsOf(real: Ref | 0, imag: Ref | 0): Complex | null {
  if (real !== 0 && isStr(real)) {
    if (imag !== 0) {
      if (NAMED) wrongReal(real, false);
      else raise(errors.TypeError, "complex() can't take second arg if first is a string");
      return null;
    }
    const text = toHost(real);
    const value = fromText(text);
    if (value === null) {
      if (/(^|[^0-9])_|_([^0-9]|$)/.test(text)) badUnderscore(real);
      else malformed();
    }
    return value;
  }
  if (imag !== 0 && isStr(imag)) {
    if (NAMED) wrongImag(imag);
    else raise(errors.TypeError, "complex() second arg can't be a string");
    return null;
  }
  let first: Complex = [0, 0, true],
    second: Complex = [0, 0, true];
  if (real !== 0) {
    const found = argument(real, () => wrongReal(real, imag === 0));
    if (found === null) return null;
    first = found;
  }
  if (imag === 0) return first;
  if (NAMED && real !== 0 && first[2] !== true && !deprecated('real', real)) return null;
  if (NAMED && isComplex(imag) && !deprecated('imag', imag)) return null;
  if (isComplex(imag)) second = [realPart(imag), imagPart(imag)];
  else if (!hasNumber(imag)) {
    wrongImag(imag);
    return null;
  } else {
    const x = asDouble(imag);
    if (x === null) return null;
    second = [x, 0, true];
  }
  // real + imag * 1j, without a product that would lose the sign of a zero
  return [
    second[2] === true ? first[0] : first[0] - second[1],
    first[2] === true ? second[0] : first[1] + second[0]
  ];
}
/** A complex argument where a real number belongs.  False: the warning became an exception. */
const deprecated = (name: string, o: Ref): boolean =>
  warn(
    errors.DeprecationWarning,
    `complex() argument '${name}' must be a real number, not ${typeName(typeOf(o))}`
  );
/** The first argument; `wrong` sets the TypeError. */
function argument(o: Ref, wrong: () => 0): Complex | null {
  if (!isExactComplex(o)) {
    const own = callComplexMethod(o);
    if (own === NULL) return null;
    if (own !== ABSENT) {
      const parts: Complex = [realPart(own), imagPart(own)];
      decref(own);
      return parts;
    }
  }
  if (isComplex(o)) return [realPart(o), imagPart(o)];
  if (!hasNumber(o)) {
    wrong();
    return null;
  }
  const x = asDouble(o);
  return x === null ? null : [x, 0, true];
}

function format(self: Ref, spec: Ref): Answer {
  if (!isStr(spec))
    return raise(errors.TypeError, `__format__() argument must be str, not ${argumentType(spec)}`);
  const wanted = toHost(spec);
  if (wanted === '') {
    const f = slotOf(typeOf(self), slot.tp_str) || slotOf(typeOf(self), slot.tp_repr);
    return (natives[f] as unknown as UnarySlot)(self);
  }
  const made = formatComplex(realPart(self), imagPart(self), wanted, typeName(typeOf(self)));
  return made === null ? NULL : newStr(made);
}
const plain = (self: Ref): Result =>
  isExactComplex(self) ? newRef(self) : newComplex(realPart(self), imagPart(self));
const cannot = (text: string) => (): 0 => raise(errors.TypeError, text);

export const complex = defineType({
  name: 'complex',
  type: PyComplex_Type,
  struct: PyComplex,
  subclassable: true,
  doc: 'A complex number: two C doubles.',
  dealloc(self) {
    if (typeOf(self) === PyComplex_Type && complexFreeList.keep(self)) return;
    freeObject(self);
  },
  construct: { signature: '($type, real=0, imag=0)', call: construct },
  repr: self => newStr(complexRepr(realPart(self), imagPart(self))),
  hash,
  richcompare,
  slots: {
    nb_add: binary((a, b) => {
      if (MIXED && a[2] === true) return newComplex(a[0] + b[0], b[1]);
      return newComplex(a[0] + b[0], MIXED && b[2] === true ? a[1] : a[1] + b[1]);
    }),
    nb_subtract: binary((a, b) => {
      if (MIXED && a[2] === true) return newComplex(a[0] - b[0], -b[1]);
      return newComplex(a[0] - b[0], MIXED && b[2] === true ? a[1] : a[1] - b[1]);
    }),
    nb_multiply: binary((a, b) => make(multiply(a, b))),
    nb_true_divide: binary((a, b) => {
      const value = divide(a, b);
      return value === null ? raise(errors.ZeroDivisionError, facts.complexDivideByZero) : make(value);
    }),
    nb_power: power,
    nb_negative: (self: Ref) => newComplex(-realPart(self), -imagPart(self)),
    nb_positive: plain,
    nb_absolute: (self: Ref) => {
      const size = hypotenuse(realPart(self), imagPart(self));
      const isFinite = Number.isFinite(realPart(self)) && Number.isFinite(imagPart(self));
      return isFinite && !Number.isFinite(size)
        ? raise(errors.OverflowError, 'absolute value too large')
        : newFloat(size);
    },
    nb_bool: (self: Ref) => realPart(self) !== 0 || imagPart(self) !== 0,
    ...(facts.complexFloor
      ? {
          nb_remainder: cannot("can't mod complex numbers."),
          nb_divmod: cannot("can't take floor or mod of complex number."),
          nb_floor_divide: cannot("can't take floor of complex number."),
          nb_int: cannot("can't convert complex to int"),
          nb_float: cannot("can't convert complex to float")
        }
      : {})
  },
  getset: {
    real: { doc: 'The real part.', get: (self: Ref) => newFloat(realPart(self)) },
    imag: { doc: 'The imaginary part.', get: (self: Ref) => newFloat(imagPart(self)) }
  },
  methods: {
    conjugate: {
      signature: '($self, /)',
      doc: 'With the opposite imaginary part.',
      call: (self: Ref) => newComplex(realPart(self), -imagPart(self))
    },
    __complex__: { versions: '3.11-', signature: '($self, /)', doc: 'The number itself.', call: plain },
    __getnewargs__: {
      signature: '($self, /)',
      doc: 'For copy and pickle.',
      call: (self: Ref) => packTuple(newFloat(realPart(self)), newFloat(imagPart(self)))
    },
    __format__: { signature: '($self, format_spec, /)', doc: 'As a format specification says.', call: format }
  }
});

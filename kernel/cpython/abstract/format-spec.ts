/** Format specifications: `[[fill]align][sign][z][#][0][width][,][.precision][type]`.  CPython: Python/formatter_unicode.c. */
import { errors, raiseNull } from '../object/errors.js';
import { profile } from '../profiles/profile.js';
import { doubleToString, floatRepr } from './float-text.js';

const facts = profile.scalars;

export interface FormatSpec {
  fill: string;
  align: string;
  isAlignGiven: boolean;
  sign: string;
  noNegativeZero: boolean;
  alternate: boolean;
  /** -1: not given. */
  width: number;
  precision: number;
  /** Separator of thousands: `,`, `_`, or none. */
  separator: string;
  fractionSeparator: string;
  /** '' when none is given. */
  type: string;
}

const valueError = (text: string): null => raiseNull(errors.ValueError, text);
const LARGEST = 9223372036854775807n;

/** Reads a specification.  null: ValueError is set.  `typeName` is for messages.  @cpython parse_internal_render_format_spec */
export function parseSpec(
  text: string,
  defaultType: string,
  defaultAlign: string,
  typeName: string
): FormatSpec | null {
  const chars = Array.from(text);
  const spec: FormatSpec = {
    fill: ' ',
    align: defaultAlign,
    isAlignGiven: false,
    sign: '',
    noNegativeZero: false,
    alternate: false,
    width: -1,
    precision: -1,
    separator: '',
    fractionSeparator: '',
    type: defaultType
  };
  let at = 0,
    isFillGiven = false;
  const isAlign = (c: string | undefined): boolean => c !== undefined && '<>=^'.includes(c);
  if (isAlign(chars[1])) {
    spec.fill = chars[0]!;
    spec.align = chars[1]!;
    isFillGiven = true;
    spec.isAlignGiven = true;
    at = 2;
  } else if (isAlign(chars[0])) {
    spec.align = chars[0]!;
    spec.isAlignGiven = true;
    at = 1;
  }
  if (chars[at] !== undefined && ' +-'.includes(chars[at]!)) spec.sign = chars[at++]!;
  if (facts.negativeZeroFlag && chars[at] === 'z') {
    spec.noNegativeZero = true;
    at++;
  }
  if (chars[at] === '#') {
    spec.alternate = true;
    at++;
  }
  if (!isFillGiven && chars[at] === '0') {
    spec.fill = '0';
    if (!spec.isAlignGiven && (!facts.zeroPadsStrings || defaultAlign === '>')) spec.align = '=';
    at++;
  }
  const number = (): number | null => {
    const start = at;
    while (chars[at] !== undefined && chars[at]! >= '0' && chars[at]! <= '9') at++;
    if (start === at) return -1;
    const value = BigInt(chars.slice(start, at).join(''));
    return value > LARGEST ? valueError('Too many decimal digits in format string') : Number(value);
  };
  const width = number();
  if (width === null) return null;
  spec.width = width;
  const separator = (other: (c: string) => string | null): string | null => {
    let found = '';
    for (const c of [',', '_']) {
      if (chars[at] !== c) continue;
      if (found !== '') return other(c);
      found = c;
      at++;
    }
    if (chars[at] === ',' && found === '_') return other(',');
    return found;
  };
  const both = (): null => valueError("Cannot specify both ',' and '_'.");
  const thousands = separator(both);
  if (thousands === null) return null;
  spec.separator = thousands;
  if (chars[at] === '.') {
    at++;
    const precision = number();
    if (precision === null) return null;
    spec.precision = precision;
    if (facts.fractionSeparators) {
      const inFraction = separator(both);
      if (inFraction === null) return null;
      spec.fractionSeparator = inFraction;
    }
    if (precision === -1 && spec.fractionSeparator === '')
      return valueError('Format specifier missing precision');
  }
  if (chars.length - at > 1) {
    return valueError(
      facts.invalidSpecNamesIt
        ? `Invalid format specifier '${text}' for object of type '${typeName}'`
        : 'Invalid format specifier'
    );
  }
  if (at < chars.length) spec.type = chars[at]!;
  for (const c of [spec.separator, spec.fractionSeparator]) {
    if (c === '' || spec.type === '' || 'defgEG%F'.includes(spec.type)) continue;
    if (c === '_' && 'boxX'.includes(spec.type) && c === spec.separator) continue;
    const t = spec.type.codePointAt(0)!;
    return valueError(
      t > 32 && t < 128
        ? `Cannot specify '${c}' with '${spec.type}'.`
        : `Cannot specify '${c}' with '\\x${t.toString(16)}'.`
    );
  }
  return spec;
}

/** ValueError for a type that the object does not have. */
export function unknownCode(type: string, typeName: string): null {
  const code = type.codePointAt(0)!;
  const shown = code > 32 && code < 128 ? type : `\\x${code.toString(16)}`;
  return valueError(`Unknown format code '${shown}' for object of type '${typeName}'`);
}

/** Pads to the width; `=` counts as `>`. */
export function pad(text: string, spec: FormatSpec, length = Array.from(text).length): string {
  const missing = spec.width - length;
  if (missing <= 0) return text;
  const left = spec.align === '<' ? 0 : spec.align === '^' ? missing >> 1 : missing;
  return spec.fill.repeat(left) + text + spec.fill.repeat(missing - left);
}

/** Inserts separators every `size` digits and zeros at the front until it is `width` wide.  @cpython _PyUnicode_InsertThousandsGrouping */
function group(digits: string, separator: string, size: number, width: number): string {
  if (separator === '') return digits.padStart(width, '0');
  let text = '',
    rest = digits;
  for (;;) {
    const part = rest.slice(-size);
    rest = rest.slice(0, -size);
    const wanted = Math.min(size, Math.max(part.length, width - text.length));
    text = part.padStart(wanted, '0') + text;
    if (rest === '' && text.length >= width) return text;
    text = separator + text;
    if (rest === '' && width - text.length <= 0) return '0' + text;
  }
}

interface NumberParts {
  readonly isNegative: boolean;
  readonly prefix: string;
  readonly digits: string;
  /** Point and fraction, exponent, percent sign. */
  readonly rest: string;
}
function signOf(isNegative: boolean, sign: string): string {
  if (isNegative) return '-';
  return sign === '+' || sign === ' ' ? sign : '';
}
/** Lays a number out in its width.  @cpython calc_number_widths, fill_number */
function layOut(parts: NumberParts, spec: FormatSpec, groupSize = 3): string {
  const sign = signOf(parts.isNegative, spec.sign);
  const head = sign + parts.prefix;
  const isZeroFilled = spec.fill === '0' && spec.align === '=';
  const minimum = isZeroFilled ? spec.width - head.length - Array.from(parts.rest).length : 0;
  // "inf" and "nan" have no digits to group; zeros go before them all the same.
  const digits =
    parts.digits === ''
      ? '0'.repeat(Math.max(minimum, 0))
      : group(parts.digits, spec.separator, groupSize, minimum);
  const body = digits + parts.rest;
  const missing = spec.width - head.length - Array.from(body).length;
  if (missing > 0 && spec.align === '=') return head + spec.fill.repeat(missing) + body;
  return pad(head + body, spec);
}

/** Formats an int: `value` is asked for its digits in a base; null: an exception is set.  @cpython format_long_internal */
export function formatInt(
  value: {
    readonly isNegative: boolean;
    digits(base: number): string | null;
    code(): number | null;
    asFloat(): number | null;
  },
  text: string,
  typeName: string
): string | null {
  const spec = parseSpec(text, 'd', '>', typeName);
  if (spec === null) return null;
  if ('eEfFgG%'.includes(spec.type)) {
    const x = value.asFloat();
    return x === null ? null : formatFloatSpec(x, spec);
  }
  if (!'bcdoxXn'.includes(spec.type)) return unknownCode(spec.type, typeName);
  if (spec.precision !== -1) return valueError('Precision not allowed in integer format specifier');
  if (spec.noNegativeZero)
    return valueError('Negative zero coercion (z) not allowed in integer format specifier');
  if (spec.type === 'c') {
    if (spec.sign !== '') return valueError("Sign not allowed with integer format specifier 'c'");
    if (spec.alternate) return valueError("Alternate form (#) not allowed with integer format specifier 'c'");
    const code = value.code();
    if (code === null) return null;
    return layOut({ isNegative: false, prefix: '', digits: '', rest: String.fromCodePoint(code) }, spec);
  }
  const base = { b: 2, o: 8, x: 16, X: 16 }[spec.type] ?? 10;
  const digits = value.digits(base);
  if (digits === null) return null;
  const isCapital = spec.type === 'X';
  const prefix = spec.alternate && base !== 10 ? '0' + spec.type : '';
  const parts = {
    isNegative: value.isNegative,
    prefix,
    digits: isCapital ? digits.toUpperCase() : digits,
    rest: ''
  };
  return layOut(parts, spec, base === 10 ? 3 : 4);
}

/** Formats a float.  @cpython format_float_internal */
export function formatFloat(x: number, text: string, typeName: string): string | null {
  const spec = parseSpec(text, '', '>', typeName);
  if (spec === null) return null;
  if (spec.type !== '' && !'eEfFgGn%'.includes(spec.type)) return unknownCode(spec.type, typeName);
  return formatFloatSpec(x, spec);
}
function formatFloatSpec(x: number, spec: FormatSpec): string | null {
  if (spec.precision > 0x7fffffff) return valueError('precision too big');
  let code = spec.type,
    value = x,
    percent = '';
  let precision = spec.precision,
    addDotZero = false;
  if (code === '') {
    addDotZero = true;
    code = precision < 0 ? 'r' : 'g';
    precision = Math.max(precision, 0);
  } else if (code === 'n') code = 'g';
  else if (code === '%') {
    code = 'f';
    value = x * 100;
    percent = '%';
  }
  if (precision < 0) precision = 6;
  const body = doubleToString(value, {
    code,
    precision,
    alternate: spec.alternate,
    addDotZero,
    noNegativeZero: spec.noNegativeZero
  });
  return layOut(partsOf(body, percent, spec), spec);
}
/** Splits what doubleToString wrote. */
function partsOf(body: string, percent: string, spec: FormatSpec): NumberParts {
  const isNegative = body.startsWith('-');
  const unsigned = isNegative ? body.slice(1) : body;
  const digits = /^\d*/.exec(unsigned)![0];
  let rest = unsigned.slice(digits.length);
  if (spec.fractionSeparator !== '') {
    rest = rest.replace(
      /^\.(\d+)/,
      (_all, fraction: string) => '.' + fraction.replace(/(\d{3})(?=\d)/g, '$1' + spec.fractionSeparator)
    );
  }
  return { isNegative, prefix: '', digits, rest: rest + percent };
}

/** Formats a complex.  @cpython format_complex_internal */
export function formatComplex(real: number, imag: number, text: string, typeName: string): string | null {
  const spec = parseSpec(text, '', '>', typeName);
  if (spec === null) return null;
  if (spec.type !== '' && !'eEfFgGn'.includes(spec.type)) return unknownCode(spec.type, typeName);
  if (spec.fill === '0') return valueError('Zero padding is not allowed in complex format specifier');
  if (spec.align === '=') return valueError("'=' alignment flag is not allowed in complex format specifier");
  if (spec.precision > 0x7fffffff) return valueError('precision too big');
  let code = spec.type,
    precision = spec.precision;
  const isPlain = code === '';
  if (isPlain) {
    code = precision < 0 ? 'r' : 'g';
    precision = Math.max(precision, 0);
  } else if (code === 'n') code = 'g';
  if (precision < 0) precision = 6;
  const skipReal = isPlain && real === 0 && !Object.is(real, -0);
  const how = { code, precision, alternate: spec.alternate, noNegativeZero: spec.noNegativeZero };
  const bare: FormatSpec = { ...spec, fill: '\0', align: '<', width: -1 };
  const first = skipReal ? '' : layOut(partsOf(doubleToString(real, how), '', spec), bare);
  const second = layOut(
    partsOf(doubleToString(imag, how), '', spec),
    skipReal ? bare : { ...bare, sign: '+' }
  );
  const joined = first + second + 'j';
  const body = isPlain && !skipReal ? `(${joined})` : joined;
  return pad(body, spec, body.length);
}

/** Formats a str.  @cpython format_string_internal */
export function formatStr(value: string, text: string, typeName: string): string | null {
  const spec = parseSpec(text, 's', '<', typeName);
  if (spec === null) return null;
  if (spec.type !== 's') return unknownCode(spec.type, typeName);
  if (spec.sign !== '') {
    return valueError(`${spec.sign === ' ' ? 'Space' : 'Sign'} not allowed in string format specifier`);
  }
  if (spec.noNegativeZero)
    return valueError('Negative zero coercion (z) not allowed in string format specifier');
  if (spec.alternate) return valueError('Alternate form (#) not allowed in string format specifier');
  if (spec.align === '=') return valueError("'=' alignment not allowed in string format specifier");
  const chars = Array.from(value);
  if (spec.precision >= 0 && chars.length > spec.precision) {
    return pad(chars.slice(0, spec.precision).join(''), spec, spec.precision);
  }
  return pad(value, spec, chars.length);
}

/** repr(complex) without parentheses where there is no real part.  @cpython Objects/complexobject.c complex_repr */
export function complexRepr(real: number, imag: number): string {
  const part = (x: number): string => doubleToString(x, { code: 'r', precision: 0 });
  if (real === 0 && !Object.is(real, -0)) return part(imag) + 'j';
  const second = part(imag);
  return `(${part(real)}${second.startsWith('-') ? '' : '+'}${second}j)`;
}
export { floatRepr };

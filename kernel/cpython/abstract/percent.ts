/** `template % arguments` for str and bytes.  CPython: Objects/unicodeobject.c PyUnicode_Format, Objects/bytesobject.c _PyBytes_FormatEx. */
import { NULL, type Owned, type Ref, type Result } from '../heap/reference.js';
import { PyFloat_Type, floatValue } from '../include/float.js';
import { asSize, index, intAsDouble, intToBigInt, intToNumber, isInt } from '../include/int.js';
import { isTuple, tupleItem } from '../include/tuple.js';
import { typeName } from '../include/type.js';
import { errors, raise, raiseNull } from '../object/errors.js';
import { ob_size, typeOf } from '../object/header.js';
import { natives } from '../object/natives.js';
import { decref, newRef } from '../object/refcount.js';
import { slot, slotOf } from '../object/slots.js';
import { finish } from '../object/upward.js';
import { profile } from '../profiles/profile.js';
import { doubleToString } from './float-text.js';
import { isSubtype } from './lookup.js';
import { getItem } from './object.js';

/** What one kind of string adds to the common part. */
export interface PercentKind {
  /** A key of `%(key)s` as an object. */
  key(text: string): Result;
  /** %s %r %a %b: an owned string, or NULL. */
  convert(code: string, value: Ref): Result | 'unsupported';
  textOf(converted: Ref): string;
  /** %c: a character, or null with an exception set. */
  character(value: Ref): string | null;
  /** Whether an argument is a mapping for `%(key)s`. */
  isMapping(o: Ref): boolean;
  readonly noun: string;
  /** Where the results go. */
  text(text: string): void;
  object(o: Owned): void;
}

const TAKE_NONE = -2;
const isFloat = (o: Ref): boolean => typeOf(o) === PyFloat_Type || isSubtype(typeOf(o), PyFloat_Type);

/** Formats; false: an exception is set. */
export function percentFormat(template: string, args: Ref, kind: PercentKind): boolean {
  const isPlain = !/[\ud800-\udbff]/.test(template); // a character an index
  const state = new State(isPlain ? template : Array.from(template), args, kind);
  try {
    return state.run();
  } finally {
    state.release();
  }
}

class State {
  private at = 0;
  private count: number;
  private next: number;
  private readonly isMapping: boolean;
  /** The arguments in force: the tuple or object given, or what a key gave (owned). */
  private current: Ref;
  private keyed: Owned | 0 = 0;

  constructor(
    private readonly template: string | readonly string[],
    args: Ref,
    private readonly kind: PercentKind
  ) {
    this.current = args;
    const isTupleGiven = isTuple(args);
    this.count = isTupleGiven ? ob_size(args) : -1;
    this.next = isTupleGiven ? 0 : TAKE_NONE;
    this.isMapping = kind.isMapping(args);
    this.mapping = args;
  }
  private readonly mapping: Ref;

  release(): void {
    if (this.keyed !== 0) decref(this.keyed);
    this.keyed = 0;
  }
  run(): boolean {
    const { template, kind } = this;
    while (this.at < template.length) {
      const from = this.at;
      const percent = template.indexOf('%', from);
      this.at = percent < 0 ? template.length : percent;
      if (this.at > from) kind.text(this.part(from, this.at));
      if (this.at >= template.length) break;
      this.at++;
      if (!this.field()) return false;
    }
    if (this.next < this.count && !this.isMapping) {
      raise(errors.TypeError, `not all arguments converted during ${kind.noun} formatting`);
      return false;
    }
    return true;
  }
  private part(from: number, to: number): string {
    const { template } = this;
    return typeof template === 'string' ? template.slice(from, to) : template.slice(from, to).join('');
  }
  /** The next argument, borrowed; 0: TypeError.  @cpython unicode_format_getnextarg */
  private take(): Ref | 0 {
    const i = this.next;
    if (i < this.count) {
      this.next = i + 1;
      if (this.count < 0) return this.current;
      return tupleItem(this.current, i);
    }
    return raise(errors.TypeError, 'not enough arguments for format string');
  }
  private incomplete(): false {
    raise(errors.ValueError, 'incomplete format');
    return false;
  }
  /** A number in the template or an argument for `*`; -1: none; null: an exception is set. */
  private number(what: 'width' | 'precision'): number | null {
    if (this.template[this.at] === '*') {
      this.at++;
      const value = this.take();
      if (value === 0) return null;
      if (!isInt(value)) return raiseNull(errors.TypeError, '* wants int');
      const n = asSize(value);
      if (n !== null && what === 'precision' && Math.abs(n) > 0x7fffffff) {
        return raiseNull(errors.OverflowError, 'Python int too large to convert to C int');
      }
      return n;
    }
    let n = -1;
    while (isDigit(this.template[this.at])) {
      n = Math.max(n, 0) * 10 + Number(this.template[this.at]);
      this.at++;
      const limit = what === 'width' ? Number.MAX_SAFE_INTEGER : 0x7fffffff;
      if (n > limit)
        return raiseNull(errors.ValueError, `${what === 'width' ? 'width' : 'precision'} too big`);
    }
    return n;
  }
  private field(): boolean {
    const { template } = this;
    if (template[this.at] === '%') {
      this.at++;
      this.kind.text('%');
      return true;
    }
    if (template[this.at] === '(' && !this.key()) return false;
    let flags = '';
    while (this.at < template.length && '-+ #0'.includes(template[this.at]!)) flags += template[this.at++];
    let width = this.number('width');
    if (width === null) return false;
    if (width < -1 || (width === -1 && template[this.at - 1] === '*')) {
      flags += '-';
      width = -width;
    }
    let precision = -1;
    if (template[this.at] === '.') {
      this.at++;
      const given = this.number('precision');
      if (given === null) return false;
      precision = Math.max(given, 0);
    }
    if (template[this.at] !== undefined && 'hlL'.includes(template[this.at]!)) this.at++;
    const code = template[this.at];
    if (code === undefined) return this.incomplete();
    this.at++;
    const value = this.take();
    return value !== 0 && this.convert(code, value, flags, width, precision);
  }
  private key(): boolean {
    const { template } = this;
    if (!this.isMapping) {
      raise(errors.TypeError, 'format requires a mapping');
      return false;
    }
    const from = ++this.at;
    let depth = 1;
    while (this.at < template.length && depth > 0) {
      const c = template[this.at++];
      if (c === ')') depth--;
      else if (c === '(') depth++;
    }
    if (depth > 0) {
      raise(errors.ValueError, 'incomplete format key');
      return false;
    }
    const key = this.kind.key(this.part(from, this.at - 1));
    if (key === NULL) return false;
    const value = finish(getItem(this.mapping, key));
    decref(key);
    if (value === NULL) return false;
    this.release();
    this.current = value;
    this.keyed = value;
    this.count = -1;
    this.next = TAKE_NONE;
    return true;
  }
  private convert(code: string, value: Ref, flags: string, width: number, precision: number): boolean {
    const { kind } = this;
    if (code === 'd' && flags === '' && width < 0 && precision < 0) {
      const digits = integerText(code, value, flags, precision);
      if (digits !== null) kind.text(digits);
      return digits !== null;
    }
    let text: string | null;
    let isNumber = true;
    if ('srab'.includes(code)) {
      const converted = kind.convert(code, value);
      if (converted !== 'unsupported') {
        if (converted === NULL) return false;
        if (width <= 0 && precision < 0) {
          kind.object(converted);
          return true;
        }
        text = kind.textOf(converted);
        decref(converted);
        if (precision >= 0) text = Array.from(text).slice(0, precision).join('');
        isNumber = false;
        return this.put(text, flags, width, isNumber);
      }
    }
    switch (code) {
      case 'c':
        text = kind.character(value);
        isNumber = false;
        break;
      case 'd':
      case 'i':
      case 'u':
      case 'o':
      case 'x':
      case 'X':
        text = integerText(code, value, flags, precision);
        break;
      case 'e':
      case 'E':
      case 'f':
      case 'F':
      case 'g':
      case 'G': {
        const x = asDouble(value);
        text = x === null ? null : floatText(x, code, precision, flags.includes('#'));
        break;
      }
      default: {
        const point = code.codePointAt(0)!;
        const shown = point > 31 && point < 128 ? code : '?';
        raise(
          errors.ValueError,
          `unsupported format character '${shown}' (0x${point.toString(16)}) at index ${this.at - 1}`
        );
        return false;
      }
    }
    return text !== null && this.put(text, flags, width, isNumber);
  }
  /** Signs, zeros and spaces. */
  private put(text: string, flags: string, width: number, isNumber: boolean): boolean {
    let sign = '',
      prefix = '',
      body = text;
    if (isNumber) {
      if (body.startsWith('-')) {
        sign = '-';
        body = body.slice(1);
      } else if (flags.includes('+')) sign = '+';
      else if (flags.includes(' ')) sign = ' ';
      const based = /^0[xXo]/.exec(body);
      if (flags.includes('#') && based !== null) {
        prefix = based[0];
        body = body.slice(2);
      }
    }
    const length = sign.length + prefix.length + Array.from(body).length;
    const missing = Math.max(0, width - length);
    if (missing > 2 ** 29) {
      raise(errors.MemoryError, '');
      return false;
    }
    if (flags.includes('-')) this.kind.text(sign + prefix + body + ' '.repeat(missing));
    else if (isNumber && flags.includes('0')) this.kind.text(sign + prefix + '0'.repeat(missing) + body);
    else this.kind.text(' '.repeat(missing) + sign + prefix + body);
    return true;
  }
}

const isDigit = (c: string | undefined): boolean => c !== undefined && c >= '0' && c <= '9';
const floatText = (x: number, code: string, precision: number, alternate: boolean): string =>
  doubleToString(x, { code, precision: precision < 0 ? 6 : precision, alternate });

type UnarySlot = (o: Ref) => Owned | 0 | -1;
/** A real number as a double.  @cpython Objects/floatobject.c PyFloat_AsDouble */
export function asDouble(o: Ref): number | null {
  if (isFloat(o)) return floatValue(o);
  const f = slotOf(typeOf(o), slot.nb_float);
  if (f !== 0) {
    const answer = finish((natives[f] as unknown as UnarySlot)(o));
    if (answer === NULL) return null;
    const x = isFloat(answer)
      ? floatValue(answer)
      : raiseNull(
          errors.TypeError,
          `${typeName(typeOf(o))}.__float__ returned non-float (type ${typeName(typeOf(answer))})`
        );
    decref(answer);
    return x;
  }
  if (slotOf(typeOf(o), slot.nb_index) === 0) {
    return raiseNull(errors.TypeError, `must be real number, not ${typeName(typeOf(o))}`);
  }
  const found = index(o);
  if (found === NULL) return null;
  const x = intAsDouble(found);
  decref(found);
  return x;
}
/** An int for d, i, u (any real number) and o, x, X (only ints).  @cpython mainformatlong */
function integerText(code: string, value: Ref, flags: string, precision: number): string | null {
  const found = integerOf(code, value);
  if (found === NULL) return null;
  const base = code === 'o' ? 8 : code === 'x' || code === 'X' ? 16 : 10;
  const text = base === 10 ? decimal(found) : intToBigInt(found).toString(base);
  decref(found);
  if (text === null) return null;
  const isNegative = text.startsWith('-');
  let digits = isNegative ? text.slice(1) : text;
  if (precision > digits.length) digits = digits.padStart(precision, '0');
  if (code === 'X') digits = digits.toUpperCase();
  const prefix = flags.includes('#') && base !== 10 ? '0' + code : '';
  return (isNegative ? '-' : '') + prefix + digits;
}
/** The digits by the type's own str(): it knows the limit. */
function decimal(o: Ref): string | null {
  const x = intToNumber(o);
  return Number.isSafeInteger(x) ? String(x) : connected.decimalText(o);
}
/** types/int.ts connects its conversion, which respects the limit of digits. */
const connected: { decimalText: (o: Ref) => string | null } = { decimalText: o => intToBigInt(o).toString() };
export function connectDecimal(decimalText: (o: Ref) => string | null): void {
  connected.decimalText = decimalText;
}
function integerOf(code: string, value: Ref): Result {
  if (isInt(value)) return newRef(value);
  const t = typeOf(value);
  const isBased = code === 'o' || code === 'x' || code === 'X';
  if (isBased) {
    if (slotOf(t, slot.nb_index) !== 0) return index(value);
    return raise(errors.TypeError, `%${code} format: an integer is required, not ${typeName(t)}`);
  }
  const f = slotOf(t, slot.nb_int) || slotOf(t, slot.nb_index);
  if (
    f === 0 ||
    (slotOf(t, slot.nb_float) === 0 && slotOf(t, slot.nb_index) === 0 && slotOf(t, slot.nb_int) === 0)
  ) {
    return raise(
      errors.TypeError,
      `%${code} format: ${profile.scalars.realNumber} is required, not ${typeName(t)}`
    );
  }
  return finish((natives[f] as unknown as UnarySlot)(value));
}

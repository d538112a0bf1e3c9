/** Reads number literals, and says what is wrong with a bad one.  CPython: Parser/lexer/lexer.c, the number part. */
import type { ConstantValue } from './ast.js';

/** Where a number ends, or what is wrong and where the tokenizer's cursor stood (`from`: first wrong column). */
export interface NumberScan {
  end: number;
  error?: string;
  from?: number;
  /** The literal runs into a keyword, as in `1if x`: valid, with a warning. */
  warning?: string;
}

const isDigit = (c: number): boolean => c >= 48 && c <= 57;
const isHex = (c: number): boolean => isDigit(c) || (c >= 97 && c <= 102) || (c >= 65 && c <= 70);
const isNameUnit = (c: number): boolean =>
  (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || isDigit(c) || c === 95;

const UNDERSCORE = 95;
const DOT = 46;

/** The keywords that may follow a number without a space. */
const FOLLOWING = /i[fns]|(?:and|else|for|or|not)(?![\w\u0080-\uffff])/y;

/** Checks what stands right after the number.  @cpython Parser/lexer/lexer.c verify_end_of_number */
function verifyEnd(text: string, end: number, kind: string, strict: boolean): NumberScan {
  const next = text.charCodeAt(end);
  if (!strict || !isNameUnit(next)) return { end };
  const word = new RegExp(FOLLOWING);
  word.lastIndex = end;
  if (word.test(text)) return { end, warning: `invalid ${kind} literal` };
  return { end, error: `invalid ${kind} literal` };
}

/** Digits with single underscores between them; the end, or minus the place after a wrong underscore. */
function digits(text: string, at: number, isOne: (c: number) => boolean): number {
  for (;;) {
    while (isOne(text.charCodeAt(at))) at++;
    if (text.charCodeAt(at) !== UNDERSCORE) return at;
    at++;
    if (!isOne(text.charCodeAt(at))) return -at;
  }
}

const RADIXES: Readonly<Record<string, readonly [string, (c: number) => boolean, string]>> = {
  x: ['hexadecimal', isHex, ''],
  o: ['octal', c => c >= 48 && c <= 55, '89'],
  b: ['binary', c => c === 48 || c === 49, '23456789']
};

function scanRadix(text: string, at: number, radix: string, strict: boolean): NumberScan {
  const [kind, isOne, wrong] = RADIXES[radix] ?? ['', isDigit, ''];
  const bad = (end: number): NumberScan => {
    const c = text.charAt(end);
    if (c !== '' && wrong.includes(c))
      return { end: strict ? end + 1 : end, error: `invalid digit '${c}' in ${kind} literal` };
    return { end, error: `invalid ${kind} literal` };
  };
  if (text.charCodeAt(at) === UNDERSCORE) at++;
  if (!isOne(text.charCodeAt(at))) return bad(at);
  const end = digits(text, at, isOne);
  if (end < 0) return bad(-end);
  if (isDigit(text.charCodeAt(end))) return bad(end);
  return verifyEnd(text, end, kind, strict);
}

/** Scans the number that begins at `start` (a digit, or a dot before one); `strict` from 3.10. */
export function scanNumber(text: string, start: number, strict: boolean): NumberScan {
  const invalid = (end: number): NumberScan => ({ end, error: 'invalid decimal literal' });
  let at = start;
  let zerosEnd = 0;
  if (text.charCodeAt(at) === 48) {
    const radix = text.charAt(at + 1).toLowerCase();
    if (radix === 'x' || radix === 'o' || radix === 'b') return scanRadix(text, at + 2, radix, strict);
    at = digits(text, at, c => c === 48);
    if (at < 0) {
      if (!isDigit(text.charCodeAt(-at))) return invalid(-at);
      at = -at;
    }
    if (isDigit(text.charCodeAt(at))) {
      zerosEnd = at;
      at = digits(text, at, isDigit);
      if (at < 0) return invalid(-at);
    }
  } else if (text.charCodeAt(at) !== DOT) {
    at = digits(text, at, isDigit);
    if (at < 0) return invalid(-at);
  }
  let isWhole = true;
  if (text.charCodeAt(at) === DOT) {
    isWhole = false;
    at++;
    if (isDigit(text.charCodeAt(at))) {
      at = digits(text, at, isDigit);
      if (at < 0) return invalid(-at);
    }
  }
  if ((text.charCodeAt(at) | 32) === 101) {
    const sign = text.charCodeAt(at + 1) === 43 || text.charCodeAt(at + 1) === 45 ? 1 : 0;
    if (isDigit(text.charCodeAt(at + 1 + sign))) {
      isWhole = false;
      at = digits(text, at + 1 + sign, isDigit);
      if (at < 0) return invalid(-at);
    } else if (sign) return invalid(at + 2);
    else return verifyEnd(text, at, 'decimal', strict);
  }
  if ((text.charCodeAt(at) | 32) === 106) return verifyEnd(text, at + 1, 'imaginary', strict);
  if (isWhole && zerosEnd > 0) {
    const error =
      'leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers';
    return strict ? { end: zerosEnd, error, from: start } : { end: at, error };
  }
  return verifyEnd(text, at, 'decimal', strict);
}

/** The value of a number literal that `scanNumber` accepted. */
export function numberValue(literal: string): ConstantValue {
  const text = literal.includes('_') ? literal.replaceAll('_', '') : literal;
  const second = text.charCodeAt(1) | 32;
  if (text.charCodeAt(0) === 48 && (second === 120 || second === 111 || second === 98)) {
    return { type: 'int', value: BigInt(text.toLowerCase()) };
  }
  const last = text.charCodeAt(text.length - 1) | 32;
  if (last === 106) return { type: 'complex', imag: Number(text.slice(0, -1)) };
  if (/^[0-9]+$/.test(text)) return { type: 'int', value: BigInt(text) };
  return { type: 'float', value: Number(text) };
}

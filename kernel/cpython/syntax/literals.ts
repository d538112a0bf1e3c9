/** String and bytes literals: prefixes and escapes to values.  CPython: Parser/string_parser.c. */
import type { Source } from './source.js';

/** A string token taken apart. */
export interface Literal {
  isBytes: boolean;
  isFormatted: boolean;
  isRaw: boolean;
  isUnicode: boolean;
  body: string;
  /** Where the body begins in the token. */
  bodyAt: number;
}

export function splitLiteral(text: string): Literal {
  let at = 0;
  while (text.charCodeAt(at) !== 34 && text.charCodeAt(at) !== 39) at++;
  const prefix = text.slice(0, at).toLowerCase();
  const size = text.length >= at + 6 && text.startsWith(text.charAt(at).repeat(3), at) ? 3 : 1;
  return {
    isBytes: prefix.includes('b'),
    isFormatted: prefix.includes('f'),
    isRaw: prefix.includes('r'),
    isUnicode: text.charAt(0) === 'u',
    body: text.slice(at + size, text.length - size),
    bodyAt: at + size
  };
}

/** What is wrong with an escape: the message of Python's codec, to which the parser adds the exception's name. */
export class EscapeError extends Error {}

const SIMPLE: Readonly<Record<string, string>> = {
  '\n': '',
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v'
};

const HEX_LENGTH: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** How the codec words its complaint about `\x`, `\u` and `\U`. */
const truncated = (letter: string): string =>
  `truncated \\${letter}${'X'.repeat(HEX_LENGTH[letter] ?? 0)} escape`;

/** A decoded literal, and the first escape in it that means nothing, which stands for itself. */
export interface Decoded<T> {
  value: T;
  invalid: InvalidEscape | null;
}

export interface InvalidEscape {
  /** What follows the backslash. */
  escape: string;
  /** How many line ends come before it. */
  lines: number;
}

/**
 * The value of a str literal's body.  `following` is what stands after it, where an f-string's text ends in a
 * backslash before a brace.  Throws EscapeError.
 */
export function decodeString(source: Source, body: string, following = ''): Decoded<string> {
  let at = body.indexOf('\\');
  if (at < 0) return { value: body, invalid: null };
  let invalid: InvalidEscape | null = null;
  const note = (escape: string, at: number): void => {
    invalid ??= { escape, lines: linesIn(body, at) };
  };
  let value = body.slice(0, at);
  while (at < body.length) {
    const c = body.charAt(at);
    if (c !== '\\') {
      const next = body.indexOf('\\', at);
      const end = next < 0 ? body.length : next;
      value += body.slice(at, end);
      at = end;
      continue;
    }
    const letter = body.charAt(at + 1);
    const simple = SIMPLE[letter];
    if (simple !== undefined) {
      value += simple;
      at += 2;
    } else if (letter >= '0' && letter <= '7') {
      const digits = /[0-7]{1,3}/y;
      digits.lastIndex = at + 1;
      const octal = digits.exec(body)?.[0] ?? '0';
      const code = parseInt(octal, 8);
      if (code > 255 && source.grammar.parameterErrors) note(octal, at);
      value += String.fromCharCode(code);
      at += 1 + octal.length;
    } else if (letter === 'x' || letter === 'u' || letter === 'U') {
      const length = HEX_LENGTH[letter] ?? 0;
      const hex = /^[0-9a-fA-F]*/.exec(body.slice(at + 2, at + 2 + length))?.[0] ?? '';
      if (hex.length < length) throw escapeError(body, at, at + 2 + hex.length, truncated(letter));
      const code = parseInt(hex, 16);
      if (code > 0x10ffff) throw escapeError(body, at, at + 2 + length, 'illegal Unicode character');
      value += String.fromCodePoint(code);
      at += 2 + length;
    } else if (letter === 'N') {
      const hasBrace = body.charAt(at + 2) === '{';
      const close = hasBrace ? body.indexOf('}', at) : -1;
      const end = close >= 0 ? close : hasBrace ? body.length : at + 2;
      if (close <= at + 3) throw escapeError(body, at, end, 'malformed \\N character escape');
      const named = source.characterNamed(body.slice(at + 3, close));
      if (named === null) throw escapeError(body, at, close + 1, 'unknown Unicode character name');
      value += named;
      at = close + 1;
    } else {
      if (letter + following === '') throw escapeError(body, at, at + 1, '\\ at end of string');
      if (letter < '\u0080') note(letter || following, at);
      value += '\\';
      at += 1;
    }
  }
  return { value, invalid };
}

function linesIn(body: string, to: number): number {
  let lines = 0;
  for (let at = body.indexOf('\n'); at >= 0 && at < to; at = body.indexOf('\n', at + 1)) lines++;
  return lines;
}

/** Positions are those in the codec's input, where characters past ASCII stand as `\UXXXXXXXX`. */
function escapeError(body: string, from: number, to: number, reason: string): EscapeError {
  const offset = (end: number): number => {
    let bytes = 0;
    for (const c of body.slice(0, end)) bytes += (c.codePointAt(0) ?? 0) < 128 ? 1 : 10;
    return bytes;
  };
  const first = offset(from);
  const last = offset(to) - 1;
  const where = last <= first ? `position ${first}` : `position ${first}-${last}`;
  return new EscapeError(`'unicodeescape' codec can't decode bytes in ${where}: ${reason}`);
}

/** The value of a bytes literal's body, which is ASCII.  Throws EscapeError. */
export function decodeBytes(source: Source, body: string, isRaw: boolean): Decoded<Uint8Array> {
  const bytes: number[] = [];
  let invalid: InvalidEscape | null = null;
  const note = (escape: string, at: number): void => {
    invalid ??= { escape, lines: linesIn(body, at) };
  };
  for (let at = 0; at < body.length;) {
    const c = body.charAt(at);
    if (c !== '\\' || isRaw) {
      bytes.push(c.charCodeAt(0));
      at++;
      continue;
    }
    const letter = body.charAt(at + 1);
    const simple = SIMPLE[letter];
    if (simple !== undefined) {
      if (simple !== '') bytes.push(simple.charCodeAt(0));
      at += 2;
    } else if (letter >= '0' && letter <= '7') {
      const octal = /^[0-7]{1,3}/.exec(body.slice(at + 1, at + 4))?.[0] ?? '0';
      const code = parseInt(octal, 8);
      if (code > 255 && source.grammar.fStringTokens) note(octal, at);
      bytes.push(code & 255);
      at += 1 + octal.length;
    } else if (letter === 'x') {
      const hex = /^[0-9a-fA-F]{2}/.exec(body.slice(at + 2, at + 4))?.[0];
      if (hex === undefined) throw new EscapeError(`invalid \\x escape at position ${at}`);
      bytes.push(parseInt(hex, 16));
      at += 4;
    } else {
      note(letter, at);
      bytes.push(92);
      at += 1;
    }
  }
  return { value: Uint8Array.from(bytes), invalid };
}

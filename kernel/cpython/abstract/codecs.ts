/** The codecs that are built in, with their error handlers.  CPython: Objects/unicodeobject.c, Python/codecs.c. */
import { NULL, type Owned, type Ref, type Result } from '../heap/reference.js';
import { bytesIn, viewBytes } from '../heap/memory.js';
import { newBytes } from '../include/bytes.js';
import { newInt } from '../include/int.js';
import { dataOf, isAscii, newStr, newStrFromCodes, newUnicode, strLength } from '../include/str.js';
import { codesOf } from '../include/str-build.js';
import { errors } from '../object/errors.js';
import { takeRaised } from '../object/thread.js';
import { codecHook, type Instead, type Replacement } from './codec-hook.js';
import { newRef } from '../object/refcount.js';
import { raiseWith } from './raise-with.js';

/** The codec's own name for what people write; null: unknown. */
export function canonical(name: string): string | null {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '_')
    .replace(/^_+|_+$/g, '');
  return ALIASES[plain] ?? null;
}
const ALIASES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    'utf-8': 'utf_8 utf8 u8 utf cp65001 utf8_ucs2 utf8_ucs4',
    'utf-8-sig': 'utf_8_sig',
    'latin-1': 'latin_1 iso_8859_1 iso8859_1 8859 cp819 iso8859 latin latin1 l1 iso_ir_100',
    ascii: 'ascii us_ascii 646 ansi_x3.4_1968 iso646_us',
    'utf-16': 'utf_16 u16 utf16',
    'utf-16-le': 'utf_16_le utf_16le unicodelittleunmarked',
    'utf-16-be': 'utf_16_be utf_16be unicodebigunmarked',
    'utf-32': 'utf_32 u32 utf32',
    'utf-32-le': 'utf_32_le utf_32le',
    'utf-32-be': 'utf_32_be utf_32be',
    unicode_escape: 'unicode_escape unicodeescape',
    raw_unicode_escape: 'raw_unicode_escape rawunicodeescape'
  }).flatMap(([codec, names]) => names.split(' ').map(name => [name, codec]))
);

const isSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdfff;

/** What a handler puts in place of what cannot be encoded; null: an exception is set. */
export function encodeError(
  codec: string,
  handler: string,
  o: Ref,
  codes: readonly number[],
  start: number,
  end: number,
  reason: string
): Replacement | null {
  const bad = codes.slice(start, end);
  const escaped = (code: number): string =>
    code < 0x100
      ? '\\x' + code.toString(16).padStart(2, '0')
      : code < 0x10000
        ? '\\u' + code.toString(16).padStart(4, '0')
        : '\\U' + code.toString(16).padStart(8, '0');
  const text = (s: string): Replacement => ({ codes: Array.from(s, c => c.codePointAt(0)!) });
  switch (handler) {
    case 'strict':
      raiseWith(
        errors.UnicodeEncodeError,
        newStr(codec),
        newRef(o),
        newInt(start),
        newInt(end),
        newStr(reason)
      );
      return null;
    case 'ignore':
      return { bytes: [] };
    case 'replace':
      return { codes: bad.map(() => 63) };
    case 'backslashreplace':
    case 'namereplace': // no table of names: as for characters that have none
      return text(bad.map(escaped).join(''));
    case 'xmlcharrefreplace':
      return text(bad.map(code => `&#${code};`).join(''));
    case 'surrogateescape':
      if (bad.every(code => code >= 0xdc80 && code <= 0xdcff))
        return { bytes: bad.map(code => code - 0xdc00) };
      return encodeError(codec, 'strict', o, codes, start, end, reason);
    case 'surrogatepass':
      if (!bad.every(isSurrogate) || !codec.startsWith('utf')) {
        return encodeError(codec, 'strict', o, codes, start, end, reason);
      }
      return { bytes: bad.flatMap(code => unit(codec, code)) };
    default: {
      encodeError(codec, 'strict', o, codes, start, end, reason);
      return codecHook.encodeError(handler, takeRaised() as Owned, codes.length);
    }
  }
}
/** A code point in one of the UTFs, surrogates too. */
function unit(codec: string, code: number): number[] {
  if (codec === 'utf-8') {
    if (code < 0x80) return [code];
    if (code < 0x800) return [0xc0 | (code >> 6), 0x80 | (code & 63)];
    if (code < 0x10000) return [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63)];
    return [0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63)];
  }
  const ordered = (value: number, size: number): number[] => {
    const bytes = Array.from({ length: size }, (_, i) => (value >>> (8 * i)) & 0xff);
    return codec.endsWith('be') ? bytes.reverse() : bytes;
  };
  if (codec.startsWith('utf-32')) return ordered(code, 4);
  if (code < 0x10000) return ordered(code, 2);
  const high = 0xd800 + ((code - 0x10000) >> 10),
    low = 0xdc00 + ((code - 0x10000) & 0x3ff);
  return [...ordered(high, 2), ...ordered(low, 2)];
}

function escapeUnicode(codes: readonly number[], isRaw: boolean): number[] {
  let text = '';
  for (const code of codes) {
    if (code >= 0x10000) text += '\\U' + code.toString(16).padStart(8, '0');
    else if (code >= 0x100) text += '\\u' + code.toString(16).padStart(4, '0');
    else if (isRaw) text += String.fromCharCode(code);
    else if (code === 92) text += '\\\\';
    else if (code === 9) text += '\\t';
    else if (code === 10) text += '\\n';
    else if (code === 13) text += '\\r';
    else if (code < 32 || code >= 127) text += '\\x' + code.toString(16).padStart(2, '0');
    else text += String.fromCharCode(code);
  }
  return Array.from(text, c => c.charCodeAt(0));
}

const EXTENDS_ASCII = new Set(['utf-8', 'latin-1', 'ascii']);
/** Bytes of a str.  @cpython Objects/unicodeobject.c PyUnicode_AsEncodedString */
export function encode(o: Ref, encoding: string, handler: string): Result<'bytes'> {
  const codec = canonical(encoding);
  if (codec === null) return codecHook.encode(o, encoding, handler);
  if (isAscii(o) && EXTENDS_ASCII.has(codec)) return newBytes(viewBytes(dataOf(o), strLength(o)));
  const codes = codesOf(o);
  if (codec === 'unicode_escape' || codec === 'raw_unicode_escape') {
    return newBytes(Uint8Array.from(escapeUnicode(codes, codec.startsWith('raw'))));
  }
  const out: number[] = [];
  let named = codec;
  if (codec === 'utf-8-sig') {
    out.push(0xef, 0xbb, 0xbf);
    named = 'utf-8';
  } else if (codec === 'utf-16') out.push(0xff, 0xfe);
  else if (codec === 'utf-32') out.push(0xff, 0xfe, 0, 0);
  const limit = codec === 'ascii' ? 0x80 : codec === 'latin-1' ? 0x100 : 0;
  const isBad = (code: number): boolean => (limit === 0 ? isSurrogate(code) : code >= limit);
  const reason = limit === 0 ? 'surrogates not allowed' : `ordinal not in range(${limit})`;
  const put = (code: number): void => {
    if (limit !== 0) out.push(code);
    else out.push(...unit(named, code));
  };
  for (let i = 0; i < codes.length;) {
    if (!isBad(codes[i]!)) {
      put(codes[i++]!);
      continue;
    }
    let end = i + 1;
    while (end < codes.length && isBad(codes[end]!)) end++;
    const replacement = encodeError(named, handler, o, codes, i, end, reason);
    if (replacement === null) return NULL;
    if ('bytes' in replacement) out.push(...replacement.bytes);
    else if (replacement.codes.some(isBad)) {
      encodeError(named, 'strict', o, codes, i, end, reason);
      return NULL;
    } else replacement.codes.forEach(put);
    i = replacement.at ?? end;
  }
  return newBytes(Uint8Array.from(out));
}

/** What a handler puts in place of bytes [start, end) that mean nothing; null: an exception is set. */
export function decodeError(
  codec: string,
  handler: string,
  bytes: Uint8Array,
  start: number,
  end: number,
  reason: string
): Instead | null {
  const bad = Array.from(bytes.subarray(start, end));
  switch (handler) {
    case 'strict':
      raiseWith(
        errors.UnicodeDecodeError,
        newStr(codec),
        newBytes(bytes),
        newInt(start),
        newInt(end),
        newStr(reason)
      );
      return null;
    case 'ignore':
      return { codes: [], at: end };
    case 'replace':
      return { codes: [0xfffd], at: end };
    case 'backslashreplace': {
      const text = bad.map(b => '\\x' + b.toString(16).padStart(2, '0')).join('');
      return { codes: Array.from(text, c => c.charCodeAt(0)), at: end };
    }
    case 'surrogateescape':
      if (bad.every(b => b >= 0x80)) return { codes: bad.map(b => 0xdc00 + b), at: end };
      return decodeError(codec, 'strict', bytes, start, end, reason);
    case 'surrogatepass': {
      const [a = 0, b = 0, c = 0] = bytes.subarray(start);
      if (codec === 'utf-8' && a === 0xed && (b & 0xe0) === 0xa0 && (c & 0xc0) === 0x80) {
        return { codes: [0xd000 | ((b & 63) << 6) | (c & 63)], at: start + 3 };
      }
      return decodeError(codec, 'strict', bytes, start, end, reason);
    }
    default:
      decodeError(codec, 'strict', bytes, start, end, reason);
      return codecHook.decodeError(handler, takeRaised() as Owned, bytes.length);
  }
}

const CUT_OFF = 'unexpected end of data';
/** The length of the valid UTF-8 sequence at `i`; or how many bytes are wrong and why. */
function utf8At(
  bytes: Uint8Array,
  i: number
): { code: number; size: number } | { bad: number; reason: string } {
  const first = bytes[i]!;
  if (first < 0x80) return { code: first, size: 1 };
  const size = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  if (size === 0) return { bad: 1, reason: 'invalid start byte' };
  let code = first & (0xff >> (size + 1));
  for (let k = 1; k < size; k++) {
    const next = bytes[i + k];
    if (next === undefined) return { bad: k, reason: CUT_OFF };
    const low = k === 1 && first === 0xe0 ? 0xa0 : k === 1 && first === 0xf0 ? 0x90 : 0x80;
    const high = k === 1 && first === 0xed ? 0x9f : k === 1 && first === 0xf4 ? 0x8f : 0xbf;
    if (next < low || next > high) return { bad: k, reason: 'invalid continuation byte' };
    code = (code << 6) | (next & 63);
  }
  return { code, size };
}

/** A str of bytes.  @cpython Objects/unicodeobject.c PyUnicode_Decode */
export function decode(source: Uint8Array, encoding: string, handler: string): Result<'str'> {
  const codec = canonical(encoding);
  if (codec === null) return codecHook.decode(source, encoding, handler);
  if (EXTENDS_ASCII.has(codec) && source.length > 1 && source.every(b => b < 128)) {
    const o = newUnicode(source.length, 0x7f);
    if (o !== NULL) bytesIn(dataOf(o), source);
    return o;
  }
  const codes = decodeTo(source, codec, handler, WHOLE);
  return codes === null ? NULL : newStrFromCodes(codes);
}
/** Whether there is more to come: then what is cut off at the end is left, from `consumed` on. */
export interface Partial {
  readonly isFinal: boolean;
  consumed: number;
}
const WHOLE: Partial = { isFinal: true, consumed: 0 };
/** The code points that bytes spell; null: an exception is set. */
export function decodeTo(
  source: Uint8Array,
  codec: string,
  handler: string,
  partial: Partial
): number[] | null {
  const out: number[] = [];
  if (partial !== WHOLE) partial.consumed = source.length;
  if (codec === 'latin-1') return Array.from(source);
  if (codec.endsWith('unicode_escape')) return unescape(source, codec, handler, partial);
  if (codec.startsWith('utf-16') || codec.startsWith('utf-32'))
    return decodeWide(source, codec, handler, partial);
  let i = codec === 'utf-8-sig' && source[0] === 0xef && source[1] === 0xbb && source[2] === 0xbf ? 3 : 0;
  while (i < source.length) {
    const at =
      codec === 'ascii'
        ? source[i]! < 0x80
          ? { code: source[i]!, size: 1 }
          : { bad: 1, reason: 'ordinal not in range(128)' }
        : utf8At(source, i);
    if ('code' in at) {
      out.push(at.code);
      i += at.size;
      continue;
    }
    if (!partial.isFinal && i + at.bad === source.length && at.reason === CUT_OFF) {
      partial.consumed = i;
      return out;
    }
    const named = codec === 'utf-8-sig' ? 'utf-8' : codec;
    const instead = decodeError(named, handler, source, i, i + at.bad, at.reason);
    if (instead === null) return null;
    i = instead.at;
    out.push(...instead.codes);
  }
  return out;
}
function decodeWide(source: Uint8Array, codec: string, handler: string, partial: Partial): number[] | null {
  const size = codec.startsWith('utf-32') ? 4 : 2;
  let isBig = codec.endsWith('be'),
    i = 0;
  if (codec === 'utf-16' || codec === 'utf-32') {
    const little = [0xff, 0xfe, 0, 0].slice(0, size),
      mark = Array.from(source.subarray(0, size));
    if (mark.length === size && mark.every((b, k) => b === little[k])) i = size;
    else if (mark.length === size && mark.every((b, k) => b === little[size - 1 - k])) {
      i = size;
      isBig = true;
    }
  }
  const named = codec.replace(/-[lb]e$/, '') + (isBig ? '-be' : '-le');
  const out: number[] = [];
  const read = (at: number): number => {
    let value = 0;
    for (let k = 0; k < size; k++) value = value * 256 + source[at + (isBig ? k : size - 1 - k)]!;
    return value;
  };
  const fail = (end: number, reason: string): boolean => {
    const instead = decodeError(named, handler, source, i, end, reason);
    if (instead === null) return false;
    out.push(...instead.codes);
    i = instead.at;
    return true;
  };
  const isCut = (): boolean => {
    if (!partial.isFinal) partial.consumed = i;
    return !partial.isFinal;
  };
  while (i < source.length) {
    if (i + size > source.length) {
      if (isCut()) return out;
      if (!fail(source.length, 'truncated data')) return null;
      continue;
    }
    const code = read(i);
    if (size === 4) {
      if (code > 0x10ffff || isSurrogate(code)) {
        const reason = isSurrogate(code)
          ? 'code point in surrogate code point range(0xd800, 0xe000)'
          : 'code point not in range(0x110000)';
        if (!fail(i + 4, reason)) return null;
        continue;
      }
    } else if (code >= 0xd800 && code < 0xdc00) {
      if (i + 4 > source.length) {
        if (isCut()) return out;
        if (!fail(source.length, 'unexpected end of data')) return null;
        continue;
      }
      const low = read(i + 2);
      if (low < 0xdc00 || low > 0xdfff) {
        if (!fail(i + 2, 'illegal UTF-16 surrogate')) return null;
        continue;
      }
      out.push(0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00));
      i += 4;
      continue;
    } else if (code >= 0xdc00 && code < 0xe000) {
      if (!fail(i + 2, 'illegal encoding')) return null;
      continue;
    }
    out.push(code);
    i += size;
  }
  return out;
}
const SIMPLE: Readonly<Record<string, number>> = {
  '\\': 92,
  "'": 39,
  '"': 34,
  b: 8,
  f: 12,
  t: 9,
  n: 10,
  r: 13,
  v: 11,
  a: 7
};
function unescape(source: Uint8Array, codec: string, handler: string, partial: Partial): number[] | null {
  const out: number[] = [],
    isRaw = codec.startsWith('raw');
  const text = Array.from(source, b => String.fromCharCode(b)).join('');
  for (let i = 0; i < text.length;) {
    if (text[i] !== '\\') {
      out.push(source[i++]!);
      continue;
    }
    const c = text[i + 1];
    const width = c === 'x' ? 2 : c === 'u' ? 4 : c === 'U' ? 8 : 0;
    if (isRaw && c !== 'u' && c !== 'U') {
      out.push(92);
      i += 1;
      if (c !== undefined) {
        out.push(source[i]!);
        i += 1;
      }
      continue;
    }
    let reason = '',
      end = i + 2;
    if (c === undefined) {
      reason = '\\ at end of string';
      end = i + 1;
    } else if (c === '\n') {
      i += 2;
      continue;
    } else if (SIMPLE[c] !== undefined) {
      out.push(SIMPLE[c]!);
      i += 2;
      continue;
    } else if (width > 0) {
      const digits = /^[0-9a-f]*/i.exec(text.slice(i + 2, i + 2 + width))![0];
      const code = parseInt(digits, 16);
      end = i + 2 + digits.length;
      if (digits.length === width && code <= 0x10ffff) {
        out.push(code);
        i = end;
        continue;
      }
      const shape =
        width === 2
          ? 'truncated \\xXX escape'
          : width === 4
            ? 'truncated \\uXXXX escape'
            : 'truncated \\UXXXXXXXX escape';
      reason = digits.length === width ? 'illegal Unicode character' : shape;
    } else {
      const octal = /^[0-7]{1,3}/.exec(text.slice(i + 1));
      if (octal !== null) {
        out.push(parseInt(octal[0], 8));
        i += 1 + octal[0].length;
      } else {
        out.push(92, source[i + 1]!);
        i += 2;
      }
      continue;
    }
    if (!partial.isFinal && end === text.length) {
      partial.consumed = i;
      return out;
    }
    const instead = decodeError(
      isRaw ? 'rawunicodeescape' : 'unicodeescape',
      handler,
      source,
      i,
      end,
      reason
    );
    if (instead === null) return null;
    out.push(...instead.codes);
    i = instead.at;
  }
  return out;
}

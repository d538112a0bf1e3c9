/** repr(str), ascii().  CPython: Objects/unicodeobject.c unicode_repr, Objects/object.c PyObject_ASCII. */
import { NULL, type Ref, type Result } from '../../heap/reference.js';
import { repr } from '../../abstract/object.js';
import { isPrintable } from '../../abstract/unicode-data.js';
import { isAscii, newStr } from '../../include/str.js';
import { codesOf } from '../../include/str-build.js';
import { decref } from '../../object/refcount.js';
import { finish } from '../../object/upward.js';

const hex = (code: number, width: number): string => code.toString(16).padStart(width, '0');
/** `\xe9`, `\u1234` or `\U0001f600`. */
export const escaped = (code: number): string =>
  code < 0x100 ? '\\x' + hex(code, 2) : code < 0x10000 ? '\\u' + hex(code, 4) : '\\U' + hex(code, 8);

/** The repr of code points, as host text. */
export function reprOfCodes(codes: readonly number[]): string {
  const quote = codes.includes(39) && !codes.includes(34) ? 34 : 39;
  const mark = String.fromCharCode(quote);
  let text = mark;
  for (const code of codes) {
    if (code === quote || code === 92) text += '\\' + String.fromCharCode(code);
    else if (code === 9) text += '\\t';
    else if (code === 10) text += '\\n';
    else if (code === 13) text += '\\r';
    else if (isPrintable(code)) text += String.fromCodePoint(code);
    else text += escaped(code);
  }
  return text + mark;
}
export const strRepr = (o: Ref): Result => newStr(reprOfCodes(codesOf(o)));

/** ascii(o): its repr with everything beyond ASCII escaped. */
export function asciiOf(o: Ref): Result {
  const made = finish(repr(o));
  if (made === NULL || isAscii(made)) return made;
  const text = codesOf(made)
    .map(code => (code < 128 ? String.fromCharCode(code) : escaped(code)))
    .join('');
  decref(made);
  return newStr(text);
}

/** ascii(o).  CPython: Objects/object.c PyObject_ASCII. */
import { NULL, type Ref, type Result } from '../heap/reference.js';
import { isAscii, newStr } from '../include/str.js';
import { codesOf } from '../include/str-build.js';
import { decref } from '../object/refcount.js';
import { finish } from '../object/upward.js';
import { repr } from './object.js';

const hex = (code: number, width: number): string => code.toString(16).padStart(width, '0');
/** `\xe9`, `\u1234` or `\U0001f600`. */
export const escaped = (code: number): string =>
  code < 0x100 ? '\\x' + hex(code, 2) : code < 0x10000 ? '\\u' + hex(code, 4) : '\\U' + hex(code, 8);

/** The repr of an object with everything beyond ASCII escaped. */
export function asciiRepr(o: Ref): Result {
  const made = finish(repr(o));
  if (made === NULL || isAscii(made)) return made;
  const text = codesOf(made)
    .map(code => (code < 128 ? String.fromCharCode(code) : escaped(code)))
    .join('');
  decref(made);
  return newStr(text);
}

/** Strings made of other strings' characters, without the host.  CPython: Objects/unicodeobject.c. */
import {
  copy,
  load,
  load16,
  load8,
  store,
  store16,
  store8,
  viewBytes,
  viewHalves,
  viewWords,
  type Address
} from '../heap/memory.js';
import { NULL, type Owned, type Ref, type Result } from '../heap/reference.js';
import { resizeObject } from '../object/create.js';
import { release } from '../memory/allocate.js';
import { decref, newRef } from '../object/refcount.js';
import { refcountOf } from '../object/header.js';
import {
  ASCII_SIZE,
  COMPACT_SIZE,
  EMPTY,
  dataOf,
  hasHash,
  internState,
  isAllocatedUtf8,
  isAscii,
  isExactStr,
  newUnicode,
  oneChar,
  readChar,
  setStrLength,
  setUtf8,
  strKind,
  strLength,
  utf8Of,
  writeChar
} from './str.js';

/** A bound of the code points by how the string is stored. */
export const maxOf = (o: Ref): number => {
  if (isAscii(o)) return 0x7f;
  const kind = strKind(o);
  return kind === 1 ? 0xff : kind === 2 ? 0xffff : 0x10ffff;
};
/** Copies `count` code points between widths; the target is at least as wide. */
export function copyChars(to: Address, toKind: number, from: Address, fromKind: number, count: number): void {
  if (toKind === fromKind) copy(to, from, count * fromKind);
  else if (fromKind === 1) {
    if (toKind === 2) for (let i = 0; i < count; i++) store16(to + i * 2, load8(from + i));
    else for (let i = 0; i < count; i++) store(to + i * 4, load8(from + i));
  } else for (let i = 0; i < count; i++) store(to + i * 4, load16(from + i * 2));
}
/** The largest code point's class: a bound in 0x7f, 0xff, 0xffff, 0x10ffff. */
function classOf(data: Address, kind: number, count: number): number {
  let bits = 0;
  if (kind === 1) for (let i = 0; i < count; i++) bits |= load8(data + i);
  else if (kind === 2) for (let i = 0; i < count; i++) bits |= load16(data + i * 2);
  else {
    for (let i = 0; i < count; i++) bits |= load(data + i * 4);
  }
  return bits < 0x80 ? 0x7f : bits < 0x100 ? 0xff : bits < 0x10000 ? 0xffff : 0x10ffff;
}
/** Copies code points into a width that may be narrower. */
function narrowChars(to: Address, toKind: number, from: Address, fromKind: number, count: number): void {
  if (toKind >= fromKind) return copyChars(to, toKind, from, fromKind, count);
  for (let i = 0; i < count; i++) {
    const code = readChar(from, fromKind, i);
    if (toKind === 1) store8(to + i, code);
    else store16(to + i * 2, code);
  }
}
/** A str of `count` code points at `data`, in the narrowest width.  @cpython PyUnicode_FromKindAndData */
export function fromData(data: Address, kind: number, count: number): Result<'str'> {
  if (count === 0) return newRef(EMPTY);
  if (count === 1) return oneChar(readChar(data, kind, 0));
  const max = classOf(data, kind, count);
  const o = newUnicode(count, max);
  if (o !== NULL) narrowChars(dataOf(o), strKind(o), data, kind, count);
  return o;
}
/** The string itself if it is no instance of a subclass, else a plain copy.  @cpython unicode_result_unchanged */
export function unchanged(o: Ref): Result {
  if (isExactStr(o)) return newRef(o);
  const length = strLength(o);
  const copied = newUnicode(length, maxOf(o));
  if (copied !== NULL && length > 0) copy(dataOf(copied), dataOf(o), length * strKind(o));
  return copied;
}
/** Characters [from, to).  @cpython PyUnicode_Substring */
export function substring(o: Ref, from: number, to: number): Result {
  const length = strLength(o),
    end = Math.min(to, length);
  if (from === 0 && end === length) return unchanged(o);
  if (from >= end) return newRef(EMPTY);
  const kind = strKind(o),
    count = end - from,
    data = dataOf(o) + from * kind;
  if (!isAscii(o)) return fromData(data, kind, count);
  if (count === 1) return oneChar(load8(data));
  const made = newUnicode(count, 0x7f);
  if (made !== NULL) copy(dataOf(made), data, count);
  return made;
}
/** `a + b`.  @cpython PyUnicode_Concat */
export function concat(a: Ref, b: Ref): Result {
  if (a === EMPTY) return unchanged(b);
  if (b === EMPTY) return unchanged(a);
  const left = strLength(a),
    right = strLength(b);
  const made = newUnicode(left + right, Math.max(maxOf(a), maxOf(b)));
  if (made === NULL) return NULL;
  const kind = strKind(made),
    data = dataOf(made);
  copyChars(data, kind, dataOf(a), strKind(a), left);
  copyChars(data + left * kind, kind, dataOf(b), strKind(b), right);
  return made;
}

/** Whether a string may be changed in place: nobody else has it, it was never hashed or interned.  @cpython unicode_modifiable */
const isModifiable = (o: Ref): boolean =>
  refcountOf(o) === 1 && isExactStr(o) && !hasHash(o) && internState(o) === 0;

/**
 * `left += right` where `left` is given away: appended in its own block when nobody else has it.
 * @cpython PyUnicode_Append
 */
export function concatInPlace(left: Owned, right: Ref): Result {
  if (left === EMPTY) {
    decref(left);
    return unchanged(right);
  }
  const more = strLength(right);
  if (more === 0 && isExactStr(left)) return left;
  const kind = strKind(left);
  const fits =
    isModifiable(left) && isExactStr(right) && strKind(right) <= kind && !(isAscii(left) && !isAscii(right));
  if (!fits) {
    const made = concat(left, right);
    decref(left);
    return made;
  }
  const length = strLength(left);
  const grown = resizeCompact(left, length + more);
  if (grown === NULL) return NULL;
  copyChars(dataOf(grown) + length * kind, kind, dataOf(right), strKind(right), more);
  return grown;
}
/** The block for another number of characters of the same width; `o` is stolen.  @cpython resize_compact */
export function resizeCompact(o: Owned, length: number): Result {
  const kind = strKind(o);
  if (isAllocatedUtf8(o)) {
    release(utf8Of(o));
    setUtf8(o, 0, 0);
  }
  const moved = resizeObject(o, (isAscii(o) ? ASCII_SIZE : COMPACT_SIZE) + (length + 1) * kind);
  if (moved === 0) return NULL;
  setStrLength(moved, length);
  writeChar(dataOf(moved), kind, length, 0);
  return moved;
}

/** The characters as a typed array, for reading at once. */
export function viewOf(o: Ref): Uint8Array | Uint16Array | Int32Array {
  const data = dataOf(o),
    count = strLength(o),
    kind = strKind(o);
  return kind === 1 ? viewBytes(data, count) : kind === 2 ? viewHalves(data, count) : viewWords(data, count);
}
/** The code points as a host array. */
export const codesOf = (o: Ref): number[] => Array.from(viewOf(o));

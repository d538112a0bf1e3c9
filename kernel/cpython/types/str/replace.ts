/** replace, translate, maketrans.  CPython: Objects/unicodeobject.c. */
import { DONE, NULL, type Answer, type Ref, type Result } from '../../heap/reference.js';
import { count, find } from '../../abstract/find.js';
import { getItem, raisedIs, clearRaised } from '../../abstract/object.js';
import { dictSetItem, entryKey, entryValue, isDict, newDict, nextEntry } from '../../include/dict.js';
import { intToNumber, isInt, newInt } from '../../include/int.js';
import { None, none } from '../../include/singletons.js';
import {
  dataOf,
  charAt,
  isStr,
  newStrFromCodes,
  newUnicode,
  strKind,
  strLength,
  writeChar
} from '../../include/str.js';
import { maxOf, copyChars, unchanged, viewOf } from '../../include/str-build.js';
import { typeName } from '../../include/type.js';
import { errors, raise } from '../../object/errors.js';
import { typeOf } from '../../object/header.js';
import { decref, newRef } from '../../object/refcount.js';
import { finish } from '../../object/upward.js';
import { profile } from '../../profiles/profile.js';

/** The string with up to `limit` occurrences of `from` replaced.  @cpython Objects/unicodeobject.c replace */
export function replace(self: Ref, from: Ref, to: Ref, limit: number): Answer {
  const text = viewOf(self),
    old = viewOf(from),
    fresh = viewOf(to);
  const most = limit < 0 ? Infinity : limit;
  if (most === 0 || (old.length > 0 && old.length > text.length)) return unchanged(self);
  const times = count(text, old, 0, text.length, most);
  if (times === 0 || (old.length === fresh.length && liesEverywhere(old, fresh))) return unchanged(self);
  const length = text.length + times * (fresh.length - old.length);
  if (length > 2 ** 30) return raise(errors.OverflowError, 'replace string is too long');
  const codes: number[] = new Array<number>(length);
  let at = 0,
    out = 0;
  const copyTo = (end: number): void => {
    while (at < end) codes[out++] = text[at++]!;
  };
  for (let k = 0; k < times; k++) {
    if (old.length === 0) {
      if (k > 0) copyTo(at + 1);
    } else copyTo(find(text, old, at, text.length));
    for (let i = 0; i < fresh.length; i++) codes[out++] = fresh[i]!;
    at += old.length;
  }
  copyTo(text.length);
  return newFromCodes(codes);
}
const liesEverywhere = (a: ArrayLike<number>, b: ArrayLike<number>): boolean => {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
};
/** A new string even of one character, in the narrowest width. */
function newFromCodes(codes: readonly number[]): Result {
  let max = 0;
  for (const code of codes) if (code > max) max = code;
  const made = newUnicode(codes.length, max < 0x80 ? 0x7f : max);
  if (made === NULL || codes.length === 0) return made;
  const data = dataOf(made),
    kind = strKind(made);
  for (let i = 0; i < codes.length; i++) writeChar(data, kind, i, codes[i]!);
  return made;
}

/** `self * n`.  @cpython Objects/unicodeobject.c unicode_repeat */
export function repeat(self: Ref, n: number): Answer {
  if (n === 1) return unchanged(self);
  const length = strLength(self);
  if (n < 1 || length === 0) return newUnicode(0, 0);
  if (length * n >= 2 ** 63) return raise(errors.OverflowError, 'repeated string is too long');
  if (length * n > 2 ** 30) return raise(errors.MemoryError, '');
  const made = newUnicode(length * n, maxOf(self));
  if (made === NULL) return NULL;
  const data = dataOf(made),
    kind = strKind(made),
    size = length * kind;
  copyChars(data, kind, dataOf(self), kind, length);
  // What is there already is copied behind itself, doubling each time.
  for (let done = size; done < size * n;) {
    const part = Math.min(done, size * n - done);
    copyChars(data + done, 1, data, 1, part);
    done += part;
  }
  return made;
}

/** self.translate(table): every character as `table[code]` says.  @cpython _PyUnicode_TranslateCharmap */
export function translate(self: Ref, table: Ref): Answer {
  const out: number[] = [];
  for (let i = 0; i < strLength(self); i++) {
    const code = charAt(self, i);
    const key = newInt(code);
    if (key === NULL) return NULL;
    const found = finish(getItem(table, key));
    decref(key);
    if (found === NULL) {
      if (!raisedIs(errors.LookupError)) return NULL;
      clearRaised();
      out.push(code);
      continue;
    }
    const isGood = addMapped(out, found);
    decref(found);
    if (!isGood) return NULL;
  }
  return newStrFromCodes(out);
}
function addMapped(out: number[], found: Ref): boolean {
  if (found === None) return true;
  if (isInt(found)) {
    const code = intToNumber(found);
    if (code < 0 || code > 0x10ffff) {
      raise(errors.ValueError, 'character mapping must be in range(0x110000)');
      return false;
    }
    out.push(code);
    return true;
  }
  if (isStr(found)) {
    for (const code of viewOf(found)) out.push(code);
    return true;
  }
  raise(errors.TypeError, 'character mapping must return integer, None or str');
  return false;
}

const [KEY_LENGTH, KEY_TYPE] = profile.scalars.translateTable;
/** str.maketrans(x, y=None, z=None): a dict from code points.  @cpython unicode_maketrans_impl */
export function maketrans(_type: Ref, x: Ref, y: Ref | 0, z: Ref | 0): Answer {
  const made = newDict();
  if (made === NULL) return NULL;
  const isDone = y === 0 ? fromDict(made, x) : fromStrings(made, x, y, z);
  if (isDone) return made;
  decref(made);
  return NULL;
}
function put(dict: Ref, code: number, value: Result): boolean {
  if (value === NULL) return false;
  const key = newInt(code);
  const isDone = key !== NULL && dictSetItem(dict, key, value) === DONE;
  if (key !== NULL) decref(key);
  decref(value);
  return isDone;
}
function fail(type: (typeof errors)['TypeError'], text: string): false {
  raise(type, text);
  return false;
}
function fromStrings(dict: Ref, x: Ref, y: Ref, z: Ref | 0): boolean {
  if (!isStr(x)) {
    return fail(errors.TypeError, 'first maketrans argument must be a string if there is a second argument');
  }
  if (!isStr(y))
    return fail(errors.TypeError, `maketrans() argument 2 must be str, not ${typeName(typeOf(y))}`);
  if (z !== 0 && !isStr(z))
    return fail(errors.TypeError, `maketrans() argument 3 must be str, not ${typeName(typeOf(z))}`);
  if (strLength(x) !== strLength(y)) {
    return fail(errors.ValueError, 'the first two maketrans arguments must have equal length');
  }
  for (let i = 0; i < strLength(x); i++) if (!put(dict, charAt(x, i), newInt(charAt(y, i)))) return false;
  if (z !== 0) for (let i = 0; i < strLength(z); i++) if (!put(dict, charAt(z, i), none())) return false;
  return true;
}
function fromDict(dict: Ref, x: Ref): boolean {
  if (!isDict(x)) {
    return fail(errors.TypeError, 'if you give only one argument to maketrans it must be a dict');
  }
  for (let at = nextEntry(x, 0); at >= 0; at = nextEntry(x, at + 1)) {
    const key = entryKey(x, at),
      value = entryValue(x, at);
    if (isStr(key)) {
      if (strLength(key) !== 1) return fail(errors.ValueError, KEY_LENGTH);
      if (!put(dict, charAt(key, 0), newRef(value))) return false;
    } else if (isInt(key)) {
      if (dictSetItem(dict, key, value) !== DONE) return false;
    } else return fail(errors.TypeError, KEY_TYPE);
  }
  return true;
}

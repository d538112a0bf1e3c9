/** Case and padding: new strings of the same text in another shape.  CPython: Objects/unicodeobject.c. */
import { NULL, type Answer, type Ref, type Result } from '../../heap/reference.js';
import {
  isAlnum,
  isAlpha,
  isCased,
  isDecimal,
  isDigit,
  isIdentifierPart,
  isIdentifierStart,
  isLower,
  isNumeric,
  isPrintable,
  isSpace,
  isTitle,
  isUpper,
  lowerOne,
  toCasefold,
  toLower,
  toTitle
} from '../../abstract/unicode-data.js';
import { dataOf, newStr, newUncached, newUnicode, strKind, strLength, writeChar } from '../../include/str.js';
import { codesOf, copyChars, maxOf, unchanged, viewOf } from '../../include/str-build.js';
import { newBool } from '../../include/singletons.js';

const upperOne = (code: number): string => String.fromCodePoint(code).toUpperCase();

export const upper = (self: Ref): Answer => newUncached(codesOf(self).map(upperOne).join(''));
export const lower = (self: Ref): Answer => newUncached(toLower(codesOf(self)));
export const casefold = (self: Ref): Answer => newUncached(codesOf(self).map(toCasefold).join(''));
export function swapcase(self: Ref): Answer {
  const codes = codesOf(self);
  const lowered = (i: number): string => (codes[i] === 0x3a3 ? lowerAt(codes, i) : lowerOne(codes[i]!));
  return newUncached(
    codes
      .map((code, i) =>
        isUpper(code) ? lowered(i) : isLower(code) ? upperOne(code) : String.fromCodePoint(code)
      )
      .join('')
  );
}
/** The lower case of the code point at `i`, which its neighbours may decide. */
function lowerAt(codes: readonly number[], i: number): string {
  return Array.from(toLower(codes))[i] ?? '';
}
export function capitalize(self: Ref): Answer {
  const codes = codesOf(self);
  if (codes.length === 0) return unchanged(self);
  const rest = codes.map((code, i) => (i === 0 ? '' : code === 0x3a3 ? lowerAt(codes, i) : lowerOne(code)));
  return newUncached(toTitle(codes[0]!) + rest.join(''));
}
export function title(self: Ref): Answer {
  const codes = codesOf(self);
  let text = '',
    wasCased = false;
  for (const [i, code] of codes.entries()) {
    if (!wasCased) text += toTitle(code);
    else text += code === 0x3a3 ? lowerAt(codes, i) : lowerOne(code);
    wasCased = isCased(code);
  }
  return newUncached(text);
}

/** `left` and `right` fill characters around.  @cpython Objects/unicodeobject.c pad */
export function padded(self: Ref, left: number, right: number, fill: number): Result {
  const before = Math.max(left, 0),
    after = Math.max(right, 0);
  if (before === 0 && after === 0) return unchanged(self);
  const length = strLength(self);
  const made = newUnicode(before + length + after, Math.max(maxOf(self), fill < 0x80 ? 0x7f : fill));
  if (made === NULL) return NULL;
  const data = dataOf(made),
    kind = strKind(made);
  for (let i = 0; i < before; i++) writeChar(data, kind, i, fill);
  copyChars(data + before * kind, kind, dataOf(self), strKind(self), length);
  for (let i = before + length; i < before + length + after; i++) writeChar(data, kind, i, fill);
  return made;
}
export function zfill(self: Ref, width: number): Answer {
  const length = strLength(self),
    missing = width - length;
  if (missing <= 0) return unchanged(self);
  const made = padded(self, missing, 0, 48);
  if (made === NULL) return NULL;
  const data = dataOf(made),
    kind = strKind(made),
    first = length > 0 ? viewOf(self)[0]! : 0;
  if (first === 43 || first === 45) {
    writeChar(data, kind, 0, first);
    writeChar(data, kind, missing, 48);
  }
  return made;
}
export function expandtabs(self: Ref, size: number): Answer {
  const codes = codesOf(self);
  if (!codes.includes(9)) return unchanged(self);
  let text = '',
    column = 0;
  for (const code of codes) {
    if (code === 9) {
      const spaces = size > 0 ? size - (column % size) : 0;
      text += ' '.repeat(spaces);
      column += spaces;
      continue;
    }
    text += String.fromCodePoint(code);
    column = code === 10 || code === 13 ? 0 : column + 1;
  }
  return newStr(text);
}

const every =
  (test: (code: number) => boolean, ofEmpty = false) =>
  (self: Ref): Answer => {
    const text = viewOf(self);
    if (text.length === 0) return newBool(ofEmpty);
    for (const code of text) if (!test(code)) return newBool(false);
    return newBool(true);
  };
export const tests = {
  isalnum: every(isAlnum),
  isalpha: every(isAlpha),
  isdecimal: every(isDecimal),
  isdigit: every(isDigit),
  isnumeric: every(isNumeric),
  isspace: every(isSpace),
  isprintable: every(isPrintable, true)
};
export const islower = (self: Ref): Answer =>
  ofOneCase(self, isLower, code => isUpper(code) || isTitle(code));
export const isupper = (self: Ref): Answer =>
  ofOneCase(self, isUpper, code => isLower(code) || isTitle(code));
function ofOneCase(self: Ref, wanted: (code: number) => boolean, other: (code: number) => boolean): Answer {
  let isAny = false;
  for (const code of viewOf(self)) {
    if (other(code)) return newBool(false);
    if (wanted(code)) isAny = true;
  }
  return newBool(isAny);
}
export function istitle(self: Ref): Answer {
  let isAny = false,
    wasCased = false;
  for (const code of viewOf(self)) {
    if (isUpper(code) || isTitle(code)) {
      if (wasCased) return newBool(false);
      wasCased = isAny = true;
    } else if (isLower(code)) {
      if (!wasCased) return newBool(false);
      isAny = true;
    } else wasCased = false;
  }
  return newBool(isAny);
}
export function isidentifier(self: Ref): boolean {
  const text = viewOf(self);
  if (text.length === 0 || !isIdentifierStart(text[0]!)) return false;
  for (let i = 1; i < text.length; i++) if (!isIdentifierPart(text[i]!)) return false;
  return true;
}

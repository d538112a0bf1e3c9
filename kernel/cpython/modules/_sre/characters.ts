/** What a character is, to a pattern: categories, sets, cases.  CPython: Modules/_sre/sre.c, sre_lib.h. */
import { isAlnum, isDecimal, isLinebreak, isSpace, lowerOf, upperOne } from '../../abstract/unicode-data.js';
import { OPERATION, Op } from './opcodes.js';

const isAsciiDigit = (c: number): boolean => c >= 48 && c <= 57;
const isAsciiSpace = (c: number): boolean => c === 32 || (c >= 9 && c <= 13);
const isAsciiLetter = (c: number): boolean => (c >= 65 && c <= 90) || (c >= 97 && c <= 122);
export const isAsciiWord = (c: number): boolean => isAsciiLetter(c) || isAsciiDigit(c) || c === 95;
export const isUnicodeWord = (c: number): boolean => (c < 128 ? isAsciiWord(c) : isAlnum(c));
export const isNewline = (c: number): boolean => c === 10;

/** Categories in the order of their numbers; each is followed by its opposite.  Locales are `C`: as ASCII. */
const CATEGORIES = [
  isAsciiDigit,
  isAsciiSpace,
  isAsciiWord,
  isNewline,
  isAsciiWord,
  isDecimal,
  isSpace,
  isUnicodeWord,
  isLinebreak
] as const;
/** @cpython Modules/_sre/sre.c sre_category */
export const isInCategory = (category: number, c: number): boolean =>
  CATEGORIES[category >> 1]!(c) === ((category & 1) === 0);

export const lowerAscii = (c: number): number => (c >= 65 && c <= 90 ? c + 32 : c);
const upperAscii = (c: number): number => (c >= 97 && c <= 122 ? c - 32 : c);
export const lowerUnicode = lowerOf;
export const isCasedAscii = isAsciiLetter;
export function isCasedUnicode(c: number): boolean {
  const lower = lowerOf(c);
  return c !== lower || c !== upperOne(c);
}
/** @cpython Modules/_sre/sre.c char_loc_ignore */
export const matchesInLocale = (c: number, other: number): boolean =>
  other === c || lowerAscii(other) === c || upperAscii(other) === c;

const WORDS_IN_BITMAP = 8,
  WORDS_OF_INDEX = 64;
/** Whether a set that begins at `at` contains a character.  @cpython Modules/_sre/sre_lib.h SRE(charset) */
export function isInSet(codes: ArrayLike<number>, at: number, c: number): boolean {
  let i = at,
    found = true;
  for (;;) {
    switch (OPERATION[codes[i++]!]) {
      case Op.FAILURE:
        return !found;
      case Op.LITERAL:
        if (c === codes[i]) return found;
        i++;
        break;
      case Op.CATEGORY:
        if (isInCategory(codes[i]!, c)) return found;
        i++;
        break;
      case Op.CHARSET:
        if (c < 256 && ((codes[i + (c >> 5)]! >>> (c & 31)) & 1) !== 0) return found;
        i += WORDS_IN_BITMAP;
        break;
      case Op.RANGE:
        if (codes[i]! <= c && c <= codes[i + 1]!) return found;
        i += 2;
        break;
      case Op.RANGE_UNI_IGNORE: {
        if (codes[i]! <= c && c <= codes[i + 1]!) return found;
        const upper = upperOne(c);
        if (codes[i]! <= upper && upper <= codes[i + 1]!) return found;
        i += 2;
        break;
      }
      case Op.NEGATE:
        found = !found;
        break;
      case Op.BIGCHARSET: {
        const count = codes[i++]!;
        const index = i;
        i += WORDS_OF_INDEX;
        if (c < 0x10000) {
          const block = (codes[index + (c >> 10)]! >>> (((c >> 8) & 3) * 8)) & 255;
          if (((codes[i + block * WORDS_IN_BITMAP + ((c & 255) >> 5)]! >>> (c & 31)) & 1) !== 0) return found;
        }
        i += count * WORDS_IN_BITMAP;
        break;
      }
      default:
        return false;
    }
  }
}
/** The same for a pattern with LOCALE and IGNORECASE: either case will do.  @cpython SRE(charset_loc_ignore) */
export function isInSetInLocale(codes: ArrayLike<number>, at: number, c: number): boolean {
  const lower = lowerAscii(c);
  if (isInSet(codes, at, lower)) return true;
  const upper = upperAscii(c);
  return upper !== lower && isInSet(codes, at, upper);
}

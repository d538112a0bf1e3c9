/** repr(str).  CPython: Objects/unicodeobject.c unicode_repr. */
import type { Ref, Result } from '../../heap/reference.js';
import { escaped } from '../../abstract/ascii.js';
import { isPrintable } from '../../abstract/unicode-data.js';
import { newStr } from '../../include/str.js';
import { codesOf } from '../../include/str-build.js';

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

/** Where instructions look for it. */
export { asciiRepr as asciiOf } from '../../abstract/ascii.js';

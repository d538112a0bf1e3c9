/** The texts of str and bytes literals, as repr shows them.  CPython: Objects/unicodeobject.c, Objects/bytesobject.c. */
import { escaped } from './ascii.js';
import { isPrintable } from './unicode-data.js';

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
/** `b'...'`; a bytearray's escapes `'` even between double quotes. */
export function bytesRepr(bytes: Uint8Array, escapesApostrophe = false): string {
  const mark = bytes.includes(39) && !bytes.includes(34) ? '"' : "'";
  let text = 'b' + mark;
  for (const b of bytes) {
    const c = String.fromCharCode(b);
    if (c === mark || c === '\\' || (escapesApostrophe && b === 39)) text += '\\' + c;
    else if (c === '\t') text += '\\t';
    else if (c === '\n') text += '\\n';
    else if (c === '\r') text += '\\r';
    else if (b < 32 || b >= 127) text += '\\x' + b.toString(16).padStart(2, '0');
    else text += c;
  }
  return text + mark;
}

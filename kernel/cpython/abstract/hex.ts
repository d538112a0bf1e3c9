/** Bytes as hexadecimal figures and back.  CPython: Python/pystrhex.c, Objects/bytesobject.c _PyBytes_FromHex. */
import type { Ref } from '../heap/reference.js';
import { bufferOf, hostBytes, isSpaceByte } from './buffer.js';
import { length as lengthOf } from './object.js';
import { asIndex } from '../include/int.js';
import { charAt, isStr, toHost } from '../include/str.js';
import { typeName } from '../include/type.js';
import { errors, raiseNull } from '../object/errors.js';
import { typeOf } from '../object/header.js';
import { profile } from '../profiles/profile.js';

const facts = profile.scalars;
const nameOf = (o: Ref): string => typeName(typeOf(o));

/** Two hexadecimal figures a byte, with a separator every so many.  @cpython Python/pystrhex.c */
export function hexText(bytes: Uint8Array, separator: Ref | 0, group: Ref | 0): string | null {
  const figures = Array.from(bytes, b => b.toString(16).padStart(2, '0'));
  if (separator === 0) return figures.join('');
  const size = lengthOf(separator);
  if (size === null) return null;
  if (size !== 1) return raiseNull(errors.ValueError, 'sep must be length 1.');
  const code = isStr(separator)
    ? charAt(separator, 0)
    : bufferOf(separator) === null
      ? -1
      : hostBytes(bufferOf(separator)!)[0]!;
  if (code < 0) return raiseNull(errors.TypeError, 'sep must be str or bytes.');
  if (code > 127) return raiseNull(errors.ValueError, 'sep must be ASCII.');
  const given = group === 0 ? 1 : asIndex(group);
  if (given === null) return null;
  const every = Math.abs(given);
  if (every === 0 || figures.length === 0) return figures.join('');
  const offset = given > 0 ? figures.length % every : 0;
  return figures
    .map((f, i) => (i > 0 && (i - offset) % every === 0 ? String.fromCharCode(code) : '') + f)
    .join('');
}
/** The bytes that a text of hexadecimal figures spells; null: ValueError.  @cpython _PyBytes_FromHex */
export function parseHex(o: Ref): Uint8Array | null {
  let text: string;
  if (isStr(o)) text = toHost(o);
  else if (facts.fromhexTakesBytes && bufferOf(o) !== null)
    text = String.fromCharCode(...hostBytes(bufferOf(o)!));
  else {
    const wanted = facts.fromhexTakesBytes ? 'str or bytes-like' : 'str';
    return raiseNull(errors.TypeError, `fromhex() argument must be ${wanted}, not ${nameOf(o)}`);
  }
  const out: number[] = [];
  const isFigure = (i: number): boolean => /^[0-9a-f]$/i.test(text[i] ?? '');
  for (let i = 0; i < text.length;) {
    if (isSpaceByte(text.charCodeAt(i))) {
      i++;
      continue;
    }
    if (isFigure(i) && isFigure(i + 1)) {
      out.push(parseInt(text.slice(i, i + 2), 16));
      i += 2;
      continue;
    }
    const at = isFigure(i) ? i + 1 : i;
    if (at >= text.length && facts.oddHexDigits !== '')
      return raiseNull(errors.ValueError, facts.oddHexDigits);
    return raiseNull(errors.ValueError, `non-hexadecimal number found in fromhex() arg at position ${at}`);
  }
  return Uint8Array.from(out);
}

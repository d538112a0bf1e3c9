/** What bytes() and bytearray() make of their arguments.  CPython: Objects/bytesobject.c bytes_new_impl, Objects/bytearrayobject.c. */
import { ABSENT, type Ref, type Result } from '../../heap/reference.js';
import { callBytesMethod } from '../../abstract/buffer.js';
import { encode } from '../../abstract/codecs.js';
import { raisedIs, clearRaised } from '../../abstract/object.js';
import { asIndex } from '../../include/int.js';
import { isStr, toHost } from '../../include/str.js';
import { typeName } from '../../include/type.js';
import { errors, raise, raiseNull } from '../../object/errors.js';
import { typeOf } from '../../object/header.js';
import { slot, slotOf } from '../../object/slots.js';

/** Encoded text, a number of zeros, or nothing yet (the object's bytes are to be taken). */
export type Source =
  { readonly encoded: Result } | { readonly zeros: number } | { readonly own: Result } | 'object' | 'empty';

const argumentText = (type: string, o: Ref | 0, name: string): string | null | undefined => {
  if (o === 0) return undefined;
  if (isStr(o)) return toHost(o);
  return raiseNull(errors.TypeError, `${type}() argument '${name}' must be str, not ${typeName(typeOf(o))}`);
};

/** Sorts the arguments; null: an exception is set.  `type` is for messages; bytes asks `__bytes__` first. */
export function sourceOf(
  type: 'bytes' | 'bytearray',
  source: Ref | 0,
  encoding: Ref | 0,
  handler: Ref | 0
): Source | null {
  const name = argumentText(type, encoding, 'encoding'),
    how = argumentText(type, handler, 'errors');
  if (name === null || how === null) return null;
  const isText = source !== 0 && isStr(source);
  if (name !== undefined || how !== undefined) {
    if (isText && name !== undefined) return { encoded: encode(source, name, how ?? 'strict') };
    if (isText) return { encoded: encode(source, 'utf-8', how!) };
    const what = name !== undefined ? 'encoding' : 'errors';
    return raiseNull(errors.TypeError, `${what} without a string argument`);
  }
  if (source === 0) return 'empty';
  if (type === 'bytes') {
    const own = callBytesMethod(source);
    if (own !== ABSENT) return { own };
  }
  if (isText) return raiseNull(errors.TypeError, 'string argument without an encoding');
  if (slotOf(typeOf(source), slot.nb_index) === 0) return 'object';
  const zeros = asIndex(source);
  if (zeros === null) {
    // An object with a broken __index__ may still be a buffer or an iterable.
    if (!raisedIs(errors.TypeError)) return null;
    clearRaised();
    return 'object';
  }
  if (zeros < 0) return raiseNull(errors.ValueError, 'negative count');
  if (zeros > 2 ** 30) {
    raise(errors.MemoryError, '');
    return null;
  }
  return { zeros };
}

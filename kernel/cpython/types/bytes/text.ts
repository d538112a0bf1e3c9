/** repr of bytes, and `%` for bytes.  CPython: Objects/bytesobject.c PyBytes_Repr, _PyBytes_FormatEx. */
import { ABSENT, NULL, type Ref, type Result } from '../../heap/reference.js';
import { bufferOf, callBytesMethod, hostBytes } from '../../abstract/buffer.js';
import { asciiRepr } from '../../abstract/ascii.js';
import { percentFormat } from '../../abstract/percent.js';
import { newBytes } from '../../include/bytes.js';
import { asIndex } from '../../include/int.js';
import { toHost } from '../../include/str.js';
import { isTuple } from '../../include/tuple.js';
import { typeName } from '../../include/type.js';
import { errors, raise, raiseNull } from '../../object/errors.js';
import { ob_size, typeOf } from '../../object/header.js';
import { decref } from '../../object/refcount.js';
import { slot, slotOf } from '../../object/slots.js';

const latin1 = (bytes: Uint8Array): string => Array.from(bytes, b => String.fromCharCode(b)).join('');
const toBytes = (text: string): Uint8Array => Uint8Array.from(text, c => c.charCodeAt(0));

/** The bytes that `template % args` gives, or null. */
export function bytesPercent(template: Uint8Array, args: Ref): Uint8Array | null {
  let out = '';
  const isDone = percentFormat(latin1(template), args, {
    noun: 'bytes',
    key: text => newBytes(toBytes(text)),
    convert: (code, value) => (code === 's' || code === 'b' ? bytesLike(value) : asciiBytes(value)),
    textOf: o => latin1(hostBytes(bufferOf(o)!)),
    character,
    isMapping: o => slotOf(typeOf(o), slot.mp_subscript) !== 0 && !isTuple(o) && bufferOf(o) === null,
    text: text => (out += text),
    object: o => {
      out += latin1(hostBytes(bufferOf(o)!));
      decref(o);
    }
  });
  return isDone ? toBytes(out) : null;
}
/** %b and %s.  @cpython Objects/bytesobject.c format_obj */
function bytesLike(o: Ref): Result {
  const view = bufferOf(o);
  if (view !== null) return newBytes(hostBytes(view));
  const own = callBytesMethod(o);
  if (own !== ABSENT) return own;
  return raise(
    errors.TypeError,
    `%b requires a bytes-like object, or an object that implements __bytes__, not '${typeName(typeOf(o))}'`
  );
}
/** %r and %a. */
function asciiBytes(o: Ref): Result {
  const made = asciiRepr(o);
  if (made === NULL) return NULL;
  const text = toHost(made);
  decref(made);
  return newBytes(toBytes(text));
}
function character(o: Ref): string | null {
  const view = bufferOf(o);
  if (view !== null && ob_size(o) === 1) return latin1(hostBytes(view));
  if (slotOf(typeOf(o), slot.nb_index) === 0) {
    return raiseNull(
      errors.TypeError,
      `%c requires an integer in range(256) or a single byte${view === null ? `, not ${typeName(typeOf(o))}` : ''}`
    );
  }
  const code = asIndex(o);
  if (code === null) return null;
  return code < 0 || code > 255
    ? raiseNull(errors.OverflowError, '%c arg not in range(256)')
    : String.fromCharCode(code);
}

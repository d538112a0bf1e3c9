/** int.to_bytes and int.from_bytes.  CPython: Objects/longobject.c _PyLong_AsByteArray, _PyLong_FromByteArray. */
import { NULL, type Answer, type Ref, type Result } from '../../heap/reference.js';
import { call1 } from '../../abstract/call.js';
import { isTrue } from '../../abstract/object.js';
import { toBytes } from '../../abstract/buffer.js';
import { newBytes, bytesOf } from '../../include/bytes.js';
import { PyLong_Type, asIndex, intToBigInt, newIntFromBigInt, signOf } from '../../include/int.js';
import { isStr, toHost } from '../../include/str.js';
import { typeName } from '../../include/type.js';
import { errors, raise, raiseNull } from '../../object/errors.js';
import { typeOf, type PyType } from '../../object/header.js';
import { decref } from '../../object/refcount.js';
import { finish } from '../../object/upward.js';

/** Whether the order is little-endian; null: an exception is set. */
function isLittle(method: string, order: Ref | 0): boolean | null {
  if (order === 0) return false;
  if (!isStr(order)) {
    return raiseNull(
      errors.TypeError,
      `${method}() argument 'byteorder' must be str, not ${typeName(typeOf(order))}`
    );
  }
  const text = toHost(order);
  if (text === 'little') return true;
  if (text === 'big') return false;
  return raiseNull(errors.ValueError, "byteorder must be either 'little' or 'big'");
}

/** int.to_bytes(length, byteorder, *, signed=False) */
export function toBytesMethod(self: Ref, length: Ref | 0, order: Ref | 0, signedFlag: Ref | 0): Answer {
  const count = length === 0 ? 1 : asIndex(length);
  if (count === null) return NULL;
  const little = isLittle('to_bytes', order);
  if (little === null) return NULL;
  const signed = signedFlag === 0 ? false : isTrue(signedFlag);
  if (signed === null) return NULL;
  if (count < 0) return raise(errors.ValueError, 'length argument must be non-negative');
  const value = intToBigInt(self);
  if (value < 0n && !signed) return raise(errors.OverflowError, "can't convert negative int to unsigned");
  const bits = BigInt(count) * 8n;
  const isTooBig = signed
    ? count === 0
      ? value !== 0n && value !== -1n
      : value >= 1n << (bits - 1n) || value < -(1n << (bits - 1n))
    : value >= 1n << bits;
  if (isTooBig) return raise(errors.OverflowError, 'int too big to convert');
  const bytes = new Uint8Array(count);
  const hex = BigInt.asUintN(count * 8, value)
    .toString(16)
    .padStart(count * 2, '0');
  for (let i = 0; i < count; i++)
    bytes[little ? count - 1 - i : i] = parseInt(hex.slice(i * 2, i * 2 + 2), 16);
  return newBytes(bytes);
}

/** int.from_bytes(bytes, byteorder, *, signed=False) */
export function fromBytesMethod(type: Ref, source: Ref, order: Ref | 0, signedFlag: Ref | 0): Answer {
  const little = isLittle('from_bytes', order);
  if (little === null) return NULL;
  const signed = signedFlag === 0 ? false : isTrue(signedFlag);
  if (signed === null) return NULL;
  const bytes = toBytes(source);
  if (bytes === NULL) return NULL;
  const view = bytesOf(bytes);
  let hex = '';
  for (let i = 0; i < view.length; i++)
    hex += view[little ? view.length - 1 - i : i]!.toString(16).padStart(2, '0');
  const count = view.length;
  decref(bytes);
  let value = count === 0 ? 0n : BigInt('0x' + hex);
  if (signed) value = BigInt.asIntN(count * 8, value);
  return asSubclass(type as PyType, newIntFromBigInt(value, Math.ceil((count * 8) / 30)));
}
/** The int, or what the subclass makes of it; the int is consumed. */
export function asSubclass(type: PyType, value: Result<'int'>): Answer {
  if (value === NULL || type === PyLong_Type) return value;
  const made = finish(call1(type, value));
  decref(value);
  return made;
}
export { signOf };

/** The bytes of bytes and bytearrays, and new objects of their kind. */
import { bytesIn } from '../../heap/memory.js';
import { NULL, type Ref, type Result } from '../../heap/reference.js';
import { bufferOf, hostBytes } from '../../abstract/buffer.js';
import { newByteArray } from '../../include/bytearray.js';
import { BYTES_DATA, isBytes, isExactBytes, newBytes, newBytesBuffer } from '../../include/bytes.js';
import { typeName } from '../../include/type.js';
import { errors, raiseNull } from '../../object/errors.js';
import { typeOf } from '../../object/header.js';
import { newRef } from '../../object/refcount.js';

const nameOf = (o: Ref): string => typeName(typeOf(o));

/** The bytes of self, a copy. */
export const own = (self: Ref): Uint8Array => hostBytes(bufferOf(self)!);
/** A new object of the kind of self; one byte is not the cached one. */
export function like(self: Ref, from: Uint8Array): Result {
  if (!isBytes(self)) return newByteArray(from);
  const o = newBytesBuffer(from.length);
  if (o !== NULL && from.length > 0) bytesIn(o + BYTES_DATA, from);
  return o;
}
/** A part of self: bytes of length 1 are the cached ones. */
export const part = (self: Ref, from: Uint8Array): Result =>
  isBytes(self) ? newBytes(from) : newByteArray(from);
/** Self where nothing changed: the same bytes object, a copy of a bytearray. */
export const same = (self: Ref): Result => (isExactBytes(self) ? newRef(self) : part(self, own(self)));

/** The bytes of an argument, or null with TypeError set. */
export function argument(o: Ref): Uint8Array | null {
  const view = bufferOf(o);
  if (view !== null) return hostBytes(view);
  return raiseNull(errors.TypeError, `a bytes-like object is required, not '${nameOf(o)}'`);
}

/** bytes: characters in the object itself.  CPython: Include/cpython/bytesobject.h. */
import {
  bytesIn,
  compareBytes,
  load,
  store,
  store8,
  storePointer,
  viewBytes,
  type Address
} from '../heap/memory.js';
import { NULL, type Owned, type Ref, type Result } from '../heap/reference.js';
import { wide, struct } from '../heap/struct.js';
import { allocate } from '../memory/allocate.js';
import { noMemory } from '../object/create.js';
import { hashHigh, hashIs } from '../object/hash.js';
import { ob_size, setSize, typeOf } from '../object/header.js';
import { newRef } from '../object/refcount.js';
import { setStaticCount } from '../object/statics.js';
import { staticAllocate } from '../process/space.js';
import { layoutOf } from '../heap/layout.js';
import { hashBytes } from './siphash.js';
import { Flag, staticType, typeHas } from './type.js';

export type PyBytes = Ref<'bytes'>;
export const PyBytes_Type = staticType();
export const PyBytes = struct('bytes', 'PyBytesObject', { ob_shash: wide });
const HASH = PyBytes.ob_shash.offset;
/** Where the bytes begin. */
export const BYTES_DATA = layoutOf('PyBytesObject')!.fields['ob_sval']!;

export const isExactBytes = (o: Ref): o is PyBytes => typeOf(o) === PyBytes_Type;
export const isBytes = (o: Ref): o is PyBytes => typeHas(typeOf(o), Flag.BYTES);
export const bytesLength = ob_size;
export const bytesData = (o: Ref): Address => o + BYTES_DATA;

function writeHead(o: Address, count: number): void {
  store(o, 1);
  store(o + 4, 0);
  storePointer(o + 8, PyBytes_Type);
  setSize(o as Ref, count);
  store(o + HASH, -1);
  store(o + HASH + 4, -1);
}

/** b"" and the bytes of length 1. */
const EMPTY = staticBytes(0);
const SINGLE_SIZE = (BYTES_DATA + 2 + 15) & -16;
const SINGLES = staticAllocate(256 * SINGLE_SIZE);
function staticBytes(count: number): PyBytes {
  const o = staticAllocate(BYTES_DATA + count + 1);
  writeHead(o, count);
  setStaticCount(o as Ref, 'static');
  return o as PyBytes;
}
for (let value = 0; value < 256; value++) {
  const o = SINGLES + value * SINGLE_SIZE;
  writeHead(o, 1);
  store8(o + BYTES_DATA, value);
  setStaticCount(o as Ref, 'static');
}
/** The cached bytes of length 1, borrowed. */
export const oneByte = (value: number): PyBytes => (SINGLES + value * SINGLE_SIZE) as PyBytes;

/** Room for `count` bytes to be written, ended by a 0.  Length 0 gives b"".  @cpython PyBytes_FromStringAndSize(NULL, n) */
export function newBytesBuffer(count: number): Result<'bytes'> {
  if (count === 0) return newRef(EMPTY);
  const o = allocate(BYTES_DATA + count + 1);
  if (o === 0) return noMemory();
  writeHead(o, count);
  store8(o + BYTES_DATA + count, 0);
  return o as Owned<'bytes'>;
}
/** A bytes object with these bytes: cached ones for lengths 0 and 1. */
export function newBytes(from: Uint8Array): Result<'bytes'> {
  if (from.length === 1) return newRef(oneByte(from[0]!));
  const o = newBytesBuffer(from.length);
  if (o !== NULL) bytesIn(o + BYTES_DATA, from);
  return o;
}
/** A view of the bytes, for reading at once. */
export const bytesOf = (o: Ref): Uint8Array => viewBytes(o + BYTES_DATA, ob_size(o));
export const forgetBytesHash = (o: Ref): void => {
  store(o + HASH, -1);
  store(o + HASH + 4, -1);
};

export const bytesEqual = (a: Ref, b: Ref): boolean =>
  a === b || (ob_size(a) === ob_size(b) && compareBytes(a + BYTES_DATA, b + BYTES_DATA, ob_size(a)) === 0);

/** The hash's low word, high word in HASH_HIGH; kept in the object. */
export function bytesHash(o: Ref): number {
  const low = load(o + HASH),
    high = load(o + HASH + 4);
  if ((low & high) !== -1) return hashIs(low, high);
  const made = hashBytes(o + BYTES_DATA, ob_size(o));
  store(o + HASH, made);
  store(o + HASH + 4, hashHigh());
  return made;
}

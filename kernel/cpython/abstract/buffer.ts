/** Objects that lend their bytes: bytes, bytearray, memoryview.  CPython: Objects/abstract.c PyObject_GetBuffer, bytesobject.c PyBytes_FromObject. */
import { ABSENT, NULL, type Owned, type Ref, type Result } from '../heap/reference.js';
import { load8, type Address } from '../heap/memory.js';
import { PyByteArray_Type, byteArrayData } from '../include/bytearray.js';
import { bytesData, isBytes, isExactBytes, newBytes } from '../include/bytes.js';
import { asIndex, intToNumber, isInt } from '../include/int.js';
import { isMemoryView, viewBuffer, type ByteView } from '../include/memoryview.js';
import { identifier, isStr } from '../include/str.js';
import { isExactTuple, tupleItem } from '../include/tuple.js';
import { isExactList, listItem } from '../include/list.js';
import { typeName } from '../include/type.js';
import { ob_size, typeOf } from '../object/header.js';
import { errors, raise } from '../object/errors.js';
import { decref, newRef } from '../object/refcount.js';
import { slot, slotOf } from '../object/slots.js';
import { finish } from '../object/upward.js';
import { call0 } from './call.js';
import { isSubtype } from './lookup.js';
import { iter, nextOrAbsent } from './iterate.js';
import { lookupSpecial } from './object.js';

/** Where the bytes of a bytes-like object lie, or null when it is none.  Good until Python code runs. */
export function bufferOf(o: Ref): ByteView | null {
  if (isBytes(o)) return { data: bytesData(o), count: ob_size(o) };
  if (isSubtype(typeOf(o), PyByteArray_Type)) return { data: byteArrayData(o), count: ob_size(o) };
  if (isMemoryView(o)) return viewBuffer(o);
  return null;
}
/** The same; TypeError when it is none: `a bytes-like object is required, not 'str'`. */
export function needBuffer(o: Ref): ByteView | null {
  const found = bufferOf(o);
  if (found === null)
    raise(errors.TypeError, `a bytes-like object is required, not '${typeName(typeOf(o))}'`);
  return found;
}
/** A copy of the bytes, for the host. */
export function hostBytes(view: { readonly data: Address; readonly count: number }): Uint8Array {
  const bytes = new Uint8Array(view.count);
  for (let i = 0; i < view.count; i++) bytes[i] = load8(view.data + i);
  return bytes;
}

const DUNDER_BYTES = identifier('__bytes__');
/** What `__bytes__` gives, ABSENT without one. */
export function callBytesMethod(o: Ref): Result | typeof ABSENT {
  const method = lookupSpecial(o, DUNDER_BYTES);
  if (method === ABSENT || method === NULL) return method;
  const answer = finish(call0(method));
  decref(method);
  if (answer === NULL || isBytes(answer)) return answer;
  const name = typeName(typeOf(answer));
  decref(answer);
  return raise(errors.TypeError, `__bytes__ returned non-bytes (type ${name})`);
}
/** A bytes object of what an object holds: itself, its `__bytes__`, its buffer, or the ints it gives.  @cpython PyObject_Bytes */
export function toBytes(o: Ref): Result {
  if (isExactBytes(o)) return newRef(o);
  const own = callBytesMethod(o);
  if (own !== ABSENT) return own;
  return bytesFromObject(o);
}
/** @cpython Objects/bytesobject.c PyBytes_FromObject */
export function bytesFromObject(o: Ref): Result {
  const view = bufferOf(o);
  if (view !== null) return newBytes(hostBytes(view));
  const isIterable = slotOf(typeOf(o), slot.tp_iter) !== 0 || slotOf(typeOf(o), slot.sq_item) !== 0;
  if (isStr(o) || !isIterable) {
    return raise(errors.TypeError, `cannot convert '${typeName(typeOf(o))}' object to bytes`);
  }
  const values = byteValues(o, 'bytes');
  return values === null ? NULL : newBytes(Uint8Array.from(values));
}
/** The ints from 0 to 255 that an iterable gives; `what` is for the ValueError.  null: an exception is set. */
export function byteValues(o: Ref, what: 'bytes' | 'byte'): number[] | null {
  const values: number[] = [];
  if (isExactList(o) || isExactTuple(o)) {
    // C reads lists and tuples in place, and looks at the size each time.
    for (let i = 0; i < ob_size(o); i++) {
      const item = newRef(isExactTuple(o) ? tupleItem(o, i) : listItem(o, i));
      if (!takeByte(item, values, what)) return null;
    }
    return values;
  }
  const iterator = finish(iter(o));
  if (iterator === NULL) return null;
  for (;;) {
    const item = nextOrAbsent(iterator);
    if (item === ABSENT || item === NULL || !takeByte(item, values, what)) {
      decref(iterator);
      return item === ABSENT ? values : null;
    }
  }
}
function takeByte(item: Owned, values: number[], what: 'bytes' | 'byte'): boolean {
  const value = isInt(item) ? intToNumber(item) : asIndex(item, errors.ValueError);
  decref(item);
  if (value === null) return false;
  if (value < 0 || value > 255) {
    raise(errors.ValueError, `${what} must be in range(0, 256)`);
    return false;
  }
  values.push(value);
  return true;
}
/** Whether C's isspace says so. */
export const isSpaceByte = (b: number): boolean => b === 32 || (b >= 9 && b <= 13);

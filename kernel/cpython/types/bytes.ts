/** What bytes do.  CPython: Objects/bytesobject.c. */
import { bytesIn, compareBytes, load8 } from '../heap/memory.js';
import { NULL, type Answer, type Ref, type Result } from '../heap/reference.js';
import { stepsOf } from '../abstract/bounds.js';
import { bufferOf, bytesFromObject, hostBytes } from '../abstract/buffer.js';
import { call1 } from '../abstract/call.js';
import { defineType } from '../abstract/define.js';
import { packTuple } from '../abstract/pack.js';
import {
  BYTES_DATA,
  PyBytes,
  PyBytes_Type,
  bytesData,
  bytesEqual,
  bytesHash,
  bytesOf,
  isBytes,
  isExactBytes,
  newBytes,
  newBytesBuffer
} from '../include/bytes.js';
import { asIndex, newInt } from '../include/int.js';
import { newBool, notImplemented } from '../include/singletons.js';
import { PySlice_Type } from '../include/slice.js';
import { newStr } from '../include/str.js';
import { genericAlloc } from '../include/subclass.js';
import { Flag, TypeObject, typeName } from '../include/type.js';
import { freeObject } from '../object/create.js';
import { errors, raise } from '../object/errors.js';
import { ob_size, typeOf, type PyType } from '../object/header.js';
import { decref, newRef } from '../object/refcount.js';
import { slot, slotOf } from '../object/slots.js';
import { finish } from '../object/upward.js';
import { sourceOf } from './bytes/construct.js';
import { bytesIter } from './bytes/iterator.js';
import { parseHex } from '../abstract/hex.js';
import { commonMethods, contains } from './bytes/methods.js';
import { own, same } from './bytes/own.js';
import { bytesRepr } from '../abstract/literals.js';
import { bytesPercent } from './bytes/text.js';

const nameOf = (o: Ref): string => typeName(typeOf(o));

/** bytes(source=b'', encoding, errors).  @cpython Objects/bytesobject.c bytes_new_impl */
function construct(cls: Ref, source: Ref | 0, encoding: Ref | 0, handler: Ref | 0): Answer {
  const type = cls as PyType;
  const value = plainNew(source, encoding, handler);
  return value === NULL || type === PyBytes_Type ? value : asSubclass(type, value);
}
function plainNew(source: Ref | 0, encoding: Ref | 0, handler: Ref | 0): Result {
  if (source !== 0 && encoding === 0 && handler === 0 && isExactBytes(source)) return newRef(source);
  const sorted = sourceOf('bytes', source, encoding, handler);
  if (sorted === null) return NULL;
  if (sorted === 'empty') return newBytes(new Uint8Array(0));
  if (sorted === 'object') return bytesFromObject(source as Ref);
  if ('encoded' in sorted) return sorted.encoded;
  if ('own' in sorted) return sorted.own;
  const made = newBytesBuffer(sorted.zeros);
  if (made !== NULL && sorted.zeros > 0) bytesIn(bytesData(made), new Uint8Array(sorted.zeros));
  return made;
}
function asSubclass(type: PyType, value: Result): Result {
  if (value === NULL) return NULL;
  const bytes = hostBytes(bufferOf(value)!);
  const o = genericAlloc<'bytes'>(type, bytes.length);
  if (o !== 0) {
    bytesIn(bytesData(o), bytes);
    PyBytes.ob_shash.set(o, -1);
    PyBytes.ob_shash.setHigh(o, -1);
  }
  decref(value);
  return o;
}

/** `a + b` for any two buffers.  @cpython Objects/bytesobject.c bytes_concat */
function concat(a: Ref, b: Ref): Answer {
  const x = bufferOf(a),
    y = bufferOf(b);
  if (x === null || y === null) return raise(errors.TypeError, `can't concat ${nameOf(b)} to ${nameOf(a)}`);
  if (x.count === 0 && isExactBytes(b)) return newRef(b);
  if (y.count === 0 && isExactBytes(a)) return newRef(a);
  const made = newBytesBuffer(x.count + y.count);
  if (made === NULL || x.count + y.count === 0) return made;
  bytesIn(bytesData(made), hostBytes(x));
  bytesIn(bytesData(made) + x.count, hostBytes(y));
  return made;
}
function repeat(self: Ref, n: number): Answer {
  const size = ob_size(self),
    times = Math.max(n, 0);
  if (size * times >= 2 ** 63) return raise(errors.OverflowError, 'repeated bytes are too long');
  if (size * times > 2 ** 30) return raise(errors.MemoryError, '');
  if (size * times === size && isExactBytes(self)) return newRef(self);
  const made = newBytesBuffer(size * times);
  if (made === NULL) return NULL;
  for (let i = 0; i < times && size > 0; i++) bytesIn(bytesData(made) + i * size, bytesOf(self));
  return made;
}
function richcompare(a: Ref, b: Ref, op: number): Answer {
  if (!isBytes(a) || !isBytes(b)) return notImplemented();
  if (op === 2 || op === 3) return newBool(bytesEqual(a, b) === (op === 2));
  const order =
    compareBytes(bytesData(a), bytesData(b), Math.min(ob_size(a), ob_size(b))) || ob_size(a) - ob_size(b);
  return newBool(op === 0 ? order < 0 : op === 1 ? order <= 0 : op === 4 ? order > 0 : order >= 0);
}
function item(self: Ref, i: number): Answer {
  if (i < 0 || i >= ob_size(self)) return raise(errors.IndexError, 'index out of range');
  return newInt(load8(bytesData(self) + i));
}
function subscript(self: Ref, key: Ref): Answer {
  if (slotOf(typeOf(key), slot.nb_index) !== 0) {
    const i = asIndex(key, errors.IndexError);
    return i === null ? NULL : item(self, i < 0 ? i + ob_size(self) : i);
  }
  if (typeOf(key) !== PySlice_Type) {
    return raise(errors.TypeError, `byte indices must be integers or slices, not ${nameOf(key)}`);
  }
  const steps = stepsOf(key, ob_size(self));
  if (steps === null) return NULL;
  const { start, step, count } = steps,
    from = bytesOf(self);
  if (count <= 0) return newBytes(new Uint8Array(0));
  if (start === 0 && step === 1 && count === from.length && isExactBytes(self)) return newRef(self);
  if (step === 1) return newBytes(from.slice(start, start + count));
  const picked = Uint8Array.from({ length: count }, (_, k) => from[start + k * step]!);
  const made = newBytesBuffer(count);
  if (made !== NULL) bytesIn(bytesData(made), picked);
  return made;
}
function percent(self: Ref, args: Ref): Answer {
  if (!isBytes(self)) return notImplemented();
  const made = bytesPercent(own(self), args);
  return made === null ? NULL : newBytes(made);
}
function fromHex(type: Ref, text: Ref): Answer {
  const parsed = parseHex(text);
  const made = parsed === null ? NULL : newBytes(parsed);
  if (made === NULL || type === PyBytes_Type) return made;
  const answer = finish(call1(type, made));
  decref(made);
  return answer;
}

export const bytes = defineType({
  name: 'bytes',
  type: PyBytes_Type,
  struct: PyBytes,
  basicsize: BYTES_DATA + 1,
  itemsize: 1,
  flags: Flag.BYTES,
  subclassable: true,
  doc: 'Bytes that never change.',
  sizeof: self => TypeObject.tp_basicsize(typeOf(self)) + ob_size(self),
  dealloc: freeObject,
  construct: { signature: "($type, source=b'', encoding='utf-8', errors='strict')", call: construct },
  repr: self => newStr(bytesRepr(own(self))),
  str: self => newStr(bytesRepr(own(self))),
  hash: bytesHash,
  richcompare,
  iter: bytesIter,
  slots: {
    nb_remainder: percent,
    sq_length: ob_size,
    mp_length: ob_size,
    sq_concat: concat,
    sq_repeat: repeat,
    sq_item: item,
    sq_contains: contains,
    mp_subscript: subscript
  },
  methods: {
    ...commonMethods,
    fromhex: {
      kind: 'class',
      signature: '($type, string, /)',
      doc: 'The bytes that hexadecimal figures spell.',
      call: fromHex
    },
    __getnewargs__: {
      signature: '($self, /)',
      doc: 'For copy and pickle.',
      call: (self: Ref) => packTuple(newBytes(own(self)))
    },
    __bytes__: { versions: '3.11-', signature: '($self, /)', doc: 'The bytes themselves.', call: same }
  }
});

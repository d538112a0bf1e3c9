/** What memoryviews do; one dimension.  CPython: Objects/memoryobject.c. */
import { bitsOfSingle, doubleOfBits, singleOfBits } from '../heap/float-bits.js';
import {
  bytesIn,
  load,
  load8,
  loadF64,
  store,
  store8,
  storeF64,
  storePointer,
  type Address
} from '../heap/memory.js';
import { NULL, DONE, type Answer, type Done, type Owned, type Ref, type Result } from '../heap/reference.js';
import { stepsOf } from '../abstract/bounds.js';
import { bufferOf } from '../abstract/buffer.js';
import { defineType } from '../abstract/define.js';
import { packTuple } from '../abstract/pack.js';
import { asDouble } from '../abstract/percent.js';
import { isSubtype } from '../abstract/lookup.js';
import { PyByteArray_Type, lendByteArray, unlendByteArray } from '../include/bytearray.js';
import { bytesHash, isBytes, newBytes } from '../include/bytes.js';
import { newFloat } from '../include/float.js';
import { asIndex, index, intToBigInt, newInt, newIntFromBigInt } from '../include/int.js';
import { listAppend, newList } from '../include/list.js';
import {
  Buffer,
  MASTER,
  ManagedBuffer,
  ManagedBuffer_Type,
  PyMemoryView,
  PyMemoryView_Type,
  RELEASED,
  VIEW,
  VIEW_ARRAY,
  isMemoryView,
  writeBuffer,
  type BufferFields
} from '../include/memoryview.js';
import { PySlice_Type } from '../include/slice.js';
import { newBool, none, notImplemented } from '../include/singletons.js';
import { isStr, newStr, toHost } from '../include/str.js';
import { typeName } from '../include/type.js';
import { staticAllocate } from '../process/space.js';
import { freeObject, newObject, newVarObject } from '../object/create.js';
import { native, thenCall, thenRelease } from '../object/dealloc.js';
import { errors, raise, raiseNull } from '../object/errors.js';
import { track, untrack } from '../object/gchead.js';
import { setSize, typeOf } from '../object/header.js';
import { clearRef, decref, newRef, take } from '../object/refcount.js';
import { slot, slotOf } from '../object/slots.js';
import { upward } from '../object/upward.js';
import { hexText } from '../abstract/hex.js';

const { mbuf, flags, exports } = PyMemoryView;
const nameOf = (o: Ref): string => typeName(typeOf(o));

/** Item formats: size in bytes, and how an item is read and written. */
interface Format {
  readonly size: number;
  readonly kind: 'int' | 'float' | 'bool' | 'char';
  readonly isSigned: boolean;
}
const format = (size: number, kind: Format['kind'] = 'int', isSigned = false): Format => ({
  size,
  kind,
  isSigned
});
const formats: Readonly<Record<string, Format>> = {
  B: format(1),
  b: format(1, 'int', true),
  c: format(1, 'char'),
  '?': format(1, 'bool'),
  H: format(2),
  h: format(2, 'int', true),
  I: format(4),
  i: format(4, 'int', true),
  L: format(8),
  l: format(8, 'int', true),
  Q: format(8),
  q: format(8, 'int', true),
  N: format(8),
  n: format(8, 'int', true),
  P: format(8),
  d: format(8, 'float'),
  f: format(4, 'float')
};
/** C strings of the formats, in static memory. */
const texts = Object.fromEntries(
  Object.keys(formats).map(code => {
    const p = staticAllocate(16);
    store8(p, code.charCodeAt(0));
    return [code, p];
  })
);
const codeOf = (b: Address): string => String.fromCharCode(load8(Buffer.format(b)));

/* Making and letting go. */
/** memoryview(object).  @cpython Objects/memoryobject.c PyMemoryView_FromObject */
function construct(_type: Ref, object: Ref): Answer {
  if (isMemoryView(object)) {
    if (isReleased(object)) return NULL;
    const b = object + VIEW;
    return newView(mbuf(object) as Ref, fieldsOf(b), load(Buffer.shape(b)), load(Buffer.strides(b)));
  }
  const view = bufferOf(object);
  if (view === null) {
    return raise(errors.TypeError, `memoryview: a bytes-like object is required, not '${nameOf(object)}'`);
  }
  const holder = newObject<'managedbuffer'>(ManagedBuffer_Type);
  if (holder === 0) return NULL;
  track(holder);
  const from: BufferFields = {
    buf: view.data,
    obj: newRef(object),
    len: view.count,
    itemsize: 1,
    readonly: isBytes(object),
    format: texts['B']!
  };
  writeBuffer(holder + MASTER, from, 0, view.count, 1);
  if (isSubtype(typeOf(object), PyByteArray_Type)) lendByteArray(object);
  const made = newView(holder, from, view.count, 1);
  decref(holder);
  return made;
}
const fieldsOf = (b: Address): BufferFields => ({
  buf: Buffer.buf(b),
  obj: Buffer.obj(b) as Ref,
  len: Buffer.len(b),
  itemsize: Buffer.itemsize(b),
  readonly: Buffer.isReadonly(b),
  format: Buffer.format(b)
});
/** A view on a managed buffer.  @cpython mbuf_add_view */
function newView(holder: Ref, from: BufferFields, count: number, stride: number): Result {
  const o = newVarObject<'memoryview'>(PyMemoryView_Type, 3);
  if (o === 0) return NULL;
  setSize(o, 3);
  mbuf.set(o, newRef(holder));
  PyMemoryView.hash.set(o, -1);
  PyMemoryView.hash.setHigh(o, -1);
  const fields = { ...from, len: count * from.itemsize };
  writeBuffer(o + VIEW, fields, o + VIEW_ARRAY, count, stride);
  ManagedBuffer.exports.set(holder, ManagedBuffer.exports(holder) + 1);
  track(o);
  return o;
}
/** The exporter gets its buffer back.  @cpython mbuf_release */
function releaseMaster(holder: Ref): Owned | 0 {
  if ((ManagedBuffer.flags(holder) & RELEASED) !== 0) return 0;
  ManagedBuffer.flags.set(holder, ManagedBuffer.flags(holder) | RELEASED);
  const exporter = Buffer.obj(holder + MASTER) as Owned | 0;
  storePointer(holder + MASTER + 8, 0);
  if (exporter !== 0 && isSubtype(typeOf(exporter), PyByteArray_Type)) unlendByteArray(exporter);
  return exporter;
}
/** The view is done with; the exporter, if it was the last, to be let go of.  @cpython _memory_release */
function releaseView(self: Ref): Owned | 0 {
  if ((flags(self) & RELEASED) !== 0) return 0;
  flags.set(self, flags(self) | RELEASED);
  const holder = mbuf(self) as Ref;
  const left = ManagedBuffer.exports(holder) - 1;
  ManagedBuffer.exports.set(holder, left);
  return left === 0 ? releaseMaster(holder) : 0;
}
/** ValueError is set for a released view. */
function isReleased(self: Ref): boolean {
  const holder = mbuf(self);
  const is =
    (flags(self) & RELEASED) !== 0 || (holder !== 0 && (ManagedBuffer.flags(holder) & RELEASED) !== 0);
  if (is) raise(errors.ValueError, 'operation forbidden on released memoryview object');
  return is;
}
function release(self: Ref): Answer {
  if (exports(self) > 0) {
    return raise(
      errors.BufferError,
      `memoryview has ${exports(self)} exported buffer${exports(self) === 1 ? '' : 's'}`
    );
  }
  const exporter = releaseView(self);
  if (exporter !== 0) decref(exporter);
  return none();
}

/* Items. */
const countOf = (self: Ref): number => load(Buffer.shape(self + VIEW));
const strideOf = (self: Ref): number => load(Buffer.strides(self + VIEW));
const addressOf = (self: Ref, i: number): Address => Buffer.buf(self + VIEW) + i * strideOf(self);
function bitsAt(p: Address, size: number): bigint {
  let bits = 0n;
  for (let k = size - 1; k >= 0; k--) bits = (bits << 8n) | BigInt(load8(p + k));
  return bits;
}
function putBits(p: Address, size: number, bits: bigint): void {
  for (let k = 0; k < size; k++) store8(p + k, Number((bits >> BigInt(8 * k)) & 255n));
}
const scratch = staticAllocate(16);
function unpack(p: Address, code: string): Result {
  const { size, kind, isSigned } = formats[code]!;
  const bits = bitsAt(p, size);
  if (kind === 'char') return newBytes(Uint8Array.of(Number(bits)));
  if (kind === 'bool') return newBool(bits !== 0n);
  if (kind === 'int') return newIntFromBigInt(isSigned ? BigInt.asIntN(size * 8, bits) : bits);
  if (size === 4) return newFloat(singleOfBits(Number(BigInt.asIntN(32, bits))));
  putBits(scratch, 8, bits);
  return newFloat(loadF64(scratch));
}
const wrongType = (code: string): 0 =>
  raise(errors.TypeError, `memoryview: invalid type for format '${code}'`);
const wrongValue = (code: string): 0 =>
  raise(errors.ValueError, `memoryview: invalid value for format '${code}'`);
function pack(p: Address, code: string, value: Ref): Done {
  const { size, kind, isSigned } = formats[code]!;
  if (kind === 'char') {
    const view = isBytes(value) ? bufferOf(value) : null;
    if (view === null) return wrongType(code);
    if (view.count !== 1) return wrongValue(code);
    store8(p, load8(view.data));
    return DONE;
  }
  if (kind === 'float') {
    if (slotOf(typeOf(value), slot.nb_float) === 0 && slotOf(typeOf(value), slot.nb_index) === 0)
      return wrongType(code);
    const x = asDouble(value);
    if (x === null) return NULL;
    if (size === 4) store(p, bitsOfSingle(x));
    else {
      storeF64(scratch, x);
      putBits(p, 8, bitsAt(scratch, 8));
    }
    return DONE;
  }
  if (slotOf(typeOf(value), slot.nb_index) === 0) return wrongType(code);
  const found = index(value);
  if (found === NULL) return NULL;
  const n = intToBigInt(found);
  decref(found);
  if (kind === 'bool') {
    store8(p, n === 0n ? 0 : 1);
    return DONE;
  }
  const bits = BigInt(size * 8);
  const low = isSigned ? -(1n << (bits - 1n)) : 0n,
    high = isSigned ? 1n << (bits - 1n) : 1n << bits;
  if (n < low || n >= high) return wrongValue(code);
  putBits(p, size, BigInt.asUintN(size * 8, n));
  return DONE;
}
/** A place from an index, or null. */
function place(self: Ref, key: Ref): number | null {
  const given = asIndex(key, errors.IndexError);
  if (given === null) return null;
  const i = given < 0 ? given + countOf(self) : given;
  if (i >= 0 && i < countOf(self)) return i;
  return raiseNull(errors.IndexError, 'index out of bounds on dimension 1');
}
function subscript(self: Ref, key: Ref): Answer {
  if (isReleased(self)) return NULL;
  if (slotOf(typeOf(key), slot.nb_index) !== 0) {
    const i = place(self, key);
    return i === null ? NULL : unpack(addressOf(self, i), codeOf(self + VIEW));
  }
  if (typeOf(key) !== PySlice_Type) return raise(errors.TypeError, 'memoryview: invalid slice key');
  const steps = stepsOf(key, countOf(self));
  if (steps === null) return NULL;
  const fields = { ...fieldsOf(self + VIEW), buf: addressOf(self, steps.start) };
  return newView(mbuf(self) as Ref, fields, steps.count, strideOf(self) * steps.step);
}
function setSubscript(self: Ref, key: Ref, value: Ref | 0): Done {
  if (isReleased(self)) return NULL;
  if (Buffer.isReadonly(self + VIEW)) return raise(errors.TypeError, 'cannot modify read-only memory');
  if (value === 0) return raise(errors.TypeError, 'cannot delete memory');
  if (slotOf(typeOf(key), slot.nb_index) !== 0) {
    const i = place(self, key);
    return i === null ? NULL : pack(addressOf(self, i), codeOf(self + VIEW), value);
  }
  if (typeOf(key) !== PySlice_Type) return raise(errors.TypeError, 'memoryview: invalid slice key');
  const steps = stepsOf(key, countOf(self));
  if (steps === null) return NULL;
  const from = isMemoryView(value) ? contentOf(value) : bufferOf(value);
  if (from === null)
    return raise(errors.TypeError, `a bytes-like object is required, not '${nameOf(value)}'`);
  const bytes = from instanceof Uint8Array ? from : copyOf(from.data, from.count);
  const size = Buffer.itemsize(self + VIEW);
  if (bytes.length !== steps.count * size) {
    return raise(errors.ValueError, 'memoryview assignment: lvalue and rvalue have different structures');
  }
  for (let k = 0; k < steps.count; k++) {
    bytesIn(addressOf(self, steps.start + k * steps.step), bytes.subarray(k * size, (k + 1) * size));
  }
  return DONE;
}
const copyOf = (p: Address, count: number): Uint8Array =>
  Uint8Array.from({ length: count }, (_, i) => load8(p + i));
/** The items' bytes, one after the other. */
function contentOf(self: Ref): Uint8Array {
  const size = Buffer.itemsize(self + VIEW),
    count = countOf(self),
    out = new Uint8Array(count * size);
  for (let i = 0; i < count; i++) out.set(copyOf(addressOf(self, i), size), i * size);
  return out;
}
function richcompare(a: Ref, b: Ref, op: number): Answer {
  if (op !== 2 && op !== 3) return notImplemented();
  if ((flags(a) & RELEASED) !== 0) return newBool((a === b) === (op === 2));
  const view = isMemoryView(b) ? null : bufferOf(b);
  if (!isMemoryView(b) && view === null) return notImplemented();
  const other = view === null ? contentOf(b) : copyOf(view.data, view.count);
  const codeB = view === null ? codeOf(b + VIEW) : 'B';
  const mine = contentOf(a),
    codeA = codeOf(a + VIEW);
  const size = formats[codeA]!.size,
    sizeB = formats[codeB]!.size;
  let isEqual = mine.length / size === other.length / sizeB;
  for (let i = 0; isEqual && i < mine.length / size; i++) {
    isEqual = numberAt(mine, i, codeA) === numberAt(other, i, codeB);
  }
  return newBool(isEqual === (op === 2));
}
function numberAt(bytes: Uint8Array, i: number, code: string): number | bigint {
  const { size, kind, isSigned } = formats[code]!;
  let bits = 0n;
  for (let k = size - 1; k >= 0; k--) bits = (bits << 8n) | BigInt(bytes[i * size + k]!);
  if (kind === 'float') {
    return size === 4 ? singleOfBits(Number(BigInt.asIntN(32, bits))) : doubleOfBits(bits);
  }
  return Number(isSigned ? BigInt.asIntN(size * 8, bits) : bits);
}
function toList(self: Ref): Answer {
  if (isReleased(self)) return NULL;
  const list = newList(0);
  if (list === NULL) return NULL;
  for (let i = 0; i < countOf(self); i++) {
    const item = unpack(addressOf(self, i), codeOf(self + VIEW));
    if (item === NULL || listAppend(list, item) !== DONE) {
      decref(list);
      return NULL;
    }
  }
  return list;
}
/** memoryview.cast(format).  @cpython memory_cast */
function cast(self: Ref, wanted: Ref): Answer {
  if (isReleased(self)) return NULL;
  if (!isStr(wanted)) return raise(errors.TypeError, 'format argument must be a string');
  const text = toHost(wanted).replace(/^@/, ''),
    target = formats[text],
    b = self + VIEW;
  if (target === undefined) {
    return raise(
      errors.ValueError,
      "memoryview: destination format must be a native single character format prefixed with an optional '@'"
    );
  }
  if (strideOf(self) !== Buffer.itemsize(b)) {
    return raise(errors.TypeError, 'memoryview: casts are restricted to C-contiguous views');
  }
  const isBytes = (code: string): boolean => 'Bbc'.includes(code);
  if (!isBytes(text) && !isBytes(codeOf(b))) {
    return raise(errors.TypeError, 'memoryview: cannot cast between two non-byte formats');
  }
  const length = Buffer.len(b);
  if (length % target.size !== 0) {
    return raise(errors.TypeError, 'memoryview: length is not a multiple of itemsize');
  }
  const fields = { ...fieldsOf(b), itemsize: target.size, format: texts[text]! };
  return newView(mbuf(self) as Ref, fields, length / target.size, target.size);
}
const FREE = native((self: Ref) => freeObject(self));
/** A property of the view that a released one refuses. */
const property = (get: (self: Ref) => Answer, doc: string) => ({
  doc,
  get: (self: Ref): Answer => (isReleased(self) ? NULL : get(self))
});
const contiguous = property(
  self => newBool(strideOf(self) === Buffer.itemsize(self + VIEW) || countOf(self) <= 1),
  'Whether items lie one after the other.'
);

export const managedBuffer = defineType({
  name: 'managedbuffer',
  type: ManagedBuffer_Type,
  struct: ManagedBuffer,
  gc: true,
  noNew: true,
  traverse: (self, visit) => visit(Buffer.obj(self + MASTER)),
  clear: self => {
    const exporter = releaseMaster(self);
    if (exporter !== 0) decref(exporter);
  },
  owned(self, visit) {
    const exporter = Buffer.obj(self + MASTER);
    if (exporter !== 0) visit(exporter, '.obj', 'attribute');
  },
  dealloc(self) {
    untrack(self);
    thenCall(FREE, self);
    thenRelease(releaseMaster(self));
  }
});

export const memoryview = defineType({
  name: 'memoryview',
  type: PyMemoryView_Type,
  struct: PyMemoryView,
  basicsize: VIEW_ARRAY,
  itemsize: 8,
  gc: true,
  weaklist: PyMemoryView.weakreflist.offset,
  doc: "A window on another object's bytes.",
  sizeof: () => VIEW_ARRAY + 24,
  traverse: (self, visit) => visit(mbuf(self)),
  clear: self => {
    const exporter = releaseView(self);
    if (exporter !== 0) decref(exporter);
    clearRef(self, mbuf);
  },
  owned(self, visit) {
    const holder = mbuf(self);
    if (holder !== 0) visit(holder, '.mbuf', 'attribute');
  },
  dealloc(self) {
    untrack(self);
    if (PyMemoryView.weakreflist(self) !== 0) upward.clearWeakrefs(self);
    const exporter = mbuf(self) === 0 ? 0 : releaseView(self);
    thenCall(FREE, self);
    thenRelease(take(self, mbuf));
    thenRelease(exporter);
  },
  construct: { signature: '($type, object)', call: construct },
  repr: self =>
    newStr(
      `<${(flags(self) & RELEASED) !== 0 ? 'released memory' : 'memory'} at 0x${self.toString(16).padStart(12, '0')}>`
    ),
  hash: self => {
    if (isReleased(self)) return null;
    if (!Buffer.isReadonly(self + VIEW))
      return raiseNull(errors.ValueError, 'cannot hash writable memoryview object');
    const copy = newBytes(contentOf(self));
    if (copy === NULL) return null;
    const low = bytesHash(copy);
    decref(copy);
    return low;
  },
  richcompare,
  slots: {
    sq_length: (self: Ref) => (isReleased(self) ? null : countOf(self)),
    mp_length: (self: Ref) => (isReleased(self) ? null : countOf(self)),
    sq_item: (self: Ref, i: number) => {
      if (isReleased(self)) return NULL;
      return i >= 0 && i < countOf(self)
        ? unpack(addressOf(self, i), codeOf(self + VIEW))
        : raise(errors.IndexError, 'index out of bounds on dimension 1');
    },
    mp_subscript: subscript,
    mp_ass_subscript: setSubscript
  },
  getset: {
    obj: property(self => newRef(Buffer.obj(self + VIEW) as Ref), 'The object whose bytes these are.'),
    nbytes: property(self => newInt(Buffer.len(self + VIEW)), 'How many bytes.'),
    itemsize: property(self => newInt(Buffer.itemsize(self + VIEW)), 'Bytes of an item.'),
    format: property(self => newStr(codeOf(self + VIEW)), 'What an item is.'),
    ndim: property(() => newInt(1), 'Dimensions.'),
    readonly: property(self => newBool(Buffer.isReadonly(self + VIEW)), 'Whether items can be set.'),
    shape: property(self => packTuple(newInt(countOf(self))), 'How many items.'),
    strides: property(self => packTuple(newInt(strideOf(self))), 'Bytes from one item to the next.'),
    suboffsets: property(() => packTuple(), 'Nothing.'),
    c_contiguous: contiguous,
    f_contiguous: contiguous,
    contiguous
  },
  methods: {
    release: { signature: '($self, /)', doc: 'Give the buffer back.', call: release },
    tobytes: {
      signature: "($self, /, order='C')",
      doc: 'The items as bytes.',
      call: (self: Ref) => (isReleased(self) ? NULL : newBytes(contentOf(self)))
    },
    tolist: { signature: '($self, /)', doc: 'The items as a list.', call: toList },
    hex: {
      signature: '($self, /, sep=<unrepresentable>, bytes_per_sep=1)',
      doc: 'In hexadecimal figures.',
      call: (self: Ref, separator: Ref | 0, group: Ref | 0) => {
        if (isReleased(self)) return NULL;
        const text = hexText(contentOf(self), separator, group);
        return text === null ? NULL : newStr(text);
      }
    },
    cast: { signature: '($self, /, format)', doc: 'The same bytes as other items.', call: cast },
    toreadonly: {
      versions: '3.8-',
      signature: '($self, /)',
      doc: 'A view that cannot write.',
      call: (self: Ref) =>
        isReleased(self)
          ? NULL
          : newView(
              mbuf(self) as Ref,
              { ...fieldsOf(self + VIEW), readonly: true },
              countOf(self),
              strideOf(self)
            )
    },
    __enter__: {
      signature: '($self, /)',
      doc: 'The view itself.',
      call: (self: Ref) => (isReleased(self) ? NULL : newRef(self))
    },
    __exit__: { signature: '($self, /, *args)', doc: 'Give the buffer back.', call: release }
  }
});

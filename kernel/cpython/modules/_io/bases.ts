/** The streams of raw bytes, buffered bytes and text: what derived types build on.  CPython: Modules/_io/iobase.c, bufferedio.c, textio.c. */
import { bytesIn, viewBytes } from '../../heap/memory.js';
import { ABSENT, NULL, PUSHED, type Answer, type Owned, type Ref } from '../../heap/reference.js';
import { borrows, int32, mayOwn } from '../../heap/struct.js';
import { needBuffer } from '../../abstract/buffer.js';
import { callMethod, callMethod0 } from '../../abstract/call.js';
import { defineType } from '../../abstract/define.js';
import { byteArrayData, byteArrayView, newByteArray, resizeByteArray } from '../../include/bytearray.js';
import { bytesData, isBytes, newBytes } from '../../include/bytes.js';
import { asIndex, newInt } from '../../include/int.js';
import {
  PyBufferedIOBase_Type,
  PyIOBase,
  PyIOBase_Type,
  PyRawIOBase_Type,
  PyTextIOBase_Type
} from '../../include/io.js';
import { None, none } from '../../include/singletons.js';
import { identifier } from '../../include/str.js';
import { errors, raise } from '../../object/errors.js';
import { ob_size } from '../../object/header.js';
import { beginNative, nativeFrame } from '../../object/native-frame.js';
import { decref } from '../../object/refcount.js';
import { argumentType } from '../../abstract/text.js';
import { missing } from './checks.js';
import { isWritableBuffer } from './writable.js';

const READ = identifier('read'),
  READ1 = identifier('read1'),
  READALL = identifier('readall'),
  READINTO = identifier('readinto');
/** How much readall() asks for at a time. */
const CHUNK = 8192;

/** `read(n)` by `readinto()`.  @cpython Modules/_io/iobase.c _io__RawIOBase_read_impl */
const Reading = nativeFrame('read', { buffer: mayOwn }, (frame, answer): Answer => {
  if (answer === NULL || answer === ABSENT) return NULL;
  if (answer === None) return answer as Owned;
  const count = asIndex(answer as Ref, errors.ValueError);
  decref(answer as Owned);
  if (count === null) return NULL;
  const bytes = byteArrayView(Reading.buffer(frame) as Ref);
  if (count >= 0 && count <= bytes.length) return newBytes(bytes.subarray(0, count));
  return raise(errors.ValueError, `readinto returned ${count} outside buffer size ${bytes.length}`);
});
function read(self: Ref, size: Ref | 0): Answer {
  const count = size === 0 ? -1 : asIndex(size);
  if (count === null) return NULL;
  if (count < 0) return callMethod0(self, READALL);
  const buffer = newByteArray(new Uint8Array(count));
  if (buffer === NULL) return NULL;
  const frame = Reading.enter();
  Reading.buffer.set(frame, buffer);
  return beginNative(frame, callMethod(self, READINTO, buffer));
}
/** Chunk after chunk.  @cpython Modules/_io/iobase.c _io__RawIOBase_readall_impl */
const ReadingAll = nativeFrame(
  'readall',
  { self: borrows /* the caller's */, all: mayOwn },
  (frame, given): Answer => {
    let answer = given;
    for (;;) {
      if (answer === PUSHED) return PUSHED;
      if (answer === NULL || answer === ABSENT) return NULL;
      const got = answer as Owned;
      const all = ReadingAll.all(frame) as Ref,
        was = ob_size(all);
      if (got === None && was === 0) return got;
      if (got !== None && !isBytes(got)) {
        decref(got);
        return raise(errors.TypeError, 'read() should return bytes');
      }
      const count = got === None ? 0 : ob_size(got);
      const done = count === 0 || resizeByteArray(all, was + count);
      if (count > 0 && done) bytesIn(byteArrayData(all) + was, viewBytes(bytesData(got), count));
      decref(got);
      if (!done) return NULL;
      if (count === 0) return newBytes(byteArrayView(all));
      answer = readChunk(ReadingAll.self(frame) as Ref);
    }
  }
);
function readChunk(self: Ref): Answer {
  const size = newInt(CHUNK);
  if (size === NULL) return NULL;
  const answer = callMethod(self, READ, size);
  decref(size);
  return answer;
}
function readall(self: Ref): Answer {
  const all = newByteArray(new Uint8Array(0));
  if (all === NULL) return NULL;
  const frame = ReadingAll.enter();
  ReadingAll.self.set(frame, self);
  ReadingAll.all.set(frame, all);
  return beginNative(frame, readChunk(self));
}
const notImplemented = (): Answer => raise(errors.NotImplementedError, '');

export const rawIOBase = defineType({
  name: '_io._RawIOBase',
  type: PyRawIOBase_Type,
  base: PyIOBase_Type,
  struct: PyIOBase,
  subclassable: true,
  gc: true,
  doc: 'What streams of raw bytes have in common.',
  methods: {
    read: { signature: '($self, size=-1, /)', doc: '', call: read },
    readall: { signature: '($self, /)', doc: 'Read until the end.', call: readall },
    readinto: { signature: '($self, *args)', doc: '', call: notImplemented },
    write: { signature: '($self, *args)', doc: '', call: notImplemented }
  }
});

/** `readinto(buffer)` by `read(n)`.  @cpython Modules/_io/bufferedio.c _bufferediobase_readinto_generic */
const Filling = nativeFrame(
  'readinto',
  { buffer: borrows /* the caller's */, size: int32 },
  (frame, answer): Answer => {
    if (answer === NULL || answer === ABSENT) return NULL;
    const got = answer as Owned;
    if (!isBytes(got)) {
      decref(got);
      return raise(errors.TypeError, 'read() should return bytes');
    }
    const count = ob_size(got),
      size = Filling.size(frame);
    const view = needBuffer(Filling.buffer(frame) as Ref);
    if (view !== null && count <= size) bytesIn(view.data, viewBytes(bytesData(got), count));
    decref(got);
    if (view === null) return NULL;
    if (count <= size) return newInt(count);
    return raise(
      errors.ValueError,
      `read() returned too much data: ${size} bytes requested, ${count} returned`
    );
  }
);
const filling =
  (name: 'readinto' | 'readinto1', reader: Ref) =>
  (self: Ref, buffer: Ref): Answer => {
    if (!isWritableBuffer(buffer)) {
      return raise(
        errors.TypeError,
        `${name}() argument must be read-write bytes-like object, not ${argumentType(buffer)}`
      );
    }
    const view = needBuffer(buffer);
    if (view === null) return NULL;
    const size = newInt(view.count);
    if (size === NULL) return NULL;
    const frame = Filling.enter();
    Filling.buffer.set(frame, buffer);
    Filling.size.set(frame, view.count);
    const answer = callMethod(self, reader, size);
    decref(size);
    return beginNative(frame, answer);
  };

export const bufferedIOBase = defineType({
  name: '_io._BufferedIOBase',
  type: PyBufferedIOBase_Type,
  base: PyIOBase_Type,
  struct: PyIOBase,
  subclassable: true,
  gc: true,
  doc: 'What buffered streams of bytes have in common.',
  methods: {
    detach: { signature: '($self, *args)', doc: '', call: missing('detach') },
    read: { signature: '($self, *args)', doc: '', call: missing('read') },
    read1: { signature: '($self, *args)', doc: '', call: missing('read1') },
    readinto: { signature: '($self, buffer, /)', doc: '', call: filling('readinto', READ) },
    readinto1: { signature: '($self, buffer, /)', doc: '', call: filling('readinto1', READ1) },
    write: { signature: '($self, *args)', doc: '', call: missing('write') }
  }
});

const nothing = { get: (): Answer => none() };
export const textIOBase = defineType({
  name: '_io._TextIOBase',
  type: PyTextIOBase_Type,
  base: PyIOBase_Type,
  struct: PyIOBase,
  subclassable: true,
  gc: true,
  doc: 'What streams of text have in common.',
  getset: { encoding: nothing, newlines: nothing, errors: nothing },
  methods: {
    detach: { signature: '($self, *args)', doc: '', call: missing('detach') },
    read: { signature: '($self, *args)', doc: '', call: missing('read') },
    readline: { signature: '($self, *args)', doc: '', call: missing('readline') },
    write: { signature: '($self, *args)', doc: '', call: missing('write') }
  }
});

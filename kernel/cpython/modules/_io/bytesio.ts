/** BytesIO: bytes in memory that are read and written like a file.  CPython: Modules/_io/bytesio.c. */
import { bytesIn, copy, fill, viewBytes } from '../../heap/memory.js';
import type { PUSHED } from '../../heap/reference.js';
import {
  ABSENT,
  DONE,
  NULL,
  type Answer,
  type Done,
  type Maybe,
  type Owned,
  type Ref,
  type Result
} from '../../heap/reference.js';
import type { Address } from '../../heap/memory.js';
import { borrows, int32, mayOwn, ssize, structAt } from '../../heap/struct.js';
import { hostBytes, needBuffer } from '../../abstract/buffer.js';
import { defineType } from '../../abstract/define.js';
import { dropWeakrefs, owning } from '../../abstract/fields.js';
import { packTuple } from '../../abstract/pack.js';
import { callNative, nativeMethod, registerMethod } from '../../abstract/signature.js';
import { settled } from '../../abstract/settle.js';
import { argumentType } from '../../abstract/text.js';
import {
  BYTES_DATA,
  bytesData,
  bytesLength,
  isExactBytes,
  newBytes,
  newBytesBuffer
} from '../../include/bytes.js';
import { asIndex, isInt, newInt } from '../../include/int.js';
import { PyBufferedIOBase_Type } from '../../include/io.js';
import { listAppend, newList } from '../../include/list.js';
import { None, newBool, none } from '../../include/singletons.js';
import { genericAlloc } from '../../include/subclass.js';
import { isTuple, tupleItem } from '../../include/tuple.js';
import { TypeObject, staticType, typeName, type PyType } from '../../include/type.js';
import { errors, raise } from '../../object/errors.js';
import { ob_size, refcountOf, typeOf } from '../../object/header.js';
import { consuming, type ItemAnswer } from '../../object/native-frame.js';
import { clearRef, decref, newRef, setRef } from '../../object/refcount.js';
import { slot, slotOf } from '../../object/slots.js';
import { profile } from '../../profiles/profile.js';
import { optionalSize, wholeNumber } from './checks.js';
import { copyOfDict, restoreDict } from './stringio-state.js';
import { isWritableBuffer } from './writable.js';

export const PyBytesIO_Type = staticType();
/** `buf` is a bytes object, with room at its end: the one it began with as long as nothing is written. */
export const BytesIO = structAt(
  'BytesIO',
  { buf: mayOwn, pos: ssize, string_size: ssize, dict: mayOwn, weakreflist: borrows, exports: int32 },
  { buf: 16, pos: 24, string_size: 32, dict: 40, weakreflist: 48, exports: 56 },
  64
);
const { buf, pos, string_size, dict, exports } = BytesIO;
const NEWLINE = 10;
const TAKES_INDEX = profile.io.truncateTakesIndex;
const nameOf = (o: Ref): string => typeName(typeOf(o));
const bufferOf = (self: Ref): Ref => buf(self) as Ref;
const isShared = (self: Ref): boolean => refcountOf(bufferOf(self)) > 1;

function isOpen(self: Ref): boolean {
  if (buf(self) !== 0) return true;
  raise(errors.ValueError, 'I/O operation on closed file.');
  return false;
}
function hasNoExports(self: Ref): boolean {
  if (exports(self) === 0) return true;
  raise(errors.BufferError, 'Existing exports of data: object cannot be re-sized');
  return false;
}
/** A block of its own with room for so many bytes.  @cpython unshare_buffer, _PyBytes_Resize */
function setRoom(self: Ref, size: number): Done {
  const made = newBytesBuffer(size);
  if (made === NULL) return NULL;
  copy(bytesData(made), bytesData(bufferOf(self)), Math.min(size, string_size(self)));
  setRef(self, buf, made);
  return DONE;
}
/** @cpython Modules/_io/bytesio.c resize_buffer_lock_held */
function resizeBuffer(self: Ref, size: number): Done {
  const had = bytesLength(bufferOf(self));
  let room = size + 1;
  if (size >= Math.floor(had / 2)) {
    if (size < had) return DONE;
    if (size <= had * 1.125) room = size + (size >> 3) + (size < 9 ? 3 : 6);
  }
  return setRoom(self, room);
}
/** Bytes over what is there, at the position; how many, null: an exception is set.  @cpython write_bytes_lock_held */
function writeBytes(self: Ref, from: Ref): number | null {
  if (!isOpen(self) || !hasNoExports(self)) return null;
  const view = needBuffer(from);
  if (view === null) return null;
  const count = view.count;
  if (count === 0) return 0;
  const bytes = hostBytes(view);
  const at = pos(self),
    end = at + count,
    size = string_size(self);
  if (end > bytesLength(bufferOf(self))) {
    if (resizeBuffer(self, end) === NULL) return null;
  } else if (isShared(self) && setRoom(self, Math.max(end, size)) === NULL) return null;
  const data = bytesData(bufferOf(self));
  if (at > size) fill(data + size, 0, at - size);
  bytesIn(data + at, bytes);
  pos.set(self, end);
  if (end > size) string_size.set(self, end);
  return count;
}
/** So many bytes from the position on.  @cpython read_bytes */
function readBytes(self: Ref, count: number): Result {
  const at = pos(self),
    whole = bufferOf(self);
  pos.set(self, at + count);
  if (count > 1 && at === 0 && count === bytesLength(whole) && exports(self) === 0) return newRef(whole);
  return newBytes(viewBytes(bytesData(whole) + at, count));
}
/** How many bytes there are to read, at most so many; negative: all. */
function countFor(self: Ref, most: number): number {
  const left = string_size(self) - pos(self);
  return most < 0 || most > left ? Math.max(left, 0) : most;
}
/** Bytes of the line at the position, at most so many. */
function lineLength(self: Ref, most: number): number {
  const count = countFor(self, most);
  const at = viewBytes(bytesData(bufferOf(self)) + pos(self), count).indexOf(NEWLINE);
  return at < 0 ? count : at + 1;
}

function init(self: Ref, initial: Ref | 0): Answer {
  string_size.set(self, 0);
  pos.set(self, 0);
  if (!hasNoExports(self)) return NULL;
  if (initial === 0 || initial === None) return none();
  if (isExactBytes(initial)) {
    setRef(self, buf, newRef(initial));
    string_size.set(self, bytesLength(initial));
    return none();
  }
  if (writeBytes(self, initial) === null) return NULL;
  pos.set(self, 0);
  return none();
}
const INIT = nativeMethod(
  registerMethod('BytesIO', 'BytesIO', {
    signature: "($self, initial_bytes=b'')",
    doc: '',
    call: init
  })
);
/** Everything written, without a copy if possible.  @cpython _io_BytesIO_getvalue_impl */
function getvalue(self: Ref): Answer {
  if (!isOpen(self)) return NULL;
  const size = string_size(self);
  if (size !== bytesLength(bufferOf(self)) && exports(self) === 0 && setRoom(self, size) === NULL)
    return NULL;
  return newRef(bufferOf(self));
}
function read(self: Ref, size: Ref | 0): Answer {
  const most = optionalSize(size);
  return most === null || !isOpen(self) ? NULL : readBytes(self, countFor(self, most));
}
function readline(self: Ref, size: Ref | 0): Answer {
  const most = optionalSize(size);
  return most === null || !isOpen(self) ? NULL : readBytes(self, lineLength(self, most));
}
function readlines(self: Ref, hint: Ref | 0): Answer {
  if (hint !== 0 && hint !== None && slotOf(typeOf(hint), slot.nb_index) === 0) {
    return raise(errors.TypeError, `integer argument expected, got '${nameOf(hint)}'`);
  }
  const most = optionalSize(hint, 0);
  if (most === null || !isOpen(self)) return NULL;
  const list = newList(0);
  if (list === NULL) return NULL;
  let size = 0;
  for (let count = lineLength(self, -1); count > 0; count = lineLength(self, -1)) {
    const line = readBytes(self, count);
    if (line === NULL || listAppend(list, line) === NULL) {
      decref(list);
      return NULL;
    }
    size += count;
    if (most > 0 && size >= most) break;
  }
  return list;
}
function readinto(self: Ref, buffer: Ref): Answer {
  if (!isWritableBuffer(buffer)) {
    return raise(
      errors.TypeError,
      `readinto() argument must be read-write bytes-like object, not ${argumentType(buffer)}`
    );
  }
  if (!isOpen(self)) return NULL;
  const view = needBuffer(buffer);
  if (view === null) return NULL;
  const count = countFor(self, view.count);
  copy(view.data, bytesData(bufferOf(self)) + pos(self), count);
  pos.set(self, pos(self) + count);
  return newInt(count);
}
function write(self: Ref, bytes: Ref): Answer {
  const count = writeBytes(self, bytes);
  return count === null ? NULL : newInt(count);
}
const Writing = consuming(
  'writelines',
  { self: borrows /* the caller's */ },
  {
    item: (frame, line): ItemAnswer => (writeBytes(Writing.self(frame) as Ref, line) === null ? NULL : DONE),
    end: () => none()
  }
);
function writelines(self: Ref, lines: Ref): Answer {
  if (!isOpen(self)) return NULL;
  const frame = Writing.enter();
  Writing.self.set(frame, self);
  return Writing.start(frame, lines);
}
function truncate(self: Ref, size: Ref | 0): Answer {
  if (!isOpen(self) || !hasNoExports(self)) return NULL;
  const isGiven = size !== 0 && size !== None;
  const cut = isGiven && TAKES_INDEX ? wholeNumber(size) : optionalSize(size, pos(self));
  if (cut === null) return NULL;
  if (cut < 0) return raise(errors.ValueError, `negative size value ${cut}`);
  if (cut < string_size(self)) {
    string_size.set(self, cut);
    if (resizeBuffer(self, cut) === NULL) return NULL;
  }
  return newInt(cut);
}
function seek(self: Ref, offset: Ref, whence: Ref | 0): Answer {
  const given = wholeNumber(offset),
    from = given === null ? null : whence === 0 ? 0 : wholeNumber(whence);
  if (given === null || from === null || !isOpen(self)) return NULL;
  if (given < 0 && from === 0) return raise(errors.ValueError, `negative seek value ${given}`);
  if (from < 0 || from > 2) return raise(errors.ValueError, `invalid whence (${from}, should be 0, 1 or 2)`);
  const at = Math.max(0, given + (from === 0 ? 0 : from === 1 ? pos(self) : string_size(self)));
  pos.set(self, at);
  return newInt(at);
}
function close(self: Ref): Answer {
  if (!hasNoExports(self)) return NULL;
  clearRef(self, buf);
  return none();
}
function iternext(self: Ref): Maybe {
  if (!isOpen(self)) return NULL;
  const count = lineLength(self, -1);
  return count === 0 ? ABSENT : readBytes(self, count);
}
/** `(bytes, position, dict)`.  @cpython bytesio_getstate */
function getstate(self: Ref): Answer {
  const value = getvalue(self);
  return value <= 0 ? NULL : packTuple(value as Owned, newInt(pos(self)), copyOfDict(dict(self)));
}
function setstate(self: Ref, state: Ref): Answer {
  if (!isTuple(state) || ob_size(state) < 3) {
    return raise(
      errors.TypeError,
      `${nameOf(self)}.__setstate__ argument should be 3-tuple, got ${nameOf(state)}`
    );
  }
  if (!hasNoExports(self)) return NULL;
  const begun = init(self, tupleItem(state, 0));
  if (begun === NULL) return NULL;
  decref(begun as Owned);
  const at = tupleItem(state, 1);
  if (!isInt(at))
    return raise(errors.TypeError, `second item of state must be an integer, not ${nameOf(at)}`);
  const given = asIndex(at);
  if (given === null) return NULL;
  if (given < 0) return raise(errors.ValueError, 'position value cannot be negative');
  pos.set(self, given);
  return restoreDict(self, dict, tupleItem(state, 2), 'third') === NULL ? NULL : none();
}
const ifOpen =
  (answer: (self: Ref) => Answer): ((self: Ref) => Answer) =>
  self =>
    isOpen(self) ? answer(self) : NULL;
const yes = ifOpen(() => newBool(true));
const life = owning([buf, dict]);

export const bytesIO = defineType({
  name: '_io.BytesIO',
  type: PyBytesIO_Type,
  base: PyBufferedIOBase_Type,
  struct: BytesIO,
  subclassable: true,
  gc: true,
  doc: 'Bytes in memory, as a file.',
  dict: dict.offset,
  weaklist: BytesIO.weakreflist.offset,
  sizeof: self =>
    TypeObject.tp_basicsize(typeOf(self)) +
    (buf(self) === 0 || isShared(self) ? 0 : BYTES_DATA + bytesLength(bufferOf(self)) + 1),
  new(type: PyType): Answer {
    const self = genericAlloc(type, 0);
    if (self === 0) return NULL;
    const empty = newBytesBuffer(0);
    if (empty === NULL) {
      decref(self);
      return NULL;
    }
    buf.set(self, empty);
    return self;
  },
  init(self: Ref, argv: Address, nargs: number, kwnames: Ref | 0): Done | typeof PUSHED {
    return settled(callNative(INIT, self, argv, nargs, kwnames));
  },
  traverse: (self, visit) => visit(dict(self)),
  clear: self => clearRef(self, dict),
  dealloc(self) {
    dropWeakrefs(self, BytesIO.weakreflist.offset);
    life.dealloc(self);
  },
  iter: self => newRef(self),
  iternext,
  getset: { closed: { get: self => newBool(buf(self) === 0) } },
  methods: {
    getvalue: { signature: '($self, /)', doc: 'All bytes.', call: getvalue },
    read: { signature: '($self, size=-1, /)', doc: 'Read so many bytes.', call: read },
    read1: { signature: '($self, size=-1, /)', doc: 'Read so many bytes.', call: read },
    readline: { signature: '($self, size=-1, /)', doc: 'Read a line.', call: readline },
    readlines: { signature: '($self, size=None, /)', doc: 'Read a list of lines.', call: readlines },
    readinto: { signature: '($self, buffer, /)', doc: 'Read into a buffer.', call: readinto },
    tell: { signature: '($self, /)', doc: 'The position.', call: ifOpen(self => newInt(pos(self))) },
    truncate: { signature: '($self, size=None, /)', doc: 'Cut to a size.', call: truncate },
    seek: { signature: '($self, pos, whence=0, /)', doc: 'Go to a position.', call: seek },
    write: { signature: '($self, b, /)', doc: 'Write bytes.', call: write },
    writelines: { signature: '($self, lines, /)', doc: 'Write all of these.', call: writelines },
    close: { signature: '($self, /)', doc: 'Close it; its bytes are gone.', call: close },
    flush: { signature: '($self, /)', doc: 'Does nothing.', call: ifOpen(() => none()) },
    isatty: { signature: '($self, /)', doc: 'False.', call: ifOpen(() => newBool(false)) },
    seekable: { signature: '($self, /)', doc: '', call: yes },
    readable: { signature: '($self, /)', doc: '', call: yes },
    writable: { signature: '($self, /)', doc: '', call: yes },
    __getstate__: { signature: '($self, /)', doc: '', call: getstate },
    __setstate__: { signature: '($self, state, /)', doc: '', call: setstate }
  }
});

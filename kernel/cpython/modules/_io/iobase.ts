/** _IOBase: what every stream can do by what it can do.  CPython: Modules/_io/iobase.c. */
import {
  ABSENT,
  DONE,
  NULL,
  PUSHED,
  type Answer,
  type Maybe,
  type Owned,
  type Ref
} from '../../heap/reference.js';
import { borrows, int32, mayOwn } from '../../heap/struct.js';
import { viewBytes } from '../../heap/memory.js';
import { call1, callMethod, callMethod0 } from '../../abstract/call.js';
import { defineType } from '../../abstract/define.js';
import { dictGetset } from '../../abstract/dict-getset.js';
import { dropWeakrefs, owning } from '../../abstract/fields.js';
import { clearRaised, isTrueThenRelease, length, lookupAttr, setAttr } from '../../abstract/object.js';
import { finishDone } from '../../abstract/settle.js';
import { writeUnraisable } from '../../abstract/unraisable.js';
import { PyByteArray, byteArrayView, newByteArray, resizeByteArray } from '../../include/bytearray.js';
import { bytesData, isBytes, newBytes } from '../../include/bytes.js';
import { newInt, smallInt } from '../../include/int.js';
import { PyIOBase, PyIOBase_Type } from '../../include/io.js';
import { listAppend, newList } from '../../include/list.js';
import { True, newBool, none } from '../../include/singletons.js';
import { identifier } from '../../include/str.js';
import { typeName } from '../../include/type.js';
import { errors, raise } from '../../object/errors.js';
import { ob_size, typeOf } from '../../object/header.js';
import {
  STOP,
  beginNative,
  consuming,
  nativeFrame,
  type ItemAnswer,
  type NativeFrame
} from '../../object/native-frame.js';
import { decref, newRef, take } from '../../object/refcount.js';
import { setRaised, takeRaised } from '../../object/thread.js';
import { finish } from '../../object/upward.js';
import { profile } from '../../profiles/profile.js';
import { bytesIn } from '../../heap/memory.js';
import { checkClosed, missing, optionalSize, unsupported } from './checks.js';

const MARK = identifier('__IOBase_closed'),
  FINALIZING = identifier('_finalizing'),
  CLOSED = identifier('closed'),
  CLOSE = identifier('close'),
  FLUSH = identifier('flush'),
  PEEK = identifier('peek'),
  READ = identifier('read'),
  READLINE = identifier('readline'),
  SEEK = identifier('seek'),
  WRITE = identifier('write');
const NEWLINE = 10;

/** Whether the base's close() has run; null: an exception is set. */
function isClosed(self: Ref): boolean | null {
  const found = lookupAttr(self, MARK);
  if (found === NULL) return null;
  if (found === ABSENT) return false;
  decref(found);
  return true;
}
function flush(self: Ref): Answer {
  const is = isClosed(self);
  if (is === null) return NULL;
  return is ? raise(errors.ValueError, 'I/O operation on closed file.') : none();
}
/** The stream is marked as closed, whether or not it could be flushed. */
const Closing = nativeFrame('close', { self: borrows /* the caller's */ }, (frame, flushed): Answer => {
  if (flushed > 0) decref(flushed as Owned);
  const pending = flushed > 0 ? 0 : takeRaised();
  const done = finishDone(setAttr(Closing.self(frame) as Ref, MARK, True));
  if (pending === 0) return done === NULL ? NULL : none();
  if (done === NULL) clearRaised();
  setRaised(pending);
  return NULL;
});
/** @cpython Modules/_io/iobase.c _io__IOBase_close_impl */
function close(self: Ref): Answer {
  const is = isClosed(self);
  if (is === null) return NULL;
  if (is) return none();
  const frame = Closing.enter();
  Closing.self.set(frame, self);
  return beginNative(frame, callMethod0(self, FLUSH));
}
/** A stream that dies is closed.  @cpython Modules/_io/iobase.c iobase_finalize */
function finalize(self: Ref): void {
  const pending = takeRaised();
  const closed = lookupAttr(self, CLOSED);
  const is = closed === NULL ? null : closed === ABSENT ? true : isTrueThenRelease(closed);
  if (is === null) clearRaised();
  if (is === false) {
    if (finishDone(setAttr(self, FINALIZING, True)) === NULL) clearRaised();
    const answer = finish(callMethod0(self, CLOSE));
    if (answer !== NULL) decref(answer);
    else if (profile.io.reportsClosing) writeUnraisable('finalizing file', self);
    else clearRaised();
  }
  if (pending !== 0) setRaised(pending);
}

/** A line, byte after byte, or as many bytes as can be looked at in advance. */
const PEEKING = 0,
  READING = 1;
const Reading = nativeFrame(
  'readline',
  { self: borrows /* the caller's */, peek: mayOwn, line: mayOwn, limit: int32, phase: int32 },
  (frame, given): Answer => {
    let answer = given;
    for (;;) {
      if (answer === PUSHED) return PUSHED;
      if (answer === NULL || answer === ABSENT) return NULL;
      const got = answer as Owned;
      if (Reading.phase(frame) === PEEKING) {
        const count = ahead(frame, got);
        decref(got);
        if (count === NULL) return NULL;
        answer = read(frame, count);
        continue;
      }
      const isLast = keep(frame, got);
      decref(got);
      if (isLast === null) return NULL;
      const line = Reading.line(frame) as Ref,
        limit = Reading.limit(frame);
      if (isLast || (limit >= 0 && ob_size(line) >= limit)) return newBytes(byteArrayView(line));
      answer = ask(frame);
    }
  }
);
function ask(frame: NativeFrame): Answer {
  const peek = Reading.peek(frame);
  if (peek === 0) return read(frame, 1);
  Reading.phase.set(frame, PEEKING);
  return call1(peek, smallInt(1));
}
function read(frame: NativeFrame, count: number): Answer {
  Reading.phase.set(frame, READING);
  const size = newInt(count);
  if (size === NULL) return NULL;
  const answer = callMethod(Reading.self(frame) as Ref, READ, size);
  decref(size);
  return answer;
}
/** How many bytes to read, of those that lie ahead; NULL: OSError. */
function ahead(frame: NativeFrame, seen: Ref): number {
  if (!isBytes(seen))
    return raise(
      errors.OSError,
      `peek() should have returned a bytes object, not '${typeName(typeOf(seen))}'`
    );
  const limit = Reading.limit(frame);
  const left =
    limit < 0 ? ob_size(seen) : Math.min(ob_size(seen), limit - ob_size(Reading.line(frame) as Ref));
  if (ob_size(seen) === 0) return 1;
  const at = viewBytes(bytesData(seen), left).indexOf(NEWLINE);
  return at < 0 ? left : at + 1;
}
/** Adds what was read; whether the line ends there, null: an exception is set. */
function keep(frame: NativeFrame, got: Ref): boolean | null {
  if (!isBytes(got)) {
    raise(errors.OSError, `read() should have returned a bytes object, not '${typeName(typeOf(got))}'`);
    return null;
  }
  const count = ob_size(got);
  if (count === 0) return true;
  const line = Reading.line(frame) as Ref,
    was = ob_size(line);
  if (resizeByteArray(line, was + count) === NULL) return null;
  const bytes = viewBytes(bytesData(got), count);
  bytesIn(PyByteArray.ob_start(line) + was, bytes);
  return bytes[count - 1] === NEWLINE;
}
/** @cpython Modules/_io/iobase.c _io__IOBase_readline_impl */
function readline(self: Ref, size: Ref | 0): Answer {
  const limit = optionalSize(size);
  if (limit === null) return NULL;
  const peek = lookupAttr(self, PEEK);
  if (peek === NULL) return NULL;
  const line = newByteArray(new Uint8Array(0));
  const frame = Reading.enter();
  Reading.self.set(frame, self);
  if (peek !== ABSENT) Reading.peek.set(frame, peek);
  if (line === NULL) return beginNative(frame, NULL);
  Reading.line.set(frame, line);
  Reading.limit.set(frame, limit);
  if (limit === 0) {
    Reading.phase.set(frame, READING);
    return beginNative(frame, newBytes(new Uint8Array(0)));
  }
  return beginNative(frame, ask(frame));
}

const Iterating = nativeFrame('next', {}, (_frame, line): Maybe => {
  if (line === NULL || line === ABSENT) return NULL;
  const size = length(line as Ref);
  if (size !== null && size > 0) return line;
  decref(line as Owned);
  return size === null ? NULL : ABSENT;
});
/** @cpython Modules/_io/iobase.c iobase_iternext */
export function nextLine(self: Ref): Maybe {
  return beginNative(Iterating.enter(), callMethod0(self, READLINE));
}
/** @cpython Modules/_io/iobase.c _io__IOBase_readlines_impl */
const ReadingAll = consuming(
  'readlines',
  { list: mayOwn, hint: int32, count: int32 },
  {
    item(frame, line): ItemAnswer {
      if (listAppend(ReadingAll.list(frame) as Ref, newRef(line)) === NULL) return NULL;
      const hint = ReadingAll.hint(frame);
      if (hint <= 0) return DONE;
      const size = length(line);
      if (size === null) return NULL;
      const count = ReadingAll.count(frame);
      ReadingAll.count.set(frame, count + size);
      return size > hint - count ? STOP : DONE;
    },
    end: (frame): Answer => take(frame, ReadingAll.list) as Owned
  }
);
function readlines(self: Ref, hint: Ref | 0): Answer {
  const most = optionalSize(hint);
  if (most === null) return NULL;
  const list = newList(0);
  if (list === NULL) return NULL;
  const frame = ReadingAll.enter();
  ReadingAll.list.set(frame, list);
  ReadingAll.hint.set(frame, most);
  return ReadingAll.start(frame, self);
}
const Writing = consuming(
  'writelines',
  { self: borrows /* the caller's */ },
  {
    item: (frame, line): ItemAnswer => callMethod(Writing.self(frame) as Ref, WRITE, line),
    answered(_frame, answer) {
      decref(answer);
      return DONE;
    },
    end: () => none()
  }
);
/** @cpython Modules/_io/iobase.c _io__IOBase_writelines */
function writelines(self: Ref, lines: Ref): Answer {
  if (!checkClosed(self)) return NULL;
  const frame = Writing.enter();
  Writing.self.set(frame, self);
  return Writing.start(frame, lines);
}

/** `_checkReadable` and its like: what `readable()` says must be True. */
const Checking = nativeFrame('check', { what: int32 }, (frame, answer): Answer => {
  if (answer === NULL || answer === ABSENT) return NULL;
  if (answer === True) return answer as Owned;
  decref(answer as Owned);
  return unsupported(`File or stream is not ${CHECKED[Checking.what(frame)]!}.`);
});
const CHECKED = ['seekable', 'readable', 'writable'] as const;
function checking(what: (typeof CHECKED)[number]): (self: Ref) => Answer {
  const name = identifier(what),
    index = CHECKED.indexOf(what);
  return self => {
    const frame = Checking.enter();
    Checking.what.set(frame, index);
    return beginNative(frame, callMethod0(self, name));
  };
}
const itself = (self: Ref): Answer => (checkClosed(self) ? newRef(self) : NULL);
const no = (): Answer => newBool(false);
const life = owning([PyIOBase.dict]);

export const ioBase = defineType({
  name: '_io._IOBase',
  type: PyIOBase_Type,
  struct: PyIOBase,
  subclassable: true,
  gc: true,
  doc: 'What all streams have in common.',
  dict: PyIOBase.dict.offset,
  weaklist: PyIOBase.weakreflist.offset,
  ...life,
  dealloc(self) {
    dropWeakrefs(self, PyIOBase.weakreflist.offset);
    life.dealloc(self);
  },
  finalize,
  iter: itself,
  iternext: nextLine,
  getset: {
    closed: {
      get(self) {
        const is = isClosed(self);
        return is === null ? NULL : newBool(is);
      }
    },
    __dict__: dictGetset
  },
  methods: {
    seek: { signature: '($self, *args)', doc: 'Go to a position.', call: missing('seek') },
    tell: {
      signature: '($self, /)',
      doc: 'The position.',
      call: (self: Ref): Answer => callMethod(self, SEEK, smallInt(0), smallInt(1))
    },
    truncate: { signature: '($self, *args)', doc: 'Cut to a size.', call: missing('truncate') },
    flush: { signature: '($self, /)', doc: 'Write what is buffered.', call: flush },
    close: { signature: '($self, /)', doc: 'Flush and close; more than once is allowed.', call: close },
    seekable: { signature: '($self, /)', doc: 'Whether positions can be chosen.', call: no },
    readable: { signature: '($self, /)', doc: 'Whether it can be read.', call: no },
    writable: { signature: '($self, /)', doc: 'Whether it can be written.', call: no },
    _checkClosed: {
      signature: '($self, /)',
      doc: '',
      call: (self: Ref): Answer => (checkClosed(self) ? none() : NULL)
    },
    _checkSeekable: { signature: '($self, /)', doc: '', call: checking('seekable') },
    _checkReadable: { signature: '($self, /)', doc: '', call: checking('readable') },
    _checkWritable: { signature: '($self, /)', doc: '', call: checking('writable') },
    fileno: { signature: '($self, /)', doc: 'The file descriptor.', call: missing('fileno') },
    isatty: {
      signature: '($self, /)',
      doc: 'Whether it is a terminal.',
      call: (self: Ref): Answer => (checkClosed(self) ? no() : NULL)
    },
    __enter__: { signature: '($self, /)', doc: '', call: itself },
    __exit__: {
      signature: '($self, *args)',
      doc: '',
      call: (self: Ref): Answer => callMethod0(self, CLOSE)
    },
    readline: { signature: '($self, size=-1, /)', doc: 'Read a line.', call: readline },
    readlines: { signature: '($self, hint=-1, /)', doc: 'Read a list of lines.', call: readlines },
    writelines: { signature: '($self, lines, /)', doc: 'Write all of these.', call: writelines }
  }
});

/** Text files and the standard streams, as far as programs here need them.  CPython: Modules/_io/textio.c. */
import { ABSENT, NULL, type Answer, type Maybe, type Ref, type Result } from '../heap/reference.js';
import { defineType } from '../abstract/define.js';
import { dictGetset } from '../abstract/dict-getset.js';
import { dropWeakrefs, owning } from '../abstract/fields.js';
import { WAIT, host } from '../abstract/host.js';
import { nextOrAbsent, iter } from '../abstract/iterate.js';
import { encodeUtf8 } from '../abstract/utf8.js';
import { asIndex, newInt } from '../include/int.js';
import { listAppend, newList } from '../include/list.js';
import { None, newBool, none } from '../include/singletons.js';
import { concatInPlace, substring } from '../include/str-build.js';
import { EMPTY, charAt, identifier, isStr, newStr, strLength, toHost } from '../include/str.js';
import {
  PyTextStream,
  PyTextStream_Type,
  READING,
  STDERR,
  STDIN,
  STDOUT,
  WRITING
} from '../include/text-stream.js';
import { typeName } from '../include/type.js';
import { errors, raise } from '../object/errors.js';
import { typeOf } from '../object/header.js';
import { decref, newRef, take } from '../object/refcount.js';

const { dict, weakrefs, name, mode, text, position, kind, closed } = PyTextStream;
const UTF8 = identifier('utf-8'), STRICT = identifier('strict'), BACKSLASH = identifier('backslashreplace');
const NEWLINE = 10;

const unsupported = (what: string): 0 => raise(errors.ValueError, `not ${what}`);
function isOpen(self: Ref): boolean {
  if (closed(self) === 0) return true;
  raise(errors.ValueError, 'I/O operation on closed file.');
  return false;
}
const canRead = (self: Ref): boolean => kind(self) === READING || kind(self) === STDIN;

function write(self: Ref, o: Ref): Answer {
  if (!isStr(o)) return raise(errors.TypeError, `write() argument must be str, not ${typeName(typeOf(o))}`);
  if (!isOpen(self)) return NULL;
  switch (kind(self)) {
    case STDOUT:
    case STDERR:
      host.write(kind(self) === STDOUT ? 'stdout' : 'stderr', toHost(o));
      break;
    case WRITING: {
      const longer = concatInPlace(take(self, text) as never, o);
      if (longer === NULL) return NULL;
      text.set(self, longer);
      break;
    }
    default:
      return unsupported('writable');
  }
  return newInt(strLength(o));
}
/** Everything written so far goes to the host. */
function flush(self: Ref): Answer {
  if (!isOpen(self)) return NULL;
  if (kind(self) === WRITING) {
    const failure = host.writeFile(toHost(name(self) as Ref), encodeUtf8(toHost(text(self) as Ref)));
    if (failure !== null) return raise(errors.OSError, failure);
  }
  return none();
}
function close(self: Ref): Answer {
  if (closed(self) !== 0) return none();
  const answer = flush(self);
  closed.set(self, 1);
  return answer;
}
/** The line that begins at the position, '' at the end. */
function line(self: Ref): Result {
  if (!isOpen(self)) return NULL;
  if (kind(self) === STDIN) {
    const read = host.readLine();
    return newStr(read === WAIT ? '' : read);
  }
  if (!canRead(self)) return unsupported('readable');
  const all = text(self) as Ref, from = position(self), length = strLength(all);
  let to = from;
  while (to < length && charAt(all, to) !== NEWLINE) to++;
  const end = Math.min(to + 1, length);
  position.set(self, end);
  return from === end ? newRef(EMPTY) : substring(all, from, end);
}
function read(self: Ref, size: Ref | 0): Answer {
  const wanted = size === 0 || size === None ? -1 : asIndex(size);
  if (wanted === null || !isOpen(self)) return NULL;
  if (kind(self) === STDIN) return readAllInput();
  if (!canRead(self)) return unsupported('readable');
  const all = text(self) as Ref, from = position(self), length = strLength(all);
  const end = wanted < 0 ? length : Math.min(length, from + wanted);
  position.set(self, end);
  return from >= end ? newRef(EMPTY) : substring(all, from, end);
}
function readAllInput(): Answer {
  let all = '';
  for (;;) {
    const next = host.readLine();
    if (next === WAIT || next === '') return newStr(all);
    all += next;
  }
}
function lines(self: Ref): Answer {
  const list = newList(0);
  if (list === NULL) return NULL;
  for (;;) {
    const next = line(self);
    if (next === NULL) {
      decref(list);
      return NULL;
    }
    if (strLength(next) === 0) {
      decref(next);
      return list;
    }
    listAppend(list, next);
  }
}
function writeLines(self: Ref, iterable: Ref): Answer {
  const iterator = iter(iterable) as Result;
  if (iterator === NULL) return NULL;
  for (;;) {
    const item = nextOrAbsent(iterator);
    const done = item === NULL || item === ABSENT ? NULL : (write(self, item) as Result);
    if (item !== NULL && item !== ABSENT) decref(item);
    if (done === NULL) {
      decref(iterator);
      return item === ABSENT ? none() : NULL;
    }
    decref(done);
  }
}
function next(self: Ref): Maybe {
  const found = line(self);
  if (found === NULL || strLength(found) > 0) return found;
  decref(found);
  return ABSENT;
}
function isatty(self: Ref): Answer {
  const which = kind(self);
  const streams = { [STDIN]: 'stdin', [STDOUT]: 'stdout', [STDERR]: 'stderr' } as const;
  const stream = streams[which as keyof typeof streams];
  return newBool(stream !== undefined && host.isTerminal(stream));
}
const enter = (self: Ref): Answer => (isOpen(self) ? newRef(self) : NULL);
const life = owning([dict, name, mode, text]);

export const textStream = defineType({
  name: '_io.TextIOWrapper',
  type: PyTextStream_Type,
  struct: PyTextStream,
  gc: true,
  noNew: true,
  dict: dict.offset,
  weaklist: weakrefs.offset,
  ...life,
  dealloc(self) {
    if (kind(self) === WRITING && closed(self) === 0) {
      host.writeFile(toHost(name(self) as Ref), encodeUtf8(toHost(text(self) as Ref)));
    }
    dropWeakrefs(self, weakrefs.offset);
    life.dealloc(self);
  },
  repr: self =>
    newStr(
      `<_io.TextIOWrapper name='${toHost(name(self) as Ref)}' mode='${toHost(mode(self) as Ref)}' encoding='utf-8'>`
    ),
  iter: enter,
  iternext: next,
  members: {
    name: { type: 'object', offset: name.offset, readonly: true },
    mode: { type: 'object', offset: mode.offset }
  },
  getset: {
    __dict__: dictGetset,
    encoding: { get: () => newRef(UTF8) },
    errors: { get: self => newRef(kind(self) === STDERR ? BACKSLASH : STRICT) },
    newlines: { get: () => none() },
    line_buffering: { get: self => newBool(kind(self) === STDERR) },
    closed: { get: self => newBool(closed(self) !== 0) }
  },
  methods: {
    write: { signature: '($self, text, /)', doc: 'Writes text; how many characters.', call: write },
    writelines: { signature: '($self, lines, /)', doc: 'Writes every item.', call: writeLines },
    flush: { signature: '($self, /)', doc: 'Hands everything on.', call: flush },
    close: { signature: '($self, /)', doc: 'Flushes and closes.', call: close },
    read: { signature: '($self, size=-1, /)', doc: 'Reads some or all characters.', call: read },
    readline: { signature: '($self, size=-1, /)', doc: 'Reads a line.', call: line },
    readlines: { signature: '($self, hint=-1, /)', doc: 'Reads all lines.', call: lines },
    isatty: { signature: '($self, /)', doc: 'Whether it is a terminal.', call: isatty },
    readable: { signature: '($self, /)', doc: 'Whether it can be read.', call: (self: Ref) => newBool(canRead(self)) },
    writable: { signature: '($self, /)', doc: 'Whether it can be written.', call: (self: Ref) => newBool(!canRead(self)) },
    seekable: { signature: '($self, /)', doc: 'Whether it can seek.', call: (self: Ref) => newBool(kind(self) === READING) },
    fileno: {
      signature: '($self, /)',
      doc: 'The number of a standard stream.',
      call: (self: Ref) =>
        kind(self) >= STDIN ? newInt(kind(self) - STDIN) : raise(errors.OSError, 'fileno')
    },
    seek: {
      signature: '($self, cookie, whence=0, /)',
      doc: 'Goes to a position.',
      call: (self: Ref, to: Ref) => {
        const at = asIndex(to);
        if (at === null) return NULL;
        if (kind(self) !== READING) return unsupported('seekable');
        position.set(self, at);
        return newInt(at);
      }
    },
    tell: { signature: '($self, /)', doc: 'The position.', call: (self: Ref) => newInt(position(self)) },
    reconfigure: { signature: '($self, /, **options)', doc: 'Accepted and ignored.', call: () => none() },
    __enter__: { signature: '($self, /)', doc: 'The file.', call: enter },
    __exit__: { signature: '($self, *args)', doc: 'Closes the file.', call: close }
  }
});

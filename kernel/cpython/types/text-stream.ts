/** Text files and the standard streams.  CPython: Modules/_io/textio.c. */
import { NULL, type Answer, type Owned, type Ref } from '../heap/reference.js';
import { newInt } from '../include/int.js';
import { newBool, none } from '../include/singletons.js';
import { isStr, newStr, strLength, toHost } from '../include/str.js';
import {
  PyTextStream,
  PyTextStream_Type,
  READING,
  STDERR,
  STDIN,
  STDOUT,
  WRITING
} from '../include/text-stream.js';
import { PyTextIOBase_Type } from '../include/io.js';
import { typeName } from '../include/type.js';
import { freeObject } from '../object/create.js';
import { thenCall, thenRelease } from '../object/dealloc.js';
import { errors, raise } from '../object/errors.js';
import { untrack } from '../object/gchead.js';
import { typeOf } from '../object/header.js';
import { native } from '../object/natives.js';
import { decref, newRef, setRef, take } from '../object/refcount.js';
import { defineType } from '../abstract/define.js';
import { host } from '../abstract/host.js';
import { profile } from '../profiles/profile.js';
import { dropWeakrefs } from '../abstract/fields.js';

const closedError = (): 0 => raise(errors.ValueError, 'I/O operation on closed file.');
const isClosed = (self: Ref): boolean => PyTextStream.closed(self) !== 0;

function write(self: Ref, text: Ref): Answer {
  if (isClosed(self)) return closedError();
  if (!isStr(text))
    return raise(errors.TypeError, `write() argument must be str, not ${typeName(typeOf(text))}`);
  const kind = PyTextStream.kind(self);
  if (kind === READING || kind === STDIN) return raise(errors.OSError, 'not writable');
  if (kind === WRITING) {
    const old = PyTextStream.text(self);
    const all = newStr((old === 0 ? '' : toHost(old)) + toHost(text));
    if (all === NULL) return NULL;
    setRef(self, PyTextStream.text, all);
  } else host.write(kind === STDERR ? 'stderr' : 'stdout', toHost(text));
  return newInt(strLength(text));
}
/** What is left to read, from the position on. */
function rest(self: Ref): string {
  const text = PyTextStream.text(self);
  return text === 0 ? '' : toHost(text).slice(PyTextStream.position(self));
}
function readLine(self: Ref): Answer {
  if (isClosed(self)) return closedError();
  if (PyTextStream.kind(self) === STDIN) {
    const line = host.readLine('');
    return newStr(typeof line === 'string' ? line : '');
  }
  const left = rest(self);
  const line = left.slice(0, left.indexOf('\n') + 1 || undefined);
  PyTextStream.position.set(self, PyTextStream.position(self) + line.length);
  return newStr(line);
}
function read(self: Ref): Answer {
  if (isClosed(self)) return closedError();
  const left = rest(self);
  PyTextStream.position.set(self, PyTextStream.position(self) + left.length);
  return newStr(left);
}
function close(self: Ref): Answer {
  if (!isClosed(self) && PyTextStream.kind(self) === WRITING) {
    const name = toHost(PyTextStream.name(self) as Ref),
      text = PyTextStream.text(self);
    const error = host.writeFile(name, utf8(text === 0 ? '' : toHost(text)));
    if (error !== null) return raise(errors.OSError, `${error}: '${name}'`);
  }
  PyTextStream.closed.set(self, 1);
  return none();
}
function utf8(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const c of encodeURIComponent(text).matchAll(/%([0-9A-F]{2})|[^%]/g)) {
    bytes.push(c[1] === undefined ? c[0].charCodeAt(0) : parseInt(c[1], 16));
  }
  return Uint8Array.from(bytes);
}
const FREE = native((self: number) => {
  freeObject(self as Ref);
});

export const textStream = defineType({
  name: '_io.TextIOWrapper',
  type: PyTextStream_Type,
  base: PyTextIOBase_Type,
  struct: PyTextStream,
  basicsize: profile.io.textWrapperSize,
  gc: true,
  dict: PyTextStream.dict.offset,
  weaklist: PyTextStream.weakrefs.offset,
  traverse: (self, visit) => visit(PyTextStream.dict(self)),
  dealloc(self) {
    dropWeakrefs(self, PyTextStream.weakrefs.offset);
    untrack(self);
    thenCall(FREE, self);
    for (const field of [PyTextStream.text, PyTextStream.mode, PyTextStream.name, PyTextStream.dict])
      thenRelease(take(self, field));
  },
  iter: self => newRef(self),
  iternext(self) {
    const line = readLine(self);
    if (line <= 0 || strLength(line as Owned) > 0) return line;
    decref(line as Owned);
    return raise(errors.StopIteration, '');
  },
  repr(self) {
    return newStr(
      `<_io.TextIOWrapper name='${toHost(PyTextStream.name(self) as Ref)}' mode='${toHost(PyTextStream.mode(self) as Ref)}' encoding='utf-8'>`
    );
  },
  getset: {
    closed: { get: self => newBool(isClosed(self)) },
    encoding: { get: () => newStr('utf-8') },
    errors: { get: self => newStr(PyTextStream.kind(self) === STDERR ? 'backslashreplace' : 'strict') },
    name: { get: self => newRef(PyTextStream.name(self) as Ref) },
    mode: { get: self => newRef(PyTextStream.mode(self) as Ref) }
  },
  methods: {
    write: { signature: '($self, text, /)', doc: 'Write string to stream.', call: write as never },
    read: { signature: '($self, size=-1, /)', doc: 'Read the rest of the stream.', call: read },
    readline: { signature: '($self, size=-1, /)', doc: 'Read until newline or EOF.', call: readLine },
    flush: {
      signature: '($self, /)',
      doc: 'Flush write buffers.',
      call: self => (isClosed(self) ? closedError() : none())
    },
    close: { signature: '($self, /)', doc: 'Flush and close the file.', call: close },
    isatty: {
      signature: '($self, /)',
      doc: 'Return whether this is an interactive stream.',
      call(self) {
        const kind = PyTextStream.kind(self);
        return newBool(
          kind === STDIN
            ? host.isTerminal('stdin')
            : kind === STDOUT
              ? host.isTerminal('stdout')
              : kind === STDERR && host.isTerminal('stderr')
        );
      }
    },
    readable: {
      signature: '($self, /)',
      doc: 'Return whether it can be read.',
      call: self => newBool([READING, STDIN].includes(PyTextStream.kind(self)))
    },
    writable: {
      signature: '($self, /)',
      doc: 'Return whether it can be written.',
      call: self => newBool([WRITING, STDOUT, STDERR].includes(PyTextStream.kind(self)))
    },
    fileno: {
      signature: '($self, /)',
      doc: 'Return the file descriptor.',
      call: self => newInt(PyTextStream.kind(self) - STDIN)
    },
    __enter__: {
      signature: '($self, /)',
      doc: '',
      call: self => (isClosed(self) ? closedError() : newRef(self))
    },
    __exit__: {
      signature: '($self, *args)',
      doc: '',
      call(self) {
        const done = close(self);
        return done;
      }
    }
  }
});

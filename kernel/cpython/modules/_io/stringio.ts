/** StringIO: a text in memory that is read and written like a file.  CPython: Modules/_io/stringio.c. */
import type { PUSHED } from '../../heap/reference.js';
import {
  ABSENT,
  NULL,
  type Answer,
  type Done,
  type Maybe,
  type Owned,
  type Ref,
  type Result
} from '../../heap/reference.js';
import type { Address } from '../../heap/memory.js';
import { callMethod0 } from '../../abstract/call.js';
import { defineType } from '../../abstract/define.js';
import { dropWeakrefs, thenFree } from '../../abstract/fields.js';
import { reprOf } from '../../abstract/object.js';
import { callNative, nativeMethod, registerMethod } from '../../abstract/signature.js';
import { settled } from '../../abstract/settle.js';
import { newInt } from '../../include/int.js';
import { PyTextIOBase_Type } from '../../include/io.js';
import { None, newBool, none } from '../../include/singletons.js';
import { EMPTY, identifier, isStr, newStr, strLength, toHost } from '../../include/str.js';
import { codesOf } from '../../include/str-build.js';
import { genericAlloc } from '../../include/subclass.js';
import { typeName, type PyType } from '../../include/type.js';
import { release } from '../../memory/allocate.js';
import { thenRelease } from '../../object/dealloc.js';
import { errors, raise } from '../../object/errors.js';
import { untrack } from '../../object/gchead.js';
import { typeOf } from '../../object/header.js';
import { beginNative, nativeFrame } from '../../object/native-frame.js';
import { clearRef, decref, newRef, take } from '../../object/refcount.js';
import { replace } from '../../types/str/replace.js';
import { accumulator } from './accumulator.js';
import { optionalSize, wholeNumber } from './checks.js';
import { findLineEnd, newNewlineDecoder, newlinesSeen, translateNewlines, type LineEnd } from './newlines.js';
import {
  ACCUMULATING,
  PyStringIO_Type,
  REALIZED,
  StringIO,
  charsOf,
  intermediate,
  part,
  put,
  realize,
  resizeBuffer,
  valueOf
} from './stringio-fields.js';
import { restoreState, stateOf } from './stringio-state.js';

const { buf, pos, string_size, state, ok, closed, decoder, readnl, writenl, dict } = StringIO;
const NEWLINE = identifier('\n'),
  READLINE = identifier('readline');
const nameOf = (o: Ref): string => typeName(typeOf(o));

/** Whether it can be used; false: ValueError. */
function isOpen(self: Ref): boolean {
  if (ok(self) === 0) raise(errors.ValueError, 'I/O operation on uninitialized object');
  else if (closed(self) !== 0) raise(errors.ValueError, 'I/O operation on closed file');
  else return true;
  return false;
}

/** What is written, with the line ends it shall have.  @cpython Modules/_io/stringio.c write_str */
function writeStr(self: Ref, text: Ref): Done {
  const translator = decoder(self);
  const decoded = translator === 0 ? newRef(text) : translateNewlines(translator, newRef(text), true);
  if (decoded === NULL) return NULL;
  const end = writenl(self);
  const written = end === 0 ? newRef(decoded) : (replace(decoded, NEWLINE, end, -1) as Result);
  decref(decoded);
  if (written === NULL) return NULL;
  const done = put(self, written);
  decref(written);
  return done;
}
/** @cpython Modules/_io/stringio.c _io_StringIO___init___impl */
export function init(self: Ref, value: Ref | 0, newline: Ref | 0): Answer {
  if (newline !== 0 && newline !== None && !isStr(newline)) {
    return raise(errors.TypeError, `newline must be str or None, not ${nameOf(newline)}`);
  }
  const end = newline === 0 ? '\n' : newline === None ? null : toHost(newline);
  if (end !== null && !['', '\n', '\r', '\r\n'].includes(end)) {
    const shown = reprOf(newline as Ref);
    return shown === null ? NULL : raise(errors.ValueError, `illegal newline value: ${shown}`);
  }
  if (value !== 0 && value !== None && !isStr(value)) {
    return raise(errors.TypeError, `initial_value must be str or None, not ${nameOf(value)}`);
  }
  ok.set(self, 0);
  accumulator.drop(self);
  for (const field of [readnl, writenl, decoder]) clearRef(self, field);
  if (end !== null) {
    const own = newStr(end);
    if (own === NULL) return NULL;
    readnl.set(self, own);
    if (end.startsWith('\r')) writenl.set(self, newRef(own));
  }
  const isUniversal = end === null || end === '';
  StringIO.readuniversal.set(self, isUniversal ? 1 : 0);
  StringIO.readtranslate.set(self, end === null ? 1 : 0);
  if (isUniversal) {
    const made = newNewlineDecoder(end === null);
    if (made === NULL) return NULL;
    decoder.set(self, made);
  }
  string_size.set(self, 0);
  pos.set(self, 0);
  if (resizeBuffer(self, 0) === NULL) return NULL;
  if (value !== 0 && value !== None && strLength(value) > 0) {
    state.set(self, REALIZED);
    if (writeStr(self, value) === NULL) return NULL;
  } else {
    if (accumulator.begin(self) === NULL) return NULL;
    state.set(self, ACCUMULATING);
  }
  pos.set(self, 0);
  closed.set(self, 0);
  ok.set(self, 1);
  return none();
}
const INIT = nativeMethod(
  registerMethod('StringIO', 'StringIO', {
    signature: "($self, initial_value='', newline='\\n')",
    doc: '',
    call: init
  })
);

function getvalue(self: Ref): Answer {
  return isOpen(self) ? valueOf(self) : NULL;
}
function read(self: Ref, size: Ref | 0): Answer {
  const most = optionalSize(size);
  if (most === null || !isOpen(self)) return NULL;
  const from = pos(self),
    left = string_size(self) - from;
  const count = most < 0 || most > left ? Math.max(left, 0) : most;
  if (state(self) === ACCUMULATING && from === 0 && count === left) {
    const all = intermediate(self);
    pos.set(self, string_size(self));
    return all;
  }
  if (realize(self) === NULL) return NULL;
  pos.set(self, from + count);
  return part(self, from, from + count);
}
function lineEnd(self: Ref): LineEnd {
  if (StringIO.readtranslate(self) !== 0) return 'translated';
  return StringIO.readuniversal(self) !== 0 ? 'universal' : codesOf(readnl(self) as Ref);
}
/** @cpython Modules/_io/stringio.c _stringio_readline */
function nextLine(self: Ref, limit: number): Result {
  const from = pos(self),
    size = string_size(self);
  if (from >= size) return newRef(EMPTY);
  const to = limit < 0 || limit > size - from ? size : from + limit;
  const found = findLineEnd(charsOf(self), from, to, lineEnd(self));
  const end = found < 0 ? to : found;
  pos.set(self, end);
  return part(self, from, end);
}
function readline(self: Ref, size: Ref | 0): Answer {
  const limit = optionalSize(size);
  if (limit === null || !isOpen(self) || realize(self) === NULL) return NULL;
  return nextLine(self, limit);
}
const Iterating = nativeFrame('next', {}, (_frame, line): Maybe => {
  if (line === NULL || line === ABSENT) return NULL;
  const got = line as Owned;
  if (isStr(got) && strLength(got) > 0) return got;
  const name = isStr(got) ? '' : nameOf(got);
  decref(got);
  if (name === '') return ABSENT;
  return raise(errors.OSError, `readline() should have returned a str object, not '${name}'`);
});
function iternext(self: Ref): Maybe {
  if (!isOpen(self) || realize(self) === NULL) return NULL;
  if (typeOf(self) !== PyStringIO_Type) return beginNative(Iterating.enter(), callMethod0(self, READLINE));
  const line = nextLine(self, -1);
  if (line === NULL || strLength(line) > 0) return line;
  decref(line);
  return ABSENT;
}
function truncate(self: Ref, size: Ref | 0): Answer {
  if (!isOpen(self)) return NULL;
  const cut = optionalSize(size, pos(self));
  if (cut === null) return NULL;
  if (cut < 0) return raise(errors.ValueError, `Negative size value ${cut}`);
  if (cut < string_size(self)) {
    if (realize(self) === NULL || resizeBuffer(self, cut) === NULL) return NULL;
    string_size.set(self, cut);
  }
  return newInt(cut);
}
function seek(self: Ref, offset: Ref, whence: Ref | 0): Answer {
  const given = wholeNumber(offset),
    from = given === null ? null : whence === 0 ? 0 : wholeNumber(whence);
  if (given === null || from === null || !isOpen(self)) return NULL;
  if (from < 0 || from > 2) return raise(errors.ValueError, `Invalid whence (${from}, should be 0, 1 or 2)`);
  if (from === 0 && given < 0) return raise(errors.ValueError, `Negative seek position ${given}`);
  if (from !== 0 && given !== 0) return raise(errors.OSError, "Can't do nonzero cur-relative seeks");
  const at = from === 0 ? given : from === 1 ? pos(self) : string_size(self);
  pos.set(self, at);
  return newInt(at);
}
function write(self: Ref, text: Ref): Answer {
  if (ok(self) === 0) return raise(errors.ValueError, 'I/O operation on uninitialized object');
  if (!isStr(text)) return raise(errors.TypeError, `string argument expected, got '${nameOf(text)}'`);
  if (!isOpen(self)) return NULL;
  const length = strLength(text);
  if (length > 0 && writeStr(self, text) === NULL) return NULL;
  return newInt(length);
}
function close(self: Ref): Answer {
  closed.set(self, 1);
  if (resizeBuffer(self, 0) === NULL) return NULL;
  accumulator.drop(self);
  for (const field of [readnl, writenl, decoder]) clearRef(self, field);
  return none();
}
const ifOpen =
  (answer: (self: Ref) => Answer): ((self: Ref) => Answer) =>
  self =>
    isOpen(self) ? answer(self) : NULL;
const yes = ifOpen(() => newBool(true));

export const stringIO = defineType({
  name: '_io.StringIO',
  type: PyStringIO_Type,
  base: PyTextIOBase_Type,
  struct: StringIO,
  subclassable: true,
  gc: true,
  doc: 'A text in memory, as a file.',
  dict: dict.offset,
  weaklist: StringIO.weakreflist.offset,
  new(type: PyType): Answer {
    const self = genericAlloc(type, 0);
    if (self === 0) return NULL;
    state.set(self, REALIZED);
    if (resizeBuffer(self, 0) !== NULL) return self;
    decref(self);
    return NULL;
  },
  init(self: Ref, argv: Address, nargs: number, kwnames: Ref | 0): Done | typeof PUSHED {
    return settled(callNative(INIT, self, argv, nargs, kwnames));
  },
  traverse(self, visit) {
    for (const field of [readnl, writenl, decoder, dict]) visit(field(self));
  },
  clear: self => clearRef(self, dict),
  dealloc(self) {
    dropWeakrefs(self, StringIO.weakreflist.offset);
    untrack(self);
    ok.set(self, 0);
    if (buf(self) !== 0) release(buf(self));
    buf.set(self, 0);
    thenFree(self);
    for (const field of [dict, decoder, writenl, readnl]) thenRelease(take(self, field));
    accumulator.thenDrop(self);
  },
  owned(self, visit) {
    for (const field of [decoder, readnl, writenl, dict]) {
      const o = field(self);
      if (o !== 0) visit(o, `.${field.fieldName}`, 'other');
    }
    accumulator.owned(self, o => visit(o, 'what was written', 'other'));
  },
  blocks(self, visit) {
    if (buf(self) !== 0) visit(buf(self));
    const block = accumulator.block(self);
    if (block !== 0) visit(block);
  },
  iternext,
  getset: {
    closed: {
      get: self =>
        ok(self) === 0
          ? raise(errors.ValueError, 'I/O operation on uninitialized object')
          : newBool(closed(self) !== 0)
    },
    line_buffering: { get: ifOpen(() => newBool(false)) },
    newlines: {
      get: ifOpen(self => (decoder(self) === 0 ? none() : newlinesSeen(decoder(self) as Ref)))
    }
  },
  methods: {
    getvalue: { signature: '($self, /)', doc: 'The whole text.', call: getvalue },
    read: { signature: '($self, size=-1, /)', doc: 'Read so many characters.', call: read },
    readline: { signature: '($self, size=-1, /)', doc: 'Read a line.', call: readline },
    tell: { signature: '($self, /)', doc: 'The position.', call: ifOpen(self => newInt(pos(self))) },
    truncate: { signature: '($self, pos=None, /)', doc: 'Cut to a size.', call: truncate },
    seek: { signature: '($self, pos, whence=0, /)', doc: 'Go to a position.', call: seek },
    write: { signature: '($self, s, /)', doc: 'Write a text.', call: write },
    close: { signature: '($self, /)', doc: 'Close it; its text is gone.', call: close },
    seekable: { signature: '($self, /)', doc: '', call: yes },
    readable: { signature: '($self, /)', doc: '', call: yes },
    writable: { signature: '($self, /)', doc: '', call: yes },
    __getstate__: {
      signature: '($self, /)',
      doc: '',
      call: ifOpen(self => stateOf(self))
    },
    __setstate__: {
      signature: '($self, state, /)',
      doc: '',
      call: (self: Ref, given: Ref): Answer => restoreState(self, given, init)
    }
  }
});

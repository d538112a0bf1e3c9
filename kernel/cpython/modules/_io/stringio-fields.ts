/** StringIO: what lies in it, and how its text is written and grows.  CPython: Modules/_io/stringio.c. */
import { fill, viewWords } from '../../heap/memory.js';
import { DONE, NULL, type Done, type Ref, type Result } from '../../heap/reference.js';
import { borrows, int32, mayOwn, pointer, ssize, structAt, uint8 } from '../../heap/struct.js';
import { copyChars, fromData } from '../../include/str-build.js';
import { dataOf, strKind, strLength } from '../../include/str.js';
import { staticType } from '../../include/type.js';
import { resize } from '../../memory/allocate.js';
import { noMemory } from '../../object/create.js';
import { decref } from '../../object/refcount.js';
import { profile } from '../../profiles/profile.js';
import { AT, accumulator } from './accumulator.js';

export const PyStringIO_Type = staticType();
const FLAGS = AT + accumulator.size,
  POINTERS = FLAGS + 8;
/** The text lies at `buf` in words of 4 bytes, or in the accumulator that begins at AT. */
export const StringIO = structAt(
  'StringIO',
  {
    buf: pointer,
    pos: ssize,
    string_size: ssize,
    buf_size: ssize,
    state: int32,
    ok: uint8,
    closed: uint8,
    readuniversal: uint8,
    readtranslate: uint8,
    decoder: mayOwn,
    readnl: mayOwn,
    writenl: mayOwn,
    dict: mayOwn,
    weakreflist: borrows
  },
  {
    buf: 16,
    pos: 24,
    string_size: 32,
    buf_size: 40,
    state: 48,
    ok: FLAGS,
    closed: FLAGS + 1,
    readuniversal: FLAGS + 2,
    readtranslate: FLAGS + 3,
    decoder: POINTERS,
    readnl: POINTERS + 8,
    writenl: POINTERS + 16,
    dict: POINTERS + 24,
    weakreflist: POINTERS + 32
  },
  POINTERS + 40 + (profile.io.hasState ? 8 : 0)
);
const { buf, pos, string_size, buf_size, state } = StringIO;
export const REALIZED = 1,
  ACCUMULATING = 2;

/** Room for so many characters and one more.  @cpython Modules/_io/stringio.c resize_buffer */
export function resizeBuffer(self: Ref, size: number): Done {
  const had = buf_size(self),
    needed = size + 1;
  let paid = needed + 1;
  if (needed >= Math.floor(had / 2)) {
    if (needed < had) return DONE;
    if (needed <= had * 1.125) paid = needed + (needed >> 3) + (needed < 9 ? 3 : 6);
  }
  const block = resize(buf(self), paid * 4);
  if (block === 0) return noMemory();
  buf.set(self, block);
  buf_size.set(self, paid);
  return DONE;
}
/** From the accumulator into the buffer, where it can be changed.  @cpython realize */
export function realize(self: Ref): Done {
  if (state(self) === REALIZED) return DONE;
  const text = accumulator.finish(self);
  state.set(self, REALIZED);
  if (text === NULL) return NULL;
  const length = strLength(text);
  const done = resizeBuffer(self, length);
  if (done !== NULL) copyChars(buf(self), 4, dataOf(text), strKind(text), length);
  decref(text);
  return done;
}
/** All of it, which stays in the accumulator.  @cpython make_intermediate */
export function intermediate(self: Ref): Result {
  const text = accumulator.finish(self);
  state.set(self, REALIZED);
  if (text === NULL) return NULL;
  if (accumulator.begin(self) === NULL || accumulator.add(self, text) === NULL) {
    decref(text);
    return NULL;
  }
  state.set(self, ACCUMULATING);
  return text;
}
/** The text (lent) at the position, over what is there.  @cpython write_str */
export function put(self: Ref, text: Ref): Done {
  const length = strLength(text),
    at = pos(self),
    size = string_size(self);
  if (state(self) === ACCUMULATING) {
    if (at === size) {
      if (accumulator.add(self, text) === NULL) return NULL;
      pos.set(self, at + length);
      string_size.set(self, at + length);
      return DONE;
    }
    if (realize(self) === NULL) return NULL;
  }
  if (at + length > size && resizeBuffer(self, at + length) === NULL) return NULL;
  if (at > size) fill(buf(self) + size * 4, 0, (at - size) * 4);
  copyChars(buf(self) + at * 4, 4, dataOf(text), strKind(text), length);
  pos.set(self, at + length);
  if (size < at + length) string_size.set(self, at + length);
  return DONE;
}
/** Characters from one index to another, as a text. */
export const part = (self: Ref, from: number, to: number): Result =>
  fromData(buf(self) + from * 4, 4, to - from);
/** The characters in the buffer, for reading at once. */
export const charsOf = (self: Ref): Int32Array => viewWords(buf(self), string_size(self));
/** All of it. */
export const valueOf = (self: Ref): Result =>
  state(self) === ACCUMULATING ? intermediate(self) : part(self, 0, string_size(self));

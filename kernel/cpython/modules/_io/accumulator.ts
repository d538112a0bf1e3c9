/** What a StringIO keeps of texts that were only written: a list of them, or one that grows.  CPython: Objects/accu.c (until 3.11), unicodeobject.c _PyUnicodeWriter. */
import { DONE, NULL, type Done, type Owned, type Ref, type Result } from '../../heap/reference.js';
import type { Address } from '../../heap/memory.js';
import { zero } from '../../heap/memory.js';
import { int32, mayOwn, pointer, ssize, structAt } from '../../heap/struct.js';
import { copyChars, maxOf, resizeCompact } from '../../include/str-build.js';
import { EMPTY, charAt, dataOf, newUnicode, oneChar, strKind, strLength } from '../../include/str.js';
import { listAppend, newList } from '../../include/list.js';
import { allocate, release } from '../../memory/allocate.js';
import { noMemory } from '../../object/create.js';
import { thenRelease } from '../../object/dealloc.js';
import { clearRef, decref, newRef, take } from '../../object/refcount.js';
import { finish } from '../../object/upward.js';
import { profile, rule } from '../../profiles/profile.js';
import { join } from '../../types/str/split.js';

/** Where an accumulator lies in a StringIO. */
export const AT = 56;
const List = structAt('_PyAccu', { large: mayOwn, small: mayOwn }, { large: AT, small: AT + 8 }, 16);
const Writer = structAt(
  '_PyUnicodeWriter',
  {
    buffer: mayOwn,
    data: pointer,
    kind: int32,
    maxchar: int32,
    size: ssize,
    pos: ssize,
    min_length: ssize,
    min_char: int32,
    overallocate: int32
  },
  {
    buffer: 0,
    data: 8,
    kind: 16,
    maxchar: 20,
    size: 24,
    pos: 32,
    min_length: 40,
    min_char: 48,
    overallocate: 52
  },
  56
);
const Block = structAt('writer', { writer: pointer }, { writer: AT }, 8);

/** How texts are kept until they are joined. */
export interface Accumulator {
  /** Bytes in the StringIO. */
  readonly size: number;
  /** Empty and ready; NULL: MemoryError. */
  begin(self: Ref): Done;
  /** The text is lent. */
  add(self: Ref, text: Ref): Done;
  /** All of it as one text; nothing is kept. */
  finish(self: Ref): Result;
  /** Lets everything go. */
  drop(self: Ref): void;
  /** The same while the StringIO dies. */
  thenDrop(self: Ref): void;
  owned(self: Ref, visit: (o: Ref) => void): void;
  block(self: Ref): Address;
}

const list: Accumulator = {
  size: 16,
  begin(self) {
    clearRef(self, List.small);
    const small = newList(0);
    if (small === NULL) return NULL;
    List.small.set(self, small);
    return DONE;
  },
  add: (self, text) => listAppend(List.small(self) as Ref, newRef(text)),
  finish(self) {
    const small = take(self, List.small) as Owned;
    const all = finish(join(EMPTY, small));
    decref(small);
    return all;
  },
  drop: self => clearRef(self, List.small),
  thenDrop: self => thenRelease(take(self, List.small)),
  owned(self, visit) {
    const small = List.small(self);
    if (small !== 0) visit(small);
  },
  block: () => 0
};

/** A quarter more than needed. */
const roomy = (length: number): number => length + Math.floor(length / 4);
/** @cpython Objects/unicodeobject.c _PyUnicodeWriter_WriteStr */
function writeStr(w: Address, text: Ref): Done {
  const length = strLength(text);
  if (length === 0) return DONE;
  const max = maxOf(text),
    pos = Writer.pos(w);
  if (max > Writer.maxchar(w) || length > Writer.size(w) - pos) {
    if (prepare(w, pos + length, max) === NULL) return NULL;
  }
  const buffer = Writer.buffer(w) as Ref,
    kind = strKind(buffer);
  copyChars(dataOf(buffer) + pos * kind, kind, dataOf(text), strKind(text), length);
  Writer.pos.set(w, pos + length);
  return DONE;
}
/** Room for so many characters of this size.  @cpython Objects/unicodeobject.c _PyUnicodeWriter_PrepareInternal */
function prepare(w: Address, needed: number, max: number): Done {
  const old = Writer.buffer(w);
  const size = needed > Writer.size(w) ? roomy(needed) : Writer.size(w);
  let made: Result;
  if (old !== 0 && max <= Writer.maxchar(w)) made = resizeCompact(take(w, Writer.buffer) as Owned, size);
  else {
    made = newUnicode(size, Math.max(max, Writer.maxchar(w)));
    if (made !== NULL && old !== 0) {
      copyChars(dataOf(made), strKind(made), dataOf(old), strKind(old), Writer.pos(w));
      clearRef(w, Writer.buffer);
    }
  }
  if (made === NULL) return NULL;
  Writer.buffer.set(w, made);
  Writer.data.set(w, dataOf(made));
  Writer.kind.set(w, strKind(made));
  Writer.maxchar.set(w, maxOf(made));
  Writer.size.set(w, strLength(made));
  return DONE;
}
/** @cpython Objects/unicodeobject.c _PyUnicodeWriter_Finish */
function finishWriter(w: Address): Result {
  const pos = Writer.pos(w);
  const buffer = take(w, Writer.buffer);
  zero(w, Writer.$size);
  Writer.overallocate.set(w, 1);
  if (buffer === 0) return newRef(EMPTY);
  const text = strLength(buffer) === pos ? buffer : resizeCompact(buffer, pos);
  if (text === NULL || pos !== 1 || charAt(text, 0) > 255) return text;
  const one = oneChar(charAt(text, 0));
  decref(text);
  return one;
}

/** A growing text whose writer lies at an address that `of` gives. */
const growing = (of: (self: Ref) => Address): Omit<Accumulator, 'size' | 'begin' | 'block'> => ({
  add: (self, text) => writeStr(of(self), text),
  finish: self => finishWriter(of(self)),
  drop: self => clearRef(of(self), Writer.buffer),
  thenDrop: self => thenRelease(take(of(self), Writer.buffer)),
  owned(self, visit) {
    const buffer = of(self) === 0 ? 0 : Writer.buffer(of(self));
    if (buffer !== 0) visit(buffer);
  }
});
const here: Accumulator = {
  ...growing(self => self + AT),
  size: Writer.$size,
  begin(self) {
    clearRef(self + AT, Writer.buffer);
    zero(self + AT, Writer.$size);
    Writer.overallocate.set(self + AT, 1);
    return DONE;
  },
  block: () => 0
};
const inBlock = growing(Block.writer);
/** The writer and its block are let go of together. */
function dropBlock(self: Ref): void {
  const w = Block.writer(self);
  if (w === 0) return;
  const buffer = take(w, Writer.buffer);
  release(w);
  Block.writer.set(self, 0);
  thenRelease(buffer);
}
const block: Accumulator = {
  ...inBlock,
  size: 8,
  begin(self) {
    const old = Block.writer(self);
    if (old !== 0) block.drop(self);
    const w = allocate(Writer.$size);
    if (w === 0) return noMemory();
    zero(w, Writer.$size);
    Writer.overallocate.set(w, 1);
    Block.writer.set(self, w);
    return DONE;
  },
  add: (self, text) => writeStr(Block.writer(self), text),
  finish(self) {
    const text = finishWriter(Block.writer(self));
    block.drop(self);
    return text;
  },
  drop(self) {
    const w = Block.writer(self);
    if (w === 0) return;
    const buffer = take(w, Writer.buffer);
    release(w);
    Block.writer.set(self, 0);
    if (buffer !== 0) decref(buffer);
  },
  thenDrop: dropBlock,
  block: Block.writer
};
export const accumulator: Accumulator = rule(profile.io.accumulator, { list, here, block });

/**
 * str: code points in the narrowest of three widths, after a head that says which (PEP 393); and the interned ones.
 * CPython: Include/cpython/unicodeobject.h.
 */
import { layoutOf } from '../heap/layout.js';
import {
  bytesIn,
  compareBytes,
  load,
  load16,
  load8,
  store,
  store16,
  store8,
  storePointer,
  viewBytes,
  viewHalves,
  viewWords,
  type Address
} from '../heap/memory.js';
import { NULL, type Owned, type Ref, type Result } from '../heap/reference.js';
import { int32, ssize, struct, wide } from '../heap/struct.js';
import { allocate } from '../memory/allocate.js';
import { noMemory } from '../object/create.js';
import { HASH_HIGH, hashIs } from '../object/hash.js';
import { typeOf } from '../object/header.js';
import { decref, incref, newRef, setImmortal } from '../object/refcount.js';
import { setStaticCount } from '../object/statics.js';
import { ownAllocate, ownFree } from '../process/own.js';
import { staticAllocate } from '../process/space.js';
import { profile } from '../profiles/profile.js';
import { hashBytes } from './siphash.js';
import { Flag, staticType, typeHas } from './type.js';

export type PyUnicode = Ref<'str'>;
export const PyUnicode_Type = staticType();

/** `interned` is the whole word of state bits: interned, kind, compact, ascii and one more. */
export const PyUnicode = struct('str', 'PyASCIIObject', { length: ssize, hash: wide, interned: int32 });

const ascii = layoutOf('PyASCIIObject')!;
const compact = layoutOf('PyCompactUnicodeObject')!;
const full = layoutOf('PyUnicodeObject')!;
export const ASCII_SIZE = ascii.size;
export const COMPACT_SIZE = compact.size;
/** A str with its characters in a block of their own: instances of subclasses. */
export const FULL_SIZE = full.size;
const LENGTH = ascii.fields['length']!;
const HASH = ascii.fields['hash']!;
const STATE = ascii.fields['interned']!;
const WSTR = ascii.fields['wstr'];
const UTF8_LENGTH = compact.fields['utf8_length']!;
const UTF8 = compact.fields['utf8']!;
const WSTR_LENGTH = compact.fields['wstr_length'];
const ANY = full.fields['any']!;

/** Bits of the state. */
const INTERNED_MASK = 3;
const KIND_SHIFT = 2;
const COMPACT = 0x20;
const ASCII = 0x40;
const READY = profile.str.stateBit7 === 'ready' ? 0x80 : 0;
const STATIC = profile.str.stateBit7 === 'static' ? 0x80 : 0;
const MORTAL = 1;
const IMMORTAL = 2;

export const isExactStr = (o: Ref): o is PyUnicode => typeOf(o) === PyUnicode_Type;
export const isStr = (o: Ref): o is PyUnicode => typeHas(typeOf(o), Flag.UNICODE);
/** How many code points. */
export const strLength = (o: Ref): number => load(o + LENGTH);
/** Bytes in a code point: 1, 2 or 4. */
export const strKind = (o: Ref): number => (load(o + STATE) >>> KIND_SHIFT) & 7;
export const isAscii = (o: Ref): boolean => (load(o + STATE) & ASCII) !== 0;
const isCompactStr = (o: Ref): boolean => (load(o + STATE) & COMPACT) !== 0;
/** Address of the first code point. */
export const dataOf = (o: Ref): Address => {
  const state = load(o + STATE);
  return (state & COMPACT) === 0 ? load(o + ANY) : o + ((state & ASCII) !== 0 ? ASCII_SIZE : COMPACT_SIZE);
};
/** 0: not interned; 1: mortal; 2: immortal; 3: of the binary. */
export const internState = (o: Ref): number => load(o + STATE) & INTERNED_MASK;
/** The i-th code point. */
export const charAt = (o: Ref, i: number): number => readChar(dataOf(o), strKind(o), i);
export const readChar = (data: Address, kind: number, i: number): number =>
  kind === 1 ? load8(data + i) : kind === 2 ? load16(data + i * 2) : load(data + i * 4);
export const writeChar = (data: Address, kind: number, i: number, code: number): void => {
  if (kind === 1) store8(data + i, code);
  else if (kind === 2) store16(data + i * 2, code);
  else store(data + i * 4, code);
};

/** The width for code points up to `max`. */
export const kindFor = (max: number): number => (max < 0x100 ? 1 : max < 0x10000 ? 2 : 4);

/** Writes the head of a string of `length` code points up to `max`, with a count of 1. */
function writeHead(o: Address, length: number, max: number): void {
  const kind = kindFor(max),
    isNarrow = max < 0x80;
  store(o, 1);
  store(o + 4, 0);
  storePointer(o + 8, PyUnicode_Type);
  store(o + LENGTH, length);
  store(o + LENGTH + 4, 0);
  store(o + HASH, -1);
  store(o + HASH + 4, -1);
  store(o + STATE, (kind << KIND_SHIFT) | COMPACT | (isNarrow ? ASCII : 0) | READY);
  store(o + STATE + 4, 0);
  if (WSTR !== undefined) storePointer(o + WSTR, kind === 4 ? o + COMPACT_SIZE : 0);
  if (isNarrow) return;
  store(o + UTF8_LENGTH, 0);
  store(o + UTF8_LENGTH + 4, 0);
  storePointer(o + UTF8, 0);
  if (WSTR_LENGTH !== undefined) {
    store(o + WSTR_LENGTH, kind === 4 ? length : 0);
    store(o + WSTR_LENGTH + 4, 0);
  }
}
/** Bytes of a compact string. */
export const strBytes = (length: number, max: number): number =>
  (max < 0x80 ? ASCII_SIZE : COMPACT_SIZE) + (length + 1) * kindFor(max);

/**
 * A string of `length` code points to be written, up to `max`, ended by a 0.  Length 0 gives the empty string.
 * @cpython Objects/unicodeobject.c PyUnicode_New
 */
export function newUnicode(length: number, max: number): Result<'str'> {
  if (length === 0) return newRef(EMPTY);
  const o = allocate(strBytes(length, max));
  if (o === 0) return noMemory();
  writeHead(o, length, max);
  writeChar(o + (max < 0x80 ? ASCII_SIZE : COMPACT_SIZE), kindFor(max), length, 0);
  return o as Owned<'str'>;
}

/** What a host string needs: how many code points, and a bound of the same width as the largest. */
function measure(text: string): { length: number; max: number } {
  let bits = 0,
    pairs = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    bits |= unit;
    if ((unit & 0xfc00) === 0xd800 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) {
      pairs++;
      i++;
    }
  }
  const max = pairs > 0 ? 0x10ffff : bits < 0x80 ? 0x7f : bits < 0x100 ? 0xff : 0xffff;
  return { length: text.length - pairs, max };
}
function writeText(data: Address, kind: number, text: string): void {
  if (kind === 1) for (let i = 0; i < text.length; i++) store8(data + i, text.charCodeAt(i));
  else if (kind === 2) for (let i = 0; i < text.length; i++) store16(data + i * 2, text.charCodeAt(i));
  else {
    let p = data;
    for (let i = 0; i < text.length; i++, p += 4) {
      const code = text.codePointAt(i)!;
      if (code > 0xffff) i++;
      store(p, code);
    }
  }
}

/** A str of a host text (lone surrogates are kept): the cached one for "" and one Latin-1 character. */
export function newStr(text: string): Result<'str'> {
  if (text.length <= 1) {
    if (text.length === 0) return newRef(EMPTY);
    const code = text.charCodeAt(0);
    if (code < 256) return newRef(latin1(code));
  }
  const { length, max } = measure(text);
  const o = newUnicode(length, max);
  if (o !== NULL) writeText(dataOf(o), kindFor(max), text);
  return o;
}
/** The same, but a single character is a new string: what C makes by PyUnicode_New and fills. */
export function newUncached(text: string): Result<'str'> {
  const { length, max } = measure(text);
  const o = newUnicode(length, max);
  if (o !== NULL) writeText(dataOf(o), kindFor(max), text);
  return o;
}
/** A str of code points, among them surrogates that a host string would join. */
export function newStrFromCodes(codes: ArrayLike<number>, from = 0, to = codes.length): Result<'str'> {
  let bits = 0,
    max = 0;
  for (let i = from; i < to; i++) {
    const code = codes[i]!;
    bits |= code;
    if (code > max) max = code;
  }
  if (to - from === 1) return oneChar(codes[from]!);
  const o = newUnicode(to - from, bits < 0x80 ? 0x7f : max);
  if (o === NULL) return NULL;
  const data = dataOf(o),
    kind = strKind(o);
  for (let i = from; i < to; i++) writeChar(data, kind, i - from, codes[i]!);
  return o;
}
/** A str of one code point. */
export function oneChar(code: number): Result<'str'> {
  if (code < 256) return newRef(latin1(code));
  const o = newUnicode(1, code);
  if (o !== NULL) writeChar(dataOf(o), kindFor(code), 0, code);
  return o;
}

/** The text as a host string. */
export function toHost(o: Ref): string {
  return hostText(dataOf(o), strKind(o), strLength(o));
}
const CHUNK = 4096;
export function hostText(data: Address, kind: number, length: number): string {
  if (length > CHUNK) {
    const parts: string[] = [];
    for (let i = 0; i < length; i += CHUNK)
      parts.push(hostText(data + i * kind, kind, Math.min(CHUNK, length - i)));
    return parts.join('');
  }
  if (kind === 1) {
    if (length < 12) {
      let text = '';
      for (let i = 0; i < length; i++) text += String.fromCharCode(load8(data + i));
      return text;
    }
    return String.fromCharCode.apply(null, viewBytes(data, length) as unknown as number[]);
  }
  if (kind === 2) return String.fromCharCode.apply(null, viewHalves(data, length) as unknown as number[]);
  return String.fromCodePoint.apply(null, viewWords(data, length) as unknown as number[]);
}

/** The UTF-8 form kept beside the characters: 0 when there is none.  ASCII strings are their own. */
export const utf8Of = (o: Ref): Address => (isCompactStr(o) && isAscii(o) ? dataOf(o) : load(o + UTF8));
export const utf8LengthOf = (o: Ref): number =>
  isCompactStr(o) && isAscii(o) ? strLength(o) : load(o + UTF8_LENGTH);
/** Keeps a UTF-8 form, a block of `length` + 1 bytes that the string then owns. */
export function setUtf8(o: Ref, block: Address, length: number): void {
  storePointer(o + UTF8, block);
  store(o + UTF8_LENGTH, length);
  store(o + UTF8_LENGTH + 4, 0);
}
/** Whether the characters lie in a block of their own, and where. */
export const separateData = (o: Ref): Address => (isCompactStr(o) ? 0 : load(o + ANY));
export const isAllocatedUtf8 = (o: Ref): boolean =>
  !(isCompactStr(o) && isAscii(o)) && load(o + UTF8) !== 0 && load(o + UTF8) !== separateData(o);

/** Makes a zeroed instance of a subclass a copy of `from`, its characters in `block`.  @cpython unicode_subtype_new */
export function initSubclassStr(o: Ref, from: Ref, block: Address): void {
  const kind = strKind(from),
    length = strLength(from);
  store(o + LENGTH, length);
  store(o + HASH, load(from + HASH));
  store(o + HASH + 4, load(from + HASH + 4));
  store(o + STATE, (kind << KIND_SHIFT) | (isAscii(from) ? ASCII : 0) | READY);
  storePointer(o + ANY, block);
  if (isAscii(from)) setUtf8(o, block, length);
  if (WSTR !== undefined && WSTR_LENGTH !== undefined && kind === 4) {
    storePointer(o + WSTR, block);
    store(o + WSTR_LENGTH, length);
  }
}
/** After the characters were changed in place or the block resized (`+=`): new length, no hash. */
export function setStrLength(o: Ref, length: number): void {
  store(o + LENGTH, length);
  store(o + HASH, -1);
  store(o + HASH + 4, -1);
  if (WSTR !== undefined && WSTR_LENGTH !== undefined && strKind(o) === 4) {
    storePointer(o + WSTR, o + COMPACT_SIZE);
    store(o + WSTR_LENGTH, length);
  }
}
export const forgetHash = (o: Ref): void => setStrLength(o, strLength(o));
export const hasHash = (o: Ref): boolean => (load(o + HASH) & load(o + HASH + 4)) !== -1;

/** Whether two strings have the same characters. */
export function strEquals(a: Ref, b: Ref): boolean {
  if (a === b) return true;
  const length = load(a + LENGTH);
  if (length !== load(b + LENGTH)) return false;
  const kind = strKind(a);
  return kind === strKind(b) && compareBytes(dataOf(a), dataOf(b), length * kind) === 0;
}
/** The hash's low word, high word in HASH_HIGH; kept in the object. */
export function strHash(o: Ref): number {
  const low = load(o + HASH),
    high = load(o + HASH + 4);
  if ((low & high) !== -1) return hashIs(low, high);
  return computeHash(o);
}
function computeHash(o: Ref): number {
  const low = hashBytes(dataOf(o), strLength(o) * strKind(o));
  store(o + HASH, low);
  store(o + HASH + 4, load(HASH_HIGH));
  return low;
}

/*
 * The table of interned strings: open addressing over borrowed references, in own memory; a mortal string takes itself
 * out when it dies.  CPython: Objects/unicodeobject.c `interned`.
 */
const TABLE = ownAllocate(16);
const FILLED = TABLE + 4;
const MASK = TABLE + 8;
const DELETED = 1;
store(TABLE, ownAllocate(4096 * 4));
store(MASK, 4095);

/** The slot of an equal string, or of where it goes. */
function internSlot(o: Ref): Address {
  const table = load(TABLE),
    mask = load(MASK),
    low = strHash(o);
  let free = 0;
  for (let i = low & mask, step = 1; ; i = (i + step++) & mask) {
    const slot = table + i * 4;
    const entry = load(slot);
    if (entry === 0) return free === 0 ? slot : free;
    if (entry === DELETED) {
      if (free === 0) free = slot;
    } else if (load(entry + HASH) === low && strEquals(entry as Ref, o)) return slot;
  }
}
function growInterned(): void {
  const old = load(TABLE),
    count = load(MASK) + 1;
  let live = 0;
  for (let i = 0; i < count; i++) if (load(old + i * 4) > DELETED) live++;
  let size = count;
  while (size < live * 3) size *= 2;
  store(TABLE, ownAllocate(size * 4));
  store(MASK, size - 1);
  store(FILLED, live);
  for (let i = 0; i < count; i++) {
    const entry = load(old + i * 4) as Ref;
    if (entry > DELETED) store(internSlot(entry), entry);
  }
  ownFree(old, count * 4);
}
function enter(slot: Address, o: Ref, state: number): void {
  const filled = load(FILLED) + (load(slot) === DELETED ? 0 : 1);
  store(slot, o);
  store(FILLED, filled);
  store(o + STATE, load(o + STATE) | state);
  if (filled * 2 > load(MASK)) growInterned();
}
/** The interned string equal to `o`, borrowed, or 0. */
export function internedLike(o: Ref): Ref | 0 {
  const entry = load(internSlot(o));
  return entry > DELETED ? (entry as Ref) : 0;
}
/** Visits every interned string. */
export function internedStrings(visit: (o: Ref) => void): void {
  for (let i = 0; i <= load(MASK); i++) {
    const entry = load(load(TABLE) + i * 4);
    if (entry > DELETED) visit(entry as Ref);
  }
}

/** The one interned string with these characters; `o` becomes it when there is none.  @cpython PyUnicode_InternInPlace */
export function intern<T extends string>(o: Owned<T>): Owned<T> {
  if (!isExactStr(o) || internState(o) !== 0) return o;
  const slot = internSlot(o);
  const found = load(slot) as Owned<T>;
  if (found > DELETED) {
    incref(found);
    decref(o);
    return found;
  }
  enter(slot, o, INTERNED_IS_IMMORTAL ? IMMORTAL : MORTAL);
  if (INTERNED_IS_IMMORTAL) setImmortal(o);
  return o;
}
const INTERNED_IS_IMMORTAL = profile.object.internedIsImmortal;
/** The same for names in code objects, which some versions make immortal.  @cpython _PyUnicode_InternImmortal */
export function internName<T extends string>(o: Owned<T>): Owned<T> {
  const interned = intern(o);
  if (profile.str.namesAreImmortal && internState(interned) === MORTAL) {
    store(interned + STATE, (load(interned + STATE) & ~INTERNED_MASK) | IMMORTAL);
    setImmortal(interned);
  }
  return interned;
}
/** A mortal interned string dies. */
export function forgetInterned(o: Ref): void {
  store(internSlot(o), DELETED);
}
/** An interned str of a host text. */
export function internStr(text: string): Result<'str'> {
  const o = newStr(text);
  return o === NULL ? NULL : intern(o);
}

/* Strings of the binary. */
function staticStr(text: string): PyUnicode {
  const { length, max } = measure(text);
  const o = staticAllocate(strBytes(length, max)) as PyUnicode;
  writeHead(o, length, max);
  writeText(dataOf(o), kindFor(max), text);
  store(o + STATE, load(o + STATE) | STATIC);
  setStaticCount(o, 'static');
  return o;
}
const INTERNED_STATIC = profile.str.internedStatic;
/** The empty string. */
export const EMPTY: PyUnicode = staticStr('');
enter(internSlot(EMPTY), EMPTY, INTERNED_STATIC);

/** Static strings by text: consulted only while modules load. */
const identifiers = new Map<string, PyUnicode>([['', EMPTY]]);
for (const letter of profile.str.internedLetters) identifier(letter);

const ASCII_CHAR = (strBytes(1, 0x7f) + 15) & -16;
const LATIN1_CHAR = (strBytes(1, 0xff) + 15) & -16;
const ASCII_CHARS = staticChars(0, 128, ASCII_CHAR);
const LATIN1_CHARS = staticChars(128, 256, LATIN1_CHAR);
function staticChars(from: number, to: number, size: number): Address {
  const first = staticStr(String.fromCharCode(from));
  for (let code = from + 1; code < to; code++) {
    if (staticStr(String.fromCharCode(code)) !== first + (code - from) * size)
      throw new Error('a gap between characters');
  }
  return first;
}
/** The cached one-character string of a code point below 256, borrowed. */
export const latin1 = (code: number): PyUnicode =>
  (code < 128 ? ASCII_CHARS + code * ASCII_CHAR : LATIN1_CHARS + (code - 128) * LATIN1_CHAR) as PyUnicode;
for (let code = 0; code < 256; code++) {
  const o = latin1(code);
  if (profile.str.latin1Interned) enter(internSlot(o), o, INTERNED_STATIC);
  if (code >= 128 && profile.str.latin1HasUtf8) {
    const block = staticAllocate(16);
    bytesIn(block, new Uint8Array([0xc0 | (code >> 6), 0x80 | (code & 0x3f), 0]));
    setUtf8(o, block, 2);
  }
}

/** A name the kernel itself uses: a static interned string.  Called while modules load. */
export function identifier(text: string): PyUnicode {
  const known = identifiers.get(text);
  if (known !== undefined) return known;
  const o = staticOrCached(text);
  identifiers.set(text, o);
  return o;
}
function staticOrCached(text: string): PyUnicode {
  const fresh = staticStr(text);
  const slot = internSlot(fresh);
  const found = load(slot) as PyUnicode;
  if (found > DELETED) return found;
  enter(slot, fresh, INTERNED_STATIC);
  return fresh;
}

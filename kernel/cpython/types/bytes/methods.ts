/** What bytes and bytearray have in common.  CPython: Objects/bytes_methods.c, Objects/stringlib/. */
import { NULL, type Answer, type Ref, type Result } from '../../heap/reference.js';
import { bufferOf, hostBytes, isSpaceByte } from '../../abstract/buffer.js';
import { rangeOf } from '../../abstract/bounds.js';
import { decode } from '../../abstract/codecs.js';
import type { Method } from '../../abstract/define.js';
import { count, find, findLast, liesAt } from '../../abstract/find.js';
import { toFastSequence } from '../../abstract/iterate.js';
import { packTuple } from '../../abstract/pack.js';
import { isBytes, isExactBytes, newBytes } from '../../include/bytes.js';
import { asIndex, newInt } from '../../include/int.js';
import { isExactList, listItem } from '../../include/list.js';
import { None, newBool } from '../../include/singletons.js';
import { isStr, newStr, toHost } from '../../include/str.js';
import { isTuple, tupleItem } from '../../include/tuple.js';
import { typeName } from '../../include/type.js';
import { errors, raise, raiseNull } from '../../object/errors.js';
import { ob_size, typeOf } from '../../object/header.js';
import { decref, newRef } from '../../object/refcount.js';
import { slot, slotOf } from '../../object/slots.js';
import { hexText } from '../../abstract/hex.js';
import { argument, like, own, part, same } from './own.js';
import { lines, splitting } from './split.js';
import { profile } from '../../profiles/profile.js';

const facts = profile.scalars;
const nameOf = (o: Ref): string => typeName(typeOf(o));
const typeError = (text: string): 0 => raise(errors.TypeError, text);

/** An argument that is bytes-like, or an int that is one byte.  @cpython parse_args_finds_byte */
function needle(o: Ref): Uint8Array | null {
  const view = bufferOf(o);
  if (view !== null) return hostBytes(view);
  if (slotOf(typeOf(o), slot.nb_index) === 0) {
    return raiseNull(errors.TypeError, `argument should be integer or bytes-like object, not '${nameOf(o)}'`);
  }
  const value = asIndex(o);
  if (value === null) return null;
  if (value < 0 || value > 255) return raiseNull(errors.ValueError, 'byte must be in range(0, 256)');
  return Uint8Array.of(value);
}

const searching =
  (search: typeof find, isError: boolean) =>
  (self: Ref, sub: Ref, start: Ref | 0, end: Ref | 0): Answer => {
    const wanted = needle(sub);
    if (wanted === null) return NULL;
    const range = rangeOf(start, end, ob_size(self));
    if (range === null) return NULL;
    const at = search(own(self), wanted, range.start, range.end);
    return at < 0 && isError ? raise(errors.ValueError, 'subsection not found') : newInt(at);
  };
function counting(self: Ref, sub: Ref, start: Ref | 0, end: Ref | 0): Answer {
  const wanted = needle(sub);
  if (wanted === null) return NULL;
  const range = rangeOf(start, end, ob_size(self));
  return range === null ? NULL : newInt(count(own(self), wanted, range.start, range.end));
}
/** `item in self`, or null. */
export function contains(self: Ref, item: Ref): boolean | null {
  if (slotOf(typeOf(item), slot.nb_index) !== 0 && bufferOf(item) === null) {
    const value = asIndex(item, errors.ValueError);
    if (value === null) return null;
    if (value < 0 || value > 255) return raiseNull(errors.ValueError, 'byte must be in range(0, 256)');
    return own(self).includes(value);
  }
  const wanted = argument(item);
  return wanted === null ? null : find(own(self), wanted, 0, ob_size(self)) >= 0;
}
const affix =
  (name: string, atEnd: boolean) =>
  (self: Ref, sub: Ref, start: Ref | 0, end: Ref | 0): Answer => {
    const range = rangeOf(start, end, ob_size(self));
    if (range === null) return NULL;
    const text = own(self);
    const matches = (o: Ref): boolean | null => {
      const wanted = argument(o);
      if (wanted === null) return null;
      if (range.end - range.start < wanted.length) return false;
      return liesAt(text, wanted, atEnd ? range.end - wanted.length : range.start);
    };
    if (isTuple(sub)) {
      for (let i = 0; i < ob_size(sub); i++) {
        const is = matches(tupleItem(sub, i));
        if (is === null) return NULL;
        if (is) return newBool(true);
      }
      return newBool(false);
    }
    if (bufferOf(sub) === null) {
      return typeError(`${name} first arg must be bytes or a tuple of bytes, not ${nameOf(sub)}`);
    }
    return newBool(matches(sub) === true);
  };

const stripping =
  (left: boolean, right: boolean) =>
  (self: Ref, chars: Ref | 0): Answer => {
    let set: Uint8Array | null = null;
    if (chars !== 0 && chars !== None) {
      set = argument(chars);
      if (set === null) return NULL;
    }
    const text = own(self);
    const isStripped = (b: number): boolean => (set === null ? isSpaceByte(b) : set.includes(b));
    let from = 0,
      to = text.length;
    if (left) while (from < to && isStripped(text[from]!)) from++;
    if (right) while (to > from && isStripped(text[to - 1]!)) to--;
    return from === 0 && to === text.length ? same(self) : part(self, text.subarray(from, to));
  };

const parting =
  (isRight: boolean) =>
  (self: Ref, separator: Ref): Answer => {
    const by = argument(separator);
    if (by === null) return NULL;
    if (by.length === 0) return raise(errors.ValueError, 'empty separator');
    const text = own(self);
    const at = isRight ? findLast(text, by, 0, text.length) : find(text, by, 0, text.length);
    const none = (): Result => part(self, new Uint8Array(0));
    if (at < 0)
      return isRight ? packTuple(none(), none(), same(self)) : packTuple(same(self), none(), none());
    const middle = isBytes(self) ? newRef(separator) : part(self, by);
    return packTuple(part(self, text.subarray(0, at)), middle, part(self, text.subarray(at + by.length)));
  };
function replacing(self: Ref, old: Ref, fresh: Ref, times: Ref | 0): Answer {
  const from = argument(old);
  const to = from === null ? null : argument(fresh);
  if (from === null || to === null) return NULL;
  const given = times === 0 ? -1 : asIndex(times);
  if (given === null) return NULL;
  const text = own(self);
  const found = count(text, from, 0, text.length, given < 0 ? Infinity : given);
  if (found === 0) return same(self);
  const out = new Uint8Array(text.length + found * (to.length - from.length));
  let at = 0,
    end = 0;
  const copyTo = (stop: number): void => {
    out.set(text.subarray(at, stop), end);
    end += stop - at;
    at = stop;
  };
  for (let k = 0; k < found; k++) {
    if (from.length === 0) copyTo(k > 0 ? at + 1 : at);
    else copyTo(find(text, from, at, text.length));
    out.set(to, end);
    end += to.length;
    at += from.length;
  }
  copyTo(text.length);
  return like(self, out);
}
function translating(self: Ref, table: Ref, deleted: Ref | 0): Answer {
  let map: Uint8Array | null = null;
  if (table !== None) {
    map = argument(table);
    if (map === null) return NULL;
    if (map.length !== 256) return raise(errors.ValueError, 'translation table must be 256 characters long');
  }
  const dropped = deleted === 0 ? new Uint8Array(0) : argument(deleted);
  if (dropped === null) return NULL;
  const text = own(self);
  const out = text.filter(b => !dropped.includes(b)).map(b => map?.[b] ?? b);
  const isChanged = out.length !== text.length || out.some((b, i) => b !== text[i]);
  return isChanged ? like(self, out) : same(self);
}
/** A fill byte, or null with TypeError set. */
function fillOf(name: string, fill: Ref | 0): number | null {
  if (fill === 0) return 32;
  const isByteString = isBytes(fill) || (bufferOf(fill) !== null && !isTuple(fill));
  if (isByteString && ob_size(fill) === 1) return own(fill)[0]!;
  if (isByteString && facts.fillBytesLength) {
    const what = isBytes(fill) ? 'bytes' : 'bytearray';
    return raiseNull(
      errors.TypeError,
      `${name}(): argument 2 must be a byte string of length 1, not a ${what} object of length ${ob_size(fill)}`
    );
  }
  return raiseNull(
    errors.TypeError,
    `${name}() argument 2 must be a byte string of length 1, not ${nameOf(fill)}`
  );
}
const justifying =
  (name: string, leftOf: (missing: number, width: number) => number) =>
  (self: Ref, width: Ref, fill: Ref | 0): Answer => {
    const wanted = asIndex(width);
    if (wanted === null) return NULL;
    const byte = fillOf(name, fill);
    if (byte === null) return NULL;
    const missing = wanted - ob_size(self);
    if (missing <= 0) return same(self);
    const out = new Uint8Array(wanted).fill(byte);
    out.set(own(self), leftOf(missing, wanted));
    return like(self, out);
  };
function zfill(self: Ref, width: Ref): Answer {
  const wanted = asIndex(width);
  if (wanted === null) return NULL;
  const text = own(self),
    missing = wanted - text.length;
  if (missing <= 0) return same(self);
  const out = new Uint8Array(wanted).fill(48);
  out.set(text, missing);
  if (text[0] === 43 || text[0] === 45) {
    out[missing] = 48;
    out[0] = text[0];
  }
  return like(self, out);
}
function expandtabs(self: Ref, size: Ref | 0): Answer {
  const width = size === 0 ? 8 : asIndex(size);
  if (width === null) return NULL;
  const out: number[] = [];
  let column = 0;
  for (const b of own(self)) {
    if (b === 9) {
      const spaces = width > 0 ? width - (column % width) : 0;
      for (let i = 0; i < spaces; i++) out.push(32);
      column += spaces;
    } else {
      out.push(b);
      column = b === 10 || b === 13 ? 0 : column + 1;
    }
  }
  return like(self, Uint8Array.from(out));
}

const isUpper = (b: number): boolean => b >= 65 && b <= 90;
const isLower = (b: number): boolean => b >= 97 && b <= 122;
const isDigit = (b: number): boolean => b >= 48 && b <= 57;
const isAlpha = (b: number): boolean => isUpper(b) || isLower(b);
const up = (b: number): number => (isLower(b) ? b - 32 : b);
const down = (b: number): number => (isUpper(b) ? b + 32 : b);
const mapping =
  (map: (b: number, i: number, text: Uint8Array) => number) =>
  (self: Ref): Answer =>
    like(self, own(self).map(map));
const every =
  (test: (b: number) => boolean, ofEmpty = false) =>
  (self: Ref): Answer => {
    const text = own(self);
    return newBool(text.length === 0 ? ofEmpty : text.every(test));
  };
const ofOneCase =
  (wanted: (b: number) => boolean, other: (b: number) => boolean) =>
  (self: Ref): Answer => {
    const text = own(self);
    return newBool(!text.some(other) && text.some(wanted));
  };
function istitle(self: Ref): Answer {
  let isAny = false,
    wasCased = false;
  for (const b of own(self)) {
    if (isUpper(b)) {
      if (wasCased) return newBool(false);
      wasCased = isAny = true;
    } else if (isLower(b)) {
      if (!wasCased) return newBool(false);
      isAny = true;
    } else wasCased = false;
  }
  return newBool(isAny);
}

/** separator.join(iterable).  @cpython Objects/stringlib/join.h */
function join(self: Ref, iterable: Ref): Answer {
  const sequence = toFastSequence(iterable, 'can only join an iterable');
  if (sequence === NULL) return NULL;
  const made = joinItems(self, sequence);
  decref(sequence);
  return made;
}
function joinItems(self: Ref, sequence: Ref): Result {
  const size = ob_size(sequence),
    gap = own(self);
  const itemAt = (i: number): Ref => (isExactList(sequence) ? listItem(sequence, i) : tupleItem(sequence, i));
  if (size === 1 && isBytes(self) && isExactBytes(itemAt(0))) return newRef(itemAt(0));
  const parts: Uint8Array[] = [];
  for (let i = 0; i < size; i++) {
    const view = bufferOf(itemAt(i));
    if (view === null) {
      return typeError(`sequence item ${i}: expected a bytes-like object, ${nameOf(itemAt(i))} found`);
    }
    if (i > 0) parts.push(gap);
    parts.push(hostBytes(view));
  }
  const out = new Uint8Array(parts.reduce((n, p) => n + p.length, 0));
  let at = 0;
  for (const p of parts) {
    out.set(p, at);
    at += p.length;
  }
  return like(self, out);
}
const removing =
  (atEnd: boolean) =>
  (self: Ref, affixed: Ref): Answer => {
    const wanted = argument(affixed);
    if (wanted === null) return NULL;
    const text = own(self);
    const isThere =
      wanted.length > 0 &&
      wanted.length <= text.length &&
      liesAt(text, wanted, atEnd ? text.length - wanted.length : 0);
    if (!isThere) return same(self);
    return part(self, atEnd ? text.subarray(0, text.length - wanted.length) : text.subarray(wanted.length));
  };

function decoding(self: Ref, encoding: Ref | 0, handler: Ref | 0): Answer {
  for (const [o, name] of [
    [encoding, 'encoding'],
    [handler, 'errors']
  ] as const) {
    if (o !== 0 && !isStr(o)) return typeError(`decode() argument '${name}' must be str, not ${nameOf(o)}`);
  }
  return decode(
    own(self),
    encoding === 0 ? 'utf-8' : toHost(encoding),
    handler === 0 ? 'strict' : toHost(handler)
  );
}
function maketrans(_type: Ref, from: Ref, to: Ref): Answer {
  const x = argument(from),
    y = x === null ? null : argument(to);
  if (x === null || y === null) return NULL;
  if (x.length !== y.length) return raise(errors.ValueError, 'maketrans arguments must have same length');
  const table = Uint8Array.from({ length: 256 }, (_, i) => i);
  x.forEach((b, i) => (table[b] = y[i]!));
  return newBytes(table);
}

const method = (doc: string, signature: string, call: Method['call'], versions?: string): Method =>
  versions === undefined ? { doc, signature, call } : { doc, signature, call, versions };
const SELF = '($self, /)';
const SEARCH = '($self, sub, start=None, end=None, /)';
/** Methods that both types have, by name. */
export const commonMethods: Readonly<Record<string, Method>> = {
  capitalize: method(
    'The first letter upper, the others lower case.',
    SELF,
    mapping((b, i) => (i === 0 ? up(b) : down(b)))
  ),
  center: method(
    'In the middle of a width.',
    "($self, width, fillchar=b' ', /)",
    justifying('center', (n, w) => (n >> 1) + (n & w & 1))
  ),
  count: method('How often bytes occur.', SEARCH, counting),
  decode: method('The bytes as text.', "($self, /, encoding='utf-8', errors='strict')", decoding),
  endswith: method(
    'Whether it ends so.',
    '($self, suffix, start=None, end=None, /)',
    affix('endswith', true)
  ),
  expandtabs: method('With spaces for tabs.', '($self, /, tabsize=8)', expandtabs),
  find: method('Where bytes first occur, or -1.', SEARCH, searching(find, false)),
  hex: method(
    'In hexadecimal figures.',
    '($self, /, sep=<unrepresentable>, bytes_per_sep=1)',
    (self: Ref, separator: Ref | 0, group: Ref | 0) => {
      const text = hexText(own(self), separator, group);
      return text === null ? NULL : newStr(text);
    }
  ),
  index: method('Where bytes first occur, or ValueError.', SEARCH, searching(find, true)),
  isalnum: method(
    'Whether all are letters or digits.',
    SELF,
    every(b => isAlpha(b) || isDigit(b))
  ),
  isalpha: method('Whether all are letters.', SELF, every(isAlpha)),
  isascii: method(
    'Whether all are ASCII.',
    SELF,
    every(b => b < 128, true),
    '3.7-'
  ),
  isdigit: method('Whether all are digits.', SELF, every(isDigit)),
  islower: method('Whether letters are lower case.', SELF, ofOneCase(isLower, isUpper)),
  isspace: method('Whether all is white space.', SELF, every(isSpaceByte)),
  istitle: method('Whether words are in title case.', SELF, istitle),
  isupper: method('Whether letters are upper case.', SELF, ofOneCase(isUpper, isLower)),
  join: method('The items of an iterable with this between them.', '($self, iterable_of_bytes, /)', join),
  ljust: method(
    'Filled up on the right.',
    "($self, width, fillchar=b' ', /)",
    justifying('ljust', () => 0)
  ),
  lower: method('In lower case.', SELF, mapping(down)),
  lstrip: method('Without what is at the start.', '($self, bytes=None, /)', stripping(true, false)),
  maketrans: { ...method('A table for translate().', '(frm, to, /)', maketrans), kind: 'static' },
  partition: method('Before, separator, after.', '($self, sep, /)', parting(false)),
  replace: method('With occurrences replaced.', '($self, old, new, count=-1, /)', replacing),
  removeprefix: method('Without a beginning.', '($self, prefix, /)', removing(false), '3.9-'),
  removesuffix: method('Without an end.', '($self, suffix, /)', removing(true), '3.9-'),
  rfind: method('Where bytes last occur, or -1.', SEARCH, searching(findLast, false)),
  rindex: method('Where bytes last occur, or ValueError.', SEARCH, searching(findLast, true)),
  rjust: method(
    'Filled up on the left.',
    "($self, width, fillchar=b' ', /)",
    justifying('rjust', n => n)
  ),
  rpartition: method('Before, the last separator, after.', '($self, sep, /)', parting(true)),
  rsplit: method('The parts, split from the end.', '($self, /, sep=None, maxsplit=-1)', splitting(true)),
  rstrip: method('Without what is at the end.', '($self, bytes=None, /)', stripping(false, true)),
  split: method('The parts between separators.', '($self, /, sep=None, maxsplit=-1)', splitting(false)),
  splitlines: method('The lines.', '($self, /, keepends=False)', lines),
  startswith: method(
    'Whether it begins so.',
    '($self, prefix, start=None, end=None, /)',
    affix('startswith', false)
  ),
  strip: method('Without what is at both ends.', '($self, bytes=None, /)', stripping(true, true)),
  swapcase: method(
    'Upper for lower case and the other way.',
    SELF,
    mapping(b => (isUpper(b) ? down(b) : up(b)))
  ),
  title: method(
    'Each word in title case.',
    SELF,
    mapping((b, i, text) => (i > 0 && isAlpha(text[i - 1]!) ? down(b) : up(b)))
  ),
  translate: method('Each byte as a table says.', "($self, table, /, delete=b'')", translating),
  upper: method('In upper case.', SELF, mapping(up)),
  zfill: method('Filled up with zeros after a sign.', '($self, width, /)', zfill)
};

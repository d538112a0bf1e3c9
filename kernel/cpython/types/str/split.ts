/** Splitting and joining.  CPython: Objects/stringlib/split.h, Objects/unicodeobject.c. */
import { DONE, NULL, type Answer, type Owned, type Ref, type Result } from '../../heap/reference.js';
import { find, findLast } from '../../abstract/find.js';
import { toFastSequence } from '../../abstract/iterate.js';
import { packTuple } from '../../abstract/pack.js';
import { isLinebreak, isSpace } from '../../abstract/unicode-data.js';
import { isExactList, listAppend, listItem, newList, setListItem } from '../../include/list.js';
import { tupleItem } from '../../include/tuple.js';
import { EMPTY, dataOf, isExactStr, isStr, newUnicode, strKind, strLength } from '../../include/str.js';
import { copyChars, maxOf, substring, unchanged, viewOf } from '../../include/str-build.js';
import { typeName } from '../../include/type.js';
import { errors, raise } from '../../object/errors.js';
import { ob_size, setSize, typeOf } from '../../object/header.js';
import { decref, newRef } from '../../object/refcount.js';
import { profile } from '../../profiles/profile.js';

/** A list made by split: it has room for 12 items, or for as many as can come.  @cpython stringlib/split.h PREALLOC_SIZE */
export class Parts {
  private count = 0;
  private readonly room: number;
  private list: Owned | 0;
  constructor(limit: number) {
    this.room = limit >= 12 ? 12 : limit + 1;
    this.list = newList(this.room);
  }
  /** Adds a part, which is consumed.  False: an exception is set and the list is gone. */
  add(part: Result): boolean {
    const { list } = this;
    if (list === 0) {
      if (part !== NULL) decref(part);
      return false;
    }
    if (part === NULL) return this.drop();
    if (this.count < this.room) setListItem(list, this.count, part);
    else if (listAppend(list, part) !== DONE) return this.drop();
    this.count++;
    return true;
  }
  private drop(): false {
    if (this.list !== 0) decref(this.list);
    this.list = 0;
    return false;
  }
  get size(): number {
    return this.count;
  }
  finish(): Result {
    const { list } = this;
    if (list !== 0 && this.count < this.room) setSize(list, this.count);
    return list;
  }
  /** The same with the last part first. */
  finishReversed(): Result {
    const list = this.finish();
    if (list === NULL) return NULL;
    for (let i = 0, j = this.count - 1; i < j; i++, j--) {
      const first = listItem(list, i) as Owned,
        last = listItem(list, j) as Owned;
      setListItem(list, i, last);
      setListItem(list, j, first);
    }
    return list;
  }
}
const ESTIMATES = profile.scalars.splitEstimates;
/** How many splits at most; a negative number stands for no limit, or for as many as the length allows. */
const limitOf = (maxsplit: number, most: number): number =>
  maxsplit >= 0 ? maxsplit : ESTIMATES ? most : Infinity;
const spacesAtMost = (length: number): number => (length === 0 ? 1 : ((length - 1) >> 1) + 1);
const separatorsAtMost = (length: number, by: number): number => Math.floor(length / by) + 1;
/** Whether the string cannot hold the separator; its list has one slot then. */
const cannotHold = (o: Ref, separator: Ref): boolean =>
  strLength(o) < strLength(separator) || strKind(o) < strKind(separator);
function whole(o: Ref): Answer {
  const list = newList(1);
  if (list === NULL) return NULL;
  const only = unchanged(o);
  if (only === NULL) {
    decref(list);
    return NULL;
  }
  setListItem(list, 0, only);
  return list;
}

/** At runs of white space.  @cpython stringlib split_whitespace */
export function splitSpaces(o: Ref, maxsplit: number): Answer {
  const text = viewOf(o),
    length = text.length,
    limit = limitOf(maxsplit, spacesAtMost(length));
  const parts = new Parts(limit);
  let i = 0,
    left = limit;
  while (left-- > 0) {
    while (i < length && isSpace(text[i]!)) i++;
    if (i === length) break;
    const from = i++;
    while (i < length && !isSpace(text[i]!)) i++;
    if (from === 0 && i === length && isExactStr(o)) {
      if (!parts.add(newRef(o))) return NULL;
      break;
    }
    if (!parts.add(substring(o, from, i))) return NULL;
  }
  if (i < length) {
    while (i < length && isSpace(text[i]!)) i++;
    if (i !== length && !parts.add(substring(o, i, length))) return NULL;
  }
  return parts.finish();
}
/** The same from the right; the parts come in order. */
export function rsplitSpaces(o: Ref, maxsplit: number): Answer {
  const text = viewOf(o),
    length = text.length,
    limit = limitOf(maxsplit, spacesAtMost(length));
  const found: [number, number][] = [];
  let i = length - 1,
    left = limit;
  while (left-- > 0) {
    while (i >= 0 && isSpace(text[i]!)) i--;
    if (i < 0) break;
    const end = i-- + 1;
    while (i >= 0 && !isSpace(text[i]!)) i--;
    found.push([i + 1, end]);
  }
  if (i >= 0) {
    while (i >= 0 && isSpace(text[i]!)) i--;
    if (i >= 0) found.push([0, i + 1]);
  }
  return fromRight(o, found, limit);
}
function fromRight(o: Ref, found: readonly (readonly [number, number])[], limit: number): Answer {
  const parts = new Parts(limit);
  for (const [from, to] of found) if (!parts.add(substring(o, from, to))) return NULL;
  return parts.finishReversed();
}
/** At a separator.  @cpython stringlib split */
export function splitAt(o: Ref, separator: Ref, maxsplit: number): Answer {
  if (cannotHold(o, separator)) return whole(o);
  const text = viewOf(o),
    by = viewOf(separator),
    length = text.length,
    limit = limitOf(maxsplit, separatorsAtMost(length, by.length));
  if (by.length === 0) return raise(errors.ValueError, 'empty separator');
  const parts = new Parts(limit);
  let from = 0,
    left = limit;
  while (left-- > 0) {
    const at = find(text, by, from, length);
    if (at < 0) break;
    if (!parts.add(substring(o, from, at))) return NULL;
    from = at + by.length;
  }
  if (!parts.add(substring(o, from, length))) return NULL;
  return parts.finish();
}
export function rsplitAt(o: Ref, separator: Ref, maxsplit: number): Answer {
  if (cannotHold(o, separator)) return whole(o);
  const text = viewOf(o),
    by = viewOf(separator),
    limit = limitOf(maxsplit, separatorsAtMost(text.length, by.length));
  if (by.length === 0) return raise(errors.ValueError, 'empty separator');
  const found: [number, number][] = [];
  let to = text.length,
    left = limit;
  while (left-- > 0) {
    const at = findLast(text, by, 0, to);
    if (at < 0) break;
    found.push([at + by.length, to]);
    to = at;
  }
  found.push([0, to]);
  return fromRight(o, found, limit);
}
/** At line ends; `\r\n` is one.  @cpython stringlib splitlines */
export function splitLines(o: Ref, keepends: boolean): Answer {
  const text = viewOf(o),
    length = text.length;
  const list = newList(0);
  if (list === NULL) return NULL;
  for (let i = 0; i < length;) {
    const from = i;
    while (i < length && !isLinebreak(text[i]!)) i++;
    let end = i;
    if (i < length) {
      i += text[i] === 13 && text[i + 1] === 10 ? 2 : 1;
      if (keepends) end = i;
    }
    const part = from === 0 && end === length && isExactStr(o) ? newRef(o) : substring(o, from, end);
    if (part === NULL || listAppend(list, part) !== DONE) {
      decref(list);
      return NULL;
    }
  }
  return list;
}
export function partition(o: Ref, separator: Ref, isRight: boolean): Answer {
  const text = viewOf(o),
    by = viewOf(separator),
    length = text.length;
  if (by.length === 0) return raise(errors.ValueError, 'empty separator');
  const at = isRight ? findLast(text, by, 0, length) : find(text, by, 0, length);
  if (at < 0) {
    const empty = [newRef(EMPTY), newRef(EMPTY)];
    return isRight ? packTuple(...empty, newRef(o)) : packTuple(newRef(o), ...empty);
  }
  return packTuple(substring(o, 0, at), newRef(separator), substring(o, at + by.length, length));
}

/** `separator.join(iterable)`.  @cpython Objects/unicodeobject.c PyUnicode_Join */
export function join(separator: Ref, iterable: Ref): Answer {
  const sequence = toFastSequence(iterable, 'can only join an iterable');
  if (sequence === NULL) return NULL;
  const made = joinItems(separator, sequence);
  decref(sequence);
  return made;
}
function joinItems(separator: Ref, sequence: Ref): Result {
  const count = ob_size(sequence);
  const itemAt: (i: number) => Ref = isExactList(sequence)
    ? i => listItem(sequence, i)
    : i => tupleItem(sequence, i);
  if (count === 0) return newRef(EMPTY);
  if (count === 1 && isExactStr(itemAt(0))) return newRef(itemAt(0));
  const gap = strLength(separator);
  let length = gap * (count - 1),
    max = gap > 0 && count > 1 ? maxOf(separator) : 0x7f;
  for (let i = 0; i < count; i++) {
    const item = itemAt(i);
    if (!isStr(item)) {
      return raise(
        errors.TypeError,
        `sequence item ${i}: expected str instance, ${typeName(typeOf(item))} found`
      );
    }
    length += strLength(item);
    max = Math.max(max, maxOf(item));
  }
  const made = newUnicode(length, max);
  if (made === NULL || length === 0) return made;
  const kind = strKind(made);
  let to = dataOf(made);
  for (let i = 0; i < count; i++) {
    if (i > 0 && gap > 0) {
      copyChars(to, kind, dataOf(separator), strKind(separator), gap);
      to += gap * kind;
    }
    const item = itemAt(i);
    copyChars(to, kind, dataOf(item), strKind(item), strLength(item));
    to += strLength(item) * kind;
  }
  return made;
}

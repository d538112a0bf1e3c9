/** Splitting bytes and bytearrays.  CPython: Objects/stringlib/split.h. */
import { isSpaceByte } from '../../abstract/buffer.js';
import { DONE, NULL, type Answer, type Ref } from '../../heap/reference.js';
import { find, findLast } from '../../abstract/find.js';
import { isTrue } from '../../abstract/object.js';
import { isExactBytes } from '../../include/bytes.js';
import { asIndex } from '../../include/int.js';
import { listAppend, newList, setListItem } from '../../include/list.js';
import { None } from '../../include/singletons.js';
import { errors, raise } from '../../object/errors.js';
import { setSize } from '../../object/header.js';
import { decref, newRef } from '../../object/refcount.js';
import { argument, own, part } from './own.js';

/** A list of parts with split's room for 12.  @cpython stringlib/split.h */
function listOf(
  self: Ref,
  text: Uint8Array,
  parts: readonly (readonly [number, number])[],
  limit: number
): Answer {
  const room = limit >= 12 ? 12 : limit + 1;
  const list = newList(room);
  if (list === NULL) return NULL;
  for (const [i, [from, to]] of parts.entries()) {
    const isAll = from === 0 && to === text.length;
    const item = isAll && isExactBytes(self) ? newRef(self) : part(self, text.subarray(from, to));
    if (item !== NULL && i < room) setListItem(list, i, item);
    else if (item === NULL || listAppend(list, item) !== DONE) {
      decref(list);
      return NULL;
    }
  }
  if (parts.length < room) setSize(list, parts.length);
  return list;
}
export const splitting =
  (isRight: boolean) =>
  (self: Ref, separator: Ref | 0, maxsplit: Ref | 0): Answer => {
    const given = maxsplit === 0 ? -1 : asIndex(maxsplit);
    if (given === null) return NULL;
    const limit = given < 0 ? Infinity : given;
    const text = own(self);
    if (separator === 0 || separator === None)
      return listOf(self, text, spaceParts(text, limit, isRight), limit);
    const by = argument(separator);
    if (by === null) return NULL;
    if (by.length === 0) return raise(errors.ValueError, 'empty separator');
    return listOf(self, text, separatedParts(text, by, limit, isRight), limit);
  };
function spaceParts(text: Uint8Array, limit: number, isRight: boolean): [number, number][] {
  const parts: [number, number][] = [];
  let left = limit;
  if (isRight) {
    let i = text.length - 1;
    for (; left > 0; left--) {
      while (i >= 0 && isSpaceByte(text[i]!)) i--;
      if (i < 0) break;
      const end = i + 1;
      while (i >= 0 && !isSpaceByte(text[i]!)) i--;
      parts.push([i + 1, end]);
    }
    while (i >= 0 && isSpaceByte(text[i]!)) i--;
    if (i >= 0) parts.push([0, i + 1]);
    return parts.reverse();
  }
  let i = 0;
  for (; left > 0; left--) {
    while (i < text.length && isSpaceByte(text[i]!)) i++;
    if (i === text.length) break;
    const from = i;
    while (i < text.length && !isSpaceByte(text[i]!)) i++;
    parts.push([from, i]);
  }
  while (i < text.length && isSpaceByte(text[i]!)) i++;
  if (i < text.length) parts.push([i, text.length]);
  return parts;
}
function separatedParts(
  text: Uint8Array,
  by: Uint8Array,
  limit: number,
  isRight: boolean
): [number, number][] {
  const parts: [number, number][] = [];
  let left = limit;
  if (isRight) {
    let to = text.length;
    for (let at = 0; left > 0 && (at = findLast(text, by, 0, to)) >= 0; left--) {
      parts.push([at + by.length, to]);
      to = at;
    }
    parts.push([0, to]);
    return parts.reverse();
  }
  let from = 0;
  for (let at = 0; left > 0 && (at = find(text, by, from, text.length)) >= 0; left--) {
    parts.push([from, at]);
    from = at + by.length;
  }
  parts.push([from, text.length]);
  return parts;
}
export function lines(self: Ref, keepends: Ref | 0): Answer {
  const keep = keepends === 0 ? false : isTrue(keepends);
  if (keep === null) return NULL;
  const text = own(self);
  const list = newList(0);
  if (list === NULL) return NULL;
  for (let i = 0; i < text.length;) {
    const from = i;
    while (i < text.length && text[i] !== 10 && text[i] !== 13) i++;
    let end = i;
    if (i < text.length) i += text[i] === 13 && text[i + 1] === 10 ? 2 : 1;
    if (keep) end = i;
    const isAll = from === 0 && end === text.length;
    const item = isAll && isExactBytes(self) ? newRef(self) : part(self, text.subarray(from, end));
    if (item === NULL || listAppend(list, item) !== DONE) {
      decref(list);
      return NULL;
    }
  }
  return list;
}

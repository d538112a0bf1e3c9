/** Small helpers on host text. */
import type { Ref } from '../heap/reference.js';
import { None } from '../include/singletons.js';
import { typeName } from '../include/type.js';
import { typeOf } from '../object/header.js';

/** The first `count` code points, as C's `%.200s` cuts. */
export function clip(text: string, count: number): string {
  if (text.length <= count) return text;
  const chars = Array.from(text);
  return chars.length <= count ? text : chars.slice(0, count).join('');
}

/** What a TypeError of the argument parser calls an argument: its type's name, or `None`.  @cpython Python/getargs.c _PyArg_BadArgument */
export const argumentType = (o: Ref): string => (o === None ? 'None' : typeName(typeOf(o)));

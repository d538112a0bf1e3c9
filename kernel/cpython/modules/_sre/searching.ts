/** An engine set up for a pattern and a text.  CPython: Modules/_sre/sre.c state_init. */
import type { Ref } from '../../heap/reference.js';
import { asIndex } from '../../include/int.js';
import { errors, raiseNull } from '../../object/errors.js';
import { BadCode, Engine } from './engine.js';
import { codesOfPattern, type Subject } from './objects.js';

/** The part of the text to look at; null: a bound is no index. */
export function boundsOf(
  subject: Subject,
  pos: Ref | 0,
  endpos: Ref | 0
): { readonly start: number; readonly end: number } | null {
  const within = (i: number): number => Math.max(0, Math.min(i, subject.length));
  const start = pos === 0 ? 0 : asIndex(pos);
  const end = start === null ? null : endpos === 0 ? subject.length : asIndex(endpos);
  return start === null || end === null ? null : { start: within(start), end: within(end) };
}
export const engineFor = (pattern: Ref, subject: Subject, start: number, end: number): Engine =>
  new Engine(codesOfPattern(pattern), subject.text, start, end);

/** What a matching says; null: the code of the pattern made no sense, which is a RuntimeError. */
export function guarded(matching: () => boolean): boolean | null {
  try {
    return matching();
  } catch (error) {
    if (error instanceof BadCode) return raiseNull(errors.RuntimeError, 'invalid SRE code');
    throw error;
  }
}

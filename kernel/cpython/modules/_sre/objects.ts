/** Patterns, matches, scanners and templates: what lies in them, how they live, and the text they are about.  CPython: Modules/_sre/sre.h. */
import { viewBytes, viewWords } from '../../heap/memory.js';
import { type Owned, type Ref, type Result } from '../../heap/reference.js';
import { int32, mayOwn, ssize, structAt } from '../../heap/struct.js';
import { bufferOf } from '../../abstract/buffer.js';
import { dropWeakrefs, owning, thenFree, type OwningField } from '../../abstract/fields.js';
import { bytesData, isExactBytes, newBytes } from '../../include/bytes.js';
import { isStr, strLength } from '../../include/str.js';
import { substring, viewOf } from '../../include/str-build.js';
import { staticType, typeName } from '../../include/type.js';
import { thenRelease } from '../../object/dealloc.js';
import { errors, raise } from '../../object/errors.js';
import { track } from '../../object/gchead.js';
import { ob_size, typeOf } from '../../object/header.js';
import { newRef, take } from '../../object/refcount.js';
import { profile } from '../../profiles/profile.js';

export const Pattern_Type = staticType(),
  Match_Type = staticType(),
  Scanner_Type = staticType(),
  Template_Type = staticType();

/** Then the code, `ob_size` words of 4 bytes. */
export const Pattern = structAt(
  'Pattern',
  {
    groups: ssize,
    groupindex: mayOwn,
    indexgroup: mayOwn,
    pattern: mayOwn,
    flags: int32,
    weakreflist: int32,
    isbytes: int32
  },
  { groups: 24, groupindex: 32, indexgroup: 40, pattern: 48, flags: 56, weakreflist: 64, isbytes: 72 },
  96
);
const CODE = 88;
export const codeAddress = (pattern: Ref): number => pattern + CODE;
export const codesOfPattern = (pattern: Ref): Int32Array => viewWords(pattern + CODE, ob_size(pattern));

/** Then the marks, `ob_size` of them: where each group begins and ends, or -1. */
export const Match = structAt(
  'Match',
  {
    string: mayOwn,
    regs: mayOwn,
    pattern: mayOwn,
    pos: ssize,
    endpos: ssize,
    lastindex: ssize,
    groups: ssize
  },
  { string: 24, regs: 32, pattern: 40, pos: 48, endpos: 56, lastindex: 64, groups: 72 },
  88
);
export const MARKS = 80;

/** `start`: where to go on, -1 when there is nothing more. */
export const Scanner = structAt(
  'SRE_Scanner',
  { pattern: mayOwn, string: mayOwn, pos: ssize, endpos: ssize, start: ssize, mustAdvance: int32 },
  { pattern: 16, string: 24, pos: 32, endpos: 40, start: 48, mustAdvance: 56 },
  profile.sre.scannerSize
);

/** Then `ob_size` pairs of a group's number and the text behind it, or NULL. */
export const Template = structAt(
  'SRE_Template',
  { chunks: ssize, literal: mayOwn },
  { chunks: 24, literal: 32 },
  40
);
export const TEMPLATE_ITEMS = 40;

const IS_COLLECTED = profile.sre.isCollected;
/** How objects of these types live: before 3.10 the collector does not know them. */
export function living(
  fields: readonly OwningField[],
  weaklist?: number
): Partial<ReturnType<typeof owning>> & { gc: boolean; dealloc(self: Ref): void } {
  if (IS_COLLECTED) {
    const life = owning(fields);
    const dealloc = (self: Ref): void => {
      if (weaklist !== undefined) dropWeakrefs(self, weaklist);
      life.dealloc(self);
    };
    return { gc: true, ...life, dealloc };
  }
  const reversed = [...fields].reverse();
  return {
    gc: false,
    dealloc(self) {
      if (weaklist !== undefined) dropWeakrefs(self, weaklist);
      thenFree(self);
      for (const field of reversed) thenRelease(take(self, field));
    }
  };
}
/** A finished object, known to the collector if its type is. */
export function known<T extends Owned>(o: T): T {
  if (IS_COLLECTED) track(o);
  return o;
}

/** The characters of what is searched.  They are read at once: they move when Python code runs. */
export interface Subject {
  readonly text: ArrayLike<number>;
  readonly length: number;
  readonly isBytes: boolean;
}
/** null: TypeError.  @cpython Modules/_sre/sre.c getstring */
export function subjectOf(o: Ref): Subject | null {
  if (isStr(o)) return { text: viewOf(o), length: strLength(o), isBytes: false };
  const buffer = bufferOf(o);
  if (buffer !== null)
    return { text: viewBytes(buffer.data, buffer.count), length: buffer.count, isBytes: true };
  const given = profile.sre.namesWhatWasGiven ? `, got '${typeName(typeOf(o))}'` : '';
  raise(errors.TypeError, `expected string or bytes-like object${given}`);
  return null;
}
/** The same, for a pattern, whose text must be of the same kind. */
export function subjectFor(pattern: Ref, o: Ref): Subject | null {
  const subject = subjectOf(o);
  if (subject === null) return null;
  const kind = Pattern.isbytes(pattern);
  if (subject.isBytes && kind === 0) {
    raise(errors.TypeError, 'cannot use a string pattern on a bytes-like object');
    return null;
  }
  if (!subject.isBytes && kind > 0) {
    raise(errors.TypeError, 'cannot use a bytes pattern on a string-like object');
    return null;
  }
  return subject;
}
/** Part of a text that was searched.  @cpython Modules/_sre/sre.c getslice */
export function slice(o: Ref, from: number, to: number): Result {
  if (isStr(o)) return substring(o, from, to);
  if (isExactBytes(o)) {
    if (from === 0 && to === ob_size(o)) return newRef(o);
    return newBytes(viewBytes(bytesData(o) + from, Math.max(to - from, 0)));
  }
  const buffer = bufferOf(o);
  if (buffer === null) return raise(errors.TypeError, 'expected string or bytes-like object');
  const end = Math.min(to, buffer.count);
  return newBytes(viewBytes(buffer.data + from, Math.max(end - from, 0)));
}

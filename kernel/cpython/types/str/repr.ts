/** repr(str).  CPython: Objects/unicodeobject.c unicode_repr. */
import type { Ref, Result } from '../../heap/reference.js';
import { reprOfCodes } from '../../abstract/literals.js';
import { newStr } from '../../include/str.js';
import { codesOf } from '../../include/str-build.js';

export const strRepr = (o: Ref): Result => newStr(reprOfCodes(codesOf(o)));

/** Where instructions look for it. */
export { asciiRepr as asciiOf } from '../../abstract/ascii.js';

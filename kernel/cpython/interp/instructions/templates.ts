/** t-strings.  CPython: Python/bytecodes.c BUILD_TEMPLATE, BUILD_INTERPOLATION. */
import { newRef } from '../../object/refcount.js';
import { newInterpolation, newTemplate } from '../../types/template.js';
import { instruction, peek } from '../table.js';

instruction('BUILD_TEMPLATE', (_frame, sp) => newTemplate(newRef(peek(sp, 2)), newRef(peek(sp, 1))));
instruction('BUILD_INTERPOLATION', (_frame, sp, how) =>
  newInterpolation(peek(sp, 2), peek(sp, 1), how >> 1, 0)
);
instruction('BUILD_INTERPOLATION_SPEC', (_frame, sp, how) =>
  newInterpolation(peek(sp, 3), peek(sp, 2), how >> 1, peek(sp, 1))
);

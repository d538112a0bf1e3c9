/** Buffers that may be written to.  CPython: Python/getargs.c, `w*`. */
import type { Ref } from '../../heap/reference.js';
import { bufferOf } from '../../abstract/buffer.js';
import { isBytes } from '../../include/bytes.js';
import { Buffer, VIEW, isMemoryView } from '../../include/memoryview.js';

export const isWritableBuffer = (o: Ref): boolean =>
  !isBytes(o) && bufferOf(o) !== null && !(isMemoryView(o) && Buffer.isReadonly(o + VIEW));

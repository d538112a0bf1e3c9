/** The default hash: the address, rotated by four bits.  CPython: Python/pyhash.c _Py_HashPointer. */
import type { Ref } from '../../heap/reference.js';
import { hashIs } from '../../object/hash.js';

export const hash = (o: Ref): number => hashIs(o >>> 4, (o & 15) << 28);

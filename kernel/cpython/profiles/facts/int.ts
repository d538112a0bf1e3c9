/** Facts about int and float. */
import { facts, since } from '../since.js';

export const int = facts({
  /** The largest int that is one static object; the smallest is -5.  @cpython Include/internal/pycore_runtime_structs.h */
  smallMax: since({ '2.7': 256, '3.15': 1024 }),
  /** Where size and sign lie: `ob_size`, negative for negative ints; or `lv_tag`, digits << 3 | sign. */
  sign: since<'size' | 'tag'>({ '2.7': 'size', '3.12': 'tag' }),
  /** A bit of the tag that small ints have.  @cpython Include/cpython/longintrepr.h */
  smallTag: since({ '2.7': 0, '3.14': 4 }),
  /** Zero has room for a digit, which `__sizeof__` counts. */
  zeroHasDigit: since({ '2.7': false, '3.11': true }),
  /** Ints of one digit kept for reuse. */
  freeList: since({ '2.7': 0, '3.14': 100 }),
  floatFreeList: since({ '2.7': 100 }),
  complexFreeList: since({ '2.7': 0, '3.15': 100 }),
  /** A free list is linked through the type field, or through the count field.  @cpython Include/internal/pycore_freelist.h */
  freeListLink: since<'type' | 'count'>({ '2.7': 'type', '3.13': 'count' }),
  /** The most digits int() and str() take by default; 0: no limit.  3.9 got it in 3.9.14. */
  maxStrDigits: since({ '2.7': 0, '3.7.14': 4300 }),
  /** hash(nan).  @cpython Python/pyhash.c _Py_HashDouble */
  nanHash: since<'zero' | 'address'>({ '2.7': 'zero', '3.10': 'address' })
});

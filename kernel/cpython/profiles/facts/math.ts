/** Facts about math. */
import { facts, since } from '../since.js';

export const math = facts({
  /** How the C library that the recorded interpreters run with rounds asinh, acosh and atanh: newer glibcs do it once. */
  libm: since<'fdlibm' | 'rounded'>({ '2.7': 'fdlibm', '3.14': 'rounded' }),
  /** An error says what was expected and what came. */
  tellsWhatWasExpected: since({ '2.7': false, '3.14': true }),
  /** pow(0, -inf) is infinite, not an error. */
  zeroToMinusInfinity: since({ '2.7': false, '3.11': true }),
  factorialOfFloats: since({ '2.7': true, '3.10': false }),
  nextafterSteps: since({ '2.7': false, '3.12': true }),
  /** How hypot and dist add squares.  @cpython Modules/mathmodule.c vector_norm */
  norm: since<'compensated' | 'split' | 'fused'>({ '2.7': 'compensated', '3.10': 'split', '3.12': 'fused' }),
  /** _random.Random(...) is seeded by the hash of all its arguments, in __new__. */
  randomSeedsWithTuple: since({ '2.7': true, '3.10': false }),
  randomTakes: since({
    '2.7': 'Random() requires 0 or 1 argument',
    '3.14': 'Random expected at most 1 argument, got 2'
  }),
  /** The C type of how many bits getrandbits is asked for. */
  randomBits: since<'int' | 'uint64'>({ '2.7': 'int', '3.14': 'uint64' }),
  bisectTakesKey: since({ '2.7': false, '3.10': true }),
  /** The size of a struct sequence counts the fields that are no items. */
  hiddenFieldsCounted: since({ '2.7': false, '3.13': true }),
  sleepTakes: since({
    '2.7': 'an integer is required (got type {})',
    '3.10': "'{}' object cannot be interpreted as an integer",
    '3.14': "'{}' object cannot be interpreted as an integer or float"
  }),
  /** Where the SHA-2 hashes are. */
  shaModule: since<'_sha512' | '_sha2'>({ '2.7': '_sha512', '3.12': '_sha2' }),
  /** Hash objects are tracked by the collector. */
  shaCollected: since({ '2.7': false, '3.11': true }),
  /** Their state is a block of its own. */
  shaApart: since({ '2.7': false, '3.12': true }),
  shaSignature: since({
    '2.7': "($module, /, string=b'', *, usedforsecurity=True)",
    '3.14': "($module, /, data=b'', *, usedforsecurity=True, string=None)"
  })
});

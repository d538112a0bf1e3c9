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
  norm: since<'compensated' | 'split' | 'fused'>({ '2.7': 'compensated', '3.10': 'split', '3.12': 'fused' })
});

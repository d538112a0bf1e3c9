/** Facts about zip, map, enumerate and other iterators over iterators. */
import { facts, since } from '../since.js';

export const iterators = facts({
  /** Which of them take `strict`. */
  zipStrict: since({ '2.7': false, '3.10': true }),
  mapStrict: since({ '2.7': false, '3.14': true }),
  /** How an unknown keyword is refused. */
  unknownKeyword: since<'invalid' | 'unexpected'>({ '2.7': 'invalid', '3.13': 'unexpected' }),
  /** `enumerate()` without its argument says where it would be. */
  missingNamesPosition: since({ '2.7': true, '3.11': false }),
  /** What range.index() says of a missing number. */
  rangeIndexNamesValue: since({ '2.7': true, '3.14': false }),
  /** Slices have a hash. */
  sliceHash: since({ '2.7': false, '3.12': true })
});

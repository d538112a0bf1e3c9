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
  /** Bytes of the iterators of itertools, which hold their module's state from 3.12. */
  accumulateSize: since({ '2.7': 48, '3.12': 56 }),
  teeSize: since({ '2.7': 40, '3.12': 48 }),
  /** It fills its last pair again from 3.13. */
  pairwiseSize: since({ '2.7': 32, '3.13': 40 }),
  batchedStrict: since({ '2.7': false, '3.13': true }),
  /** `tee` makes every iterator anew, also from a tee. */
  teeCopiesAll: since({ '2.7': false, '3.14': true }),
  /** Slices have a hash. */
  sliceHash: since({ '2.7': false, '3.12': true }),
  /** What `in` says of something that cannot contain anything. */
  notContainerText: since({ '2.7': 'is not iterable', '3.14': 'is not a container or iterable' })
});

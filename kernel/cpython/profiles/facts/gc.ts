/** Facts about the cycle collector. */
import { facts, since } from '../since.js';

export const gc = facts({
  /** @cpython Modules/gcmodule.c, Python/gc.c from 3.13 */
  threshold0: since({ '2.7': 700, '3.13': 2000 }),
  /** Where a collection starts: inside the allocation, or at the next check of the eval breaker. */
  starts: since<'inAllocation' | 'atBreaker'>({ '2.7': 'inAllocation', '3.12': 'atBreaker' }),
  /** A collection asked for while the collector is off by the time of the check still runs. */
  runsWhenDisabledMeanwhile: since({ '2.7': false, '3.12': true, '3.13': false }),
  /** What a collection that resurrects something does: keep all and report all, keep all and report none, keep the reachable. */
  resurrection: since<'keepAll' | 'keepAllReportNone' | 'keepReachable'>({
    '2.7': 'keepAll',
    '3.7': 'keepAllReportNone',
    '3.9': 'keepReachable'
  }),
  /** Every dict is tracked from creation and stays so. */
  dictsAlwaysTracked: since({ '2.7': false, '3.14': true }),
  /** A full collection empties the cache of attribute lookups. */
  fullClearsLookupCache: since({ '2.7': false }),
  /** A tuple without container items is untracked at creation. */
  tupleUntrackedAtCreation: since({ '2.7': false, '3.14': true })
});

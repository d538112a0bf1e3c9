/** Facts about lists.  Measured: `cpython-facts/sizes.json`, tables list_*. */
import { facts, since } from '../since.js';

export const list = facts({
  /** How many slots a growing list asks for.  @cpython Objects/listobject.c list_resize */
  growth: since<'eighth' | 'eighthByFour'>({ '2.7': 'eighth', '3.9': 'eighthByFour' }),
  /** An array of so many slots or fewer never shrinks before the list is empty. */
  keepsSlots: since({ '2.7': 0, '3.14': 32 }),
  /** What an emptied list keeps: a block of the smallest size, or none. */
  emptied: since<'smallest' | 'none'>({ '2.7': 'smallest', '3.12': 'none' }),
  /** `del l[i]` never shrinks; shrinks, but keeps the array when the list becomes empty; shrinks. */
  deletingItem: since<'shrinks' | 'never' | 'keepsEmpty'>({
    '2.7': 'shrinks',
    '3.13': 'never',
    '3.14': 'keepsEmpty'
  }),
  /** Slots of a list that is extended while it has none: by growth, or the next even number. */
  extendingEmpty: since<'growth' | 'even'>({ '2.7': 'growth', '3.10': 'even' }),
  /** `list(x)` with a length: by growth, exact, or as extendingEmpty says. */
  ofSized: since<'growth' | 'exact' | 'extend'>({ '2.7': 'growth', '3.8': 'exact', '3.10': 'extend' }),
  /** Sets and dicts are read in place, and the list grows for them as it does for appends. */
  setsInPlace: since({ '2.7': false, '3.13': true }),
  /** A list made of an iterator without a length keeps its slots when nothing came. */
  keepsUnused: since({ '2.7': false, '3.14': true }),
  /** `l[a:b] = x` says of an x that cannot be iterated what an extended slice says. */
  sliceMessage: since<'plain' | 'extended'>({ '2.7': 'plain', '3.13': 'extended' }),
  /** range() makes plain ints of bools and of instances of subclasses. */
  rangeOfPlainInts: since({ '2.7': false, '3.10': true }),
  /** Lists kept for reuse. */
  freeList: since({ '2.7': 80 }),
  iteratorFreeList: since({ '2.7': 0, '3.14': 10 }),
  /** Slices, and from 3.14 on ranges and their iterators. */
  sliceFreeList: since({ '2.7': 1 }),
  /** Slices can be hashed. */
  sliceHashable: since({ '2.7': false, '3.12': true }),
  rangeFreeList: since({ '2.7': 0, '3.14': 6 }),
  /** What index() says of a missing value. */
  indexNamesValue: since({ '2.7': true, '3.14': false }),
  /** repr keeps the item it shows alive. */
  reprHoldsItem: since({ '2.7': false, '3.13': true }),
  /** Sorting: how the run lengths are merged.  @cpython Objects/listobject.c powerloop */
  mergeByPower: since({ '2.7': false, '3.11': true }),
  /** Runs of equal items take part in descending runs.  @cpython Objects/listobject.c count_run */
  equalRuns: since({ '2.7': false, '3.13': true }),
  /** A descending run may have equal neighbours.  @cpython Objects/listobject.c count_run */
  equalInRuns: since({ '2.7': false, '3.13': true }),
  /** minrun may vary from run to run. */
  minrunVaries: since({ '2.7': false, '3.15': true }),
  /** Arrays of numbers are known to the collector, since their type is made with its module. */
  arrayIsCollected: since({ '2.7': false, '3.10': true }),
  /** The typecode 'w'. */
  arrayHoldsWideCharacters: since({ '2.7': false, '3.13': true }),
  /** It is named among the typecodes there are. */
  arrayNamesWideCharacters: since({ '2.7': false, '3.14': true }),
  /** What array() says of a typecode that is no single character: its length is told. */
  arrayNamesLength: since({ '2.7': false, '3.14': true })
});

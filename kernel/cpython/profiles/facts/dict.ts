/** Facts about dicts and instance dicts.  Measured: `cpython-facts/sizes.json`, tables dict_* and instance_*. */
import { facts, since } from '../since.js';

export const dict = facts({
  /** How a table of keys says its size: in slots, or by logarithms; with the latter, tables of str keys have no hashes. */
  keysHead: since<'size' | 'log2'>({ '3.6': 'size', '3.11': 'log2' }),
  /** Slots asked for when a table is full.  @cpython Objects/dictobject.c GROWTH_RATE */
  growth: since<'twiceAndHalf' | 'thrice'>({ '3.6': 'twiceAndHalf', '3.7': 'thrice' }),
  /** The table for a wanted number of slots: the first power of two that is not less, or one with a quirk. */
  rounding: since<'up' | 'quirk'>({ '3.6': 'up', '3.10': 'quirk', '3.14': 'up' }),
  /** `dict()` and `dict(iterable)` begin with 8 slots. */
  newHasTable: since({ '3.6': true, '3.10': false }),
  /** `{}` begins with 8 slots. */
  displayHasTable: since({ '3.6': true, '3.8': false }),
  /** Dead dicts and dead tables of 8 slots kept for reuse. */
  freeList: since({ '3.6': 80 }),
  keysFreeList: since({ '3.6': 80 }),
  /** Attributes: tables shared by dicts of instances, values beside the instance, or in it. */
  attributes: since<'splitDict' | 'values' | 'inline'>({
    '2.7': 'splitDict',
    '3.11': 'values',
    '3.13': 'inline'
  }),
  /** A copy clones a table that is dense. */
  copyClones: since({ '3.6': false, '3.7': true }),
  /** Instances of subclasses that do not override `__iter__` are cloned, too. */
  copyClonesSubclasses: since({ '3.6': false, '3.10': true }),
  /** A new class shares the names that its methods assign to `self` from the start.  @cpython _PyDict_NewKeysForClass */
  sharesStaticAttributes: since({ '2.7': false, '3.14': true }),
  /** What the collector sees of an instance with values and a dict that looks at them: the values, or the dict. */
  instanceVisits: since<'values' | 'dict'>({ '2.7': 'values', '3.14': 'dict' }),
  /** A mappingproxy has its mapping's hash. */
  proxyHashes: since({ '2.7': false, '3.12': true }),
  /** Views and dicts can be walked backwards. */
  reversible: since({ '2.7': false, '3.8': true }),
  /** A key that cannot be hashed is told so. */
  unhashableKey: since({ '2.7': false, '3.14': true }),
  /** An empty dict takes a copy of another's table in update(): never, always, unless its own keys are shared. */
  updateClones: since<'never' | 'always' | 'unlessShared'>({
    '3.6': 'never',
    '3.10': 'always',
    '3.13': 'unlessShared'
  }),
  /** What update() says of an item that is no pair. */
  pairMessage: since<'plain' | 'iterable'>({ '2.7': 'plain', '3.14': 'iterable' })
});

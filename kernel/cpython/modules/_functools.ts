/** _functools: functions of functions.  CPython: Modules/_functoolsmodule.c. */
import { defineModule } from '../abstract/define.js';
import { newRef } from '../object/refcount.js';
import { exists, profile } from '../profiles/profile.js';
import { cmpToKey } from './functools/cmp-to-key.js';
import { LruCache_Type } from './functools/lru-cache.js';
import { Partial_Type } from './functools/partial.js';
import { Placeholder, Placeholder_Type } from './functools/placeholder.js';
import { reduce } from './functools/reduce.js';

export const functools = defineModule({
  name: '_functools',
  doc: 'Tools that operate on functions.',
  types: {
    partial: Partial_Type,
    _lru_cache_wrapper: LruCache_Type,
    ...(exists('3.14-') ? { _PlaceholderType: Placeholder_Type } : {})
  },
  constants: exists('3.14-') ? { Placeholder: () => newRef(Placeholder) } : {},
  functions: {
    cmp_to_key: {
      signature: '($module, /, mycmp)',
      doc: 'Convert a cmp= function into a key= function.\n\n  mycmp\n    Function that compares two objects.',
      call: cmpToKey as never
    },
    reduce: {
      signature: profile.system.reduceTakesInitial
        ? '($module, function, iterable, /, initial=<functools._initial_missing>)'
        : '($module, function, iterable, initial=<unrepresentable>, /)',
      doc: 'Apply a function of two arguments cumulatively.\n\nApply it to the items of a sequence or iterable, from left to right, so as to\nreduce the iterable to a single value.',
      call: reduce as never
    }
  }
});

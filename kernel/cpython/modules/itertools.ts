/** itertools: iterators made of iterators.  CPython: Modules/itertoolsmodule.c. */
import { defineModule } from '../abstract/define.js';
import { PyAccumulate_Type } from './itertools/accumulate.js';
import { PyBatched_Type } from './itertools/batched.js';
import { PyChain_Type } from './itertools/chain.js';
import { PyCompress_Type } from './itertools/compress.js';
import { PyCount_Type } from './itertools/count.js';
import { PyCycle_Type } from './itertools/cycle.js';
import { PyDropWhile_Type, PyFilterFalse_Type, PyTakeWhile_Type } from './itertools/filters.js';
import { PyGroupBy_Type, PyGrouper_Type } from './itertools/groupby.js';
import { PyISlice_Type } from './itertools/islice.js';
import { PyPairwise_Type } from './itertools/pairwise.js';
import { PyRepeat_Type } from './itertools/repeat.js';
import {
  PyCombinations_Type,
  PyCwr_Type,
  PyPermutations_Type,
  PyProduct_Type
} from './itertools/selections.js';
import { PyStarMap_Type } from './itertools/starmap.js';
import { PyTeeData_Type, PyTee_Type, tee } from './itertools/tee.js';
import { PyZipLongest_Type } from './itertools/zip-longest.js';

export const itertools = defineModule({
  name: 'itertools',
  doc: 'Functional tools for creating and using iterators.',
  types: {
    accumulate: PyAccumulate_Type,
    batched: PyBatched_Type,
    chain: PyChain_Type,
    combinations: PyCombinations_Type,
    combinations_with_replacement: PyCwr_Type,
    compress: PyCompress_Type,
    count: PyCount_Type,
    cycle: PyCycle_Type,
    dropwhile: PyDropWhile_Type,
    filterfalse: PyFilterFalse_Type,
    groupby: PyGroupBy_Type,
    islice: PyISlice_Type,
    pairwise: PyPairwise_Type,
    permutations: PyPermutations_Type,
    product: PyProduct_Type,
    repeat: PyRepeat_Type,
    starmap: PyStarMap_Type,
    takewhile: PyTakeWhile_Type,
    zip_longest: PyZipLongest_Type,
    _grouper: PyGrouper_Type,
    _tee: PyTee_Type,
    _tee_dataobject: PyTeeData_Type
  },
  functions: {
    tee: {
      signature: '($module, iterable, n=2, /)',
      doc: 'Returns a tuple of n independent iterators.',
      call: tee as never
    }
  }
});

/** _collections: what collections needs of C.  CPython: Modules/_collectionsmodule.c. */
import { defineModule } from '../abstract/define.js';
import { countElements } from './collections/count-elements.js';
import { PyDefaultDict_Type } from './collections/defaultdict.js';
import { PyDeque_Type } from './collections/deque-blocks.js';
import './collections/deque.js';
import { PyDequeIter_Type, PyDequeRevIter_Type } from './collections/deque-iterator.js';
import { PyTupleGetter_Type } from './collections/tuplegetter.js';

export const collections = defineModule({
  name: '_collections',
  doc: 'High performance data structures.\n- deque:        ordered collection accessible from endpoints only\n- defaultdict:  dict subclass with a default value factory\n',
  types: {
    deque: PyDeque_Type,
    defaultdict: PyDefaultDict_Type,
    _deque_iterator: PyDequeIter_Type,
    _deque_reverse_iterator: PyDequeRevIter_Type,
    _tuplegetter: PyTupleGetter_Type
  },
  functions: {
    _count_elements: {
      signature: '($module, mapping, iterable, /)',
      doc: 'Count elements in the iterable, updating the mapping',
      call: countElements
    }
  }
});

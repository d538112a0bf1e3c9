/** Facts about sets. */
import { facts, since } from '../since.js';

export const set = facts({
  /** A table is resized when fill * 3 >= mask * 2, or fill * 5 >= mask * 3. */
  load: since<'twoThirds' | 'threeFifths'>({ '2.7': 'twoThirds', '3.7': 'threeFifths' }),
  /** Which slot of a deleted key is used again: the first met, the last met, none. */
  reuse: since<'first' | 'last' | 'never'>({ '2.7': 'first', '3.7': 'last', '3.9': 'never', '3.10': 'last' }),
  /** The empty frozenset is one object. */
  emptyFrozensetIsOne: since({ '2.7': true, '3.10': false }),
  freeList: since({ '2.7': 80, '3.6': 0 }),
  unhashableElement: since({ '2.7': false, '3.14': true }),
  /** Dead slices, ranges and iterators kept for reuse. */
  rangeFreeList: since({ '2.7': 0, '3.14': 6 }),
  sliceFreeList: since({ '2.7': 0, '3.6': 1 })
});

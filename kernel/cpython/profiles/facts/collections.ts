/** Facts about deque, defaultdict, OrderedDict and what collections needs of C. */
import { facts, since } from '../since.js';

export const collections = facts({
  /** What the types that collections does not name call themselves part of. */
  iteratorModule: since<'_collections' | 'collections'>({ '2.7': '_collections', '3.12': 'collections' }),
  /** remove() turns the deque below its eyes, or looks at item after item.  @cpython Modules/_collectionsmodule.c deque_remove */
  removeRotates: since({ '2.7': true, '3.10': false }),
  /** index() and remove() of a missing value name it. */
  missingNamed: since<'index' | 'both' | 'none'>({ '2.7': 'index', '3.10': 'both', '3.14': 'none' }),
  /** deque's doc begins with how it is called. */
  docHasSignature: since({ '2.7': true, '3.13': false }),
  /** deque's truth is a slot of its own. */
  hasBool: since({ '2.7': true, '3.11': false }),
  /** A key that the factory itself has put in keeps its value.  @cpython Modules/_collectionsmodule.c defdict_missing */
  factoryMayInsert: since({ '2.7': false, '3.14': true }),
  /** An instance without attributes is reduced with its empty dict. */
  reducesEmptyDict: since({ '2.7': true, '3.11': false })
});

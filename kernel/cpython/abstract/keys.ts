/** The keys of a dict as a list.  CPython: Objects/dictobject.c PyDict_Keys. */
import { NULL, type Ref, type Result } from '../heap/reference.js';
import { dictLength, entryKey, nextEntry } from '../include/dict.js';
import { newList, setListItem } from '../include/list.js';
import { newRef } from '../object/refcount.js';

export function keysList(dict: Ref): Result {
  const list = newList(dictLength(dict));
  if (list === NULL) return NULL;
  let at = 0;
  for (let i = nextEntry(dict, 0); i >= 0; i = nextEntry(dict, i + 1))
    setListItem(list, at++, newRef(entryKey(dict, i)));
  return list;
}

/** Which containers are being shown, so that one inside itself is `[...]`.  CPython: Objects/object.c Py_ReprEnter. */
import { copy, load, store } from '../heap/memory.js';
import { NULL, type Owned, type Ref } from '../heap/reference.js';
import { PyList, listAppend, listItem, listItems, listResize, newList } from '../include/list.js';
import { ob_size, setSize } from '../object/header.js';
import { decref, newRef } from '../object/refcount.js';
import { release } from '../memory/allocate.js';
import { staticAllocate } from '../process/space.js';

/** The list that the thread state keeps under `Py_Repr`; made when first needed. */
const GUARD = staticAllocate(16);
/** For the audit and the collector's roots: the list of what is being shown, or NULL. */
export const reprGuard = (): Ref | 0 => load(GUARD) as Ref | 0;

/** Whether `o` is being shown already; if not, it is now.  null: MemoryError. */
export function reprEnter(o: Ref): boolean | null {
  let list = load(GUARD) as Owned | 0;
  if (list === 0) {
    list = newList(0);
    if (list === NULL) return null;
    store(GUARD, list);
  }
  for (let i = ob_size(list) - 1; i >= 0; i--) if (listItem(list, i) === o) return true;
  return listAppend(list, newRef(o)) === NULL ? null : false;
}
/** `o` has been shown. */
export function reprLeave(o: Ref): void {
  const list = load(GUARD) as Ref;
  const size = ob_size(list);
  let i = size - 1;
  while (i >= 0 && listItem(list, i) !== o) i--;
  if (i < 0) return;
  const block = listItems(list);
  if (size === 1) {
    setSize(list, 0);
    PyList.ob_item.set(list, 0);
    PyList.allocated.set(list, 0);
    release(block);
  } else {
    copy(block + i * 8, block + (i + 1) * 8, (size - 1 - i) * 8);
    listResize(list, size - 1);
  }
  decref(o as Owned);
}

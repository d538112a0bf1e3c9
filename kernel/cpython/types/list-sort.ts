/** list.sort: what surrounds the merge sort of types/list-merge.ts.  CPython: Objects/listobject.c list_sort_impl. */
import { copy, load, store, type Address } from '../heap/memory.js';
import { ABSENT, NULL, PUSHED, type Answer, type Maybe, type Ref } from '../heap/reference.js';
import { borrows, int32, ownStruct, pointer, ssize } from '../heap/struct.js';
import { call1 } from '../abstract/call.js';
import type { TypeDeclaration } from '../abstract/define.js';
import { isTrue } from '../abstract/object.js';
import { PyList, listItems } from '../include/list.js';
import { None, none } from '../include/singletons.js';
import { allocate, release } from '../memory/allocate.js';
import { noMemory } from '../object/create.js';
import {
  native,
  runWork,
  thenCall,
  thenReleaseItems,
  thenReleaseItemsUp,
  workFloor
} from '../object/dealloc.js';
import { errors, raise } from '../object/errors.js';
import { ob_size, setSize } from '../object/header.js';
import { beginNative, nativeFrame, type NativeFrame } from '../object/native-frame.js';
import { decref } from '../object/refcount.js';
import { ownAllocate, ownFree } from '../process/own.js';
import { comparison } from './list-compare.js';
import { MergeSort, reverseSlice } from './list-merge.js';

/** Below this many items the keys lie on C's stack. */
const KEYS_ON_STACK = 128;

/**
 * A sort in progress: the list looks empty meanwhile, and here is what it has.  The audit reads `items` and `keys`, which are
 * copies while a merge moves the originals about; `block`, `keyBlock` and `temporary` are what C has allocated.
 */
const Sort = ownStruct('list.sort', {
  below: pointer,
  list: borrows, // the caller's argument
  block: pointer,
  size: ssize,
  slots: ssize,
  items: pointer,
  keys: pointer,
  keyCount: ssize,
  keyBlock: pointer,
  temporary: pointer,
  isReversed: int32
});
/** The sort that began last. */
const TOP = ownAllocate(16);

function begin(self: Ref, isReversed: boolean): Address {
  const sort = ownAllocate(Sort.$size);
  Sort.below.set(sort, load(TOP));
  Sort.list.set(sort, self);
  Sort.block.set(sort, listItems(self));
  Sort.items.set(sort, listItems(self));
  Sort.size.set(sort, ob_size(self));
  Sort.slots.set(sort, PyList.allocated(self));
  Sort.isReversed.set(sort, isReversed ? 1 : 0);
  store(TOP, sort);
  setSize(self, 0);
  PyList.ob_item.set(self, 0);
  PyList.allocated.set(self, -1);
  return sort;
}
/** For the audit: what sorts in progress own on behalf of a list. */
export const sortedItems: NonNullable<TypeDeclaration['owned']> = (self, visit) => {
  for (let sort = load(TOP); sort !== 0; sort = Sort.below(sort)) {
    if (Sort.list(sort) !== self) continue;
    for (let i = 0; i < Sort.size(sort); i++) visit(load(Sort.items(sort) + i * 8) as Ref, `[${i}]`, 'item');
    for (let i = 0; i < Sort.keyCount(sort); i++) {
      visit(load(Sort.keys(sort) + i * 8) as Ref, `key of [${i}]`, 'other');
    }
  }
};
/** The blocks that they use. */
export const sortBlocks: NonNullable<TypeDeclaration['blocks']> = (self, visit) => {
  for (let sort = load(TOP); sort !== 0; sort = Sort.below(sort)) {
    if (Sort.list(sort) !== self) continue;
    for (const field of [Sort.block, Sort.keyBlock, Sort.temporary])
      if (field(sort) !== 0) visit(field(sort));
  }
};

/** list.sort(*, key=None, reverse=False).  @cpython Objects/listobject.c list_sort_impl */
export function listSort(self: Ref, key: Ref | 0, reverse: Ref | 0): Answer {
  const isReversed = reverse === 0 ? false : isTrue(reverse);
  if (isReversed === null) return NULL;
  const sort = begin(self, isReversed);
  if (key === 0 || key === None) return end(sort, sortNow(sort, 0));
  const size = Sort.size(sort);
  const isOnStack = size < KEYS_ON_STACK;
  const keys = isOnStack ? ownAllocate(size * 8) : allocate(size * 8);
  if (keys === 0) return end(sort, noMemory());
  Sort.keys.set(sort, keys);
  if (!isOnStack) Sort.keyBlock.set(sort, keys);
  const frame = Keys.enter();
  Keys.sort.set(frame, sort);
  Keys.key.set(frame, key);
  return beginNative(frame, size === 0 ? ABSENT : nextKey(frame));
}
/** Asks for one key after the other, then sorts. */
const Keys = nativeFrame('list.sort', { sort: pointer, key: borrows /* the caller's argument */ }, takeKeys);
function nextKey(frame: NativeFrame): Answer {
  const sort = Keys.sort(frame);
  return call1(Keys.key(frame) as Ref, load(Sort.block(sort) + Sort.keyCount(sort) * 8) as Ref);
}
function takeKeys(frame: NativeFrame, first: Maybe): Answer {
  const sort = Keys.sort(frame),
    keys = Sort.keys(sort),
    size = Sort.size(sort);
  let answer = first;
  while (answer !== ABSENT) {
    if (answer === PUSHED) return PUSHED;
    if (answer === NULL) {
      dropKeys(sort, 'last first');
      return restore(sort, NULL);
    }
    const count = Sort.keyCount(sort);
    store(keys + count * 8, answer);
    Sort.keyCount.set(sort, count + 1);
    answer = count + 1 < size ? nextKey(frame) : ABSENT;
  }
  return end(sort, sortNow(sort, keys));
}

/** Sorts the block; the answer is None, or NULL when a comparison has failed. */
function sortNow(sort: Address, keys: Address): Answer {
  const size = Sort.size(sort),
    block = Sort.block(sort);
  if (size < 2) return none();
  const how = comparison(keys === 0 ? block : keys, size);
  const isReversed = Sort.isReversed(sort) !== 0;
  if (isReversed) {
    if (keys !== 0) reverseSlice(keys, size);
    reverseSlice(block, size);
  }
  const copies = how.runsCode ? takeCopies(sort) : 0;
  const merge = new MergeSort(how.less, block, keys, size, p => Sort.temporary.set(sort, p));
  const done = merge.sort();
  if (copies !== 0) dropCopies(sort, copies, keys);
  merge.free();
  return done ? none() : NULL;
}
/** What the audit reads while items move. */
function takeCopies(sort: Address): Address {
  const bytes = Sort.size(sort) * 8;
  const copies = ownAllocate(bytes * 2);
  copy(copies, Sort.block(sort), bytes);
  Sort.items.set(sort, copies);
  if (Sort.keyCount(sort) > 0) {
    copy(copies + bytes, Sort.keys(sort), bytes);
    Sort.keys.set(sort, copies + bytes);
  }
  return copies;
}
function dropCopies(sort: Address, copies: Address, keys: Address): void {
  Sort.items.set(sort, Sort.block(sort));
  Sort.keys.set(sort, keys);
  ownFree(copies, Sort.size(sort) * 16);
}

const RELEASE_BLOCK = native((block: Address) => release(block));
/** Lets the keys go, and their block. */
function dropKeys(sort: Address, order: 'first first' | 'last first'): void {
  const keys = Sort.keys(sort),
    count = Sort.keyCount(sort),
    keyBlock = Sort.keyBlock(sort);
  Sort.keyCount.set(sort, 0);
  Sort.keyBlock.set(sort, 0);
  Sort.keys.set(sort, 0);
  const floor = workFloor();
  if (keyBlock !== 0) thenCall(RELEASE_BLOCK, keyBlock);
  if (order === 'first first') thenReleaseItemsUp(keys, count);
  else thenReleaseItems(keys, count);
  runWork(floor);
  if (keyBlock === 0 && keys !== 0) ownFree(keys, Sort.size(sort) * 8);
}
/** After sorting: `answer` is None or NULL. */
function end(sort: Address, answer: Answer): Answer {
  if (Sort.keys(sort) !== 0) dropKeys(sort, 'first first');
  let result = answer;
  if (result !== NULL && result !== PUSHED && PyList.allocated(Sort.list(sort) as Ref) !== -1) {
    decref(result);
    result = raise(errors.ValueError, 'list modified during sort');
  }
  if (Sort.isReversed(sort) !== 0 && Sort.size(sort) > 1) reverseSlice(Sort.block(sort), Sort.size(sort));
  return restore(sort, result);
}
/** The list gets its items back; what it was given meanwhile dies. */
function restore(sort: Address, answer: Answer): Answer {
  const self = Sort.list(sort) as Ref;
  const block = listItems(self),
    size = ob_size(self);
  setSize(self, Sort.size(sort));
  PyList.ob_item.set(self, Sort.block(sort));
  PyList.allocated.set(self, Sort.slots(sort));
  // sorts end in the order they began in reverse, but for those that wait for a key
  let at = TOP;
  while (load(at) !== sort) at = load(at);
  store(at, Sort.below(sort));
  ownFree(sort, Sort.$size);
  if (block !== 0) {
    const floor = workFloor();
    thenCall(RELEASE_BLOCK, block);
    thenReleaseItems(block, size);
    runWork(floor);
  }
  return answer;
}

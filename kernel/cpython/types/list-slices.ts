/** Slices of lists: made, assigned and deleted.  CPython: Objects/listobject.c list_slice, list_ass_slice, list_ass_subscript. */
import { copy, load, store, type Address } from '../heap/memory.js';
import { DONE, NULL, type Answer, type Done, type Owned, type Ref, type Result } from '../heap/reference.js';
import { toFastSequence } from '../abstract/iterate.js';
import { isList, listItems, listResize, newList } from '../include/list.js';
import { tupleItems } from '../include/tuple.js';
import { allocate, release } from '../memory/allocate.js';
import { noMemory } from '../object/create.js';
import {
  native,
  runWork,
  thenCall,
  thenRelease,
  thenReleaseItems,
  thenReleaseItemsUp,
  workFloor
} from '../object/dealloc.js';
import { errors, raise } from '../object/errors.js';
import { ob_size, setSize } from '../object/header.js';
import { decref, incref, newRef } from '../object/refcount.js';
import { profile } from '../profiles/profile.js';

/** A list of `count` items from `start`, every `step`th.  @cpython Objects/listobject.c list_slice_wrap */
export function sliceOf(self: Ref, start: number, step: number, count: number): Answer {
  const made = newList(count);
  if (made === NULL) return NULL;
  const to = listItems(made);
  let from = listItems(self) + start * 8;
  for (let i = 0; i < count; i++, from += step * 8) store(to + i * 8, newRef(load(from) as Ref));
  return made;
}

const RELEASE_BLOCK = native((block: Address) => release(block));
/** So many references fit where C keeps removed items on its stack. */
const ON_STACK = 8;

const EXTENDED = 'must assign iterable to extended slice';
const PLAIN = profile.list.sliceMessage === 'plain' ? 'can only assign an iterable' : EXTENDED;
/** What is assigned: a list or tuple, owned; a list assigned to itself is copied first. */
function sourceOf(self: Ref, value: Ref, message: string): Result {
  return self === value ? (sliceOf(self, 0, 1, ob_size(self)) as Result) : toFastSequence(value, message);
}
const itemsOf = (o: Ref): Address => (isList(o) ? listItems(o) : tupleItems(o));

/**
 * `self[low:high] = value`, NULL deletes; what is removed dies last one first, after the list is whole again.
 * @cpython Objects/listobject.c list_ass_slice
 */
export function assignSlice(
  self: Ref,
  low: number,
  high: number,
  value: Ref | 0,
  clear: (self: Ref) => void
): Done {
  const source = value === 0 ? 0 : sourceOf(self, value, PLAIN);
  if (value !== 0 && source === NULL) return NULL;
  const done = replace(self, Math.min(low, ob_size(self)), Math.min(high, ob_size(self)), source, clear);
  if (source !== 0) decref(source);
  return done;
}
function replace(self: Ref, low: number, high: number, source: Ref | 0, clear: (self: Ref) => void): Done {
  const count = source === 0 ? 0 : ob_size(source),
    size = ob_size(self),
    removed = high - low,
    more = count - removed;
  if (size + more === 0) {
    clear(self);
    return DONE;
  }
  const garbage = removed > ON_STACK ? allocate(removed * 8) : 0;
  if (removed > ON_STACK && garbage === 0) return noMemory();
  const floor = workFloor();
  if (removed > 0) setAside(listItems(self) + low * 8, removed, garbage);
  if (!resizeAt(self, high, more)) {
    // only growing can fail, and nothing has been moved: what was set aside is still in the list
    for (let i = 0; i < removed; i++) incref(load(listItems(self) + (low + i) * 8) as Ref);
    runWork(floor);
    return NULL;
  }
  if (source !== 0) {
    const to = listItems(self) + low * 8,
      from = itemsOf(source);
    for (let i = 0; i < count * 8; i += 8) store(to + i, newRef(load(from + i) as Ref));
  }
  runWork(floor);
  return DONE;
}
/** Says that these references are let go of later, last one first. */
function setAside(from: Address, count: number, garbage: Address): void {
  if (garbage === 0) {
    for (let i = 0; i < count; i++) thenRelease(load(from + i * 8) as Owned);
    return;
  }
  copy(garbage, from, count * 8);
  thenCall(RELEASE_BLOCK, garbage);
  thenReleaseItems(garbage, count);
}
/** Moves what lies from `high` on by `more` slots, and resizes the list; false: MemoryError. */
function resizeAt(self: Ref, high: number, more: number): boolean {
  const size = ob_size(self),
    at = listItems(self) + high * 8;
  if (more < 0) {
    copy(at + more * 8, at, (size - high) * 8);
    listResize(self, size + more);
  } else if (more > 0) {
    if (listResize(self, size + more) === NULL) return false;
    const moved = listItems(self) + high * 8;
    copy(moved + more * 8, moved, (size - high) * 8);
  }
  return true;
}

/** `del self[start:stop:step]`; what is removed dies first one first. */
export function deleteSteps(self: Ref, first: number, by: number, count: number): Done {
  if (count <= 0) return DONE;
  const step = Math.abs(by),
    start = by < 0 ? first + by * (count - 1) : first;
  const garbage = allocate(count * 8);
  if (garbage === 0) return noMemory();
  const block = listItems(self),
    size = ob_size(self);
  for (let i = 0; i < count; i++) {
    const at = start + i * step;
    const between = Math.min(step - 1, size - at - 1);
    store(garbage + i * 8, load(block + at * 8));
    copy(block + (at - i) * 8, block + (at + 1) * 8, between * 8);
  }
  const after = start + count * step;
  if (after < size) copy(block + (after - count) * 8, block + after * 8, (size - after) * 8);
  setSize(self, size - count);
  listResize(self, size - count);
  dropUp(garbage, count);
  return DONE;
}
function dropUp(garbage: Address, count: number): void {
  const floor = workFloor();
  thenCall(RELEASE_BLOCK, garbage);
  thenReleaseItemsUp(garbage, count);
  runWork(floor);
}
/** `self[start:stop:step] = value`. */
export function assignSteps(self: Ref, start: number, step: number, count: number, value: Ref): Done {
  const source = sourceOf(self, value, EXTENDED);
  if (source === NULL) return NULL;
  const done = exchange(self, start, step, count, source);
  decref(source);
  return done;
}
function exchange(self: Ref, start: number, step: number, count: number, source: Ref): Done {
  if (ob_size(source) !== count) {
    return raise(
      errors.ValueError,
      `attempt to assign sequence of size ${ob_size(source)} to extended slice of size ${count}`
    );
  }
  if (count === 0) return DONE;
  const garbage = allocate(count * 8);
  if (garbage === 0) return noMemory();
  const from = itemsOf(source);
  for (let i = 0; i < count; i++) {
    const at = listItems(self) + (start + i * step) * 8;
    store(garbage + i * 8, load(at));
    store(at, newRef(load(from + i * 8) as Ref));
  }
  dropUp(garbage, count);
  return DONE;
}

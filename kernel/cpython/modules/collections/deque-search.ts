/** Looking for values in a deque, and comparing two.  CPython: Modules/_collectionsmodule.c. */
import { load } from '../../heap/memory.js';
import { NULL, type Answer, type Owned, type Ref } from '../../heap/reference.js';
import { equalItems, isPlainItem, sliceIndex } from '../../abstract/items.js';
import { EQ, NE, reprOf, richCompare } from '../../abstract/object.js';
import { newInt } from '../../include/int.js';
import { newBool, none, notImplemented } from '../../include/singletons.js';
import { errors, raise, raiseNull } from '../../object/errors.js';
import { park, unpark } from '../../object/park.js';
import { decref, newRef } from '../../object/refcount.js';
import { finish } from '../../object/upward.js';
import { profile } from '../../profiles/profile.js';
import {
  BLOCKLEN,
  Deque,
  dequeLength,
  isDeque,
  itemAt,
  place,
  popLeft,
  rightLink,
  rotate
} from './deque-blocks.js';

const { leftblock, leftindex, state } = Deque;

/** Whether an item equals a value; both are kept alive.  null: an exception is set. */
function equalHeld(item: Ref, value: Ref): boolean | null {
  if (item === value || (isPlainItem(item) && isPlainItem(value))) return equalItems(item, value);
  park(newRef(item));
  const is = equalItems(item, value);
  decref(unpark());
  return is;
}
/** Item after item: `found` says whether to stop there.  The index, -1, or null: an exception is set. */
function search(
  d: Ref,
  from: number,
  to: number,
  value: Ref,
  changed: typeof errors.RuntimeError,
  found: () => boolean
): number | null {
  if (from >= to) return -1;
  const before = state(d);
  let b = leftblock(d),
    at = leftindex(d) + from;
  for (; at >= BLOCKLEN; at -= BLOCKLEN) b = rightLink(b);
  for (let i = from; i < to; i++) {
    const is = equalHeld(load(place(b, at)) as Ref, value);
    if (is === null) return null;
    if (state(d) !== before) return raiseNull(changed, 'deque mutated during iteration');
    if (is && found()) return i;
    if (++at === BLOCKLEN) {
      b = rightLink(b);
      at = 0;
    }
  }
  return -1;
}
const first = (): boolean => true;
export function contains(d: Ref, value: Ref): boolean | null {
  const at = search(d, 0, dequeLength(d), value, errors.RuntimeError, first);
  return at === null ? null : at >= 0;
}
export function count(d: Ref, value: Ref): Answer {
  const counted = { n: 0 };
  const done = search(d, 0, dequeLength(d), value, errors.RuntimeError, () => (counted.n++, false));
  return done === null ? NULL : newInt(counted.n);
}
const NAMED = profile.collections.missingNamed;
function missing(method: 'index' | 'remove', value: Ref): 0 {
  if (NAMED !== 'both' && NAMED !== method)
    return raise(errors.ValueError, `deque.${method}(x): x not in deque`);
  const shown = reprOf(value);
  return shown === null ? NULL : raise(errors.ValueError, `${shown} is not in deque`);
}
/** @cpython deque_index_impl */
export function index(d: Ref, value: Ref, start: Ref | 0, stop: Ref | 0): Answer {
  const size = dequeLength(d);
  const from = sliceIndex(start, 0, size);
  if (from === null) return NULL;
  const to = sliceIndex(stop, Infinity, size);
  if (to === null) return NULL;
  const at = search(d, from, Math.min(to, size), value, errors.RuntimeError, first);
  if (at === null) return NULL;
  return at >= 0 ? newInt(at) : missing('index', value);
}

/** Takes item `i` out.  @cpython deque_del_item */
export function deleteItem(d: Ref, i: number): typeof NULL | 1 {
  if (rotate(d, -i) === NULL) return NULL;
  const item = popLeft(d);
  const done = rotate(d, i);
  decref(item);
  return done;
}
const ROTATES = profile.collections.removeRotates;
/** @cpython deque_remove_impl */
export function remove(d: Ref, value: Ref): Answer {
  if (ROTATES) return removeTurning(d, value);
  const at = search(d, 0, dequeLength(d), value, errors.IndexError, first);
  if (at === null) return NULL;
  if (at < 0) return missing('remove', value);
  return deleteItem(d, at) === NULL ? NULL : none();
}
/** Brings one item after the other to the front. */
function removeTurning(d: Ref, value: Ref): Answer {
  const size = dequeLength(d);
  for (let i = 0; i < size; i++) {
    const is = equalHeld(load(itemAt(d, 0)) as Ref, value);
    if (dequeLength(d) !== size) {
      if (is === null) return NULL;
      return raise(errors.IndexError, 'deque mutated during remove().');
    }
    if (is === null) {
      rotate(d, i);
      return NULL;
    }
    if (is) {
      const item: Owned = popLeft(d);
      const done = rotate(d, i);
      decref(item);
      return done === NULL ? NULL : none();
    }
    if (rotate(d, -1) === NULL) return NULL;
  }
  return missing('remove', value);
}

/** What the first two items that differ decide. */
const decided = (x: Ref, y: Ref, op: number): Answer =>
  op === EQ || op === NE ? newBool(op === NE) : richCompare(x, y, op);
/** @cpython deque_richcompare */
export function richcompare(a: Ref, b: Ref, op: number): Answer {
  if (!isDeque(a) || !isDeque(b)) return notImplemented();
  if (op === EQ || op === NE) {
    if (a === b) return newBool(op === EQ);
    if (dequeLength(a) !== dequeLength(b)) return newBool(op === NE);
  }
  const before = state(a),
    beforeB = state(b),
    left = dequeLength(a),
    right = dequeLength(b);
  for (let i = 0; i < left && i < right; i++) {
    if (state(a) !== before || state(b) !== beforeB)
      return raise(errors.RuntimeError, 'deque mutated during iteration');
    const x = park(newRef(load(itemAt(a, i)) as Ref)),
      y = park(newRef(load(itemAt(b, i)) as Ref));
    const is = equalItems(x, y);
    if (is !== false) {
      decref(unpark());
      decref(unpark());
      if (is === null) return NULL;
      continue;
    }
    const answer = finish(decided(x, y, op));
    decref(unpark());
    decref(unpark());
    return answer;
  }
  return newBool(
    [left < right, left <= right, left === right, left !== right, left > right, left >= right][op]!
  );
}

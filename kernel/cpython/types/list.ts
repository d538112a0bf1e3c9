/** What lists do.  CPython: Objects/listobject.c. */
import { copy, load, store, type Address } from '../heap/memory.js';
import {
  ABSENT,
  DONE,
  NULL,
  type PUSHED,
  type Answer,
  type Done,
  type Owned,
  type Ref,
  type Result
} from '../heap/reference.js';
import { mayOwn } from '../heap/struct.js';
import { stepsOf } from '../abstract/bounds.js';
import { classGetitem } from '../abstract/class-getitem.js';
import { defineType } from '../abstract/define.js';
import { listExtend } from '../abstract/extend.js';
import { enterComparison, equalItems, isPlainItem, leaveComparison, sliceIndex } from '../abstract/items.js';
import { EQ, NE, clearRaised, length, raisedIs, reprOf, richCompare } from '../abstract/object.js';
import { listRepr } from '../abstract/sequence-repr.js';
import { settled } from '../abstract/settle.js';
import { newListIter, newListRevIter } from '../include/iterators.js';
import { asIndex, asSizeArgument, newInt } from '../include/int.js';
import {
  PyList,
  PyList_Type,
  isList,
  keepList,
  listAppend,
  listItem,
  listItems,
  listResize,
  newList,
  reallocate
} from '../include/list.js';
import { newBool, none, notImplemented } from '../include/singletons.js';
import { PySlice_Type } from '../include/slice.js';
import { genericAlloc } from '../include/subclass.js';
import { Flag, TypeObject, typeName } from '../include/type.js';
import { release } from '../memory/allocate.js';
import { freeObject, noMemory } from '../object/create.js';
import { native, runWork, thenCall, thenReleaseItems, workFloor } from '../object/dealloc.js';
import { errors, raise } from '../object/errors.js';
import { untrack } from '../object/gchead.js';
import { ob_size, setSize, typeOf, type PyType } from '../object/header.js';
import { beginNative, nativeFrame } from '../object/native-frame.js';
import { argumentAt, park, unpark } from '../object/park.js';
import { decref, newRef, take } from '../object/refcount.js';
import { slot, slotOf } from '../object/slots.js';
import { profile } from '../profiles/profile.js';
import { assignSlice, assignSteps, deleteSteps, sliceOf } from './list-slices.js';
import { listSort, sortBlocks, sortedItems } from './list-sort.js';

const { ob_item, allocated } = PyList;

/* Life. */
const PREALLOCATES = profile.list.ofSized === 'exact';
/** list(iterable=()).  @cpython Objects/listobject.c list___init___impl */
function init(self: Ref, argv: Address, nargs: number, kwnames: Ref | 0): Done | typeof PUSHED {
  const isOwnNew = slotOf(typeOf(self), slot.tp_new) === slotOf(PyList_Type, slot.tp_new);
  if (isOwnNew && kwnames !== 0 && ob_size(kwnames) > 0) {
    return raise(errors.TypeError, 'list() takes no keyword arguments');
  }
  if (nargs > 1) return raise(errors.TypeError, `list expected at most 1 argument, got ${nargs}`);
  if (listItems(self) !== 0) listClear(self);
  if (nargs === 0) return DONE;
  const iterable = argumentAt(argv, 0);
  if (PREALLOCATES && preallocate(self, iterable) === NULL) return NULL;
  return settled(listExtend(self, iterable));
}
/** Room for exactly as many items as the iterable has, if it knows. */
function preallocate(self: Ref, iterable: Ref): Done {
  const t = typeOf(iterable);
  if (slotOf(t, slot.sq_length) === 0 && slotOf(t, slot.mp_length) === 0) return DONE;
  const size = length(iterable);
  if (size === null) {
    if (!raisedIs(errors.TypeError)) return NULL;
    clearRaised();
    return DONE;
  }
  return size > 0 && listItems(self) === 0 ? reallocate(self, 0, size) : DONE;
}

const RELEASE_BLOCK = native((block: Address) => release(block));
const FINISH = native((self: Ref) => {
  if (typeOf(self) !== PyList_Type || !keepList(self)) freeObject(self);
});
/** @cpython Objects/listobject.c list_dealloc */
function dealloc(self: Ref): void {
  untrack(self);
  thenCall(FINISH, self);
  const block = listItems(self);
  if (block === 0) return;
  thenCall(RELEASE_BLOCK, block);
  thenReleaseItems(block, ob_size(self));
}
/** Lets every item go, last one first; the list is empty before any of them can look.  @cpython list_clear */
function listClear(self: Ref): void {
  const block = listItems(self),
    size = ob_size(self);
  if (block === 0) return;
  setSize(self, 0);
  ob_item.set(self, 0);
  allocated.set(self, 0);
  const floor = workFloor();
  thenCall(RELEASE_BLOCK, block);
  thenReleaseItems(block, size);
  runWork(floor);
}

/* Comparing. */
/** Whether an item equals a value; the item is kept alive meanwhile.  null: an exception is set. */
function equalHeld(item: Ref, value: Ref): boolean | null {
  if (item === value || (isPlainItem(item) && isPlainItem(value))) return equalItems(item, value);
  park(newRef(item));
  const is = equalItems(item, value);
  decref(unpark());
  return is;
}
/** @cpython Objects/listobject.c list_richcompare */
function richcompare(a: Ref, b: Ref, op: number): Answer {
  if (!isList(a) || !isList(b)) return notImplemented();
  if (!enterComparison()) return NULL;
  const answer = compareLists(a, b, op);
  leaveComparison();
  return answer;
}
function compareLists(a: Ref, b: Ref, op: number): Answer {
  if (ob_size(a) !== ob_size(b) && (op === EQ || op === NE)) return newBool(op === NE);
  let i = 0;
  for (; i < ob_size(a) && i < ob_size(b); i++) {
    const x = listItem(a, i),
      y = listItem(b, i);
    if (x === y) continue;
    park(newRef(y));
    const is = equalHeld(x, y);
    decref(unpark());
    if (is === null) return NULL;
    if (!is) break;
  }
  const left = ob_size(a),
    right = ob_size(b);
  if (i >= left || i >= right) {
    return newBool(
      op === 0
        ? left < right
        : op === 1
          ? left <= right
          : op === 2
            ? left === right
            : op === 3
              ? left !== right
              : op === 4
                ? left > right
                : left >= right
    );
  }
  if (op === EQ) return newBool(false);
  if (op === NE) return newBool(true);
  return richCompare(listItem(a, i), listItem(b, i), op);
}
function contains(self: Ref, value: Ref): boolean | null {
  for (let i = 0; i < ob_size(self); i++) {
    const is = equalHeld(listItem(self, i), value);
    if (is !== false) return is;
  }
  return false;
}

/* Operators. */
function shareItems(to: Address, from: Address, n: number): void {
  for (let i = 0; i < n * 8; i += 8) store(to + i, newRef(load(from + i) as Ref));
}
function concat(a: Ref, b: Ref): Answer {
  if (!isList(b)) {
    return raise(errors.TypeError, `can only concatenate list (not "${typeName(typeOf(b))}") to list`);
  }
  const left = ob_size(a),
    right = ob_size(b);
  const made = newList(left + right);
  if (made === NULL) return NULL;
  shareItems(listItems(made), listItems(a), left);
  shareItems(listItems(made) + left * 8, listItems(b), right);
  return made;
}
const MOST = 2 ** 27;
function repeat(self: Ref, times: number): Answer {
  const size = ob_size(self),
    n = Math.max(times, 0);
  if (size * n > MOST) return noMemory();
  const made = newList(size * n);
  if (made === NULL) return NULL;
  for (let k = 0; k < n && size > 0; k++) shareItems(listItems(made) + k * size * 8, listItems(self), size);
  return made;
}
/** `self *= times`. */
function repeatInPlace(self: Ref, times: number): Answer {
  const size = ob_size(self);
  if (size === 0 || times === 1) return newRef(self);
  if (times < 1) {
    listClear(self);
    return newRef(self);
  }
  if (size * times > MOST) return noMemory();
  if (listResize(self, size * times) === NULL) return NULL;
  for (let k = 1; k < times; k++) shareItems(listItems(self) + k * size * 8, listItems(self), size);
  return newRef(self);
}
const Concatenating = nativeFrame('list +=', { self: mayOwn }, (frame, answer): Answer => {
  if (answer === NULL || answer === ABSENT) return NULL;
  decref(answer as Owned);
  return take(frame, Concatenating.self) as Owned;
});
/** `self += other`. */
function concatInPlace(self: Ref, other: Ref): Answer {
  const frame = Concatenating.enter();
  Concatenating.self.set(frame, newRef(self));
  return beginNative(frame, listExtend(self, other));
}

/* Items. */
function item(self: Ref, i: number): Answer {
  return i < 0 || i >= ob_size(self)
    ? raise(errors.IndexError, 'list index out of range')
    : newRef(listItem(self, i));
}
const wrongIndex = (key: Ref): 0 =>
  raise(errors.TypeError, `list indices must be integers or slices, not ${typeName(typeOf(key))}`);
function subscript(self: Ref, key: Ref): Answer {
  if (slotOf(typeOf(key), slot.nb_index) !== 0) {
    const i = asIndex(key, errors.IndexError);
    return i === null ? NULL : item(self, i < 0 ? i + ob_size(self) : i);
  }
  if (typeOf(key) !== PySlice_Type) return wrongIndex(key);
  const steps = stepsOf(key, ob_size(self));
  return steps === null ? NULL : sliceOf(self, steps.start, steps.step, steps.count);
}
function assignItem(self: Ref, i: number, value: Ref | 0): Done {
  if (i < 0 || i >= ob_size(self)) return raise(errors.IndexError, 'list assignment index out of range');
  if (value === 0) return deleteItem(self, i);
  const at = listItems(self) + i * 8;
  const old = load(at) as Owned;
  store(at, newRef(value));
  decref(old);
  return DONE;
}
const DELETING = profile.list.deletingItem;
/** `del self[i]`. */
function deleteItem(self: Ref, i: number): Done {
  const size = ob_size(self) - 1;
  if (DELETING === 'shrinks') return assignSlice(self, i, i + 1, 0, listClear);
  const at = listItems(self) + i * 8;
  const old = load(at) as Owned;
  copy(at, at + 8, (size - i) * 8);
  if (DELETING === 'never' || size === 0) setSize(self, size);
  else listResize(self, size);
  decref(old);
  return DONE;
}
function assignSubscript(self: Ref, key: Ref, value: Ref | 0): Done {
  if (slotOf(typeOf(key), slot.nb_index) !== 0) {
    const i = asIndex(key, errors.IndexError);
    return i === null ? NULL : assignItem(self, i < 0 ? i + ob_size(self) : i, value);
  }
  if (typeOf(key) !== PySlice_Type) return wrongIndex(key);
  const steps = stepsOf(key, ob_size(self));
  if (steps === null) return NULL;
  const { start, step, count } = steps;
  if (step === 1) return assignSlice(self, start, start + count, value, listClear);
  return value === 0 ? deleteSteps(self, start, step, count) : assignSteps(self, start, step, count, value);
}

/* Methods. */
const doneIsNone = (done: Done): Answer => (done === NULL ? NULL : none());

function insert(self: Ref, index: Ref, object: Ref): Answer {
  let at = asSizeArgument(index);
  if (at === null) return NULL;
  const size = ob_size(self);
  if (listResize(self, size + 1) === NULL) return NULL;
  at = at < 0 ? Math.max(at + size, 0) : Math.min(at, size);
  const p = listItems(self) + at * 8;
  copy(p + 8, p, (size - at) * 8);
  store(p, newRef(object));
  return none();
}
const CLEARS_WHEN_POPPED = profile.list.emptied === 'none';
function pop(self: Ref, index: Ref | 0): Answer {
  let i = index === 0 ? -1 : asSizeArgument(index);
  if (i === null) return NULL;
  const size = ob_size(self);
  if (size === 0) return raise(errors.IndexError, 'pop from empty list');
  if (i < 0) i += size;
  if (i < 0 || i >= size) return raise(errors.IndexError, 'pop index out of range');
  const at = listItems(self) + i * 8;
  const value = load(at) as Owned;
  if (size === 1 && CLEARS_WHEN_POPPED) {
    setSize(self, 0);
    listClear(self);
    return value;
  }
  copy(at, at + 8, (size - 1 - i) * 8);
  listResize(self, size - 1);
  return value;
}
function remove(self: Ref, value: Ref): Answer {
  for (let i = 0; i < ob_size(self); i++) {
    const is = equalHeld(listItem(self, i), value);
    if (is === null) return NULL;
    if (is) return doneIsNone(assignSlice(self, i, i + 1, 0, listClear));
  }
  return raise(errors.ValueError, 'list.remove(x): x not in list');
}
const NAMES_VALUE = profile.list.indexNamesValue;
function index(self: Ref, value: Ref, start: Ref | 0, stop: Ref | 0): Answer {
  const from = sliceIndex(start, 0, ob_size(self));
  if (from === null) return NULL;
  const to = sliceIndex(stop, Infinity, ob_size(self));
  if (to === null) return NULL;
  for (let i = from; i < to && i < ob_size(self); i++) {
    const is = equalHeld(listItem(self, i), value);
    if (is === null) return NULL;
    if (is) return newInt(i);
  }
  if (!NAMES_VALUE) return raise(errors.ValueError, 'list.index(x): x not in list');
  const shown = reprOf(value);
  return shown === null ? NULL : raise(errors.ValueError, `${shown} is not in list`);
}
function count(self: Ref, value: Ref): Answer {
  let found = 0;
  for (let i = 0; i < ob_size(self); i++) {
    const is = equalHeld(listItem(self, i), value);
    if (is === null) return NULL;
    if (is) found++;
  }
  return newInt(found);
}
function reverse(self: Ref): Answer {
  const block = listItems(self);
  for (let lo = block, hi = block + (ob_size(self) - 1) * 8; lo < hi; lo += 8, hi -= 8) {
    const first = load(lo);
    store(lo, load(hi));
    store(hi, first);
  }
  return none();
}

export const list = defineType({
  name: 'list',
  type: PyList_Type,
  struct: PyList,
  doc: `Built-in mutable sequence.

If no argument is given, the constructor creates a new empty list.
The argument must be an iterable if specified.`,
  subclassable: true,
  gc: true,
  trashcan: true,
  flags: Flag.LIST | Flag.SEQUENCE,
  new: (type: PyType): Result => genericAlloc<'list'>(type, 0),
  init,
  sizeof: self => TypeObject.tp_basicsize(typeOf(self)) + allocated(self) * 8,
  traverse: (self, visit) => {
    const block = listItems(self);
    for (let i = ob_size(self) - 1; i >= 0; i--) visit(load(block + i * 8) as Ref | 0);
  },
  clear: listClear,
  dealloc,
  owned: (self, visit) => {
    const block = listItems(self);
    for (let i = 0; i < ob_size(self); i++) {
      const o = load(block + i * 8) as Ref | 0;
      if (o !== 0) visit(o, `[${i}]`, 'item');
    }
    sortedItems(self, visit);
  },
  blocks: (self, visit) => {
    if (listItems(self) !== 0) visit(listItems(self));
    sortBlocks(self, visit);
  },
  repr: listRepr,
  hash: 'unhashable',
  richcompare,
  iter: newListIter,
  slots: {
    sq_length: ob_size,
    sq_concat: concat,
    sq_repeat: repeat,
    sq_item: item,
    sq_ass_item: assignItem,
    sq_contains: contains,
    sq_inplace_concat: concatInPlace,
    sq_inplace_repeat: repeatInPlace,
    mp_length: ob_size,
    mp_subscript: subscript,
    mp_ass_subscript: assignSubscript
  },
  methods: {
    __class_getitem__: classGetitem,
    __reversed__: {
      signature: '($self, /)',
      doc: 'Return a reverse iterator over the list.',
      call: newListRevIter
    },
    __sizeof__: {
      signature: '($self, /)',
      doc: 'Return the size of the list in memory, in bytes.',
      call: (self: Ref) => newInt(TypeObject.tp_basicsize(typeOf(self)) + allocated(self) * 8)
    },
    clear: {
      signature: '($self, /)',
      doc: 'Remove all items from list.',
      call: (self: Ref) => {
        listClear(self);
        return none();
      }
    },
    copy: {
      signature: '($self, /)',
      doc: 'Return a shallow copy of the list.',
      call: (self: Ref) => sliceOf(self, 0, 1, ob_size(self))
    },
    append: {
      signature: '($self, object, /)',
      doc: 'Append object to the end of the list.',
      call: (self: Ref, object: Ref) => doneIsNone(listAppend(self, newRef(object)))
    },
    insert: { signature: '($self, index, object, /)', doc: 'Insert object before index.', call: insert },
    extend: {
      signature: '($self, iterable, /)',
      doc: 'Extend list by appending elements from the iterable.',
      call: listExtend
    },
    pop: {
      signature: '($self, index=-1, /)',
      doc: 'Remove and return item at index (default last).\n\nRaises IndexError if list is empty or index is out of range.',
      call: pop
    },
    remove: {
      signature: '($self, value, /)',
      doc: 'Remove first occurrence of value.\n\nRaises ValueError if the value is not present.',
      call: remove
    },
    index: {
      signature: '($self, value, start=0, stop=sys.maxsize, /)',
      doc: 'Return first index of value.\n\nRaises ValueError if the value is not present.',
      call: index
    },
    count: { signature: '($self, value, /)', doc: 'Return number of occurrences of value.', call: count },
    reverse: { signature: '($self, /)', doc: 'Reverse *IN PLACE*.', call: reverse },
    sort: {
      signature: '($self, /, *, key=None, reverse=False)',
      doc: `Sort the list in ascending order and return None.

The sort is in-place (i.e. the list itself is modified) and stable (i.e. the
order of two equal elements is maintained).

If a key function is given, apply it once to each list item and sort them,
ascending or descending, according to their function values.

The reverse flag can be set to sort in descending order.`,
      call: listSort
    }
  }
});

/** deque: items at either end come and go in constant time.  CPython: Modules/_collectionsmodule.c. */
import { load, store, type Address } from '../../heap/memory.js';
import {
  NULL,
  type Answer,
  type Done,
  type Owned,
  type PUSHED,
  type Ref,
  type Result
} from '../../heap/reference.js';
import { call1, callWith } from '../../abstract/call.js';
import { classGetitem } from '../../abstract/class-getitem.js';
import { defineType, type Method } from '../../abstract/define.js';
import { listOf } from '../../abstract/extend.js';
import { dropWeakrefs, thenFree } from '../../abstract/fields.js';
import { iter } from '../../abstract/iterate.js';
import { reprOf } from '../../abstract/object.js';
import { packTuple } from '../../abstract/pack.js';
import { unparkIf } from '../../abstract/parked.js';
import { reprEnter, reprLeave } from '../../abstract/repr-guard.js';
import { settled } from '../../abstract/settle.js';
import { callNative, nativeMethod, registerMethod } from '../../abstract/signature.js';
import { asSize, asSizeArgument, isInt, newInt } from '../../include/int.js';
import { listItem } from '../../include/list.js';
import { None, none } from '../../include/singletons.js';
import { newStr } from '../../include/str.js';
import { emptyTuple } from '../../include/tuple.js';
import { Flag, TypeObject, typeName, type PyType } from '../../include/type.js';
import { noMemory } from '../../object/create.js';
import { thenCall } from '../../object/dealloc.js';
import { errors, raise } from '../../object/errors.js';
import { untrack } from '../../object/gchead.js';
import { ob_size, typeOf } from '../../object/header.js';
import { park, unpark } from '../../object/park.js';
import { decref, newRef } from '../../object/refcount.js';
import { finish } from '../../object/upward.js';
import { profile } from '../../profiles/profile.js';
import {
  BLOCKLEN,
  BLOCK_SIZE,
  Deque,
  FREE_ALL_BLOCKS,
  PyDeque_Type,
  append,
  appendLeft,
  clear,
  dequeLength,
  eachBlock,
  eachPlace,
  isDeque,
  itemAt,
  newDeque,
  pop,
  popLeft,
  rotate,
  thenClear
} from './deque-blocks.js';
import { extend, extendLeft, extended } from './deque-extend.js';
import { newDequeIter, newDequeRevIter } from './deque-iterator.js';
import { contains, count, deleteItem, index, remove, richcompare } from './deque-search.js';
import { stateOf } from './state.js';

const { leftblock, leftindex, maxlen } = Deque;

/* Life. */
/** deque(iterable=(), maxlen=None) of an existing deque.  @cpython deque_init */
function initialise(self: Ref, iterable: Ref | 0, most: Ref | 0): Answer {
  let limit: number | null = -1;
  if (most !== 0 && most !== None) {
    if (!isInt(most)) return raise(errors.TypeError, 'an integer is required');
    limit = asSize(most);
    if (limit === null) return NULL;
    if (limit < 0) return raise(errors.ValueError, 'maxlen must be non-negative');
  }
  maxlen.set(self, limit);
  if (dequeLength(self) > 0) clear(self);
  return iterable === 0 ? none() : extend(self, iterable);
}
const INIT = nativeMethod(
  registerMethod('deque', 'deque', {
    signature: '($self, iterable=(), maxlen=None)',
    doc: '',
    call: initialise
  })
);
const init = (self: Ref, argv: Address, nargs: number, kwnames: Ref | 0): Done | typeof PUSHED =>
  settled(callNative(INIT, self, argv, nargs, kwnames));
/** @cpython deque_dealloc */
function dealloc(self: Ref): void {
  untrack(self);
  dropWeakrefs(self, Deque.weakreflist.offset);
  thenFree(self);
  if (leftblock(self) === 0) return; // no memory for its first block
  thenCall(FREE_ALL_BLOCKS, self);
  thenClear(self);
}
const size = (self: Ref): number =>
  TypeObject.tp_basicsize(typeOf(self)) +
  Math.floor((leftindex(self) + dequeLength(self) + BLOCKLEN - 1) / BLOCKLEN) * BLOCK_SIZE;

/** Items and maxlen; a subclass is called.  @cpython deque_copy_impl */
function copy(self: Ref): Answer {
  const type = typeOf(self);
  if (type !== PyDeque_Type) return copyByCall(self, type);
  const made = newDeque(type);
  if (made === NULL) return NULL;
  maxlen.set(made, maxlen(self));
  if (dequeLength(self) !== 1) return extended(made, self);
  if (append(made, newRef(load(itemAt(self, 0)) as Ref)) !== NULL) return made;
  decref(made);
  return NULL;
}
function copyByCall(self: Ref, type: PyType): Answer {
  let made: Result;
  if (maxlen(self) < 0) made = finish(call1(type, self));
  else {
    const most = newInt(maxlen(self));
    if (most === NULL) return NULL;
    made = finish(callWith(type, self, most));
    decref(most);
  }
  if (made === NULL || isDeque(made)) return made;
  const text = `${typeName(type)}() must return a deque, not ${typeName(typeOf(made))}`;
  decref(made);
  return raise(errors.TypeError, text);
}
/** @cpython deque_repr */
function repr(self: Ref): Answer {
  const isInside = reprEnter(self);
  if (isInside === null) return NULL;
  if (isInside) return newStr('[...]');
  const list = finish(listOf(self));
  const text = list === NULL ? null : reprOf(park(list));
  if (list !== NULL) decref(unpark());
  reprLeave(self);
  if (text === null) return NULL;
  const name = typeName(typeOf(self)).replace(/^.*\./, '');
  return newStr(maxlen(self) < 0 ? `${name}(${text})` : `${name}(${text}, maxlen=${maxlen(self)})`);
}

/* Operators. */
/** @cpython deque_concat */
function concat(self: Ref, other: Ref): Answer {
  if (!isDeque(other)) {
    return raise(errors.TypeError, `can only concatenate deque (not "${typeName(typeOf(other))}") to deque`);
  }
  const made = finish(copy(self));
  return made === NULL ? NULL : extended(made, other);
}
const concatInPlace = (self: Ref, other: Ref): Answer => extended(newRef(self), other);
const MOST = 2 ** 27;
/** @cpython deque_inplace_repeat */
function repeatInPlace(self: Ref, times: number): Answer {
  const length = dequeLength(self);
  if (length === 0 || times === 1) return newRef(self);
  if (times <= 0) {
    clear(self);
    return newRef(self);
  }
  const most = maxlen(self);
  if (length === 1) {
    const item = load(itemAt(self, 0)) as Ref;
    for (let i = most >= 0 ? Math.min(times, most) : times; i > 1; i--)
      if (append(self, newRef(item)) === NULL) return NULL;
    return newRef(self);
  }
  if (length * times > MOST && most < 0) return noMemory();
  const list = finish(listOf(self));
  if (list === NULL) return NULL;
  const rounds = most >= 0 && times * length > most ? Math.floor((most + length - 1) / length) : times;
  let done: Done = 1;
  for (let k = 1; k < rounds && done === 1; k++)
    for (let i = 0; i < ob_size(list) && done === 1; i++) done = append(self, newRef(listItem(list, i)));
  decref(list);
  return done === NULL ? NULL : newRef(self);
}
function repeat(self: Ref, times: number): Answer {
  const made = finish(copy(self));
  if (made === NULL) return NULL;
  return unparkIf(settled(finish(repeatInPlace(park(made), times))) as Done);
}
const outOfRange = (): 0 => raise(errors.IndexError, 'deque index out of range');
const item = (self: Ref, i: number): Answer =>
  i < 0 || i >= dequeLength(self) ? outOfRange() : newRef(load(itemAt(self, i)) as Ref);
/** @cpython deque_ass_item */
function assignItem(self: Ref, i: number, value: Ref | 0): Done {
  if (i < 0 || i >= dequeLength(self)) return outOfRange();
  if (value === 0) return deleteItem(self, i);
  const at = itemAt(self, i);
  const old = load(at) as Owned;
  store(at, newRef(value));
  decref(old);
  return 1;
}

/* Methods. */
const doneIsNone = (done: Done): Answer => (done === NULL ? NULL : none());
const emptyDeque = (): 0 => raise(errors.IndexError, 'pop from an empty deque');
/** @cpython deque_insert_impl */
function insert(self: Ref, where: Ref, value: Ref): Answer {
  const at = asSizeArgument(where),
    length = dequeLength(self);
  if (at === null) return NULL;
  if (maxlen(self) === length) return raise(errors.IndexError, 'deque already at its maximum size');
  if (at >= length) return doneIsNone(append(self, newRef(value)));
  if (at <= -length || at === 0) return doneIsNone(appendLeft(self, newRef(value)));
  if (rotate(self, -at) === NULL) return NULL;
  if ((at < 0 ? append : appendLeft)(self, newRef(value)) === NULL) return NULL;
  return doneIsNone(rotate(self, at));
}
function turn(self: Ref, by: Ref | 0): Answer {
  const n = by === 0 ? 1 : asSizeArgument(by);
  return n === null ? NULL : doneIsNone(rotate(self, n));
}
function reverse(self: Ref): Answer {
  const length = dequeLength(self);
  for (let i = 0; i < length >> 1; i++) {
    const left = itemAt(self, i),
      right = itemAt(self, length - 1 - i);
    const first = load(left);
    store(left, load(right));
    store(right, first);
  }
  return none();
}
/** @cpython deque_reduce */
function reduce(self: Ref): Answer {
  const state = stateOf(self);
  if (state === NULL) return NULL;
  const iterator = finish(iter(self));
  if (iterator === NULL) {
    decref(state);
    return NULL;
  }
  const nothing = newRef(emptyTuple);
  const args = maxlen(self) < 0 ? nothing : packTuple(nothing, newInt(maxlen(self)));
  return packTuple(newRef(typeOf(self)), args, state, iterator);
}

const method = (signature: string, doc: string, call: Method['call']): Method => ({ signature, doc, call });
const NO = '($self, /)',
  ITEM = '($self, item, /)',
  VALUE = '($self, value, /)',
  ITERABLE = '($self, iterable, /)';
export const deque = defineType({
  name: 'collections.deque',
  type: PyDeque_Type,
  struct: Deque,
  doc: `${profile.collections.docHasSignature ? 'deque([iterable[, maxlen]]) --> deque object\n\n' : ''}A list-like sequence optimized for data accesses near its endpoints.`,
  subclassable: true,
  gc: true,
  flags: Flag.SEQUENCE,
  weaklist: Deque.weakreflist.offset,
  new: newDeque,
  init,
  sizeof: size,
  traverse: (self, visit) => eachPlace(self, at => visit(load(at) as Ref)),
  clear,
  dealloc,
  owned: (self, visit) => {
    let i = 0;
    eachPlace(self, at => visit(load(at) as Ref, `[${i++}]`, 'item'));
  },
  blocks: eachBlock,
  repr,
  hash: 'unhashable',
  richcompare,
  iter: newDequeIter,
  slots: {
    ...(profile.collections.hasBool ? { nb_bool: (self: Ref) => dequeLength(self) > 0 } : {}),
    sq_length: dequeLength,
    sq_concat: concat,
    sq_repeat: repeat,
    sq_item: item,
    sq_ass_item: assignItem,
    sq_contains: contains,
    sq_inplace_concat: concatInPlace,
    sq_inplace_repeat: repeatInPlace
  },
  getset: {
    maxlen: {
      doc: 'maximum size of a deque or None if unbounded',
      get: self => (maxlen(self) < 0 ? none() : newInt(maxlen(self)))
    }
  },
  methods: {
    __class_getitem__: classGetitem,
    __copy__: method(NO, 'Return a shallow copy of a deque.', copy),
    __reduce__: method(NO, 'Return state information for pickling.', reduce),
    __reversed__: method(NO, 'Return a reverse iterator over the deque.', newDequeRevIter),
    __sizeof__: method(NO, 'Return the size of the deque in memory, in bytes.', (self: Ref) =>
      newInt(size(self))
    ),
    append: method(ITEM, 'Add an element to the right side of the deque.', (self: Ref, o: Ref) =>
      doneIsNone(append(self, newRef(o)))
    ),
    appendleft: method(ITEM, 'Add an element to the left side of the deque.', (self: Ref, o: Ref) =>
      doneIsNone(appendLeft(self, newRef(o)))
    ),
    clear: method(NO, 'Remove all elements from the deque.', (self: Ref) => {
      clear(self);
      return none();
    }),
    copy: method(NO, 'Return a shallow copy of a deque.', copy),
    count: method(VALUE, 'Return number of occurrences of value.', count),
    extend: method(ITERABLE, 'Extend the right side of the deque with elements from the iterable.', extend),
    extendleft: method(
      ITERABLE,
      'Extend the left side of the deque with elements from the iterable.',
      extendLeft
    ),
    index: method(
      '($self, value, start=0, stop=sys.maxsize, /)',
      'Return first index of value.\n\nRaises ValueError if the value is not present.',
      index
    ),
    insert: method('($self, index, value, /)', 'Insert value before index.', insert),
    pop: method(NO, 'Remove and return the rightmost element.', (self: Ref) =>
      dequeLength(self) === 0 ? emptyDeque() : pop(self)
    ),
    popleft: method(NO, 'Remove and return the leftmost element.', (self: Ref) =>
      dequeLength(self) === 0 ? emptyDeque() : popLeft(self)
    ),
    remove: method(VALUE, 'Remove first occurrence of value.', remove),
    reverse: method(NO, 'Reverse *IN PLACE*.', reverse),
    rotate: method(
      '($self, n=1, /)',
      'Rotate the deque n steps to the right.  If n is negative, rotates left.',
      turn
    )
  }
});

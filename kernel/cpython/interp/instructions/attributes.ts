/** Attributes, methods, subscripts.  CPython: Python/bytecodes.c LOAD_ATTR, LOAD_METHOD, BINARY_SUBSCR. */
import { load, storePointer, type Address } from '../../heap/memory.js';
import { DONE, NULL, PUSHED, type Answer, type Maybe, type Owned, type Ref } from '../../heap/reference.js';
import { Unit, unitOf } from '../../include/code.js';
import { Frame } from '../../include/frame.js';
import { PyList_Type, listItem } from '../../include/list.js';
import { PyTuple_Type } from '../../include/tuple-type.js';
import { tupleItem } from '../../include/tuple.js';
import { PyLong_Type, compactValue, isCompact } from '../../include/int.js';
import { newSlice } from '../../include/slice.js';
import { ob_size, typeOf } from '../../object/header.js';
import { decref, newRef } from '../../object/refcount.js';
import { getAttr, getItem, setAttr, setItem } from '../../abstract/object.js';
import { finish } from '../../object/upward.js';
import { callWith } from '../../abstract/call.js';
import {
  cachedAttribute,
  cachedMethod,
  methodOf,
  noteAttribute,
  setCachedAttribute
} from '../attribute-cache.js';
import { drop, dropInputs } from '../stack.js';
import { completed, instruction, peek } from '../table.js';

const nameAt = (frame: Address, i: number): Ref =>
  load(Unit.names(unitOf(Frame.code(frame) as Ref)) + i * 8) as Ref;

instruction('LOAD_ATTR', (frame, sp, i, pc) => {
  const owner = peek(sp, 1);
  const known = cachedAttribute(pc, owner);
  if (known === 0) return loadAttribute(pc, owner, nameAt(frame, i));
  const held = load(sp - 8);
  storePointer(sp - 8, newRef(known));
  drop(held);
  return DONE;
});
function loadAttribute(pc: Address, owner: Ref, name: Ref): Answer {
  const answer = getAttr(owner, name);
  if (answer !== NULL && answer !== PUSHED) noteAttribute(pc, owner, name);
  return answer;
}
instruction('STORE_ATTR', (frame, sp, i, pc) => {
  const owner = peek(sp, 1),
    value = peek(sp, 2);
  if (!setCachedAttribute(pc, owner, value)) {
    const name = nameAt(frame, i);
    const done = setAttr(owner, name, value);
    if (done !== DONE) return completed(done);
    noteAttribute(pc, owner, name);
  }
  dropInputs(frame, sp - 16, sp);
  return DONE;
});
instruction('DELETE_ATTR', (frame, sp, i) => completed(setAttr(peek(sp, 1), nameAt(frame, i), 0)));

/**
 * A method without its bound object: pushes the function and the owner, or NULL and the attribute.
 * @cpython Objects/object.c _PyObject_GetMethod
 */
instruction('LOAD_METHOD', (frame, sp, i, pc) => {
  const owner = peek(sp, 1);
  const found = cachedMethod(pc, owner) || methodOf(pc, owner, nameAt(frame, i));
  if (found === 0) return attributeAsMethod(frame, sp, getAttr(owner, nameAt(frame, i)));
  // the owner moves one up: it becomes the first argument
  storePointer(sp, load(sp - 8));
  storePointer(sp - 8, newRef(found));
  Frame.sp.set(frame, sp + 8);
  return DONE;
});
/** After PUSHED the loop puts the answer in place of the owner, and NULL above it. */
function attributeAsMethod(frame: Address, sp: Address, answer: Answer): Maybe | typeof DONE {
  if (answer === NULL || answer === PUSHED) return answer;
  const owner = load(sp - 8);
  storePointer(sp - 8, answer);
  storePointer(sp, 0);
  Frame.sp.set(frame, sp + 8);
  if ((owner & 1) === 0) decref(owner as Owned);
  return DONE;
}

/** `super(class, self).name` as the general way has it: the object is made, asked and dropped. */
instruction('LOAD_SUPER_ATTR', (frame, sp, i) => {
  const made = finish(callWith(peek(sp, 3), peek(sp, 2), peek(sp, 1)));
  if (made === NULL) return NULL;
  const answer = getAttr(made, nameAt(frame, i));
  decref(made);
  return answer;
});

/** A method of `super()`, bound: the call takes it apart. */
instruction('LOAD_SUPER_METHOD', (frame, sp, i) => {
  const made = finish(callWith(peek(sp, 3), peek(sp, 2), peek(sp, 1)));
  if (made === NULL) return NULL;
  const answer = finish(getAttr(made, nameAt(frame, i)));
  decref(made);
  if (answer === NULL) return NULL;
  const inputs = [3, 2, 1].map(k => load(sp - k * 8));
  storePointer(sp - 24, answer);
  storePointer(sp - 16, 0);
  Frame.sp.set(frame, sp - 8);
  for (const held of inputs) if ((held & 1) === 0) decref(held as Owned);
  return DONE;
});

/** An index into a list or tuple that needs no call; -1: it does. */
function plainIndex(container: Ref, key: Ref): number {
  if (typeOf(key) !== PyLong_Type || !isCompact(key)) return -1;
  const i = compactValue(key),
    size = ob_size(container);
  const at = i < 0 ? i + size : i;
  return at >= 0 && at < size ? at : -1;
}
instruction('BINARY_SUBSCR', (_frame, sp) => {
  const container = peek(sp, 2),
    key = peek(sp, 1),
    t = typeOf(container);
  if (t === PyList_Type) {
    const i = plainIndex(container, key);
    if (i >= 0) return newRef(listItem(container, i));
  } else if (t === PyTuple_Type) {
    const i = plainIndex(container, key);
    if (i >= 0) return newRef(tupleItem(container, i));
  }
  return getItem(container, key);
});
instruction('STORE_SUBSCR', (_frame, sp) => completed(setItem(peek(sp, 2), peek(sp, 1), peek(sp, 3))));
instruction('DELETE_SUBSCR', (_frame, sp) => completed(setItem(peek(sp, 2), peek(sp, 1), 0)));

const sliceOf = (start: Ref, stop: Ref): ReturnType<typeof newSlice> =>
  newSlice(newRef(start), newRef(stop), newRef(None));
import { None } from '../../include/singletons.js';
instruction('BINARY_SLICE', (_frame, sp) => {
  const key = sliceOf(peek(sp, 2), peek(sp, 1));
  if (key === NULL) return NULL;
  const answer = getItem(peek(sp, 3), key);
  decref(key);
  return answer;
});
instruction('STORE_SLICE', (_frame, sp) => {
  const key = sliceOf(peek(sp, 2), peek(sp, 1));
  if (key === NULL) return NULL;
  const done = setItem(peek(sp, 3), key, peek(sp, 4));
  decref(key);
  return completed(done);
});

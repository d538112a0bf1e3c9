/** The repr of a list or a tuple: item after item, pausing where Python code shows one.  CPython: list_repr, tuplerepr. */
import { load, store } from '../heap/memory.js';
import { ABSENT, NULL, PUSHED, type Answer, type Maybe, type Owned, type Ref } from '../heap/reference.js';
import { borrows, int32, mayOwn } from '../heap/struct.js';
import { listItem } from '../include/list.js';
import { concatInPlace } from '../include/str-build.js';
import { identifier, isStr, newStr } from '../include/str.js';
import { tupleItem } from '../include/tuple.js';
import { typeName } from '../include/type.js';
import { errors, raise } from '../object/errors.js';
import { ob_size, typeOf } from '../object/header.js';
import { beginNative, nativeFrame, type NativeFrame } from '../object/native-frame.js';
import { clearRef, decref, newRef, take } from '../object/refcount.js';
import { RECURSION_DEPTH, RECURSION_LIMIT } from '../object/thread.js';
import { profile } from '../profiles/profile.js';
import { repr } from './object.js';
import { reprEnter, reprLeave } from './repr-guard.js';

const Showing = nativeFrame(
  'repr',
  {
    self: borrows, // the guard's list owns it
    text: mayOwn,
    item: mayOwn,
    index: int32,
    isTuple: int32
  },
  step
);
const SEPARATOR = identifier(', '),
  OPEN_LIST = identifier('['),
  OPEN_TUPLE = identifier('('),
  CLOSE_LIST = identifier(']'),
  CLOSE_TUPLE = identifier(')'),
  CLOSE_ONE = identifier(',)');
const HOLDS_ITEM = profile.list.reprHoldsItem;

export const listRepr = (self: Ref): Answer => show(self, false, '[]', '[...]');
export const tupleRepr = (self: Ref): Answer => show(self, true, '()', '(...)');

function show(self: Ref, isTuple: boolean, empty: string, again: string): Answer {
  if (ob_size(self) === 0) return newStr(empty);
  if (load(RECURSION_DEPTH) >= load(RECURSION_LIMIT)) {
    return raise(
      errors.RecursionError,
      'maximum recursion depth exceeded while getting the repr of an object'
    );
  }
  const isInside = reprEnter(self);
  if (isInside === null) return NULL;
  if (isInside) return newStr(again);
  store(RECURSION_DEPTH, load(RECURSION_DEPTH) + 1);
  const frame = Showing.enter();
  Showing.self.set(frame, self);
  Showing.isTuple.set(frame, isTuple ? 1 : 0);
  Showing.text.set(frame, newRef(isTuple ? OPEN_TUPLE : OPEN_LIST));
  return beginNative(frame, showItem(frame));
}
function showItem(frame: NativeFrame): Answer {
  const self = Showing.self(frame) as Ref,
    i = Showing.index(frame);
  const item = Showing.isTuple(frame) === 1 ? tupleItem(self, i) : listItem(self, i);
  Showing.index.set(frame, i + 1);
  if (HOLDS_ITEM && Showing.isTuple(frame) === 0) Showing.item.set(frame, newRef(item));
  return repr(item);
}
function add(frame: NativeFrame, part: Ref): boolean {
  const longer = concatInPlace(take(frame, Showing.text) as Owned, part);
  Showing.text.set(frame, longer);
  return longer !== NULL;
}
function notText(answer: Ref): false {
  raise(errors.TypeError, `__repr__ returned non-string (type ${typeName(typeOf(answer))})`);
  return false;
}
function step(frame: NativeFrame, first: Maybe): Answer {
  let answer = first;
  for (;;) {
    if (answer === NULL || answer === ABSENT) return leave(frame, NULL);
    if (answer === PUSHED) return PUSHED;
    const isAdded = isStr(answer) ? add(frame, answer) : notText(answer);
    decref(answer as Owned);
    clearRef(frame, Showing.item);
    const self = Showing.self(frame) as Ref,
      size = ob_size(self);
    if (!isAdded) return leave(frame, NULL);
    if (Showing.index(frame) >= size) {
      const isTuple = Showing.isTuple(frame) === 1;
      const close = !isTuple ? CLOSE_LIST : size === 1 ? CLOSE_ONE : CLOSE_TUPLE;
      return leave(frame, add(frame, close) ? (take(frame, Showing.text) as Owned) : NULL);
    }
    if (!add(frame, SEPARATOR)) return leave(frame, NULL);
    answer = showItem(frame);
  }
}
function leave(frame: NativeFrame, answer: Answer): Answer {
  store(RECURSION_DEPTH, load(RECURSION_DEPTH) - 1);
  reprLeave(Showing.self(frame) as Ref);
  return answer;
}

/** Iteration.  CPython: Objects/abstract.c PyObject_GetIter, PyIter_Next. */
import {
  ABSENT,
  DONE,
  NULL,
  PUSHED,
  type Answer,
  type Maybe,
  type Owned,
  type Ref,
  type Result
} from '../heap/reference.js';
import { identifier } from '../include/str.js';
import { asIndex, isInt } from '../include/int.js';
import { NotImplemented } from '../include/singletons.js';
import { newSeqIter } from '../include/iterators.js';
import { listAppend, newList, isExactList } from '../include/list.js';
import { isExactTuple } from '../include/tuple.js';
import { typeName } from '../include/type.js';
import { typeOf } from '../object/header.js';
import { errors, raise, raiseNull } from '../object/errors.js';
import { connectIteration } from '../object/native-frame.js';
import { natives } from '../object/natives.js';
import { decref, newRef } from '../object/refcount.js';
import { slot, slotOf } from '../object/slots.js';
import { finish } from '../object/upward.js';
import { call0 } from './call.js';
import { clearRaised, length, lookupSpecial, raisedIs } from './object.js';

/** `iter(o)`. */
export function iter(o: Ref): Answer {
  const t = typeOf(o);
  const f = slotOf(t, slot.tp_iter);
  if (f !== 0) return (natives[f] as unknown as (o: Ref) => Answer)(o);
  if (slotOf(t, slot.sq_item) !== 0) return newSeqIter(o);
  return raise(errors.TypeError, `'${typeName(t)}' object is not iterable`);
}
export const isIterator = (o: Ref): boolean => slotOf(typeOf(o), slot.tp_iternext) !== 0;

/** The next item; ABSENT: exhausted.  NULL with StopIteration set can come from Python code, too: see nextOrAbsent. */
export function iterNext(iterator: Ref): Maybe {
  const f = slotOf(typeOf(iterator), slot.tp_iternext);
  if (f === 0) return raise(errors.TypeError, `'${typeName(typeOf(iterator))}' object is not an iterator`);
  return (natives[f] as unknown as (o: Ref) => Maybe)(iterator);
}
/** Whether the exception on its way is StopIteration; clears it if so. */
export function wasStopIteration(): boolean {
  if (!raisedIs(errors.StopIteration)) return false;
  clearRaised();
  return true;
}
connectIteration({ iter, iterNext, wasStopIteration });

/** The next item, finished on the JavaScript stack: Owned, NULL (error) or ABSENT (exhausted). */
export function nextOrAbsent(iterator: Ref): Result | typeof ABSENT {
  const answer = iterNext(iterator);
  if (answer === ABSENT) return ABSENT;
  const item = answer === PUSHED ? (finish(PUSHED) as Result | typeof ABSENT) : answer;
  return item === NULL && wasStopIteration() ? ABSENT : item;
}

const LENGTH_HINT = identifier('__length_hint__');
/** How many items to expect: the length, `__length_hint__`, or `otherwise`; null: an exception is set. */
export function lengthHint(o: Ref, otherwise: number): number | null {
  const t = typeOf(o);
  if (slotOf(t, slot.sq_length) !== 0 || slotOf(t, slot.mp_length) !== 0) {
    const size = length(o);
    if (size !== null) return size;
    if (!raisedIs(errors.TypeError)) return null;
    clearRaised();
  }
  const method = lookupSpecial(o, LENGTH_HINT);
  if (method === ABSENT) return otherwise;
  if (method === NULL) return null;
  const answer = finish(call0(method));
  decref(method);
  if (answer === NULL) {
    if (!raisedIs(errors.TypeError)) return null;
    clearRaised();
    return otherwise;
  }
  if (answer === NotImplemented) {
    decref(answer);
    return otherwise;
  }
  const hint = isInt(answer)
    ? asIndex(answer)
    : raiseNull(errors.TypeError, `__length_hint__ must be an integer, not ${typeName(typeOf(answer))}`);
  decref(answer);
  if (hint !== null && hint < 0) return raiseNull(errors.ValueError, '__length_hint__() should return >= 0');
  return hint;
}

/** The object itself if it is a list or tuple, else a new list of its items.  @cpython Objects/abstract.c PySequence_Fast */
export function toFastSequence(o: Ref, message: string | null = null): Result {
  if (isExactList(o) || isExactTuple(o)) return newRef(o);
  const iterator = finish(iter(o));
  if (iterator === NULL) {
    if (message !== null && raisedIs(errors.TypeError)) {
      clearRaised();
      return raise(errors.TypeError, message);
    }
    return NULL;
  }
  const list = collect(iterator);
  decref(iterator);
  return list;
}
function collect(iterator: Ref): Result {
  const list = newList(0);
  if (list === NULL) return NULL;
  for (;;) {
    const item = nextOrAbsent(iterator);
    if (item === ABSENT) return list;
    if (item === NULL || listAppend(list, item as Owned) !== DONE) {
      decref(list);
      return NULL;
    }
  }
}

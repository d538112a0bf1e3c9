/** sum, any, all, min, max, sorted: natives that take item after item.  CPython: Python/bltinmodule.c. */
import type { Address } from '../../heap/memory.js';
import { ABSENT, DONE, NULL, PUSHED, type Answer, type Owned, type Ref } from '../../heap/reference.js';
import { double, int32, mayOwn } from '../../heap/struct.js';
import { argumentsAsTuple } from '../../abstract/kept-arguments.js';
import { call, call1, callMethod1 } from '../../abstract/call.js';
import { binaryOperation } from '../../abstract/number.js';
import { GT, LT, getAttr, isTrue, richCompareBool } from '../../abstract/object.js';
import { PyByteArray_Type } from '../../include/bytearray.js';
import { isBytes } from '../../include/bytes.js';
import { PyFloat_Type, floatValue, newFloat } from '../../include/float.js';
import { PyLong_Type, intToNumber, newInt, safeValue } from '../../include/int.js';
import { newList } from '../../include/list.js';
import { False, None, newBool } from '../../include/singletons.js';
import { identifier, isStr } from '../../include/str.js';
import { newTuple, setTupleItem } from '../../include/tuple.js';
import { errors, raise } from '../../object/errors.js';
import { typeOf } from '../../object/header.js';
import {
  beginNative,
  consuming,
  nativeFrame,
  STOP,
  type ItemAnswer,
  type NativeFrame
} from '../../object/native-frame.js';
import { argumentAt, argumentTop, dropArguments, pushArgument } from '../../object/park.js';
import { decref, newRef, take, xnewRef } from '../../object/refcount.js';
import { finish } from '../../object/upward.js';
import { profile } from '../../profiles/profile.js';

const ADD = 0;
/** What the sum is so far: any object, an int as `whole`, or a float as `real` + `lost`. */
const OBJECT = 0,
  INT = 1,
  FLOAT = 2;
const COMPENSATES = profile.builtins.sumCompensates;

/** sum(iterable, /, start=0).  Ints and floats are added as C numbers as long as they fit. */
const Sum = consuming(
  'sum',
  { total: mayOwn, mode: int32, real: double, lost: double },
  {
    item(frame, value): ItemAnswer {
      const mode = Sum.mode(frame),
        t = typeOf(value);
      if (mode === INT) {
        const n = t === PyLong_Type ? Sum.real(frame) + safeValue(value) : NaN;
        if (Number.isSafeInteger(n)) {
          Sum.real.set(frame, n);
          return DONE;
        }
      } else if (mode === FLOAT) {
        if (t === PyFloat_Type) return addFloat(frame, floatValue(value));
        if (t === PyLong_Type && Number.isSafeInteger(safeValue(value))) {
          Sum.real.set(frame, Sum.real(frame) + intToNumber(value));
          return DONE;
        }
      }
      if (mode !== OBJECT) {
        const total = numberOf(frame);
        if (total === NULL) return NULL;
        Sum.total.set(frame, total);
        Sum.mode.set(frame, OBJECT);
      }
      return binaryOperation(ADD, Sum.total(frame) as Ref, value);
    },
    answered(frame, total) {
      const old = take(frame, Sum.total) as Owned;
      Sum.total.set(frame, total);
      decref(old);
      enterMode(frame);
      return DONE;
    },
    end: (frame): Answer => (Sum.mode(frame) === OBJECT ? (take(frame, Sum.total) as Owned) : numberOf(frame))
  }
);
/** Neumaier's sum: what rounding loses is kept.  @cpython Python/bltinmodule.c cs_add */
function addFloat(frame: NativeFrame, x: number): typeof DONE {
  const sum = Sum.real(frame),
    next = sum + x;
  if (COMPENSATES) {
    const lost = Math.abs(sum) >= Math.abs(x) ? sum - next + x : x - next + sum;
    Sum.lost.set(frame, Sum.lost(frame) + lost);
  }
  Sum.real.set(frame, next);
  return DONE;
}
function numberOf(frame: NativeFrame): Owned | 0 {
  const real = Sum.real(frame);
  if (Sum.mode(frame) === INT) return newInt(real);
  const lost = Sum.lost(frame);
  return newFloat(lost !== 0 && Number.isFinite(lost) ? real + lost : real);
}
/** Goes over to numbers of C when the total is an exact int or float. */
function enterMode(frame: NativeFrame): void {
  const total = Sum.total(frame) as Ref,
    t = typeOf(total);
  if (t === PyLong_Type) {
    const n = safeValue(total);
    if (!Number.isSafeInteger(n) || Sum.mode(frame) === FLOAT) return;
    Sum.real.set(frame, n);
    Sum.mode.set(frame, INT);
  } else if (t === PyFloat_Type) {
    Sum.real.set(frame, floatValue(total));
    Sum.lost.set(frame, 0);
    Sum.mode.set(frame, FLOAT);
  } else return;
  decref(take(frame, Sum.total) as Owned);
}
export function sum(_module: Ref, iterable: Ref, start: Ref | 0): Answer {
  if (start !== 0) {
    const what = isStr(start)
      ? "strings [use ''.join(seq) instead]"
      : isBytes(start)
        ? "bytes [use b''.join(seq) instead]"
        : typeOf(start) === PyByteArray_Type
          ? "bytearray [use b''.join(seq) instead]"
          : null;
    if (what !== null) return raise(errors.TypeError, `sum() can't sum ${what}`);
  }
  const first = start === 0 ? newInt(0) : newRef(start);
  if (first === NULL) return NULL;
  const frame = Sum.enter();
  Sum.total.set(frame, first);
  enterMode(frame);
  return Sum.start(frame, iterable);
}

const search = (name: string, wanted: boolean) =>
  consuming(
    name,
    { found: int32 },
    {
      item(frame, value) {
        const is = isTrue(value);
        if (is === null) return NULL;
        if (is !== wanted) return DONE;
        store(frame);
        return STOP;
      },
      end: frame => newBool((read(frame) === 1) === wanted)
    }
  );
const Any = search('any', true);
const All = search('all', false);
/** Both frames have the same layout. */
const store = (frame: NativeFrame): void => Any.found.set(frame, 1);
const read = (frame: NativeFrame): number => Any.found(frame);
export const any = (_module: Ref, iterable: Ref): Answer => Any.start(Any.enter(), iterable);
export const all = (_module: Ref, iterable: Ref): Answer => All.start(All.enter(), iterable);

/** min and max: the best item and what it is compared by. */
const Best = consuming(
  'min or max',
  {
    best: mayOwn,
    measure: mayOwn,
    candidate: mayOwn,
    key: mayOwn,
    otherwise: mayOwn,
    op: int32,
    isArguments: int32
  },
  {
    item(frame, value): ItemAnswer {
      Best.candidate.set(frame, newRef(value));
      return Best.key(frame) === 0 ? newRef(value) : call1(Best.key(frame) as Ref, value);
    },
    answered(frame, measure) {
      const old = Best.measure(frame);
      if (old !== 0) {
        const better = richCompareBool(measure, old, Best.op(frame));
        if (better !== true) {
          decref(measure);
          decref(take(frame, Best.candidate) as Owned);
          return better === null ? NULL : DONE;
        }
      }
      const before = take(frame, Best.best);
      Best.best.set(frame, take(frame, Best.candidate));
      Best.measure.set(frame, measure);
      if (before !== 0) decref(before);
      if (old !== 0) decref(old as Owned);
      return DONE;
    },
    end(frame): Answer {
      const best = take(frame, Best.best) || take(frame, Best.otherwise);
      if (best !== 0) return best;
      const name = Best.op(frame) === LT ? 'min' : 'max';
      return raise(errors.ValueError, `${name}() ${profile.builtins.emptyIterable}`);
    }
  }
);
const best =
  (name: 'min' | 'max') =>
  (_module: Ref, argv: Address, count: number, key: Ref | 0, otherwise: Ref | 0): Answer => {
    if (count === 0) return raise(errors.TypeError, `${name} expected at least 1 argument, got 0`);
    if (count > 1 && otherwise !== 0) {
      return raise(
        errors.TypeError,
        `Cannot specify a default for ${name}() with multiple positional arguments`
      );
    }
    const items = count === 1 ? newRef(argumentAt(argv, 0)) : argumentsAsTuple(argv, count);
    if (items === NULL) return NULL;
    const frame = Best.enter();
    Best.key.set(frame, key === None ? 0 : xnewRef(key));
    Best.otherwise.set(frame, xnewRef(otherwise));
    Best.op.set(frame, name === 'min' ? LT : GT);
    const answer = Best.start(frame, items);
    decref(items);
    return answer;
  };
export const min = best('min');
export const max = best('max');

/** sorted(iterable, /, *, key=None, reverse=False): a list, extended, then sorted. */
const EXTEND = identifier('extend'),
  SORT = identifier('sort');
const KEY = identifier('key'),
  REVERSE = identifier('reverse');
function sortKeywords(): Owned | 0 {
  const names = newTuple(2);
  if (names === NULL) return NULL;
  setTupleItem(names, 0, newRef(KEY));
  setTupleItem(names, 1, newRef(REVERSE));
  return names;
}
const EXTENDING = 0;
const Sorting = nativeFrame(
  'sorted',
  { list: mayOwn, key: mayOwn, reverse: mayOwn, phase: int32 },
  (frame, answer): Answer => {
    if (answer === NULL || answer === ABSENT) return NULL;
    decref(answer as Owned);
    if (Sorting.phase(frame) !== EXTENDING) return take(frame, Sorting.list) as Owned;
    Sorting.phase.set(frame, 1);
    const sorted = sortNow(frame);
    if (sorted === PUSHED || sorted === NULL) return sorted;
    decref(sorted);
    return take(frame, Sorting.list) as Owned;
  }
);
function sortNow(frame: NativeFrame): Answer {
  const method = finish(getAttr(Sorting.list(frame) as Ref, SORT));
  if (method === NULL) return NULL;
  const names = sortKeywords();
  if (names === NULL) {
    decref(method);
    return NULL;
  }
  const argv = argumentTop();
  pushArgument((Sorting.key(frame) || None) as Ref);
  pushArgument((Sorting.reverse(frame) || False) as Ref);
  const answer = call(method, argv, 0, names);
  dropArguments(argv);
  decref(names);
  decref(method);
  return answer;
}
export function sorted(_module: Ref, iterable: Ref, key: Ref | 0, reverse: Ref | 0): Answer {
  const list = newList(0);
  if (list === NULL) return NULL;
  const frame = Sorting.enter();
  Sorting.list.set(frame, list);
  Sorting.key.set(frame, xnewRef(key));
  Sorting.reverse.set(frame, xnewRef(reverse));
  const answer = callMethod1(list, EXTEND, iterable);
  return beginNative(frame, answer);
}

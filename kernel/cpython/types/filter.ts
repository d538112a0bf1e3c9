/** filter: the items for which a function is true.  CPython: Python/bltinmodule.c filterobject. */
import { ABSENT, NULL, PUSHED, type Answer, type Maybe, type Owned, type Ref } from '../heap/reference.js';
import { borrows, mayOwn } from '../heap/struct.js';
import { call1 } from '../abstract/call.js';
import { defineType } from '../abstract/define.js';
import { owning } from '../abstract/fields.js';
import { iter, iterNext } from '../abstract/iterate.js';
import { hasKeywords } from '../abstract/keywords.js';
import { isTrue, isTrueThenRelease } from '../abstract/object.js';
import { PyBool_Type } from '../include/int.js';
import { Filter, PyFilter_Type } from '../include/iterators.js';
import { None } from '../include/singletons.js';
import { genericAlloc } from '../include/subclass.js';
import type { PyType } from '../include/type.js';
import { errors, raise } from '../object/errors.js';
import { beginNative, nativeFrame, type NativeFrame } from '../object/native-frame.js';
import { argumentAt } from '../object/park.js';
import { clearRef, newRef, take } from '../object/refcount.js';

const { func, it } = Filter;

const Making = nativeFrame('filter', { self: mayOwn }, (frame, iterator): Answer => {
  if (iterator === NULL || iterator === ABSENT) return NULL;
  it.set(Making.self(frame) as Ref, iterator as Owned);
  return take(frame, Making.self) as Owned;
});
/** filter(function, iterable).  @cpython Python/bltinmodule.c filter_new */
function make(type: PyType, argv: number, nargs: number, kwnames: Ref | 0): Answer {
  if (hasKeywords(kwnames)) return raise(errors.TypeError, 'filter() takes no keyword arguments');
  if (nargs !== 2) return raise(errors.TypeError, `filter expected 2 arguments, got ${nargs}`);
  const self = genericAlloc<'filter'>(type, 0);
  if (self === 0) return NULL;
  func.set(self, newRef(argumentAt(argv, 0)));
  const frame = Making.enter();
  Making.self.set(frame, self);
  return beginNative(frame, iter(argumentAt(argv, 1)));
}

/** `item` is there while the function is asked about it. */
const Testing = nativeFrame(
  'filter',
  { self: borrows /* whoever asked for the next item has it */, item: mayOwn },
  step
);
function next(self: Ref): Maybe {
  const frame = Testing.enter();
  Testing.self.set(frame, self);
  return beginNative(frame, iterNext(it(self) as Ref));
}
function step(frame: NativeFrame, first: Maybe): Answer {
  const self = Testing.self(frame) as Ref,
    f = func(self) as Ref;
  const isPlain = f === None || f === PyBool_Type;
  let answer = first;
  for (;;) {
    if (answer === PUSHED) return PUSHED;
    let passes: boolean | null;
    if (Testing.item(frame) === 0) {
      if (answer === NULL || answer === ABSENT) return answer as Answer;
      Testing.item.set(frame, answer as Owned);
      if (!isPlain) {
        answer = call1(f, answer as Ref);
        continue;
      }
      passes = isTrue(answer as Ref);
    } else {
      if (answer === NULL || answer === ABSENT) return NULL;
      passes = isTrueThenRelease(answer as Owned);
    }
    if (passes === null) return NULL;
    if (passes) return take(frame, Testing.item) as Owned;
    clearRef(frame, Testing.item);
    answer = iterNext(it(self) as Ref);
  }
}

export const filter = defineType({
  name: 'filter',
  type: PyFilter_Type,
  struct: Filter,
  subclassable: true,
  gc: true,
  doc: 'Return an iterator yielding those items of iterable for which function(item)\nis true. If function is None, return the items that are true.',
  ...owning([func, it]),
  new: make,
  iter: self => newRef(self),
  iternext: next
});

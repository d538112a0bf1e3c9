/** takewhile, dropwhile and filterfalse: items as a predicate says.  CPython: Modules/itertoolsmodule.c. */
import { ABSENT, NULL, PUSHED, type Answer, type Maybe, type Owned, type Ref } from '../../heap/reference.js';
import { borrows, int32, mayOwn, structAt } from '../../heap/struct.js';
import { call1 } from '../../abstract/call.js';
import { defineType } from '../../abstract/define.js';
import { owning } from '../../abstract/fields.js';
import { iterNext } from '../../abstract/iterate.js';
import { isTrue, isTrueThenRelease } from '../../abstract/object.js';
import { PyBool_Type } from '../../include/int.js';
import { None } from '../../include/singletons.js';
import { staticType } from '../../include/type.js';
import { beginNative, nativeFrame, type NativeFrame } from '../../object/native-frame.js';
import { clearRef, newRef, take } from '../../object/refcount.js';
import { isOver, withIterator } from './making.js';

export const PyTakeWhile_Type = staticType();
export const PyDropWhile_Type = staticType();
export const PyFilterFalse_Type = staticType();

/** `state` is `start` of dropwhile (1: items are given) and `stop` of takewhile (1: none any more). */
const While = structAt(
  'itertools.takewhile',
  { func: mayOwn, it: mayOwn, state: int32 },
  { func: 16, it: 24, state: 32 },
  40
);
const FilterFalse = structAt('itertools.filterfalse', { func: mayOwn, it: mayOwn }, { func: 16, it: 24 }, 32);
const { func, it, state } = While;

const make = (type: Ref, predicate: Ref, iterable: Ref): Answer =>
  withIterator(type, iterable, it, self => func.set(self, newRef(predicate)));

/** What becomes of an item the predicate was asked about. */
type Verdict = 'give' | 'skip' | 'end';
/** A frame that asks the predicate about item after item; `judge` also notes what follows from it. */
function asking(name: string, judge: (self: Ref, isTrue: boolean) => Verdict): (self: Ref) => Maybe {
  const Asking = nativeFrame(name, { self: borrows, item: mayOwn }, step);
  function step(frame: NativeFrame, first: Maybe): Maybe {
    const self = Asking.self(frame) as Ref;
    let answer = first;
    for (;;) {
      if (answer === PUSHED) return PUSHED;
      let truth: boolean | null;
      if (Asking.item(frame) === 0) {
        if (isOver(answer)) return answer;
        Asking.item.set(frame, answer);
        const predicate = func(self) as Ref;
        if (predicate !== None && predicate !== PyBool_Type) {
          answer = call1(predicate, answer);
          continue;
        }
        truth = isTrue(answer);
      } else truth = isOver(answer) ? null : isTrueThenRelease(answer);
      if (truth === null) return NULL;
      const verdict = judge(self, truth);
      if (verdict === 'end') return ABSENT;
      if (verdict === 'give') return take(frame, Asking.item) as Owned;
      clearRef(frame, Asking.item);
      answer = iterNext(it(self) as Ref);
    }
  }
  return self => {
    const frame = Asking.enter();
    Asking.self.set(frame, self);
    return beginNative(frame, iterNext(it(self) as Ref));
  };
}
const taking = asking('takewhile', (self, isTrue) => {
  if (isTrue) return 'give';
  state.set(self, 1);
  return 'end';
});
const dropping = asking('dropwhile', (self, isTrue) => {
  if (isTrue) return 'skip';
  state.set(self, 1);
  return 'give';
});

const common = {
  subclassable: true,
  gc: true,
  ...owning([it, func]),
  iter: (self: Ref): Answer => newRef(self)
};
const signature = '($type, predicate, iterable, /)';

export const takewhile = defineType({
  name: 'itertools.takewhile',
  type: PyTakeWhile_Type,
  struct: While,
  ...common,
  doc: 'Give items as long as the predicate is true of them.',
  construct: { signature, call: make as never },
  iternext: self => (state(self) === 1 ? ABSENT : taking(self))
});
export const dropwhile = defineType({
  name: 'itertools.dropwhile',
  type: PyDropWhile_Type,
  struct: While,
  ...common,
  doc: 'Leave items out as long as the predicate is true of them, then give every item.',
  construct: { signature, call: make as never },
  iternext: self => (state(self) === 1 ? iterNext(it(self) as Ref) : dropping(self))
});
export const filterfalse = defineType({
  name: 'itertools.filterfalse',
  type: PyFilterFalse_Type,
  struct: FilterFalse,
  ...common,
  doc: 'Give the items of which the function is false; without a function, the items that are false.',
  construct: { signature: '($type, function, iterable, /)', call: make as never },
  iternext: asking('filterfalse', (_self, isTrue) => (isTrue ? 'skip' : 'give'))
});

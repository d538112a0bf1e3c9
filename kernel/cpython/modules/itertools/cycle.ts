/** cycle: the items of an iterable over and over.  CPython: Modules/itertoolsmodule.c cycleobject. */
import { ABSENT, DONE, NULL, PUSHED, type Answer, type Maybe, type Ref } from '../../heap/reference.js';
import { borrows, int32, mayOwn, ssize, struct } from '../../heap/struct.js';
import { defineType } from '../../abstract/define.js';
import { owning } from '../../abstract/fields.js';
import { iterNext, wasStopIteration } from '../../abstract/iterate.js';
import { listAppend, listItem, newList } from '../../include/list.js';
import { staticType } from '../../include/type.js';
import { ob_size } from '../../object/header.js';
import { beginNative, nativeFrame } from '../../object/native-frame.js';
import { clearRef, decref, newRef } from '../../object/refcount.js';
import { isOver, iteratorOf } from './making.js';
import { genericAlloc } from '../../include/subclass.js';
import type { PyType } from '../../include/type.js';

export const PyCycle_Type = staticType();
/** `it` is NULL once the first round is over; `index` is the place in `saved`. */
const Cycle = struct('itertools.cycle', 'cycleobject', {
  it: mayOwn,
  saved: mayOwn,
  index: ssize,
  firstpass: int32
});
const { it, saved, index } = Cycle;

function make(type: Ref, iterable: Ref): Answer {
  const iterator = iteratorOf(iterable);
  if (iterator === NULL) return NULL;
  const list = newList(0);
  const self = list === NULL ? 0 : genericAlloc(type as PyType, 0);
  if (self === 0) {
    decref(iterator);
    if (list !== NULL) decref(list);
    return NULL;
  }
  it.set(self, iterator);
  if (list !== NULL) saved.set(self, list);
  return self;
}
/** One of the saved items, and on to the next. */
function again(self: Ref): Maybe {
  const items = saved(self) as Ref;
  if (ob_size(items) === 0) return ABSENT;
  const i = index(self);
  index.set(self, i + 1 >= ob_size(items) ? 0 : i + 1);
  return newRef(listItem(items, i));
}
const Saving = nativeFrame('cycle', { self: borrows }, (frame, answer): Maybe => {
  if (answer === PUSHED) return PUSHED;
  const self = Saving.self(frame) as Ref;
  if (isOver(answer)) {
    if (answer === NULL && !wasStopIteration()) return NULL;
    clearRef(self, it);
    return again(self);
  }
  if (listAppend(saved(self) as Ref, newRef(answer)) === DONE) return answer;
  decref(answer);
  return NULL;
});

export const cycle = defineType({
  name: 'itertools.cycle',
  type: PyCycle_Type,
  struct: Cycle,
  subclassable: true,
  gc: true,
  doc: 'Give the items of an iterable, then the same again, endlessly.',
  ...owning([it, saved]),
  construct: { signature: '($type, iterable, /)', call: make as never },
  iter: self => newRef(self),
  iternext(self) {
    if (it(self) === 0) return again(self);
    const frame = Saving.enter();
    Saving.self.set(frame, self);
    return beginNative(frame, iterNext(it(self) as Ref));
  }
});

/** compress: the items beside which a selector is true.  CPython: Modules/itertoolsmodule.c compressobject. */
import { NULL, PUSHED, type Answer, type Maybe, type Owned, type Ref } from '../../heap/reference.js';
import { borrows, mayOwn, structAt } from '../../heap/struct.js';
import { defineType } from '../../abstract/define.js';
import { owning } from '../../abstract/fields.js';
import { iterNext } from '../../abstract/iterate.js';
import { isTrueThenRelease } from '../../abstract/object.js';
import { staticType } from '../../include/type.js';
import { beginNative, nativeFrame } from '../../object/native-frame.js';
import { clearRef, decref, newRef, take } from '../../object/refcount.js';
import { isOver, iteratorOf, withIterator } from './making.js';

export const PyCompress_Type = staticType();
const Compress = structAt(
  'itertools.compress',
  { data: mayOwn, selectors: mayOwn },
  { data: 16, selectors: 24 },
  32
);
const { data, selectors } = Compress;

function make(type: Ref, items: Ref, choices: Ref): Answer {
  const first = withIterator(type, items, data);
  if (first === NULL || first === PUSHED) return first;
  const second = iteratorOf(choices);
  if (second === NULL) {
    decref(first);
    return NULL;
  }
  selectors.set(first, second);
  return first;
}
/** An item is there while its selector is fetched and judged. */
const Choosing = nativeFrame('compress', { self: borrows, item: mayOwn }, (frame, first): Maybe => {
  const self = Choosing.self(frame) as Ref;
  let answer = first;
  for (;;) {
    if (answer === PUSHED || isOver(answer)) return answer;
    if (Choosing.item(frame) === 0) {
      Choosing.item.set(frame, answer);
      answer = iterNext(selectors(self) as Ref);
      continue;
    }
    const isChosen = isTrueThenRelease(answer);
    if (isChosen === null) return NULL;
    if (isChosen) return take(frame, Choosing.item) as Owned;
    clearRef(frame, Choosing.item);
    answer = iterNext(data(self) as Ref);
  }
});

export const compress = defineType({
  name: 'itertools.compress',
  type: PyCompress_Type,
  struct: Compress,
  subclassable: true,
  gc: true,
  doc: 'Give the data beside which a selector is true.',
  ...owning([data, selectors]),
  construct: { signature: '($type, data, selectors)', call: make as never },
  iter: self => newRef(self),
  iternext(self) {
    const frame = Choosing.enter();
    Choosing.self.set(frame, self);
    return beginNative(frame, iterNext(data(self) as Ref));
  }
});

/** starmap: a function called with the items of tuples.  CPython: Modules/itertoolsmodule.c starmapobject. */
import { NULL, PUSHED, type Answer, type Maybe, type Ref } from '../../heap/reference.js';
import { borrows, mayOwn, structAt } from '../../heap/struct.js';
import { call } from '../../abstract/call.js';
import { defineType } from '../../abstract/define.js';
import { owning } from '../../abstract/fields.js';
import { iterNext } from '../../abstract/iterate.js';
import { sequenceToTuple } from '../../abstract/to-tuple.js';
import { tupleItems } from '../../include/tuple.js';
import { staticType } from '../../include/type.js';
import { ob_size } from '../../object/header.js';
import { beginNative, nativeFrame } from '../../object/native-frame.js';
import { decref, newRef } from '../../object/refcount.js';
import { isOver, withIterator } from './making.js';

export const PyStarMap_Type = staticType();
const StarMap = structAt('itertools.starmap', { func: mayOwn, it: mayOwn }, { func: 16, it: 24 }, 32);
const { func, it } = StarMap;

/** The tuple of arguments lives until the function has answered. */
const Calling = nativeFrame('starmap', { self: borrows, args: mayOwn }, (frame, answer): Maybe => {
  if (answer === PUSHED || Calling.args(frame) !== 0 || isOver(answer)) return answer;
  const args = sequenceToTuple(answer);
  decref(answer);
  if (args === NULL) return NULL;
  Calling.args.set(frame, args);
  return call(func(Calling.self(frame)) as Ref, tupleItems(Calling.args(frame) as Ref), ob_size(args), 0);
});

export const starmap = defineType({
  name: 'itertools.starmap',
  type: PyStarMap_Type,
  struct: StarMap,
  subclassable: true,
  gc: true,
  doc: 'Give what the function makes of the items of each tuple.',
  ...owning([it, func]),
  construct: {
    signature: '($type, function, iterable, /)',
    call: ((type: Ref, f: Ref, iterable: Ref): Answer =>
      withIterator(type, iterable, it, self => func.set(self, newRef(f)))) as never
  },
  iter: self => newRef(self),
  iternext(self) {
    const frame = Calling.enter();
    Calling.self.set(frame, self);
    return beginNative(frame, iterNext(it(self) as Ref));
  }
});

/** groupby: neighbours with the same key as one group.  CPython: Modules/itertoolsmodule.c groupbyobject, _grouperobject. */
import {
  ABSENT,
  NULL,
  PUSHED,
  type Answer,
  type Maybe,
  type Owned,
  type Ref,
  type Result
} from '../../heap/reference.js';
import { borrows, int32, mayOwn, pointer, struct, structAt } from '../../heap/struct.js';
import { call1 } from '../../abstract/call.js';
import { defineType } from '../../abstract/define.js';
import { owning } from '../../abstract/fields.js';
import { iterNext } from '../../abstract/iterate.js';
import { EQ, richCompareBool } from '../../abstract/object.js';
import { None } from '../../include/singletons.js';
import { newPair } from '../../include/tuple.js';
import { staticType } from '../../include/type.js';
import { newObject } from '../../object/create.js';
import { track } from '../../object/gchead.js';
import { beginNative, nativeFrame, type NativeFrame } from '../../object/native-frame.js';
import { newRef, setRef, take } from '../../object/refcount.js';
import { isOver, withIterator } from './making.js';

export const PyGroupBy_Type = staticType();
export const PyGrouper_Type = staticType();
/** `currgrouper` is borrowed: the group that may still take items. */
const GroupBy = struct('itertools.groupby', 'groupbyobject', {
  it: mayOwn,
  keyfunc: mayOwn,
  tgtkey: mayOwn,
  currkey: mayOwn,
  currvalue: mayOwn,
  currgrouper: pointer
});
const Grouper = structAt(
  'itertools._grouper',
  { parent: mayOwn, tgtkey: mayOwn },
  { parent: 16, tgtkey: 24 },
  32
);
const { it, keyfunc, tgtkey, currkey, currvalue, currgrouper } = GroupBy;

const make = (type: Ref, iterable: Ref, key: Ref | 0): Answer =>
  withIterator(type, iterable, it, self => keyfunc.set(self, newRef(key === 0 ? None : key)));

/** A step on the shared iterator: the next value and its key. */
const WANTS_VALUE = 0,
  WANTS_KEY = 1;
/** `grouper` 0: the next group is wanted, else the next item of that group. */
const Stepping = nativeFrame(
  'groupby',
  { self: borrows, grouper: borrows, value: mayOwn, wants: int32 },
  step
);
/** What can be answered from the value that was read last, or that another one must be read. */
function settle(self: Ref, grouper: Ref | 0): Maybe | 'more' {
  if (grouper !== 0) {
    if (currvalue(self) === 0) return 'more';
    const isSame = richCompareBool(Grouper.tgtkey(grouper) as Ref, currkey(self) as Ref, EQ);
    if (isSame === null) return NULL;
    return isSame ? (take(self, currvalue) as Owned) : ABSENT;
  }
  if (currkey(self) === 0) return 'more';
  if (tgtkey(self) !== 0) {
    const isSame = richCompareBool(tgtkey(self) as Ref, currkey(self) as Ref, EQ);
    if (isSame === null) return NULL;
    if (isSame) return 'more';
  }
  setRef(self, tgtkey, newRef(currkey(self) as Ref));
  const group = newGrouper(self);
  return group === NULL ? NULL : newPair(newRef(currkey(self) as Ref), group);
}
function newGrouper(self: Ref): Result {
  const group = newObject(PyGrouper_Type);
  if (group === 0) return NULL;
  Grouper.parent.set(group, newRef(self));
  Grouper.tgtkey.set(group, newRef(tgtkey(self) as Ref));
  currgrouper.set(self, group as Ref);
  track(group);
  return group;
}
/** @cpython Modules/itertoolsmodule.c groupby_step */
function step(frame: NativeFrame, first: Maybe): Maybe {
  const self = Stepping.self(frame) as Ref;
  let answer = first;
  for (;;) {
    if (answer === PUSHED || isOver(answer)) return answer;
    const f = keyfunc(self) as Ref;
    if (Stepping.wants(frame) === WANTS_VALUE) {
      Stepping.value.set(frame, answer);
      Stepping.wants.set(frame, WANTS_KEY);
      answer = f === None ? newRef(Stepping.value(frame) as Ref) : call1(f, Stepping.value(frame) as Ref);
      continue;
    }
    const value = take(frame, Stepping.value) as Owned;
    setRef(self, currvalue, value);
    setRef(self, currkey, answer);
    const settled = settle(self, Stepping.grouper(frame) as Ref | 0);
    if (settled !== 'more') return settled;
    Stepping.wants.set(frame, WANTS_VALUE);
    answer = iterNext(it(self) as Ref);
  }
}
function go(self: Ref, group: Ref | 0): Maybe {
  const settled = settle(self, group);
  if (settled !== 'more') return settled;
  const frame = Stepping.enter();
  Stepping.self.set(frame, self);
  if (group !== 0) Stepping.grouper.set(frame, group);
  return beginNative(frame, iterNext(it(self) as Ref));
}

export const groupby = defineType({
  name: 'itertools.groupby',
  type: PyGroupBy_Type,
  struct: GroupBy,
  subclassable: true,
  gc: true,
  doc: 'Give pairs of a key and an iterator over the neighbours that have it.',
  ...owning([it, keyfunc, tgtkey, currkey, currvalue]),
  construct: { signature: '($type, iterable, key=None)', call: make as never },
  iter: self => newRef(self),
  iternext(self) {
    currgrouper.set(self, 0);
    return go(self, 0);
  }
});
export const grouper = defineType({
  name: 'itertools._grouper',
  type: PyGrouper_Type,
  struct: Grouper,
  gc: true,
  noNew: true,
  ...owning([Grouper.parent, Grouper.tgtkey]),
  iter: self => newRef(self),
  iternext(self) {
    const parent = Grouper.parent(self) as Ref;
    return currgrouper(parent) === self ? go(parent, self) : ABSENT;
  }
});

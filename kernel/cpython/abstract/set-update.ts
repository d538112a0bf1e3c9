/** Adding all items of any iterable to a set.  CPython: Objects/setobject.c set_update_internal. */
import { DONE, NULL, type Answer, type Done, type Ref } from '../heap/reference.js';
import { mayOwn } from '../heap/struct.js';
import { dictLength, entryHashAt, entryKey, isExactDict, nextEntry } from '../include/dict.js';
import { hashHigh } from '../include/hooks.js';
import { isAnySet, presizeSet, setAdd, setAddKnown, setMerge } from '../include/set.js';
import { none } from '../include/singletons.js';
import { consuming } from '../object/native-frame.js';
import { newRef } from '../object/refcount.js';
import { finish } from '../object/upward.js';
import { settled } from './settle.js';

const Updating = consuming(
  'set.update',
  { set: mayOwn },
  {
    item: (frame, value) => setAdd(Updating.set(frame) as Ref, value),
    end: () => none()
  }
);

/** Adds the items of `other`; None, or PUSHED while Python code gives them. */
export function setUpdateAnswer(s: Ref, other: Ref): Answer {
  if (isAnySet(other)) return setMerge(s, other) === NULL ? NULL : none();
  if (isExactDict(other)) return addKeys(s, other) === NULL ? NULL : none();
  const frame = Updating.enter();
  Updating.set.set(frame, newRef(s));
  return Updating.start(frame, other);
}
/** The same for natives that hold the JavaScript stack. */
export function setUpdate(s: Ref, other: Ref): Done {
  return settled(finish(setUpdateAnswer(s, other))) as Done;
}
function addKeys(s: Ref, d: Ref): Done {
  if (presizeSet(s, dictLength(d)) === NULL) return NULL;
  for (let i = nextEntry(d, 0); i >= 0; i = nextEntry(d, i + 1)) {
    const low = entryHashAt(d, i);
    if (setAddKnown(s, entryKey(d, i), low, hashHigh()) === NULL) return NULL;
  }
  return DONE;
}

/** What an instance of a subclass has besides its items, for `__reduce__`.  CPython: Objects/typeobject.c _PyObject_GetState. */
import { ABSENT, NULL, type Result, type Ref } from '../../heap/reference.js';
import { callWith } from '../../abstract/call.js';
import { lookupAttr } from '../../abstract/object.js';
import { dictLength, isDict } from '../../include/dict.js';
import { none } from '../../include/singletons.js';
import { identifier } from '../../include/str.js';
import { decref } from '../../object/refcount.js';
import { finish } from '../../object/upward.js';
import { profile } from '../../profiles/profile.js';

const DICT = identifier('__dict__'),
  GETSTATE = identifier('__getstate__');
const SHOWS_EMPTY = profile.collections.reducesEmptyDict;

/** The attributes, or None. */
export function stateOf(self: Ref): Result {
  if (!SHOWS_EMPTY) {
    const getstate = lookupAttr(self, GETSTATE);
    if (getstate === NULL) return NULL;
    if (getstate !== ABSENT) {
      const state = finish(callWith(getstate));
      decref(getstate);
      return state;
    }
  }
  const state = lookupAttr(self, DICT);
  if (state === NULL) return NULL;
  if (state === ABSENT) return none();
  if (SHOWS_EMPTY || !isDict(state) || dictLength(state) > 0) return state;
  decref(state);
  return none();
}

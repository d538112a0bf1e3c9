/** The iterator over a set, in the order of its slots.  CPython: Objects/setobject.c setiter_*. */
import { ABSENT, type Maybe, type Ref } from '../../heap/reference.js';
import { defineType } from '../../abstract/define.js';
import { owning } from '../../abstract/fields.js';
import { newInt } from '../../include/int.js';
import { PySetIter_Type, SetIter } from '../../include/iterators.js';
import { nextSetEntry, setKeyAt, setLength } from '../../include/set.js';
import { errors, raise } from '../../object/errors.js';
import { clearRef, newRef } from '../../object/refcount.js';

const { si_set, si_used, si_pos, len } = SetIter;

/** @cpython Objects/setobject.c setiter_iternext */
function next(self: Ref): Maybe {
  const set = si_set(self);
  if (set === 0) return ABSENT;
  if (si_used(self) !== setLength(set)) {
    si_used.set(self, -1);
    return raise(errors.RuntimeError, 'Set changed size during iteration');
  }
  const at = nextSetEntry(set, si_pos(self));
  if (at < 0) {
    clearRef(self, si_set);
    return ABSENT;
  }
  si_pos.set(self, at + 1);
  len.set(self, len(self) - 1);
  return newRef(setKeyAt(set, at));
}
const { traverse, dealloc } = owning([si_set]);

export const setIterator = defineType({
  name: 'set_iterator',
  type: PySetIter_Type,
  struct: SetIter,
  gc: true,
  noNew: true,
  traverse,
  dealloc,
  iter: self => newRef(self),
  iternext: next,
  methods: {
    __length_hint__: {
      signature: '($self, /)',
      doc: 'How many elements are left.',
      call: (self: Ref) => {
        const set = si_set(self);
        return newInt(set !== 0 && si_used(self) === setLength(set) ? len(self) : 0);
      }
    }
  }
});

/** The iterator over a string's characters.  CPython: Objects/unicodeobject.c unicodeiter. */
import { ABSENT, NULL, type Answer, type Maybe, type Ref } from '../../heap/reference.js';
import { mayOwn, ssize, struct } from '../../heap/struct.js';
import { defineType } from '../../abstract/define.js';
import { intToNumber, isInt, newInt } from '../../include/int.js';
import { none } from '../../include/singletons.js';
import { charAt, oneChar, strLength } from '../../include/str.js';
import { staticType, typeName } from '../../include/type.js';
import { newObject, freeObject } from '../../object/create.js';
import { thenCall, thenRelease, native } from '../../object/dealloc.js';
import { errors, raise } from '../../object/errors.js';
import { track, untrack } from '../../object/gchead.js';
import { typeOf } from '../../object/header.js';
import { clearRef, newRef, take } from '../../object/refcount.js';

export const PyUnicodeIter_Type = staticType();
const Iterator = struct('str_iterator', 'unicodeiterobject', { it_index: ssize, it_seq: mayOwn });
const { it_index, it_seq } = Iterator;

export function strIter(o: Ref): Answer {
  const it = newObject<'str_iterator'>(PyUnicodeIter_Type);
  if (it === 0) return NULL;
  it_seq.set(it, newRef(o));
  track(it);
  return it;
}
function next(self: Ref): Maybe {
  const text = it_seq(self);
  if (text === 0) return ABSENT;
  const i = it_index(self);
  if (i < strLength(text)) {
    const c = oneChar(charAt(text, i));
    if (c !== NULL) it_index.set(self, i + 1);
    return c;
  }
  clearRef(self, it_seq);
  return ABSENT;
}
const FREE = native((self: Ref) => freeObject(self));

export const strIterator = defineType({
  name: 'str_iterator',
  type: PyUnicodeIter_Type,
  struct: Iterator,
  gc: true,
  noNew: true,
  traverse: (self, visit) => visit(it_seq(self)),
  dealloc(self) {
    untrack(self);
    thenCall(FREE, self);
    thenRelease(take(self, it_seq));
  },
  iter: self => newRef(self),
  iternext: next,
  methods: {
    __length_hint__: {
      signature: '($self, /)',
      doc: 'How many characters are left.',
      call: (self: Ref) => {
        const text = it_seq(self);
        return newInt(text === 0 ? 0 : Math.max(0, strLength(text) - it_index(self)));
      }
    },
    __setstate__: {
      signature: '($self, state, /)',
      doc: 'For copy and pickle.',
      call: (self: Ref, state: Ref) => {
        if (!isInt(state)) {
          return raise(
            errors.TypeError,
            `'${typeName(typeOf(state))}' object cannot be interpreted as an integer`
          );
        }
        const text = it_seq(self);
        if (text !== 0) it_index.set(self, Math.max(0, Math.min(intToNumber(state), strLength(text))));
        return none();
      }
    }
  }
});

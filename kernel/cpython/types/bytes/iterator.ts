/** Iterators over bytes and bytearrays.  CPython: Objects/bytesobject.c, Objects/bytearrayobject.c. */
import { load8 } from '../../heap/memory.js';
import { ABSENT, NULL, type Answer, type Maybe, type Ref } from '../../heap/reference.js';
import { mayOwn, ssize, struct } from '../../heap/struct.js';
import { bufferOf } from '../../abstract/buffer.js';
import { defineType } from '../../abstract/define.js';
import { intToNumber, isInt, newInt } from '../../include/int.js';
import { none } from '../../include/singletons.js';
import { staticType, typeName, type PyType } from '../../include/type.js';
import { freeObject, newObject } from '../../object/create.js';
import { native, thenCall, thenRelease } from '../../object/dealloc.js';
import { errors, raise } from '../../object/errors.js';
import { track, untrack } from '../../object/gchead.js';
import { ob_size, typeOf } from '../../object/header.js';
import { clearRef, newRef, take } from '../../object/refcount.js';

export const PyBytesIter_Type = staticType();
export const PyByteArrayIter_Type = staticType();
const Iterator = struct('bytes_iterator', 'bytesiterobject', { it_index: ssize, it_seq: mayOwn });
const { it_index, it_seq } = Iterator;
const FREE = native((self: Ref) => freeObject(self));

const iterOf =
  (type: PyType) =>
  (o: Ref): Answer => {
    const it = newObject(type);
    if (it === 0) return NULL;
    it_seq.set(it, newRef(o));
    track(it);
    return it;
  };
export const bytesIter = iterOf(PyBytesIter_Type);
export const byteArrayIter = iterOf(PyByteArrayIter_Type);

function next(self: Ref): Maybe {
  const bytes = it_seq(self);
  if (bytes === 0) return ABSENT;
  const i = it_index(self),
    view = bufferOf(bytes)!;
  if (i < view.count) {
    it_index.set(self, i + 1);
    return newInt(load8(view.data + i));
  }
  clearRef(self, it_seq);
  return ABSENT;
}
const declare = (name: string, type: PyType) =>
  defineType({
    name,
    type,
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
        doc: 'How many bytes are left.',
        call: (self: Ref) => {
          const bytes = it_seq(self);
          return newInt(bytes === 0 ? 0 : Math.max(0, ob_size(bytes) - it_index(self)));
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
          const bytes = it_seq(self);
          if (bytes !== 0) it_index.set(self, Math.max(0, Math.min(intToNumber(state), ob_size(bytes))));
          return none();
        }
      }
    }
  });
export const bytesIterator = declare('bytes_iterator', PyBytesIter_Type);
export const byteArrayIterator = declare('bytearray_iterator', PyByteArrayIter_Type);

/** Text files and the three standard streams: what lies in the heap of them.  CPython: Modules/_io/textio.c. */
import { int32, mayOwn, ownStruct } from '../heap/struct.js';
import { NULL, type Ref, type Result } from '../heap/reference.js';
import { newObject } from '../object/create.js';
import { track } from '../object/gchead.js';
import { typeOf } from '../object/header.js';
import { newRef } from '../object/refcount.js';
import { staticType } from './type.js';

export const PyTextStream_Type = staticType();
/** `kind`: 0 a file that is read, 1 a file that is written, 2 stdin, 3 stdout, 4 stderr. */
export const PyTextStream = ownStruct(
  'TextIOWrapper',
  {
    dict: mayOwn,
    weakrefs: int32,
    name: mayOwn,
    mode: mayOwn,
    text: mayOwn,
    position: int32,
    kind: int32,
    closed: int32
  },
  16
);
export const READING = 0,
  WRITING = 1,
  STDIN = 2,
  STDOUT = 3,
  STDERR = 4;
export const isTextStream = (o: Ref): boolean => typeOf(o) === PyTextStream_Type;

/** A stream called `name` (lent). */
export function newTextStream(name: Ref, mode: Ref, kind: number): Result<'TextIOWrapper'> {
  const self = newObject<'TextIOWrapper'>(PyTextStream_Type);
  if (self === 0) return NULL;
  PyTextStream.name.set(self, newRef(name));
  PyTextStream.mode.set(self, newRef(mode));
  PyTextStream.kind.set(self, kind);
  track(self);
  return self;
}

/** What slices do.  CPython: Objects/sliceobject.c. */
import type { Address } from '../heap/memory.js';
import { NULL, type Answer, type Owned, type Ref, type Result } from '../heap/reference.js';
import { defineType } from '../abstract/define.js';
import { hash as hashOf, reprOf, richCompare } from '../abstract/object.js';
import { equalItems } from '../abstract/items.js';
import { packTuple } from '../abstract/pack.js';
import { index, intToBigInt, newIntFromBigInt } from '../include/int.js';
import { None, newBool, notImplemented } from '../include/singletons.js';
import { PySlice, PySlice_Type, isSlice, keepSlice, newSlice } from '../include/slice.js';
import { newStr } from '../include/str.js';
import { freeObject } from '../object/create.js';
import { native, thenCall, thenRelease } from '../object/dealloc.js';
import { errors, raise, raiseNull } from '../object/errors.js';
import { untrack } from '../object/gchead.js';
import { ob_size, typeOf, type PyType } from '../object/header.js';
import { argumentAt } from '../object/park.js';
import { decref, newRef } from '../object/refcount.js';
import { slot, slotOf } from '../object/slots.js';
import { profile } from '../profiles/profile.js';

const { start, stop, step } = PySlice;
const fields = [start, stop, step] as const;

function construct(_type: PyType, argv: Address, nargs: number, kwnames: Ref | 0): Answer {
  if (kwnames !== 0 && ob_size(kwnames) > 0)
    return raise(errors.TypeError, 'slice() takes no keyword arguments');
  if (nargs === 0) return raise(errors.TypeError, 'slice expected at least 1 argument, got 0');
  if (nargs > 3) return raise(errors.TypeError, `slice expected at most 3 arguments, got ${nargs}`);
  const argument = (i: number): Owned => newRef(argumentAt(argv, i));
  if (nargs === 1) return newSlice(newRef(None), argument(0), newRef(None));
  return newSlice(argument(0), argument(1), nargs === 3 ? argument(2) : newRef(None));
}
const FINISH = native((self: Ref) => {
  if (!keepSlice(self)) freeObject(self);
});
/** @cpython Objects/sliceobject.c slice_dealloc */
function dealloc(self: Ref): void {
  untrack(self);
  thenCall(FINISH, self);
  thenRelease(stop(self) as Owned);
  thenRelease(start(self) as Owned);
  thenRelease(step(self) as Owned);
}
function repr(self: Ref): Answer {
  const parts: string[] = [];
  for (const field of fields) {
    const shown = reprOf(field(self));
    if (shown === null) return NULL;
    parts.push(shown);
  }
  return newStr(`slice(${parts.join(', ')})`);
}
/** As tuples are compared.  @cpython Objects/sliceobject.c slice_richcompare */
function richcompare(a: Ref, b: Ref, op: number): Answer {
  if (!isSlice(a) || !isSlice(b)) return notImplemented();
  if (a === b) return newBool(op === 1 || op === 2 || op === 5);
  for (const field of fields) {
    const is = equalItems(field(a), field(b));
    if (is === null) return NULL;
    if (is) continue;
    return op === 2 || op === 3 ? newBool(op === 3) : richCompare(field(a), field(b), op);
  }
  return newBool(op === 1 || op === 2 || op === 5);
}
/** @cpython Objects/sliceobject.c slice_hash */
function hash(self: Ref): number | null {
  const key = packTuple(newRef(start(self)), newRef(stop(self)), newRef(step(self)));
  if (key === NULL) return null;
  const low = hashOf(key);
  decref(key);
  return low;
}

function bound(o: Ref): bigint | null {
  if (slotOf(typeOf(o), slot.nb_index) === 0) {
    return raiseNull(errors.TypeError, 'slice indices must be integers or None or have an __index__ method');
  }
  const i = index(o);
  if (i === NULL) return null;
  const value = intToBigInt(i);
  decref(i);
  return value;
}
/** slice.indices(len).  @cpython Objects/sliceobject.c _PySlice_GetLongIndices */
function indices(self: Ref, length: Ref): Answer {
  const size = index(length);
  if (size === NULL) return NULL;
  const many = intToBigInt(size);
  decref(size);
  if (many < 0n) return raise(errors.ValueError, 'length should not be negative');
  const by = step(self) === None ? 1n : bound(step(self));
  if (by === null) return NULL;
  if (by === 0n) return raise(errors.ValueError, 'slice step cannot be zero');
  const isDown = by < 0n;
  const lower = isDown ? -1n : 0n,
    upper = isDown ? many - 1n : many;
  const cut = (o: Ref, otherwise: bigint): bigint | null => {
    if (o === None) return otherwise;
    const n = bound(o);
    if (n === null) return null;
    const fromStart = n < 0n ? n + many : n;
    return fromStart < lower ? lower : fromStart > upper ? upper : fromStart;
  };
  const from = cut(start(self), isDown ? upper : lower);
  const to = from === null ? null : cut(stop(self), isDown ? lower : upper);
  if (from === null || to === null) return NULL;
  return packTuple(newIntFromBigInt(from), newIntFromBigInt(to), newIntFromBigInt(by));
}

export const slice = defineType({
  name: 'slice',
  type: PySlice_Type,
  struct: PySlice,
  doc: `slice(stop)
slice(start, stop[, step])

Create a slice object.  This is used for extended slicing (e.g. a[0:10:2]).`,
  gc: true,
  new: construct,
  traverse: (self, visit) => {
    for (const field of fields) visit(field(self));
  },
  dealloc,
  repr,
  richcompare,
  hash: profile.list.sliceHashable ? hash : 'unhashable',
  members: {
    start: { offset: start.offset, type: 'object', readonly: true },
    stop: { offset: stop.offset, type: 'object', readonly: true },
    step: { offset: step.offset, type: 'object', readonly: true }
  },
  methods: {
    indices: {
      signature: '($self, object, /)',
      doc: `S.indices(len) -> (start, stop, stride)

Assuming a sequence of length len, calculate the start and stop
indices, and the stride length of the extended slice described by
S. Out of bounds indices are clipped in a manner consistent with the
handling of normal slices.`,
      call: indices
    },
    __reduce__: {
      signature: '($self, /)',
      doc: 'Return state information for pickling.',
      call: (self: Ref): Result =>
        packTuple(
          newRef(PySlice_Type),
          packTuple(newRef(start(self)), newRef(stop(self)), newRef(step(self)))
        )
    }
  }
});

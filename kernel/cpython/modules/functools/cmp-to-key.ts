/** functools.cmp_to_key: keys that compare as an old comparison function says.  CPython: Modules/_functoolsmodule.c keyobject. */
import type { Address } from '../../heap/memory.js';
import { ABSENT, NULL, PUSHED, type Answer, type Maybe, type Owned, type Ref } from '../../heap/reference.js';
import { int32, mayOwn, structAt } from '../../heap/struct.js';
import { call2 } from '../../abstract/call.js';
import { defineType } from '../../abstract/define.js';
import { owning } from '../../abstract/fields.js';
import { richCompare } from '../../abstract/object.js';
import { callNative, nativeMethod, registerMethod } from '../../abstract/signature.js';
import { smallInt } from '../../include/int.js';
import { genericAlloc } from '../../include/subclass.js';
import { staticType } from '../../include/type.js';
import { thenRelease } from '../../object/dealloc.js';
import { errors, raise } from '../../object/errors.js';
import { typeOf } from '../../object/header.js';
import { beginNative, nativeFrame, type NativeFrame } from '../../object/native-frame.js';
import { newRef, take, xnewRef } from '../../object/refcount.js';
import { thenFree } from '../../abstract/fields.js';
import { profile } from '../../profiles/profile.js';

const IS_GC = profile.system.functoolsHeapTypes;
const Key_Type = staticType();
const Key = structAt('functools.KeyWrapper', { cmp: mayOwn, object: mayOwn }, { cmp: 16, object: 24 }, 32);
const { cmp, object } = Key;

function newKey(compare: Ref, of: Ref | 0): Answer {
  const key = genericAlloc(Key_Type, 0);
  if (key === 0) return NULL;
  cmp.set(key, newRef(compare));
  object.set(key, xnewRef(of));
  return key;
}
export const cmpToKey = (_module: Ref, compare: Ref): Answer => newKey(compare, 0);
/** K(obj) */
const CALL = registerMethod('K', 'K', {
  signature: '($self, /, obj)',
  doc: '',
  call: ((self: Ref, of: Ref) => newKey(cmp(self) as Ref, of)) as never
});

/** The function's answer is compared with 0. */
const Comparing = nativeFrame(
  'cmp_to_key',
  { number: mayOwn, op: int32 },
  (frame: NativeFrame, answer: Maybe): Answer => {
    if (answer === NULL || answer === ABSENT || answer === PUSHED || Comparing.number(frame) !== 0)
      return answer as Answer;
    Comparing.number.set(frame, answer as Owned);
    return richCompare(answer as Owned, smallInt(0), Comparing.op(frame));
  }
);
/** @cpython Modules/_functoolsmodule.c keyobject_richcompare */
function compare(self: Ref, other: Ref, op: number): Answer {
  if (typeOf(other) !== Key_Type) return raise(errors.TypeError, 'other argument must be K instance');
  const [x, y] = [object(self), object(other)];
  if (x === 0 || y === 0) return raise(errors.AttributeError, 'object');
  const frame = Comparing.enter();
  Comparing.op.set(frame, op);
  return beginNative(frame, call2(cmp(self) as Ref, x, y));
}
const life = owning([cmp, object]);

export const key = defineType({
  name: 'functools.KeyWrapper',
  type: Key_Type,
  struct: Key,
  noNew: true,
  gc: IS_GC,
  ...(IS_GC
    ? life
    : {
        dealloc(self: Ref) {
          thenFree(self);
          thenRelease(take(self, object));
          thenRelease(take(self, cmp));
        }
      }),
  call: (self, argv: Address, nargs, kwnames) => callNative(nativeMethod(CALL), self, argv, nargs, kwnames),
  richcompare: compare,
  hash: 'unhashable',
  members: { obj: { type: 'object', offset: object.offset, doc: 'Value wrapped by a key function.' } }
});

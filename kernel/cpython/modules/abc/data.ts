/** _abc_data: what a class keeps for its virtual subclasses, in sets of weak references.  CPython: Modules/_abc.c. */
import { load, store } from '../../heap/memory.js';
import { NULL, type Done, type Ref, type Result } from '../../heap/reference.js';
import { mayOwn, structAt, wide } from '../../heap/struct.js';
import { defineType } from '../../abstract/define.js';
import { owning } from '../../abstract/fields.js';
import { getAttr } from '../../abstract/object.js';
import { registerMethod } from '../../abstract/signature.js';
import { newBuiltin } from '../../include/builtin.js';
import { newSet, setAdd, setContains, setDiscard, setLength } from '../../include/set.js';
import { none } from '../../include/singletons.js';
import { identifier } from '../../include/str.js';
import { genericAlloc } from '../../include/subclass.js';
import { staticType } from '../../include/type.js';
import { isWeakReferenceable, newWeakref, referent } from '../../include/weakref.js';
import { errors, raise } from '../../object/errors.js';
import { typeOf } from '../../object/header.js';
import { decref } from '../../object/refcount.js';
import { finish } from '../../object/upward.js';
import { staticAllocate } from '../../process/space.js';
import type { Field } from '../../heap/struct.js';
import type { Owned } from '../../heap/reference.js';

const Data_Type = staticType();
export const AbcData = structAt(
  '_abc_data',
  { registry: mayOwn, cache: mayOwn, negativeCache: mayOwn, negativeCacheVersion: wide },
  { registry: 16, cache: 24, negativeCache: 32, negativeCacheVersion: 40 },
  48
);
type WeakSet = Field<Ref | 0, Owned | 0>;

/** How often a class was registered with any ABC. */
const COUNTER = staticAllocate(16);
export const invalidationCounter = (): number => load(COUNTER);
export const countRegistration = (): void => store(COUNTER, load(COUNTER) + 1);

/** @cpython Modules/_abc.c abc_data_new */
export function newData(): Result<'_abc_data'> {
  const data = genericAlloc<'_abc_data'>(Data_Type, 0);
  if (data !== 0) AbcData.negativeCacheVersion.set(data, invalidationCounter());
  return data;
}
const IMPL = identifier('_abc_impl');
/** `cls._abc_impl`.  @cpython Modules/_abc.c _get_impl */
export function dataOf(cls: Ref): Result<'_abc_data'> {
  const data = finish(getAttr(cls, IMPL));
  if (data === NULL) return NULL;
  if (typeOf(data) === Data_Type) return data as Owned<'_abc_data'>;
  decref(data);
  return raise(errors.TypeError, '_abc_impl is set to a wrong type');
}

/** Whether a set of weak references has one to `o`; null: an exception is set.  @cpython Modules/_abc.c _in_weak_set */
export function inWeakSet(data: Ref, field: WeakSet, o: Ref): boolean | null {
  const set = field(data);
  if (set === 0 || setLength(set) === 0 || !isWeakReferenceable(typeOf(o))) return false;
  const weak = newWeakref(o, 0);
  if (weak === NULL) return null;
  const found = setContains(set, weak);
  decref(weak);
  return found;
}
/** A weak reference has died: out of its set, which the function refers to weakly. */
const DESTROY = registerMethod('_destroy', '_destroy', {
  signature: '($self, objweakref, /)',
  doc: '',
  call: ((weakSet: Ref, weak: Ref) => {
    const set = referent(weakSet);
    return set !== 0 && setDiscard(set, weak) === null ? NULL : none();
  }) as never
});
/** Adds a weak reference to `o`, which leaves the set when `o` dies.  @cpython Modules/_abc.c _add_to_weak_set */
export function addToWeakSet(data: Ref, field: WeakSet, o: Ref): Done {
  if (field(data) === 0) {
    const made = newSet();
    if (made === NULL) return NULL;
    field.set(data, made);
  }
  const set = field(data) as Ref;
  const weakSet = newWeakref(set, 0);
  if (weakSet === NULL) return NULL;
  const destroy = newBuiltin(DESTROY, weakSet, 0);
  decref(weakSet);
  if (destroy === NULL) return NULL;
  if (!isWeakReferenceable(typeOf(o))) {
    decref(destroy);
    return raise(errors.TypeError, 'cannot create weak reference');
  }
  const weak = newWeakref(o, destroy);
  decref(destroy);
  if (weak === NULL) return NULL;
  const done = setAdd(set, weak);
  decref(weak);
  return done;
}

export const data = defineType({
  name: '_abc._abc_data',
  type: Data_Type,
  struct: AbcData,
  gc: true,
  doc: 'Internal state held by ABC machinery.',
  ...owning([AbcData.registry, AbcData.cache, AbcData.negativeCache]),
  new: () => newData()
});

/** weakref: a reference that does not own.  CPython: Include/cpython/weakrefobject.h. */
import { load, storePointer, type Address } from '../heap/memory.js';
import type { Owned, Ref, Result } from '../heap/reference.js';
import { borrows, mayOwn, struct, wide } from '../heap/struct.js';
import { newObject, preFirst, setPreFirst } from '../object/create.js';
import { track } from '../object/gchead.js';
import { typeOf, type PyType } from '../object/header.js';
import { newRef, xnewRef } from '../object/refcount.js';
import { profile } from '../profiles/profile.js';
import { None } from './singletons.js';
import { Flag, TypeObject, staticType, typeHas } from './type.js';

export const PyWeakref_Type = staticType();
export const PyProxy_Type = staticType();
export const PyCallableProxy_Type = staticType();
export const PyWeakref = struct('weakref', 'PyWeakReference', {
  wr_object: borrows, // cleared before its object goes
  wr_callback: mayOwn,
  hash: wide,
  wr_prev: borrows, // neighbours in the object's list unlink themselves
  wr_next: borrows
});

const IN_PRE_HEADER = profile.object.preHeader === 'weakrefAndDict';
/** Whether the list of weak references lies before the GC header. */
const managed = (t: PyType): boolean => IN_PRE_HEADER && typeHas(t, Flag.MANAGED_WEAKREF);
/** Whether objects of this type can be weakly referenced. */
export const isWeakReferenceable = (t: PyType): boolean => managed(t) || TypeObject.tp_weaklistoffset(t) > 0;

/** First weak reference to `o`, or NULL. */
export const weakrefList = (o: Ref): Ref | 0 => {
  const t = typeOf(o);
  return (managed(t) ? preFirst(o) : load(o + TypeObject.tp_weaklistoffset(t))) as Ref | 0;
};
export const setWeakrefList = (o: Ref, first: Address): void => {
  const t = typeOf(o);
  if (managed(t)) setPreFirst(o, first);
  else storePointer(o + TypeObject.tp_weaklistoffset(t), first);
};
/** The object a weak reference leads to, borrowed; NULL: it is dead. */
export const referent = (weak: Ref): Ref | 0 => {
  const o = PyWeakref.wr_object(weak);
  return o === None ? 0 : o;
};

/** A reference without callback to a type: reused, or put first; with one: put last.  types/weakref.ts has the whole rule. */
export function newWeakref(o: Ref, callback: Ref | 0): Result<'weakref'> {
  const first = weakrefList(o);
  if (
    callback === 0 &&
    first !== 0 &&
    typeOf(first) === PyWeakref_Type &&
    PyWeakref.wr_callback(first) === 0
  ) {
    return newRef(first as Ref<'weakref'>);
  }
  const weak = newObject<'weakref'>(PyWeakref_Type);
  if (weak === 0) return 0;
  initWeakref(weak, o, callback);
  insertWeakref(weak, o, callback === 0 ? 0 : lastBasic(o));
  track(weak);
  return weak;
}
/** Fields of a new weak reference that is in no list yet. */
export function initWeakref(weak: Ref, o: Ref, callback: Ref | 0): void {
  PyWeakref.wr_object.set(weak, o);
  PyWeakref.wr_callback.set(weak, xnewRef(callback));
  PyWeakref.hash.set(weak, -1);
  PyWeakref.hash.setHigh(weak, -1);
}
/** Puts it after `previous` in the list of `o`, or first. */
export function insertWeakref(weak: Ref, o: Ref, previous: Ref | 0): void {
  const next = previous === 0 ? weakrefList(o) : PyWeakref.wr_next(previous);
  PyWeakref.wr_prev.set(weak, previous);
  PyWeakref.wr_next.set(weak, next);
  if (next !== 0) PyWeakref.wr_prev.set(next, weak);
  if (previous === 0) setWeakrefList(o, weak);
  else PyWeakref.wr_next.set(previous, weak);
}
/** The last of the basic reference and basic proxy at the head of the list; NULL: neither is there. */
export function lastBasic(o: Ref): Ref | 0 {
  let last: Ref | 0 = 0;
  for (let weak = weakrefList(o); weak !== 0; weak = PyWeakref.wr_next(weak)) {
    const t = typeOf(weak);
    const basic =
      PyWeakref.wr_callback(weak) === 0 &&
      (t === PyWeakref_Type || t === PyProxy_Type || t === PyCallableProxy_Type);
    if (!basic) break;
    last = weak;
  }
  return last;
}
/** Takes a weak reference out of its object's list; its object is None afterwards.  Answers the callback, owned. */
export function unlinkWeakref(weak: Ref): Owned | 0 {
  const o = referent(weak);
  if (o !== 0) {
    const previous = PyWeakref.wr_prev(weak),
      next = PyWeakref.wr_next(weak);
    if (weakrefList(o) === weak) setWeakrefList(o, next);
    if (previous !== 0) PyWeakref.wr_next.set(previous, next);
    if (next !== 0) PyWeakref.wr_prev.set(next, previous);
    PyWeakref.wr_object.set(weak, None);
    PyWeakref.wr_prev.set(weak, 0 as never);
    PyWeakref.wr_next.set(weak, 0 as never);
  }
  const callback = PyWeakref.wr_callback(weak) as Owned | 0;
  PyWeakref.wr_callback.set(weak, 0);
  return callback;
}

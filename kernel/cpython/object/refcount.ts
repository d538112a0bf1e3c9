/** Counts change here and nowhere else.  CPython: Include/refcount.h. */
import type { Field } from '../heap/struct.js';
import { load, store, type Address } from '../heap/memory.js';
import type { Owned, Ref } from '../heap/reference.js';
import { CHECKED, assertAlive } from '../memory/shadow.js';
import { profile } from '../profiles/profile.js';
import { dealloc } from './dealloc.js';

const IMMORTAL = profile.object.immortal;

export const incref = (o: Ref): void => {
  if (CHECKED) assertAlive(o, 'incref');
  const count = load(o);
  if (!IMMORTAL || count >= 0) store(o, count + 1);
};
/** Py_NewRef: one more reference, to give away. */
export const newRef = <T extends string>(o: Ref<T>): Owned<T> => {
  if (CHECKED) assertAlive(o, 'incref');
  const count = load(o);
  if (!IMMORTAL || count >= 0) store(o, count + 1);
  return o as Owned<T>;
};
/** Py_XNewRef. */
export const xnewRef = <T extends string>(o: Ref<T> | 0): Owned<T> | 0 => (o === 0 ? 0 : newRef(o));

/** Lets go of a reference; the object dies with the last one. */
export const decref = (o: Owned): void => {
  if (CHECKED) assertAlive(o, 'decref');
  const count = load(o) - 1;
  if (IMMORTAL && count < -1) return;
  store(o, count);
  if (count === 0) dealloc(o);
  else if (CHECKED && count < 0) throw new Error(`released once too often: 0x${o.toString(16)}`);
};
export const xdecref = (o: Owned | 0): void => {
  if (o !== 0) decref(o);
};

type OwningField = Field<Ref | 0, Owned | 0> | Field<Ref, Owned>;

/** Py_XSETREF: puts a new reference into a field, then lets the old one go. */
export function setRef(self: Address, field: OwningField, value: Owned): void {
  const old = field(self) as Owned | 0;
  field.set(self, value);
  if (old !== 0) decref(old);
}
/** Py_CLEAR: empties a field, then lets go of what it held. */
export function clearRef(self: Address, field: Field<Ref | 0, Owned | 0>): void {
  const old = field(self) as Owned | 0;
  if (old !== 0) {
    field.set(self, 0);
    decref(old);
  }
}
/** Empties a field and hands its reference on. */
export function take(self: Address, field: Field<Ref | 0, Owned | 0>): Owned | 0 {
  const old = field(self) as Owned | 0;
  field.set(self, 0);
  return old;
}
/** The immortal count, if this version has it: for static objects and interned names. */
export function setImmortal(o: Ref): void {
  if (IMMORTAL) store(o, profile.object.immortalCount);
}
export const isImmortal = (o: Ref): boolean => IMMORTAL && load(o) < 0;

/**
 * The values of a dict or instance whose keys are shared: up to 3.10 a plain array in the order of the keys; in 3.11 and
 * 3.12 a block that begins with the order of insertion, read backwards; from 3.13 on a struct that ends with it, inside
 * the instance or on its own.  CPython: Include/internal/pycore_dict.h PyDictValues.
 */
import { copy, load, load8, store, store8, zero, type Address } from '../heap/memory.js';
import type { Owned, Ref } from '../heap/reference.js';
import { allocate, release } from '../memory/allocate.js';
import { noMemory } from '../object/create.js';
import { native, thenCall, thenReleaseItemsUp } from '../object/dealloc.js';
import { decref, incref } from '../object/refcount.js';
import { profile, rule } from '../profiles/profile.js';
import { keysEntries, keysSize, keysUsable, usableOf } from './dict-keys.js';

export type Values = Address;
const HOW = profile.dict.attributes;
/** From the address of the values to the first one. */
const FIRST = HOW === 'inline' ? 8 : 0;
/** Whether there is an order of insertion beside that of the keys. */
export const ORDERED = HOW !== 'splitDict';

const roundUp = (n: number): number => (n + 7) & ~7;

export const valueAddress = (values: Values, i: number): Address => values + FIRST + i * 8;
export const valueAt = (values: Values, i: number): Ref | 0 => load(values + FIRST + i * 8) as Ref | 0;

/** How many values the shared keys of a dict can have now.  @cpython shared_keys_usable_size */
export const sharedRoom = (keys: number): number =>
  ORDERED ? keysEntries(keys) + keysUsable(keys) : usableOf(keysSize(keys));

/** Bytes of values for `n` keys, from 3.13 on. */
export const inlineBytes = (n: number): number => 8 + n * 8 + roundUp(n);

/** 3.13 on: how many values there is room for, how many have been set, whether they lie in the instance, whether they are its attributes. */
export const capacityOf = (values: Values): number => load8(values);
export const isEmbedded = (values: Values): boolean => HOW === 'inline' && load8(values + 2) !== 0;
export const isValid = (values: Values): boolean => load8(values + 3) !== 0;
export const setValid = (values: Values, valid: boolean): void => store8(values + 3, valid ? 1 : 0);

/** Makes the memory at `values` values for `n` keys, none set. */
export function initValues(values: Values, n: number, embedded: boolean): void {
  zero(values, inlineBytes(n));
  store8(values, n);
  store8(values + 2, embedded ? 1 : 0);
  store8(values + 3, embedded ? 1 : 0);
}

/** Values for `n` keys, none set.  0: MemoryError is set.  @cpython Objects/dictobject.c new_values */
export const newValues = rule(HOW, {
  splitDict: (n: number): Values => {
    const values = allocate(n * 8);
    if (values === 0) return noMemory();
    zero(values, n * 8);
    return values;
  },
  values: (n: number): Values => {
    const prefix = roundUp(n + 2);
    const block = allocate(prefix + n * 8);
    if (block === 0) return noMemory();
    zero(block, prefix + n * 8);
    store8(block + prefix - 1, prefix);
    return block + prefix;
  },
  inline: (n: number): Values => {
    const values = allocate(inlineBytes(n));
    if (values === 0) return noMemory();
    initValues(values, n, false);
    return values;
  }
});
/** The block of memory that values of their own lie in. */
export const blockOfValues = rule(HOW, {
  splitDict: (values: Values): Address => values,
  values: (values: Values): Address => values - load8(values - 1),
  inline: (values: Values): Address => values
});
/** How many have been set, and which came k-th; up to 3.10 the keys' order is the order. */
export const valuesSet = rule(HOW, {
  splitDict: (_values: Values): number => 0,
  values: (values: Values): number => load8(values - 2),
  inline: (values: Values): number => load8(values + 1)
});
const setCount = rule(HOW, {
  splitDict: (_values: Values, _n: number): void => undefined,
  values: (values: Values, n: number): void => store8(values - 2, n),
  inline: (values: Values, n: number): void => store8(values + 1, n)
});
export const forgetOrder = (values: Values): void => setCount(values, 0);
/** Where the number of the k-th lies. */
const orderAddress = rule(HOW, {
  splitDict: (values: Values, _k: number): Address => values,
  values: (values: Values, k: number): Address => values - 3 - k,
  inline: (values: Values, k: number): Address => values + FIRST + load8(values) * 8 + k
});
/** Which key was set k-th. */
export const orderAt: (values: Values, k: number) => number = ORDERED
  ? (values, k) => load8(orderAddress(values, k))
  : (_values, k) => k;
/** Key `i` has just been set.  @cpython _PyDictValues_AddToInsertionOrder */
export function addToOrder(values: Values, i: number): void {
  if (!ORDERED) return;
  const n = valuesSet(values);
  store8(orderAddress(values, n), i);
  setCount(values, n + 1);
}
/** Key `i` has no value any more.  @cpython delete_index_from_values */
export function dropFromOrder(values: Values, i: number): void {
  const n = valuesSet(values);
  let k = 0;
  while (load8(orderAddress(values, k)) !== i) k++;
  for (; k + 1 < n; k++) store8(orderAddress(values, k), load8(orderAddress(values, k + 1)));
  setCount(values, n - 1);
}

/** Values that are equal, with references of their own; of `n` keys.  0: MemoryError is set.  @cpython copy_values */
export function copyValues(values: Values, n: number): Values {
  const room = HOW === 'inline' ? capacityOf(values) : n;
  const made = newValues(room);
  if (made === 0) return 0;
  copy(valueAddress(made, 0), valueAddress(values, 0), room * 8);
  for (let i = 0; i < room; i++) {
    const value = valueAt(made, i);
    if (value !== 0) incref(value);
  }
  if (ORDERED) {
    const count = valuesSet(values);
    for (let k = 0; k < count; k++) store8(orderAddress(made, k), orderAt(values, k));
    setCount(made, count);
  }
  return made;
}

export const freeValues = (values: Values): void => release(blockOfValues(values));
const freeValuesLater = native((values: Values): void => freeValues(values));
/** Later: lets go of the first `n` values, in the keys' order; nobody reads them any more. */
export const thenReleaseValues = (values: Values, n: number): void =>
  thenReleaseItemsUp(valueAddress(values, 0), n);
/** Lets go of the first `n` values now, one after the other. */
export function clearValues(values: Values, n: number): void {
  for (let i = 0; i < n; i++) {
    const p = valueAddress(values, i);
    const value = load(p) as Owned | 0;
    store(p, 0);
    if (value !== 0) decref(value);
  }
}
/** Later: frees values of their own, whose references are gone by then. */
export const thenFreeValues = (values: Values): void => thenCall(freeValuesLater, values);

/** tuple: references inside the object.  CPython: Include/cpython/tupleobject.h. */
import { layoutOf } from '../heap/layout.js';
import { load, store, zero, type Address } from '../heap/memory.js';
import { NULL, type Owned, type Ref, type Result } from '../heap/reference.js';
import { ssize, struct, wide } from '../heap/struct.js';
import { profile } from '../profiles/profile.js';
import { resize } from '../memory/allocate.js';
import { newVarObject, noMemory } from '../object/create.js';
import { releaseItems } from '../object/dealloc.js';
import { isTracked, track, untrack } from '../object/gchead.js';
import { GC_HEAD, PyVarObject, ob_size, setSize, typeOf } from '../object/header.js';
import { decref, newRef } from '../object/refcount.js';
import { setStaticCount } from '../object/statics.js';
import { staticAllocate } from '../process/space.js';
import { gcFreeList } from './gc-freelist.js';
import { mayBeTracked } from './tracking.js';
import { PyTuple_Type } from './tuple-type.js';
import { Flag, typeHas } from './type.js';

export { PyTuple_Type };
export type PyTuple = Ref<'tuple'>;
const HASHED = profile.tuple.cachesHash;
export const PyTuple = struct(
  'tuple',
  'PyTupleObject',
  HASHED ? { ob_size: ssize, ob_hash: wide } : { ob_size: ssize }
);
const fields = layoutOf('PyTupleObject')!.fields;
/** Where the items begin; basicsize. */
export const TUPLE_ITEMS = fields['ob_item']!;
/** The kept hash: both words -1 while it is not known; NaN where there is none. */
export const TUPLE_HASH = fields['ob_hash'] ?? NaN;

/** Dead tuples by length, from 1 on. */
const lengths = profile.tuple.freeListLengths;
const free = Array.from({ length: lengths }, (_, n) =>
  gcFreeList<'tuple'>(`tuples of ${n}`, n === 0 ? 0 : profile.tuple.freeList)
);
/** Keeps a dead exact tuple, if there is room. */
export const keepTuple = (t: Ref): boolean => {
  const n = ob_size(t);
  return n > 0 && n < lengths && free[n]!.keep(t);
};

/** `()`: one static object. */
export const emptyTuple: PyTuple = makeEmpty();
function makeEmpty(): PyTuple {
  const o = (staticAllocate(GC_HEAD + TUPLE_ITEMS) + GC_HEAD) as PyTuple;
  store(o + 8, PyTuple_Type);
  setStaticCount(o, 'static');
  if (HASHED) forgetHash(o);
  return o;
}
function forgetHash(o: Ref): void {
  store(o + TUPLE_HASH, -1);
  store(o + TUPLE_HASH + 4, -1);
}

/** A tuple with `n` empty slots to be filled, untracked.  @cpython Objects/tupleobject.c tuple_alloc */
export function newTuple(n: number): Result<'tuple'> {
  if (n === 0) return newRef(emptyTuple);
  if (n < lengths) {
    const kept = free[n]!.take();
    if (kept !== 0) {
      for (let p = kept + TUPLE_ITEMS, end = p + n * 8; p < end; p += 8) {
        store(p, 0);
        store(p + 4, 0);
      }
      store(kept + PyVarObject.ob_size.offset, n);
      if (HASHED) forgetHash(kept);
      return kept;
    }
  }
  const o = newVarObject<'tuple'>(PyTuple_Type, n);
  if (o === 0) return NULL;
  if (HASHED) forgetHash(o);
  return o;
}

const LAZY = profile.gc.tupleUntrackedAtCreation;
/**
 * Tracks a finished tuple: where the version looks at the items first (3.14), only if one is of a container type.
 * For displays, `*args` and tuples of an array; results of operators use trackAnyTuple.
 * @cpython Objects/tupleobject.c PyTuple_FromArray
 */
export function trackTuple(t: Ref): void {
  const n = ob_size(t);
  if (n === 0 || isTracked(t)) return;
  if (LAZY) {
    let p = t + TUPLE_ITEMS;
    const end = p + n * 8;
    while (p < end && !typeHas(typeOf(load(p) as Ref), Flag.GC)) p += 8;
    if (p === end) return;
  }
  track(t);
}
/** Tracks a tuple whatever it holds, as PyTuple_New and PyTuple_Pack do. */
export function trackAnyTuple(t: Ref): void {
  if (ob_size(t) !== 0 && !isTracked(t)) track(t);
}

export const isTuple = (o: Ref): o is PyTuple => typeHas(typeOf(o), Flag.TUPLE);
export const isExactTuple = (o: Ref): o is PyTuple => typeOf(o) === PyTuple_Type;
/** Address of the first slot. */
export const tupleItems = (t: Ref): Address => t + TUPLE_ITEMS;
/** Item `i`, borrowed. */
export const tupleItem = (t: Ref, i: number): Ref => load(t + TUPLE_ITEMS + i * 8) as Ref;
/** Fills an empty slot. */
export const setTupleItem = (t: Ref, i: number, o: Owned): void => store(t + TUPLE_ITEMS + i * 8, o);

/** A tracked tuple of two references, stolen.  NULL: MemoryError, and both are released. */
export function newPair(a: Owned, b: Owned): Result<'tuple'> {
  const t = newTuple(2);
  if (t === NULL) {
    decref(a);
    decref(b);
    return NULL;
  }
  store(t + TUPLE_ITEMS, a);
  store(t + TUPLE_ITEMS + 8, b);
  track(t);
  return t;
}
/** A tuple that takes the references over; tracked as PyTuple_Pack does.  NULL: MemoryError, and all are released. */
export function tupleOf(...items: readonly Owned[]): Result<'tuple'> {
  const t = newTuple(items.length);
  for (const [i, item] of items.entries()) {
    if (t === NULL) decref(item);
    else setTupleItem(t, i, item);
  }
  if (t !== NULL) trackAnyTuple(t);
  return t;
}
/** A tuple of `n` references at `p`, which stay where they are.  Tracked as trackTuple does.  @cpython PyTuple_FromArray */
export function tupleFromArray(p: Address, n: number): Result<'tuple'> {
  const t = newTuple(n);
  if (t === NULL) return NULL;
  for (let i = 0; i < n; i++) store(t + TUPLE_ITEMS + i * 8, newRef(load(p + i * 8) as Ref));
  trackTuple(t);
  return t;
}

/**
 * A tuple that only its maker has, consumed, with another number of slots; tracked.  NULL: MemoryError, and it is gone.
 * @cpython Objects/tupleobject.c _PyTuple_Resize
 */
export function resizeTuple(t: Owned<'tuple'>, n: number): Result<'tuple'> {
  const size = ob_size(t);
  if (size === n) return t;
  if (size === 0 || n === 0) {
    decref(t);
    const fresh = newTuple(n);
    if (fresh !== NULL) trackAnyTuple(fresh);
    return fresh;
  }
  untrack(t);
  if (n < size) {
    setSize(t, n);
    releaseItems(t + TUPLE_ITEMS + n * 8, size - n);
  }
  const at: Address = t;
  const moved = resizeBlock(at, size, n);
  return moved === 0 ? noMemory() : moved;
}
/** The tuple in a block for another number of slots; 0: it is gone. */
function resizeBlock(t: Address, size: number, n: number): Owned<'tuple'> | 0 {
  const block = resize(t - GC_HEAD, GC_HEAD + TUPLE_ITEMS + n * 8);
  if (block === 0) {
    decref(t as Owned);
    return 0;
  }
  const moved = (block + GC_HEAD) as Owned<'tuple'>;
  setSize(moved, n);
  if (n > size) zero(moved + TUPLE_ITEMS + size * 8, (n - size) * 8);
  track(moved);
  return moved;
}

/** Takes a tuple that holds nothing the collector could have to look at out of its lists.  @cpython _PyTuple_MaybeUntrack */
export function maybeUntrackTuple(t: Ref): void {
  if (typeOf(t) !== PyTuple_Type || !isTracked(t)) return;
  for (let p = t + TUPLE_ITEMS, end = p + ob_size(t) * 8; p < end; p += 8) {
    const item = load(p) as Ref | 0;
    if (item === 0 || mayBeTracked(item)) return;
  }
  untrack(t);
}

/** Which containers of a list are reachable only from each other.  CPython: Python/gc.c deduce_unreachable. */
import { load, store, type Address } from '../heap/memory.js';
import type { Ref } from '../heap/reference.js';
import { Flag, typeHas } from '../include/type.js';
import { profile } from '../profiles/profile.js';
import { gcPrev, generations, setPrev } from '../object/gchead.js';
import { fromGcHead, gcHeadOf, typeOf } from '../object/header.js';
import { natives } from '../object/natives.js';
import { slot, slotOf } from '../object/slots.js';
import {
  UNREACHABLE,
  appendTo,
  clearCollecting,
  clearList,
  gcRefs,
  isCollecting,
  moveTo,
  resetGcRefs,
  setGcRefs
} from './lists.js';

type Visit = (o: Ref | 0) => void;
const IMMORTAL = profile.object.immortal;

/** Whether an object has a GC header: its type says so, and a static type object has none. */
export function hasHead(o: Ref): boolean {
  const t = typeOf(o);
  if (!typeHas(t, Flag.GC)) return false;
  return !typeHas(t, Flag.TYPE) || typeHas(o as typeof t, Flag.HEAPTYPE);
}
/** Calls `visit` with every reference of a container. */
export function traverse(o: Ref, visit: Visit): void {
  const f = slotOf(typeOf(o), slot.tp_traverse);
  if (f !== 0) (natives[f] as unknown as (o: Ref, visit: Visit) => void)(o, visit);
}

/** Copies every count.  An immortal object goes to the permanent generation. */
function updateRefs(list: Address): void {
  for (let gc = load(list); gc !== list;) {
    const next = load(gc);
    const count = load(fromGcHead(gc));
    if (IMMORTAL && count < 0) moveTo(generations[3]!, gc);
    else resetGcRefs(gc, count);
    gc = next;
  }
}
/** One reference comes from inside the list. */
function visitDecref(o: Ref | 0): void {
  if (o === 0 || !hasHead(o)) return;
  const gc = gcHeadOf(o);
  if (isCollecting(gc)) setGcRefs(gc, gcRefs(gc) - 1);
}
function subtractRefs(list: Address): void {
  for (let gc = load(list); gc !== list; gc = load(gc)) traverse(fromGcHead(gc), visitDecref);
}

/** The list to which what turns out reachable is moved back: a word, as the visitor has no other argument. */
const backTo: { list: Address } = { list: 0 };
function visitReachable(o: Ref | 0): void {
  if (o === 0 || !hasHead(o)) return;
  const gc = gcHeadOf(o);
  if (!isCollecting(gc)) return;
  const next = load(gc);
  if ((next & UNREACHABLE) !== 0) {
    const prev = gcPrev(gc);
    store(prev, next);
    setPrev(next & ~UNREACHABLE, prev);
    appendTo(backTo.list, gc);
    setGcRefs(gc, 1);
  } else if (gcRefs(gc) === 0) setGcRefs(gc, 1);
}
/** @cpython Python/gc.c move_unreachable */
function moveUnreachable(young: Address, unreachable: Address): void {
  backTo.list = young;
  let prev = young,
    gc = load(young);
  while (gc !== young) {
    if (gcRefs(gc) !== 0) {
      traverse(fromGcHead(gc), visitReachable);
      setGcRefs(gc, 0);
      setPrev(gc, prev);
      clearCollecting(gc);
      prev = gc;
    } else {
      store(prev, load(gc));
      const last = gcPrev(unreachable);
      store(last, UNREACHABLE | gc);
      setPrev(gc, last);
      store(gc, UNREACHABLE | unreachable);
      store(unreachable + 8, gc);
    }
    gc = load(prev);
  }
  store(young + 8, prev);
  store(unreachable, load(unreachable) & ~UNREACHABLE);
}
/** Takes the mark off the links of the unreachable. */
function clearMarks(unreachable: Address): void {
  store(unreachable + 8, load(unreachable + 8) & ~UNREACHABLE);
  for (let gc = load(unreachable); gc !== unreachable; gc = load(gc)) store(gc, load(gc) & ~UNREACHABLE);
}

/** Moves what only its own kind refers to from `base` to `unreachable`, which is emptied first. */
export function deduceUnreachable(base: Address, unreachable: Address): void {
  updateRefs(base);
  subtractRefs(base);
  clearList(unreachable);
  moveUnreachable(base, unreachable);
  clearMarks(unreachable);
}

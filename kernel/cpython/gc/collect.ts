/** A collection: which generation, what is garbage, and how it goes.  CPython: Python/gc.c gc_collect_main. */
import { load, store, type Address } from '../heap/memory.js';
import type { Ref } from '../heap/reference.js';
import { isExactDict } from '../include/dict.js';
import { objectFreeLists } from '../include/freelist.js';
import { listAppend } from '../include/list.js';
import { isExactTuple, maybeUntrackTuple } from '../include/tuple.js';
import { mayBeTracked } from '../include/tracking.js';
import { profile } from '../profiles/profile.js';
import { GcState, generations, untrack } from '../object/gchead.js';
import { fromGcHead, typeOf } from '../object/header.js';
import { natives } from '../object/natives.js';
import { park, unpark } from '../object/park.js';
import { decref, newRef } from '../object/refcount.js';
import { slot, slotOf } from '../object/slots.js';
import { staticAllocate } from '../process/space.js';
import { clearLookupCache } from '../abstract/lookup.js';
import { announce } from './callbacks.js';
import {
  DEBUG_COLLECTABLE,
  DEBUG_SAVEALL,
  DEBUG_STATS,
  printCollectable,
  printEnd,
  printStart
} from './debug.js';
import { finalizeGarbage } from './finalizers.js';
import { garbage } from './state.js';
import { clearCollecting, eachIn, isEmpty, mergeInto, moveTo, newHead, sizeOf } from './lists.js';
import { deduceUnreachable, traverse } from './unreachable.js';
import { handleWeakrefs } from './weakrefs.js';

const OLDEST = 2;
const unreachable = newHead(),
  stillUnreachable = newHead();
const UNTRACK_DICTS = !profile.gc.dictsAlwaysTracked;

/** Per generation three words: collections, collected, uncollectable. */
const stats = staticAllocate(48);
export const statistics = (generation: number): readonly [number, number, number] => [
  load(stats + generation * 12),
  load(stats + generation * 12 + 4),
  load(stats + generation * 12 + 8)
];
const counts = [GcState.count0, GcState.count1, GcState.count2];
const thresholds = [GcState.threshold0, GcState.threshold1, GcState.threshold2];

/** Automatic: the oldest generation whose count is over its threshold; a full one only when it pays.  @cpython gc_select_generation */
export function collectGenerations(): void {
  if (load(GcState.collecting) !== 0) return;
  for (let i = OLDEST; i >= 0; i--) {
    if (load(counts[i]!) <= load(thresholds[i]!)) continue;
    if (i === OLDEST && load(GcState.longLivedPending) < Math.floor(load(GcState.longLivedTotal) / 4))
      continue;
    collect(i);
    return;
  }
}

/** Collects a generation and all younger ones; how many objects were unreachable.  0 while another collection runs. */
export function collect(generation: number): number {
  if (load(GcState.collecting) !== 0) return 0;
  store(GcState.collecting, 1);
  announce('start', generation, 0, 0);
  const found = run(generation);
  announce('stop', generation, found, 0);
  store(GcState.collecting, 0);
  return found;
}

function run(generation: number): number {
  const debug = load(GcState.debug);
  if ((debug & DEBUG_STATS) !== 0) printStart(generation);
  if (generation < OLDEST) store(counts[generation + 1]!, load(counts[generation + 1]!) + 1);
  for (let i = 0; i <= generation; i++) store(counts[i]!, 0);
  const young = generations[generation]!;
  for (let i = 0; i < generation; i++) mergeInto(young, generations[i]!);
  const old = generation < OLDEST ? generations[generation + 1]! : young;
  deduceUnreachable(young, unreachable);
  eachIn(young, untrackTuple);
  age(generation, young, old);
  if ((debug & DEBUG_COLLECTABLE) !== 0) eachIn(unreachable, printCollectable);
  handleWeakrefs(unreachable, old);
  finalizeGarbage(unreachable);
  keepResurrected(old);
  const found = sizeOf(stillUnreachable);
  deleteGarbage(old, (debug & DEBUG_SAVEALL) !== 0);
  if (generation === OLDEST) {
    for (const list of objectFreeLists) list.empty();
    if (profile.gc.fullClearsLookupCache) clearLookupCache();
  }
  if ((debug & DEBUG_STATS) !== 0) printEnd(found, 0);
  const row = stats + generation * 12;
  store(row, load(row) + 1);
  store(row + 4, load(row + 4) + found);
  return found;
}
function untrackTuple(o: Ref): void {
  if (isExactTuple(o)) maybeUntrackTuple(o);
}
/** The survivors move on; a full collection looks at dicts, too. */
function age(generation: number, young: Address, old: Address): void {
  if (young !== old) {
    if (generation === OLDEST - 1)
      store(GcState.longLivedPending, load(GcState.longLivedPending) + sizeOf(young));
    mergeInto(old, young);
    return;
  }
  if (UNTRACK_DICTS) eachIn(young, untrackDict);
  store(GcState.longLivedPending, 0);
  store(GcState.longLivedTotal, sizeOf(young));
}
/** A dict whose keys and values can be in no cycle is not looked at again.  @cpython Objects/dictobject.c _PyDict_MaybeUntrack */
function untrackDict(o: Ref): void {
  if (!isExactDict(o)) return;
  holdsContainers.found = false;
  traverse(o, noteContainer);
  if (!holdsContainers.found) untrack(o);
}
const holdsContainers = { found: false };
function noteContainer(o: Ref | 0): void {
  if (o !== 0 && mayBeTracked(o)) holdsContainers.found = true;
}

/** What finalizers brought back to life, and what that refers to, is kept.  @cpython Python/gc.c handle_resurrected_objects */
function keepResurrected(old: Address): void {
  for (let gc = load(unreachable); gc !== unreachable; gc = load(gc)) clearCollecting(gc);
  deduceUnreachable(unreachable, stillUnreachable);
  mergeInto(old, unreachable);
}
/** Breaks the cycles: every object lets go of what it holds.  @cpython Python/gc.c delete_garbage */
function deleteGarbage(old: Address, saveAll: boolean): void {
  while (!isEmpty(stillUnreachable)) {
    const gc = load(stillUnreachable);
    const o = fromGcHead(gc);
    if (saveAll) listAppend(garbage(), newRef(o));
    else {
      const f = slotOf(typeOf(o), slot.tp_clear);
      if (f !== 0) {
        park(newRef(o));
        (natives[f] as unknown as (o: Ref) => void)(o);
        decref(unpark());
      }
    }
    if (load(stillUnreachable) === gc) {
      clearCollecting(gc);
      moveTo(old, gc);
    }
  }
}

/** Recounts the heap: the number of owned references to every object must be its count. */
import { load, type Address } from '../heap/memory.js';
import type { Ref } from '../heap/reference.js';
import type { AuditValue } from '../../wire/events.js';
import { declarationOf } from '../abstract/declarations.js';
import { Flag, typeHas, typeName } from '../include/type.js';
import { blocks } from '../memory/walk.js';
import { headerSize } from '../object/create.js';
import { profile } from '../profiles/profile.js';
import { dyingBlocks } from '../object/dealloc.js';
import { GC_HEAD, typeOf } from '../object/header.js';
import { staticObjects } from '../object/statics.js';
import { isStatic, walkHeap } from './walk.js';

const IMMORTAL = profile.object.immortal;
/** Most mismatches that are told. */
const TOLD = 20;

/** Where in its block an object may begin: GC header and what lies before it. */
const STARTS = [0, GC_HEAD, GC_HEAD + 16];
/** More references than any object has: what is larger in a block's first word is an address. */
const MOST_REFERENCES = 1 << 22;
/** Blocks in use that look like objects (a count, then a type) and were not reached: their last owner forgot them. */
function* leaked(counts: ReadonlyMap<number, number>): Generator<Ref> {
  const dying = new Set<number>();
  dyingBlocks(address => dying.add(address));
  const isType = (o: number): boolean => counts.has(o) && typeHas(typeOf(o as Ref), Flag.TYPE);
  const hasType = (p: Address): boolean => load(p + 12) === 0 && isType(load(p + 8));
  const looksLikeObject = (p: Address): boolean =>
    load(p) > 0 && load(p) < MOST_REFERENCES && load(p + 4) === 0 && hasType(p);
  /** One without a header that waits in a free list, linked through its count: the digits of an int may look like anything. */
  const isFree = (p: Address): boolean =>
    (load(p) === 0 || load(p) >= MOST_REFERENCES) && hasType(p) && headerSize(typeOf(p as Ref)) === 0;
  // What a list's items or a dict's table left in their blocks may look like anything.
  const parts = new Set<Address>();
  for (const o of counts.keys() as Iterable<Ref>)
    if (!isStatic(o) && !dying.has(o)) declarationOf(typeOf(o)).blocks?.(o, block => parts.add(block));
  for (const { address, size } of blocks()) {
    const isKnown =
      parts.has(address) ||
      isFree(address) ||
      STARTS.some(before => counts.has(address + before) || dying.has(address + before));
    const before = isKnown
      ? undefined
      : STARTS.find(start => start + 16 <= size && looksLikeObject(address + start));
    if (before !== undefined && headerSize(typeOf((address + before) as Ref)) === before)
      yield (address + before) as Ref;
  }
}

/** How often each object is owned, for everything that can be reached. */
function recount(): { counts: Map<number, number>; references: number } {
  const counts = new Map<number, number>();
  let references = 0;
  const { objects } = walkHeap(target => {
    counts.set(target, (counts.get(target) ?? 0) + 1);
    references++;
  });
  for (const o of objects) if (!counts.has(o)) counts.set(o, 0);
  return { counts, references };
}

/** What the binary itself owns of its static objects: noted when the process has been made. */
const bias = new Map<number, number>();
export function noteBaseline(): void {
  const { counts } = recount();
  for (const o of staticObjects.keys()) {
    if (!isImmortalCount(load(o))) bias.set(o, load(o) - (counts.get(o) ?? 0));
  }
}
/** How many references the binary itself has to a static object; 0 for any other. */
export const ownedByBinary = (o: Ref): number => bias.get(o) ?? staticObjects.get(o) ?? 0;
const isImmortalCount = (count: number): boolean => IMMORTAL && count < 0;

/** Compares counts with what is found; empty `problems` say that the heap is exact. */
export function audit(): AuditValue {
  const { counts, references } = recount();
  const problems: string[] = [];
  let wrong = 0;
  for (const o of staticObjects.keys()) if (!counts.has(o)) counts.set(o, 0);
  for (const [o, found] of counts) {
    const count = load(o);
    if (isImmortalCount(count)) continue;
    const expected = count - ownedByBinary(o as Ref);
    if (expected === found) continue;
    if (++wrong <= TOLD) problems.push(`${describe(o as Ref)}: count ${expected}, holders ${found}`);
  }
  for (const o of leaked(counts)) {
    if (++wrong <= TOLD) problems.push(`${describe(o)}: count ${load(o)}, but nobody holds it`);
  }
  if (wrong > TOLD) problems.push(`and ${wrong - TOLD} more`);
  return { type: 'audit', objects: counts.size, references, problems };
}
function describe(o: Ref): string {
  const t = typeOf(o);
  const name = typeHas(t, Flag.READY) ? typeName(t) : 'something';
  const shown = typeHas(t, Flag.TYPE) ? `class ${typeName(o as typeof t)}` : name;
  return `${shown} at 0x${o.toString(16)}`;
}

/** Every owned reference of the process, each seen once.  The audit counts them, holders and graphs name them. */
import { load } from '../heap/memory.js';
import type { Ref } from '../heap/reference.js';
import { dyingBlocks, visitPutAside } from '../object/dealloc.js';
import { generations } from '../object/gchead.js';
import { GC_HEAD } from '../object/header.js';
import { staticTop } from '../process/space.js';
import { ownedBy, ownedByProcess, type See } from './owners.js';

/** Objects in the binary's data have references of the binary's own. */
export const isStatic = (o: Ref): boolean => o < staticTop();

export interface Walk {
  /** Every object that was met. */
  readonly objects: ReadonlySet<Ref>;
  /** Those that something leads to from outside the collected heap: a running function, a module, the session. */
  readonly reachable: ReadonlySet<Ref>;
}
/** Shows each owned reference once: first what the process leads to, then what only the collector knows of. */
export function walkHeap(see: See): Walk {
  const objects = new Set<Ref>();
  const waiting: Ref[] = [];
  const reach = (o: Ref): void => {
    if (objects.has(o)) return;
    objects.add(o);
    if (!isStatic(o)) waiting.push(o);
  };
  const meet: See = (target, label, kind, holder) => {
    reach(target);
    see(target, label, kind, holder);
  };
  // What dies owns nothing any more: its references are on their way already.
  const dying = new Set<number>();
  dyingBlocks(address => dying.add(address));
  const follow = (): void => {
    for (let o = waiting.pop(); o !== undefined; o = waiting.pop()) if (!dying.has(o)) ownedBy(o, meet);
  };
  ownedByProcess(meet);
  follow();
  const reachable = new Set(objects);
  for (const list of generations) {
    for (let gc = load(list); gc !== list; gc = load(gc)) reach((gc + GC_HEAD) as Ref);
  }
  visitPutAside(reach);
  follow();
  return { objects, reachable };
}

/** References that no object holds: the interpreter's own, the session's.  Whoever has some registers here. */
import type { Ref } from '../heap/reference.js';

export type SeeRoot = (o: Ref, label: string) => void;
const roots: ((see: SeeRoot) => void)[] = [];
/** Adds a holder of references outside the heap's objects. */
export function registerRoots(visit: (see: SeeRoot) => void): void {
  roots.push(visit);
}
export function visitRegistered(see: SeeRoot): void {
  for (const visit of roots) visit(see);
}

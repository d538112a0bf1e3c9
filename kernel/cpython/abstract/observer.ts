/** Looking at the heap from inside: calls from the module refscope up to the session, which connects itself. */
import type { Ref } from '../heap/reference.js';

export type Direction = 'references' | 'referrers';
export interface Observer {
  /** One line for each owned reference. */
  holders(o: Ref): readonly string[];
  /** What is wrong with the counts; empty when the heap is exact. */
  audit(): readonly string[];
  /** Shows a graph of the objects: as a picture in a notebook, as a table elsewhere.  The references of `ignored` objects do not count. */
  show(
    roots: readonly Ref[],
    direction: Direction,
    depth: number,
    limit: number,
    title: string,
    ignored: ReadonlySet<Ref>
  ): void;
  /** Shows just these objects and the references among them; the graph starts at the first `start` ones. */
  showAmong(objects: readonly Ref[], start: number, title: string, ignored: ReadonlySet<Ref>): void;
  /** Shows a chain of objects, each with a reference to the next. */
  showChain(chain: readonly Ref[], title: string, ignored: ReadonlySet<Ref>): void;
}
const unconnected = (): never => {
  throw new Error('nobody observes the heap');
};
const table: Observer = {
  holders: unconnected,
  audit: unconnected,
  show: unconnected,
  showAmong: unconnected,
  showChain: unconnected
};
export const observer: Readonly<Observer> = table;
export function connectObserver(functions: Observer): void {
  Object.assign(table, functions);
}

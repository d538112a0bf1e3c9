/** What the collector prints when asked to, on stderr.  CPython: Python/gc.c debug_cycle, print_gc_stats. */
import type { Ref } from '../heap/reference.js';
import { typeName } from '../include/type.js';
import { generations } from '../object/gchead.js';
import { typeOf } from '../object/header.js';
import { host } from '../abstract/host.js';
import { sizeOf } from './lists.js';

export const DEBUG_STATS = 1,
  DEBUG_COLLECTABLE = 2,
  DEBUG_UNCOLLECTABLE = 4,
  DEBUG_SAVEALL = 32;

const started = { at: 0 };
export function printStart(generation: number): void {
  const sizes = [0, 1, 2].map(i => sizeOf(generations[i]!)).join(' ');
  host.write(
    'stderr',
    `gc: collecting generation ${generation}...\n` +
      `gc: objects in each generation: ${sizes}\n` +
      `gc: objects in permanent generation: ${sizeOf(generations[3]!)}\n`
  );
  started.at = host.now();
}
export function printEnd(unreachable: number, uncollectable: number): void {
  const elapsed = (host.now() - started.at).toFixed(4);
  host.write(
    'stderr',
    `gc: done, ${unreachable} unreachable, ${uncollectable} uncollectable, ${elapsed}s elapsed\n`
  );
}
export const printCollectable = (o: Ref): void =>
  host.write('stderr', `gc: collectable <${typeName(typeOf(o))} 0x${o.toString(16)}>\n`);

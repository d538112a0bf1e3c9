/** The allocators answer to long pseudorandom sequences what the real ones do.  The sequences: recorded/*.c. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openMemory } from './realm.js';

interface Recorded {
  readonly malloc: {
    readonly steps: number;
    readonly traces: readonly { seed: number; mode: number; hashes: number[] }[];
  };
  readonly pymalloc: { readonly steps: number; readonly hashes: Readonly<Record<string, number[]>> };
}
const recorded = JSON.parse(
  readFileSync(new URL('recorded/allocators.json', import.meta.url), 'utf8')
) as Recorded;

function random(first: number): () => number {
  let seed = first;
  return () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) >>> 8;
}
const mix = (hash: number, value: number): number => Math.imul(hash ^ value, 16777619);

test.each(recorded.malloc.traces)('malloc as glibc, mode $mode', async ({ seed, mode, hashes }) => {
  const { malloc, space } = await openMemory();
  const steps = recorded.malloc.steps;
  const next = random(seed);
  const slot = new Array<number>(256).fill(0);
  const seen: number[] = [];
  let hash = 2166136261;
  for (let i = 0; i < steps; i++) {
    const s = next() % 256;
    const r = next();
    let size = r % 40 === 0 ? (r % 400000) + 1 : (r % 1500) + 1;
    const which = mode === 4 ? next() % 4 : mode;
    if (which === 0) size = (r % 3000) + 513;
    else if (which === 1) size = (r % 200) + 1;
    else if (which === 2) size = (r % 30000) + 1;
    const op = next() % 4;
    if (slot[s] === 0) slot[s] = malloc.malloc(size);
    else if (op < 3) {
      malloc.free(slot[s]!);
      slot[s] = 0;
    } else slot[s] = malloc.realloc(slot[s]!, size);
    let offset = slot[s] === 0 ? -1 : slot[s]! - space.BRK_BASE;
    if (slot[s]! >= space.mmapFloor()) offset = -2;
    hash = mix(hash, offset);
    if ((i + 1) % (steps / 20) === 0) seen.push(hash >>> 0);
  }
  expect(seen).toEqual(hashes);
});

test.each([
  ['3.9', '3.9.18'],
  ['3.11', '3.11.7'],
  ['3.13', '3.13.0'],
  ['3.14', '3.13.0']
])('pymalloc of %s as that of %s', async (python, release) => {
  const { memory, pymalloc } = await openMemory({ python });
  const { Pool, poolOf } = pymalloc;
  const steps = recorded.pymalloc.steps;
  const ordinal = new Map<number, number>();
  const arenaOf = (p: number): number => Pool.arenaindex(poolOf(p));
  for (let size = 16; size <= 512; size += 16) ordinal.set(arenaOf(memory.allocate(size)), 1);
  let p = memory.allocate(512);
  ordinal.set(arenaOf(p), 1);
  while (ordinal.has(arenaOf(p))) p = memory.allocate(512);
  // One arena more to fill up, as the recorder does: the sequence begins in the arena after it.
  for (const full = arenaOf(p); arenaOf(p) === full; p = memory.allocate(512)) ordinal.set(full, 1);

  const next = random(1);
  const slot = new Array<number>(16384).fill(0);
  const seen: number[] = [];
  let hash = 2166136261;
  let arenas = 1;
  for (let i = 0; i < steps; i++) {
    const isShrinking = (Math.floor(i / (steps / 8)) & 1) === 1;
    const s = next() % slot.length;
    const r = next();
    const size = r % 7 === 0 ? 496 : (r % 512) + 1;
    const op = next() % 16;
    if (slot[s] === 0) {
      if (op < (isShrinking ? 4 : 14)) slot[s] = memory.allocate(size);
    } else if (op < (isShrinking ? 15 : 3)) {
      memory.release(slot[s]!);
      slot[s] = 0;
    } else if (op === 15) slot[s] = memory.resize(slot[s]!, size);
    const block = slot[s]!;
    if (block !== 0 && !ordinal.has(arenaOf(block))) ordinal.set(arenaOf(block), ++arenas);
    hash = mix(hash, block === 0 ? 0 : ordinal.get(arenaOf(block))!);
    hash = mix(hash, block === 0 ? 0 : block - poolOf(block));
    if ((i + 1) % (steps / 20) === 0) seen.push(hash >>> 0);
  }
  expect(seen).toEqual(recorded.pymalloc.hashes[release]);
});

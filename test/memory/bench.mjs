/** What allocating costs: `node test/memory/bench.mjs [VERSION]`; nanoseconds for each pair of allocate and release. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'rolldown';

const file = join(mkdtempSync(join(tmpdir(), 'refscope-bench-')), 'memory.mjs');
await build({
  input: fileURLToPath(new URL('entry.ts', import.meta.url)),
  output: { file, format: 'esm' },
  logLevel: 'silent'
});
const { memory } = await import(`${pathToFileURL(file).href}?python=${process.argv[2] ?? '3.14'}`);
const { allocate, release, resize } = memory;

for (const size of [24, 32, 48, 64]) allocate(size); // so that no pool empties below
const live = new Int32Array(1 << 16);
const ways = {
  'the same block again': n => {
    for (let i = 0; i < n; i++) release(allocate(32));
  },
  'a pool opened and emptied': n => {
    for (let i = 0; i < n; i++) release(allocate(512));
  },
  'three sizes in turn': n => {
    for (let i = 0; i < n; i += 3) {
      const a = allocate(32),
        b = allocate(64),
        c = allocate(24);
      release(b);
      release(a);
      release(c);
    }
  },
  '65536 blocks, then all back': n => {
    for (let i = 0; i < n; i += live.length) {
      for (let k = 0; k < live.length; k++) live[k] = allocate(48);
      for (let k = 0; k < live.length; k++) release(live[k]);
    }
  },
  'at random among 65536': n => {
    let seed = 1;
    for (let i = 0; i < n; i++) {
      seed = (Math.imul(seed, 1664525) + 1013904223) | 0;
      const k = seed >>> 16;
      if (live[k] !== 0) release(live[k]);
      live[k] = allocate(((seed >>> 5) & 511) + 1);
    }
    for (let k = 0; k < live.length; k++) {
      if (live[k] !== 0) release(live[k]);
      live[k] = 0;
    }
  },
  '1000 bytes, from malloc': n => {
    for (let i = 0; i < n; i++) release(allocate(1000));
  },
  'a growing buffer': n => {
    let p = allocate(64);
    for (let i = 64; i < n; i += 64) p = resize(p, (i & 0xffff) + 1);
    release(p);
  }
};
for (const [name, run] of Object.entries(ways)) {
  live.fill(0);
  let best = Infinity;
  const n = 6_000_000;
  for (let round = 0; round < 5; round++) {
    const start = performance.now();
    run(n);
    best = Math.min(best, ((performance.now() - start) * 1e6) / n);
  }
  console.log(`${best.toFixed(1).padStart(6)} ns  ${name}`);
}

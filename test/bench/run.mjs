#!/usr/bin/env node
/**
 * How fast we are, beside a real CPython: twelve programs, run in turn by both on one core.
 *
 *   node test/bench/run.mjs [--python V] [--native PATH] [--rounds N] [--only NAME]... [--start-up] [--bundle DIR]
 *
 * Each process runs its program's `run()` twice: the first run, and the steady one.  The figures are medians over the
 * rounds; a ratio below 1 is faster than the real one.  --bundle takes another `lib`, to compare two builds.
 *
 * What counts is the processor time of all threads where the system tells it (so that a busy machine does not blur it),
 * else the clock.  The program waits on either side of a run until its time has been read.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const PROGRAMS = fileURLToPath(new URL('programs', import.meta.url));
const { values: options } = parseArgs({
  options: {
    python: { type: 'string', default: '3.11' },
    native: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    only: { type: 'string', multiple: true },
    'start-up': { type: 'boolean', default: false },
    bundle: {
      type: 'string',
      multiple: true,
      default: [fileURLToPath(new URL('../../lib', import.meta.url))]
    }
  }
});

const TRAILER = `

if __name__ == "__main__":
    for turn in range(2):
        print("began", flush=True)
        input()
        result = run()
        print("ended", flush=True)
        input()
    print(result)
`;

function nativePython() {
  if (options.native) return options.native;
  const folder = join(homedir(), '.pyenv/versions');
  const installed = existsSync(folder) ? readdirSync(folder).find(v => v.startsWith('3.11.')) : undefined;
  return installed ? join(folder, installed, 'bin/python') : 'python3.11';
}
const pinned = spawnSync('taskset', ['--version']).status === 0 ? ['taskset', '-c', '1'] : [];
const ours = options.bundle.map(lib => [
  process.execPath,
  join(lib, 'cli/refscope.js'),
  'run',
  '--python',
  options.python
]);
const engines = [[nativePython(), '-I', '-S', '-B'], ...ours];
const scratch = mkdtempSync(join(tmpdir(), 'refscope-bench-'));

const median = numbers => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];
const geometricMean = numbers => Math.exp(numbers.reduce((sum, n) => sum + Math.log(n), 0) / numbers.length);

/** Milliseconds of processor time that a process has used, or of the clock. */
function spent(pid) {
  const threads = `/proc/${pid}/task`;
  if (!existsSync(threads)) return performance.now();
  const nanoseconds = readdirSync(threads).map(id => {
    try {
      return Number(readFileSync(join(threads, id, 'schedstat'), 'utf8').split(' ')[0]);
    } catch {
      return 0; // the thread has just ended
    }
  });
  return nanoseconds.reduce((sum, n) => sum + n, 0) / 1e6;
}

/** Runs a program file on an engine; gives the milliseconds of its two runs and what it computed. */
async function measure(engine, file) {
  const [program, ...args] = [...pinned, ...engine, file];
  const child = spawn(program, args, { timeout: 120_000 });
  const times = [];
  let result = '',
    errors = '';
  child.stderr.setEncoding('utf8').on('data', text => (errors += text));
  child.stdout.setEncoding('utf8').on('data', text => {
    if (!/^(began|ended)$/m.test(text)) return void (result += text.trim());
    times.push(spent(child.pid));
    child.stdin.write('\n');
  });
  const [status] = await once(child, 'close');
  if (status !== 0) return { trouble: errors.trim().split('\n').pop() || `status ${status}` };
  const [first, steady] = [times[1] - times[0], times[3] - times[2]];
  return { first, steady, result };
}

async function compare(name) {
  const file = join(scratch, `${name}.py`);
  writeFileSync(file, readFileSync(join(PROGRAMS, `${name}.py`), 'utf8') + TRAILER);
  const rounds = [];
  for (let round = 0; round < Number(options.rounds); round++) {
    const row = [];
    for (const engine of engines) row.push(await measure(engine, file));
    rounds.push(row);
  }
  const trouble = rounds.flat().find(m => m.trouble)?.trouble;
  if (trouble) return console.log(`${name.padEnd(16)} ${trouble}`);
  const native = rounds.map(([n]) => n);
  const ratios = ours.map((_, i) => {
    const mine = rounds.map(round => round[i + 1]);
    const wrong = mine.find(m => m.result !== native[0].result);
    if (wrong) console.log(`${name}: got ${wrong.result}, want ${native[0].result}`);
    return ['steady', 'first'].map(turn => median(mine.map((m, round) => m[turn] / native[round][turn])));
  });
  const shown = ratios.map(([steady, first]) =>
    `${steady.toFixed(2).padStart(8)} (${first.toFixed(2)})`.padEnd(18)
  );
  console.log(
    name.padEnd(16),
    median(native.map(n => n.steady))
      .toFixed(1)
      .padStart(9),
    ...shown
  );
  return ratios;
}

function startUp() {
  const time = command => {
    const [program, ...args] = [...pinned, ...command];
    return median(
      Array.from({ length: 9 }, () => {
        const began = performance.now();
        execFileSync(program, args);
        return performance.now() - began;
      })
    ).toFixed(0);
  };
  console.log(
    `empty Node ${time([process.execPath, '-e', '1'])} ms; real Python ${time([...engines[0], '-c', '1'])} ms`
  );
  for (const engine of ours) console.log(`refscope run ${time([...engine, '-c', 'print(1)'])} ms`);
}

if (options['start-up']) startUp();
else {
  const names = readdirSync(PROGRAMS).map(file => file.slice(0, -3));
  console.log('program'.padEnd(16), 'native ms', ' steady (first), times native');
  const all = [];
  for (const name of options.only ?? names) all.push(await compare(name));
  const measured = all.filter(Boolean);
  for (const [i] of ours.entries()) {
    const [steady, first] = [0, 1].map(turn =>
      geometricMean(measured.map(ratios => ratios[i][turn])).toFixed(2)
    );
    if (measured.length > 0) console.log(`geometric mean of ${measured.length}: ${steady} (${first})`);
  }
}
rmSync(scratch, { recursive: true });

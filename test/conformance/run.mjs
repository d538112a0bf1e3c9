#!/usr/bin/env node
/**
 * Runs the corpus on the kernel and compares with what real CPythons printed.
 *
 *   node test/conformance/run.mjs [--versions 3.11,3.13 | --sample] [--only AREA[/NAME]]... [--diff] [--list FILE]
 *                                 [--update-differences] [--strict] [--unchecked] [-j N] [--timeout SECONDS] [--json FILE]
 *
 * Every program runs in a realm of its own, on the checked build, and every reference is recounted after it.
 * --sample takes one program in eight, in two versions, not the same ones in both.
 * differences.json lists what is known to differ, by program and version: `seen` is what this script noted, `cause` what
 * a person found out.  `npm run conformance -- --update-differences` rewrites the list from a run and keeps the causes.
 * A listed program that passes is reported; with --strict it fails the run until it is taken off.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { compareKeys, normalise, programs } from './corpus.mjs';
import { Pool } from './pool.mjs';

const DIFFERENCES = fileURLToPath(new URL('differences.json', import.meta.url));
const CLI = fileURLToPath(new URL('../../lib/cli/refscope.js', import.meta.url));
/** Of the versions that --sample runs, which programs in eight. */
const SAMPLE = { 3.11: 3, 3.14: 7 };

const { values: options } = parseArgs({
  options: {
    versions: { type: 'string' },
    sample: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true },
    diff: { type: 'boolean', default: false },
    list: { type: 'string' },
    'update-differences': { type: 'boolean', default: false },
    strict: { type: 'boolean', default: false },
    unchecked: { type: 'boolean', default: false },
    jobs: { type: 'string', short: 'j', default: String(availableParallelism()) },
    timeout: { type: 'string', default: '10' },
    json: { type: 'string' }
  }
});

const supported = JSON.parse(
  execFileSync(process.execPath, [CLI, 'versions', '--json'], { encoding: 'utf8' })
).map(version => version.key);
/** The kernel's key for a key of the records. */
const kernelKey = key => key.replace(/-wasm32$/, '');
const asked = options.versions?.split(',') ?? (options.sample ? Object.keys(SAMPLE) : null);

const jobs = [];
for (const [n, program] of programs().entries()) {
  if (options.only && !options.only.some(o => o === program.area || o === program.ident)) continue;
  for (const version of Object.keys(program.expected)) {
    if (!supported.includes(kernelKey(version)) || (asked && !asked.includes(version))) continue;
    if (options.sample && !options.versions && n % 8 !== SAMPLE[version]) continue;
    jobs.push({ program, version });
  }
}

const pool = new Pool(Number(options.jobs), Number(options.timeout) * 1000);
const spent = [0, 0, 0];
let unaudited = 0;
const began = performance.now();
const results = await Promise.all(
  jobs.map(async ({ program, version }) => {
    const outcome = await pool.run({
      python: kernelKey(version),
      filename: program.filename,
      code: program.code,
      mode: program.options.mode === 'cell' ? 'cell' : 'script',
      checked: !options.unchecked
    });
    outcome.spent?.forEach((ms, phase) => (spent[phase] += ms));
    if (outcome.problems === null) unaudited += 1;
    return { program, version, note: difference(program, version, outcome) };
  })
);
await pool.close();

/** What is wrong with an outcome, in one line; null when it is as recorded. */
function difference(program, version, outcome) {
  // Where on this machine the bundle lies is nobody's business.
  if (outcome.failure !== null)
    return `kernel: ${outcome.failure.replace(/file:\S*\/lib\/(\S+?)\?\S*?(:\d+:\d+)/g, 'lib/$1$2')}`;
  const stderrToo = program.options.stderr === 'yes';
  const got = normalise(outcome, stderrToo);
  const want = program.expected[version];
  const trouble = !stderrToo && outcome.status !== 0 ? ` | ${outcome.err.trim().split('\n').pop()}` : '';
  if (got !== want) {
    const [a, b] = [want.split('\n'), got.split('\n')];
    const line = a.findIndex((text, n) => text !== b[n]);
    const at = line < 0 ? a.length : line;
    return `line ${at + 1}: want ${show(a[at])}, got ${show(b[at])}${trouble}`;
  }
  if (!stderrToo && outcome.status !== 0) return `exit status ${outcome.status}${trouble}`;
  const [problem = null] = outcome.problems ?? [];
  return problem === null ? null : `audit: ${problem}`;
}
function show(text) {
  return text === undefined ? 'the end' : JSON.stringify(text);
}

/** differences.json: program to versions, what was seen, and the cause where a person found it. */
const known = existsSync(DIFFERENCES) ? JSON.parse(readFileSync(DIFFERENCES, 'utf8')) : {};
const isKnown = ({ program, version }) => known[program.ident]?.versions.includes(version) ?? false;

const passed = results.filter(r => r.note === null && !isKnown(r));
const expectedly = results.filter(r => r.note !== null && isKnown(r));
const failed = results.filter(r => r.note !== null && !isKnown(r));
const mended = results.filter(r => r.note === null && isKnown(r));

printTable();
for (const r of options.diff ? [...failed, ...expectedly] : failed.slice(0, 40)) console.log(line(r));
if (!options.diff && failed.length > 40) console.log(`... and ${failed.length - 40} more (--diff, --list)`);
for (const r of mended)
  console.log(`${r.program.ident} [${r.version}] passes now: it need not be in differences.json`);
if (options.list) writeFileSync(options.list, [...failed, ...expectedly].map(r => line(r) + '\n').join(''));
if (options['update-differences']) updateDifferences();

const seconds = ((performance.now() - began) / 1000).toFixed(1);
const [boot, run, audit] = spent.map(ms => (ms / Math.max(1, results.length)).toFixed(0));
console.log(
  `${passed.length + mended.length} of ${results.length} agree with CPython ` +
    `(${((100 * (passed.length + mended.length)) / Math.max(1, results.length)).toFixed(1)} %); ${expectedly.length} known differences, ` +
    `${failed.length} new, ${mended.length} mended; ${seconds} s (a program: boot ${boot} ms, run ${run}, audit ${audit})`
);
if (unaudited > 0) console.log(`${unaudited} heaps were not recounted: the kernel did not answer`);
const total = {
  passed: passed.length + (options.strict ? 0 : mended.length),
  failed: failed.length + (options.strict ? mended.length : 0),
  known: expectedly.length
};
if (options.json) writeFileSync(options.json, JSON.stringify(total));
process.exit(results.length > 0 && (total.failed === 0 || options['update-differences']) ? 0 : 1);

function line(r) {
  return `${r.program.ident} [${r.version}] ${r.note}`;
}

function printTable() {
  const versions = [...new Set(results.map(r => r.version))].sort(compareKeys);
  const areas = [...new Set(results.map(r => r.program.area))].sort();
  const width = Math.max(5, ...areas.map(a => a.length));
  console.log(' '.repeat(width), ...versions.map(v => v.padStart(9)));
  for (const area of [...areas, 'total']) {
    const cells = versions.map(v => {
      const rows = results.filter(r => r.version === v && (area === 'total' || r.program.area === area));
      const text = rows.length === 0 ? '-' : `${rows.filter(r => r.note === null).length}/${rows.length}`;
      return text.padStart(9);
    });
    console.log(area.padEnd(width), ...cells);
  }
}

/** Rewrites the list: this run's differences, and those of programs and versions that it did not run. */
function updateDifferences() {
  const ran = new Set(results.map(r => `${r.program.ident} ${r.version}`));
  const list = {};
  for (const [ident, { versions, ...rest }] of Object.entries(known)) {
    const kept = versions.filter(v => !ran.has(`${ident} ${v}`));
    list[ident] = { versions: kept, ...rest };
  }
  for (const r of [...failed, ...expectedly]) {
    const entry = (list[r.program.ident] ??= { versions: [] });
    if (entry.versions.length === 0) entry.seen = r.note.slice(0, 200);
    entry.versions.push(r.version);
  }
  const lines = Object.entries(list)
    .filter(([, { versions }]) => versions.length > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([ident, entry]) => {
      entry.versions.sort(compareKeys);
      return `  ${JSON.stringify(ident)}: ${JSON.stringify(entry)}`;
    });
  writeFileSync(DIFFERENCES, `{\n${lines.join(',\n')}\n}\n`);
  console.log(`differences.json: ${lines.length} programs`);
}

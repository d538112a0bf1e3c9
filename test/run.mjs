#!/usr/bin/env node
/**
 * Every test, and one number at the end.
 *
 *   node test/run.mjs            unit tests, conformance in every CPython, what a learner sees
 *   node test/run.mjs --quick    unit tests without the suites that run many processes, conformance in three CPythons
 *
 * The last line is "N passed, N failed"; the exit status is 0 when none failed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const quick = process.argv.includes('--quick');
const scratch = mkdtempSync(join(tmpdir(), 'refscope-test-'));
const total = { passed: 0, failed: 0 };
/** Folders of tests that start a process for each case. */
const SLOW = ['invariants', 'inspect', 'session', 'notebooks', 'memory'];

/** Runs one suite; what it reports into FILE is read by `count`.  A suite that reports nothing has failed. */
function suite(name, args, count) {
  const file = join(scratch, `${name}.json`);
  console.log(`\n== ${name}`);
  const { status } = spawnSync(process.execPath, args(file), { cwd: root, stdio: 'inherit' });
  const { passed, failed } = existsSync(file)
    ? count(JSON.parse(readFileSync(file, 'utf8')))
    : { passed: 0, failed: 0 };
  total.passed += passed;
  total.failed += failed + (status !== 0 && failed === 0 ? 1 : 0);
}

suite(
  'unit tests',
  file => [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...(quick ? SLOW.flatMap(folder => ['--exclude', `test/${folder}/**`]) : [])
  ],
  report => ({ passed: report.numPassedTests, failed: report.numFailedTests + failedFiles(report) })
);
suite(
  'conformance',
  file => ['test/conformance/run.mjs', '--json', file, ...(quick ? ['--sample'] : [])],
  report => report
);
if (!quick && hasSpecs('test/learner')) {
  suite(
    'what a learner sees',
    file => ['test/learner/run.mjs', '--json', file],
    report => report
  );
}
rmSync(scratch, { recursive: true });

/** Test files that could not even be loaded have no failed test of their own. */
function failedFiles(report) {
  return report.testResults.filter(file => file.status === 'failed' && file.assertionResults.length === 0)
    .length;
}
function hasSpecs(folder) {
  return existsSync(join(root, folder)) && readdirSync(join(root, folder)).includes('run.mjs');
}

console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);

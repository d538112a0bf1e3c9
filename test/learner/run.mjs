#!/usr/bin/env node
/**
 * Builds the site where it is stale, then does in a browser what learners do.
 *
 *   node test/learner/run.mjs [--json FILE] [FILTER...]
 *
 * With --json the counts go to FILE.  Without Chromium nothing is run, which counts as a failure in CI only.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildSite } from '../../extension/site/build.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { values, positionals } = parseArgs({ options: { json: { type: 'string' } }, allowPositionals: true });

function report(counts) {
  if (values.json !== undefined) writeFileSync(values.json, JSON.stringify(counts));
  process.exit(counts.failed === 0 ? 0 : 1);
}

if (!existsSync(process.env.CHROMIUM ?? '/usr/bin/chromium')) {
  console.log('No Chromium here (apt-get install chromium, or name one in CHROMIUM): nothing was run.');
  report({ passed: 0, failed: process.env.CI === undefined ? 0 : 1 });
}
await buildSite();
const scratch = mkdtempSync(join(tmpdir(), 'refscope-learner-'));
const file = join(scratch, 'report.json');
const { status } = spawnSync(
  process.execPath,
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--config',
    'test/learner/vitest.config.ts',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...positionals
  ],
  { cwd: root, stdio: 'inherit' }
);
const counts = existsSync(file)
  ? JSON.parse(readFileSync(file, 'utf8'))
  : { numPassedTests: 0, numFailedTests: 0 };
rmSync(scratch, { recursive: true });
const failed = counts.numFailedTests + (status !== 0 && counts.numFailedTests === 0 ? 1 : 0);
report({ passed: counts.numPassedTests, failed });

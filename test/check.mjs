#!/usr/bin/env node
/**
 * The quick round before a commit, and the whole one.
 *
 *   npm run check          format, types, lint, layers, paths, unit tests, three CPythons: under a minute
 *   npm run check:all      the same, all CPythons and the browser
 *
 * Steps that need nothing of each other run side by side, two at a time.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const all = process.argv.includes('--all');

const steps = {
  format: 'prettier --check --log-level warn --cache --cache-location node_modules/.cache/format .',
  types: 'tsc -b',
  'types of tests': 'tsc -p test',
  lint: 'eslint --cache --cache-location node_modules/.cache/eslint/ --max-warnings 0 .',
  layers: 'depcruise --config .dependency-cruiser.mjs kernel extension',
  paths: 'node test/tools/check-paths.mjs',
  tests: `node test/run.mjs${all ? '' : ' --quick'}`
};
const waiting = Object.entries(steps);
const failed = [];

async function worker() {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const [name, command] = next;
    const began = performance.now();
    const { status, output } = await run(command);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
    if (status !== 0) {
      failed.push(name);
      console.log(output.trimEnd());
    }
  }
}

function run(command) {
  return new Promise(resolve => {
    const [program, ...args] = command.split(' ');
    const path = `${root}node_modules/.bin:${process.env.PATH}`;
    const child = spawn(program, args, { cwd: root, env: { ...process.env, PATH: path } });
    let output = '';
    child.stdout.on('data', text => (output += text));
    child.stderr.on('data', text => (output += text));
    child.on('close', status => resolve({ status, output }));
  });
}

const began = performance.now();
await Promise.all([worker(), worker()]);
const seconds = ((performance.now() - began) / 1000).toFixed(0);
console.log(failed.length === 0 ? `all well, ${seconds} s` : `failed: ${failed.join(', ')}; ${seconds} s`);
process.exit(failed.length === 0 ? 0 : 1);

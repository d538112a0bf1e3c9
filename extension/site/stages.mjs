/** Stages of a build that run only when what they read has changed, and say how long they took. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { spawn } from 'node:child_process';
import { ROOT, STAMPS } from './paths.mjs';

/**
 * @typedef {object} Stage
 * @property {string} name
 * @property {string} doing what a person reads while it runs
 * @property {string} done and afterwards
 * @property {string[]} inputs files and folders, relative to the checkout
 * @property {() => unknown} [also] what else it depends on, as JSON
 * @property {string[]} outputs files that must exist afterwards
 * @property {() => Promise<void>} run
 */

/**
 * Runs a stage unless its outputs were made from the same inputs.
 * @param {Stage} stage
 * @param {{ log: (line: string) => void }} options
 * @returns {Promise<boolean>} whether it ran
 */
export async function runStage(stage, { log }) {
  const stamp = join(STAMPS, `${stage.name}.txt`);
  const digest = digestOf(stage.inputs) + JSON.stringify(stage.also?.() ?? null);
  const isFresh = existsSync(stamp) && readFileSync(stamp, 'utf8') === digest;
  if (isFresh && stage.outputs.every(existsSync)) return false;
  log(`${stage.doing} ...`);
  const started = performance.now();
  await stage.run();
  mkdirSync(STAMPS, { recursive: true });
  writeFileSync(stamp, digest);
  log(`  ${stage.done} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return true;
}

/** Runs a program; when it fails, its output is in the error. */
export function runProgram(command, args, { cwd = ROOT, show = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32'
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', data => {
        output += data;
        if (show) process.stderr.write(data);
      });
    }
    child.on('error', reject);
    child.on('close', code => {
      if (code === 0) resolve(output);
      else
        reject(
          new Error(`${[command, ...args].join(' ')} ended with status ${code}\n\n${output.slice(-6000)}`)
        );
    });
  });
}

/** One digest over the names and bytes of files and folders; what is generated is left out. */
export function digestOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths) {
    for (const file of filesUnder(join(ROOT, path))) {
      hash.update(`${relative(ROOT, file)}\0`);
      hash.update(readFileSync(file));
    }
  }
  return hash.digest('hex');
}

const SKIPPED = new Set(['node_modules', '__pycache__', '.ipynb_checkpoints']);

/** Files below a path, or the path itself, in an order that does not depend on the file system. */
export function filesUnder(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path)
    .sort()
    .filter(name => !SKIPPED.has(name) && !name.endsWith('.tsbuildinfo'))
    .flatMap(name => filesUnder(join(path, name)));
}

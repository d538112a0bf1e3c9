#!/usr/bin/env node
/**
 * Tries the extension in a JupyterLab that pip installs, beside ipykernel:
 *
 *   npm run test:jupyterlab [-- --python python3.12]
 *
 * Needs Python 3.10 or later with venv, Chromium, and a network at the first time.  The environment stays in
 * `.cache/jupyterlab`; remove that folder to begin again.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { values } = parseArgs({ options: { python: { type: 'string', default: 'python3' } } });
const folder = join(root, '.cache/jupyterlab');
const bin = join(folder, process.platform === 'win32' ? 'Scripts' : 'bin');

function run(command, args, env = {}) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env }
  });
  if (error !== undefined) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

if (!existsSync(join(bin, 'jupyter-lab'))) {
  run(values.python, ['-m', 'venv', folder]);
  run(join(bin, 'pip'), ['install', '--quiet', 'jupyterlab==4.6.4', 'ipykernel']);
}
run('npm', ['run', '--silent', 'build:extension']);
run(join(bin, 'pip'), ['install', '--quiet', '--force-reinstall', '--no-deps', '.']);
run(join(bin, 'jupyter'), ['labextension', 'list']);
run(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/learner/vitest.config.ts', 'jupyterlab.spec'],
  { REFSCOPE_JUPYTER: bin }
);

/** `refscope lab` and `refscope site`: the static JupyterLab app, served or built.  The same as `npm start`. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { UsageError } from './usage.js';

/** Runs the app's start program, which stands in the checkout beside `lib/`; gives its exit status. */
function start(args: readonly string[]): Promise<number> {
  const program = fileURLToPath(new URL('../../extension/site/start.mjs', import.meta.url));
  if (!existsSync(program)) throw new UsageError('the app is not part of this installation');
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], { stdio: 'inherit' });
    child.on('error', reject);
    child.on('exit', status => resolve(status ?? 1));
    process.on('SIGINT', () => undefined); // the terminal sends it to both; the child ends first
    process.on('SIGTERM', () => child.kill());
  });
}

export const lab = (args: readonly string[]): Promise<number> => start(args);
export const buildSite = (args: readonly string[]): Promise<number> => start(['--build-only', ...args]);

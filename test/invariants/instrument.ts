/** The kernel's bundle with something done to it: for tests that ask whether a mistake would be found. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const WORKER = new URL('realm.worker.mjs', import.meta.url);
/** Milliseconds after which a process counts as lost. */
const PATIENCE = 20_000;

/** Bundles the kernel, changes its text, and gives the URL of the result. */
export function changedKernel(change: (text: string) => string): URL {
  const folder = mkdtempSync(join(tmpdir(), 'refscope-invariants-'));
  execFileSync(
    process.execPath,
    [join(ROOT, 'kernel/build/bundle.mjs'), 'kernel', '--no-inline', '--out', folder],
    { stdio: 'ignore' }
  );
  const file = join(folder, 'kernel/refscope.worker.bundle.js');
  writeFileSync(file, change(readFileSync(file, 'utf8')));
  return pathToFileURL(file);
}

export interface Run<G> {
  readonly output: string;
  /** What the audit after the program says. */
  readonly problems: readonly string[];
  /** How the kernel itself failed, or null. */
  readonly failure: string | null;
  /** What the kernel shared, after the run. */
  readonly shared: G;
}

/** Runs a program in a fresh checked process of that kernel, which shares `globalThis.shared` with its test. */
export function runIn<G extends object>(
  kernel: URL,
  python: string,
  code: string,
  shared: G,
  patience = PATIENCE
): Promise<Run<G>> {
  const url = `${kernel.href}?python=${python}&checked=1`;
  const worker = new Worker(WORKER, { workerData: { url, code, shared }, stderr: true });
  return new Promise<Run<G>>(answer => {
    const lost = (failure: string): void => answer({ output: '', problems: [], failure, shared });
    const timer = setTimeout(() => lost('it does not come to its end'), patience);
    worker.on('message', answer);
    worker.on('error', error => lost(error.message));
    worker.on('exit', () => clearTimeout(timer));
  }).finally(() => void worker.terminate());
}

/** A fresh heap for a test, of any version: the memory modules bundled as the kernel is, loaded with a query. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'rolldown';
import { nativeImport } from '../native-import.js';

export type Memory = typeof import('./entry.js');

let bundle: Promise<string> | null = null;
let opened = 0;

async function makeBundle(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'refscope-memory-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'memory.mjs');
  await build({
    input: fileURLToPath(new URL('entry.ts', import.meta.url)),
    output: { file, format: 'esm' },
    logLevel: 'silent'
  });
  return pathToFileURL(file).href;
}

/** Loads the memory modules anew: nothing is allocated but what they need themselves. */
export async function openMemory(
  options: { readonly python?: string; readonly checked?: boolean; readonly heap?: number } = {}
): Promise<Memory> {
  bundle ??= makeBundle();
  const { python = '3.14', checked = false, heap = 64 * 1024 * 1024 } = options;
  const query = `python=${python}&checked=${checked ? 1 : 0}&heap=${heap}&n=${opened++}`;
  return (await nativeImport(`${await bundle}?${query}`)) as Memory;
}

#!/usr/bin/env node
/**
 * Packs the standard library of every version: lib/kernel/stdlib-VERSION.json, path to text, and its licence.
 *
 *   node kernel/build/pack-lib.mjs [--out DIR]
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { library39 } from './library/lib-3.9.mjs';
import { packed } from './library/modules.mjs';
import { openLibrary } from './library/sources.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

const versions = ['3.9', '3.11', '3.13', '3.14'];
/** Not in every package; what there is of 3.10 differs in docstrings and in little else. */
const lent = new Set(['_pydecimal.py']);
/** A version's files; 3.9's are put together. */
function libraryOf(version) {
  const own = version === '3.9' ? library39(from => openLibrary(root, from)) : openLibrary(root, version);
  const next = openLibrary(root, '3.10');
  return name => own(name) ?? (lent.has(name) ? next(name) : undefined);
}

/**
 * Writes the libraries.
 * @param {string} out where they go
 * @returns {string} what was written, for a person
 */
export function packLibraries(out) {
  mkdirSync(out, { recursive: true });
  const sizes = versions.map(version => {
    const library = libraryOf(version);
    const files = packed.map(name => [name, library(name)]).filter(([, text]) => text !== undefined);
    const text = JSON.stringify(Object.fromEntries(files));
    writeFileSync(join(out, `stdlib-${version}.json`), text);
    return `${version} ${files.length} files, ${(text.length / 2 ** 20).toFixed(1)} MB`;
  });
  writeFileSync(join(out, 'stdlib-LICENSE.txt'), openLibrary(root, '3.10')('LICENSE.txt'));
  return sizes.join('; ');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { out: { type: 'string', default: join(root, 'lib/kernel') } } });
  const started = performance.now();
  const sizes = packLibraries(values.out);
  console.log(`standard library: ${sizes}, ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

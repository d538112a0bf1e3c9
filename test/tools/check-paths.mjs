#!/usr/bin/env node
/**
 * Every path named in ARCHITECTURE.md exists.
 *
 *   node test/tools/check-paths.mjs
 *
 * Paths are the words in backquotes that contain a slash or end in a known suffix; those that do not begin with a
 * folder of the root are looked for in kernel/cpython.  A pattern such as `test/syntax/*.txt` needs one match.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const PATH = /^[\w.@*-]+(\/[\w.@*-]*)+$|^[\w-]+\.(ts|mjs|md|json|py)$/;

function exists(path) {
  if (!path.includes('*')) return existsSync(path);
  const folder = dirname(path);
  const name = new RegExp(
    `^${path
      .slice(folder.length + 1)
      .replaceAll('.', '\\.')
      .replaceAll('*', '.*')}$`
  );
  return existsSync(folder) && readdirSync(folder).some(entry => name.test(entry));
}

const missing = [];
readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8')
  .split('\n')
  .forEach((line, index) => {
    for (const [, word] of line.matchAll(/`([^`\s]+)`/g)) {
      if (!PATH.test(word) || /^(https?:|lib\/|application\/|@)/.test(word)) continue;
      if (exists(join(root, word)) || exists(join(root, 'kernel/cpython', word))) continue;
      missing.push(`ARCHITECTURE.md:${index + 1}: no ${word}`);
    }
  });

for (const line of missing) console.error(line);
process.exit(missing.length === 0 ? 0 : 1);

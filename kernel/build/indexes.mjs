#!/usr/bin/env node
/** Writes the lists of files that are loaded for what they declare: types/all.ts and modules/all.ts. */
import { readFileSync, readdirSync, writeFileSync, existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const cpython = join(dirname(fileURLToPath(import.meta.url)), '../cpython');

function* files(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* files(path);
    else if (entry.name.endsWith('.ts') && entry.name !== 'all.ts') yield path;
  }
}

for (const [name, declares, title] of [
  ['types', 'defineType(', 'Every builtin type'],
  ['modules', 'defineModule(', 'Every builtin module']
]) {
  const folder = join(cpython, name);
  if (!existsSync(folder)) continue;
  const found = [...files(folder)].filter(path => readFileSync(path, 'utf8').includes(declares)).sort();
  const imports = found.map(path => `import './${relative(folder, path).replace(/\.ts$/, '.js')}';\n`);
  const text = `/** ${title}, loaded for its declaration.  Written by kernel/build/indexes.mjs. */\n${imports.join('') || 'export {};\n'}`;
  const target = join(folder, 'all.ts');
  if (!existsSync(target) || readFileSync(target, 'utf8') !== text) writeFileSync(target, text);
}

#!/usr/bin/env node
/**
 * Where is CPython's function here?  The index of `@cpython` tags.
 *
 *   npm run where -- move_unreachable      kernel/cpython/gc/collect.ts:120  moveUnreachable  (Modules/gcmodule.c)
 *   npm run where                          the whole index
 *
 * A tag stands in a comment before a declaration: `@cpython Modules/gcmodule.c move_unreachable`; the file may be left
 * out, and several functions are separated by commas.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const NAME = /(?:function\*?|const|class|let)\s+([\w$]+)|^\s*(?:readonly\s+)?['"]?([\w$]+)['"]?\s*[:(]/;

/** Every tagged function: { name, file, place, ours }. */
export function cpythonIndex() {
  const found = [];
  const kernel = join(root, 'kernel');
  for (const entry of readdirSync(kernel, { recursive: true }).sort()) {
    if (!entry.endsWith('.ts') || entry.includes('generated')) continue;
    const lines = readFileSync(join(kernel, entry), 'utf8').split('\n');
    lines.forEach((line, index) => {
      const [, file = '', names] = /@cpython\s+(?:([\w/]+\.[ch])\b,?\s*)?([\w, ]*)/.exec(line) ?? [];
      if (names === undefined) return;
      const at = lines.findIndex((text, n) => n > index && /^\s*[\w'"]/.test(text));
      const [, declared, member] = NAME.exec(lines[at] ?? '') ?? [];
      const place = `${relative(root, join(kernel, entry))}:${at + 1}`;
      for (const name of names.split(',').flatMap(part => part.trim().split(' ')[0] || [])) {
        found.push({ name, file, place, ours: declared ?? member ?? '' });
      }
    });
  }
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const wanted = process.argv[2];
  const rows = cpythonIndex().filter(row => wanted === undefined || row.name.includes(wanted));
  for (const { name, file, place, ours } of rows) {
    console.log(`${place}  ${ours}  (${[file, name].filter(Boolean).join(' ')})`);
  }
  if (rows.length === 0) console.log(`no @cpython tag names ${wanted}`);
  process.exit(rows.length === 0 ? 1 : 0);
}

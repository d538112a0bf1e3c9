/** The corpus as data: programs, what they are meant for, and what real CPythons printed. */
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const CORPUS = fileURLToPath(new URL('.', import.meta.url));

/** Sorts version keys: by version, the 64-bit builds before the others (2.7-32, 3.14.2-wasm32). */
export function compareKeys(a, b) {
  const parts = key => {
    const [number, build = ''] = key.split('-', 2);
    return [build, ...number.split('.').map(n => n.padStart(3, '0'))].join(' ');
  };
  return parts(a) < parts(b) ? -1 : parts(a) > parts(b) ? 1 : 0;
}

/** The header comments among the first five lines: { stderr: 'yes', mode: 'cell', ... }. */
function header(code) {
  const lines = code.split('\n', 5).map(line => /^#\s*(\w+):\s*(\S.*?)\s*$/.exec(line));
  return Object.fromEntries(lines.filter(Boolean).map(([, name, value]) => [name, value]));
}

/** Every recorded program: { area, name, ident, filename, code, options, expected: version to text }. */
export function programs(folder = CORPUS) {
  const found = [];
  for (const area of readdirSync(folder).sort()) {
    const directory = join(folder, area);
    if (!statSync(directory).isDirectory()) continue;
    for (const filename of readdirSync(directory).sort()) {
      if (!filename.endsWith('.py')) continue;
      const name = filename.slice(0, -3);
      const record = join(directory, `${name}.expected.json`);
      if (!existsSync(record)) continue;
      const code = readFileSync(join(directory, filename), 'utf8');
      const expected = JSON.parse(readFileSync(record, 'utf8'));
      found.push({ area, name, ident: `${area}/${name}`, filename, code, options: header(code), expected });
    }
  }
  return found;
}

/** What a program wrote, in the form in which it is recorded (test/tools/record.py does the same). */
export function normalise({ out, err, status }, stderrToo) {
  if (!stderrToo) return out;
  const errors = err
    .replace(/0x[0-9a-fA-F]{6,}/g, '0xADDR')
    .replace(/\d+\.\d+s elapsed/g, 'N.NNNNs elapsed')
    .replace(/(objects in (?:each|permanent) generation:)( \d+)+/g, '$1 N');
  return `${out}--- stderr ---\n${errors}${status === 0 ? '' : `--- exit ${status} ---\n`}`;
}

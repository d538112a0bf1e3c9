/** Compares our errors with the recorded ones of test/syntax/errors.json: `node test/tools/syntax-errors.mjs [VERSION] [--all]`. */
import { readFileSync } from 'node:fs';
import { loadSyntax } from './ast-equality.mjs';

const { parseModule, grammarOf } = await loadSyntax();
const rows = JSON.parse(readFileSync(new URL('../syntax/errors.json', import.meta.url), 'utf8'));
const wanted = process.argv[2];
const versions = Object.keys(rows[0].expected).filter(version => !wanted || version === wanted);
const KEYS = ['kind', 'message', 'lineno', 'offset', 'end_lineno', 'end_offset'];

for (const version of versions) {
  let equal = 0;
  let messages = 0;
  for (const { source, expected } of rows) {
    const theirs = expected[version];
    const ours = parseModule(source, { grammar: grammarOf(version) }).error ?? null;
    const isEqual =
      theirs === null || ours === null ? ours === theirs : KEYS.every(key => ours[key] === theirs[key]);
    if (isEqual) equal++;
    if (
      theirs === null || ours === null
        ? ours === theirs
        : ours.message === theirs.message && ours.kind === theirs.kind
    )
      messages++;
    if (!isEqual && wanted) {
      const text = e => (e ? KEYS.map(key => e[key]).join(' | ') : 'accepted');
      console.log(`${source.trimEnd()}\n    ours   ${text(ours)}\n    theirs ${text(theirs)}`);
    }
  }
  console.log(`${version}: ${equal} of ${rows.length} errors equal, ${messages} with the same message`);
}

/** Compares our errors with the recorded ones of test/syntax/errors.json, and lists what differs in
 * differences.json: `node test/tools/syntax-errors.mjs [VERSION] [--file RECORDED]`, which also prints the differences of VERSION. */
import { readFileSync, writeFileSync } from 'node:fs';
import { loadSyntax } from './ast-equality.mjs';

const { parseModule, grammarOf } = await loadSyntax();
const fileAt = process.argv.indexOf('--file');
const file = fileAt < 0 ? new URL('../syntax/errors.json', import.meta.url) : process.argv[fileAt + 1];
const rows = JSON.parse(readFileSync(file, 'utf8'));
const wanted = process.argv[2];
const versions = Object.keys(rows[0].expected).filter(version => !wanted || version === wanted);
const KEYS = ['kind', 'message', 'lineno', 'offset', 'end_lineno', 'end_offset', 'text'];

const all = {};
for (const version of versions) {
  const differences = [];
  let accepted = 0; // by one of the two only
  let equal = 0;
  let messages = 0;
  for (const { source, expected } of rows) {
    const theirs = expected[version];
    const characterNamed = name => (name === 'BULLET' ? '\u2022' : null);
    const ours = parseModule(source, { grammar: grammarOf(version), characterNamed }).error ?? null;
    const isEqual =
      theirs === null || ours === null ? ours === theirs : KEYS.every(key => ours[key] === theirs[key]);
    if ((theirs === null) !== (ours === null)) accepted++;
    if (isEqual) equal++;
    else differences.push(source);
    if (
      theirs === null || ours === null
        ? ours === theirs
        : ours.message === theirs.message && ours.kind === theirs.kind
    )
      messages++;
    if (!isEqual && wanted) {
      const text = e => (e ? KEYS.map(key => JSON.stringify(e[key])).join(' | ') : 'accepted');
      console.log(`${source.trimEnd()}\n    ours   ${text(ours)}\n    theirs ${text(theirs)}`);
    }
  }
  if (differences.length > 0) all[version] = differences;
  console.log(
    `${version}: ${equal} of ${rows.length} errors equal, ${messages} with the same message, ${accepted} accepted by one only`
  );
}
if (!wanted)
  writeFileSync(new URL('../syntax/differences.json', import.meta.url), `${JSON.stringify(all, null, 2)}\n`);

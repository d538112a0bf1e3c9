/**
 * Compares our trees with those of real interpreters, over every file of each one's standard library.
 *
 *   node test/tools/ast-equality.mjs [--show N] [--places no] [--folder F] PYTHON...
 *
 * PYTHON is an interpreter's path; F is read in place of its library.  Prints, per interpreter, the share of files whose tree is equal (from 3.11 with
 * positions) and the first statements that differ.  Files that CPython rejects must be rejected by us too.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';
import { dumper } from './dump-tree.mjs';

const here = dirname(fileURLToPath(import.meta.url));

/** Bundles the front end, once for a run. */
export async function loadSyntax() {
  const folder = mkdtempSync(join(tmpdir(), 'refscope-syntax-'));
  const entry = join(folder, 'entry.ts');
  const syntax = join(here, '../../kernel/cpython/syntax');
  writeFileSync(entry, `export * from '${syntax}/parse.ts'; export * from '${syntax}/grammar.ts';`);
  const bundle = await rolldown({ input: entry, resolve: { extensionAlias: { '.js': ['.ts', '.js'] } } });
  const file = join(folder, 'syntax.mjs');
  await bundle.write({ file, format: 'esm' });
  return import(pathToFileURL(file).href);
}

/** A real interpreter's names of characters, asked once for every name in `files`. */
function characterNames(python, texts) {
  const names = new Set();
  for (const text of texts) for (const match of text.matchAll(/\\N\{([^}]*)\}/g)) names.add(match[1]);
  const script = `import json,sys,unicodedata
out={}
for n in json.load(sys.stdin):
    try: out[n]=unicodedata.lookup(n)
    except Exception: pass
print(json.dumps(out))`;
  const found = JSON.parse(
    execFileSync(python, ['-c', script], { input: JSON.stringify([...names]) }).toString()
  );
  return name => found[name] ?? null;
}

function compare(python, syntax, show, places, folder) {
  const version = execFileSync(python, ['-c', "import sys; print('%d.%d.%d' % sys.version_info[:3])"])
    .toString()
    .trim();
  const minor = Number(version.split('.')[1]);
  const hasPlaces = places && minor >= 11;
  const flags = hasPlaces ? [] : ['--no-places'];
  const run = spawnSync(
    python,
    [join(here, 'dump-tree.py'), '--lib', ...(folder ? [folder] : []), ...flags],
    { maxBuffer: 1 << 30 }
  );
  if (run.status !== 0) throw new Error(run.stderr.toString());
  const rows = run.stdout
    .toString()
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
  for (const row of rows) row.text ??= readFileSync(row.path).toString();
  const grammar = syntax.grammarOf(version);
  const options = {
    grammar,
    characterNamed: characterNames(
      python,
      rows.map(row => row.text)
    )
  };
  const dump = dumper(minor, hasPlaces);
  let equal = 0,
    rejected = 0,
    milliseconds = 0;
  const differences = [];
  for (const row of rows) {
    const begin = performance.now();
    const { tree, error } = syntax.parseModule(row.text, options);
    milliseconds += performance.now() - begin;
    if (row.hashes === undefined) {
      if (error === undefined) differences.push(`${row.path}: CPython says ${row.error}; we accept it`);
      else rejected++;
      continue;
    }
    if (error !== undefined) {
      differences.push(`${row.path}:${error.lineno}: we say ${error.kind}: ${error.message}`);
      continue;
    }
    const ours = tree.body.map(dump);
    const hashes = ours.map(text => createHash('md5').update(text).digest('hex').slice(0, 12));
    const at = row.hashes.findIndex((hash, i) => hash !== hashes[i]);
    if (at < 0 && hashes.length === row.hashes.length) equal++;
    else
      differences.push(firstDifference(python, row.path, ours[at] ?? '', at, flags, tree.body[at]?.lineno));
  }
  const trees = rows.filter(row => row.hashes !== undefined).length;
  const what = hasPlaces ? 'structure and positions' : 'structure';
  console.log(
    `${version}: ${equal} of ${trees} trees equal (${((100 * equal) / trees).toFixed(2)} %, ${what}); ` +
      `${rejected} of ${rows.length - trees} broken files rejected; parsed in ${(milliseconds / 1000).toFixed(1)} s`
  );
  for (const difference of differences.slice(0, show)) console.log(`  ${difference}`);
  return differences.length === 0;
}

function firstDifference(python, path, ours, index, flags, line) {
  if (firstDifference.shown++ > 60) return `${path}:${line}: differs`;
  const theirs = execFileSync(python, [join(here, 'dump-tree.py'), '--text', path, ...flags], {
    maxBuffer: 1 << 30,
    stdio: ['ignore', 'pipe', 'ignore']
  })
    .toString()
    .split('\n')[index];
  let at = 0;
  while (at < ours.length && ours[at] === theirs[at]) at++;
  const from = Math.max(0, at - 90);
  return `${path}:${line}\n    ours   ${ours.slice(from, at + 60)}\n    theirs ${theirs.slice(from, at + 60)}`;
}
firstDifference.shown = 0;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const args = process.argv.slice(2);
  const take = (flag, otherwise) => {
    const at = args.indexOf(flag);
    return at < 0 ? otherwise : args.splice(at, 2)[1];
  };
  const show = Number(take('--show', '20'));
  const folder = take('--folder', '');
  const places = take('--places', 'yes') !== 'no';
  const syntax = await loadSyntax();
  const all = args.map(python => compare(python, syntax, show, places, folder));
  process.exitCode = all.every(Boolean) ? 0 : 1;
}

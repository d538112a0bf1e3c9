/**
 * Compares what can be measured of our code units with the code objects of real interpreters, over every file of each one's
 * standard library.
 *
 *   node test/tools/code-equality.mjs [--show N] [--attribute A] [--file F]... KEY=PYTHON...
 *
 * KEY is a version's key (3.14), PYTHON an interpreter.  Prints, per interpreter, the share of code objects that agree in each
 * attribute, and the first N that differ (in attribute A).
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describeUnit, loadCompiler } from './dump-code.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const options = { show: 0, attribute: null, files: [], pythons: [] };
const argv = process.argv.slice(2);
while (argv.length > 0) {
  const word = argv.shift();
  if (word === '--show') options.show = Number(argv.shift());
  else if (word === '--attribute') options.attribute = argv.shift();
  else if (word === '--file') options.files.push(argv.shift());
  else options.pythons.push(word.split('='));
}

const ATTRIBUTES = [
  'qualname',
  'line',
  'flags',
  'arguments',
  'consts',
  'names',
  'varnames',
  'cellvars',
  'freevars',
  'stacksize',
  'loads'
];

/** The real interpreter's answers; those over a whole library are kept. */
function real(python, files) {
  const script = join(here, 'dump-code.py');
  const name = createHash('sha1').update(python).update(readFileSync(script)).digest('hex');
  const cache = join(tmpdir(), 'refscope-code', `${name}.jsonl`);
  if (files.length === 0 && existsSync(cache)) return readFileSync(cache, 'utf8');
  const run = spawnSync(python, [script, ...(files.length > 0 ? files : ['--lib'])], { maxBuffer: 1 << 30 });
  if (run.status !== 0) throw new Error(run.stderr.toString());
  const text = run.stdout.toString();
  if (files.length === 0) {
    mkdirSync(dirname(cache), { recursive: true });
    writeFileSync(cache, text);
  }
  return text;
}

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
    spawnSync(python, ['-c', script], { input: JSON.stringify([...names]) }).stdout.toString()
  );
  return name => found[name] ?? null;
}

const { parseModule, grammarOf, compileUnit, history, resolve, opcodes } = await loadCompiler();
for (const [key, python] of options.pythons) {
  const facts = resolve(history, key);
  const rows = real(python, options.files)
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
  const decode = path => readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  const characterNamed = characterNames(
    python,
    rows.map(({ path }) => decode(path))
  );
  const equal = Object.fromEntries(ATTRIBUTES.map(name => [name, 0]));
  let total = 0,
    files = 0,
    whole = 0,
    crashed = 0,
    accepted = 0,
    shown = 0;
  const show = text => {
    if (shown++ < options.show) console.log(text);
  };
  for (const { path, objects } of rows) {
    files++;
    if (process.env.TRACE) process.stderr.write(path + '\n');
    let ours;
    try {
      const text = decode(path);
      if (text.includes('\uFFFD') && !readFileSync(path).includes('\uFFFD')) continue;
      const parsed = parseModule(text, { grammar: grammarOf(key), characterNamed });
      if (parsed.error) ours = { error: parsed.error.message };
      else {
        const compiled = compileUnit(parsed.tree, { filename: path, mode: 'exec', facts });
        ours = compiled.error ? { error: compiled.error.message } : describeUnit(compiled.unit, opcodes);
      }
    } catch (thrown) {
      crashed++;
      show(`${path}: ${thrown.stack.split('\n').slice(0, 4).join('\n')}`);
      continue;
    }
    if (!Array.isArray(ours) || !Array.isArray(objects)) {
      if (Array.isArray(ours) !== Array.isArray(objects)) {
        accepted++;
        show(
          `${path}: ours ${JSON.stringify(ours.error ?? 'accepted')} theirs ${JSON.stringify(objects.error ?? 'accepted')}`
        );
      }
      continue;
    }
    const queue = new Map();
    const id = o => `${o.line} ${o.name}`;
    for (const o of ours) queue.set(id(o), [...(queue.get(id(o)) ?? []), o]);
    let fileEqual = ours.length === objects.length;
    for (const theirs of objects) {
      total++;
      const mine = queue.get(id(theirs))?.shift();
      if (mine === undefined) {
        fileEqual = false;
        if (options.attribute === null || options.attribute === 'missing')
          show(`${path}:${theirs.line} ${theirs.name} missing`);
        continue;
      }
      for (const name of ATTRIBUTES) {
        const a = JSON.stringify(sorted(mine[name])),
          b = JSON.stringify(sorted(theirs[name]));
        if (theirs[name] === null || a === b) equal[name]++;
        else {
          if (name !== 'loads') fileEqual = false;
          if (options.attribute === null ? name !== 'loads' : options.attribute === name) {
            show(`${path}:${theirs.line} ${theirs.name} ${name} ${difference(mine[name], theirs[name])}`);
          }
        }
      }
    }
    if (fileEqual) whole++;
  }
  const share = n => `${((100 * n) / total).toFixed(2)}%`;
  console.log(
    `${key}: ${total} code objects in ${files} files; whole files ${((100 * whole) / files).toFixed(1)}%; crashed ${crashed}, accepted by one only ${accepted}\n   ` +
      ATTRIBUTES.map(name => `${name} ${share(equal[name])}`).join(', ')
  );
}

/** What one has and the other lacks, or where the order differs first. */
function difference(ours, theirs) {
  if (!Array.isArray(ours))
    return `ours ${JSON.stringify(ours)} theirs ${JSON.stringify(theirs)}`.slice(0, 500);
  const more = (a, b) => a.filter(x => !b.includes(x)).map(x => String(x).slice(0, 160));
  const [extra, lacking] = [more(ours, theirs), more(theirs, ours)];
  if (extra.length + lacking.length > 0)
    return `extra ${JSON.stringify(extra.slice(0, 5))} lacking ${JSON.stringify(lacking.slice(0, 5))}`;
  const at = ours.findIndex((x, i) => x !== theirs[i]);
  const from = Math.max(0, at - 1);
  const cut = list => list.slice(from, from + 5).map(x => String(x).slice(0, 80));
  return `from ${from}: ours ${JSON.stringify(cut(ours))} theirs ${JSON.stringify(cut(theirs))} (${ours.length}, ${theirs.length})`;
}

function sorted(value) {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

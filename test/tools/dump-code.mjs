/** Our code units in the form that dump-code.py gives of CPython's, and a bundle of front end and compiler to make them with. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';

const kernel = join(dirname(fileURLToPath(import.meta.url)), '../../kernel/cpython');

/** Parser, compiler, facts: bundled once for a run. */
export async function loadCompiler() {
  const folder = mkdtempSync(join(tmpdir(), 'refscope-compile-'));
  const entry = join(folder, 'entry.ts');
  writeFileSync(
    entry,
    `export * from '${kernel}/syntax/parse.ts'; export * from '${kernel}/syntax/grammar.ts';
     export * from '${kernel}/compile/compile.ts'; export { compile as history } from '${kernel}/profiles/facts/compile.ts';
     export { resolve } from '${kernel}/profiles/since.ts'; export { opcodes } from '${kernel}/compile/opcodes.ts';`
  );
  const bundle = await rolldown({ input: entry, resolve: { extensionAlias: { '.js': ['.ts', '.js'] } } });
  const file = join(folder, 'compiler.mjs');
  await bundle.write({ file, format: 'esm' });
  return import(pathToFileURL(file).href);
}

function hexOf(value) {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value < 0 ? '-inf' : 'inf';
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, Math.abs(value));
  const bits = view.getBigUint64(0);
  if (bits === 0n) return `${sign}0x0.0p+0`;
  const raw = Number(bits >> 52n),
    fraction = (bits & ((1n << 52n) - 1n)).toString(16).padStart(13, '0');
  const exponent = raw === 0 ? -1022 : raw - 1023;
  return `${sign}0x${raw === 0 ? 0 : 1}.${fraction}p${exponent < 0 ? '' : '+'}${exponent}`;
}

/** As json.dumps, which escapes all but ASCII. */
const json = value =>
  JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    c => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`
  );

export function constantText(c) {
  switch (c.type) {
    case 'code':
      return `code ${c.unit.name}`;
    case 'tuple':
      return `(${c.items.map(constantText).join(',')})`;
    case 'frozenset':
      return `{${c.items
        .map(constantText)
        .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
        .join(',')}}`;
    case 'slice':
      return `slice(${c.items.map(constantText).join(',')})`;
    case 'str':
      return json(c.value);
    case 'bytes':
      return `b${Buffer.from(c.value).toString('hex')}`;
    case 'int':
      return String(c.value);
    case 'float':
      return `float ${hexOf(c.value)}`;
    case 'complex':
      return `complex ${hexOf(c.real)} ${hexOf(c.imag)}`;
    default:
      return c.type;
  }
}

function loadsOf(unit, opcodes) {
  const found = {};
  const names = [
    ...unit.varnames,
    ...unit.cellvars.filter(n => !unit.varnames.includes(n)),
    ...unit.freevars
  ];
  for (let i = 0; i < unit.instructions.length; i += 2) {
    const op = opcodes[unit.instructions[i]][0];
    const kind = { LOAD_FAST: 'owned', LOAD_FAST_BORROW: 'borrowed', LOAD_FAST_CHECK: 'checked' }[op];
    if (kind === undefined) continue;
    const key = `${names[unit.instructions[i + 1]]} ${kind}`;
    found[key] = (found[key] ?? 0) + 1;
  }
  return found;
}

/** All code units of one, outermost first. */
export function describeUnit(unit, opcodes, out = []) {
  out.push({
    name: unit.name,
    qualname: unit.qualname,
    line: unit.firstLine,
    flags: unit.flags,
    arguments: [unit.argCount, unit.posOnlyArgCount, unit.kwOnlyArgCount],
    consts: unit.constants.map(constantText),
    names: unit.names,
    varnames: unit.varnames,
    cellvars: unit.cellvars,
    freevars: unit.freevars,
    stacksize: unit.stackSize,
    loads: loadsOf(unit, opcodes)
  });
  for (const constant of unit.constants)
    if (constant.type === 'code') describeUnit(constant.unit, opcodes, out);
  return out;
}

/** Instructions as lines of text, with arguments that can be read. */
export function listing(unit, opcodes) {
  const lines = [];
  const locals = [
    ...unit.varnames,
    ...unit.cellvars.filter(n => !unit.varnames.includes(n)),
    ...unit.freevars
  ];
  for (let i = 0; i < unit.instructions.length; i += 2) {
    const op = opcodes[unit.instructions[i]][0],
      arg = unit.instructions[i + 1];
    const at = i / 2;
    let shown = arg === 0 ? '' : String(arg);
    if (/^(POP_JUMP|JUMP|FOR_ITER|SEND)/.test(op)) shown = `to ${at + 1 + arg}`;
    else if (op === 'LOAD_CONST') shown = constantText(unit.constants[arg]);
    else if (op === 'LOAD_SMALL_INT') shown = String(arg);
    else if (/_FAST(_|$)|DEREF|CLOSURE|MAKE_CELL/.test(op)) shown = locals[arg];
    else if (/NAME|GLOBAL|ATTR|METHOD|IMPORT_FROM/.test(op) && op !== 'SET_FUNCTION_ATTRIBUTE')
      shown = unit.names[arg];
    lines.push(
      `${String(unit.positions[at][0]).padStart(4)} ${String(at).padStart(4)} ${op}${shown === '' ? '' : ` ${shown}`}`
    );
  }
  for (const { start, end, handler, depth, lasti } of unit.exceptions) {
    lines.push(`     ${start} to ${end - 1} -> ${handler} [${depth}]${lasti ? ' lasti' : ''}`);
  }
  return lines;
}

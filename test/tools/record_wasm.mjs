#!/usr/bin/env node
/**
 * Records (or checks) programs on CPython 3.14.2 built for 32-bit WebAssembly, which has the incremental collector.
 *
 *   node test/tools/record_wasm.mjs --pyodide PACKAGE_DIR [--only AREA[/NAME]]... [--runs N] [--check] [--print]
 *
 * PACKAGE_DIR is an unpacked npm package pyodide@314.0.x.  Programs are those of test/conformance whose header says
 * "# versions: 3.14.2-wasm32".  Every run starts a fresh interpreter; the program is compiled and executed as a file
 * of the module __main__.  A program that fails or differs between runs is reported and not recorded.  --print shows
 * the output of each program instead of writing it.
 */
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const KEY = '3.14.2-wasm32';

const { values: options } = parseArgs({
  options: {
    pyodide: { type: 'string' },
    only: { type: 'string', multiple: true },
    runs: { type: 'string', default: '2' },
    check: { type: 'boolean', default: false },
    print: { type: 'boolean', default: false }
  }
});
const corpus = fileURLToPath(new URL('../conformance', import.meta.url));
const packageDir = resolve(options.pyodide ?? 'node_modules/pyodide');
const { loadPyodide } = await import(join(packageDir, 'pyodide.mjs'));

const START = `
import sys
def start(name, text):
    main = sys.modules["__main__"].__dict__
    code = compile(text, name, "exec")
    del text
    exec(code, main)
    sys.stdout.flush()
start
`;

async function runOnce(name, text) {
  let written = '';
  const python = await loadPyodide({ indexURL: packageDir + '/' });
  python.setStdout({ write: bytes => ((written += Buffer.from(bytes).toString('utf8')), bytes.length) });
  python.setStderr({ write: bytes => bytes.length });
  const start = python.runPython(START, { globals: python.toPy({}) });
  start(name, text);
  return written;
}

function programs() {
  const found = [];
  for (const area of readdirSync(corpus).sort()) {
    const folder = join(corpus, area);
    if (!statSync(folder).isDirectory()) continue;
    for (const file of readdirSync(folder).sort()) {
      if (!file.endsWith('.py')) continue;
      const ident = area + '/' + file.slice(0, -3);
      if (options.only && !options.only.includes(area) && !options.only.includes(ident)) continue;
      if (!readFileSync(join(folder, file), 'utf8').startsWith(`# versions: ${KEY}\n`)) continue;
      found.push({ ident, file, path: join(folder, file) });
    }
  }
  return found;
}

let troubled = 0;
for (const { ident, file, path } of programs()) {
  const record = path.slice(0, -3) + '.expected.json';
  const outputs = new Set();
  try {
    for (let n = 0; n < Number(options.runs); n++)
      outputs.add(await runOnce(file, readFileSync(path, 'utf8')));
  } catch (error) {
    troubled++;
    console.log(
      `${ident}: ${String(error.message ?? error)
        .trim()
        .split('\n')
        .pop()}`
    );
    continue;
  }
  const [output] = outputs;
  if (outputs.size > 1) {
    troubled++;
    console.log(`${ident}: differs between runs`);
  } else if (options.print) {
    console.log(JSON.stringify({ ident, output }));
  } else if (options.check) {
    if (JSON.parse(readFileSync(record, 'utf8'))[KEY] !== output) {
      troubled++;
      console.log(`${ident}: differs from the record`);
    }
  } else {
    writeFileSync(record, JSON.stringify({ [KEY]: output }, null, 1) + '\n');
  }
}
console.log(`${programs().length} programs, ${troubled} with problems`);
process.exit(troubled ? 1 : 0);

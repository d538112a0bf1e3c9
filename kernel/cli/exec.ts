/** `refscope exec`: runs a notebook's cells and stores their outputs. */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Event } from '../wire/events.js';
import {
  addOutput,
  notebookText,
  parseNotebook,
  textOf,
  versionNamed,
  type Cell,
  type Notebook
} from './notebook.js';
import { ourBug } from './run.js';
import { KernelFailure, Session } from './session.js';
import { OUR_BUG, printedHelp, UsageError } from './usage.js';
import { findVersion } from './versions.js';

const USAGE = `usage: refscope exec NOTEBOOK [--python V] [--inplace | --out FILE] [--allow-errors]

Runs every code cell in a fresh kernel, as "Restart and run all" does, and writes the notebook with its outputs to
FILE, to its own place, or to standard output.  Stops at a cell that fails (status 1), unless the cell has the tag
raises-exception.
`;

interface ExecOptions {
  readonly file: string;
  readonly python: string | undefined;
  /** Undefined: standard output. */
  readonly out: string | undefined;
  readonly allowErrors: boolean;
}

function parse(args: readonly string[]): ExecOptions {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        python: { type: 'string' },
        inplace: { type: 'boolean', default: false },
        out: { type: 'string' },
        'allow-errors': { type: 'boolean', default: false }
      }
    });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0 || (values.inplace && values.out !== undefined)) {
      throw new UsageError(USAGE);
    }
    return {
      file,
      python: values.python,
      out: values.inplace ? file : values.out,
      allowErrors: values['allow-errors']
    };
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(`${(error as Error).message}\n\n${USAGE}`);
  }
}

/** Runs a notebook; gives the exit status. */
export async function exec(args: readonly string[]): Promise<number> {
  if (printedHelp(args, USAGE)) return 0;
  const options = parse(args);
  let text: string;
  try {
    text = readFileSync(options.file, 'utf8');
  } catch (error) {
    throw new UsageError(`can't open ${options.file}: ${(error as NodeJS.ErrnoException).code}`);
  }
  const notebook = parseNotebook(text, options.file);
  const version = findVersion(options.python ?? versionNamed(notebook));
  let failure: KernelFailure | null = null;
  let failed: Cell | null = null;
  try {
    failed = await runNotebook(notebook, version.key, options.allowErrors);
  } catch (error) {
    if (!(error instanceof KernelFailure)) throw error;
    failure = error;
  }
  notebook.metadata.language_info = { file_extension: '.py', name: 'python', version: version.release };
  if (options.out === undefined) process.stdout.write(notebookText(notebook));
  else writeFileSync(options.out, notebookText(notebook));
  if (failure !== null) {
    process.stderr.write(ourBug(failure));
    return OUR_BUG;
  }
  if (failed === null) return 0;
  const error = failed.outputs?.find(output => output.output_type === 'error');
  process.stderr.write(
    `refscope: cell ${notebook.cells.indexOf(failed) + 1} failed: ${error?.ename}: ${error?.evalue}\n`
  );
  return 1;
}

/** Runs the code cells in order; gives the one that failed and ended the run, or null. */
async function runNotebook(notebook: Notebook, python: string, allowErrors: boolean): Promise<Cell | null> {
  let show: (event: Event) => void = () => undefined;
  const session = await Session.open({ python }, event => show(event));
  const code = notebook.cells.filter(cell => cell.cell_type === 'code');
  for (const cell of code) Object.assign(cell, { execution_count: null, outputs: [] });
  for (const cell of code) {
    const source = textOf(cell.source);
    if (source.trim() === '') continue;
    const outputs = (cell.outputs = []);
    show = event => addOutput(outputs, event);
    const done = await session.execute({
      code: source,
      mode: 'cell',
      silent: false,
      storeHistory: true,
      allowStdin: false
    });
    cell.execution_count = done.executionCount;
    const mayFail = allowErrors || (cell.metadata.tags ?? []).includes('raises-exception');
    if (done.status === 'error' && !mayFail) return cell;
  }
  return null;
}

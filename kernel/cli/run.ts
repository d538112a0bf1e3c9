/** `refscope run`: a program, as `python` runs it. */
import { readFileSync } from 'node:fs';
import type { RealmOptions } from '../wire/realm.js';
import type { Mode } from '../wire/requests.js';
import { cellsOf, plainText, shownByCell } from './cells.js';
import { Input } from './input.js';
import { Output } from './output.js';
import { KernelFailure, Session } from './session.js';
import { decodeSource } from './source.js';
import { OUR_BUG, printedHelp, UsageError } from './usage.js';
import { findVersion } from './versions.js';

export const RUN_USAGE = `usage: refscope run [option]... (FILE | -c CODE | -m MODULE | -) [ARG]...

  --python V         which CPython to be (refscope versions lists them)
  --path DIR         a folder that import searches; may be repeated
  --mode M           script (default), cell (cells begin with "# %%") or repl
  --heap-limit SIZE  bytes of memory the program may have: 64M, 1G (default 256M)
  --steps N          end the program after N instructions
  --checked          look for stale references and double releases while it runs
  --audit            recount every reference at the end; status ${OUR_BUG} when one is wrong
`;

/** What is to be run. */
interface Program {
  readonly code: string;
  readonly filename: string;
  readonly argv: readonly string[];
}
export interface RunOptions {
  readonly realm: RealmOptions;
  readonly mode: Mode;
  readonly audit: boolean;
  readonly program: Program;
}

/** `256M` in bytes. */
export function parseSize(text: string): number {
  const [, count, unit = ''] = /^(\d+)([KMG]?)i?B?$/i.exec(text) ?? [];
  if (count === undefined) throw new UsageError(`--heap-limit: no size: ${text}`);
  const bytes = Number(count) * 1024 ** ['', 'K', 'M', 'G'].indexOf(unit.toUpperCase());
  if (bytes < 2 ** 22 || bytes > 2 ** 30) throw new UsageError('--heap-limit: from 4M to 1G');
  return bytes;
}

function parseMode(text: string): Mode {
  if (text === 'script' || text === 'cell' || text === 'repl') return text;
  throw new UsageError(`--mode: script, cell or repl, not ${text}`);
}

function parseCount(option: string, text: string): number {
  if (!/^\d+$/.test(text)) throw new UsageError(`${option}: no number: ${text}`);
  return Number(text);
}

function parseHashSeed(text: string): number | 'random' {
  if (text === 'random') return text;
  if (/^\d+$/.test(text) && Number(text) < 2 ** 32) return Number(text);
  throw new UsageError('PYTHONHASHSEED must be "random" or an integer in range [0; 4294967295]');
}

/** Reads the command line up to the program; what follows the program is the program's. */
export function parseRun(args: readonly string[], environment: NodeJS.ProcessEnv): RunOptions {
  let python = findVersion(undefined);
  let mode: Mode = 'script';
  let heap: number | undefined;
  let steps: number | undefined;
  let checked = false;
  let audit = false;
  const path: string[] = [];
  const rest = [...args];
  const valueOf = (option: string): string => {
    const value = rest.shift();
    if (value === undefined) throw new UsageError(`${option} needs a value`);
    return value;
  };
  for (;;) {
    const word = rest.shift();
    if (word === undefined) throw new UsageError(RUN_USAGE);
    const [, option = word, inline] = /^(--[\w-]+)=(.*)$/s.exec(word) ?? [];
    if (inline !== undefined) rest.unshift(inline);
    switch (option) {
      case '--python':
        python = findVersion(valueOf(option));
        continue;
      case '--path':
        path.push(valueOf(option));
        continue;
      case '--mode':
        mode = parseMode(valueOf(option));
        continue;
      case '--heap-limit':
        heap = parseSize(valueOf(option));
        continue;
      case '--steps':
        steps = parseCount(option, valueOf(option));
        continue;
      case '--checked':
        checked = true;
        continue;
      case '--audit':
        audit = true;
        continue;
    }
    if (option.startsWith('--')) throw new UsageError(`no option ${option}\n\n${RUN_USAGE}`);
    const program = programOf(word, rest, valueOf);
    const seed = environment['PYTHONHASHSEED'];
    return {
      mode,
      audit,
      program,
      realm: {
        python: python.key,
        ...(heap === undefined ? {} : { heap }),
        ...(steps === undefined ? {} : { steps }),
        ...(path.length === 0 ? {} : { path }),
        ...(checked ? { checked } : {}),
        ...(seed === undefined || seed === '' ? {} : { hashseed: parseHashSeed(seed) })
      }
    };
  }
}

function programOf(word: string, rest: string[], valueOf: (option: string) => string): Program {
  if (word === '-c') return { code: valueOf(word) + '\n', filename: '<string>', argv: ['-c', ...rest] };
  if (word === '-m') {
    const module = valueOf(word);
    if (!/^[\w.]+$/.test(module)) throw new UsageError(`-m: no module name: ${module}`);
    const code = `import runpy\nrunpy._run_module_as_main(${JSON.stringify(module)})\n`;
    return { code, filename: '<frozen runpy>', argv: ['-m', ...rest] };
  }
  if (word === '-') return { code: decodeSource(readFileSync(0)), filename: '<stdin>', argv: ['-', ...rest] };
  if (word.startsWith('-')) throw new UsageError(`no option ${word}\n\n${RUN_USAGE}`);
  return { code: readProgram(word), filename: word, argv: [word, ...rest] };
}

function readProgram(file: string): string {
  try {
    return decodeSource(readFileSync(file));
  } catch (error) {
    const { code, errno } = error as NodeJS.ErrnoException;
    const why = {
      ENOENT: 'No such file or directory',
      EISDIR: 'Is a directory',
      EACCES: 'Permission denied'
    };
    throw new UsageError(
      `can't open file '${file}': [Errno ${Math.abs(errno ?? 0)}] ${why[code as keyof typeof why] ?? code}`
    );
  }
}

/** Runs a program; gives the process's exit status. */
export async function run(args: readonly string[]): Promise<number> {
  if (printedHelp(args, RUN_USAGE)) return 0;
  const { realm, mode, audit, program } = parseRun(args, process.env);
  const output = new Output();
  const input = new Input();
  const session = await Session.open(
    realm,
    event => {
      if (event.type === 'stream') output.write(event.name, event.text);
      else if (event.type === 'display') output.write('stdout', plainText(event.data));
      else if (event.type === 'input') void answer(event.prompt);
      else if (mode === 'cell') output.write('stdout', shownByCell(event));
    },
    () => output.flush()
  );
  const answer = async (prompt: string): Promise<void> => {
    output.write('stdout', prompt);
    output.flush();
    session.answerInput(await input.line());
  };
  let interrupts = 0;
  process.on('SIGINT', () => {
    if (++interrupts > 3) process.exit(130);
    session.interrupt();
  });
  try {
    const status =
      mode === 'cell'
        ? await runCells(session, program)
        : (await session.run({ ...program, mode })).exitStatus;
    output.flush();
    const problems = audit ? await session.audit() : [];
    for (const problem of problems) output.write('stderr', `refscope: audit: ${problem}\n`);
    return problems.length > 0 ? OUR_BUG : output.closed ? 120 : status;
  } catch (error) {
    if (!(error instanceof KernelFailure)) throw error;
    output.write('stderr', ourBug(error));
    return OUR_BUG;
  } finally {
    output.flush();
  }
}

/** Runs the cells one after the other, also after one that failed, as a learner may. */
async function runCells(session: Session, program: Program): Promise<number> {
  for (const code of cellsOf(program.code)) {
    await session.execute({ code, mode: 'cell', silent: false, storeHistory: true, allowStdin: true });
  }
  return 0;
}

/** What is printed when the kernel itself has failed. */
export function ourBug(failure: KernelFailure): string {
  return (
    `refscope: internal error: ${failure.message}\n${failure.where}\n` +
    'This is a bug in refscope, not in your program. Please report it, with the program and the lines above.\n'
  );
}

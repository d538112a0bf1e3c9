/** The pool's worker: runs one program in one fresh realm for each message, and says what it wrote. */
import { parentPort } from 'node:worker_threads';
import { cellsOf, shownByCell } from '../../kernel/cli/cells.js';
import { KernelFailure, Session } from '../../kernel/cli/session.js';

export interface Job {
  readonly python: string;
  /** The program's file, without a folder, as its traceback shows it. */
  readonly filename: string;
  readonly code: string;
  readonly mode: 'script' | 'cell';
  readonly checked: boolean;
}
export interface Outcome {
  readonly out: string;
  readonly err: string;
  readonly status: number;
  /** What the audit found wrong; null if the kernel did not answer. */
  readonly problems: readonly string[] | null;
  /** How the kernel itself failed, or null. */
  readonly failure: string | null;
  /** Milliseconds to load and boot the realm, to run the program, and to recount the heap. */
  readonly spent: readonly [boot: number, run: number, audit: number];
}

async function runProgram(job: Job): Promise<Outcome> {
  const written = { stdout: '', stderr: '' };
  const began = performance.now();
  let booted = began;
  let ran = began;
  let status = 0;
  let problems: readonly string[] | null = [];
  let failure: string | null = null;
  let session: Session | null = null;
  try {
    session = await Session.open({ python: job.python, checked: job.checked }, event => {
      if (event.type === 'ready') booted = performance.now();
      else if (event.type === 'stream') written[event.name] += event.text;
      else if (event.type === 'input') session?.answerInput(null);
      else if (job.mode === 'cell') written.stdout += shownByCell(event);
    });
    if (job.mode === 'cell') {
      for (const code of cellsOf(job.code)) {
        await session.execute({ code, mode: 'cell', silent: false, storeHistory: true, allowStdin: false });
      }
    } else {
      const { code, filename } = job;
      status = (await session.run({ code, filename, mode: 'script', argv: [filename] })).exitStatus;
    }
    ran = performance.now();
    problems = await session.audit();
  } catch (error) {
    const { message, stack } = error as Error;
    failure =
      error instanceof KernelFailure
        ? `${message} ${error.where.split('\n')[1]?.trim() ?? ''}`
        : `${message} ${stack}`;
  }
  session?.close();
  const spent = [booted - began, ran - booted, performance.now() - ran] as const;
  return { out: written.stdout, err: written.stderr, status, problems, failure, spent };
}

parentPort?.on('message', (job: Job) => {
  void runProgram(job).then(outcome => parentPort?.postMessage(outcome));
});

/** The life of cells and programs: compile, run in slices, show what came of it. */
import { load, store } from '../heap/memory.js';
import { NULL, type Maybe, type Owned, type Ref } from '../heap/reference.js';
import type { Event } from '../../wire/events.js';
import type { ExecuteRequest, Mode, RunRequest } from '../../wire/requests.js';
import type { Interactive, Module, Stmt } from '../syntax/ast.js';
import { dictGetItem, setStr } from '../include/dict.js';
import { moduleDict, newModule } from '../include/module.js';
import { None } from '../include/singletons.js';
import { identifier, newStr, toHost } from '../include/str.js';
import { typeName } from '../include/type.js';
import { PySystemExit } from '../include/exception.js';
import { asIndex, isInt } from '../include/int.js';
import { listAppend, newList } from '../include/list.js';
import { errors, raise } from '../object/errors.js';
import { typeOf } from '../object/header.js';
import { decref, newRef } from '../object/refcount.js';
import { INTERRUPT, takeRaised } from '../object/thread.js';
import { finish } from '../object/upward.js';
import { runExitHooks } from '../abstract/exit-hook.js';
import { host } from '../abstract/host.js';
import { isInstance, str } from '../abstract/object.js';
import { Constants } from '../interp/code.js';
import { builtinsRoot } from '../interp/builtins-root.js';
import { runCode } from '../interp/call.js';
import { GO, SLICE_OVER } from '../interp/loop.js';
import { enterRun, goOn, WAITING, type Running } from '../interp/run.js';
import { activeTrees, compileTree, parse } from './compile.js';
import { setSearchPath } from './find-source.js';
import { sources } from './warnings.js';
import { tracebackText } from './traceback-text.js';
import { registerRoots } from '../inspect/roots.js';
import { DisplayCache, installDisplayHook } from './display.js';
import { finalizeModules } from './finalize.js';

/** What is left to run of an execution. */
interface Execution {
  readonly request: ExecuteRequest | RunRequest;
  readonly filename: string;
  readonly count: number;
  /** Statements not yet begun, in cell mode; the last one may be displayed. */
  readonly units: { readonly tree: Module | Interactive; readonly mode: 'exec' | 'single' }[];
  /** What the syntax tree holds while the execution runs. */
  readonly constants: Constants;
  bottom: number;
}

export class Session {
  private execution: Execution | null = null;
  private waiting = false;
  /** The moment at which a sleeping program wakes. */
  wakesAt: number | null = null;
  /** What the line that is waited for was asked with. */
  prompt = '';
  private main: Ref = 0 as Ref;
  private counter = 0;
  private readonly show = (value: Ref): boolean => this.display.show(value);
  readonly display: DisplayCache;

  constructor(private readonly emit: (event: Event) => void) {
    this.display = new DisplayCache(emit);
    registerRoots(see => {
      this.display.visit(see);
      for (const tree of activeTrees) tree.visit(o => see(o, 'syntax tree'));
    });
  }
  get isRunning(): boolean {
    return this.execution !== null;
  }
  get isWaiting(): boolean {
    return this.waiting;
  }
  get isCell(): boolean {
    return this.execution?.request.mode === 'cell';
  }
  /** The globals of `__main__`. */
  get globals(): Ref {
    return moduleDict(this.main);
  }

  /** Makes `__main__`. */
  open(): void {
    const name = must(newStr('__main__'));
    const module = must(newModule(name));
    const dict = moduleDict(module);
    const builtins = dictGetItem(builtinsRoot.modules(), identifier('builtins')) as Ref;
    setStr(dict, identifier('__builtins__'), builtins);
    setStr(builtinsRoot.modules(), name, module);
    decref(name);
    setSearchPath('');
    this.main = module;
    decref(module);
  }

  execute(request: ExecuteRequest): void {
    const counted = !request.silent && request.storeHistory;
    if (counted) this.counter++;
    this.emit({ type: 'started', id: request.id, executionCount: this.counter });
    const filename = request.filename ?? (request.mode === 'cell' ? `<cell ${this.counter}>` : '<stdin>');
    this.begin(request, filename, this.counter, request.mode, request.code);
  }
  run(request: RunRequest): void {
    this.setArgv(request.argv);
    if (request.filename.includes('/')) setSearchPath(request.filename.replace(/\/[^/]*$/, ''));
    if (request.filename !== '<string>' && request.filename !== '<stdin>') {
      const file = must(newStr(request.filename));
      setStr(this.globals, identifier('__file__'), file);
      decref(file);
    }
    this.begin(request, request.filename, 0, request.mode, request.code);
  }
  private setArgv(argv: readonly string[]): void {
    const list = must(newList(0));
    for (const argument of argv) listAppend(list, must(newStr(argument)));
    const sys = dictGetItem(builtinsRoot.modules(), identifier('sys')) as Ref;
    setStr(moduleDict(sys), identifier('argv'), list);
    decref(list);
  }
  addFiles(files: Readonly<Record<string, string>>): void {
    for (const [path, text] of Object.entries(files)) sources.set(path, text);
  }

  private begin(
    request: ExecuteRequest | RunRequest,
    filename: string,
    count: number,
    mode: Mode,
    code: string
  ): void {
    sources.set(filename, code);
    const constants = new Constants();
    activeTrees.push(constants);
    const execution: Execution = { request, filename, count, units: [], constants, bottom: 0 };
    this.execution = execution;
    const tree = parse(code, filename, mode === 'repl' ? 'single' : 'exec');
    if (tree === null) {
      this.end(NULL);
      return;
    }
    if (mode === 'cell') execution.units.push(...cellUnits(tree as Module));
    else execution.units.push({ tree: tree as Module, mode: mode === 'repl' ? 'single' : 'exec' });
    if (mode === 'cell') installDisplayHook(this.show);
    if (mode === 'cell') this.display.beginCell(this.globals, count, code);
    this.next();
  }
  /** Begins the next unit, or ends the execution. */
  private next(): void {
    const execution = this.execution!;
    const unit = execution.units.shift();
    if (unit === undefined) {
      this.end(newRef(None));
      return;
    }
    const code = compileTree(unit.tree, execution.filename, unit.mode, execution.constants);
    if (code === NULL) {
      this.end(NULL);
      return;
    }
    const running = enterRun(
      () => {
        const answer = runCode(code, this.globals, this.globals, 0);
        decref(code);
        return answer;
      },
      bottom => (execution.bottom = bottom)
    );
    this.after(running);
  }
  slice(): void {
    if (this.wakesAt !== null) this.wake();
    else this.after(goOn(this.execution!.bottom, GO));
  }
  /** Milliseconds that the program still sleeps; 0 if it does not. */
  get sleeps(): number {
    if (this.wakesAt === null || load(INTERRUPT) !== 0) return 0;
    return Math.max(0, (this.wakesAt - host.monotonic()) * 1000);
  }
  private wake(): void {
    if (this.sleeps > 0) return;
    this.wakesAt = null;
    const isInterrupted = load(INTERRUPT) !== 0;
    if (isInterrupted) {
      store(INTERRUPT, 0);
      raise(errors.KeyboardInterrupt, '');
    }
    this.after(goOn(this.execution!.bottom, isInterrupted ? NULL : newRef(None)));
  }
  /** Sleeps where it stands: a native holds the JavaScript stack.  False: nobody sleeps. */
  sleepHere(): boolean {
    if (this.wakesAt === null) return false;
    while (this.sleeps > 0) if (host.pollInterrupt()) store(INTERRUPT, 1);
    this.wakesAt = null;
    return true;
  }
  /** The line that a native waited for has arrived. */
  answerInput(): void {
    this.waiting = false;
    this.after(goOn(this.execution!.bottom, newRef(None)));
  }
  interruptInput(): void {
    this.waiting = false;
    raise(errors.KeyboardInterrupt, '');
    this.after(goOn(this.execution!.bottom, NULL));
  }
  /** Nobody is there to answer: the notebook is executed by a program. */
  private refuseInput(): void {
    this.waiting = false;
    raise(
      errors.NotImplementedError,
      'input() was called, but who executes this cell does not answer questions'
    );
    this.after(goOn(this.execution!.bottom, NULL));
  }
  private after(running: Running): void {
    if (running === SLICE_OVER) return;
    if (running === WAITING) {
      if (this.wakesAt !== null) return;
      const { request } = this.execution!;
      this.waiting = true;
      if (request.type === 'run' || request.allowStdin)
        this.emit({ type: 'input', prompt: this.prompt, password: false });
      else this.refuseInput();
      return;
    }
    if (running === NULL) this.end(NULL);
    else {
      decref(running as Owned);
      this.next();
    }
  }

  /** An execution has ended: with an exception on its way, or well. */
  private end(answer: Maybe): void {
    const execution = this.execution!;
    const { request } = execution;
    const exception = answer === NULL ? takeRaised() : 0;
    let exitStatus = 0;
    execution.units.length = 0;
    if (answer !== NULL) decref(answer as Owned);
    if (exception !== 0) exitStatus = this.failed(exception, request);
    activeTrees.pop();
    execution.constants.release();
    if (request.type === 'execute' && request.mode === 'cell') this.display.endCell();
    if (request.type === 'run') {
      runExitHooks();
      finalizeModules();
    }
    this.execution = null;
    this.emit({
      type: 'done',
      id: request.id,
      status: exception === 0 || (request.type === 'run' && exitStatus === 0) ? 'ok' : 'error',
      executionCount: execution.count,
      exitStatus
    });
  }
  /** Shows an exception nobody caught; answers the exit status of a program. */
  private failed(exception: Owned, request: ExecuteRequest | RunRequest): number {
    if (request.type === 'run' && isInstance(exception, errors.SystemExit)) {
      const status = exitStatusOf(exception);
      decref(exception);
      return status;
    }
    const lines = tracebackText(exception, name => sources.get(name) ?? null);
    if (request.type === 'run') {
      host.write('stderr', lines.join('\n') + '\n');
      decref(exception);
      return 1;
    }
    const ename = typeName(typeOf(exception));
    this.emit({
      type: 'error',
      ename: ename.slice(ename.lastIndexOf('.') + 1),
      evalue: textOf(exception),
      traceback: lines
    });
    this.display.keepError(exception);
    return 1;
  }
}

/** Each top-level statement is a unit of its own; a last expression is shown. */
function cellUnits(tree: Module): Execution['units'] {
  return tree.body.map((statement: Stmt, i) =>
    i === tree.body.length - 1 && statement.kind === 'Expr'
      ? { tree: { kind: 'Interactive', body: [statement] } as Interactive, mode: 'single' as const }
      : { tree: { ...tree, body: [statement] } as Module, mode: 'exec' as const }
  );
}
function must(o: Owned | 0): Owned {
  if (o === 0) throw new Error('no memory while the session opens');
  return o;
}
function textOf(exception: Ref): string {
  const text = finish(str(exception));
  if (text === NULL) {
    const failure = takeRaised();
    if (failure !== 0) decref(failure);
    return '<exception str() failed>';
  }
  const shown = toHost(text);
  decref(text);
  return shown;
}
/** What `python` exits with: None 0, an int itself, anything else is printed and 1.  @cpython Python/pythonrun.c handle_system_exit */
function exitStatusOf(exception: Ref): number {
  const code = PySystemExit.code(exception);
  if (code === 0 || code === None) return 0;
  if (isInt(code)) return (asIndex(code) ?? 1) & 255;
  host.write('stderr', `${textOf(code)}\n`);
  return 1;
}

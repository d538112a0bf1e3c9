/**
 * The Jupyter protocol over one realm: messages in, messages out, nothing awaited.  Executions wait in a queue here,
 * one at a time in the realm; everything else is answered while a cell runs, so interrupt, `input()`, completion and
 * comms work during an endless loop.  A transport (the page's `IKernel`, Node's ZMTP sockets) carries the messages.
 */
import type { ErrorEvent, Event, MimeBundle, Value } from '../../wire/events.js';
import type { Request } from '../../wire/requests.js';
import { Comms } from './comms.js';
import { History } from './history.js';
import { languageInfo } from './kernelspecs.js';
import {
  booleanField,
  MessageMaker,
  numberField,
  PROTOCOL_VERSION,
  textField,
  type Channel,
  type Content,
  type Message
} from './messages.js';
import { Output } from './output.js';
import type { Ask, RealmPort } from './port.js';
import { charactersFromUnits, unitsFromCharacters } from './positions.js';

export interface KernelOptions {
  readonly realm: RealmPort;
  /** The realm's version, such as `3.14`. */
  readonly python: string;
  /** Takes every message the kernel sends. */
  send(message: Message): void;
  /** The realm has failed and must be replaced. */
  onFatal?(message: string): void;
  /** A client asked the kernel to end, after the reply was sent. */
  onShutdown?(restart: boolean): void;
}

interface Execution {
  readonly request: Message;
  readonly id: number;
  readonly silent: boolean;
  /** Its number, or 0 as long as `execute_input` was not published. */
  count: number;
  error: ErrorEvent | null;
}

/** How long after an error a request that was made before it may still arrive, in milliseconds. */
const ABORT_WINDOW = 1000;

export class KernelCore {
  private readonly realm: RealmPort;
  private readonly messages = new MessageMaker();
  private readonly history = new History();
  private readonly comms: Comms;
  private readonly output: Output;
  private readonly queue: Message[] = [];
  private running: Execution | null = null;
  private readonly questions = new Map<number, (value: Value | null) => void>();
  private nextId = 1;
  /** The last execution number the realm told. */
  private executionCount = 0;
  private failedAt = -Infinity;
  private fatal: string | null = null;
  private release: string | null = null;
  private readonly awaitingReady: (() => void)[] = [];
  private disposed = false;

  constructor(private readonly options: KernelOptions) {
    this.realm = options.realm;
    this.realm.onEvent = event => this.onEvent(event);
    this.output = new Output((name, text) => {
      if (this.running !== null) this.publish(this.running, 'stream', { name, text });
    });
    this.comms = new Comms(
      question => this.ask(question),
      (parent, type, content) => this.send(parent, 'iopub', type, content)
    );
  }

  /** Takes one message.  Returns at once; answers go to `send`. */
  handle(message: Message): void {
    if (this.disposed) return;
    const { content } = message;
    switch (message.header.msg_type) {
      case 'execute_request':
        this.enqueue(message);
        return;
      case 'input_reply':
        this.toRealm({ type: 'input', text: textField(content, 'value') });
        return;
      case 'kernel_info_request':
        this.whenReady(() => this.answer(message, this.kernelInfo()));
        return;
      case 'interrupt_request':
        this.interrupt();
        this.answer(message, {});
        return;
      case 'complete_request':
        this.complete(message);
        return;
      case 'inspect_request':
        this.inspect(message);
        return;
      case 'is_complete_request':
        this.question(message, { type: 'isComplete', code: textField(content, 'code') }, value =>
          value?.type !== 'isComplete'
            ? { status: 'unknown' }
            : value.status === 'incomplete'
              ? { status: value.status, indent: value.indent }
              : { status: value.status }
        );
        return;
      case 'history_request':
        this.answer(message, { history: this.history.find(content) });
        return;
      case 'comm_info_request':
        this.answer(message, { comms: this.comms.info(textField(content, 'target_name')) });
        return;
      case 'comm_open':
      case 'comm_msg':
      case 'comm_close':
        this.bracket(message, () => this.comms.handle(message));
        return;
      case 'debug_request':
        this.answer(message, debugRefusal(content));
        return;
      case 'shutdown_request': {
        const restart = booleanField(content, 'restart', false);
        this.answer(message, { restart });
        this.dispose();
        this.options.onShutdown?.(restart);
        return;
      }
      default:
        // Unknown requests get no reply, as in other kernels, but their sender sees the kernel idle again.
        this.bracket(message, () => undefined);
    }
  }

  /** Raises KeyboardInterrupt in the running cell.  Queued cells are given up when it ends with that error. */
  interrupt(): void {
    if (this.running !== null) this.toRealm({ type: 'interrupt' });
  }

  /** Asks the realm about its session.  Null when the realm has failed or ended meanwhile. */
  ask(question: Ask): Promise<Value | null> {
    return new Promise(resolve => {
      if (this.fatal !== null || this.disposed) {
        resolve(null);
        return;
      }
      const id = this.nextId++;
      this.questions.set(id, resolve);
      this.realm.send({ ...question, id });
    });
  }

  /** Forgets the realm; nothing is sent any more. */
  dispose(): void {
    this.disposed = true;
    this.realm.onEvent = () => undefined;
    this.output.drop();
    this.dropQuestions();
  }

  // Executions

  private enqueue(message: Message): void {
    if (this.wasSentBeforeFailure(message)) this.abort(message);
    else {
      this.queue.push(message);
      this.next();
    }
  }

  /**
   * Whether its sender could not know of the last error yet.  "Run all" sends every cell at once, and a transport may
   * deliver the later ones after the error of an early one.
   */
  private wasSentBeforeFailure(message: Message): boolean {
    const sent = Date.parse(message.header.date);
    return sent < this.failedAt && Date.now() - this.failedAt < ABORT_WINDOW;
  }

  private next(): void {
    if (this.running !== null) return;
    const request = this.queue.shift();
    if (request === undefined) return;
    const { content } = request;
    const silent = booleanField(content, 'silent', false);
    const execution: Execution = { request, id: this.nextId++, silent, count: 0, error: null };
    this.running = execution;
    this.output.begin();
    this.status(request, 'busy');
    if (this.fatal !== null) {
      this.failRunning(this.fatal);
      return;
    }
    this.realm.send({
      type: 'execute',
      id: execution.id,
      code: textField(content, 'code'),
      mode: 'cell',
      silent,
      storeHistory: !silent && booleanField(content, 'store_history', true),
      allowStdin: booleanField(content, 'allow_stdin', false),
      userExpressions: expressionsOf(content['user_expressions'])
    });
  }

  /** Publishes `execute_input`, once, before anything the cell prints. */
  private announce(execution: Execution, count: number): void {
    if (execution.count !== 0) return;
    execution.count = count;
    const { content } = execution.request;
    const code = textField(content, 'code');
    this.executionCount = count;
    if (execution.silent) return;
    if (booleanField(content, 'store_history', true)) this.history.add(count, code);
    this.publish(execution, 'execute_input', { code, execution_count: count });
  }

  private finish(execution: Execution, reply: Content): void {
    this.output.flush();
    const { request } = execution;
    this.running = null;
    this.send(request, 'shell', 'execute_reply', { ...reply, execution_count: execution.count });
    if (reply['status'] === 'error' && booleanField(request.content, 'stop_on_error', true)) {
      this.failedAt = Date.now();
      for (const waiting of this.queue.splice(0)) this.abort(waiting);
    }
    this.status(request, 'idle');
    this.next();
  }

  private abort(request: Message): void {
    this.bracket(request, () =>
      this.send(request, 'shell', 'execute_reply', {
        status: 'aborted',
        execution_count: this.executionCount
      })
    );
  }

  /** Ends the running execution with a message about ourselves, in place of a Python exception. */
  private failRunning(message: string): void {
    const execution = this.running;
    if (execution === null) return;
    const error = {
      ename: 'KernelFailure',
      evalue: message.split('\n', 1)[0] ?? '',
      traceback: message.split('\n')
    };
    this.announce(execution, this.executionCount + 1);
    this.publish(execution, 'error', error);
    this.finish(execution, { status: 'error', ...error });
  }

  // Events of the realm

  private onEvent(event: Event): void {
    switch (event.type) {
      case 'ready':
        this.release = event.release;
        this.becomeReady();
        return;
      case 'value': {
        const resolve = this.questions.get(event.id);
        this.questions.delete(event.id);
        resolve?.(event.value);
        return;
      }
      case 'fatal':
        this.onFatal(event.message, event.stack);
        return;
      default:
        if (this.running !== null) this.onExecutionEvent(this.running, event);
    }
  }

  private onExecutionEvent(
    execution: Execution,
    event: Exclude<Event, { type: 'ready' | 'value' | 'fatal' }>
  ): void {
    if (event.type === 'started') {
      if (event.id === execution.id) this.announce(execution, event.executionCount);
      return;
    }
    if (event.type === 'done') {
      if (event.id === execution.id) this.onDone(execution, event);
      return;
    }
    this.announce(execution, this.executionCount + (execution.silent ? 0 : 1));
    switch (event.type) {
      case 'stream':
        this.output.write(event.name, event.text);
        return;
      case 'display':
        this.publish(execution, 'display_data', {
          data: event.data,
          metadata: event.metadata,
          transient: {}
        });
        return;
      case 'result': {
        const content = { execution_count: event.executionCount, data: event.data, metadata: {} };
        this.publish(execution, 'execute_result', content);
        this.history.setOutput(event.executionCount, textField(event.data, 'text/plain'));
        return;
      }
      case 'error': {
        execution.error = event;
        const { ename, evalue, traceback } = event;
        if (!execution.silent) this.publish(execution, 'error', { ename, evalue, traceback });
        return;
      }
      case 'input':
        this.output.flush();
        this.send(execution.request, 'stdin', 'input_request', {
          prompt: event.prompt,
          password: event.password
        });
    }
  }

  private onDone(execution: Execution, event: Extract<Event, { type: 'done' }>): void {
    this.announce(execution, event.executionCount);
    if (event.status === 'ok') {
      const user_expressions = resultsOf(event.userExpressions ?? {});
      this.finish(execution, { status: 'ok', user_expressions, payload: [] });
      return;
    }
    const { ename, evalue, traceback } = execution.error ?? { ename: 'Error', evalue: '', traceback: [] };
    this.finish(execution, { status: 'error', ename, evalue, traceback, user_expressions: {}, payload: [] });
  }

  private onFatal(message: string, stack: string): void {
    if (this.fatal !== null) return;
    this.fatal = fatalText(message, stack);
    this.becomeReady();
    this.dropQuestions();
    this.failRunning(this.fatal);
    this.options.onFatal?.(message);
  }

  // Questions

  private complete(message: Message): void {
    const { code, cursor } = placeOf(message);
    this.question(message, { type: 'complete', code, cursor }, value => {
      const position = numberField(message.content, 'cursor_pos', 0);
      if (value?.type !== 'complete') {
        return { matches: [], cursor_start: position, cursor_end: position, metadata: {} };
      }
      const start = charactersFromUnits(code, value.start);
      const end = charactersFromUnits(code, value.end);
      return {
        matches: value.matches.map(({ text }) => text),
        cursor_start: start,
        cursor_end: end,
        metadata: {
          _jupyter_types_experimental: value.matches.map(({ text, type }) => ({ text, type, start, end }))
        }
      };
    });
  }

  private inspect(message: Message): void {
    const detail = numberField(message.content, 'detail_level', 0) === 1 ? 1 : 0;
    this.question(message, { type: 'inspect', ...placeOf(message), detail }, value =>
      value?.type === 'inspect'
        ? { found: value.found, data: value.data, metadata: {} }
        : { found: false, data: {}, metadata: {} }
    );
  }

  private question(message: Message, question: Ask, contentOf: (value: Value | null) => Content): void {
    this.status(message, 'busy');
    void this.ask(question).then(value => {
      if (this.disposed) return;
      this.reply(message, contentOf(value));
      this.idleAgain(message);
    });
  }

  private dropQuestions(): void {
    for (const resolve of this.questions.values()) resolve(null);
    this.questions.clear();
  }

  // The kernel itself

  private whenReady(task: () => void): void {
    if (this.release !== null || this.fatal !== null) task();
    else this.awaitingReady.push(task);
  }

  private becomeReady(): void {
    for (const task of this.awaitingReady.splice(0)) task();
  }

  private kernelInfo(): Content {
    const release = this.release ?? this.options.python;
    return {
      protocol_version: PROTOCOL_VERSION,
      implementation: 'refscope',
      implementation_version: release,
      banner: `CPython ${release}, simulated: every object, every reference, every byte.`,
      language_info: languageInfo(this.options.python),
      help_links: []
    };
  }

  private toRealm(request: Request): void {
    if (this.fatal === null) this.realm.send(request);
  }

  // Sending

  private bracket(message: Message, task: () => void): void {
    this.status(message, 'busy');
    task();
    this.idleAgain(message);
  }

  private answer(message: Message, content: Content): void {
    this.bracket(message, () => this.reply(message, content));
  }

  private reply(message: Message, content: Content): void {
    const channel = message.channel === 'control' ? 'control' : 'shell';
    const msgType = message.header.msg_type.replace(/_request$/, '_reply');
    this.send(message, channel, msgType, { status: 'ok', ...content });
  }

  /** Ends the bracket of a request.  While a cell runs the kernel is busy all the same, and front ends must see that. */
  private idleAgain(message: Message): void {
    this.status(message, 'idle');
    if (this.running !== null) this.status(this.running.request, 'busy');
  }

  private status(parent: Message, state: 'busy' | 'idle'): void {
    this.send(parent, 'iopub', 'status', { execution_state: state });
  }

  private publish(execution: Execution, msgType: string, content: Content): void {
    if (msgType !== 'stream') this.output.flush();
    this.send(execution.request, 'iopub', msgType, content);
  }

  private send(parent: Message, channel: Channel, msgType: string, content: Content): void {
    this.options.send(this.messages.make(parent, channel, msgType, content));
  }
}

function placeOf(message: Message): { code: string; cursor: number } {
  const code = textField(message.content, 'code');
  return { code, cursor: unitsFromCharacters(code, numberField(message.content, 'cursor_pos', code.length)) };
}

function expressionsOf(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter(([, expression]) => typeof expression === 'string'));
}

/** User expressions as the protocol wants them.  A bundle with an `ename` is the exception its expression raised. */
function resultsOf(bundles: Readonly<Record<string, MimeBundle>>): Content {
  return Object.fromEntries(
    Object.entries(bundles).map(([name, bundle]) => [
      name,
      'ename' in bundle
        ? { status: 'error', traceback: [], ...bundle }
        : { status: 'ok', data: bundle, metadata: {} }
    ])
  );
}

function fatalText(message: string, stack: string): string {
  const lines = [
    'The simulated CPython stopped because of a mistake in refscope, not in your program.',
    'Restart the kernel to go on: Kernel menu, Restart Kernel.  Your notebook is safe; variables are lost.',
    '',
    message
  ];
  const place = stack.split('\n').slice(0, 8).join('\n').trim();
  return place === '' || place === message ? lines.join('\n') : [...lines, place].join('\n');
}

/** The debug adapter protocol's way of saying no. */
function debugRefusal(request: Content): Content {
  return {
    type: 'response',
    seq: numberField(request, 'seq', 0),
    request_seq: numberField(request, 'seq', 0),
    command: textField(request, 'command'),
    success: false,
    message: 'This kernel has no debugger.',
    body: {}
  };
}

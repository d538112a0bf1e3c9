/** A kernel over a scripted realm: tests say what the realm tells, and read what the kernel sent. */
import { KernelCore } from '../../kernel/jupyter/core/kernel.js';
import type { Content, Message } from '../../kernel/jupyter/core/messages.js';
import type { RealmPort } from '../../kernel/jupyter/core/port.js';
import type { Event } from '../../kernel/wire/events.js';
import type { ExecuteRequest, Request } from '../../kernel/wire/requests.js';

export class FakeRealm implements RealmPort {
  readonly requests: Request[] = [];
  onEvent: (event: Event) => void = () => undefined;

  send(request: Request): void {
    this.requests.push(request);
  }

  /** The latest request. */
  get last(): Request {
    return this.requests.at(-1)!;
  }

  get executions(): ExecuteRequest[] {
    return this.requests.filter(request => request.type === 'execute');
  }

  ready(): void {
    this.onEvent({ type: 'ready', python: '3.14', release: '3.14.10' });
  }

  started(executionCount: number): void {
    this.onEvent({ type: 'started', id: this.executions.at(-1)!.id, executionCount });
  }

  print(text: string): void {
    this.onEvent({ type: 'stream', name: 'stdout', text });
  }

  done(executionCount: number, userExpressions: Record<string, Content> = {}): void {
    const { id } = this.executions.at(-1)!;
    this.onEvent({ type: 'done', id, status: 'ok', executionCount, exitStatus: 0, userExpressions });
  }

  fail(executionCount: number, ename = 'ZeroDivisionError'): void {
    const { id } = this.executions.at(-1)!;
    this.onEvent({ type: 'error', ename, evalue: 'why', traceback: [`${ename}: why`] });
    this.onEvent({ type: 'done', id, status: 'error', executionCount, exitStatus: 0 });
  }
}

export class Harness {
  readonly realm = new FakeRealm();
  readonly sent: Message[] = [];
  readonly fatal: string[] = [];
  readonly shutdowns: boolean[] = [];
  readonly core = new KernelCore({
    realm: this.realm,
    python: '3.14',
    send: message => this.sent.push(message),
    onFatal: message => this.fatal.push(message),
    onShutdown: restart => this.shutdowns.push(restart)
  });
  private count = 0;

  /** Sends a request and returns its message id. */
  request(msg_type: string, content: Content = {}, at = new Date()): string {
    const msg_id = `request-${++this.count}`;
    const control = ['interrupt_request', 'shutdown_request', 'debug_request'].includes(msg_type);
    this.core.handle({
      channel: control ? 'control' : msg_type === 'input_reply' ? 'stdin' : 'shell',
      header: { msg_id, msg_type, session: 'client', username: '', date: at.toISOString(), version: '5.4' },
      parent_header: {},
      metadata: {},
      content
    });
    return msg_id;
  }

  execute(code: string, options: Content = {}, at?: Date): string {
    return this.request('execute_request', { code, silent: false, allow_stdin: true, ...options }, at);
  }

  /** Everything sent in answer to one request. */
  answers(msg_id: string): Message[] {
    return this.sent.filter(message => message.parent_header['msg_id'] === msg_id);
  }

  /** Message types sent in answer to one request; a status is written as its state. */
  types(msg_id: string): string[] {
    return this.answers(msg_id).map(({ header, content }) =>
      header.msg_type === 'status' ? String(content['execution_state']) : header.msg_type
    );
  }

  content(msg_id: string, msg_type: string): Content | undefined {
    return this.answers(msg_id).find(({ header }) => header.msg_type === msg_type)?.content;
  }
}

/** Lets promises that are already settled be seen. */
export const settle = (): Promise<void> => new Promise(resolve => setTimeout(resolve, 0));

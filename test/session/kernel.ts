/** A Jupyter kernel over a real realm, as a client sees it: requests in, replies out. */
import { readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { nativeImport } from '../native-import.js';
import { KernelCore } from '../../kernel/jupyter/core/kernel.js';
import type { Content, Message } from '../../kernel/jupyter/core/messages.js';
import type { RealmPort } from '../../kernel/jupyter/core/port.js';
import type { AuditValue, ValueEvent } from '../../kernel/wire/events.js';
import type { OpenRealm, Realm } from '../../kernel/wire/realm.js';

const LIB = fileURLToPath(new URL('../../lib/kernel/', import.meta.url));
let opened = 0;

export class Kernel {
  private readonly sent: Message[] = [];
  private readonly port: RealmPort = { send: request => this.realm?.send(request), onEvent: () => undefined };
  private readonly core: KernelCore;
  private realm: Realm | null = null;
  private requests = 0;
  private onMessage: () => void = () => undefined;
  private readonly audits: ((value: AuditValue) => void)[] = [];

  private constructor(python: string) {
    this.core = new KernelCore({
      realm: this.port,
      python,
      send: message => {
        this.sent.push(message);
        this.onMessage();
      }
    });
  }

  static async open(python: string): Promise<Kernel> {
    const kernel = new Kernel(python);
    const url = `${pathToFileURL(LIB).href}refscope.worker.bundle.js?python=${python}&checked=1&n=${opened++}`;
    const { openRealm } = (await nativeImport(url)) as { openRealm: OpenRealm };
    kernel.realm = openRealm({
      emit: event => {
        if (event.type === 'fatal') throw new Error(`${event.message}\n${event.stack}`);
        if (isAudit(event as ValueEvent)) kernel.audits.shift()!((event as ValueEvent).value as AuditValue);
        else kernel.port.onEvent(event);
      },
      defer: task => void setImmediate(task),
      now: () => performance.now(),
      clock: () => 0,
      library: () => JSON.parse(readFileSync(`${LIB}stdlib-${python}.json`, 'utf8')) as Record<string, string>
    });
    return kernel;
  }

  /** Sends a request; gives everything sent in answer to it. */
  private async request(msg_type: string, content: Content): Promise<Message[]> {
    const msg_id = `request-${++this.requests}`;
    const header = { msg_id, msg_type, session: 'test', username: '', date: '', version: '5.4' };
    this.core.handle({ channel: 'shell', header, parent_header: {}, metadata: {}, content });
    const answers = (): Message[] => this.sent.filter(m => m.parent_header['msg_id'] === msg_id);
    const isOver = (): boolean => answers().some(m => m.content['execution_state'] === 'idle');
    while (!isOver()) await new Promise<void>(resolve => (this.onMessage = resolve));
    return answers();
  }
  private async reply(msg_type: string, content: Content): Promise<Content> {
    const answers = await this.request(`${msg_type}_request`, content);
    return answers.find(m => m.header.msg_type === `${msg_type}_reply`)!.content;
  }

  /** Runs a cell; gives what it wrote, its exception last. */
  async run(code: string): Promise<string> {
    const answers = await this.request('execute_request', { code, silent: false, allow_stdin: false });
    const text = ({ header, content }: Message): string =>
      header.msg_type === 'stream'
        ? String(content['text'])
        : header.msg_type === 'error'
          ? `${String(content['ename'])}: ${String(content['evalue'])}\n`
          : '';
    return answers.map(text).join('');
  }
  /** Asks for completion at the `|`; positions are counted in characters, as in Jupyter's protocol. */
  async complete(
    marked: string
  ): Promise<{ matches: string[]; start: number; end: number; types: string[] }> {
    const reply = await this.reply('complete', place(marked));
    const metadata = reply['metadata'] as Record<string, { type: string }[]>;
    return {
      matches: reply['matches'] as string[],
      start: reply['cursor_start'] as number,
      end: reply['cursor_end'] as number,
      types: metadata['_jupyter_types_experimental']!.map(match => match.type)
    };
  }
  async matches(marked: string): Promise<string[]> {
    return (await this.complete(marked)).matches;
  }
  /** Asks for inspection at the `|`: the MIME bundle, or null where nothing is found. */
  async inspect(marked: string, detail_level: 0 | 1 = 0): Promise<Record<string, string> | null> {
    const reply = await this.reply('inspect', { ...place(marked), detail_level });
    return reply['found'] === true ? (reply['data'] as Record<string, string>) : null;
  }
  /** What a recount of the heap finds wrong. */
  async audit(): Promise<readonly string[]> {
    const value = new Promise<AuditValue>(resolve => this.audits.push(resolve));
    this.realm!.send({ type: 'audit', id: -1 });
    return (await value).problems;
  }
}
const isAudit = (event: ValueEvent): boolean => event.type === 'value' && event.value.type === 'audit';

function place(marked: string): Content {
  const [before = '', after = ''] = marked.split('|');
  return { code: before + after, cursor_pos: Array.from(before).length };
}

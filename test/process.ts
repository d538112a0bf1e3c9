/** A process of the checked kernel, in which tests run code and of which they ask questions. */
import { readFileSync } from 'node:fs';
import { nativeImport } from './native-import.js';
import type { Event, StreamEvent, Value } from '../kernel/wire/events.js';
import type { Graph } from '../kernel/wire/graph.js';
import { GRAPH_MIME } from '../kernel/wire/graph.js';
import type { OpenRealm, Realm } from '../kernel/wire/realm.js';
import type { Question } from '../kernel/wire/requests.js';

export const VERSIONS = ['3.9', '3.11', '3.13', '3.14'];
const LIB = new URL('../lib/kernel/', import.meta.url);
/** Each is a process of its own: a module is loaded once per address. */
let opened = 0;

type WithoutId<Q> = Q extends Question ? Omit<Q, 'id'> : never;

export class Process {
  private readonly waiting = new Map<number, (events: Event[]) => void>();
  private events: Event[] = [];
  private next = 1;
  private constructor(private readonly realm: () => Realm) {}

  static async open(python: string): Promise<Process> {
    const url = new URL('refscope.worker.bundle.js', LIB);
    const { openRealm } = (await nativeImport(`${url.href}?python=${python}&checked=1&n=${opened++}`)) as {
      openRealm: OpenRealm;
    };
    const made: Process = new Process(() => realm);
    const realm = openRealm({
      emit: event => made.take(event),
      defer: task => void setImmediate(task),
      now: () => performance.now(),
      clock: () => Date.now(),
      library: () =>
        JSON.parse(readFileSync(new URL(`stdlib-${python}.json`, LIB), 'utf8')) as Record<string, string>
    });
    return made;
  }
  private take(event: Event): void {
    if (event.type === 'fatal') throw new Error(`${event.message}\n${event.stack}`);
    this.events.push(event);
    if (event.type !== 'done' && event.type !== 'value') return;
    const { events } = this;
    this.events = [];
    this.waiting.get(event.id)?.(events);
  }
  private answered(send: (id: number) => void): Promise<Event[]> {
    const id = this.next++;
    return new Promise(resolve => {
      this.waiting.set(id, resolve);
      send(id);
    });
  }
  /** Runs a cell; all that it emitted. */
  cell(code: string): Promise<Event[]> {
    const options = { mode: 'cell', silent: false, storeHistory: true, allowStdin: false } as const;
    return this.answered(id => this.realm().send({ type: 'execute', id, code, ...options }));
  }
  /** What a cell prints. */
  async printed(code: string): Promise<string> {
    const events = await this.cell(code);
    const failed = events.find(event => event.type === 'error');
    if (failed?.type === 'error') throw new Error(`${failed.ename}: ${failed.evalue}`);
    return events
      .filter((event): event is StreamEvent => event.type === 'stream')
      .map(event => event.text)
      .join('');
  }
  /** The graph that a cell shows. */
  async graph(code: string): Promise<Graph> {
    const events = await this.cell(code);
    const shown = events.find(event => event.type === 'display');
    if (shown?.type !== 'display') throw new Error(`nothing was shown: ${JSON.stringify(events)}`);
    return shown.data[GRAPH_MIME] as Graph;
  }
  async ask(question: WithoutId<Question>): Promise<Value> {
    const events = await this.answered(id => this.realm().send({ ...question, id } as Question));
    const value = events.find(event => event.type === 'value');
    if (value?.type !== 'value') throw new Error('no answer');
    return value.value;
  }
  /** What the audit finds wrong. */
  async problems(): Promise<readonly string[]> {
    const value = await this.ask({ type: 'audit' });
    return value.type === 'audit' ? value.problems : ['no audit'];
  }
}

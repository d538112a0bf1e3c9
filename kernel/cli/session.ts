/** One realm and its answers: requests as promises, everything else to a listener. */
import type { DoneEvent, Event, ValueEvent } from '../wire/events.js';
import type { Realm, RealmOptions } from '../wire/realm.js';
import type { ExecuteRequest, Request, RunRequest } from '../wire/requests.js';
import { openNodeRealm } from './host.js';

/** The kernel itself has failed; `where` is its JavaScript stack. */
export class KernelFailure extends Error {
  constructor(
    message: string,
    readonly where = ''
  ) {
    super(message);
  }
}

type Final = DoneEvent | ValueEvent;
interface Asked {
  readonly answer: (event: Final) => void;
  readonly fail: (failure: KernelFailure) => void;
}

export class Session {
  readonly #asked = new Map<number, Asked>();
  readonly #listener: (event: Event) => void;
  #realm: Realm | null = null;
  #failure: KernelFailure | null = null;
  #lastId = 0;
  readonly #stopped = (): void => this.#fail(new KernelFailure('the kernel stopped without an answer'));

  private constructor(listener: (event: Event) => void) {
    this.#listener = listener;
  }

  /** Opens a realm.  `listener` gets every event in order; `betweenSlices` is called when the realm pauses. */
  static async open(
    options: RealmOptions,
    listener: (event: Event) => void,
    betweenSlices: () => void = () => undefined
  ): Promise<Session> {
    const session = new Session(listener);
    session.#realm = await openNodeRealm(options, { emit: event => session.#receive(event), betweenSlices });
    // A realm that stops without an answer keeps nothing alive: Node would end as if all were well.
    process.once('beforeExit', session.#stopped);
    return session;
  }

  /** Lets the realm go. */
  close(): void {
    process.off('beforeExit', this.#stopped);
    this.#realm = null;
  }

  run(request: Omit<RunRequest, 'type' | 'id'>): Promise<DoneEvent> {
    return this.#ask(id => ({ ...request, type: 'run', id })) as Promise<DoneEvent>;
  }

  execute(request: Omit<ExecuteRequest, 'type' | 'id'>): Promise<DoneEvent> {
    return this.#ask(id => ({ ...request, type: 'execute', id })) as Promise<DoneEvent>;
  }

  /** Recounts the whole heap.  Gives what is wrong with it: nothing when every count is exact. */
  async audit(): Promise<readonly string[]> {
    const { value } = (await this.#ask(id => ({ type: 'audit', id }))) as ValueEvent;
    if (value.type !== 'audit') throw new KernelFailure(`audit was answered by ${value.type}`);
    return value.problems;
  }

  answerInput(text: string | null): void {
    this.#realm?.send({ type: 'input', text });
  }

  interrupt(): void {
    this.#realm?.send({ type: 'interrupt' });
  }

  #ask(make: (id: number) => Request): Promise<Final> {
    const id = ++this.#lastId;
    return new Promise<Final>((answer, fail) => {
      if (this.#failure !== null) return fail(this.#failure);
      this.#asked.set(id, { answer, fail });
      this.#realm?.send(make(id));
    });
  }

  #receive(event: Event): void {
    this.#listener(event);
    if (event.type === 'fatal') this.#fail(new KernelFailure(event.message, event.stack));
    if (event.type !== 'done' && event.type !== 'value') return;
    this.#asked.get(event.id)?.answer(event);
    this.#asked.delete(event.id);
  }

  #fail(failure: KernelFailure): void {
    this.#failure = failure;
    for (const { fail } of this.#asked.values()) fail(failure);
    this.#asked.clear();
  }
}

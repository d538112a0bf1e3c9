/** The realm: requests in, events out, one slice between two messages. */
import { store } from './heap/memory.js';
import { boot } from './boot.js';
import { BREAKER, BUDGET, INTERRUPT } from './object/thread.js';
import { realm as chosen } from './profiles/realm.js';
import type { Event, StreamEvent } from '../wire/events.js';
import type { OpenRealm, Realm, RealmHost } from '../wire/realm.js';
import type { ExecuteRequest, FilesRequest, Question, Request, RunRequest } from '../wire/requests.js';
import { connectHost, WAIT } from './abstract/host.js';
import { SLICE } from './interp/run.js';
import { Session } from './session/session.js';
import { answerQuestion } from './session/questions.js';

type Work = ExecuteRequest | RunRequest | FilesRequest;

/** Milliseconds a slice may take before other messages are let in. */
const SLICE_MS = 20;

/** How many texts a slice prints before they are sent without waiting for its end. */
const PLENTY = 1000;

/** Opens the one realm of this module instance. */
export const openRealm: OpenRealm = (host: RealmHost): Realm => {
  const queue: Work[] = [];
  const questions: Question[] = [];
  const input: (string | null)[] = [];
  let pumping = false;
  /** An interrupt came after a cell was asked for and before it began. */
  let isAwaited = false;
  const printed: StreamEvent[] = [];
  const flush = (): void => {
    const { name } = printed[0] ?? {};
    if (name !== undefined)
      host.emit({ type: 'stream', name, text: printed.map(({ text }) => text).join('') });
    printed.length = 0;
  };
  const emit = (event: Event): void => {
    flush();
    host.emit(event);
  };
  /** What a slice prints is few events, however many calls of `print` it is. */
  const write = (name: StreamEvent['name'], text: string): void => {
    if (printed.length === PLENTY || (printed.length > 0 && printed[0]!.name !== name)) flush();
    printed.push({ type: 'stream', name, text });
  };
  connectHost({
    write,
    readFile: path => readBytes(host, path),
    library: once(() => host.library?.() ?? {}),
    readLine: prompt => {
      session.prompt = prompt;
      return input.length === 0 ? WAIT : lineOf(input.shift()!);
    },
    showsPrompt: () => session.isCell,
    pollInterrupt: () => {
      flush(); // a native holds the thread, and no slice ends
      return host.pollInterrupt?.() ?? false;
    },
    display: (data, metadata) => emit({ type: 'display', data, metadata }),
    now: () => host.clock() / 1000,
    monotonic: () => host.now() / 1000,
    sleepUntil: moment => (session.wakesAt = moment),
    sleepHere: () => session.sleepHere(),
    ...(host.entropy === undefined ? {} : { entropy: count => filled(host, count) }),
    ...(host.cwd === undefined ? {} : { cwd: () => host.cwd!() })
  });
  const session = new Session(emit);

  const guarded = (task: () => void): void => {
    try {
      task();
    } catch (error) {
      const failure = error instanceof Error ? error : new Error(String(error));
      emit({ type: 'fatal', message: failure.message, stack: failure.stack ?? '' });
    }
  };
  const schedule = (): void => {
    if (pumping) return;
    pumping = true;
    const sleeps = session.sleeps;
    if (sleeps > 0) host.defer(pump, Math.min(sleeps, SLICE_MS));
    else host.defer(pump);
  };
  /** Work for a slice, then answers to what was asked meanwhile; then lets messages in. */
  const pump = (): void => {
    pumping = false;
    guarded(() => {
      work();
      flush();
      for (const question of questions.splice(0)) answer(question);
      if (session.isWaiting ? input.length > 0 : session.isRunning || queue.length > 0) schedule();
    });
  };
  const work = (): void => {
    const end = host.now() + SLICE_MS;
    do {
      if (session.isWaiting) {
        if (input.length === 0) return;
        session.answerInput();
      } else if (session.isRunning) {
        store(BUDGET, SLICE);
        session.slice();
        if (session.sleeps > 0) return;
        if (!session.isRunning) store(INTERRUPT, 0); // it came too late for this cell, and is not for the next
      } else {
        const request = queue.shift();
        if (request === undefined) return;
        begin(request);
      }
    } while (host.now() < end);
  };
  const begin = (request: Work): void => {
    store(BUDGET, SLICE);
    switch (request.type) {
      case 'execute':
        session.execute(request);
        takeInterrupt();
        break;
      case 'run':
        session.run(request);
        takeInterrupt();
        break;
      case 'files':
        session.addFiles(request.files);
        break;
    }
  };
  const interrupt = (): void => {
    store(INTERRUPT, 1);
    store(BREAKER, 1);
  };
  const takeInterrupt = (): void => {
    if (isAwaited && session.isRunning) interrupt();
    isAwaited = false;
  };
  /** Between two slices: also while a cell runs, or waits for a line. */
  const answer = (question: Question): void =>
    emit({ type: 'value', id: question.id, value: answerQuestion(question, session) });
  guarded(() => {
    boot();
    session.open();
    emit({ type: 'ready', python: chosen.version.key, release: chosen.version.release });
  });
  return {
    send(request) {
      if (request.type === 'interrupt') {
        if (session.isWaiting) session.interruptInput();
        else if (session.isRunning) interrupt();
        else isAwaited = queue.some(({ type }) => type !== 'files');
      } else if (request.type === 'input') input.push(request.text);
      else if (isWork(request)) queue.push(request);
      else questions.push(request);
      schedule();
    }
  };
};
/** What waits for what was asked for before. */
const isWork = (request: Request): request is Work =>
  request.type === 'execute' || request.type === 'run' || request.type === 'files';
/** Asks at the first need, and no more. */
function once<T>(ask: () => T): () => T {
  const answers: T[] = [];
  return () => (answers.length === 0 ? answers[answers.push(ask()) - 1]! : answers[0]!);
}
function filled(host: RealmHost, count: number): Uint8Array {
  const bytes = new Uint8Array(count);
  host.entropy!(bytes);
  return bytes;
}
const lineOf = (text: string | null): string => (text === null ? '' : `${text}\n`);
function readBytes(host: RealmHost, path: string): Uint8Array | null {
  const text = host.readFile?.(path) ?? null;
  if (text === null) return null;
  const escaped = encodeURIComponent(text);
  const bytes: number[] = [];
  for (let i = 0; i < escaped.length; i++) {
    if (escaped[i] === '%') {
      bytes.push(parseInt(escaped.slice(i + 1, i + 3), 16));
      i += 2;
    } else bytes.push(escaped.charCodeAt(i));
  }
  return Uint8Array.from(bytes);
}

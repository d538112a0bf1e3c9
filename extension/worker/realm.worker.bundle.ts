/**
 * The host of a realm in a worker of the page.  Its own address carries the address of the kernel's bundle, options
 * included, and of the standard library: `...?realm=<encoded>&library=<encoded>`.  Imports only types: it is carried along as it is, and must stay one file.
 */
import type { Event } from '../../kernel/wire/events.js';
import type { OpenRealm, Realm } from '../../kernel/wire/realm.js';
import type { Request } from '../../kernel/wire/requests.js';
import type { BellMessage, TakenMessage } from './messages.js';

type Incoming = Request | BellMessage | TakenMessage;

const scope = self as unknown as DedicatedWorkerGlobalScope;

/** How much may be shown, in characters or what takes as long, that the page has not taken yet. */
const AHEAD = 1 << 18;
/** What one picture counts. */
const PICTURE = 1 << 14;
/** Of the events that are on their way, in order, and together. */
const weights: number[] = [];
let ahead = 0;

function emit(event: Event): void {
  if (event.type === 'stream' || event.type === 'display') {
    const weight = event.type === 'stream' ? event.text.length : PICTURE;
    weights.push(weight);
    ahead += weight;
  }
  scope.postMessage(event);
}

/** Lets other messages in, then goes on: quicker than a timer, which waits at least 4 ms. */
const tasks: (() => void)[] = [];
const turn = new MessageChannel();
turn.port1.onmessage = () => {
  if (ahead < AHEAD) tasks.shift()?.();
};
function defer(task: () => void, milliseconds = 0): void {
  if (milliseconds > 0) {
    setTimeout(() => defer(task), milliseconds);
    return;
  }
  tasks.push(task);
  if (ahead < AHEAD) turn.port2.postMessage(null);
}
/** The page has come on: what waited goes on. */
function taken(): void {
  const waited = ahead >= AHEAD;
  ahead -= weights.shift() ?? 0;
  if (waited && ahead < AHEAD) for (const _ of tasks) turn.port2.postMessage(null);
}

let bell: BellMessage | null = null;
/** An interrupt was seen by polling: the message about it is still to come, and must not count again. */
let isTold = false;

function pollInterrupt(): boolean {
  if (isTold || bell === null || !hasRung(bell)) return false;
  isTold = true;
  return true;
}

function hasRung({ flag, url }: BellMessage): boolean {
  if (flag !== null) return Atomics.exchange(flag, 0, 0) === 1;
  if (url === null) return false;
  const request = new XMLHttpRequest();
  try {
    request.open('GET', url, false);
    request.send();
    return request.status !== 200;
  } catch {
    return true; // revoked
  }
}

/**
 * The packaged standard library, at the first import that needs it.  The thread waits for it, as for any file: a kernel
 * whose programs import nothing never asks, and starts as fast without.
 */
function library(): Record<string, string> | null {
  const address = new URL(import.meta.url).searchParams.get('library');
  if (address === null) return null;
  const request = new XMLHttpRequest();
  try {
    request.open('GET', address, false);
    request.send();
    return request.status === 200 ? (JSON.parse(request.responseText) as Record<string, string>) : null;
  } catch {
    return null;
  }
}

let realm: Realm | null = null;
const early: Request[] = [];

function receive(message: Incoming): void {
  if (message.type === 'bell') {
    bell = message;
    return;
  }
  if (message.type === 'taken') {
    taken();
    return;
  }
  if (message.type === 'interrupt') {
    if (bell?.flag != null) Atomics.store(bell.flag, 0, 0);
    else bell = null; // the address is gone; a new one follows
    if (isTold) {
      isTold = false;
      return;
    }
  }
  if (realm === null) early.push(message);
  else realm.send(message);
}
scope.onmessage = ({ data }: MessageEvent<Incoming>) => receive(data);

async function open(): Promise<void> {
  const address = new URL(import.meta.url).searchParams.get('realm') ?? '';
  const { openRealm } = (await import(address)) as { openRealm: OpenRealm };
  realm = openRealm({
    emit,
    defer,
    pollInterrupt,
    library,
    now: () => performance.now(),
    clock: () => Date.now(),
    entropy: into => void crypto.getRandomValues(into as Uint8Array<ArrayBuffer>)
  });
  for (const request of early.splice(0)) realm.send(request);
}

open().catch((error: unknown) => {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  emit({ type: 'fatal', message: `The kernel could not be loaded. ${message}`, stack: stack ?? '' });
});

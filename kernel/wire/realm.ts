/**
 * How a realm is loaded.  The bundle `refscope.worker.bundle.js` is an ES module that runs in a `Worker`, in a
 * `worker_threads` worker, or in the program itself.  Its URL carries what must be known before its modules load:
 *
 *     refscope.worker.bundle.js?python=3.14&heap=268435456&hashseed=0&checked=1
 *
 * A host imports it and calls `openRealm`: extension/worker in the page, kernel/cli/host.ts in Node.
 */
import type { Event } from './events.js';
import type { Request } from './requests.js';

export interface RealmHost {
  /** Receives every event, in order, synchronously. */
  emit(event: Event): void;
  /** Asks the host whether the user wants an interrupt while a native holds the JavaScript stack; must be fast. */
  pollInterrupt?(): boolean;
  /**
   * Lets other messages in, then goes on: a MessageChannel in the page, setImmediate in Node.  While a program sleeps, after
   * so many milliseconds.
   */
  defer(task: () => void, milliseconds?: number): void;
  /** Milliseconds, monotonic, with fraction. */
  now(): number;
  /** Milliseconds since 1970. */
  clock(): number;
  /** Text of a file, or null: lets `import` and `open` reach the disk (Node only). */
  readFile?(path: string): string | null;
  /** The files of the packaged standard library (`stdlib-VERSION.json`), path to text; asked once, by the first import that needs it. */
  library?(): Readonly<Record<string, string>> | null;
  /** Fills with entropy. */
  entropy?(into: Uint8Array): void;
  /** The folder that relative paths are in (Node only). */
  cwd?(): string;
}

export interface Realm {
  /** Queues a request; answers come through `RealmHost.emit`, from slices. */
  send(request: Request): void;
}

export type OpenRealm = (host: RealmHost) => Realm;

/** Query parameters of the bundle's URL. */
export interface RealmOptions {
  /** Key of the version; default `3.14`. */
  readonly python?: string;
  /** Heap limit in bytes, at most 2^30. */
  readonly heap?: number;
  /** 0 to 4294967295, or `random`. */
  readonly hashseed?: number | 'random';
  /** The checked build: a shadow map beside the heap finds stale references and double releases. */
  readonly checked?: boolean;
  /** Folders that `import` searches before the packaged library (through `RealmHost.readFile`). */
  readonly path?: readonly string[];
  /** A program ends after so many instructions. */
  readonly steps?: number;
}

function queryValue(value: unknown): string {
  if (Array.isArray(value)) return value.join(':');
  return value === true ? '1' : value === false ? '0' : String(value);
}

/** The URL's query for these options, `?` included. */
export function realmQuery(options: RealmOptions): string {
  const pairs = Object.entries(options)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${encodeURIComponent(queryValue(value))}`);
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

/** A realm in a worker of this page. */
import type { RealmPort } from '../../kernel/jupyter/core/port.js';
import type { Event } from '../../kernel/wire/events.js';
import { realmQuery, type RealmOptions } from '../../kernel/wire/realm.js';
import type { Request } from '../../kernel/wire/requests.js';
import { DEFAULT_SPEC } from '../../kernel/jupyter/core/kernelspecs.js';
import type { TakenMessage } from '../worker/messages.js';
import { Bell } from './bell.js';

/** What JupyterLab needs at least to show something, in milliseconds. */
const MOMENT = 30;

/** What a version's process is made of.  The bundler sees each address, and carries the file along as it is. */
const FILES: Readonly<Record<string, { readonly kernel: URL; readonly library: URL }>> = {
  '3.9': {
    kernel: new URL('../../kernel/refscope-3.9.bundle.js', import.meta.url),
    library: new URL('../../kernel/stdlib-3.9.json', import.meta.url)
  },
  '3.11': {
    kernel: new URL('../../kernel/refscope-3.11.bundle.js', import.meta.url),
    library: new URL('../../kernel/stdlib-3.11.json', import.meta.url)
  },
  '3.13': {
    kernel: new URL('../../kernel/refscope-3.13.bundle.js', import.meta.url),
    library: new URL('../../kernel/stdlib-3.13.json', import.meta.url)
  },
  '3.14': {
    kernel: new URL('../../kernel/refscope-3.14.bundle.js', import.meta.url),
    library: new URL('../../kernel/stdlib-3.14.json', import.meta.url)
  }
};

export class PageRealm implements RealmPort {
  onEvent: (event: Event) => void = () => undefined;
  /** Settles when the realm is up or has failed: either way its first answer can be waited for. */
  readonly ready: Promise<void>;
  private readonly worker: Worker;
  private readonly bell = new Bell();
  private settle: () => void = () => undefined;

  constructor(options: RealmOptions) {
    this.ready = new Promise(resolve => {
      this.settle = resolve;
    });
    const host = new URL('../worker/realm.worker.bundle.js', import.meta.url);
    const python = options.python ?? DEFAULT_SPEC.python;
    const files = FILES[python];
    if (files === undefined) throw new RangeError(`there is no CPython ${python} in this page`);
    host.searchParams.set('realm', files.kernel.href + realmQuery(options));
    host.searchParams.set('library', files.library.href);
    this.worker = moduleWorker(host.href, `CPython ${python}`);
    this.worker.onmessage = ({ data }: MessageEvent<Event>) => this.receive(data);
    this.worker.onerror = event => {
      const place = event.filename ? `${event.filename}:${event.lineno}:${event.colno}` : '';
      this.fail(event.message || 'The kernel could not be loaded. Is the server still running?', place);
    };
    this.worker.postMessage(this.bell.message());
    this.worker.onmessageerror = () => this.fail('The kernel sent something that could not be read.', '');
  }

  send(request: Request): void {
    const after = request.type === 'interrupt' ? this.bell.ring() : null;
    this.worker.postMessage(request);
    if (after !== null) this.worker.postMessage(after);
  }

  /** Ends the process at once, whatever it is doing. */
  terminate(): void {
    this.worker.terminate();
    this.bell.dispose();
    this.settle();
  }

  /** Tells the worker that the page has come so far: a busy page comes to its timers late. */
  private takeLater(): void {
    const message: TakenMessage = { type: 'taken' };
    setTimeout(() => this.worker.postMessage(message), MOMENT);
  }

  private fail(message: string, stack: string): void {
    this.receive({ type: 'fatal', message, stack });
  }

  private receive(event: Event): void {
    this.onEvent(event);
    if (event.type === 'stream' || event.type === 'display') this.takeLater();
    if (event.type === 'ready' || event.type === 'fatal') this.settle();
  }
}

/** A module worker, also where this extension's files come from another origin than the page. */
function moduleWorker(href: string, name: string): Worker {
  if (new URL(href).origin === location.origin) return new Worker(href, { type: 'module', name });
  const source = new Blob([`import ${JSON.stringify(href)};`], { type: 'text/javascript' });
  return new Worker(URL.createObjectURL(source), { type: 'module', name });
}

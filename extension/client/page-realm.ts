/** A realm in a worker of this page. */
import type { RealmPort } from '../../kernel/jupyter/core/port.js';
import type { Event } from '../../kernel/wire/events.js';
import { realmQuery, type RealmOptions } from '../../kernel/wire/realm.js';
import type { Request } from '../../kernel/wire/requests.js';

export class PageRealm implements RealmPort {
  onEvent: (event: Event) => void = () => undefined;
  /** Settles when the realm is up or has failed: either way its first answer can be waited for. */
  readonly ready: Promise<void>;
  private readonly worker: Worker;
  private settle: () => void = () => undefined;

  constructor(options: RealmOptions) {
    this.ready = new Promise(resolve => {
      this.settle = resolve;
    });
    // The bundler sees the address, not the constructor, and so leaves the bundle as it is.
    const url = new URL('../../kernel/refscope.worker.bundle.js', import.meta.url);
    this.worker = moduleWorker(url.href + realmQuery(options), `CPython ${options.python ?? ''}`);
    this.worker.onmessage = ({ data }: MessageEvent<Event>) => this.receive(data);
    this.worker.onerror = event => {
      const place = event.filename ? `${event.filename}:${event.lineno}:${event.colno}` : '';
      this.fail(event.message || 'The kernel could not be loaded. Is the server still running?', place);
    };
    this.worker.onmessageerror = () => this.fail('The kernel sent something that could not be read.', '');
  }

  send(request: Request): void {
    this.worker.postMessage(request);
  }

  /** Ends the process at once, whatever it is doing. */
  terminate(): void {
    this.worker.terminate();
    this.settle();
  }

  private fail(message: string, stack: string): void {
    this.receive({ type: 'fatal', message, stack });
  }

  private receive(event: Event): void {
    this.onEvent(event);
    if (event.type === 'ready' || event.type === 'fatal') this.settle();
  }
}

/** A module worker, also where this extension's files come from another origin than the page. */
function moduleWorker(href: string, name: string): Worker {
  if (new URL(href).origin === location.origin) return new Worker(href, { type: 'module', name });
  const source = new Blob([`import ${JSON.stringify(href)};`], { type: 'text/javascript' });
  return new Worker(URL.createObjectURL(source), { type: 'module', name });
}

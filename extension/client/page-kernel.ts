/** A kernel of this page: the protocol core between JupyterLab's messages and a realm in a worker. */
import type { KernelMessage } from '@jupyterlab/services';
import type { IKernel } from '@jupyterlite/services';
import { Signal, type ISignal } from '@lumino/signaling';
import { KernelCore } from '../../kernel/jupyter/core/kernel.js';
import type { Message } from '../../kernel/jupyter/core/messages.js';
import type { FilesRequest } from '../../kernel/wire/requests.js';
import { PageRealm } from './page-realm.js';

/** How long we wait for a realm's answer before we say so, and for files before we go on, in milliseconds. */
const PATIENCE = 3000;

export class PageKernel implements IKernel {
  readonly id: string;
  readonly name: string;
  readonly location: string;
  private _ready: Promise<unknown>;
  private readonly realm: PageRealm;
  private readonly core: KernelCore;
  private readonly _disposed = new Signal<this, void>(this);
  private readonly _failed = new Signal<this, string>(this);
  private readonly _stuck = new Signal<this, void>(this);
  private _isDisposed = false;

  constructor(options: IKernel.IOptions, python: string) {
    this.id = options.id;
    this.name = options.name;
    this.location = options.location;
    this.realm = new PageRealm({ python });
    this._ready = this.realm.ready;
    this.core = new KernelCore({
      realm: this.realm,
      python,
      send: message => options.sendMessage(message as unknown as KernelMessage.IMessage),
      onFatal: message => this._failed.emit(message),
      onShutdown: restart => {
        if (!restart) this.dispose();
      }
    });
  }

  get ready(): Promise<void> {
    return this._ready.then(() => undefined);
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  get disposed(): ISignal<this, void> {
    return this._disposed;
  }

  /** The realm has failed: it answers nothing any more, and a restart makes a new one. */
  get failed(): ISignal<this, string> {
    return this._failed;
  }

  /** An interrupt was asked for, and the realm does not even answer questions. */
  get stuck(): ISignal<this, void> {
    return this._stuck;
  }

  handleMessage(message: KernelMessage.IMessage): Promise<void> {
    this.core.handle(message as unknown as Message);
    return Promise.resolve();
  }

  interrupt(): void {
    this.core.interrupt();
    const timer = setTimeout(() => {
      if (!this.isDisposed) this._stuck.emit();
    }, PATIENCE);
    void this.core.ask({ type: 'isComplete', code: '' }).then(() => clearTimeout(timer));
  }

  /** Executions wait for what prepares them, though not for ever. */
  waitFor(preparation: Promise<unknown>): void {
    const enough = new Promise(resolve => setTimeout(resolve, PATIENCE));
    this._ready = Promise.all([this._ready, Promise.race([preparation, enough])]);
  }

  /** Gives `import` the files that lie beside the notebook. */
  setFiles(files: FilesRequest['files']): void {
    if (!this.isDisposed) this.realm.send({ type: 'files', files });
  }

  dispose(): void {
    if (this.isDisposed) return;
    this._isDisposed = true;
    this.core.dispose();
    this.realm.terminate();
    this._disposed.emit();
    Signal.clearData(this);
  }
}

/** Asks a kernel about its memory, also while a cell runs, over a comm: so it works with a native kernel too. */
import type { Kernel } from '@jupyterlab/services';
import type { JSONObject } from '@lumino/coreutils';
import { REALM_TARGET } from '../../kernel/jupyter/core/comms.js';
import type { Ask } from '../../kernel/jupyter/core/port.js';
import type { Value } from '../../kernel/wire/events.js';

interface IAnswer {
  readonly id: number;
  readonly value: Value | null;
}

export class RealmQuestions {
  private comm: Kernel.IComm | null = null;
  private readonly waiting = new Map<number, (value: Value | null) => void>();
  private nextId = 1;

  constructor(private readonly kernel: Kernel.IKernelConnection) {
    kernel.statusChanged.connect((_, status) => {
      if (status === 'restarting' || status === 'dead') this.reset();
    });
    kernel.disposed.connect(() => this.reset());
  }

  /** Null when the kernel ended before it answered. */
  ask(question: Ask): Promise<Value | null> {
    if (this.kernel.isDisposed) return Promise.resolve(null);
    const id = this.nextId++;
    const answer = new Promise<Value | null>(resolve => this.waiting.set(id, resolve));
    this.channel().send({ id, question: question as unknown as JSONObject });
    return answer;
  }

  private channel(): Kernel.IComm {
    if (this.comm !== null && !this.comm.isDisposed) return this.comm;
    const comm = this.kernel.createComm(REALM_TARGET);
    comm.onMsg = ({ content }) => {
      const { id, value } = content.data as unknown as IAnswer;
      this.waiting.get(id)?.(value);
      this.waiting.delete(id);
    };
    comm.onClose = () => this.reset();
    comm.open();
    this.comm = comm;
    return comm;
  }

  private reset(): void {
    this.comm = null;
    for (const resolve of this.waiting.values()) resolve(null);
    this.waiting.clear();
  }
}

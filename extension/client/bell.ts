/** Tells a worker of an interrupt while it cannot take messages; see the worker's side in `extension/worker`. */
import type { BellMessage } from '../worker/messages.js';

export class Bell {
  private readonly flag = crossOriginIsolated ? new Int32Array(new SharedArrayBuffer(4)) : null;
  private url: string | null = null;

  /** What the worker must be told before it runs anything. */
  message(): BellMessage {
    if (this.flag === null) this.url ??= URL.createObjectURL(new Blob(['go on']));
    return { type: 'bell', flag: this.flag, url: this.url };
  }

  /** Asks for an interrupt.  Gives back what the worker must be told after the interrupt itself, if anything. */
  ring(): BellMessage | null {
    if (this.flag !== null) {
      Atomics.store(this.flag, 0, 1);
      return null;
    }
    this.dispose();
    return this.message();
  }

  dispose(): void {
    if (this.url !== null) URL.revokeObjectURL(this.url);
    this.url = null;
  }
}

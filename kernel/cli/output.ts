/** Standard output and error, written in the order in which the program wrote them. */
import { writeSync } from 'node:fs';

const STDOUT = 1;
const STDERR = 2;
/** Characters kept back before they are written; a slice's end writes them in any case. */
const ENOUGH = 32 * 1024;

const sleeper = new Int32Array(new SharedArrayBuffer(4));

/** Writes all of `text`, waiting where a pipe is full.  False when nobody reads any more. */
function writeAll(fd: number, text: string): boolean {
  const bytes = Buffer.from(text, 'utf8');
  for (let done = 0; done < bytes.length;) {
    try {
      done += writeSync(fd, bytes, done);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === 'EPIPE') return false;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(sleeper, 0, 0, 2);
    }
  }
  return true;
}

export class Output {
  #fd = STDOUT;
  #kept: string[] = [];
  #length = 0;
  #closed = false;

  /** Whether a reader went away; what is written after that is dropped. */
  get closed(): boolean {
    return this.#closed;
  }

  write(name: 'stdout' | 'stderr', text: string): void {
    const fd = name === 'stdout' ? STDOUT : STDERR;
    if (fd !== this.#fd) {
      this.flush();
      this.#fd = fd;
    }
    this.#kept.push(text);
    this.#length += text.length;
    if (this.#length >= ENOUGH) this.flush();
  }

  flush(): void {
    if (this.#length === 0) return;
    const text = this.#kept.join('');
    this.#kept = [];
    this.#length = 0;
    if (!this.#closed) this.#closed = !writeAll(this.#fd, text);
  }
}

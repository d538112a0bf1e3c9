/** Standard input, a line at a time.  Read without blocking, so that Ctrl-C arrives while `input()` waits. */

export class Input {
  #rest = '';
  #ended = false;
  #opened = false;
  #wake: (() => void) | null = null;

  /** The next line without its newline, or null at the end of the file. */
  async line(): Promise<string | null> {
    this.#open();
    for (;;) {
      const end = this.#rest.indexOf('\n');
      if (end >= 0) {
        const line = this.#rest.slice(0, end);
        this.#rest = this.#rest.slice(end + 1);
        return line;
      }
      if (this.#ended) {
        const line = this.#rest;
        this.#rest = '';
        return line === '' ? null : line;
      }
      process.stdin.resume();
      await new Promise<void>(wake => (this.#wake = wake));
      process.stdin.pause();
    }
  }

  #open(): void {
    if (this.#opened) return;
    this.#opened = true;
    const woken = (): void => {
      this.#wake?.();
      this.#wake = null;
    };
    process.stdin.setEncoding('utf8');
    process.stdin.on('data', (text: string) => {
      this.#rest += text;
      woken();
    });
    const ended = (): void => {
      this.#ended = true;
      woken();
    };
    process.stdin.on('end', ended);
    process.stdin.on('error', ended);
  }
}

/**
 * What a cell prints, gathered for a moment: a loop that prints a thousand lines is a few messages, not a thousand.
 * Order is kept: whoever sends anything else about the cell flushes first.
 */

/** How long text may wait for more, in milliseconds. */
const MOMENT = 10;

/** How much text is sent without waiting, in UTF-16 units. */
const PLENTY = 1 << 16;

export class Output {
  private name: 'stdout' | 'stderr' = 'stdout';
  private text = '';
  private timer: ReturnType<typeof setTimeout> | null = null;

  constructor(private readonly send: (name: 'stdout' | 'stderr', text: string) => void) {}

  write(name: 'stdout' | 'stderr', text: string): void {
    if (name !== this.name) this.flush();
    this.name = name;
    this.text += text;
    if (this.text.length >= PLENTY) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), MOMENT);
  }

  flush(): void {
    const { text } = this;
    this.drop();
    if (text !== '') this.send(this.name, text);
  }

  /** Forgets what was not sent. */
  drop(): void {
    this.text = '';
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }
}

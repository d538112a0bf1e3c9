/**
 * What a cell prints, gathered for a moment: a loop that prints a thousand lines is a few messages, not a thousand.
 * Order is kept: whoever sends anything else about the cell flushes first.
 */

/** How long text may wait for more, in milliseconds; longer below much text, as front ends draw all of it again. */
const MOMENT = 10;

/** How much text is sent without waiting, in UTF-16 units. */
const PLENTY = 1 << 16;

/** How much one cell may print, in UTF-16 units.  A page that shows more does not react any more. */
const LIMIT = 250_000;

const NOTE =
  '\n[refscope] This cell has printed 250,000 characters. It goes on, but what it prints now is not shown.\n';

export class Output {
  private name: 'stdout' | 'stderr' = 'stdout';
  private text = '';
  private shown = 0;
  private timer: ReturnType<typeof setTimeout> | null = null;

  constructor(private readonly send: (name: 'stdout' | 'stderr', text: string) => void) {}

  /** Another cell begins. */
  begin(): void {
    this.shown = 0;
  }

  write(name: 'stdout' | 'stderr', whole: string): void {
    if (this.shown >= LIMIT) return;
    const text = whole.slice(0, LIMIT - this.shown);
    this.shown += text.length;
    this.add(name, text);
    if (this.shown >= LIMIT) this.add('stderr', NOTE);
  }

  private add(name: 'stdout' | 'stderr', text: string): void {
    if (name !== this.name) this.flush();
    this.name = name;
    this.text += text;
    if (this.text.length >= PLENTY) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), Math.max(MOMENT, this.shown >> 10));
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

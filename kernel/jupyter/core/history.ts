/** What was executed in this session, kept in memory: what the up arrow of a console and `history_request` read. */
import { booleanField, numberField, textField, type Content } from './messages.js';

interface Entry {
  readonly count: number;
  readonly input: string;
  output: string | null;
}

/** `[session, execution count, input]`, or `[input, output]` in the last place where outputs were asked for. */
export type HistoryRow = [number, number, string | [string, string | null]];

/** The one session we know; the protocol also calls it 0, relative to itself. */
const SESSION = 1;

export class History {
  private readonly entries: Entry[] = [];

  add(count: number, input: string): void {
    this.entries.push({ count, input, output: null });
  }

  /** Remembers the displayed value of execution `count`. */
  setOutput(count: number, output: string): void {
    const entry = this.entries.at(-1);
    if (entry?.count === count) entry.output = output;
  }

  /** Answers the content of a `history_request`, oldest first. */
  find(request: Content): HistoryRow[] {
    const withOutput = booleanField(request, 'output', false);
    return this.select(request).map(({ count, input, output }) => [
      SESSION,
      count,
      withOutput ? [input, output] : input
    ]);
  }

  private select(request: Content): readonly Entry[] {
    switch (textField(request, 'hist_access_type')) {
      case 'range': {
        if (![0, SESSION].includes(numberField(request, 'session', 0))) return [];
        const start = numberField(request, 'start', 1);
        const stop = numberField(request, 'stop', Infinity);
        return this.entries.filter(({ count }) => count >= start && count < stop);
      }
      case 'search': {
        const pattern = globPattern(textField(request, 'pattern', '*'));
        let found = this.entries.filter(({ input }) => pattern.test(input));
        if (booleanField(request, 'unique', false)) {
          const last = new Map(found.map(entry => [entry.input, entry]));
          found = found.filter(entry => last.get(entry.input) === entry);
        }
        return lastOf(found, numberField(request, 'n', Infinity));
      }
      default:
        return lastOf(this.entries, numberField(request, 'n', Infinity));
    }
  }
}

function lastOf<T>(entries: readonly T[], n: number): readonly T[] {
  return n >= entries.length ? entries : entries.slice(entries.length - Math.max(0, n));
}

/** A shell pattern of `*` and `?` that must match the whole text. */
function globPattern(glob: string): RegExp {
  const source = glob
    .replace(/[\\^$.|+()[\]{}]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${source}$`, 's');
}

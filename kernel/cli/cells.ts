/** A text file as the cells of a notebook, and what each of them shows, as plain text. */
import type { Event, MimeBundle } from '../wire/events.js';

/**
 * The cells of `text`: each begins after a line `# %%`, and what stands before the first one is not run.  A text without
 * such a line is one cell.
 */
export function cellsOf(text: string): string[] {
  const cells: string[] = [];
  for (const line of text.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
    if (line.startsWith('# %%')) cells.push('');
    else if (cells.length > 0) cells[cells.length - 1] += line;
  }
  return cells.length === 0 ? [text] : cells;
}

/** The text that stands for a bundle where nothing else can be shown, with a newline. */
export function plainText(data: MimeBundle): string {
  const text = data['text/plain'];
  return `${typeof text === 'string' ? text : ''}\n`;
}

/** A cell's value, or its exception, as one line; empty for any other event. */
export function shownByCell(event: Event): string {
  if (event.type === 'result') return `Out[${event.executionCount}]: ${plainText(event.data)}`;
  if (event.type !== 'error') return '';
  // A syntax error of the cell itself has no traceback; its message stands alone in the last line.
  const raised = event.traceback[0]?.startsWith('Traceback') ?? true;
  return `${raised ? `${event.ename}: ${event.evalue}` : (event.traceback.at(-1) ?? '').trimEnd()}\n`;
}

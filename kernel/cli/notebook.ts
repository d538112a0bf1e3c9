/** Notebooks as files: what of nbformat 4.5 the command line reads and writes. */
import type { Event } from '../wire/events.js';
import { UsageError } from './usage.js';

/** Text as nbformat stores it: in lines, each with its newline. */
type Lines = string | readonly string[];

export type Output =
  | { readonly name: 'stdout' | 'stderr'; readonly output_type: 'stream'; text: readonly string[] }
  | { readonly data: Bundle; readonly metadata: Bundle; readonly output_type: 'display_data' }
  | {
      readonly data: Bundle;
      readonly execution_count: number;
      readonly metadata: Bundle;
      readonly output_type: 'execute_result';
    }
  | {
      readonly ename: string;
      readonly evalue: string;
      readonly output_type: 'error';
      readonly traceback: readonly string[];
    };
type Bundle = Readonly<Record<string, unknown>>;

export interface Cell {
  readonly cell_type: 'code' | 'markdown' | 'raw';
  execution_count?: number | null;
  id?: string;
  readonly metadata: { readonly tags?: readonly string[] };
  outputs?: Output[];
  readonly source: Lines;
}
export interface Notebook {
  readonly cells: Cell[];
  readonly metadata: {
    readonly kernelspec?: { readonly name?: string };
    language_info?: Bundle;
  };
  readonly nbformat: number;
  nbformat_minor: number;
}

export const textOf = (source: Lines): string => (typeof source === 'string' ? source : source.join(''));

/** `a\nb` as `['a\n', 'b']`. */
export const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/** Reads a notebook and brings it up to 4.5, in which every cell has an id. */
export function parseNotebook(text: string, file: string): Notebook {
  let notebook: Notebook;
  try {
    notebook = JSON.parse(text) as Notebook;
  } catch (error) {
    throw new UsageError(`${file} is no notebook: ${(error as Error).message}`);
  }
  if (notebook.nbformat !== 4 || !Array.isArray(notebook.cells)) {
    throw new UsageError(`${file} is no notebook of format 4`);
  }
  if (notebook.nbformat_minor < 5) {
    notebook.nbformat_minor = 5;
    notebook.cells.forEach((cell, index) => (cell.id ??= `cell-${index + 1}`));
  }
  return notebook;
}

/** As nbformat writes files: one space of indentation, a newline at the end. */
export const notebookText = (notebook: Notebook): string => JSON.stringify(notebook, null, 1) + '\n';

/** The version that a notebook's kernelspec names; undefined: the default. */
export function versionNamed(notebook: Notebook): string | undefined {
  return /^refscope-(.+)$/.exec(notebook.metadata.kernelspec?.name ?? '')?.[1];
}

/** Text goes into a file in lines, JSON as it is. */
function stored(data: Bundle): Bundle {
  return Object.fromEntries(
    Object.entries(data).map(([mime, value]) => [mime, typeof value === 'string' ? linesOf(value) : value])
  );
}

/** Adds what an event shows to a cell's outputs. */
export function addOutput(outputs: Output[], event: Event): void {
  switch (event.type) {
    case 'stream': {
      const last = outputs.at(-1);
      if (last?.output_type === 'stream' && last.name === event.name) {
        last.text = linesOf(last.text.join('') + event.text);
      } else outputs.push({ name: event.name, output_type: 'stream', text: linesOf(event.text) });
      break;
    }
    case 'display':
      outputs.push({ data: stored(event.data), metadata: event.metadata, output_type: 'display_data' });
      break;
    case 'result':
      outputs.push({
        data: stored(event.data),
        execution_count: event.executionCount,
        metadata: {},
        output_type: 'execute_result'
      });
      break;
    case 'error':
      outputs.push({
        ename: event.ename,
        evalue: event.evalue,
        output_type: 'error',
        traceback: event.traceback
      });
  }
}

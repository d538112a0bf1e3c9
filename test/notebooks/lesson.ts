/** The notebooks as the tests read and run them. */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const VERSIONS = ['3.9', '3.11', '3.13', '3.14'];
const CLI = join(ROOT, 'lib/cli/refscope.js');

export interface LessonCell {
  readonly cell_type: string;
  readonly id: string;
  readonly metadata: { readonly tags?: readonly string[] };
  readonly source: readonly string[];
  readonly outputs?: readonly CellOutput[];
  readonly execution_count?: number | null;
}
interface CellOutput {
  readonly output_type: string;
  readonly name?: string;
  readonly text?: readonly string[];
  readonly ename?: string;
  readonly evalue?: string;
}
export interface LessonFile {
  readonly cells: readonly LessonCell[];
  readonly metadata: { readonly kernelspec?: unknown };
  readonly nbformat: number;
  readonly nbformat_minor: number;
}
export interface Attempt {
  /** The id of the cell that it stands in for. */
  readonly exercise: string;
  readonly file: string;
  readonly source: string;
  /** What the check prints. */
  readonly earns: string;
}

/** Paths of all notebooks, from the project's root. */
export function notebookPaths(): string[] {
  const files = readdirSync(join(ROOT, 'notebooks'), { recursive: true, encoding: 'utf8' });
  return files
    .filter(file => file.endsWith('.ipynb') && !file.includes('.ipynb_checkpoints'))
    .map(file => join('notebooks', file))
    .sort();
}

export const readNotebook = (path: string): LessonFile =>
  JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as LessonFile;

export const hasTag = (cell: LessonCell, tag: string): boolean => (cell.metadata.tags ?? []).includes(tag);

/** The solutions and the mistakes that lie beside a lesson, in the order of their files. */
export function attemptsOf(path: string): Attempt[] {
  const folder = join(ROOT, dirname(path), 'checks');
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(file =>
    file.endsWith('.py')
  );
  return files.sort().map(file => {
    const lines = readFileSync(join(folder, file), 'utf8').split('\n');
    const mark = '# earns: ';
    const earned = lines.filter(line => line.startsWith(mark)).map(line => `${line.slice(mark.length)}\n`);
    const source = lines.filter(line => !line.startsWith(mark)).join('\n');
    return { exercise: dirname(file), file, source, earns: earned.join('') };
  });
}

/** A code cell with this source. */
export function codeCell(id: string, source: string): LessonCell {
  const lines = source.split(/(?<=\n)/);
  return { cell_type: 'code', id, metadata: {}, source: lines, outputs: [], execution_count: null };
}

/** What each code cell prints, in a fresh kernel; an exception is its last line, as the recorder writes it. */
export async function printed(notebook: LessonFile, python: string): Promise<Record<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'refscope-notebook-'));
  try {
    const source = join(folder, 'source.ipynb');
    const target = join(folder, 'target.ipynb');
    writeFileSync(source, JSON.stringify(notebook));
    const args = [CLI, 'exec', source, '--out', target, '--python', python, '--allow-errors'];
    await new Promise<void>((resolve, reject) => {
      execFile(process.execPath, args, { timeout: 50_000 }, error =>
        error === null ? resolve() : reject(new Error(`refscope exec in ${python}: ${error.message}`))
      );
    });
    const cells = (JSON.parse(readFileSync(target, 'utf8')) as LessonFile).cells;
    return Object.fromEntries(
      cells.filter(cell => cell.cell_type === 'code').map(cell => [cell.id, textOf(cell.outputs ?? [])])
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function textOf(outputs: readonly CellOutput[]): string {
  const texts = outputs.map(output => {
    if (output.output_type === 'error') return `${output.ename}: ${output.evalue}\n`;
    return output.output_type === 'stream' ? (output.text ?? []).join('') : '';
  });
  return texts.join('');
}

/** The recording that real CPythons made of a notebook. */
export function recorded(path: string, python: string): Record<string, string> {
  const file = join(ROOT, 'test/notebooks/recorded', `${basename(path, '.ipynb')}.json`);
  const record = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string | Record<string, string>>;
  return Object.fromEntries(
    Object.entries(record).map(([id, text]) => [id, typeof text === 'string' ? text : (text[python] ?? '')])
  );
}

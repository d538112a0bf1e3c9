/** The lessons in our kernel: every cell prints what real CPythons printed, every attempt earns its message. */
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  attemptsOf,
  codeCell,
  hasTag,
  notebookPaths,
  printed,
  readNotebook,
  recorded,
  ROOT,
  VERSIONS
} from './lesson.js';

const BUILT = existsSync(join(ROOT, 'lib/kernel/refscope.worker.bundle.js'));
const LESSONS = notebookPaths();
/** Lessons that cannot run whole yet, and why.  When one can, its tests say so by failing: take it off. */
const WAITING: ReadonlyMap<string, string> = new Map([
  ['index', 'the module refscope'],
  ['03-reference-counts', 'the modules refscope and weakref'],
  ['09-cycles-and-collector', 'the modules refscope and weakref']
]);
const runs = LESSONS.flatMap(path => VERSIONS.map(version => [path, version] as const));

describe.skipIf(!BUILT).each(runs)('%s in %s', (path, version) => {
  const notebook = readNotebook(path);
  const check = WAITING.has(basename(path, '.ipynb')) ? test.fails : test;

  check('prints what the real one prints, and draws without an exception', async () => {
    const texts = await printed(notebook, version);
    const drawing = notebook.cells.filter(cell => hasTag(cell, 'refscope-only')).map(cell => cell.id);
    const failed = drawing.map(id => texts[id] ?? '').filter(text => /^\w*(Error|Exception): /m.test(text));
    for (const id of drawing) delete texts[id];
    expect(texts).toEqual(recorded(path, version));
    expect(failed).toEqual([]);
  });

  const attempts = attemptsOf(path);
  if (attempts.length === 0) return;
  check('answers each attempt with its message', async () => {
    const lesson = notebook.cells.filter(cell => cell.cell_type === 'code' && !hasTag(cell, 'refscope-only'));
    const checkOf = (exercise: string): string =>
      lesson.find(cell => cell.id === `${exercise}-check`)?.source.join('') ?? '';
    const tried = attempts.flatMap(({ exercise, source }, index) => [
      codeCell(`attempt-${index}`, source),
      codeCell(`answer-${index}`, checkOf(exercise))
    ]);
    const texts = await printed({ ...notebook, cells: [...lesson, ...tried] }, version);
    const answers = attempts.map(({ file }, index) => [file, texts[`answer-${index}`]]);
    expect(answers).toEqual(attempts.map(({ file, earns }) => [file, earns]));
  });
});

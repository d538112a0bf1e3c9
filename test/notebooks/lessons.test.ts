/** The lessons in our kernel: every cell prints what real CPythons printed, every attempt earns its message. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
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
const runs = LESSONS.flatMap(path => VERSIONS.map(version => [path, version] as const));

describe.skipIf(!BUILT).each(runs)('%s in %s', (path, version) => {
  const notebook = readNotebook(path);

  test('prints what the real one prints, and draws without an exception', async () => {
    const texts = await printed(notebook, version);
    const drawing = notebook.cells.filter(cell => hasTag(cell, 'refscope-only')).map(cell => cell.id);
    const failed = drawing.map(id => texts[id] ?? '').filter(text => /^\w*(Error|Exception): /m.test(text));
    for (const id of drawing) delete texts[id];
    expect(texts).toEqual(recorded(path, version));
    expect(failed).toEqual([]);
  });

  const attempts = attemptsOf(path);
  if (attempts.length === 0) return;
  test('answers each attempt with its message', async () => {
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

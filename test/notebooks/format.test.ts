import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { attemptsOf, hasTag, notebookPaths, readNotebook, ROOT } from './lesson.js';

const TAGS = ['predict', 'exercise', 'check', 'refscope-only'];

describe.each(notebookPaths())('%s', path => {
  const notebook = readNotebook(path);
  const { cells } = notebook;
  const code = cells.filter(cell => cell.cell_type === 'code');

  test('is a notebook of format 4.5 for the kernel "refscope"', () => {
    expect([notebook.nbformat, notebook.nbformat_minor]).toEqual([4, 5]);
    expect(notebook.metadata.kernelspec).toEqual({
      display_name: 'CPython memory model',
      language: 'python',
      name: 'refscope'
    });
  });

  test('is written as Jupyter writes it', () => {
    const text = readFileSync(join(ROOT, path), 'utf8');
    expect(text).toBe(`${JSON.stringify(sorted(notebook), null, 1)}\n`);
  });

  test('has cells with ids of their own, and no outputs', () => {
    const ids = cells.map(cell => cell.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter(id => !/^[a-zA-Z0-9-_]{1,64}$/.test(id))).toEqual([]);
    expect(code.flatMap(cell => cell.outputs)).toEqual([]);
    expect(code.filter(cell => cell.execution_count !== null)).toEqual([]);
    expect(cells.filter(cell => cell.source.join('').trim() === '')).toEqual([]);
  });

  test('links to files that exist', () => {
    const text = cells.filter(cell => cell.cell_type === 'markdown').flatMap(cell => cell.source);
    const links = [...text.join('').matchAll(/\]\(([^)#]+)[^)]*\)/g)].map(match => match[1] ?? '');
    const dead = links.filter(link => !link.includes('://') && !existsSync(join(ROOT, dirname(path), link)));
    expect(dead).toEqual([]);
  });

  test('uses tags that mean something, and uses refscope in tagged cells only', () => {
    expect(cells.flatMap(cell => cell.metadata.tags ?? []).filter(tag => !TAGS.includes(tag))).toEqual([]);
    const untagged = code.filter(cell => !hasTag(cell, 'refscope-only'));
    const using = untagged.filter(cell => /\b(refscope|objgraph)\b/.test(cell.source.join('')));
    expect(using.map(cell => cell.id)).toEqual([]);
  });

  test('ends no cell with a value, which would be held from then on', () => {
    const ending = code.filter(cell => /\n[a-z_.]+$/.test(cell.source.join('')));
    expect(ending.map(cell => cell.id)).toEqual([]);
  });

  test('has a check after each exercise, a solution for it, and mistakes that earn a message', () => {
    const attempts = attemptsOf(path);
    const exercises = cells.filter(cell => hasTag(cell, 'exercise')).map(cell => cell.id);
    const checks = cells.filter(cell => hasTag(cell, 'check')).map(cell => cell.id);
    expect(checks).toEqual(exercises.map(id => `${id}-check`));
    expect([...new Set(attempts.map(attempt => attempt.exercise))].sort()).toEqual([...exercises].sort());
    for (const exercise of exercises) {
      const own = attempts.filter(attempt => attempt.exercise === exercise);
      const [right, wrong] = [own.filter(isSolution), own.filter(attempt => !isSolution(attempt))];
      expect(right.length).toBeGreaterThanOrEqual(1);
      expect(right.filter(attempt => !attempt.earns.startsWith('Right: '))).toEqual([]);
      expect(wrong.length).toBeGreaterThanOrEqual(3);
      expect(wrong.filter(attempt => !attempt.earns.startsWith('Not yet: '))).toEqual([]);
    }
  });
});

const isSolution = ({ file }: { file: string }): boolean => file.includes('/solution');

/** The same value, the keys of its objects in order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}

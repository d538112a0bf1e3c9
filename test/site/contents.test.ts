import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { firstPage, writeContents } from '../../extension/site/contents.mjs';
import * as kernels from '../../kernel/jupyter/core/kernelspecs.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'refscope-contents-'));
  mkdirSync(join(folder, 'in/01-names/checks'), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (path: string, value: unknown): void =>
  writeFileSync(join(folder, 'in', path), typeof value === 'string' ? value : JSON.stringify(value));
const copy = (): string[] => writeContents(join(folder, 'in'), join(folder, 'out'), kernels) as string[];
const readOut = (path: string): any => JSON.parse(readFileSync(join(folder, 'out', path), 'utf8'));

const notebook = (name: string): object => ({
  cells: [],
  metadata: { kernelspec: { name } },
  nbformat: 4,
  nbformat_minor: 5
});

test('folders are listed, checks are kept from learners', () => {
  write('01-names/lesson.ipynb', notebook('refscope'));
  write('01-names/checks/solution.ipynb', notebook('refscope'));
  write('01-names/helper.py', 'x = 1\n');
  expect(copy()).toEqual(['01-names/lesson.ipynb']);
  expect(readOut('api/contents/all.json').content).toMatchObject([{ name: '01-names', type: 'directory' }]);
  expect(readOut('api/contents/01-names/all.json').content).toMatchObject([
    { path: '01-names/helper.py', type: 'file', format: 'text' },
    { path: '01-names/lesson.ipynb', type: 'notebook' }
  ]);
  expect(existsSync(join(folder, 'out/files/01-names/checks'))).toBe(false);
});

test('a notebook of ours says of its kernel what the kernel says; others are left alone', () => {
  write('a.ipynb', notebook('refscope-3.9'));
  write('b.ipynb', notebook('python3'));
  copy();
  expect(readOut('files/a.ipynb').metadata).toMatchObject({
    kernelspec: { name: 'refscope-3.9', display_name: 'CPython memory model (3.9)', language: 'python' },
    language_info: { name: 'python', version: '3.9' }
  });
  expect(readOut('files/b.ipynb')).toEqual(notebook('python3'));
});

test('what is gone from the course is gone from the site', () => {
  write('old.ipynb', notebook('refscope'));
  copy();
  rmSync(join(folder, 'in/old.ipynb'));
  expect(copy()).toEqual([]);
  expect(existsSync(join(folder, 'out/files/old.ipynb'))).toBe(false);
});

test('the first page is the welcome, else the first lesson, else none', () => {
  expect(firstPage(['01/a.ipynb', 'index.ipynb'])).toBe('index.ipynb');
  expect(firstPage(['01/a.ipynb', '02/b.ipynb'])).toBe('01/a.ipynb');
  expect(firstPage([])).toBeNull();
});

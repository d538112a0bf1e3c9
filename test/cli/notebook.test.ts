import { expect, test } from 'vitest';
import { addOutput, parseNotebook, versionNamed, type Output } from '../../kernel/cli/notebook.js';

const notebook = (extra: object) =>
  JSON.stringify({ cells: [], metadata: {}, nbformat: 4, nbformat_minor: 5, ...extra });

test('an older notebook gets cell ids', () => {
  const cells = [{ cell_type: 'markdown', metadata: {}, source: '' }];
  const read = parseNotebook(notebook({ nbformat_minor: 4, cells }), 'x');
  expect([read.nbformat_minor, read.cells[0]?.id]).toEqual([5, 'cell-1']);
});

test('what is no notebook is said to be none', () => {
  expect(() => parseNotebook('{', 'x')).toThrow(/x is no notebook/);
  expect(() => parseNotebook(notebook({ nbformat: 3 }), 'x')).toThrow(/format 4/);
});

test('the kernelspec names the version', () => {
  const named = (name: string) =>
    versionNamed(parseNotebook(notebook({ metadata: { kernelspec: { name } } }), 'x'));
  expect([named('refscope-3.11'), named('refscope'), named('python3')]).toEqual([
    '3.11',
    undefined,
    undefined
  ]);
});

test('outputs as nbformat stores them', () => {
  const outputs: Output[] = [];
  addOutput(outputs, { type: 'stream', name: 'stdout', text: 'a\nb' });
  addOutput(outputs, { type: 'stream', name: 'stdout', text: 'c\n' });
  addOutput(outputs, {
    type: 'result',
    executionCount: 2,
    data: { 'text/plain': '1', 'application/x+json': { a: 1 } }
  });
  expect(outputs).toEqual([
    { name: 'stdout', output_type: 'stream', text: ['a\n', 'bc\n'] },
    {
      data: { 'text/plain': ['1'], 'application/x+json': { a: 1 } },
      execution_count: 2,
      metadata: {},
      output_type: 'execute_result'
    }
  ]);
});

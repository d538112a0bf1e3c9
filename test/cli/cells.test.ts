import { expect, test } from 'vitest';
import { cellsOf, shownByCell } from '../../kernel/cli/cells.js';

test('a cell begins after a line "# %%"; what stands before the first is not run', () => {
  expect(cellsOf('# versions: 3.9\n# %%\na = 1\n\n# %% second\n# %%\nb')).toEqual(['a = 1\n\n', '', 'b']);
});

test('a text without cells is one cell', () => {
  expect(cellsOf('a = 1\na\n')).toEqual(['a = 1\na\n']);
});

test('a value and an exception are one line each', () => {
  expect(shownByCell({ type: 'result', executionCount: 3, data: { 'text/plain': '[1]' } })).toBe(
    'Out[3]: [1]\n'
  );
  const error = { type: 'error', ename: 'KeyError', evalue: "'a'" } as const;
  expect(shownByCell({ ...error, traceback: ['Traceback (most recent call last):', "KeyError: 'a'"] })).toBe(
    "KeyError: 'a'\n"
  );
});

test('a syntax error of the cell shows the last line of its traceback', () => {
  const traceback = ['  File "<cell 1>", line 1', '    1 +', '       ^', 'SyntaxError: invalid syntax'];
  const evalue = 'invalid syntax (<cell 1>, line 1)';
  expect(shownByCell({ type: 'error', ename: 'SyntaxError', evalue, traceback })).toBe(
    'SyntaxError: invalid syntax\n'
  );
});

/** Whether a source is whole, as the prompt asks. */
import { expect, test } from 'vitest';
import { isComplete } from '../../kernel/cpython/syntax/complete.js';
import { grammarOf } from '../../kernel/cpython/syntax/grammar.js';

const CASES: [string, string, string?][] = [
  ['x = 1', 'complete'],
  ['', 'complete'],
  ['# only a comment', 'complete'],
  ['x = (1,', 'incomplete', ''],
  ['"""abc', 'incomplete', ''],
  ['x = 1 \\', 'incomplete', ''],
  ['if x:', 'incomplete', '    '],
  ['def f():\n    return 1', 'incomplete', ''],
  ['def f():\n    x = 1', 'incomplete', '    '],
  ['def f():\n    return 1\n\n', 'complete'],
  ['for x in y: pass', 'complete'],
  ['try:\n    x', 'incomplete', '    '],
  ['@a', 'incomplete', ''],
  ['a b', 'invalid'],
  ['x = )', 'invalid'],
  ["s = 'abc", 'invalid'],
  ['if x:\npass', 'invalid'],
  ['f(a b', 'invalid'],
  ['if x\n', 'invalid']
];

for (const version of ['3.9', '3.14']) {
  test.each(CASES)(`${version}: %j is %s`, (source, status, indent) => {
    const answer = isComplete(source, { grammar: grammarOf(version) });
    expect(answer).toEqual(indent === undefined ? { status } : { status, indent });
  });
}

/** Trees of the cases in trees/*.txt, as the newest interpreter dumped them, and errors as each version words them. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { grammarOf } from '../../kernel/cpython/syntax/grammar.js';
import { parseModule, type ParseOptions } from '../../kernel/cpython/syntax/parse.js';
import { dumper } from '../tools/dump-tree.mjs';

const folder = new URL('./trees/', import.meta.url);
const newest: ParseOptions = {
  grammar: grammarOf('3.14'),
  characterNamed: name => (name === 'BULLET' ? '\u2022' : null)
};

for (const file of readdirSync(folder)) {
  describe(file, () => {
    const cases = readFileSync(new URL(file, folder), 'utf8')
      .split(/(?:^|\n)# /)
      .slice(1);
    test.each(cases.map(text => [text.slice(0, text.indexOf('\n')), text]))('%s', (title, text) => {
      const [source = '', dump = ''] = text.slice(title.length + 1).split('==>\n');
      const { tree, error } = parseModule(source, newest);
      expect(error).toBeUndefined();
      expect(tree!.body.map(dumper(14)).join('\n')).toBe(dump.trimEnd());
    });
  });
}

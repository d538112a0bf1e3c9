import { expect, test } from 'vitest';
import { decodeSource } from '../../kernel/cli/source.js';

test('UTF-8 unless the first two lines say Latin-1', () => {
  expect(decodeSource(Buffer.from('é = 1'))).toBe('é = 1');
  expect(decodeSource(Buffer.from('#!x\n# -*- coding: latin-1 -*-\n"\xe9"', 'latin1'))).toContain('"é"');
  expect(decodeSource(Buffer.from('\n\n# coding: latin-1\n"é"'))).toContain('"é"');
});

test('a byte order mark is no part of the text', () => {
  expect(decodeSource(Buffer.from('\ufeffx'))).toBe('x');
});

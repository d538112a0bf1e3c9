/** Every program of errors.json earns the recorded error in each version; differences.json lists those that do not yet. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { PythonSyntaxError } from '../../kernel/cpython/syntax/errors.js';
import { grammarOf } from '../../kernel/cpython/syntax/grammar.js';
import { parseModule } from '../../kernel/cpython/syntax/parse.js';

type Recorded = PythonSyntaxError | null;

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));
const programs = read('./errors.json') as { source: string; expected: Record<string, Recorded> }[];
const differences = read('./differences.json') as Record<string, string[]>;

for (const version of Object.keys(programs[0]!.expected)) {
  describe(version, () => {
    const grammar = grammarOf(version);
    test.each(programs.map(({ source, expected }) => [source, expected[version]!] as const))(
      '%j',
      (source, recorded) => {
        const { error } = parseModule(source, { grammar });
        const isEqual = JSON.stringify(sorted(error ?? null)) === JSON.stringify(sorted(recorded));
        if (differences[version]?.includes(source))
          expect(isEqual, 'listed in differences.json, but equal').toBe(false);
        else expect(error ?? null).toEqual(recorded);
      }
    );
  });
}

function sorted(value: object | null): unknown {
  return value && Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Runs a rule on pieces of TypeScript, with or without type information. */
import { fileURLToPath } from 'node:url';
import { RuleTester } from 'eslint';
import tseslint from 'typescript-eslint';
import { afterAll, describe, it } from 'vitest';

RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.afterAll = afterAll;

const fixture = fileURLToPath(new URL('fixture', import.meta.url));

export const syntaxTester = new RuleTester({ languageOptions: { parser: tseslint.parser } });
export const typedTester = new RuleTester({
  languageOptions: {
    parser: tseslint.parser,
    // CI=true would make it expect that no file changes
    parserOptions: {
      project: './tsconfig.json',
      tsconfigRootDir: fixture,
      disallowAutomaticSingleRunInference: true
    }
  }
});
/** The file name under which typed cases are parsed. */
export const CASE = `${fixture}/case.ts`;

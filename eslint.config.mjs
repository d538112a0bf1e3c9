import js from '@eslint/js';
import tseslint from 'typescript-eslint';
import refscope from './test/lint/index.mjs';

export default tseslint.config(
  {
    ignores: [
      'lib/',
      'labextension/',
      'dist/',
      '.cache/',
      '**/generated/',
      'extension/python/',
      'test/lint/fixture/'
    ]
  },
  {
    files: ['**/*.{mjs,js}'],
    extends: [js.configs.recommended],
    languageOptions: {
      globals: Object.fromEntries(
        [
          ...[
            'console',
            'process',
            'performance',
            'URL',
            'Buffer',
            'fetch',
            'structuredClone',
            'AbortController'
          ],
          ...['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate'],
          'TextEncoder',
          'TextDecoder',
          'crypto'
        ].map(name => [name, 'readonly'])
      )
    }
  },
  { files: ['extension/**/*.{js,mjs}', 'test/learner/**'], rules: { 'no-undef': 'off' } },
  {
    files: ['kernel/**/*.ts', 'extension/**/*.ts'],
    extends: [js.configs.recommended, tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // The compiler says these already.
      'no-undef': 'off',
      'no-redeclare': 'off',
      '@typescript-eslint/no-redeclare': 'off',
      '@typescript-eslint/no-unused-vars': 'off',
      // A type and its struct share a name; a reference is a number; NULL, PUSHED and ABSENT are compared.
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      '@typescript-eslint/no-redundant-type-constituents': 'off',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true }
      ],
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      eqeqeq: ['error', 'smart'],
      '@typescript-eslint/no-namespace': 'off',
      'no-var': 'error',
      'prefer-const': 'error',
      'no-constant-condition': ['error', { checkLoops: false }],
      'no-cond-assign': 'off',
      'no-control-regex': 'off',
      'no-empty': ['error', { allowEmptyCatch: true }]
    }
  },
  {
    files: ['kernel/cpython/**/*.ts'],
    plugins: { refscope },
    rules: {
      'refscope/owned-exactly-once': 'error',
      'refscope/no-version-test': 'error',
      'refscope/no-module-let': 'error',
      'refscope/typed-arrays-in-heap': 'error',
      // No promise here, and no any: so nothing to misuse, and the slow rules about both can rest.
      '@typescript-eslint/no-explicit-any': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: ':function[async=true]', message: 'The kernel runs a slice and returns: no async.' },
        { selector: 'NewExpression[callee.name="Promise"]', message: 'The kernel runs a slice and returns.' }
      ],
      ...Object.fromEntries(
        ['no-misused-promises', 'no-floating-promises', 'await-thenable', 'require-await']
          .concat(
            ['assignment', 'return', 'argument', 'member-access', 'call'].map(what => `no-unsafe-${what}`)
          )
          .map(name => [`@typescript-eslint/${name}`, 'off'])
      ),
      // The interpreter's loop and the heap: numbers are asserted to be references where memory is read.
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off'
    }
  },
  { files: ['kernel/cpython/profiles/**/*.ts'], rules: { 'refscope/no-version-test': 'off' } },
  // The front end works on text and literals of the host, before there is an object.
  {
    files: ['kernel/cpython/{heap,syntax}/**/*.ts'],
    rules: { 'refscope/typed-arrays-in-heap': 'off' }
  },
  {
    files: ['kernel/cpython/session/**/*.ts', 'kernel/cpython/{boot,worker}.ts'],
    rules: { 'refscope/no-module-let': 'off' }
  },
  // Where counts are made: what an Owned is, is said here.
  {
    files: [
      'kernel/cpython/object/{refcount,park,dealloc,native-frame,create}.ts',
      'kernel/cpython/heap/**/*.ts'
    ],
    rules: { 'refscope/owned-exactly-once': 'off' }
  }
);

import rule from './no-module-let.mjs';
import { syntaxTester } from './tester.mjs';

syntaxTester.run('no-module-let', rule, {
  valid: [
    'const A = 1;',
    'export const B = 2;',
    'function f() { let x = 1; return x; }',
    'for (let i = 0; i < 3; i++);'
  ],
  invalid: [
    { code: 'let depth = 0;', errors: [{ messageId: 'state', data: { name: 'depth' } }] },
    { code: 'export let depth: number = 0;', errors: [{ messageId: 'state', data: { name: 'depth' } }] },
    { code: 'var a = 1, b = 2;', errors: 2 }
  ]
});

import { syntaxTester } from './tester.mjs';
import rule from './typed-arrays-in-heap.mjs';

syntaxTester.run('typed-arrays-in-heap', rule, {
  valid: [
    'const a = load(p);',
    'new Map();',
    'function f(into: Uint8Array) { fill(into); }',
    'Array.from([1]);',
    'const content = Uint8Array.from([1, 2]);',
    'const empty = new Uint8Array(0);'
  ],
  invalid: [
    { code: 'const words = new Int32Array(4);', errors: [{ messageId: 'array' }] },
    { code: 'const b = Int32Array.from([1, 2]);', errors: [{ messageId: 'array' }] },
    { code: 'new DataView(new ArrayBuffer(8));', errors: 2 }
  ]
});

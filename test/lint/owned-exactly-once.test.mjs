import rule from './owned-exactly-once.mjs';
import { CASE, typedTester } from './tester.mjs';

const PREAMBLE = `
declare const is: unique symbol, owned: unique symbol;
type Ref<T extends string = string> = number & { readonly [is]: T };
type Owned<T extends string = string> = Ref<T> & { readonly [owned]: true };
declare const NULL: 0, PUSHED: -1, DONE: 1;
type Result<T extends string = string> = Owned<T> | 0;
type Answer = Result | -1;
declare function newRef<T extends string>(o: Ref<T>): Owned<T>;
declare function decref(o: Owned): void;
declare function xdecref(o: Owned | 0): void;
declare function newInt(n: number): Result<'int'>;
declare function getItem(o: Ref, key: Ref): Answer;
declare function look(o: Ref): boolean;
declare function same<T extends Ref>(o: T): T;
declare function load(p: number): number;
declare function store(p: number, value: number): void;
declare function setBoth(a: Owned, b: Owned): void;
interface Field<R, W> { (self: Ref): R; set(self: Ref, value: W): void }
declare const item: Field<Ref | 0, Owned | 0>;
declare let r: number;
declare function tryIt(o: Ref): Result | 'unsupported';
`;
const valid = code => ({ name: code, code: PREAMBLE + code, filename: CASE });
const invalid = (messageId, code) => ({ code: PREAMBLE + code, filename: CASE, errors: [{ messageId }] });

typedTester.run('owned-exactly-once', rule, {
  valid: [
    'function f(o: Ref) { const x = newRef(o); decref(x); }',
    'function f(o: Ref): Owned { const x = newRef(o); look(x); return x; }',
    'const f = (o: Ref): Owned => newRef(o);',
    'function f(): Result { const x = newInt(3); if (x === NULL) return NULL; look(x); return x; }',
    'function f(): Result { const x = newInt(3); return x; }',
    'function f(self: Ref) { const x = newInt(3); if (x === NULL) return; item.set(self, x); }',
    'function f(self: Ref) { const x = newInt(3); if (x !== NULL) item.set(self, x); }',
    'function f(o: Ref): Answer { const x = getItem(o, o); if (x === NULL || x === PUSHED) return x; decref(x); return newInt(1); }',
    'function f(o: Ref): Answer { const x = getItem(o, o); if (x <= 0) return x; decref(x as Owned); return newInt(1); }',
    'function f(o: Ref, c: boolean) { const x = newRef(o); if (c) decref(x); else item.set(o, x); }',
    'function f(o: Ref, c: boolean): Result { const x = newInt(1); return x === NULL ? NULL : c ? x : (decref(x), NULL); }',
    'function f(o: Ref, n: number) { for (let i = 0; i < n; i++) { const x = newRef(o); if (i > 2) { decref(x); continue; } item.set(o, x); } }',
    'function f(o: Ref) { let x = newInt(0); while (x !== NULL) { decref(x); x = newInt(1); } }',
    'function f(x: Owned) { decref(x); }',
    "function f(o: Ref) { const x = tryIt(o); if (x !== 'unsupported') { if (x === NULL) return; decref(x); } }",
    'function f(o: Ref, x: Owned) { item.set(o, x); look(x); }',
    'function f(x: Owned | 0) { xdecref(x); }',
    'declare function isOver(a: number): a is 0 | -1; function f(o: Ref): Answer { const x = getItem(o, o); if (isOver(x)) return x; decref(x); return NULL; }',
    'function f(x: Owned | null) { if (x === null) return; decref(x); }',
    'declare const look2: (all: readonly Ref[]) => void; function f(x: Owned) { look2([x]); decref(x); }',
    'declare const o: { x: number }; function f(x: Owned) { decref(x); return o.x; }',
    'function f(a: Owned, b: Owned) { setBoth(a, b); }',
    'function f(x: Owned) { store(64, x); }',
    'function f(x: Owned) { r = x; }',
    'function f(o: Ref): Ref | 0 { const x = newInt(1); if (x === NULL) return NULL; item.set(o, x); return x; }',
    'function f(o: Ref) { const x = item(o) as Owned | 0; if (x !== 0 && look(x)) { decref(x); } }',
    'function f(x: Owned): Owned { look(same(x as Ref)); return x; }',
    'function f(o: Ref) { const x = newRef(o); throw new Error(String(x)); }',
    'function f(o: Ref) { const x = newRef(o); const later = () => decref(x); later(); }',
    'function f(o: Ref, k: 0 | 1) { const x = newRef(o); switch (k) { case 0: decref(x); break; default: item.set(o, x); } }'
  ].map(valid),
  invalid: [
    ['leak', 'function f(o: Ref) { const x = newRef(o); look(x); }'],
    ['leak', 'function f(o: Ref, c: boolean) { const x = newRef(o); if (c) decref(x); }'],
    [
      'leak',
      'function f(o: Ref): Result { const x = newRef(o); const y = newInt(1); if (y === NULL) return NULL; decref(x); return y; }'
    ],
    ['leak', 'function f(x: Owned): number { return load(x + 8); }'],
    [
      'leak',
      'function f(o: Ref, n: number) { for (let i = 0; i < n; i++) { const x = newRef(o); if (look(x)) continue; decref(x); } }'
    ],
    ['leak', 'function f(x: Owned | 0) { if (x === 0) return; look(x); }'],
    ['twice', 'function f(o: Ref) { const x = newRef(o); decref(x); decref(x); }'],
    ['twice', 'function f(o: Ref, c: boolean) { const x = newRef(o); if (c) decref(x); item.set(o, x); }'],
    ['twice', 'function f(x: Owned) { setBoth(x, x); }'],
    ['twice', 'function f(o: Ref, x: Owned): Owned { item.set(o, x); return x; }'],
    ['twice', 'function f(x: Owned, n: number) { do { decref(x); } while (n-- > 0); }'],
    ['after', 'function f(o: Ref) { const x = newRef(o); decref(x); look(x); }'],
    ['overwritten', 'function f(o: Ref) { let x = newRef(o); x = newRef(o); decref(x); }'],
    ['dropped', 'function f(o: Ref) { newRef(o); }'],
    ['dropped', 'function f(o: Ref) { look(newRef(o)); }'],
    ['dropped', 'function f() { if (newInt(1) === NULL) return; }']
  ].map(([messageId, code]) => invalid(messageId, code))
});

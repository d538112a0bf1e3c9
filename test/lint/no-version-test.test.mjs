import rule from './no-version-test.mjs';
import { syntaxTester } from './tester.mjs';

syntaxTester.run('no-version-test', rule, {
  valid: [
    'const WORD = realm.version.word;',
    'if (realm.version.word === 4) f();',
    "if (profile.list.growth === 'eighth') f();",
    'const text = `CPython ${profile.version.release}`;',
    'if (graph.version === 1) f();'
  ],
  invalid: [
    { code: "if (profile.version.key === '3.9') f();", errors: [{ messageId: 'test' }] },
    { code: "const old = realm.version.key < '3.12';", errors: [{ messageId: 'test' }] },
    { code: 'const old = compareVersions(key, other) < 0;', errors: [{ messageId: 'test' }] },
    { code: "if (profile.version.release.startsWith('2.')) f();", errors: [{ messageId: 'test' }] },
    { code: "if (Number(realm.version.key.split('.')[1]) >= 12) f();", errors: [{ messageId: 'test' }] },
    { code: 'switch (realm.version.key) { case "3.9": f(); }', errors: [{ messageId: 'test' }] }
  ]
});

import { expect, test } from 'vitest';
import { openMemory } from './realm.js';
test.each(['3.9','3.14'])('pool %s', async (python) => {
  const m = await openMemory({python});
  expect(m.realm.version.key).toBe(python);
  expect(m.pymalloc.POOL_SIZE).toBe(python==='3.9'?4096:16384);
});

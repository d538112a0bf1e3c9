/**
 * The bundles made for one version are the plain one: a program sees no difference, in addresses or in counts.  Neither
 * does it in the checked build, which does not rehearse its loop.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';

const lib = fileURLToPath(new URL('../../lib', import.meta.url));
const FOLDED = /^refscope-(.*)\.bundle\.js$/;
const kernels = existsSync(join(lib, 'kernel')) ? readdirSync(join(lib, 'kernel')) : [];
const versions = kernels.flatMap(file => FOLDED.exec(file)?.[1] ?? []);

const PROGRAM = `
import gc, sys
class Node:
    def __init__(self): self.me = self
def numbers():
    for i in range(5):
        yield {i: str(i)}
found = [numbers, Node, Node(), list(numbers()), 1.5, 10**30, 'text', b'bytes', {1, 2}]
print([id(x) for x in found], [sys.getsizeof(x) for x in found], [sys.getrefcount(x) for x in found])
del found
print(gc.collect(), hash('a'), sys.version, sorted(sys.modules))
try: [][1]
except IndexError as e: print(repr(e), id(e))
`;

describe.runIf(versions.length > 0)('a folded bundle', () => {
  const plain = mkdtempSync(join(tmpdir(), 'refscope-plain-'));
  cpSync(lib, plain, { recursive: true, filter: path => !FOLDED.test(path.split('/').pop() ?? '') });
  afterAll(() => rmSync(plain, { recursive: true }));

  test.each(versions)('%s answers as the plain one does', { timeout: 60_000 }, version => {
    const [folded, computed] = [lib, plain].map(folder => {
      const args = [join(folder, 'cli/refscope.js'), 'run', '--python', version, '-c', PROGRAM];
      return spawnSync(process.execPath, args, { encoding: 'utf8' });
    });
    expect(folded?.stderr).toBe('');
    expect(folded?.stdout).toBe(computed?.stdout);
    const args = [join(lib, 'cli/refscope.js'), 'run', '--checked', '--python', version, '-c', PROGRAM];
    expect(spawnSync(process.execPath, args, { encoding: 'utf8' }).stdout).toBe(computed?.stdout);
  });
});

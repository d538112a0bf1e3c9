import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';

const lib = fileURLToPath(new URL('../../lib', import.meta.url));
const cli = join(lib, 'cli/refscope.js');
const folder = mkdtempSync(join(tmpdir(), 'refscope-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

function refscope(args: string[], input = '') {
  const { stdout, stderr, status } = spawnSync(process.execPath, [cli, ...args], {
    input,
    cwd: folder,
    encoding: 'utf8'
  });
  return { stdout, stderr, status };
}
function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return name;
}

describe.runIf(existsSync(join(lib, 'kernel/refscope.worker.bundle.js')))('refscope run', () => {
  test('prints what the program prints', () => {
    expect(refscope(['run', '-c', 'print(1)'])).toEqual({ stdout: '1\n', stderr: '', status: 0 });
  });

  test('gives the program its arguments and its name', () => {
    const program = file('args.py', 'import sys\nprint(sys.argv, __name__)\n');
    expect(refscope(['run', program, 'a', '--python']).stdout).toBe(
      "['args.py', 'a', '--python'] __main__\n"
    );
  });

  test.each(['run', 'exec', 'versions'])('%s --help says how it is called', command => {
    const { stdout, stderr, status } = refscope([command, '--help']);
    expect(stdout).toMatch(new RegExp(`^usage: refscope ${command} `));
    expect([stderr, status]).toEqual(['', 0]);
  });

  test('an exception goes to stderr, status 1', () => {
    const program = file('fails.py', 'print(1)\n1 / 0\n');
    const { stdout, stderr, status } = refscope(['run', '--python', '3.9', program]);
    expect([stdout, status]).toEqual(['1\n', 1]);
    expect(stderr).toBe(
      'Traceback (most recent call last):\n  File "fails.py", line 2, in <module>\n    1 / 0\n' +
        'ZeroDivisionError: division by zero\n'
    );
  });

  test('sys.exit gives the status', () => {
    expect(refscope(['run', '-c', 'import sys; sys.exit(7)']).status).toBe(7);
  });

  test('input() reads standard input', () => {
    const { stdout } = refscope(['run', '-c', 'print(input("name? ") + "!")'], 'Ada\n');
    expect(stdout).toBe('name? Ada!\n');
  });

  test('a program comes from standard input', () => {
    expect(refscope(['run', '-'], 'print(2)\n').stdout).toBe('2\n');
  });

  test('Ctrl-C raises KeyboardInterrupt', async () => {
    const program = file(
      'forever.py',
      'try:\n    print("on", flush=True)\n    while True: pass\nexcept KeyboardInterrupt:\n    print("off")\n'
    );
    const child = spawn(process.execPath, [cli, 'run', program], { cwd: folder });
    let out = '';
    child.stdout.on('data', (text: Buffer) => {
      out += text.toString();
      if (out === 'on\n') child.kill('SIGINT');
    });
    await new Promise(resolve => child.on('close', resolve));
    expect(out).toBe('on\noff\n');
  });

  test('cells print values and go on after an exception', () => {
    const program = file('cells.py', '# %%\nx = 1\nx\n# %%\nboom\n# %%\n_1 + 1\n');
    const { stdout, status } = refscope(['run', '--mode', 'cell', '--audit', program]);
    expect(stdout).toBe("Out[1]: 1\nNameError: name 'boom' is not defined\nOut[3]: 2\n");
    expect(status).toBe(0);
  });

  test('a notebook gets its outputs', () => {
    const cell = (source: string) => ({
      cell_type: 'code',
      id: source[0],
      metadata: {},
      outputs: [],
      source
    });
    const notebook = {
      cells: [cell('print(1)\n2'), cell('x')],
      metadata: {},
      nbformat: 4,
      nbformat_minor: 5
    };
    const name = file('a.ipynb', JSON.stringify(notebook));
    expect(refscope(['exec', name, '--inplace']).status).toBe(1);
    const { cells } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as {
      cells: { outputs: object[] }[];
    };
    expect(cells[0]?.outputs).toEqual([
      { name: 'stdout', output_type: 'stream', text: ['1\n'] },
      { data: { 'text/plain': ['2'] }, execution_count: 1, metadata: {}, output_type: 'execute_result' }
    ]);
    expect(cells[1]?.outputs).toMatchObject([{ ename: 'NameError', output_type: 'error' }]);
  });
});

import { expect, test } from 'vitest';
import { parseRun, parseSize } from '../../kernel/cli/run.js';

test('options end where the program begins', () => {
  const { realm, program } = parseRun(['--python=3.11', '--steps', '9', '-c', 'x', '--python', '9'], {});
  expect(realm).toEqual({ python: '3.11', steps: 9 });
  expect(program).toEqual({ code: 'x\n', filename: '<string>', argv: ['-c', '--python', '9'] });
});

test('a patch release names its version', () => {
  expect(parseRun(['--python', '3.11.7', '-c', ''], {}).realm.python).toBe('3.11');
});

test('a version nobody has is answered with those there are', () => {
  expect(() => parseRun(['--python', '4.1', '-c', ''], {})).toThrow(
    /no Python 4\.1 here; there are .*the default/
  );
});

test('the hash seed comes from the environment', () => {
  expect(parseRun(['-c', ''], { PYTHONHASHSEED: '7' }).realm.hashseed).toBe(7);
  expect(parseRun(['-c', ''], { PYTHONHASHSEED: 'random' }).realm.hashseed).toBe('random');
  expect(() => parseRun(['-c', ''], { PYTHONHASHSEED: 'x' })).toThrow(/PYTHONHASHSEED/);
});

test('sizes', () => {
  expect(parseSize('256M')).toBe(2 ** 28);
  expect(() => parseSize('2G')).toThrow(/4M to 1G/);
  expect(() => parseSize('much')).toThrow(/no size/);
});

test.each([[['--path']], [['--nothing', 'x.py']], [['-x']], [[]], [['--mode', 'fast', 'x']]])(
  '%j is misuse',
  args => {
    expect(() => parseRun(args, {})).toThrow();
  }
);

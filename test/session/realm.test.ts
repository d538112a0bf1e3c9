/** A realm between its slices: interrupts, questions while a cell runs, and lines that are asked for. */
import { describe, expect, test } from 'vitest';
import type { DoneEvent, ErrorEvent, Event, InputEvent, StreamEvent } from '../../kernel/wire/events.js';
import type { OpenRealm, Realm } from '../../kernel/wire/realm.js';
import type { Request } from '../../kernel/wire/requests.js';
import { nativeImport } from '../native-import.js';

const BUNDLE = new URL('../../lib/kernel/refscope.worker.bundle.js', import.meta.url);

/** Each is a process of its own: a module is loaded once per address. */
let opened = 0;

interface Options {
  /** Whether an interrupt is wanted, asked while a native holds the thread. */
  readonly poll?: () => boolean;
  readonly onEvent?: (event: Event, realm: Realm) => void;
}

/** Runs one cell to its end; gives every event, and what the audit finds afterwards. */
async function runCell(
  code: string,
  { poll, onEvent, ...request }: Options & { readonly allowStdin?: boolean } = {}
): Promise<{ events: Event[]; output: string; problems: readonly string[] }> {
  const { openRealm } = (await nativeImport(`${BUNDLE.href}?python=3.14&checked=1&n=realm${opened++}`)) as {
    openRealm: OpenRealm;
  };
  const events: Event[] = [];
  return new Promise((resolve, reject) => {
    const realm = openRealm({
      emit(event) {
        events.push(event);
        if (event.type === 'fatal') reject(new Error(`${event.message}\n${event.stack}`));
        if (event.type === 'done') setImmediate(() => realm.send({ type: 'audit', id: 99 }));
        if (event.type === 'value' && event.value.type === 'audit') {
          const text = events.filter((e): e is StreamEvent => e.type === 'stream').map(e => e.text);
          resolve({ events, output: text.join(''), problems: event.value.problems });
        } else setImmediate(() => onEvent?.(event, realm));
      },
      defer: task => void setImmediate(task),
      pollInterrupt: poll ?? ((): boolean => false),
      now: () => performance.now(),
      clock: () => Date.now(),
      library: () => null
    });
    const cell = { mode: 'cell', silent: false, storeHistory: true, allowStdin: true } as const;
    realm.send({ type: 'execute', id: 1, code, ...cell, ...request });
  });
}

const errorOf = (events: Event[]): ErrorEvent | undefined =>
  events.find((event): event is ErrorEvent => event.type === 'error');

/** Sends a request when a cell has begun. */
const onStart =
  (...requests: Request[]) =>
  (event: Event, realm: Realm): void => {
    if (event.type === 'started') requests.forEach(request => realm.send(request));
  };

describe('an interrupt', () => {
  test.each([
    ['a loop', 'while True: pass'],
    ['a key function', 'def key(n):\n    while True: pass\nsorted([2, 1], key=key)'],
    ['what map calls', 'for _ in map(lambda n: n, iter(int, 1)): pass'],
    ['recursion', 'def f(n):\n    f(n - 1) if n else None\n    f(n - 1) if n else None\nf(60)'],
    ['a generator that sum drives', 'sum(1 for _ in iter(int, 1))']
  ])('reaches %s by a message', async (_, code) => {
    const { events, problems } = await runCell(code, { onEvent: onStart({ type: 'interrupt' }) });
    expect(errorOf(events)?.ename).toBe('KeyboardInterrupt');
    expect(problems).toEqual([]);
  });

  test('reaches a cell that was asked for and has not begun', async () => {
    const { events, problems } = await runCell('while True: pass', {
      onEvent: (event, realm) => {
        if (event.type === 'ready') realm.send({ type: 'interrupt' });
      }
    });
    expect(errorOf(events)?.ename).toBe('KeyboardInterrupt');
    expect(problems).toEqual([]);
  });

  test.each([
    ['__hash__', '{S(): 1}'],
    ['__lt__', 'sorted([S(), S()])']
  ])('reaches %s, which holds the thread, by polling', async (name, code) => {
    let polls = 0;
    const { events, problems } = await runCell(
      `class S:\n    def ${name}(self, *others):\n        while True: pass\n${code}`,
      { poll: () => ++polls === 3 }
    );
    expect(errorOf(events)?.ename).toBe('KeyboardInterrupt');
    expect(problems).toEqual([]);
  });

  test('is reported by a finalizer, and the cell goes on', async () => {
    let polls = 0;
    const { events, output, problems } = await runCell(
      "class S:\n    def __del__(self):\n        while True: pass\ns = S()\ndel s\nprint('went on')",
      { poll: () => ++polls === 3 }
    );
    expect(output).toContain('Exception ignored');
    expect(output).toContain('KeyboardInterrupt');
    expect(output).toContain('went on');
    expect(events.find((event): event is DoneEvent => event.type === 'done')?.status).toBe('ok');
    expect(problems).toEqual([]);
  });
});

test('what a slice prints is few events, in order with others', async () => {
  const { events, output } = await runCell(
    'import sys\nfor i in range(5): print(i)\nprint("e", file=sys.stderr)\nfor i in range(5): print(i)\n7'
  );
  expect(output).toBe('0\n1\n2\n3\n4\ne\n0\n1\n2\n3\n4\n');
  expect(events.filter(({ type }) => type === 'stream').length).toBeLessThan(7);
  expect(events.map(({ type }) => type).slice(-3)).toEqual(['result', 'done', 'value']);
});

test('a question is answered while a cell runs', async () => {
  const { events } = await runCell('while True: pass', {
    onEvent(event, realm) {
      if (event.type === 'started') realm.send({ type: 'isComplete', id: 7, code: 'if x:' });
      if (event.type === 'value') realm.send({ type: 'interrupt' });
    }
  });
  expect(events.map(({ type }) => type)).toEqual(['ready', 'started', 'value', 'error', 'done', 'value']);
});

describe('input()', () => {
  test('asks with its prompt, inside a builtin too', async () => {
    const lines = ['1', '20', '300'];
    const { events, output, problems } = await runCell("print(sum(int(input(f'{n}? ')) for n in range(3)))", {
      onEvent(event, realm) {
        if (event.type === 'input') realm.send({ type: 'input', text: lines.shift() ?? null });
      }
    });
    const asked = events.filter((event): event is InputEvent => event.type === 'input');
    expect(asked.map(({ prompt }) => prompt)).toEqual(['0? ', '1? ', '2? ']);
    expect(output).toBe('321\n');
    expect(problems).toEqual([]);
  });

  test('waits, and questions are answered meanwhile', async () => {
    const { events } = await runCell('input()', {
      onEvent(event, realm) {
        if (event.type === 'input') realm.send({ type: 'isComplete', id: 7, code: '1' });
        if (event.type === 'value') realm.send({ type: 'interrupt' });
      }
    });
    expect(events.some(({ type }) => type === 'value')).toBe(true);
    expect(errorOf(events)?.ename).toBe('KeyboardInterrupt');
  });

  test('is refused where nobody answers', async () => {
    const { events, problems } = await runCell("input('name? ')", { allowStdin: false });
    expect(errorOf(events)?.ename).toBe('NotImplementedError');
    expect(problems).toEqual([]);
  });
});

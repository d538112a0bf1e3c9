/** time.sleep: the realm stays open to messages while a program sleeps. */
import { expect, test } from 'vitest';
import type { Event } from '../../kernel/wire/events.js';
import type { OpenRealm, Realm } from '../../kernel/wire/realm.js';

const BUNDLE = new URL('../../lib/kernel/refscope.worker.bundle.js', import.meta.url);
/** Each is a process of its own: a module is loaded once per address. */
let opened = 0;

/** Runs a cell; gives its events, and the delays that the realm asked its host for, in milliseconds. */
async function runCell(
  code: string,
  onEvent: (event: Event, realm: Realm) => void = () => undefined
): Promise<{ events: Event[]; delays: number[] }> {
  const url = `${BUNDLE.href}?python=3.14&checked=1&sleep=${opened++}`;
  const { openRealm } = (await import(url)) as { openRealm: OpenRealm };
  const events: Event[] = [],
    delays: number[] = [];
  await new Promise<void>((resolve, reject) => {
    const realm = openRealm({
      emit(event) {
        events.push(event);
        if (event.type === 'fatal') reject(new Error(`${event.message}\n${event.stack}`));
        if (event.type === 'done') resolve();
        else setImmediate(() => onEvent(event, realm));
      },
      defer(task, milliseconds = 0) {
        if (milliseconds > 0) delays.push(milliseconds);
        setTimeout(task, milliseconds);
      },
      now: () => performance.now(),
      clock: () => Date.now(),
      library: () => null
    });
    const cell = { mode: 'cell', silent: false, storeHistory: true, allowStdin: true } as const;
    realm.send({ type: 'execute', id: 1, code, ...cell });
  });
  return { events, delays };
}

test('a sleeping program leaves the thread, and wakes in time', async () => {
  const { events, delays } = await runCell(
    'import time\nbefore = time.monotonic()\ntime.sleep(0.1)\nprint(time.monotonic() - before >= 0.1)'
  );
  expect(delays.length).toBeGreaterThan(1);
  expect(
    events
      .filter(e => e.type === 'stream')
      .map(e => e.text)
      .join('')
  ).toBe('True\n');
});

test('an interrupt ends a sleep', async () => {
  const { events } = await runCell('import time\ntime.sleep(1000)', (event, realm) => {
    if (event.type === 'started') realm.send({ type: 'interrupt' });
  });
  expect(events.map(({ type }) => type)).toEqual(['ready', 'started', 'error', 'done']);
});

test('a question is answered meanwhile', async () => {
  const { events } = await runCell('import time\ntime.sleep(1000)', (event, realm) => {
    if (event.type === 'started') realm.send({ type: 'isComplete', id: 7, code: 'if x:' });
    if (event.type === 'value') realm.send({ type: 'interrupt' });
  });
  expect(events.map(({ type }) => type)).toEqual(['ready', 'started', 'value', 'error', 'done']);
});

test('inside a comparison it holds the thread', async () => {
  const { events } = await runCell(
    'import time\nclass S:\n    def __lt__(self, other):\n        time.sleep(0.02)\n        return True\nprint(len(sorted([S(), S()])))'
  );
  expect(
    events
      .filter(e => e.type === 'stream')
      .map(e => e.text)
      .join('')
  ).toBe('2\n');
});

import { beforeEach, expect, test } from 'vitest';
import { Harness } from './harness.js';

let kernel: Harness;
beforeEach(() => {
  kernel = new Harness();
  kernel.realm.ready();
});

test('an execution is bracketed by busy and idle, and its input comes before its output', () => {
  const id = kernel.execute('print(1); 2');
  kernel.realm.started(1);
  kernel.realm.print('1\n');
  kernel.realm.onEvent({ type: 'display', data: { 'text/plain': 'picture' }, metadata: { a: 1 } });
  kernel.realm.onEvent({ type: 'result', executionCount: 1, data: { 'text/plain': '2' } });
  kernel.realm.done(1);
  expect(kernel.types(id)).toEqual([
    'busy',
    'execute_input',
    'stream',
    'display_data',
    'execute_result',
    'execute_reply',
    'idle'
  ]);
  expect(kernel.content(id, 'execute_input')).toEqual({ code: 'print(1); 2', execution_count: 1 });
  expect(kernel.content(id, 'execute_result')).toEqual({
    execution_count: 1,
    data: { 'text/plain': '2' },
    metadata: {}
  });
  expect(kernel.content(id, 'execute_reply')).toMatchObject({ status: 'ok', execution_count: 1 });
});

test('answers carry the session of the request, and channels by kind', () => {
  const id = kernel.execute('1');
  kernel.realm.started(1);
  kernel.realm.done(1);
  const answers = kernel.answers(id);
  expect(answers.every(({ header }) => header.session === 'client')).toBe(true);
  expect(answers.filter(({ channel }) => channel === 'shell').map(({ header }) => header.msg_type)).toEqual([
    'execute_reply'
  ]);
  expect(new Set(answers.map(({ header }) => header.msg_id)).size).toBe(answers.length);
});

test('the realm has one execution at a time', () => {
  kernel.execute('a');
  const second = kernel.execute('b');
  expect(kernel.realm.executions).toHaveLength(1);
  expect(kernel.types(second)).toEqual([]);
  kernel.realm.started(1);
  kernel.realm.done(1);
  expect(kernel.realm.executions.map(({ code }) => code)).toEqual(['a', 'b']);
});

test('an error aborts what waited, and nothing that is sent later', () => {
  const first = kernel.execute('1/0');
  const second = kernel.execute('print(2)');
  kernel.realm.started(1);
  kernel.realm.fail(1);
  expect(kernel.content(first, 'error')).toMatchObject({ ename: 'ZeroDivisionError', evalue: 'why' });
  expect(kernel.content(first, 'execute_reply')).toMatchObject({ status: 'error', execution_count: 1 });
  expect(kernel.types(second)).toEqual(['busy', 'execute_reply', 'idle']);
  expect(kernel.content(second, 'execute_reply')).toMatchObject({ status: 'aborted' });
  kernel.execute('3', {}, new Date(Date.now() + 1));
  expect(kernel.realm.executions.map(({ code }) => code)).toEqual(['1/0', '3']);
});

test('a request made before the error but delivered after it is aborted too', () => {
  const before = new Date(Date.now() - 5);
  kernel.execute('1/0', {}, before);
  kernel.realm.fail(1);
  const late = kernel.execute('2', {}, before);
  expect(kernel.content(late, 'execute_reply')).toMatchObject({ status: 'aborted' });
});

test('with stop_on_error false the queue goes on', () => {
  kernel.execute('1/0', { stop_on_error: false });
  kernel.execute('2');
  kernel.realm.fail(1);
  expect(kernel.realm.executions.map(({ code }) => code)).toEqual(['1/0', '2']);
});

test('a silent execution shows no input and no error, and keeps no history', () => {
  const id = kernel.execute('1/0', { silent: true, store_history: true });
  expect(kernel.realm.executions[0]).toMatchObject({ silent: true, storeHistory: false });
  kernel.realm.started(0);
  kernel.realm.fail(0);
  expect(kernel.types(id)).toEqual(['busy', 'execute_reply', 'idle']);
  const history = kernel.request('history_request', { hist_access_type: 'tail', n: 5 });
  expect(kernel.content(history, 'history_reply')).toMatchObject({ history: [] });
});

test('user expressions come back as bundles, or as the error they raised', () => {
  const id = kernel.execute('', { user_expressions: { a: '1', b: '1/0' } });
  expect(kernel.realm.executions[0]).toMatchObject({ userExpressions: { a: '1', b: '1/0' } });
  kernel.realm.done(1, { a: { 'text/plain': '1' }, b: { ename: 'ZeroDivisionError', evalue: 'why' } });
  expect(kernel.content(id, 'execute_reply')).toMatchObject({
    user_expressions: {
      a: { status: 'ok', data: { 'text/plain': '1' }, metadata: {} },
      b: { status: 'error', ename: 'ZeroDivisionError' }
    }
  });
});

test('input() asks on stdin in the name of its cell, and the reply reaches the realm', () => {
  const id = kernel.execute('input("name? ")');
  kernel.realm.started(1);
  kernel.realm.onEvent({ type: 'input', prompt: 'name? ', password: false });
  const asked = kernel.answers(id).find(({ header }) => header.msg_type === 'input_request');
  expect(asked).toMatchObject({ channel: 'stdin', content: { prompt: 'name? ', password: false } });
  kernel.request('input_reply', { status: 'ok', value: 'Ada' });
  expect(kernel.realm.last).toEqual({ type: 'input', text: 'Ada' });
});

test('an interrupt is passed on while the cell runs, and answered at once', () => {
  const cell = kernel.execute('while True: pass');
  kernel.realm.started(1);
  const id = kernel.request('interrupt_request');
  expect(kernel.realm.last).toEqual({ type: 'interrupt' });
  expect(kernel.answers(id).find(({ channel }) => channel === 'control')?.header.msg_type).toBe(
    'interrupt_reply'
  );
  expect(kernel.types(cell)).toEqual(['busy', 'execute_input', 'busy']); // still busy for those who watch
  kernel.realm.fail(1, 'KeyboardInterrupt');
  expect(kernel.content(cell, 'execute_reply')).toMatchObject({
    status: 'error',
    ename: 'KeyboardInterrupt'
  });
});

test('an interrupt of an idle kernel does not reach the realm', () => {
  kernel.request('interrupt_request');
  expect(kernel.realm.requests).toEqual([]);
});

test('a failed realm ends the cell with our message, and every later one', () => {
  const running = kernel.execute('a');
  const waiting = kernel.execute('b');
  kernel.realm.onEvent({ type: 'fatal', message: 'RangeError: offset', stack: 'at listResize' });
  expect(kernel.fatal).toEqual(['RangeError: offset']);
  const { traceback } = kernel.content(running, 'error') as { traceback: string[] };
  expect(traceback.join('\n')).toMatch(/mistake in refscope, not in your program[^]*Restart[^]*listResize/);
  expect(kernel.content(running, 'execute_reply')).toMatchObject({ status: 'error', ename: 'KernelFailure' });
  expect(kernel.content(waiting, 'execute_reply')).toMatchObject({ status: 'aborted' });
  const later = kernel.execute('c', {}, new Date(Date.now() + 1));
  expect(kernel.content(later, 'execute_reply')).toMatchObject({ status: 'error', ename: 'KernelFailure' });
  expect(kernel.realm.executions).toHaveLength(1);
});

test('what is printed in one moment is one message, in order with everything else', async () => {
  const id = kernel.execute('...');
  kernel.realm.started(1);
  kernel.realm.print('a\n');
  kernel.realm.print('b\n');
  kernel.realm.onEvent({ type: 'stream', name: 'stderr', text: 'warning\n' });
  kernel.realm.print('c\n');
  kernel.realm.onEvent({ type: 'display', data: { 'text/plain': 'picture' }, metadata: {} });
  kernel.realm.print('d\n');
  await new Promise(resolve => setTimeout(resolve, 50));
  kernel.realm.done(1);
  const streams = kernel.answers(id).filter(({ header }) => header.msg_type === 'stream');
  expect(streams.map(({ content }) => content['text'])).toEqual(['a\nb\n', 'warning\n', 'c\n', 'd\n']);
  expect(kernel.types(id)).toEqual([
    ...['busy', 'execute_input', 'stream', 'stream', 'stream', 'display_data', 'stream'],
    ...['execute_reply', 'idle']
  ]);
});

test('a cell that prints without end is shown up to a limit, and the next one anew', () => {
  const id = kernel.execute('while True: print("x" * 1000)');
  kernel.realm.started(1);
  for (let i = 0; i < 300; i++) kernel.realm.print('x'.repeat(1000));
  kernel.realm.fail(1, 'KeyboardInterrupt');
  const texts = kernel
    .answers(id)
    .filter(({ header }) => header.msg_type === 'stream')
    .map(({ content }) => content['text'] as string);
  expect(texts.filter(text => text.startsWith('x')).join('')).toBe('x'.repeat(250_000));
  expect(texts.at(-1)).toContain('what it prints now is not shown');
  expect(kernel.types(id)).toContain('error');
  const next = kernel.execute('print("y")');
  kernel.realm.started(2);
  kernel.realm.print('y\n');
  kernel.realm.done(2);
  expect(kernel.content(next, 'stream')).toEqual({ name: 'stdout', text: 'y\n' });
});

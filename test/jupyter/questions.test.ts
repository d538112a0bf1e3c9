import { beforeEach, expect, test } from 'vitest';
import { Harness, settle } from './harness.js';

let kernel: Harness;
beforeEach(() => {
  kernel = new Harness();
});

const lastId = (): number => (kernel.realm.last as { id: number }).id;

test('kernel_info waits until the realm has told its release', () => {
  const id = kernel.request('kernel_info_request');
  expect(kernel.types(id)).toEqual([]);
  kernel.realm.ready();
  expect(kernel.types(id)).toEqual(['busy', 'kernel_info_reply', 'idle']);
  expect(kernel.content(id, 'kernel_info_reply')).toMatchObject({
    status: 'ok',
    implementation: 'refscope',
    implementation_version: '3.14.10',
    language_info: { name: 'python', version: '3.14', file_extension: '.py' }
  });
});

test('kernel_info is answered when the realm fails to start', () => {
  const id = kernel.request('kernel_info_request');
  kernel.realm.onEvent({ type: 'fatal', message: 'no WebAssembly', stack: '' });
  expect(kernel.types(id)).toContain('kernel_info_reply');
});

test('completion converts characters to UTF-16 units and back', async () => {
  const id = kernel.request('complete_request', { code: "'🐍'.up", cursor_pos: 6 });
  expect(kernel.realm.last).toMatchObject({ type: 'complete', cursor: 7 });
  kernel.realm.onEvent({
    type: 'value',
    id: lastId(),
    value: { type: 'complete', matches: [{ text: 'upper', type: 'function' }], start: 5, end: 7 }
  });
  await settle();
  expect(kernel.content(id, 'complete_reply')).toMatchObject({
    status: 'ok',
    matches: ['upper'],
    cursor_start: 4,
    cursor_end: 6,
    metadata: { _jupyter_types_experimental: [{ text: 'upper', type: 'function', start: 4, end: 6 }] }
  });
});

test('questions are answered while a cell runs, and the kernel stays busy', async () => {
  const cell = kernel.execute('while True: pass');
  kernel.realm.started(1);
  const id = kernel.request('inspect_request', { code: 'len', cursor_pos: 3, detail_level: 0 });
  const value = { type: 'inspect', found: true, data: { 'text/plain': 'len(obj, /)' } } as const;
  kernel.realm.onEvent({ type: 'value', id: lastId(), value });
  await settle();
  expect(kernel.content(id, 'inspect_reply')).toMatchObject({
    found: true,
    data: { 'text/plain': 'len(obj, /)' }
  });
  expect(kernel.sent.at(-1)).toMatchObject({
    header: { msg_type: 'status' },
    parent_header: { msg_id: cell },
    content: { execution_state: 'busy' }
  });
});

test('is_complete tells the indent only where it is asked for', async () => {
  const id = kernel.request('is_complete_request', { code: 'if x:' });
  kernel.realm.onEvent({
    type: 'value',
    id: lastId(),
    value: { type: 'isComplete', status: 'incomplete', indent: '    ' }
  });
  await settle();
  expect(kernel.content(id, 'is_complete_reply')).toEqual({ status: 'incomplete', indent: '    ' });
});

test('history: tail, range, search', () => {
  for (const [index, code] of ['a = 1', 'b = 2', 'a = 1', 'print(a)'].entries()) {
    kernel.execute(code);
    kernel.realm.started(index + 1);
    kernel.realm.done(index + 1);
  }
  const ask = (content: Record<string, unknown>): unknown =>
    kernel.content(kernel.request('history_request', content), 'history_reply')?.['history'];
  expect(ask({ hist_access_type: 'tail', n: 2 })).toEqual([
    [1, 3, 'a = 1'],
    [1, 4, 'print(a)']
  ]);
  expect(ask({ hist_access_type: 'tail', n: 1, output: true })).toEqual([[1, 4, ['print(a)', null]]]);
  expect(ask({ hist_access_type: 'range', session: 0, start: 2, stop: 3 })).toEqual([[1, 2, 'b = 2']]);
  expect(ask({ hist_access_type: 'search', pattern: '* = ?', n: 9, unique: true })).toEqual([
    [1, 2, 'b = 2'],
    [1, 3, 'a = 1']
  ]);
});

test('a comm to the realm carries questions; any other target is closed', async () => {
  const unknown = kernel.request('comm_open', { comm_id: 'x', target_name: 'jupyter.widget', data: {} });
  expect(kernel.types(unknown)).toEqual(['busy', 'comm_close', 'idle']);
  kernel.request('comm_open', { comm_id: 'c', target_name: 'refscope.realm', data: {} });
  const info = kernel.request('comm_info_request', {});
  expect(kernel.content(info, 'comm_info_reply')).toMatchObject({
    comms: { c: { target_name: 'refscope.realm' } }
  });
  const id = kernel.request('comm_msg', { comm_id: 'c', data: { id: 7, question: { type: 'audit' } } });
  const value = { type: 'audit', objects: 10, references: 20, problems: [] } as const;
  kernel.realm.onEvent({ type: 'value', id: lastId(), value });
  await settle();
  expect(kernel.content(id, 'comm_msg')).toEqual({ comm_id: 'c', data: { id: 7, value } });
});

test('a comm cannot run code', () => {
  kernel.request('comm_open', { comm_id: 'c', target_name: 'refscope.realm', data: {} });
  kernel.request('comm_msg', { comm_id: 'c', data: { id: 1, question: { type: 'execute', code: '1' } } });
  expect(kernel.realm.requests).toEqual([]);
});

test('shutdown is answered, then the kernel is silent', () => {
  const id = kernel.request('shutdown_request', { restart: true });
  expect(kernel.content(id, 'shutdown_reply')).toEqual({ status: 'ok', restart: true });
  expect(kernel.shutdowns).toEqual([true]);
  expect(kernel.types(kernel.request('kernel_info_request'))).toEqual([]);
});

test('an unknown request leaves the kernel idle, without a reply', () => {
  expect(kernel.types(kernel.request('mystery_request'))).toEqual(['busy', 'idle']);
});

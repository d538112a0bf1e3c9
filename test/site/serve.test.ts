import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveSite } from '../../extension/site/serve.mjs';

let folder: string;
let server: { url: string; close(): Promise<void> };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'refscope-site-'));
  const site = join(folder, 'site');
  mkdirSync(join(site, 'lab'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(site, 'index.html'), 'start');
  writeFileSync(join(site, 'lab/index.html'), 'lab');
  writeFileSync(join(site, 'lab/a b.ipynb'), '{}');
  writeFileSync(join(site, 'main.0123456789abcdef.js'), '1');
  server = (await serveSite({ folder: site, port: 0 })) as typeof server;
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const get = (path: string, init?: RequestInit): Promise<Response> => fetch(server.url + path, init);

test('pages are isolated, so that they may share memory with their workers', async () => {
  const { headers, status } = await get('');
  expect(status).toBe(200);
  expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
  expect(headers.get('cross-origin-embedder-policy')).toBe('require-corp');
});

test('a folder is its index, under its address with a slash', async () => {
  const response = await get('lab?path=x');
  expect(response.url).toBe(`${server.url}lab/?path=x`);
  expect(await response.text()).toBe('lab');
});

test('names with spaces are found, names that do not exist are not', async () => {
  expect((await get('lab/a%20b.ipynb')).status).toBe(200);
  expect((await get('lab/none.ipynb')).status).toBe(404);
  expect((await get('%ff')).status).toBe(400);
});

test('hashed files stay in the cache, others are asked for again', async () => {
  expect((await get('main.0123456789abcdef.js')).headers.get('cache-control')).toContain('immutable');
  const page = await get('lab/');
  expect(page.headers.get('cache-control')).toBe('no-cache');
  const again = await get('lab/', { headers: { 'If-None-Match': page.headers.get('etag') ?? '' } });
  expect(again.status).toBe(304);
});

test('nothing outside the site is served', async () => {
  const { port } = new URL(server.url);
  const status = await new Promise(resolve => {
    // `fetch` would tidy the path.
    request({ host: '127.0.0.1', port, path: '/%2e%2e/secret.txt' }, ({ statusCode }) =>
      resolve(statusCode)
    ).end();
  });
  expect([403, 404]).toContain(status);
  expect((await get('', { method: 'POST' })).status).toBe(405);
});

test('a port that is taken is an error with a code', async () => {
  const port = Number(new URL(server.url).port);
  await expect(serveSite({ folder, port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

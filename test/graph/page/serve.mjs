/** Bundles the bare page and serves it on a free port of this machine: `{ url, close }`. */
import { readFile, readdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const here = fileURLToPath(new URL('.', import.meta.url));
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/** How Chromium is started here: the system's, asking nothing of the network. */
export const CHROMIUM = {
  executablePath: '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-quic',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync'
  ]
};

export async function servePage() {
  const folder = await mkdtemp(join(tmpdir(), 'refscope-graph-'));
  const bundle = await rolldown({
    input: { page: join(here, 'page.ts') },
    platform: 'browser',
    resolve: { extensionAlias: { '.js': ['.ts', '.js'] } },
    transform: { define: { 'process.env.NODE_ENV': '"production"' } },
    logLevel: 'silent'
  });
  await bundle.write({ dir: folder, format: 'esm', entryFileNames: '[name].js', minify: false });
  await bundle.close();
  const files = new Map([
    ['/', join(here, 'page.html')],
    ['/themes.css', join(here, 'themes.css')],
    ['/graph.css', fileURLToPath(new URL('../../../style/graph.css', import.meta.url))]
  ]);
  for (const name of await readdir(folder)) files.set(`/${name}`, join(folder, name));
  const server = createServer(async (request, response) => {
    const file = files.get(new URL(request.url ?? '/', 'http://page').pathname);
    if (file === undefined) return response.writeHead(404).end();
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
    return response.end(await readFile(file));
  });
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    files: [...files.values()],
    async close() {
      await new Promise(done => server.close(done));
      await rm(folder, { recursive: true });
    }
  };
}

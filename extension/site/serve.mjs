/** Serves the site's folder on this machine. */
import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ipynb': 'application/json',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.md': 'text/markdown; charset=utf-8',
  '.png': 'image/png',
  '.py': 'text/x-python; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2'
};

/** Isolated pages may share memory with their workers. */
const HEADERS = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff'
};

/** Names that carry a digest of what is in the file. */
const HASHED = /[./-][0-9a-f]{8,}\.[a-z0-9]+$/;

/**
 * Serves `folder` until the server is closed.
 * @param {{ folder: string, port?: number, host?: string }} options port 0 takes a free one
 * @returns {Promise<{ url: string, close: () => Promise<void> }>} `url` ends with a slash
 * @throws an error whose `code` is EADDRINUSE when the port is taken
 */
export function serveSite({ folder, port = 8765, host = '127.0.0.1' }) {
  const root = resolve(folder);
  const server = createServer((request, response) => answer(root, request, response));
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(port, host, () => {
      const name = host === '127.0.0.1' ? 'localhost' : host;
      done({
        url: `http://${name}:${server.address().port}/`,
        close: () =>
          new Promise(closed => {
            server.close(() => closed());
            server.closeAllConnections();
          })
      });
    });
  });
}

function answer(root, request, response) {
  if (request.method !== 'GET' && request.method !== 'HEAD') return end(response, 405, 'Only GET and HEAD.');
  const { pathname, search } = new URL(request.url, 'http://localhost');
  let path;
  try {
    path = decodeURIComponent(pathname);
  } catch {
    return end(response, 400, 'Not an address.');
  }
  let file = resolve(join(root, path));
  if (file !== root && !file.startsWith(root + sep)) return end(response, 403, 'Outside the site.');
  let status = statSync(file, { throwIfNoEntry: false });
  if (status?.isDirectory()) {
    if (!pathname.endsWith('/')) {
      response.writeHead(301, { Location: `${pathname}/${search}`, ...HEADERS }).end();
      return;
    }
    file = join(file, 'index.html');
    status = statSync(file, { throwIfNoEntry: false });
  }
  if (status === undefined) return end(response, 404, 'Not here.');
  const tag = `"${status.size.toString(16)}-${Math.trunc(status.mtimeMs).toString(16)}"`;
  const headers = {
    ...HEADERS,
    'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
    'Cache-Control': HASHED.test(file) ? 'public, max-age=31536000, immutable' : 'no-cache',
    ETag: tag
  };
  if (request.headers['if-none-match'] === tag) {
    response.writeHead(304, headers).end();
    return;
  }
  response.writeHead(200, { ...headers, 'Content-Length': status.size });
  if (request.method === 'HEAD') response.end();
  else
    createReadStream(file)
      .on('error', () => response.destroy())
      .pipe(response);
}

function end(response, status, text) {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', ...HEADERS }).end(`${text}\n`);
}

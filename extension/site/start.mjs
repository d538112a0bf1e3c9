#!/usr/bin/env node
/**
 * `npm start`: installs and builds what is missing, serves the course, and opens it.
 *
 *   npm start -- [--port N] [--no-open] [--build-only]
 *
 * Runs on plain Node before any package is installed.
 */
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { buildSite } from './build.mjs';
import { serveSite } from './serve.mjs';

const USAGE = 'npm start -- [--port N] [--no-open] [--build-only]';

function readOptions() {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '8765' },
      'no-open': { type: 'boolean', default: false },
      'build-only': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false }
    }
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new Error(`--port ${values.port}: not a port number`);
  return { port, opens: !values['no-open'], serves: !values['build-only'], help: values.help };
}

/** Shows an address in the person's browser, where there is one. */
function openBrowser(url) {
  if (process.env.CI !== undefined) return;
  const [command, ...args] =
    process.platform === 'darwin'
      ? ['open', url]
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '', url]
        : ['xdg-open', url];
  const child = spawn(command, args, { stdio: 'ignore', detached: true });
  child.on('error', () => undefined); // no desktop: the address is printed anyway
  child.unref();
}

async function main() {
  let options;
  try {
    options = readOptions();
  } catch (error) {
    console.error(`${error.message}\nUsage: ${USAGE}`);
    return 2;
  }
  if (options.help) {
    console.log(`Usage: ${USAGE}`);
    return 0;
  }
  const started = performance.now();
  const { folder, firstPage } = await buildSite();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (!options.serves) {
    console.log(`The site is in ${folder} (${seconds} s).`);
    return 0;
  }
  let server;
  try {
    server = await serveSite({ folder, port: options.port });
  } catch (error) {
    if (error.code !== 'EADDRINUSE') throw error;
    console.error(
      `Port ${options.port} is taken. If refscope runs there already, open http://localhost:${options.port}/\n` +
        `Otherwise choose another port: npm start -- --port ${options.port + 1}`
    );
    return 1;
  }
  const url =
    firstPage === null ? server.url : `${server.url}lab/index.html?path=${encodeURIComponent(firstPage)}`;
  console.log(
    `\nReady in ${seconds} s.  The course is at\n\n    ${url}\n\nCtrl+C stops the server.  What you write is kept in your browser.`
  );
  if (options.opens) openBrowser(url);
  const stop = () => void server.close().then(() => process.exit(0));
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return undefined;
}

try {
  const status = await main();
  if (status !== undefined) process.exitCode = status;
} catch (error) {
  console.error(`\n${error.message}`);
  process.exitCode = 1;
}

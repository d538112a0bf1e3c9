#!/usr/bin/env node
/**
 * What a learner waits for and loads: from the page's address to the first output of a cell, an interrupt's way, and
 * how large the kernel and the extension are.
 *
 *   node test/bench/page.mjs [--rounds N]
 *
 * Each round is a browser context that was never here, so nothing is cached; the server is on this machine.  Sizes are
 * of the minified build, with gzip in brackets.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright';
import { buildSite } from '../../extension/site/build.mjs';
import { LABEXTENSION, ROOT } from '../../extension/site/paths.mjs';
import { serveSite } from '../../extension/site/serve.mjs';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '5' } } });
const { folder } = await buildSite();
const server = await serveSite({ folder, port: 0 });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-background-networking']
});

const times = { 'app restored': [], 'first output': [], 'loop interrupted': [], 'kernel restarted': [] };
const loaded = [];
for (let round = 0; round < Number(values.rounds); round++) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const start = performance.now();
  await page.goto(`${server.url}lab/index.html?path=index.ipynb`);
  const cell = page.locator('.jp-CodeCell').first();
  await cell.waitFor();
  times['app restored'].push(performance.now() - start);
  await cell.locator('.cm-content').click();
  await page.keyboard.press('Shift+Enter');
  await cell.getByText('Hello. This is CPython').last().waitFor();
  times['first output'].push(performance.now() - start);
  loaded.push(
    await page.evaluate(() =>
      performance.getEntriesByType('resource').reduce((sum, { decodedBodySize }) => sum + decodedBodySize, 0)
    )
  );
  const [interrupted, restarted] = await page.evaluate(interruptAndRestart);
  times['loop interrupted'].push(interrupted);
  times['kernel restarted'].push(restarted);
  await context.close();
}
await browser.close();
await server.close();

/** In the page: milliseconds until an endless loop is over, and until a new process answers. */
async function interruptAndRestart() {
  const { kernel } = globalThis.jupyterapp.shell.currentWidget.sessionContext.session;
  const busy = new Promise(done => kernel.statusChanged.connect((_, status) => status === 'busy' && done()));
  const endless = kernel.requestExecute({ code: 'while True: pass' });
  await busy;
  await new Promise(done => setTimeout(done, 500));
  const start = performance.now();
  await kernel.interrupt();
  await endless.done;
  const end = performance.now();
  await kernel.restart();
  await kernel.requestExecute({ code: '1' }).done;
  return [end - start, performance.now() - end];
}

const median = numbers => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
const size = contents => {
  const zipped = contents.reduce((sum, content) => sum + gzipSync(content).length, 0);
  const whole = contents.reduce((sum, content) => sum + content.length, 0);
  return `${Math.round(whole / 1024)} KB (${Math.round(zipped / 1024)} KB)`;
};
for (const [name, numbers] of Object.entries(times))
  console.log(
    `${name.padEnd(22)} ${Math.round(median(numbers))} ms, of ${numbers.map(Math.round).join(' ')}`
  );
console.log(`${'loaded by then'.padEnd(22)} ${Math.round(median(loaded) / 1024)} KB, the kernel not counted`);

const kernel = name => [readFileSync(join(ROOT, 'lib/kernel', name))];
const shipped = readdirSync(join(LABEXTENSION, 'static')).map(name =>
  readFileSync(join(LABEXTENSION, 'static', name))
);
const isKernel = content => content.includes('openRealm') && content.length > 500_000;
console.log(`${'kernel of 3.14'.padEnd(22)} ${size(kernel('refscope-3.14.bundle.js'))}`);
console.log(
  `${'library of 3.14'.padEnd(22)} ${size(kernel('stdlib-3.14.json'))}, at the first import that needs it`
);
console.log(
  `${'extension, all of it'.padEnd(22)} ${size(shipped)}, four kernels and four libraries included`
);
console.log(
  `${'extension alone'.padEnd(22)} ${size(shipped.filter(content => !isKernel(content) && content.length < 1_000_000))}`
);

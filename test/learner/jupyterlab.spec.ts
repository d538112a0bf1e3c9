/**
 * The same extension folder in a JupyterLab that pip installed, beside its own kernels.  Runs where `jupyter-lab` is
 * found: on the path, or in the folder that REFSCOPE_JUPYTER names.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchBrowser, MISSING, visit, type Visitor } from './app.js';

const LABEXTENSION = resolve(fileURLToPath(import.meta.url), '../../../labextension');
const BIN = process.env['REFSCOPE_JUPYTER'];
const PATH = [BIN, process.env['PATH']].filter(part => part !== undefined).join(delimiter);
const isInstalled = spawnSync('jupyter-lab', ['--version'], { env: { ...process.env, PATH } }).status === 0;
const canRun = MISSING === '' && isInstalled && existsSync(join(LABEXTENSION, 'package.json'));

/** How long a server may take to end by itself, in milliseconds. */
const GRACE = 3000;

describe.skipIf(!canRun)('JupyterLab with a server', () => {
  let folder: string;
  let server: ChildProcess;
  let browser: Browser;
  let url: string;
  let learner: Visitor;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'refscope-lab-'));
    mkdirSync(join(folder, 'extensions'));
    mkdirSync(join(folder, 'work'));
    symlinkSync(LABEXTENSION, join(folder, 'extensions/refscope'));
    const settings = [
      '--no-browser',
      '--allow-root',
      '--IdentityProvider.token=',
      '--ServerApp.port=0',
      `--ServerApp.root_dir=${join(folder, 'work')}`,
      `--LabApp.extra_labextensions_path=${join(folder, 'extensions')}`,
      '--LabApp.expose_app_in_browser=True'
    ];
    const env = { ...process.env, PATH, HOME: folder, JUPYTER_CONFIG_DIR: join(folder, 'config') };
    server = spawn('jupyter-lab', settings, { env, stdio: ['ignore', 'ignore', 'pipe'] });
    url = await new Promise<string>((found, failed) => {
      let text = '';
      server.stderr!.on('data', data => {
        text += String(data);
        const match = /http:\/\/(?:localhost|127\.0\.0\.1):\d+\/lab/.exec(text);
        if (match !== null) found(match[0]);
      });
      server.on('close', () => failed(new Error(`jupyter-lab ended\n${text}`)));
    });
    browser = await launchBrowser();
  });

  afterAll(async () => {
    await browser.close();
    const ended = new Promise(resolve => server.once('close', resolve));
    server.kill('SIGTERM');
    const timer = setTimeout(() => server.kill('SIGKILL'), GRACE);
    await ended;
    clearTimeout(timer);
    rmSync(folder, { recursive: true, force: true });
  });

  beforeEach(async () => {
    learner = await visit(browser, `${url}?reset`);
    await learner.open();
  });
  afterEach(() => learner.leave());

  test('the launcher offers our kernel beside the installed one', async () => {
    const cards = learner.page.locator('.jp-LauncherCard[data-category="Notebook"]');
    await cards.nth(1).waitFor();
    const names = (await cards.allInnerTexts()).join('\n');
    expect(names).toContain('ipykernel');
    expect(names).toContain('CPython memory model');
    expect(await cards.count()).toBe(2);
    await learner.picture('jupyterlab-launcher');
  });

  test('our kernel runs in the page, is interrupted and restarted', async () => {
    await learner.newNotebook();
    const cell = await learner.run("print('in the page')");
    await cell.locator('.jp-OutputArea-output', { hasText: 'in the page' }).waitFor();
    const graph = await learner.run('import refscope\na = []\na.append(a)\nrefscope.show_refs(a)');
    await graph.getByText('1 object, 1 reference').waitFor();
    await graph.locator('canvas').last().waitFor();
    const loop = await learner.start('while True: pass');
    await learner.page.getByRole('button', { name: 'Interrupt the kernel' }).click();
    await loop.getByText('KeyboardInterrupt').first().waitFor();
    await learner.picture('jupyterlab-notebook');
    await learner.restart();
    await (
      await learner.run("print('again')")
    )
      .locator('.jp-OutputArea-output', { hasText: 'again' })
      .waitFor();
  });

  test('our kernel is interrupted where messages do not reach it, without shared memory', async () => {
    expect(await learner.page.evaluate(() => crossOriginIsolated)).toBe(false);
    await learner.newNotebook();
    const endless = 'while True: pass';
    await learner.run(
      `class Slow:\n    def __hash__(self):\n        ${endless}\n    def __del__(self):\n        ${endless}`
    );
    for (const [code, shown] of [
      ['{Slow(): 1}', 'KeyboardInterrupt'],
      ['other = Slow()\ndel other', 'Exception ignored']
    ] as const) {
      const cell = await learner.start(code);
      await learner.busy();
      expect(await learner.interrupt()).toBeLessThan(1000);
      await cell.getByText(shown).first().waitFor();
    }
    await (await learner.run('print(1 + 1)')).getByText('2', { exact: true }).last().waitFor();
  });

  test('a kernel of the server runs as ever', async () => {
    await learner.newNotebook('ipykernel');
    const cell = await learner.run("import os; print('pid', os.getpid() > 0)");
    await cell.locator('.jp-OutputArea-output', { hasText: 'pid True' }).waitFor();
  });

  test('a notebook changes between our kernel and the server, and back', async () => {
    await learner.newNotebook();
    await learner.run('print(1)');
    await changeKernel(learner, 'python3');
    await (
      await learner.run("print('served')")
    )
      .locator('.jp-OutputArea-output', { hasText: 'served' })
      .waitFor();
    await changeKernel(learner, 'refscope-3.11');
    const cell = await learner.run('import sys\nprint(sys.version)');
    await cell.getByText(/^3\.11\./).waitFor();
    const running = await learner.page.evaluate(() =>
      [...(globalThis as any).jupyterapp.serviceManager.sessions.running()].map(({ kernel }) => kernel.name)
    );
    expect(running.filter((name: string) => name.startsWith('refscope'))).toEqual(['refscope-3.11']);
  });
});

/** JupyterLab's own change of a kernel, which a person reaches by the kernel's name in the toolbar. */
async function changeKernel(learner: Visitor, name: string): Promise<void> {
  await learner.page.evaluate(async name => {
    const { sessionContext } = (globalThis as any).jupyterapp.shell.currentWidget;
    await sessionContext.changeKernel({ name });
  }, name);
  await learner.ready();
}

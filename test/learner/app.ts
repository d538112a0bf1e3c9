/** The course in a real browser, used as a person uses it: by keys, roles and visible text. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type BrowserContext, type Locator, type Page } from 'playwright';
import { serveSite } from '../../extension/site/serve.mjs';

const ROOT = resolve(fileURLToPath(import.meta.url), '../../..');
const SITE = join(ROOT, 'dist/site');
const PICTURES = join(ROOT, 'test-results/learner');
const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** Where the kernel's worker is loaded from. */
export const WORKER = /[?&]realm=/;

/** Why these tests cannot run here, or an empty text. */
export const MISSING = !existsSync(CHROMIUM)
  ? 'no Chromium'
  : !existsSync(join(SITE, 'lab/index.html'))
    ? 'the site is not built: npm start -- --build-only'
    : '';

/** A server of the site and a browser; close both when done. */
export class App {
  private constructor(
    readonly url: string,
    private readonly browser: Browser,
    private readonly closeServer: () => Promise<void>
  ) {}

  static async start(): Promise<App> {
    const server = (await serveSite({ folder: SITE, port: 0 })) as { url: string; close(): Promise<void> };
    return new App(server.url, await launchBrowser(), server.close);
  }

  /** A person who was never here before. */
  async visitor(options: { dark?: boolean } = {}): Promise<Visitor> {
    return visit(this.browser, `${this.url}lab/index.html`, options);
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.closeServer();
  }
}

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync'
    ]
  });
}

export async function visit(
  browser: Browser,
  url: string,
  options: { dark?: boolean } = {}
): Promise<Visitor> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 860 },
    colorScheme: options.dark === true ? 'dark' : 'light'
  });
  context.setDefaultTimeout(20_000);
  return new Visitor(url, context, await context.newPage());
}

export class Visitor {
  readonly failures: string[] = [];

  constructor(
    private readonly url: string,
    private readonly context: BrowserContext,
    readonly page: Page
  ) {
    page.on('dialog', dialog => void dialog.accept()); // "leave site?"
    page.on('pageerror', error => this.failures.push(error.message));
    page.on('console', message => {
      if (message.type() === 'error') this.failures.push(message.text());
    });
  }

  /** Opens the app, at a file of the course where one is named, and waits until it can be used. */
  async open(path?: string): Promise<void> {
    await this.page.goto(path === undefined ? this.url : `${this.url}?path=${encodeURIComponent(path)}`);
    await this.page.getByRole('menubar').first().waitFor();
    await this.page.locator('#refscope-starting, .jp-SplashComponent').last().waitFor({ state: 'detached' });
    if (path !== undefined) await this.ready();
  }

  /** Puts the realm of `scripted.worker.js` in the place of ours. */
  async scriptKernel(): Promise<void> {
    const body = readFileSync(new URL('scripted.worker.js', import.meta.url), 'utf8');
    const headers = { 'Cross-Origin-Embedder-Policy': 'require-corp' };
    await this.page.route(WORKER, route => route.fulfill({ body, headers, contentType: 'text/javascript' }));
  }

  /** Makes a notebook by the launcher's card. */
  async newNotebook(card = 'CPython memory model'): Promise<void> {
    await this.page.locator('.jp-LauncherCard[data-category="Notebook"]', { hasText: card }).click();
    await this.ready();
  }

  /** As `newNotebook`, in a page that is open already: what was open is gone, kernels too. */
  async freshNotebook(): Promise<void> {
    await this.page.evaluate(async () => {
      const { shell, serviceManager, commands } = (globalThis as any).jupyterapp;
      for (const widget of [...shell.widgets('main')]) widget.dispose();
      await serviceManager.sessions.shutdownAll();
      await commands.execute('notebook:create-new', { kernelName: 'refscope' });
    });
    await this.ready();
    await this.cells.first().locator('.cm-content').waitFor();
  }

  /** Waits until the notebook's kernel is idle. */
  async ready(): Promise<void> {
    await this.page.getByText(/\| Idle$/).waitFor();
  }

  get notebook(): Locator {
    return this.page.locator('.jp-NotebookPanel:not(.lm-mod-hidden)');
  }

  get cells(): Locator {
    return this.notebook.locator('.jp-CodeCell');
  }

  /** What the n-th cell shows below its code; -1 is the last one that ran. */
  output(n: number): Locator {
    return this.cells.nth(n).locator('.jp-OutputArea-output');
  }

  /** Types into the last cell, leaves the cursor there. */
  async type(code: string): Promise<Locator> {
    const cell = this.cells.last();
    await cell.locator('.cm-content').click();
    await this.page.keyboard.insertText(code);
    return cell;
  }

  /** Types into the last cell and runs it, with a new one below.  Gives back the cell that runs. */
  async start(code: string): Promise<Locator> {
    const index = (await this.cells.count()) - 1;
    await this.type(code);
    await this.page.keyboard.press('Shift+Enter');
    return this.cells.nth(index);
  }

  /** As `start`, and waits until the cell is done. */
  async run(code: string): Promise<Locator> {
    const cell = await this.start(code);
    await cell.locator('.jp-InputPrompt', { hasText: /\[\d+\]/ }).waitFor();
    return cell;
  }

  /** Runs every cell by the menu, and waits until the last one is done. */
  async runAll(): Promise<void> {
    await this.page.getByRole('menuitem', { name: 'Run', exact: true }).click();
    await this.page.getByText('Run All Cells', { exact: true }).click();
    const last = this.cells.last();
    await last.locator('.jp-InputPrompt', { hasText: /\[\d+\]/ }).waitFor();
    await this.ready();
  }

  /** Chooses a CPython in the toolbar, and waits for its kernel. */
  async choose(version: string): Promise<void> {
    await this.page.getByRole('combobox', { name: 'CPython version' }).selectOption({ label: version });
    await this.page
      .getByRole('button', {
        name: version === '3.14' ? 'CPython memory model' : `CPython memory model (${version})`,
        exact: true
      })
      .waitFor();
    await this.ready();
  }

  /** The exceptions that the notebook's cells show, as one text each. */
  async errors(): Promise<string[]> {
    return this.page.evaluate(() =>
      (globalThis as any).jupyterapp.shell.currentWidget.content.widgets
        .filter(({ model }: any) => model.type === 'code')
        .flatMap(({ model }: any) => model.outputs.toJSON())
        .filter((output: any) => output.output_type === 'error')
        .map(({ traceback }: any) => traceback.join('\n'))
    );
  }

  /** Waits until a cell runs. */
  async busy(): Promise<void> {
    await this.page.getByText(/\| Busy$/).waitFor();
  }

  /** Interrupts the notebook's kernel; gives back how many milliseconds it took to be idle. */
  async interrupt(): Promise<number> {
    return this.page.evaluate(async () => {
      const { kernel } = (globalThis as any).jupyterapp.shell.currentWidget.sessionContext.session;
      const idle = new Promise<void>(resolve => {
        kernel.statusChanged.connect((_: unknown, status: string) => status === 'idle' && resolve());
      });
      const started = performance.now();
      await kernel.interrupt();
      await idle;
      return performance.now() - started;
    });
  }

  /** Restarts the notebook's kernel by the button of its toolbar. */
  async restart(): Promise<void> {
    await this.page.getByRole('button', { name: 'Restart the kernel', exact: true }).click();
    await this.page.getByRole('button', { name: 'Confirm Kernel Restart' }).click();
    await this.ready();
  }

  /** Answers what `input()` asks. */
  async answer(text: string): Promise<void> {
    const input = (await this.page.locator('.jp-Stdin-input').elementHandle())!;
    await input.fill(text);
    await input.press('Enter');
    await input.waitForElementState('hidden'); // the next question has a field of its own
  }

  /** A picture for a person to look at, under test-results. */
  async picture(name: string): Promise<void> {
    mkdirSync(PICTURES, { recursive: true });
    await this.page.screenshot({ path: join(PICTURES, `${name}.png`) });
  }

  async leave(): Promise<void> {
    await this.context.close();
  }
}

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { App, MISSING, type Visitor } from './app.js';

describe.skipIf(MISSING !== '')('a notebook in the course', () => {
  let app: App;
  let learner: Visitor;
  beforeAll(async () => {
    app = await App.start();
    learner = await app.visitor();
    await learner.open();
  });
  afterAll(() => app.close());
  beforeEach(() => learner.freshNotebook());

  test('a cell prints, and its last expression is displayed', async () => {
    const cell = await learner.run("print('hello')\n6 + 1");
    await cell.locator('.jp-OutputArea-output', { hasText: 'hello' }).waitFor();
    await cell.locator('.jp-OutputArea-executeResult', { hasText: '7' }).waitFor();
  });

  test('an exception is shown as CPython words it, and the kernel goes on', async () => {
    const cell = await learner.run('1/0');
    await cell.getByText('ZeroDivisionError: division by zero').waitFor();
    await (await learner.run('print(2)')).getByText('2', { exact: true }).last().waitFor();
  });

  test('a restart forgets the variables and keeps the text', async () => {
    await learner.run('forgotten = 1');
    await learner.page.locator('.jp-Notebook').press('Escape');
    await learner.page.keyboard.press('0');
    await learner.page.keyboard.press('0');
    await learner.page.getByRole('button', { name: 'Confirm Kernel Restart' }).click();
    await learner.ready();
    const cell = await learner.run('forgotten');
    await cell.getByText('NameError', { exact: false }).first().waitFor();
    await learner.cells.first().getByText('forgotten').first().waitFor();
  });

  test('the version menu shows the default and switches to another CPython', async () => {
    const menu = learner.page.getByRole('combobox', { name: 'CPython version' });
    expect(await menu.inputValue()).toBe('refscope');
    await learner.run('gone = 1');
    await menu.focus();
    await menu.selectOption({ label: '3.9' });
    await learner.page.getByText('CPython memory model (3.9)').first().waitFor();
    await learner.ready();
    expect(await menu.evaluate(select => select === document.activeElement)).toBe(true);
    const cell = await learner.run('import sys\nprint(sys.version)');
    await cell.getByText(/^3\.9\./).waitFor();
    await (await learner.run('gone')).getByText('NameError').first().waitFor();
    await menu.selectOption({ label: '3.14' });
    await learner.ready();
    await (await learner.run('import sys\nprint(sys.version)')).getByText(/^3\.14\./).waitFor();
    expect(await menu.inputValue()).toBe('refscope');
  });

  test("JupyterLab's own change of a kernel leaves no process behind", async () => {
    await learner.run('1');
    const kernels = (): Promise<string[]> =>
      learner.page.evaluate(async () => {
        const app = (globalThis as any).jupyterapp;
        await app.serviceManager.kernels.refreshRunning();
        return [...app.serviceManager.kernels.running()].map(({ name }) => name as string);
      });
    await learner.page.getByRole('button', { name: 'CPython memory model', exact: true }).click();
    await learner.page
      .getByRole('dialog')
      .getByRole('combobox')
      .selectOption({ label: 'CPython memory model (3.13)' });
    await learner.page.getByRole('dialog').getByRole('button', { name: 'Select' }).click();
    await learner.page.getByText('CPython memory model (3.13)').first().waitFor();
    await learner.ready();
    await expect.poll(kernels).toEqual(['refscope-3.13']);
  });

  test('Tab completes what the running process has, without running anything', async () => {
    await learner.run('import sys');
    const cell = await learner.type('sys.getref');
    await learner.page.keyboard.press('Tab');
    await learner.page.locator('.jp-Completer-item', { hasText: 'getrefcount' }).waitFor();
    await learner.page.keyboard.press('Enter');
    await expect.poll(() => cell.locator('.cm-content').innerText()).toBe('sys.getrefcount');
    await learner.page.keyboard.press('Control+a');
    await learner.page.keyboard.insertText('sys.get');
    await learner.page.keyboard.press('Tab');
    await learner.page.locator('.jp-Completer-item', { hasText: 'getsizeof' }).waitFor();
    await learner.picture('completion');
  });

  test('Shift+Tab explains a function, and an object with its size and count', async () => {
    await learner.run('numbers = [1, 2, 3]');
    await learner.type('print(');
    await learner.page.keyboard.press('Shift+Tab');
    const tooltip = learner.page.locator('.jp-Tooltip');
    await tooltip.getByText('print').first().waitFor();
    await learner.page.keyboard.press('Escape');
    await learner.page.keyboard.press('Control+a');
    await learner.page.keyboard.insertText('numbers');
    await learner.page.keyboard.press('Shift+Tab');
    await tooltip.getByText('88').first().waitFor(); // bytes
    await learner.picture('inspection');
  });

  test('text that is no Python is answered with a SyntaxError at its place', async () => {
    for (const [code, message] of [
      ['\u201chello\u201d', "invalid character '\u201c' (U+201C)"],
      ['>>> print(1)', 'invalid syntax'],
      ['x = (1,', "'(' was never closed"],
      ['<html>', 'invalid syntax']
    ] as const) {
      const cell = await learner.run(code);
      await cell.getByText(`SyntaxError: ${message}`).waitFor();
    }
    await (await learner.run('print(2)')).getByText('2', { exact: true }).last().waitFor();
  });

  test('a program that wants more memory than there is gets a MemoryError, and the kernel goes on', async () => {
    const cell = await learner.run('kept = []\nwhile True: kept.append([0] * 100_000)');
    await cell.getByText('MemoryError').waitFor();
    await learner.run('del kept');
    await (await learner.run('print(len([0] * 100_000))')).getByText('100000', { exact: true }).waitFor();
  });

  test('Run All stops at the first error', async () => {
    for (const code of ['print(1)', '1/0', 'print(3)', 'print(4)']) await learner.run(code);
    await learner.page.getByRole('menuitem', { name: 'Kernel', exact: true }).click();
    await learner.page.getByText('Restart Kernel and Run All Cells…').click();
    await learner.page.getByRole('button', { name: 'Confirm Kernel Restart' }).click();
    await learner.cells.nth(1).getByText('ZeroDivisionError').first().waitFor();
    await learner.ready();
    expect(await learner.output(0).count()).toBe(1);
    expect(await learner.output(2).count()).toBe(0);
    expect(await learner.output(3).count()).toBe(0);
  });

  test('what was written survives a reload', async () => {
    await learner.run("print('still here')");
    await learner.page.keyboard.press('Control+s');
    await learner.notebook.locator('.jp-mod-dirty').waitFor({ state: 'detached' });
    await learner.page.reload();
    await learner.ready();
    await learner.cells.first().getByText("print('still here')").waitFor();
    await learner.cells.first().locator('.jp-OutputArea-output', { hasText: 'still here' }).waitFor();
  });
});

/** Cells that do not end by themselves: interrupted, asked, restarted. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { App, MISSING, type Visitor } from './app.js';

describe.skipIf(MISSING !== '')('a cell that runs on', () => {
  let app: App;
  let learner: Visitor;
  beforeAll(async () => {
    app = await App.start();
    learner = await app.visitor();
    await learner.open();
  });
  afterAll(() => app.close());
  beforeEach(() => learner.freshNotebook());

  test('is interrupted within 100 ms, and what was defined stays', async () => {
    await learner.run('kept = 41');
    const cell = await learner.start('while True: pass');
    await learner.busy();
    expect(await learner.interrupt()).toBeLessThan(100);
    await cell.getByText('KeyboardInterrupt').first().waitFor();
    await (await learner.run('print(kept)')).getByText('41').waitFor();
  });

  test('is interrupted by the button, and cells that wait are given up', async () => {
    await learner.start('while True: pass');
    const waiting = await learner.start("print('never')");
    await learner.page.getByRole('button', { name: 'Interrupt the kernel' }).click();
    await learner.page.getByText('KeyboardInterrupt').first().waitFor();
    await learner.ready();
    expect(await waiting.locator('.jp-OutputArea-output').count()).toBe(0);
  });

  test('is interrupted inside a key function', async () => {
    const cell = await learner.start('def key(n):\n    while True: pass\nsorted([3, 1, 2], key=key)');
    await learner.busy();
    expect(await learner.interrupt()).toBeLessThan(1000);
    await cell.getByText('KeyboardInterrupt').first().waitFor();
    await (await learner.run('sorted([3, 1, 2])')).getByText('[1, 2, 3]').waitFor();
  });

  test('is interrupted inside a comparison, and inside a hash', async () => {
    const endless = 'while True: pass';
    await learner.run(
      `class Slow:\n    def __lt__(self, other):\n        ${endless}\n    def __hash__(self):\n        ${endless}`
    );
    for (const code of ['sorted([Slow(), Slow()])', '{Slow(): 1}']) {
      const cell = await learner.start(code);
      await learner.busy();
      expect(await learner.interrupt()).toBeLessThan(1000);
      await cell.getByText('KeyboardInterrupt').first().waitFor();
    }
  });

  test('is interrupted inside a finalizer, whose exceptions are only reported', async () => {
    await learner.run('class Slow:\n    def __del__(self):\n        while True: pass\nslow = Slow()');
    const cell = await learner.start("del slow\nprint('went on')");
    await learner.busy();
    expect(await learner.interrupt()).toBeLessThan(1000);
    await cell.getByText('Exception ignored').first().waitFor();
    await cell.getByText('went on', { exact: true }).waitFor();
  });

  test('is ended by a restart, which forgets everything', async () => {
    await learner.run('forgotten = 1');
    await learner.start('while True: pass');
    await learner.busy();
    await learner.restart();
    const cell = await learner.run('forgotten');
    await cell.getByText('NameError', { exact: false }).first().waitFor();
    expect(await cell.locator('.jp-InputPrompt').innerText()).toBe('[1]:');
  });

  test('asks below the cell', async () => {
    await learner.start("name = input('Your name? ')\nprint(f'Hello {name}')");
    await learner.answer('Ada');
    await learner.page.getByText('Hello Ada').waitFor();
  });

  test('asks inside a loop that a builtin drives', async () => {
    const cell = await learner.start('sum(int(input()) for _ in range(3))');
    for (const text of ['1', '20', '300']) await learner.answer(text);
    await cell.locator('.jp-OutputArea-executeResult', { hasText: '321' }).waitFor();
  });

  test('is interrupted while it asks', async () => {
    const cell = await learner.start("input('Your name? ')");
    await learner.page.locator('.jp-Stdin-input').waitFor();
    await learner.interrupt();
    await cell.getByText('KeyboardInterrupt').first().waitFor();
    await (await learner.run('print(1 + 1)')).getByText('2', { exact: true }).last().waitFor();
  });

  test('prints without end, and the page still reacts', async () => {
    const cell = await learner.start("while True: print('again')");
    await cell.getByText('what it prints now is not shown').waitFor();
    expect(await learner.interrupt()).toBeLessThan(1000);
    await cell.getByText('KeyboardInterrupt').first().waitFor();
    await (await learner.run('print(1 + 1)')).getByText('2', { exact: true }).last().waitFor();
  });

  test('prints while it runs', async () => {
    const cell = await learner.start("print('first')\nwhile True: pass");
    await cell.getByText('first', { exact: true }).last().waitFor();
    await learner.interrupt();
  });
});

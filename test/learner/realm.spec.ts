import type { Locator } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, test } from 'vitest';
import { App, MISSING, type Visitor } from './app.js';

describe.skipIf(MISSING !== '')('what passes between page and realm', () => {
  let app: App;
  let learner: Visitor;
  beforeAll(async () => {
    app = await App.start();
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    learner = await app.visitor();
    await learner.scriptKernel();
    await learner.open();
  });
  afterEach(() => learner.leave());

  /** Opens the details of the object that a graph starts from, by keys. */
  async function openStart(cell: Locator): Promise<void> {
    await cell.getByRole('application').focus();
    await learner.page.keyboard.press('Home');
    await learner.page.keyboard.press('Enter');
  }

  test('a graph asks the kernel for the neighbours of an object', async () => {
    await learner.newNotebook();
    const cell = await learner.run('graph');
    await cell.getByText('2 objects, 2 references').waitFor();
    await openStart(cell);
    await cell.getByRole('button', { name: 'Ask for neighbours' }).click();
    await cell.getByText('3 objects').waitFor();
    await learner.picture('graph-neighbours');
  });

  test('a graph of an older process is not asked about', async () => {
    await learner.newNotebook();
    const cell = await learner.run('graph');
    await cell.getByText('2 objects, 2 references').waitFor();
    await learner.restart();
    await openStart(cell);
    await cell.getByRole('button', { name: 'Ask for neighbours' }).click();
    await cell.getByText('The kernel knows no object at this address any more.').first().waitFor();
  });

  test('import finds what lies beside the notebook, as it was saved last', async () => {
    await learner.page.evaluate(async () => {
      const { contents } = (globalThis as any).jupyterapp.serviceManager;
      await contents.save('helper.py', { type: 'file', format: 'text', content: 'x = 1' });
    });
    await learner.newNotebook();
    await (await learner.run('files')).getByText('{"helper.py":"x = 1"}').waitFor();
    await learner.page.evaluate(async () => {
      const { contents } = (globalThis as any).jupyterapp.serviceManager;
      await contents.save('helper.py', { type: 'file', format: 'text', content: 'x = 2' });
    });
    await (await learner.run('files')).getByText('{"helper.py":"x = 2"}').waitFor();
  });
});

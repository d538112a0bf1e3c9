import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { App, MISSING, WORKER, type Visitor } from './app.js';

describe.skipIf(MISSING !== '')('when the kernel itself fails', () => {
  let app: App;
  let learner: Visitor;
  beforeAll(async () => {
    app = await App.start();
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    learner = await app.visitor();
  });
  afterEach(() => learner.leave());

  test('the cell says that it is our mistake, and a button restarts', async () => {
    await learner.scriptKernel();
    await learner.open();
    await learner.newNotebook();
    const cell = await learner.run('crash');
    await cell.getByText('because of a mistake in refscope, not in your program').waitFor();
    await learner.page.getByText('The kernel stopped because of a mistake').first().waitFor();
    await learner.picture('kernel-failed');
    await learner.page.getByRole('button', { name: 'Restart Kernel' }).click();
    await learner.page
      .getByText('The kernel stopped because of a mistake')
      .first()
      .waitFor({ state: 'detached' });
    await learner.ready();
    await (await learner.run('after')).getByText('ran after').waitFor();
  });

  test('a cell that does not react to an interrupt can be ended by a restart', async () => {
    await learner.scriptKernel();
    await learner.open();
    await learner.newNotebook();
    await learner.start('hang');
    await learner.page.getByRole('button', { name: 'Interrupt the kernel' }).click();
    await learner.page.getByText('does not react to the interrupt').first().waitFor();
    await learner.page.getByRole('button', { name: 'Restart Kernel' }).click();
    await learner.ready();
    await (await learner.run('after')).getByText('ran after').waitFor();
  });

  test('a kernel that cannot be loaded says so in the cell', async () => {
    await learner.page.route(WORKER, route => route.abort());
    await learner.open();
    await learner.page.locator('.jp-LauncherCard[data-category="Notebook"]').first().click();
    await learner.cells.first().waitFor();
    const cell = await learner.start('1');
    await cell.getByText('The kernel could not be loaded').waitFor();
    expect(await learner.cells.count()).toBe(2);
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { App, MISSING } from './app.js';

describe.skipIf(MISSING !== '')('the course', () => {
  let app: App;
  beforeAll(async () => {
    app = await App.start();
  });
  afterAll(() => app.close());

  test('the launcher offers one notebook kernel, however many versions there are', async () => {
    const learner = await app.visitor();
    await learner.open();
    const cards = learner.page.locator('.jp-LauncherCard[data-category="Notebook"]');
    await cards.first().waitFor();
    expect(await cards.allInnerTexts()).toEqual([expect.stringContaining('CPython memory model')]);
    await learner.picture('launcher');
    await learner.leave();
  });

  test('a lesson that is only looked at is not changed', async () => {
    const learner = await app.visitor();
    await learner.open('index.ipynb');
    expect(await learner.page.locator('.jp-mod-dirty').count()).toBe(0);
    await learner.leave();
  });

  test('the first page opens without a mistake, in light and in dark', async () => {
    for (const dark of [false, true]) {
      const learner = await app.visitor({ dark });
      await learner.open('index.ipynb');
      await learner.page.getByRole('heading', { name: 'Welcome to refscope' }).waitFor();
      await learner.page
        .locator(`body[data-jp-theme-light="${String(!dark)}"]`)
        .waitFor({ state: 'attached' });
      await learner.page.getByRole('menuitem', { name: 'Run', exact: true }).click();
      await learner.page.getByText('Run All Cells', { exact: true }).click();
      await learner.ready();
      await learner.cells
        .last()
        .locator('.jp-InputPrompt', { hasText: /\[\d+\]/ })
        .waitFor();
      await learner.picture(`first-page-${dark ? 'dark' : 'light'}`);
      expect(learner.failures).toEqual([]);
      await learner.leave();
    }
  });
});

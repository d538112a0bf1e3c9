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
    await learner.open();
  });
  afterEach(() => learner.leave());

  const GRAPH = 'import refscope\na = []\nb = [a]\nc = [b]\nrefscope.show_refs(b)';

  /** Opens the details of the object that a graph starts from, by keys. */
  async function openStart(cell: Locator): Promise<void> {
    await cell.getByRole('application').focus();
    await learner.page.keyboard.press('Home');
    await learner.page.keyboard.press('Enter');
  }

  test('a graph asks the kernel for the neighbours of an object', async () => {
    await learner.newNotebook();
    const cell = await learner.run(GRAPH);
    await cell.getByText('2 objects, 1 reference').waitFor();
    await openStart(cell);
    await cell.getByRole('button', { name: 'Ask for neighbours' }).click();
    await cell.getByText('4 objects').waitFor(); // the list c, and the globals that have both names
    await learner.picture('graph-neighbours');
  });

  test('a graph of an older process is not asked about', async () => {
    await learner.newNotebook();
    const cell = await learner.run(GRAPH);
    await cell.getByText('2 objects, 1 reference').waitFor();
    await learner.restart();
    await openStart(cell);
    await cell.getByRole('button', { name: 'Ask for neighbours' }).click();
    await cell.getByText('The kernel knows no object at this address any more.').first().waitFor();
  });

  test('import finds what lies beside the notebook, as it was saved last', async () => {
    const save = (content: string): Promise<void> =>
      learner.page.evaluate(async content => {
        const { contents } = (globalThis as any).jupyterapp.serviceManager;
        await contents.save('helper.py', { type: 'file', format: 'text', content });
      }, content);
    await save('x = "first"');
    await learner.newNotebook();
    await (await learner.run('import helper\nprint(helper.x)')).getByText('first', { exact: true }).waitFor();
    await save('x = "second"');
    await learner.restart();
    const cell = await learner.run('from helper import x\nprint(x)');
    await cell.getByText('second', { exact: true }).waitFor();
  });

  test('import finds the standard library, in an older CPython too', async () => {
    await learner.newNotebook();
    const code = 'import collections, functools, weakref\nprint(collections.OrderedDict(a=1))';
    await (await learner.run(code)).getByText("OrderedDict({'a': 1})").waitFor();
    await learner.choose('3.9');
    await (await learner.run(code)).getByText("OrderedDict([('a', 1)])").waitFor();
  });
});

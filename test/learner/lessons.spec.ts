/** The lessons as a learner takes them: opened, run from top to bottom, their graphs looked at. */
import type { Locator } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { App, MISSING, type Visitor } from './app.js';

const LESSONS = {
  start: 'index.ipynb',
  counts: '03-reference-counts/03-reference-counts.ipynb',
  cycles: '09-cycles-and-collector/09-cycles-and-collector.ipynb'
};

/** What each graph must show in 3.14: how much, its objects (addresses left out), and what holds them in a cycle. */
const GRAPHS: Record<keyof typeof LESSONS, readonly GraphFacts[]> = {
  start: [{ counts: '2 objects, 2 references', objects: ['dict, 2 items', 'list, 0 items'], inCycles: 0 }],
  counts: [
    {
      counts: '4 objects, 7 references',
      objects: ['dict, 1 item', 'globals of __main__', 'list, 2 items', 'list, 3 items'],
      inCycles: 0
    }
  ],
  cycles: [
    { counts: '3 objects, 3 references', objects: ["'single'", 'Node', "class 'Node'"], inCycles: 1 },
    {
      counts: '12 objects, 20 references',
      objects: [
        "'a'",
        "'b'",
        "'c'",
        "'d'",
        "'e'",
        'Node',
        'Node',
        'Node',
        'Node',
        'Node',
        "class 'Node'",
        'list, 5 items'
      ],
      inCycles: 4
    }
  ]
};

interface GraphFacts {
  readonly counts: string;
  readonly objects: readonly string[];
  readonly inCycles: number;
}

describe.skipIf(MISSING !== '')('the lessons', () => {
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

  test.each(Object.keys(LESSONS) as (keyof typeof LESSONS)[])(
    '%s: runs, and draws its graphs',
    async name => {
      await learner.open(LESSONS[name]);
      await learner.runAll();
      expect(await learner.errors()).toEqual([]);
      const graphs = learner.notebook.locator('.jp-refscope-Graph');
      await expect.poll(() => graphs.count()).toBe(GRAPHS[name].length);
      for (const [i, facts] of GRAPHS[name].entries()) {
        const graph = graphs.nth(i);
        await graph.scrollIntoViewIfNeeded();
        await graph.locator('canvas').last().waitFor();
        expect(await isDrawn(graph)).toBe(true);
        await learner.picture(`lesson-${name}-${i + 1}`);
        expect(await factsOf(graph)).toEqual(facts);
      }
      expect(learner.failures).toEqual([]);
    }
  );

  test('cycles, in the dark', async () => {
    const dark = await app.visitor({ dark: true });
    await dark.open(LESSONS.cycles);
    await dark.runAll();
    const graph = dark.notebook.locator('.jp-refscope-Graph').last();
    await graph.scrollIntoViewIfNeeded();
    await graph.locator('canvas').last().waitFor();
    expect(await isDrawn(graph)).toBe(true);
    await dark.picture('lesson-cycles-dark');
    await dark.leave();
  });

  test('another CPython counts otherwise where it must, and runs the lesson as well', async () => {
    await learner.open();
    await learner.newNotebook();
    const count = 'import sys\ndef count(x):\n    return sys.getrefcount(x)\n';
    // A call: the caller's stack and the parameter in 3.9, and the argument; borrowed in 3.14.
    for (const [version, here, inCall] of [
      ['3.14', 1, 1],
      ['3.13', 1, 2],
      ['3.11', 1, 2],
      ['3.9', 1, 3]
    ] as const) {
      await learner.choose(version);
      const cell = await learner.run(`${count}print(${version}, sys.getrefcount([]), count([]))`);
      await cell.getByText(`${version} ${here} ${inCall}`, { exact: true }).waitFor();
    }
    await learner.leave();
    learner = await app.visitor();
    await learner.open(LESSONS.counts);
    await learner.choose('3.9');
    await learner.runAll();
    expect(await learner.errors()).toEqual([]);
    const graph = learner.notebook.locator('.jp-refscope-Graph').first();
    await graph.scrollIntoViewIfNeeded();
    await graph.getByText('CPython 3.9').waitFor();
    expect((await factsOf(graph)).counts).toBe('4 objects, 7 references');
  });

  test('a graph is read by keys: details, search, table', async () => {
    await learner.open(LESSONS.start);
    await learner.runAll();
    const graph = learner.notebook.locator('.jp-refscope-Graph').first();
    await graph.scrollIntoViewIfNeeded();
    await graph.getByRole('application').focus();
    await learner.page.keyboard.press('Home');
    await learner.page.keyboard.press('ArrowRight');
    await learner.page.keyboard.press('Enter');
    const details = graph.getByRole('region', { name: 'Details of list, 0 items' });
    await details.getByText('Held by 4 references').waitFor();
    expect(await details.getByRole('listitem').allInnerTexts()).toEqual(
      expect.arrayContaining(['global a', 'global b'])
    );
    await learner.page.keyboard.press('Escape');
    await learner.page.keyboard.press('/');
    await learner.page.keyboard.insertText('dict');
    await graph.getByText('1 match').waitFor();
    await learner.page.keyboard.press('Enter');
    await learner.page.keyboard.press('Escape');
    await graph.getByRole('button', { name: 'Force' }).click();
    expect(await graph.getByRole('button', { name: 'Force' }).getAttribute('aria-pressed')).toBe('true');
  });
});

/** Whether something else than the background is on the picture. */
async function isDrawn(graph: Locator): Promise<boolean> {
  return graph.evaluate(node =>
    [...node.querySelectorAll('canvas')].some(canvas => {
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      return new Uint32Array(data.buffer).filter(pixel => pixel !== 0).length > 1000;
    })
  );
}

/** What a graph shows, read from its table.  Not by `innerText`: what is scrolled out of sight has none. */
async function factsOf(graph: Locator): Promise<GraphFacts> {
  const counts = ((await graph.locator('small').first().textContent()) ?? '').split(' · ')[0]!;
  await graph.getByRole('button', { name: 'Table' }).click();
  const rows = graph.locator('tbody tr');
  const objects = await rows.locator('th').allTextContents();
  const inCycles = await rows.locator('td', { hasText: /^(start, )?cycle$/ }).count();
  await graph.getByRole('button', { name: 'Table' }).click();
  return { counts, objects: objects.map(text => text.trim().replace(/ at 0x\w+$/, '')).sort(), inCycles };
}

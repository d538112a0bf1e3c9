/* global window, document */
/**
 * The view in a browser, by keyboard and pointer: `node test/graph/view.browser.mjs [FOLDER]`.
 * Writes screenshots in both themes to FOLDER, if one is given.  Exits with 1 when something is not as it should be.
 */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { CHROMIUM, servePage } from './page/serve.mjs';

const folder = process.argv[2];
if (folder !== undefined) mkdirSync(folder, { recursive: true });
const page = await servePage();
const browser = await chromium.launch(CHROMIUM);
let failed = 0;

/** Opens a sample, checks it, and closes it; fails too when the page reports an error or a warning. */
async function check(title, query, look) {
  const tab = await browser.newPage({ viewport: { width: 1000, height: 640 } });
  const said = [];
  tab.on('pageerror', error => said.push(error.message));
  tab.on('console', message => ['error', 'warning'].includes(message.type()) && said.push(message.text()));
  try {
    await tab.goto(`${page.url}?${query}`);
    await tab.waitForFunction(() => document.body.dataset.drawn !== undefined);
    await look(tab, {
      region: tab.getByRole('region', { name: /^Object graph/ }),
      picture: tab.getByRole('application'),
      details: tab.getByRole('region', { name: /^Details of/ }),
      spoken: tab.locator('.jp-refscope-Graph-spoken')
    });
    assert.deepEqual(said, []);
    console.log(`ok    ${title}`);
  } catch (error) {
    failed += 1;
    console.log(`FAIL  ${title}\n${error.message}`);
  }
  if (folder !== undefined)
    await tab.screenshot({ path: join(folder, `${title.replaceAll(/\W+/g, '-')}.png`) });
  await tab.close();
}

const has = async (locator, text) => {
  await locator.filter({ hasText: text }).first().waitFor({ state: 'attached', timeout: 3000 });
};
const zoom = tab => tab.evaluate(() => window.refscopeView.canvas.cytoscape.zoom());

await check(
  'arrow keys go along references and enter opens details',
  'sample=instance',
  async (tab, view) => {
    await tab.keyboard.press('Tab');
    assert.equal(await tab.evaluate(() => document.activeElement.type), 'search');
    await view.picture.focus();
    await tab.keyboard.press('ArrowRight');
    await has(view.spoken, 'Account at 0x2a10, __main__.Account, refcount 2');
    await tab.keyboard.press('ArrowRight');
    await tab.keyboard.press('ArrowRight');
    await has(view.spoken, /^(list, 3 items|None|'Ada'|257)/);
    await tab.keyboard.press('Home');
    await tab.keyboard.press('Enter');
    await has(view.details, 'Held by 2 references');
    await has(view.details, 'global account');
    await view.details.getByRole('button', { name: 'item 2 of list at 0x2b40' }).press('Enter');
    await has(view.details, 'Refers to');
    assert.equal(await view.details.getByRole('heading', { level: 3 }).textContent(), 'list, 3 items');
    await tab.keyboard.press('Escape');
    assert.equal(await view.details.count(), 0);
    assert.equal(await view.picture.evaluate(node => node === document.activeElement), true);
    await tab.keyboard.press('Escape');
    assert.equal(await view.picture.evaluate(node => node === document.activeElement), false);
  }
);

await check('plus minus and zero zoom within limits', 'sample=ring', async (tab, view) => {
  await view.picture.focus();
  const begin = await zoom(tab);
  for (let i = 0; i < 30; i++) await tab.keyboard.press('+');
  assert.equal(await zoom(tab), 3);
  await tab.keyboard.press('0');
  assert.equal(await zoom(tab), begin);
  for (let i = 0; i < 60; i++) await tab.keyboard.press('Shift+ArrowRight');
  const left = await tab.evaluate(
    () => window.refscopeView.canvas.cytoscape.nodes().renderedBoundingBox().x2
  );
  assert.ok(left > 0, 'the graph was moved out of its frame');
});

await check(
  'the wheel scrolls the page until the graph has the focus',
  'sample=wide&count=40',
  async (tab, view) => {
    await tab.evaluate(() => (document.body.style.paddingBottom = '2000px'));
    const box = await view.picture.boundingBox();
    await tab.mouse.move(box.x + 200, box.y + 100);
    const begin = await zoom(tab);
    await tab.mouse.wheel(0, 60);
    await tab.waitForFunction(() => window.scrollY > 0);
    assert.equal(await zoom(tab), begin);
    await tab.evaluate(() => window.scrollTo(0, 0));
    await view.picture.focus();
    await tab.mouse.move(box.x + 210, box.y + 100);
    // For a quarter of a second after the page has scrolled, cytoscape leaves the wheel to the page.
    await tab.waitForTimeout(400);
    await tab.mouse.wheel(0, 60);
    await tab.waitForFunction(was => window.refscopeView.canvas.cytoscape.zoom() !== was, begin);
    assert.equal(await tab.evaluate(() => window.scrollY), 0);
  }
);

await check('search marks matches and goes to them', 'sample=many&count=60&theme=dark', async (tab, view) => {
  await view.picture.focus();
  await tab.keyboard.press('/');
  await tab.keyboard.type('node');
  await has(view.region, '3 matches');
  await tab.keyboard.press('Enter');
  await has(view.region, '1 / 3 matches');
  await has(view.spoken, /^Node at/);
  await tab.keyboard.press('Escape');
  assert.equal(await tab.evaluate(() => window.refscopeView.canvas.cytoscape.nodes('.faded').length), 0);
});

await check('space collapses and expands', 'sample=instance', async (tab, view) => {
  await view.picture.focus();
  await tab.keyboard.press('Home');
  await tab.evaluate(() => window.refscopeView.canvas.select('2a80'));
  await tab.keyboard.press(' ');
  await has(view.spoken, '2 objects hidden');
  await has(view.region, '2 objects are folded away.');
  await tab.keyboard.press(' ');
  await has(view.spoken, '2 objects shown');
});

await check('the table has the same data and works by keyboard', 'sample=instance', async (tab, view) => {
  await view.picture.focus();
  await tab.keyboard.press('Home');
  await tab.keyboard.press('t');
  const table = tab.getByRole('table');
  assert.equal(await table.getByRole('row').count(), 11);
  await tab.keyboard.press('ArrowDown');
  await tab.keyboard.press('Enter');
  await has(view.details, 'dict, 4 items');
  await tab.getByRole('button', { name: 'Table' }).click();
  await view.picture.waitFor();
});

await check('a click opens details', 'sample=selfList&theme=dark', async (tab, view) => {
  const box = await view.picture.boundingBox();
  const at = await tab.evaluate(() => window.refscopeView.canvas.cytoscape.nodes()[0].renderedPosition());
  await tab.mouse.click(box.x + at.x, box.y + at.y);
  await has(view.details, 'item 0 of list at 0x1f40');
  await has(view.details, '88 bytes');
});

await check('force layout and back', 'sample=instance', async (tab, view) => {
  await view.picture.focus();
  await tab.keyboard.press('f');
  await tab.getByRole('button', { name: 'Force', pressed: true }).waitFor();
  await tab.waitForFunction(() => window.refscopeView.canvas.cytoscape.edges('.bent').length === 0);
  await tab.keyboard.press('l');
  await tab.waitForFunction(() => window.refscopeView.canvas.cytoscape.edges('.bent').length > 0);
});

await check('a change of theme changes the colours', 'sample=ring', async tab => {
  const fill = () => tab.evaluate(() => window.refscopeView.canvas.cytoscape.nodes()[0].style('color'));
  assert.equal(await fill(), 'rgb(0,0,0)');
  await tab.evaluate(() => (document.body.dataset.jpThemeLight = 'false'));
  await tab.waitForFunction(
    () => window.refscopeView.canvas.cytoscape.nodes()[0].style('color') === 'rgb(255,255,255)'
  );
});

await check('an empty graph explains itself', 'sample=empty', async (tab, view) => {
  await has(view.region, 'Nothing was found to draw');
});

await check('a damaged graph says what is wrong', 'sample=damaged', async tab => {
  await has(tab.getByRole('note'), 'This object graph is damaged: nodes[0].id is not a text.');
});

await check('three thousand objects are told and drawn', 'sample=many&count=3000', async (tab, view) => {
  await has(view.region, '3000 objects');
});

await check('holders of an object', 'sample=backrefs&theme=dark', async (tab, view) => {
  await has(view.region, '7 objects, 9 references');
});

await browser.close();
await page.close();
process.exitCode = failed === 0 ? 0 : 1;

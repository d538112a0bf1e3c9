/* global window, requestAnimationFrame */
/**
 * How long the graph view takes, in headless Chromium: `node test/bench/graph-draw.mjs`.
 * `draw` is from the bundle to the first painted frame, layout included, with cytoscape loaded; `cpu` is the processor
 * time of the page's main thread for it, which other work on the machine does not lengthen; `pan` is the mean time of
 * a frame while the picture is moved; `force` is the change to the force layout.
 */
import { chromium } from 'playwright';
import { CHROMIUM, servePage } from '../graph/page/serve.mjs';

const RUNS = 3;
const page = await servePage();
const browser = await chromium.launch(CHROMIUM);
const rows = [];
for (const sample of ['many', 'wide', 'chain'])
  for (const count of [300, 3000]) {
    const runs = [];
    for (let run = 0; run < RUNS; run++) {
      const tab = await browser.newPage({ viewport: { width: 1000, height: 700 } });
      const session = await tab.context().newCDPSession(tab);
      await session.send('Performance.enable', { timeDomain: 'threadTicks' });
      const processor = async () => {
        const { metrics } = await session.send('Performance.getMetrics');
        return 1000 * metrics.find(({ name }) => name === 'TaskDuration').value;
      };
      await tab.goto(`${page.url}?count=${count}`);
      const loaded = await tab.evaluate(async () => {
        const took = await window.refscopeDraw('ring');
        window.refscopeRenderer.dispose();
        return took;
      });
      const before = await processor();
      const draw = await tab.evaluate(name => window.refscopeDraw(name), sample);
      const cpu = (await processor()) - before;
      runs.push(
        await tab.evaluate(
          async times => {
            const { canvas } = window.refscopeView;
            const frame = () => new Promise(done => requestAnimationFrame(done));
            const frames = 30;
            let begun = performance.now();
            for (let i = 0; i < frames; i++) {
              canvas.panBy(i % 2 === 0 ? 14 : -10, 6);
              await frame();
            }
            const pan = (performance.now() - begun) / frames;
            begun = performance.now();
            await window.refscopeView.setLayout('force');
            await frame();
            const force = performance.now() - begun;
            return { ...times, pan, force };
          },
          { loaded, draw, cpu }
        )
      );
      await tab.close();
    }
    const median = key => Math.round(runs.map(run => run[key]).sort((a, b) => a - b)[RUNS >> 1]);
    rows.push({
      sample,
      nodes: count,
      'draw ms': median('draw'),
      'cpu ms': median('cpu'),
      'pan ms/frame': median('pan'),
      'force ms': median('force'),
      'first graph of a page ms': median('loaded')
    });
  }
console.table(rows);
await browser.close();
await page.close();

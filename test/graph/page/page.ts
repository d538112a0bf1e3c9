/** A bare page with one graph in it, as an output cell would hold it: `?sample=ring&theme=dark`. */
import { Widget } from '@lumino/widgets';
import type { IRenderMime } from '@jupyterlab/rendermime-interfaces';
import { GRAPH_MIME } from '../../../kernel/wire/graph.js';
import mimeExtension from '../../../extension/graph/mime.js';
import type { RenderedGraph } from '../../../extension/graph/mime.js';
import type { GraphView } from '../../../extension/graph/view.js';
import { graphSvg } from '../../../kernel/wire/svg.js';
import * as samples from '../samples/samples.js';

const query = new URLSearchParams(location.search);
const count = Number(query.get('count') ?? 300);
const MAKE: Readonly<Record<string, () => unknown>> = {
  selfList: samples.selfList,
  ring: samples.ring,
  instance: samples.instance,
  empty: samples.empty,
  backrefs: samples.backrefs,
  many: () => samples.many(count),
  wide: () => samples.wide(count),
  chain: () => samples.chain(count),
  damaged: () => ({ ...samples.ring(), nodes: [{ id: 3 }] })
};

document.body.dataset.jpThemeLight = String(query.get('theme') !== 'dark');

/** Draws a sample; resolves with the milliseconds until its first frame was painted. */
async function draw(name: string): Promise<number> {
  const data = (MAKE[name] ?? samples.ring)();
  const { createRenderer } = mimeExtension.rendererFactory as IRenderMime.IRendererFactory;
  const options = { mimeType: GRAPH_MIME, sanitizer: { sanitize: (text: string) => text } };
  const renderer = createRenderer({ ...options, resolver: null, linkHandler: null, latexTypesetter: null });
  const host = document.getElementById('output')!;
  Widget.attach(renderer as RenderedGraph, host);
  const begun = performance.now();
  await renderer.renderModel({
    data: { [GRAPH_MIME]: data },
    metadata: {},
    trusted: true,
    setData: () => undefined
  } as IRenderMime.IMimeModel);
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  const took = performance.now() - begun;
  const layout = (renderer as RenderedGraph).layout;
  const view = layout === null ? undefined : ([...layout][0] as GraphView | undefined);
  Object.assign(window, { refscopeView: view, refscopeRenderer: renderer });
  return took;
}

Object.assign(window, {
  refscopeDraw: draw,
  refscopeSvg: (name: string) => graphSvg((MAKE[name] ?? samples.ring)() as ReturnType<typeof samples.ring>)
});
const sample = query.get('sample');
if (sample !== null)
  void draw(sample).then(took => {
    document.body.dataset.drawn = String(Math.round(took));
  });

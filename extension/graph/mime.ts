/** Renders `application/vnd.refscope.graph.v1+json`: in notebooks of refscope, and of any kernel that sends it. */
import type { IRenderMime } from '@jupyterlab/rendermime-interfaces';
import type { Message } from '@lumino/messaging';
import { PanelLayout, Widget } from '@lumino/widgets';
import { GRAPH_MIME } from '../../kernel/wire/graph.js';
import { readGraph } from './check.js';
import { make } from './dom.js';
import { english } from './words.js';
import type { IWords } from './words.js';
import type { IGraphHost } from './view.js';

/** A graph in an output cell.  cytoscape is loaded with the first graph, not with the page. */
export class RenderedGraph extends Widget implements IRenderMime.IRenderer {
  constructor(options: IRenderMime.IRendererOptions, host?: IGraphHost) {
    super({ node: make('div', { class: 'jp-refscope-RenderedGraph' }) });
    this._mimeType = options.mimeType;
    this._words = options.translator?.load('refscope') ?? english;
    this._host = host;
    this.layout = this._content;
  }

  /** Draws the graph that a notebook's output holds; says what is wrong with it when it cannot. */
  async renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    const turn = ++this._turn;
    const checked = readGraph(model.data[this._mimeType], this._words);
    if ('problem' in checked) return this._fill(this._sentence(checked.problem));
    try {
      const [{ default: cytoscape }, { GraphView }] = await Promise.all([
        import('cytoscape'),
        import('./view.js')
      ]);
      if (this.isDisposed || turn !== this._turn) return;
      const host = this._host === undefined ? {} : { host: this._host };
      const view = new GraphView({ cytoscape, graph: checked.graph, words: this._words, ...host });
      this._fill(view);
      await view.ready;
    } catch (error) {
      if (this.isDisposed || turn !== this._turn) return;
      const reason = error instanceof Error ? error.message : String(error);
      this._fill(this._sentence(this._words.__('The object graph could not be drawn: %1', reason)));
    }
  }

  protected override onAfterShow(message: Message): void {
    super.onAfterShow(message);
    this.update();
  }

  private _sentence(text: string): Widget {
    const node = make('p', { class: 'jp-refscope-Graph-problem', role: 'note' }, text);
    return new Widget({ node });
  }

  private _fill(widget: Widget): void {
    for (const old of [...this._content.widgets]) old.dispose();
    this._content.addWidget(widget);
  }

  private readonly _mimeType: string;
  private readonly _words: IWords;
  private readonly _host: IGraphHost | undefined;
  private readonly _content = new PanelLayout();
  private _turn = 0;
}

/** The factory, for `IRenderMimeRegistry.addFactory` too. */
export const rendererFactory: IRenderMime.IRendererFactory = {
  safe: true,
  mimeTypes: [GRAPH_MIME],
  defaultRank: 0,
  createRenderer: options => new RenderedGraph(options)
};

/** A factory whose graphs can ask a kernel for more. */
export function rendererFactoryFor(host: IGraphHost): IRenderMime.IRendererFactory {
  return { ...rendererFactory, createRenderer: options => new RenderedGraph(options, host) };
}

const mimeExtension: IRenderMime.IExtension = {
  id: 'refscope:graph-mime',
  description: 'Draws object graphs in output cells.',
  rendererFactory,
  rank: 0,
  dataType: 'json'
};
export default mimeExtension;

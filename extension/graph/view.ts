/** The object graph as a widget: toolbar, picture or table, details, legend.  Knows nothing of notebooks or shells. */
import type { Message } from '@lumino/messaging';
import { Widget } from '@lumino/widgets';
import type { Graph } from '../../kernel/wire/graph.js';
import { graphRows } from '../../kernel/wire/table.js';
import type { Row } from '../../kernel/wire/table.js';
import { GraphCanvas } from './canvas.js';
import { detailsOf, notesOf } from './details.js';
import { make } from './dom.js';
import { KEYS, keyHelp } from './keys.js';
import type { IKeyActions } from './keys.js';
import type { LayoutName } from './layout.js';
import { legendOf } from './legend.js';
import { limitGraph, mergeGraphs, searchNodes, visibleNodes } from './model.js';
import type { Direction } from './model.js';
import { GraphTable } from './table.js';
import { GraphToolbar } from './toolbar.js';
import { english } from './words.js';
import type { IWords } from './words.js';

/** Who can be asked about objects beyond the bundle: a running kernel. */
export interface IGraphHost {
  /** The object's neighbours as a graph, or null when it is gone. */
  neighbours(address: number): Promise<Graph | null>;
}

export interface IGraphViewOptions {
  readonly cytoscape: typeof import('cytoscape');
  readonly graph: Graph;
  readonly words?: IWords;
  readonly host?: IGraphHost;
}

/** Pixels. */
const LOWEST = 150;
const HIGHEST = 460;

export class GraphView extends Widget implements IKeyActions {
  constructor({ cytoscape, graph, words = english, host }: IGraphViewOptions) {
    super();
    this._cytoscape = cytoscape;
    this._words = words;
    this._host = host ?? null;
    this._graph = limitGraph(graph);
    this._arrangement = this._graph.layout;
    this.addClass('jp-refscope-Graph');
    this.node.setAttribute('role', 'region');
    this.node.setAttribute('aria-label', words.__('Object graph: %1', graph.title));
    this._build();
  }

  /** The drawn graph, once the widget has been shown; null before that and for an empty graph. */
  get canvas(): GraphCanvas | null {
    return this._canvas;
  }

  /** Resolves when the graph is drawn for the first time. */
  get ready(): Promise<void> {
    return this._ready;
  }

  override dispose(): void {
    if (this.isDisposed) return;
    this._theme?.disconnect();
    this._sizes?.disconnect();
    this._canvas?.dispose();
    super.dispose();
  }

  /** Draws the graph again in another layout. */
  async setLayout(layout: LayoutName): Promise<void> {
    this._arrangement = layout;
    this._toolbar?.showLayout(layout);
    await this._canvas?.arrange(layout);
    if (!this.isDisposed) this._canvas?.open();
  }

  fitAll(): void {
    this._canvas?.fit();
  }

  zoomBy(factor: number): void {
    this._canvas?.zoomBy(factor);
  }

  move(direction: Direction): void {
    this._canvas?.move(direction);
  }

  panBy(x: number, y: number): void {
    this._canvas?.panBy(x, y);
  }

  goToStart(): void {
    this._canvas?.selectRoot();
  }

  search(): void {
    this._toolbar?.focusSearch();
  }

  /** Changes between picture and table; the focus goes along. */
  setTable(isTable: boolean): void {
    if (this._frame === null) return;
    const hadFocus = this.node.contains(document.activeElement);
    const current = this._canvas?.current ?? this._opened;
    if (isTable && this._table === null) {
      this._table = new GraphTable({
        graph: this._graph,
        words: this._words,
        open: id => this.openDetails(id)
      });
      this._frame.before(this._table.node);
    }
    if (this._table !== null) this._table.node.hidden = !isTable;
    this._frame.hidden = isTable;
    this._toolbar?.showTable(isTable);
    if (isTable) this._table?.select(current, hadFocus);
    else {
      this._canvas?.resize();
      if (hadFocus) this._frame.focus();
    }
  }

  get isTable(): boolean {
    return this._frame?.hidden ?? false;
  }

  openCurrent(): void {
    const current = this._canvas?.current ?? null;
    if (current !== null) this.openDetails(current, true);
  }

  /** Shows what is known about an object; moves the focus there if asked. */
  openDetails(id: string, focus = false): void {
    const node = this._graph.nodes.find(one => one.id === id);
    const row = this._rows().get(id);
    if (node === undefined || row === undefined) return;
    this._opened = id;
    this._details.setAttribute('aria-label', this._words.__('Details of %1', node.label));
    this._details.hidden = false;
    this._details.replaceChildren(
      ...detailsOf({
        graph: this._graph,
        node,
        row,
        isFolded: this._folded.has(id),
        words: this._words,
        jump: target => this._jump(target),
        close: () => this.closeDetails(),
        toggle: () => {
          this.toggle(id);
          this.openDetails(id, true);
        },
        ask: this._host === null ? null : () => void this._ask(node.address)
      })
    );
    this._details.scrollTop = 0;
    this._details.parentElement?.classList.add('jp-mod-details');
    this._resize();
    if (this.isTable) this._table?.select(id, false);
    else this._canvas?.select(id);
    if (focus) this._details.querySelector('button')?.focus();
  }

  /** Closes the details, or else lets go of the focus, so that the notebook's keys work again. */
  escape(): void {
    if (!this._details.hidden) return this.closeDetails();
    if (!(document.activeElement instanceof HTMLElement)) return;
    document.activeElement.blur();
    this.node.parentElement?.closest<HTMLElement>('[tabindex]')?.focus();
  }

  closeDetails(): void {
    const hadFocus = this._details.contains(document.activeElement);
    const opened = this._opened;
    this._details.hidden = true;
    this._details.parentElement?.classList.remove('jp-mod-details');
    this._opened = null;
    this._resize();
    if (!hadFocus) return;
    if (this.isTable) this._table?.select(opened, true);
    else this._frame?.focus();
  }

  toggleCurrent(): void {
    const current = this._canvas?.current ?? null;
    if (current !== null) this.toggle(current);
  }

  /** Folds an object's neighbours away, or brings them back. */
  toggle(id: string): void {
    const before = visibleNodes(this._graph, this._folded).size;
    if (!this._folded.delete(id)) this._folded.add(id);
    const visible = visibleNodes(this._graph, this._folded);
    this._canvas?.show(visible, this._folded);
    void this._canvas?.arrange(this._arrangement).then(() => this._canvas?.select(id));
    const change = Math.abs(visible.size - before);
    const words = this._folded.has(id)
      ? this._words._n('%1 object hidden', '%1 objects hidden', change)
      : this._words._n('%1 object shown', '%1 objects shown', change);
    this._say(
      change === 0 ? this._words.__('Nothing is joined to the start only through this object') : words
    );
    this._tell();
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    this._draw();
  }

  protected override onAfterShow(message: Message): void {
    super.onAfterShow(message);
    this._draw();
  }

  protected override onResize(message: Widget.ResizeMessage): void {
    super.onResize(message);
    this._draw();
    this._resize();
  }

  private _build(): void {
    const { _graph: graph, _words: words } = this;
    if (graph.nodes.length === 0) {
      const why =
        graph.hidden.why || words.__('Nothing was found to draw: no object matches what was asked for.');
      const title = make('strong', {}, graph.title === '' ? words.__('An empty graph') : graph.title);
      this.node.append(make('p', { class: 'jp-refscope-Graph-empty' }, title, make('br'), why));
      return;
    }
    this._toolbar = new GraphToolbar(graph, words, this);
    this._frame = make('div', {
      class: 'jp-refscope-Graph-canvas',
      tabindex: '0',
      role: 'application',
      'aria-label': words.__('Picture of %1. %2', graph.title, keyHelp(words)),
      'aria-roledescription': words.__('object graph'),
      // JupyterLab's one-letter shortcuts stay out while the graph has the focus.
      'data-lm-suppress-shortcuts': 'true'
    });
    this._frame.append(this._hint);
    this._hint.textContent = words.__('Ctrl + wheel, or a click first, to zoom');
    this._frame.addEventListener('keydown', event => {
      const act = KEYS.get(event.key);
      if (act === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      event.stopPropagation();
      act(this, event.shiftKey);
    });
    this._details.addEventListener('keydown', event => {
      if (event.key === 'Escape') this.closeDetails();
    });
    this._details.setAttribute('data-lm-suppress-shortcuts', 'true');
    const body = make('div', { class: 'jp-refscope-Graph-body' }, this._frame, this._details);
    this.node.append(this._toolbar.node, body, legendOf(graph, words), this._spoken, this._hidden);
    this._tell();
  }

  /** Draws, the first time that the frame has a size. */
  private _draw(): void {
    const frame = this._frame;
    if (frame === null || this._canvas !== null || frame.clientWidth === 0) return;
    const canvas = new GraphCanvas(this._cytoscape, frame, this._graph, this._arrangement);
    this._canvas = canvas;
    canvas.selected.connect((_, id) => this._spell(id));
    canvas.opened.connect((_, id) => {
      this.openDetails(id);
      frame.focus({ preventScroll: true });
    });
    canvas.toggled.connect((_, id) => this.toggle(id));
    canvas.wheelIgnored.connect(() => this._showHint());
    this._theme = new MutationObserver(() =>
      requestAnimationFrame(() => !canvas.isDisposed && canvas.restyle())
    );
    this._theme.observe(document.body, { attributeFilter: ['data-jp-theme-light', 'data-jp-theme-name'] });
    this._sizes = new ResizeObserver(() => !canvas.isDisposed && canvas.resize());
    this._sizes.observe(frame);
    const arranged = this._arrangement === 'force' ? canvas.arrange('force') : Promise.resolve();
    this._ready = arranged.then(() => {
      if (canvas.isDisposed) return;
      frame.style.height = `${Math.round(Math.min(HIGHEST, Math.max(LOWEST, canvas.naturalHeight)))}px`;
      canvas.resize();
      canvas.open();
    });
  }

  private _rows(): ReadonlyMap<string, Row> {
    this._rowsById ??= new Map(graphRows(this._graph).map(row => [row.id, row]));
    return this._rowsById;
  }

  private _resize(): void {
    if (!this.isTable) this._canvas?.resize();
  }

  private _jump(id: string): void {
    if (!visibleNodes(this._graph, this._folded).has(id)) {
      this._folded.clear();
      this._canvas?.show(visibleNodes(this._graph, this._folded), this._folded);
      void this._canvas?.arrange(this._arrangement).then(() => this._canvas?.select(id));
      this._tell();
    }
    this.openDetails(id, true);
  }

  /** Marks what the search finds; gives how many that is. */
  find(text: string): number {
    this._matches = searchNodes(this._graph, text);
    this._canvas?.mark(new Set(this._matches));
    this._match = -1;
    return this._matches.length;
  }

  /** Goes to the next match, or the one before; gives its number from 1, or 0 when nothing matches. */
  nextMatch(step: 1 | -1): number {
    const count = this._matches.length;
    if (count === 0) return 0;
    this._match = this._match < 0 && step < 0 ? count - 1 : (this._match + step + count) % count;
    const id = this._matches[this._match];
    if (id === undefined) return 0;
    if (this.isTable) this._table?.select(id, false);
    else this._canvas?.select(id);
    return this._match + 1;
  }

  /** Leaves the search for the picture or the table. */
  leaveSearch(): void {
    if (this.isTable) this._table?.select(this._matches[Math.max(0, this._match)] ?? null, true);
    else this._frame?.focus();
  }

  private async _ask(address: number): Promise<void> {
    const more = await this._host?.neighbours(address);
    if (this.isDisposed) return;
    if (!more) return this._say(this._words.__('The kernel knows no object at this address any more.'));
    this._redraw(limitGraph(mergeGraphs(this._graph, more)));
    const node = this._graph.nodes.find(one => one.address === address);
    if (node !== undefined) this.openDetails(node.id, true);
  }

  private _redraw(graph: Graph): void {
    this._theme?.disconnect();
    this._sizes?.disconnect();
    this._canvas?.dispose();
    this._canvas = null;
    this._table = null;
    this._rowsById = null;
    this._graph = graph;
    this.node.replaceChildren();
    this._build();
    this._draw();
  }

  /** Says the current node, for who does not see the picture. */
  private _spell(id: string | null): void {
    const node = this._graph.nodes.find(one => one.id === id);
    const row = id === null ? undefined : this._rows().get(id);
    if (node === undefined || row === undefined) return;
    const count = node.flags.immortal
      ? this._words.__('immortal')
      : this._words.__('refcount %1', node.refcnt);
    const out = this._words._n('refers to %1 object', 'refers to %1 objects', row.references.length);
    this._say([node.label, row.type, count, out, ...notesOf(node, this._words)].join(', '));
    if (!this._details.hidden && this._opened !== id) this.openDetails(node.id);
  }

  private _say(text: string): void {
    this._spoken.textContent = text;
  }

  /** What is not in the picture, in words. */
  private _tell(): void {
    const { hidden, nodes } = this._graph;
    const folded = nodes.length - visibleNodes(this._graph, this._folded).size;
    const counted = this._words.__(
      '%1 objects and %2 references are not in the picture.',
      hidden.nodes,
      hidden.edges
    );
    const texts = [
      hidden.why !== '' ? hidden.why : hidden.nodes + hidden.edges > 0 ? counted : '',
      folded > 0 ? this._words._n('%1 object is folded away.', '%1 objects are folded away.', folded) : ''
    ];
    this._hidden.textContent = texts.filter(text => text !== '').join(' ');
    this._hidden.hidden = this._hidden.textContent === '';
  }

  private _showHint(): void {
    this._hint.classList.add('jp-mod-shown');
    clearTimeout(this._hintTimer);
    this._hintTimer = setTimeout(() => this._hint.classList.remove('jp-mod-shown'), 1200);
  }

  private readonly _cytoscape: typeof import('cytoscape');
  private readonly _words: IWords;
  private readonly _host: IGraphHost | null;
  private readonly _folded = new Set<string>();
  private readonly _details = make('section', { class: 'jp-refscope-Graph-details', hidden: true });
  private readonly _hint = make('div', { class: 'jp-refscope-Graph-hint', 'aria-hidden': 'true' });
  private readonly _spoken = make('div', { class: 'jp-refscope-Graph-spoken', 'aria-live': 'polite' });
  private readonly _hidden = make('p', { class: 'jp-refscope-Graph-words' });
  private _graph: Graph;
  private _arrangement: LayoutName;
  private _ready: Promise<void> = Promise.resolve();
  private _frame: HTMLElement | null = null;
  private _toolbar: GraphToolbar | null = null;
  private _canvas: GraphCanvas | null = null;
  private _table: GraphTable | null = null;
  private _rowsById: ReadonlyMap<string, Row> | null = null;
  private _opened: string | null = null;
  private _matches: readonly string[] = [];
  private _match = -1;
  private _theme: MutationObserver | null = null;
  private _sizes: ResizeObserver | null = null;
  private _hintTimer: ReturnType<typeof setTimeout> | undefined;
}

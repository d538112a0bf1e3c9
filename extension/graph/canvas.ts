/** The drawn graph: cytoscape with sane limits, a wheel that leaves the page alone, and a current node. */
import type { Core, EventObject, NodeSingular } from 'cytoscape';
import { Signal } from '@lumino/signaling';
import type { IDisposable } from '@lumino/disposable';
import type { ISignal } from '@lumino/signaling';
import type { Graph } from '../../kernel/wire/graph.js';
import { PLAIN, styleFor } from './appearance.js';
import { applyForce, applyPlaces, layeredPlaces } from './layout.js';
import type { LayoutName } from './layout.js';
import { elementsOf, neighboursOf, nextNode } from './model.js';
import type { Direction } from './model.js';
import { readPalette } from './palette.js';

/** No object is drawn larger than this when the graph is fitted to its frame. */
const FIT_ZOOM = 1.15;
const FIT_MARGIN = 20;
const MAX_ZOOM = 3;
/** Below this, words cannot be read: a graph that would be smaller opens at its root instead. */
const LEGIBLE_ZOOM = 0.3;
const ROOT_ZOOM = 0.75;
/** A frame that becomes smaller does not shrink the picture below this. */
const SMALL_ZOOM = 0.7;
/** Pixels of the graph that stay in the frame however far it is moved. */
const KEEP = 48;

/** How far the line of an object that refers to itself rises above its box. */
const LOOP = 34;

const idOf = (event: EventObject): string => (event.target as NodeSingular).id();

interface IExtent {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export class GraphCanvas implements IDisposable {
  /** Draws into `frame`, which must be in the document and have a size. */
  constructor(cytoscape: typeof import('cytoscape'), frame: HTMLElement, graph: Graph, layout: LayoutName) {
    this._cytoscape = cytoscape;
    this._frame = frame;
    this._graph = graph;
    this._neighbours = neighboursOf(graph);
    this._visible = new Set(graph.nodes.map(node => node.id));
    const large = graph.nodes.length > PLAIN;
    // In their places from the start: cytoscape would compute every line twice.
    const places = layout === 'layered' ? layeredPlaces(graph, this._visible) : undefined;
    // Before cytoscape adds its own listeners to the frame: it must find its switches set when it sees an event.
    frame.addEventListener('wheel', this._onWheel, { capture: true, passive: true });
    frame.addEventListener('touchstart', this._onTouch, { capture: true, passive: true });
    this._cy = cytoscape({
      container: frame,
      elements: elementsOf(graph, places),
      style: styleFor(readPalette(frame), graph.nodes.length),
      layout: { name: 'preset', fit: false },
      maxZoom: MAX_ZOOM,
      minZoom: 0.02,
      boxSelectionEnabled: false,
      autounselectify: true,
      userZoomingEnabled: false,
      hideEdgesOnViewport: large,
      textureOnViewport: large,
      pixelRatio: large ? 1 : 'auto'
    });
    this._cy.on('tap', 'node', (event: EventObject) => {
      this.select(idOf(event));
      this._opened.emit(idOf(event));
    });
    this._cy.on('dbltap', 'node', (event: EventObject) => this._toggled.emit(idOf(event)));
    this._cy.on('viewport', () => this._keepInFrame());
    this._cy.on('dragfree', () => (this._extent = null));
    this._cy.on('dragpan scrollzoom pinchzoom', () => (this._isFitted = false));
  }

  /** The id of the node that the keyboard is on, or null. */
  get current(): string | null {
    return this._current;
  }
  /** Another node became current. */
  get selected(): ISignal<this, string | null> {
    return this._selected;
  }
  /** A node was clicked or tapped. */
  get opened(): ISignal<this, string> {
    return this._opened;
  }
  /** A node was clicked twice. */
  get toggled(): ISignal<this, string> {
    return this._toggled;
  }
  /** The wheel was turned over the graph while the page, not the graph, had the focus. */
  get wheelIgnored(): ISignal<this, void> {
    return this._wheelIgnored;
  }
  get isDisposed(): boolean {
    return this._cy.destroyed();
  }
  /** For tests and measurements. */
  get cytoscape(): Core {
    return this._cy;
  }

  dispose(): void {
    if (this.isDisposed) return;
    this._frame.removeEventListener('wheel', this._onWheel, { capture: true });
    this._frame.removeEventListener('touchstart', this._onTouch, { capture: true });
    Signal.clearData(this);
    this._cy.destroy();
  }

  /** Shows these nodes; `folded` ones carry a mark. */
  show(visible: ReadonlySet<string>, folded: ReadonlySet<string>): void {
    this._visible = visible;
    this._extent = null;
    this._cy.batch(() => {
      this._cy.nodes().forEach(node => {
        node.toggleClass('hidden', !visible.has(node.id()));
        node.toggleClass('folded', folded.has(node.id()));
      });
    });
    if (this._current !== null && !visible.has(this._current)) this.select(null);
  }

  /** Positions what is visible; resolves when it stands. */
  async arrange(layout: LayoutName): Promise<void> {
    if (layout === 'force') await applyForce(this._cy, this._cytoscape);
    else applyPlaces(this._cy, layeredPlaces(this._graph, this._visible));
    this._extent = null;
  }

  /** Reads the theme's colours again. */
  restyle(): void {
    this._cy.style(styleFor(readPalette(this._frame), this._graph.nodes.length));
  }

  /** The frame has another size. */
  resize(): void {
    this._cy.resize();
    if (this._isFitted && this._fitZoom() >= Math.min(SMALL_ZOOM, this._cy.zoom())) this.fit();
    else if (this._current === null) this._keepInFrame();
    else this._bringIntoFrame(this._current);
  }

  /** The height in pixels in which the graph can be seen at zoom 1. */
  get naturalHeight(): number {
    const { top, bottom } = this._extentOf();
    return (bottom - top) * FIT_ZOOM + 2 * FIT_MARGIN;
  }

  /** Shows everything. */
  fit(): void {
    this._isFitted = true;
    const { left, top, right, bottom } = this._extentOf();
    const width = this._cy.width();
    const height = this._cy.height();
    const zoom = this._fitZoom();
    this._cy.viewport({
      zoom,
      pan: { x: (width - zoom * (left + right)) / 2, y: (height - zoom * (top + bottom)) / 2 }
    });
  }

  /** Shows everything, or the root and what is around it when everything would be too small to read. */
  open(): void {
    this.fit();
    const root = this._cy.nodes('.root:visible').first();
    if (this._cy.zoom() >= LEGIBLE_ZOOM || root.empty()) return;
    this._cy.zoom(ROOT_ZOOM);
    const { x, y } = root.position();
    this._isFitted = false;
    this._cy.pan({ x: 110 - x * ROOT_ZOOM, y: this._cy.height() / 2 - y * ROOT_ZOOM });
  }

  /** Zooms about the current node if it is in the frame, else about the middle. */
  zoomBy(factor: number): void {
    this._isFitted = false;
    const node = this._current === null ? null : this._cy.getElementById(this._current).renderedPosition();
    const middle = { x: this._cy.width() / 2, y: this._cy.height() / 2 };
    const isInside =
      node !== null && node.x > 0 && node.y > 0 && node.x < 2 * middle.x && node.y < 2 * middle.y;
    this._cy.zoom({ level: this._cy.zoom() * factor, renderedPosition: isInside ? node : middle });
  }

  /** Moves the picture, in pixels of the screen. */
  panBy(x: number, y: number): void {
    this._isFitted = false;
    this._cy.panBy({ x, y });
  }

  /** Makes a node current (none for null), and brings it into the frame. */
  select(id: string | null): void {
    this._cy.batch(() => {
      this._cy.elements('.current, .touched').removeClass('current touched');
      if (id === null) return;
      const node = this._cy.getElementById(id);
      node.addClass('current');
      node.connectedEdges().addClass('touched');
    });
    if (id !== null) this._bringIntoFrame(id);
    if (id === this._current) return;
    this._current = id;
    this._selected.emit(id);
  }

  /** Moves from the current node in a direction; from nowhere, to the root. */
  move(direction: Direction): void {
    if (this._current === null) return this.selectRoot();
    const places = this._cy.nodes(':visible').map(node => ({ id: node.id(), ...node.position() }));
    const from = places.find(place => place.id === this._current);
    if (from === undefined) return this.selectRoot();
    const next = nextNode(from, direction, places, this._neighbours.get(from.id) ?? new Set());
    if (next !== null) this.select(next);
  }

  /** Makes the node current at which the graph starts. */
  selectRoot(): void {
    const roots = this._cy.nodes('.root:visible');
    const start = roots.empty() ? this._cy.nodes(':visible').first() : roots.first();
    if (start.nonempty()) this.select(start.id());
  }

  /** Marks matches and fades the rest; an empty set ends that. */
  mark(ids: ReadonlySet<string>): void {
    this._cy.batch(() => {
      this._cy.elements('.match, .faded').removeClass('match faded');
      if (ids.size === 0) return;
      const matches = this._cy.nodes().filter(node => ids.has(node.id()));
      matches.addClass('match');
      this._cy.elements().difference(matches).addClass('faded');
    });
  }

  private _bringIntoFrame(id: string): void {
    const node = this._cy.getElementById(id);
    if (this._cy.zoom() < LEGIBLE_ZOOM) this._cy.zoom({ level: ROOT_ZOOM, position: node.position() });
    const { x1, y1, x2, y2 } = node.renderedBoundingBox();
    const beyond = (low: number, high: number, size: number): number =>
      low < 12 ? 12 - low : high > size - 12 ? Math.max(size - 12 - high, 12 - low) : 0;
    this._cy.panBy({ x: beyond(x1, x2, this._cy.width()), y: beyond(y1, y2, this._cy.height()) });
  }

  /** What the visible nodes cover, and the loops above them.  cytoscape's own box measures every line and word. */
  private _extentOf(): IExtent {
    if (this._extent !== null) return this._extent;
    const extent = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
    this._cy.nodes().forEach(node => {
      if (!this._visible.has(node.id())) return;
      const { x, y } = node.position();
      const halfWidth = Number(node.data('width')) / 2;
      const halfHeight = Number(node.data('height')) / 2;
      extent.left = Math.min(extent.left, x - halfWidth);
      extent.right = Math.max(extent.right, x + halfWidth);
      extent.top = Math.min(extent.top, y - halfHeight - LOOP);
      extent.bottom = Math.max(extent.bottom, y + halfHeight);
    });
    return (this._extent = extent);
  }

  private _fitZoom(): number {
    const { left, top, right, bottom } = this._extentOf();
    const across = (this._cy.width() - 2 * FIT_MARGIN) / (right - left);
    return Math.min(FIT_ZOOM, across, (this._cy.height() - 2 * FIT_MARGIN) / (bottom - top));
  }

  private _keepInFrame(): void {
    if (this._keeping || this.isDisposed) return;
    const { left, top, right, bottom } = this._extentOf();
    const zoom = this._cy.zoom();
    const pan = this._cy.pan();
    const shift = (low: number, high: number, size: number): number =>
      high < KEEP ? KEEP - high : low > size - KEEP ? size - KEEP - low : 0;
    const x = shift(left * zoom + pan.x, right * zoom + pan.x, this._cy.width());
    const y = shift(top * zoom + pan.y, bottom * zoom + pan.y, this._cy.height());
    if (x === 0 && y === 0) return;
    this._keeping = true;
    this._cy.panBy({ x, y });
    this._keeping = false;
  }

  private _hasFocus(): boolean {
    return this._frame.contains(document.activeElement);
  }

  private readonly _onWheel = (event: WheelEvent): void => {
    const isOurs = this._hasFocus() || event.ctrlKey || event.metaKey;
    this._cy.userZoomingEnabled(isOurs);
    if (!isOurs) this._wheelIgnored.emit();
  };

  /** One finger scrolls the page until the graph has the focus; two always belong to the graph. */
  private readonly _onTouch = (event: TouchEvent): void => {
    const isOurs = this._hasFocus() || event.touches.length > 1;
    this._cy.userPanningEnabled(isOurs);
    this._cy.userZoomingEnabled(isOurs);
  };

  private readonly _cytoscape: typeof import('cytoscape');
  private readonly _frame: HTMLElement;
  private readonly _graph: Graph;
  private readonly _neighbours: ReadonlyMap<string, ReadonlySet<string>>;
  private readonly _cy: Core;
  private _visible: ReadonlySet<string>;
  private _current: string | null = null;
  private _extent: IExtent | null = null;
  private _keeping = false;
  /** Nobody has moved the picture since it was fitted: it follows the size of its frame. */
  private _isFitted = false;
  private readonly _selected = new Signal<this, string | null>(this);
  private readonly _opened = new Signal<this, string>(this);
  private readonly _toggled = new Signal<this, string>(this);
  private readonly _wheelIgnored = new Signal<this, void>(this);
}

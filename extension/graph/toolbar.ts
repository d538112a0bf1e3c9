/** The row above the picture: layout, zoom, table, search. */
import type { Graph } from '../../kernel/wire/graph.js';
import { countsOf } from '../../kernel/wire/table.js';
import { button, make } from './dom.js';
import { keyHelp } from './keys.js';
import type { LayoutName } from './layout.js';
import type { IWords } from './words.js';

export interface IToolbarActions {
  readonly isTable: boolean;
  setLayout(layout: LayoutName): Promise<void>;
  setTable(isTable: boolean): void;
  zoomBy(factor: number): void;
  fitAll(): void;
  find(text: string): number;
  nextMatch(step: 1 | -1): number;
  leaveSearch(): void;
}

export class GraphToolbar {
  constructor(graph: Graph, words: IWords, actions: IToolbarActions) {
    this._words = words;
    this._actions = actions;
    this._layered = button(
      words.__('Layered'),
      { title: words.__('What refers stands left (l)') },
      () => void actions.setLayout('layered')
    );
    this._force = button(
      words.__('Force'),
      { title: words.__('What is joined stands near (f)') },
      () => void actions.setLayout('force')
    );
    this._table = button(words.__('Table'), { title: words.__('The same objects as a table (t)') }, () =>
      actions.setTable(!actions.isTable)
    );
    this._search = make('input', {
      type: 'search',
      class: 'jp-refscope-Graph-search',
      placeholder: words.__('Search type, label, address'),
      'aria-label': words.__('Search objects by type, label or address'),
      title: words.__('Enter: next match, Shift Enter: the one before, Escape: clear (/)'),
      'data-lm-suppress-shortcuts': 'true'
    });
    this._search.addEventListener('input', () => this._find());
    this._search.addEventListener('keydown', event => this._onKey(event));
    const zoom = (text: string, name: string, factor: number): HTMLElement =>
      button(text, { 'aria-label': name, title: name }, () => actions.zoomBy(factor));
    const python = graph.python === '' ? '' : ` · CPython ${graph.python}`;
    this._picture = [this._layered, this._force];
    const zooms = [
      zoom('−', words.__('Zoom out (-)'), 0.8),
      zoom('+', words.__('Zoom in (+)'), 1.25),
      button(words.__('Fit'), { title: words.__('Show everything (0)') }, () => actions.fitAll())
    ];
    this._picture.push(...zooms.map(item => item as HTMLButtonElement));
    this.node = make(
      'div',
      {
        class: 'jp-refscope-Graph-toolbar',
        role: 'toolbar',
        'aria-label': words.__('Graph'),
        title: keyHelp(words)
      },
      make(
        'div',
        { class: 'jp-refscope-Graph-title', title: graph.title },
        graph.title,
        make('small', {}, countsOf(graph) + python)
      ),
      this._search,
      this._matches,
      group(this._layered, this._force),
      group(...zooms),
      group(this._table)
    );
    this.showLayout(graph.layout);
    this.showTable(false);
  }

  readonly node: HTMLElement;

  showLayout(layout: LayoutName): void {
    this._layered.setAttribute('aria-pressed', String(layout === 'layered'));
    this._force.setAttribute('aria-pressed', String(layout === 'force'));
  }

  showTable(isTable: boolean): void {
    this._table.setAttribute('aria-pressed', String(isTable));
    for (const item of this._picture) item.disabled = isTable;
  }

  focusSearch(): void {
    this._search.focus();
    this._search.select();
  }

  private _find(): void {
    const count = this._actions.find(this._search.value);
    const found = this._words._n('%1 match', '%1 matches', count);
    this._matches.textContent = this._search.value.trim() === '' ? '' : found;
    // Moving while one types would be unquiet; a single match can be nothing else.
    if (count === 1) this._go(1);
  }

  private _go(step: 1 | -1): void {
    const at = this._actions.nextMatch(step);
    const count = this._matches.textContent ?? '';
    if (at > 0) this._matches.textContent = count.replace(/^(\d+ \/ )?/, `${at} / `);
  }

  private _onKey(event: KeyboardEvent): void {
    if (event.key === 'Enter') this._go(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') {
      if (this._search.value === '') this._actions.leaveSearch();
      this._search.value = '';
      this._find();
    } else if (event.key === 'ArrowDown') this._actions.leaveSearch();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private readonly _words: IWords;
  private readonly _actions: IToolbarActions;
  private readonly _layered: HTMLButtonElement;
  private readonly _force: HTMLButtonElement;
  private readonly _table: HTMLButtonElement;
  private readonly _search: HTMLInputElement;
  private readonly _picture: HTMLButtonElement[];
  private readonly _matches = make('span', { class: 'jp-refscope-Graph-matches', 'aria-live': 'polite' });
}

function group(...items: readonly HTMLElement[]): HTMLElement {
  return make('span', { class: 'jp-refscope-Graph-group' }, ...items);
}

/** The graph as a table: the same data, for who reads rather than looks, and for the keyboard. */
import type { Graph } from '../../kernel/wire/graph.js';
import { countsOf, graphRows } from '../../kernel/wire/table.js';
import type { Row } from '../../kernel/wire/table.js';
import { button, make } from './dom.js';
import type { IWords } from './words.js';

/** Rows are made in portions, as thousands of them would slow the page down. */
const PORTION = 200;
const REFERENCES = 8;

export interface ITableOptions {
  readonly graph: Graph;
  readonly words: IWords;
  /** Open an object's details. */
  open(id: string): void;
}

export class GraphTable {
  constructor({ graph, words, open }: ITableOptions) {
    this._words = words;
    this._open = open;
    this._rows = graphRows(graph);
    const heads = [
      [words.__('object'), ''],
      [words.__('type'), ''],
      [words.__('address'), ''],
      [words.__('refcount'), 'jp-mod-number'],
      [words.__('size in bytes'), 'jp-mod-number'],
      [words.__('generation'), ''],
      [words.__('notes'), ''],
      [words.__('refers to'), '']
    ] as const;
    const head = make(
      'tr',
      {},
      ...heads.map(([text, name]) => make('th', { scope: 'col', class: name || null }, text))
    );
    this._more = button('', {}, () => this._addRows());
    this.node = make(
      'div',
      { class: 'jp-refscope-Graph-tableBox' },
      make(
        'table',
        { class: 'jp-refscope-Graph-table' },
        make('caption', {}, `${graph.title} · ${countsOf(graph)}`),
        make('thead', {}, head),
        this._body
      ),
      this._more
    );
    this.node.addEventListener('keydown', event => this._onKey(event));
    this._addRows();
  }

  readonly node: HTMLElement;

  /** Marks an object's row; moves the focus there if asked. */
  select(id: string | null, focus: boolean): void {
    this._body.querySelector('.jp-mod-current')?.classList.remove('jp-mod-current');
    if (id === null) return;
    const index = this._rows.findIndex(row => row.id === id);
    while (index >= this._made) this._addRows();
    const row = this._body.rows[index];
    row?.classList.add('jp-mod-current');
    if (focus) row?.querySelector('button')?.focus();
    row?.scrollIntoView({ block: 'nearest' });
  }

  private _addRows(): void {
    const next = this._rows.slice(this._made, this._made + PORTION);
    this._made += next.length;
    this._body.append(...next.map(row => this._rowOf(row)));
    const left = this._rows.length - this._made;
    this._more.hidden = left === 0;
    this._more.textContent = this._words.__('Show %1 more of %2', Math.min(left, PORTION), left);
  }

  private _rowOf(row: Row): HTMLTableRowElement {
    const words = this._words;
    const jump = (text: string, id: string): HTMLElement =>
      button(text, { class: 'jp-refscope-Graph-jump' }, () => this.select(id, true));
    const references = row.references
      .slice(0, REFERENCES)
      .map(({ label, words: text, target }) =>
        make('li', {}, label === '' ? null : `${label} `, jump(text, target))
      );
    if (row.references.length > REFERENCES)
      references.push(make('li', {}, words.__('… and %1 more', row.references.length - REFERENCES)));
    const notes = row.root ? [words.__('start'), ...row.notes] : row.notes;
    const open = button(row.label, { class: 'jp-refscope-Graph-jump' }, () => this._open(row.id));
    return make(
      'tr',
      {},
      make('th', { scope: 'row' }, open),
      make('td', {}, row.type),
      make('td', {}, make('code', {}, row.address)),
      make('td', { class: 'jp-mod-number' }, row.refcount),
      make('td', { class: 'jp-mod-number' }, String(row.size)),
      make('td', {}, row.generation),
      make('td', {}, notes.join(', ')),
      make('td', {}, references.length === 0 ? null : make('ul', {}, ...references))
    );
  }

  /** Up, down, Home and End go from row to row. */
  private _onKey(event: KeyboardEvent): void {
    const row = event.target instanceof Element ? event.target.closest('tr') : null;
    const at = row === null ? -1 : [...this._body.rows].indexOf(row);
    if (at < 0 || event.ctrlKey || event.altKey || event.metaKey) return;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: this._body.rows.length - 1 }[event.key];
    const next = to === undefined ? undefined : this._body.rows[to];
    if (next === undefined) return;
    event.preventDefault();
    next.querySelector('button')?.focus();
  }

  private readonly _words: IWords;
  private readonly _open: (id: string) => void;
  private readonly _rows: readonly Row[];
  private readonly _body = make('tbody');
  private readonly _more: HTMLButtonElement;
  private _made = 0;
}

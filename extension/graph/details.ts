/** What is known about one object, beside the picture: its facts, who holds it, and what it holds. */
import type { Graph, GraphNode } from '../../kernel/wire/graph.js';
import { hex } from '../../kernel/wire/drawing.js';
import type { Row } from '../../kernel/wire/table.js';
import { button, make } from './dom.js';
import type { IWords } from './words.js';

export interface IDetailsOptions {
  readonly graph: Graph;
  readonly node: GraphNode;
  /** The node's row of the table. */
  readonly row: Row;
  readonly isFolded: boolean;
  readonly words: IWords;
  /** Go to another node. */
  jump(id: string): void;
  close(): void;
  /** Fold or unfold what is joined to the start only through this node. */
  toggle(): void;
  /** Ask the kernel for what refers and is referred to; null where no kernel can be asked. */
  readonly ask: (() => void) | null;
}

/** No list in the panel is longer than this; the rest is counted. */
const SHOWN = 60;

/** The panel's content. */
export function detailsOf(options: IDetailsOptions): readonly HTMLElement[] {
  const { node, row, isFolded, words } = options;
  const actions = make('div', { class: 'jp-refscope-Graph-actions' });
  const fold = isFolded ? words.__('Expand') : words.__('Collapse');
  const about = words.__('Hides or shows what is joined to the start only through this object');
  actions.append(
    button(fold, { title: `${about} (Space)`, 'aria-expanded': String(!isFolded) }, options.toggle)
  );
  if (options.ask !== null)
    actions.append(
      button(words.__('Ask for neighbours'), { title: words.__('Ask the kernel') }, options.ask)
    );
  return [
    make(
      'header',
      {},
      make('h3', {}, node.label),
      button(
        '✕',
        { 'aria-label': words.__('Close details'), title: words.__('Close (Escape)') },
        options.close
      )
    ),
    factsOf(node, row, words),
    ...holdersOf(options),
    ...referencesOf(options),
    actions
  ];
}

function factsOf(node: GraphNode, row: Row, words: IWords): HTMLElement {
  const facts: readonly (readonly [string, string])[] = [
    [words.__('type'), node.type],
    [words.__('address'), hex(node.address)],
    [words.__('repr'), node.repr],
    [words.__('size'), words._n('%1 byte', '%1 bytes', node.size)],
    [
      words.__('refcount'),
      node.flags.immortal ? words.__('immortal (the field holds %1)', node.refcnt) : row.refcount
    ],
    [words.__('generation'), generationOf(node, words)],
    [words.__('tracked'), node.tracked ? words.__('yes') : words.__('no')],
    [words.__('notes'), notesOf(node, words).join(', ')]
  ];
  const list = make('dl');
  for (const [name, value] of facts)
    if (value !== '') list.append(make('dt', {}, name), make('dd', {}, value));
  return list;
}

function generationOf({ generation }: GraphNode, words: IWords): string {
  if (generation === null) return words.__('none');
  return generation === 3 ? words.__('permanent') : String(generation);
}

/** What is particular about an object, in words. */
export function notesOf({ flags }: GraphNode, words: IWords): string[] {
  const notes = [
    flags.root && words.__('the graph starts here'),
    flags.cycle && words.__('in a cycle of references'),
    flags.unreachable && words.__('unreachable: only the collector can free it'),
    flags.weak && words.__('weakly referenced')
  ];
  return notes.filter(note => note !== false);
}

function holdersOf({ graph, node, words, jump }: IDetailsOptions): HTMLElement[] {
  // What an immortal object's field holds is no count, so its holders have none either.
  const title = node.flags.immortal
    ? words.__('Holders')
    : words._n('Held by %1 reference', 'Held by %1 references', node.holders.length);
  if (node.holders.length === 0)
    return node.flags.immortal
      ? [
          make('h4', {}, words.__('Holders')),
          make('p', {}, words.__('An immortal object is never freed: its holders are not counted.'))
        ]
      : [make('h4', {}, words.__('Holders')), make('p', {}, words.__('This graph names no holders.'))];
  const ids = new Map(graph.nodes.map(({ address, id }) => [address, id]));
  const items = node.holders.map(({ label, address }) => {
    const id = address === null ? undefined : ids.get(address);
    return make('li', {}, id === undefined ? label : jumpTo(label, id, jump));
  });
  return [make('h4', {}, title), listOf(items, words)];
}

function referencesOf({ row, words, jump }: IDetailsOptions): HTMLElement[] {
  if (row.references.length === 0) return [];
  const items = row.references.map(({ label, words: text, target, weak }) => {
    const arrow = weak ? words.__('weakly') : '';
    const before = [label, arrow].filter(word => word !== '' && word !== 'weak').join(' ');
    return make('li', {}, before === '' ? null : `${before} `, jumpTo(text, target, jump));
  });
  return [make('h4', {}, words.__('Refers to')), listOf(items, words)];
}

function listOf(items: readonly HTMLElement[], words: IWords): HTMLElement {
  const list = make('ul', {}, ...items.slice(0, SHOWN));
  if (items.length > SHOWN) list.append(make('li', {}, words.__('… and %1 more', items.length - SHOWN)));
  return list;
}

function jumpTo(text: string, id: string, jump: (id: string) => void): HTMLElement {
  return button(text, { class: 'jp-refscope-Graph-jump' }, () => jump(id));
}

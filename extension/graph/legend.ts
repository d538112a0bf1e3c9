/** The legend: only what this graph uses.  Its marks take their colours from CSS, so a change of theme costs nothing. */
import type { Graph } from '../../kernel/wire/graph.js';
import { familyOf, linesOf } from '../../kernel/wire/drawing.js';
import { FAMILIES, GENERATIONS } from './appearance.js';
import { make } from './dom.js';
import type { IWords } from './words.js';

/** The legend of a graph, as a list. */
export function legendOf(graph: Graph, words: IWords): HTMLElement {
  const list = make('ul', { class: 'jp-refscope-Graph-legend', 'aria-label': words.__('Legend') });
  const lines = linesOf(graph);
  const add = (mark: string, text: string): void => {
    const item = make('li');
    item.innerHTML = `<svg width="20" height="14" aria-hidden="true">${mark}</svg>`;
    item.append(text);
    list.append(item);
  };
  const { nodes } = graph;
  const families = new Set(nodes.map(node => familyOf(node.type)));
  for (const [family, row] of Object.entries(FAMILIES)) {
    if (![...families].some(used => used === family)) continue;
    const radius = family === 'atom' ? 7 : family === 'class' ? 0 : 3;
    const fill = `fill="${color(family)}" fill-opacity="${row.share * 1.8}" stroke="${color(family)}" stroke-opacity="0.5"`;
    const dotted = family === 'weak' ? ` stroke-dasharray="1.5 2" stroke="${color('line')}"` : '';
    add(
      `<rect x="1" y="1" width="18" height="12" rx="${radius}" ${dotted || fill} ${dotted && 'fill="none"'}/>`,
      row.words(words)
    );
  }
  for (const { name, color: ring, width, words: text } of GENERATIONS) {
    const generation = name === 'untracked' ? null : Number(name.at(-1));
    if (!nodes.some(node => node.generation === generation)) continue;
    add(
      `<rect x="2" y="2" width="16" height="10" rx="3" fill="none" stroke="${color(ring)}" stroke-width="${width}"/>`,
      text(words)
    );
  }
  if (nodes.some(node => node.flags.unreachable))
    add(
      `<rect x="2" y="2" width="16" height="10" rx="3" fill="none" stroke="${color('ink')}" stroke-dasharray="4 2.5"/>`,
      words.__('unreachable')
    );
  if (lines.some(line => line.cycle))
    add(`<path d="M1 7h18" stroke="${color('cycle')}" stroke-width="2.4"/>`, words.__('cycle'));
  if (lines.some(line => line.weak))
    add(
      `<path d="M1 7h18" stroke="${color('line')}" stroke-width="1.5" stroke-dasharray="4 3"/>`,
      words.__('weak reference')
    );
  if (lines.some(line => line.count > 1))
    add(`<text x="1" y="11" font-size="11" fill="${color('quiet')}">×2</text>`, words.__('two references'));
  return list;
}

const color = (name: string): string => `var(--jp-refscope-graph-${name})`;

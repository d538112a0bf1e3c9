/**
 * The object graph as a table: the rows that the table view shows, and the same as text for `text/plain`.
 */
import type { Graph, GraphNode } from './graph.js';
import { hex, linesOf, oneLine } from './drawing.js';

/** One object, in words. */
export interface Row {
  readonly id: string;
  readonly root: boolean;
  readonly address: string;
  readonly type: string;
  readonly label: string;
  /** The count, or `immortal`. */
  readonly refcount: string;
  /** Bytes. */
  readonly size: number;
  /** `0`, `1`, `2`, `permanent`, `untracked`. */
  readonly generation: string;
  /** `cycle`, `unreachable`, `weak`: what is particular about it. */
  readonly notes: readonly string[];
  readonly references: readonly Reference[];
}
export interface Reference {
  /** Id of the node it leads to. */
  readonly target: string;
  /** `[0]`, `.name`, `weak`; empty when there is nothing to say. */
  readonly label: string;
  /** What it leads to, such as `list, 3 items`. */
  readonly words: string;
  readonly weak: boolean;
}

/** One row per object, in the order of the graph. */
export function graphRows(graph: Graph): Row[] {
  const nodes = new Map(graph.nodes.map(node => [node.id, node]));
  const references = new Map<string, Reference[]>(graph.nodes.map(node => [node.id, []]));
  for (const { source, target, label, weak } of linesOf(graph)) {
    const words = oneLine(nodes.get(target)?.label ?? '', 40);
    references.get(source)?.push({ target, label, words, weak });
  }
  return graph.nodes.map(node => ({
    id: node.id,
    root: node.flags.root,
    address: hex(node.address),
    type: oneLine(node.type, 40),
    label: oneLine(node.label, 60),
    refcount: node.flags.immortal ? 'immortal' : String(node.refcnt),
    size: node.size,
    generation: generationOf(node),
    notes: (['cycle', 'unreachable', 'weak'] as const).filter(flag => node.flags[flag]),
    references: references.get(node.id) ?? []
  }));
}

function generationOf({ generation }: GraphNode): string {
  return generation === null ? 'untracked' : generation === 3 ? 'permanent' : String(generation);
}

/** `3 objects, 4 references`. */
export function countsOf(graph: Pick<Graph, 'nodes' | 'edges'>): string {
  const references = graph.edges.reduce((sum, edge) => sum + edge.multiplicity, 0);
  return `${plural(graph.nodes.length, 'object')}, ${plural(references, 'reference')}`;
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

const HEADS = ['address', 'type', 'refcount', 'size', 'gen', 'object', 'refers to'] as const;
const RIGHT = new Set([2, 3]);

/** The table as plain text; at most `limit` rows, the rest counted in words.  Lines end in a newline. */
export function graphText(graph: Graph, limit = 40): string {
  const about = [graph.title, countsOf(graph), graph.python && `CPython ${graph.python}`];
  const lines = [about.filter(part => part !== '').join(' · ')];
  if (graph.nodes.length === 0) lines.push('No objects to show.');
  const rows = graphRows(graph);
  const cells = rows
    .slice(0, limit)
    .map(row => [
      (row.root ? '> ' : '  ') + row.address,
      row.type,
      row.refcount,
      `${row.size} B`,
      row.generation === 'untracked' ? '-' : row.generation,
      [row.label, ...row.notes.map(note => `(${note})`)].join(' '),
      referencesWords(row)
    ]);
  if (cells.length > 0) {
    const heads = HEADS.map((head, i) => (i === 0 ? `  ${head}` : head));
    const table = [heads, ...cells];
    const widths = HEADS.map((_, i) => Math.max(...table.map(row => Array.from(row[i] ?? '').length)));
    for (const row of table)
      lines.push(
        row
          .map((text, i) => pad(text, widths[i] ?? 0, RIGHT.has(i)))
          .join('  ')
          .trimEnd()
      );
  }
  if (rows.length > limit) lines.push(`  … and ${plural(rows.length - limit, 'more object')}`);
  if (rows.some(row => row.root)) lines.push('> the graph starts here');
  if (graph.hidden.why !== '') lines.push(graph.hidden.why);
  return lines.join('\n') + '\n';
}

function pad(text: string, width: number, right: boolean): string {
  const space = ' '.repeat(Math.max(0, width - Array.from(text).length));
  return right ? space + text : text + space;
}

function referencesWords({ references }: Row): string {
  const shown = references.slice(0, 4).map(({ label, words, weak }) => {
    const arrow = weak ? '~>' : '->';
    return label === '' ? `${arrow} ${words}` : `${label} ${arrow} ${words}`;
  });
  if (references.length > 4) shown.push(`${references.length - 4} more`);
  return shown.join(', ');
}

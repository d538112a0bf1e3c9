/** Decides whether data from a notebook is a graph that can be drawn.  Notebooks may be old, edited or cut off. */
import type { Graph } from '../../kernel/wire/graph.js';
import type { IWords } from './words.js';

/** A graph, or the sentence that says why there is none. */
export type Checked = { readonly graph: Graph } | { readonly problem: string };

type Shape = 'string' | 'number' | 'boolean' | 'count?' | 'array' | 'object';
type Fields = Readonly<Record<string, Shape>>;

const GRAPH: Fields = { title: 'string', python: 'string', nodes: 'array', edges: 'array', hidden: 'object' };
const HIDDEN: Fields = { nodes: 'number', edges: 'number', why: 'string' };
const NODE: Fields = {
  id: 'string',
  address: 'number',
  type: 'string',
  label: 'string',
  repr: 'string',
  size: 'number',
  refcnt: 'number',
  generation: 'count?',
  tracked: 'boolean',
  holders: 'array',
  flags: 'object'
};
const HOLDER: Fields = { label: 'string', kind: 'string', address: 'count?' };
const EDGE: Fields = {
  source: 'string',
  target: 'string',
  kind: 'string',
  label: 'string',
  multiplicity: 'number'
};

/** Reads a bundle; never throws. */
export function readGraph(data: unknown, words: IWords): Checked {
  if (!isRecord(data))
    return { problem: words.__('This output should be an object graph, but it is no JSON object.') };
  if (data.version !== 1)
    return {
      problem: words.__(
        'This object graph has version %1; this refscope draws version 1. A newer refscope may have saved it.',
        JSON.stringify(data.version) ?? words.__('none')
      )
    };
  const wrong =
    check(data, GRAPH, 'graph') ??
    check(data.hidden, HIDDEN, 'hidden') ??
    first(data.nodes, (node, i) => checkNode(node, `nodes[${i}]`)) ??
    first(data.edges, (edge, i) => check(edge, EDGE, `edges[${i}]`)) ??
    twice(data.nodes);
  if (wrong !== null)
    return {
      problem: words.__('This object graph is damaged: %1. Run the cell again to get a new one.', wrong)
    };
  // Every field that the view reads was checked above.
  const graph = data as unknown as Graph;
  return { graph: { ...graph, layout: graph.layout === 'force' ? 'force' : 'layered' } };
}

function checkNode(node: unknown, where: string): string | null {
  const wrong = check(node, NODE, where);
  if (wrong !== null || !isRecord(node)) return wrong;
  return first(node.holders, (holder, i) => check(holder, HOLDER, `${where}.holders[${i}]`));
}

/** The first field that is not what it should be, as `nodes[3].size is not a number`; null when all are. */
function check(value: unknown, fields: Fields, where: string): string | null {
  if (!isRecord(value)) return `${where} is not an object`;
  for (const [name, shape] of Object.entries(fields))
    if (!fits(value[name], shape)) return `${where}.${name} is not ${NAMES[shape]}`;
  return null;
}

const NAMES: Readonly<Record<Shape, string>> = {
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
  'count?': 'a number or null',
  array: 'a list',
  object: 'an object'
};

function fits(value: unknown, shape: Shape): boolean {
  if (shape === 'count?') return value === null || Number.isFinite(value);
  if (shape === 'number') return Number.isFinite(value);
  if (shape === 'array') return Array.isArray(value);
  if (shape === 'object') return isRecord(value);
  return typeof value === shape;
}

function first(list: unknown, look: (item: unknown, index: number) => string | null): string | null {
  if (!Array.isArray(list)) return null;
  for (let i = 0; i < list.length; i++) {
    const wrong = look(list[i], i);
    if (wrong !== null) return wrong;
  }
  return null;
}

function twice(nodes: unknown): string | null {
  const seen = new Set<unknown>();
  return first(nodes, node => {
    const id = isRecord(node) ? node.id : undefined;
    if (seen.has(id)) return `two nodes have the id ${JSON.stringify(id)}`;
    seen.add(id);
    return null;
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

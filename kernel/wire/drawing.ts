/**
 * What the view on the screen and the exported picture have in common: how a type is classed, the words in a node
 * and its size, and the lines that stand for edges.  Pure, so that the kernel's worker can use it too.
 */
import type { Graph, GraphEdge, GraphNode } from './graph.js';

/** The few ways in which an object is drawn. */
export type Family = 'container' | 'atom' | 'instance' | 'class' | 'code' | 'weak';

/** A row per family: the exact type names that belong to it.  A type in no row is an instance of a class. */
const TYPES: readonly (readonly [Family, readonly string[]])[] = [
  ['container', ['list', 'tuple', 'dict', 'set', 'frozenset', 'collections.deque', 'deque', 'mappingproxy']],
  ['container', ['collections.OrderedDict', 'OrderedDict', 'collections.defaultdict', 'defaultdict']],
  [
    'atom',
    ['int', 'long', 'float', 'complex', 'bool', 'NoneType', 'ellipsis', 'NotImplementedType', 'range']
  ],
  ['atom', ['str', 'unicode', 'bytes', 'bytearray', 'memoryview', 'slice']],
  ['class', ['type', 'classobj', 'ABCMeta', 'abc.ABCMeta', 'EnumMeta', 'enum.EnumMeta', 'EnumType']],
  ['code', ['function', 'builtin_function_or_method', 'method', 'instancemethod', 'method_descriptor']],
  ['code', ['wrapper_descriptor', 'method-wrapper', 'getset_descriptor', 'member_descriptor', 'property']],
  ['code', ['code', 'cell', 'frame', 'generator', 'coroutine', 'async_generator', 'traceback', 'module']],
  ['code', ['staticmethod', 'classmethod', 'super']],
  ['weak', ['weakref', 'weakref.ref', 'ReferenceType', 'weakref.ReferenceType', 'weakref.KeyedRef']],
  ['weak', ['weakproxy', 'weakref.ProxyType', 'weakref.CallableProxyType', 'weakref.weakref']]
];
const familyByType = new Map(TYPES.flatMap(([family, names]) => names.map(name => [name, family] as const)));

/** How objects of this type are drawn. */
export function familyOf(type: string): Family {
  return familyByType.get(type) ?? 'instance';
}

/** Text of one line, control characters made visible, at most `limit` characters. */
export function oneLine(text: string, limit: number): string {
  const line = text.replace(/\r?\n/g, '⏎').replace(/[\u0000-\u001f\u007f]/g, '·');
  const characters = Array.from(line);
  return characters.length <= limit ? line : characters.slice(0, limit - 1).join('') + '…';
}

/** An address as Python prints it. */
export function hex(address: number): string {
  return `0x${address.toString(16)}`;
}

/** `refcount 2`, or `immortal`: what an immortal object's field holds counts nothing. */
export function countWords(node: GraphNode): string {
  return node.flags.immortal ? 'immortal' : `refcount ${node.refcnt}`;
}

/** `gen 0`, `permanent`; empty for an object the collector does not look at. */
export function generationWords(node: GraphNode): string {
  return node.generation === null ? '' : node.generation === 3 ? 'permanent' : `gen ${node.generation}`;
}

/** The two lines of text in a node. */
export function nodeText(node: GraphNode): readonly [string, string] {
  const type = node.type.slice(node.type.lastIndexOf('.') + 1);
  const facts = [
    node.label.startsWith(type) ? '' : oneLine(type, 18),
    countWords(node),
    generationWords(node),
    node.flags.unreachable ? 'unreachable' : ''
  ];
  return [oneLine(node.label, 30), facts.filter(fact => fact !== '').join(' · ')];
}

/** Pixels at zoom 1.  Text is monospace, so its width is known without a screen. */
export const TITLE_SIZE = 12;
export const FACTS_SIZE = 11;
const ADVANCE = 0.605;
const PADDING = 11;

/** Width of monospace text in pixels. */
export function textWidth(text: string, fontSize: number): number {
  return Array.from(text).length * fontSize * ADVANCE;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The size of a node's box in pixels at zoom 1. */
export function nodeSize(node: GraphNode): Size {
  const [title, facts] = nodeText(node);
  const text = Math.max(textWidth(title, TITLE_SIZE), textWidth(facts, FACTS_SIZE));
  return { width: Math.max(72, Math.ceil(text) + 2 * PADDING), height: 42 };
}

/** All references from one object to another that are alike in strength: one line in the picture. */
export interface Line {
  readonly source: string;
  readonly target: string;
  readonly weak: boolean;
  /** Part of a cycle of strong references. */
  readonly cycle: boolean;
  /** How many references it stands for. */
  readonly count: number;
  readonly label: string;
  readonly edges: readonly GraphEdge[];
}

/** The graph's edges as lines; edges that name a node the graph lacks are left out. */
export function linesOf(graph: Pick<Graph, 'nodes' | 'edges'>): Line[] {
  const known = new Set(graph.nodes.map(node => node.id));
  const bundles = new Map<string, GraphEdge[]>();
  for (const edge of graph.edges) {
    if (!known.has(edge.source) || !known.has(edge.target)) continue;
    const key = JSON.stringify([edge.source, edge.target, edge.kind === 'weak']);
    const bundle = bundles.get(key);
    if (bundle === undefined) bundles.set(key, [edge]);
    else bundle.push(edge);
  }
  const rings = cyclesOf(graph);
  const lines: Line[] = [];
  for (const edges of bundles.values()) {
    const [first] = edges;
    if (first === undefined) continue;
    const weak = first.kind === 'weak';
    const ring = rings.get(first.source);
    lines.push({
      source: first.source,
      target: first.target,
      weak,
      cycle: !weak && ring !== undefined && ring === rings.get(first.target),
      count: edges.reduce((sum, edge) => sum + edge.multiplicity, 0),
      label: lineLabel(edges),
      edges
    });
  }
  return lines;
}

/** `[2]`, `.name`, `[0], [1]`, `[0] … ×12`; the kind where an edge has no label of its own. */
function lineLabel(edges: readonly GraphEdge[]): string {
  const count = edges.reduce((sum, edge) => sum + edge.multiplicity, 0);
  const words = edges.map(edge => edge.label || (edge.kind === 'item' ? '' : edge.kind));
  const said = [...new Set(words.filter(word => word !== ''))];
  const text = said.length <= 2 ? said.join(', ') : `${said[0]} …`;
  const shown = oneLine(text, 24);
  const told = said.length === count && said.length <= 2;
  return count === 1 || told ? shown : `${shown} ×${count}`.trim();
}

/**
 * Which nodes lie on cycles of strong references: node id to a number, the same for all nodes of one strongly
 * connected component.  Nodes on no cycle are absent.
 */
export function cyclesOf(graph: {
  readonly nodes: readonly Pick<GraphNode, 'id'>[];
  readonly edges: readonly GraphEdge[];
}): Map<string, number> {
  const after = new Map<string, string[]>(graph.nodes.map(node => [node.id, []]));
  const loops = new Set<string>();
  for (const { source, target, kind } of graph.edges) {
    if (kind === 'weak' || !after.has(target)) continue;
    after.get(source)?.push(target);
    if (source === target) loops.add(source);
  }
  // Tarjan's algorithm with its own stack: graphs of thousands of nodes may be one long chain.
  const seen = new Map<string, { index: number; low: number; open: boolean }>();
  const stack: string[] = [];
  const rings = new Map<string, number>();
  let ring = 0;
  for (const start of after.keys()) {
    if (seen.has(start)) continue;
    const path: { id: string; next: number }[] = [];
    const enter = (id: string): void => {
      seen.set(id, { index: seen.size, low: seen.size, open: true });
      stack.push(id);
      path.push({ id, next: 0 });
    };
    enter(start);
    for (let place = path.at(-1); place !== undefined; place = path.at(-1)) {
      const here = seen.get(place.id)!;
      const target = after.get(place.id)?.[place.next++];
      if (target !== undefined) {
        const there = seen.get(target);
        if (there === undefined) enter(target);
        else if (there.open) here.low = Math.min(here.low, there.index);
        continue;
      }
      path.pop();
      const above = path.at(-1);
      if (above !== undefined) {
        const parent = seen.get(above.id)!;
        parent.low = Math.min(parent.low, here.low);
      }
      if (here.low !== here.index) continue;
      const members = stack.splice(stack.lastIndexOf(place.id));
      for (const id of members) seen.get(id)!.open = false;
      if (members.length === 1 && !loops.has(place.id)) continue;
      for (const id of members) rings.set(id, ring);
      ring += 1;
    }
  }
  return rings;
}

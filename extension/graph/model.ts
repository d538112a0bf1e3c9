/** From a graph bundle to what the view shows: elements, what is folded away, matches, neighbours.  Pure. */
import type { ElementDefinition } from 'cytoscape';
import type { Graph, GraphNode } from '../../kernel/wire/graph.js';
import type { IPlaces } from './layout.js';
import { familyOf, hex, linesOf, nodeSize, nodeText } from '../../kernel/wire/drawing.js';

/** The view draws at most this many objects. */
export const NODE_LIMIT = 3000;

/** The graph cut to `limit` nodes, nearest to its roots first; what was cut is added to `hidden`, in words. */
export function limitGraph(graph: Graph, limit = NODE_LIMIT): Graph {
  if (graph.nodes.length <= limit) return graph;
  const kept = new Set(nearestFirst(graph).slice(0, limit));
  const nodes = graph.nodes.filter(node => kept.has(node.id));
  const edges = graph.edges.filter(edge => kept.has(edge.source) && kept.has(edge.target));
  const cut = graph.nodes.length - nodes.length;
  const why = `The view draws at most ${limit} objects; ${cut} farther from the start are left out.`;
  return {
    ...graph,
    nodes,
    edges,
    hidden: {
      nodes: graph.hidden.nodes + cut,
      edges: graph.hidden.edges + graph.edges.length - edges.length,
      why: [graph.hidden.why, why].filter(text => text !== '').join(' ')
    }
  };
}

/** Adds what the kernel told about a node's neighbours; nodes and edges known by now take the newer facts. */
export function mergeGraphs(graph: Graph, more: Graph): Graph {
  const roots = new Set(graph.nodes.filter(node => node.flags.root).map(node => node.id));
  const nodes = new Map(graph.nodes.map(node => [node.id, node]));
  for (const node of more.nodes)
    nodes.set(node.id, { ...node, flags: { ...node.flags, root: roots.has(node.id) } });
  const key = ({ source, target, kind, label }: Graph['edges'][number]): string =>
    JSON.stringify([source, target, kind, label]);
  const edges = new Map([...graph.edges, ...more.edges].map(edge => [key(edge), edge]));
  return { ...graph, nodes: [...nodes.values()], edges: [...edges.values()] };
}

/** The elements that cytoscape draws: a node per object, an edge per line, in their places where these are given. */
export function elementsOf(graph: Graph, places?: IPlaces): ElementDefinition[] {
  const nodes = graph.nodes.map((node): ElementDefinition => {
    const [title, facts] = nodeText(node);
    return {
      group: 'nodes',
      data: { id: node.id, text: `${title}\n${facts}`, ...nodeSize(node) },
      position: { x: 0, y: 0, ...places?.at.get(node.id) },
      classes: classesOf(node)
    };
  });
  const edges = linesOf(graph).map((line, index): ElementDefinition => ({
    group: 'edges',
    data: {
      id: `line ${index}`,
      source: line.source,
      target: line.target,
      text: line.label,
      ...places?.bends.get(index)
    },
    classes: [
      line.weak && 'weak',
      line.cycle && 'cycle',
      line.source === line.target && 'self',
      places?.bends.has(index) && 'bent'
    ].filter(name => typeof name === 'string')
  }));
  return [...nodes, ...edges];
}

function classesOf(node: GraphNode): string[] {
  const { root, immortal, cycle, unreachable, weak } = node.flags;
  const flags = Object.entries({ root, immortal, cycle, unreachable, weak }).filter(([, holds]) => holds);
  return [
    `family-${familyOf(node.type)}`,
    node.generation === null ? 'untracked' : `generation-${node.generation}`,
    ...flags.map(([name]) => name)
  ];
}

/** Who is joined to whom, in either direction, without the edge of a node to itself. */
export function neighboursOf(graph: Graph): Map<string, Set<string>> {
  const neighbours = new Map<string, Set<string>>(graph.nodes.map(node => [node.id, new Set()]));
  for (const { source, target } of graph.edges) {
    if (source === target || !neighbours.has(source) || !neighbours.has(target)) continue;
    neighbours.get(source)?.add(target);
    neighbours.get(target)?.add(source);
  }
  return neighbours;
}

/** Node ids by their distance from the roots; parts that no root is joined to come last. */
function nearestFirst(graph: Graph): string[] {
  return reach(graph, new Set(), neighboursOf(graph));
}

/** All that can be reached from the roots without passing through a folded node. */
function reach(graph: Graph, folded: ReadonlySet<string>, neighbours: Map<string, Set<string>>): string[] {
  const parts = new Set<string>();
  const seen = new Set<string>();
  const walk = (start: string, through: ReadonlySet<string>, into: Set<string>): void => {
    if (into.has(start)) return;
    into.add(start);
    const queue = [start];
    for (const here of queue) {
      if (through.has(here)) continue;
      for (const next of neighbours.get(here) ?? [])
        if (!into.has(next)) {
          into.add(next);
          queue.push(next);
        }
    }
  };
  const starts = [...graph.nodes].sort((a, b) => Number(b.flags.root) - Number(a.flags.root));
  for (const { id, flags } of starts) {
    // A part without a root starts at its first node.
    if (parts.has(id) && !flags.root) continue;
    walk(id, new Set(), parts);
    walk(id, folded, seen);
  }
  return [...seen];
}

/** The nodes to show when these are folded: a folded node hides what is joined to the start only through it. */
export function visibleNodes(graph: Graph, folded: ReadonlySet<string>): Set<string> {
  return new Set(reach(graph, folded, neighboursOf(graph)));
}

/** Nodes whose type, label or address contain the text, in the order of the graph; none for an empty text. */
export function searchNodes(graph: Graph, text: string): string[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return [];
  return graph.nodes
    .filter(({ type, label, address }) =>
      [type, label, hex(address)].some(where => where.toLowerCase().includes(wanted))
    )
    .map(({ id }) => id);
}

export interface IPlace {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}
export type Direction = 'left' | 'right' | 'up' | 'down';
const UNIT: Readonly<Record<Direction, readonly [number, number]>> = {
  left: [-1, 0],
  right: [1, 0],
  up: [0, -1],
  down: [0, 1]
};

/**
 * Where an arrow key leads: to the neighbour that lies most nearly in that direction, or to the nearest other node
 * there when no neighbour does.  Null when nothing lies there.
 */
export function nextNode(
  from: IPlace,
  direction: Direction,
  places: readonly IPlace[],
  neighbours: ReadonlySet<string>
): string | null {
  const [ux, uy] = UNIT[direction];
  let best: string | null = null;
  let least = Infinity;
  for (const { id, x, y } of places) {
    const along = (x - from.x) * ux + (y - from.y) * uy;
    const aside = Math.abs((x - from.x) * uy) + Math.abs((y - from.y) * ux);
    if (id === from.id || along <= 1 || aside > along * 3) continue;
    const joined = neighbours.has(id);
    if (!joined && aside > along * 1.5) continue;
    // A neighbour wins over any other node, however near.
    const cost = Math.hypot(along, 2 * aside) + (joined ? 0 : 1e7);
    if (cost < least) {
      least = cost;
      best = id;
    }
  }
  return best;
}

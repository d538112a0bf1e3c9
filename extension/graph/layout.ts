/** The two layouts.  Layered is the one of the exported picture; force is fcose's, loaded when first asked for. */
import type { Core } from 'cytoscape';
import type { Graph } from '../../kernel/wire/graph.js';
import { linesOf, nodeSize } from '../../kernel/wire/drawing.js';
import { layered } from '../../kernel/wire/layered.js';
import { labelRoom } from '../../kernel/wire/svg.js';
import { PLAIN } from './appearance.js';

export type LayoutName = Graph['layout'];

/** Where the layered layout puts things. */
export interface IPlaces {
  readonly at: ReadonlyMap<string, IPoint>;
  /** Number of a line to how it bends; absent for a line that is straight. */
  readonly bends: ReadonlyMap<number, IBend>;
}
export interface IBend {
  readonly weights: readonly number[];
  readonly distances: readonly number[];
}

/** Places the visible part of a graph, left to right. */
export function layeredPlaces(graph: Graph, visible: ReadonlySet<string>): IPlaces {
  const plain = graph.nodes.length > PLAIN;
  // Lines keep their number over the whole graph: it names the element.
  const shown = linesOf(graph)
    .map((line, index) => ({ line, index }))
    .filter(({ line }) => visible.has(line.source) && visible.has(line.target));
  const { at, bends } = layered(
    graph.nodes
      .filter(node => visible.has(node.id))
      .map(node => ({ id: node.id, ...nodeSize(node), root: node.flags.root })),
    shown.map(({ line }) => ({ source: line.source, target: line.target, room: plain ? 0 : labelRoom(line) }))
  );
  const bent = new Map<number, IBend>();
  shown.forEach(({ line, index }, i) => {
    const points = bends.get(i);
    const from = at.get(line.source);
    const to = at.get(line.target);
    if (!plain && points !== undefined && from !== undefined && to !== undefined)
      bent.set(index, bendOf(from, to, points));
  });
  return { at, bends: bent };
}

/** Moves what is drawn to its places. */
export function applyPlaces(cy: Core, { at, bends }: IPlaces): void {
  cy.batch(() => {
    for (const [id, place] of at) cy.getElementById(id).position({ ...place });
    cy.edges('.bent').removeClass('bent');
    for (const [index, bend] of bends) cy.getElementById(`line ${index}`).data(bend).addClass('bent');
  });
}

export interface IPoint {
  readonly x: number;
  readonly y: number;
}

/** Points as cytoscape wants them: shares of the way from one end to the other, and distances from that line. */
export function bendOf(from: IPoint, to: IPoint, points: readonly IPoint[]): IBend {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const length = Math.hypot(dx, dy) || 1;
  return {
    weights: points.map(({ x, y }) => ((x - from.x) * dx + (y - from.y) * dy) / (length * length)),
    distances: points.map(({ x, y }) => ((y - from.y) * dx - (x - from.x) * dy) / length)
  };
}

/** Positions the visible part by forces.  Resolves when it stands. */
export async function applyForce(cy: Core, cytoscape: typeof import('cytoscape')): Promise<void> {
  const { default: fcose } = await import('cytoscape-fcose');
  if (cy.destroyed()) return;
  if (!used.has(cytoscape)) {
    used.add(cytoscape);
    cytoscape.use(fcose);
  }
  cy.edges('.bent').removeClass('bent');
  const options: IFcoseOptions = {
    name: 'fcose',
    quality: cy.nodes().length > PLAIN ? 'draft' : 'default',
    animate: false,
    fit: false,
    nodeSeparation: 120,
    idealEdgeLength: () => 140,
    nodeRepulsion: () => 9000,
    tile: true,
    packComponents: false
  };
  const shown = cy.elements(':visible');
  await new Promise<void>(done => {
    const layout = shown.layout(options);
    layout.one('layoutstop', () => done());
    layout.run();
  });
  const nodes = shown.nodes();
  if (nodes.length <= PLAIN) {
    const boxes = nodes.map(node => ({ ...node.position(), width: node.width(), height: node.height() }));
    separate(boxes);
    cy.batch(() => nodes.forEach((node, i) => void node.position({ x: boxes[i].x, y: boxes[i].y })));
  }
}

interface IBox {
  x: number;
  y: number;
  readonly width: number;
  readonly height: number;
}

/** Pixels between two objects that stood on each other. */
const GAP = 24;
/** Each pushes neighbours onto others; few graphs need more than ten. */
const ROUNDS = 40;

/** Pushes boxes apart that the forces, which know points only, have put on each other. */
export function separate(boxes: readonly IBox[]): void {
  for (let round = 0; round < ROUNDS; round++) {
    let isDone = true;
    for (const [i, a] of boxes.entries()) {
      for (const b of boxes.slice(i + 1)) {
        const dx = (a.width + b.width) / 2 + GAP - Math.abs(a.x - b.x);
        const dy = (a.height + b.height) / 2 + GAP - Math.abs(a.y - b.y);
        if (dx <= 1 || dy <= 1) continue;
        isDone = false;
        if (dx < dy) push(a, b, 'x', dx / 2);
        else push(a, b, 'y', dy / 2);
      }
    }
    if (isDone) return;
  }
}
function push(a: IBox, b: IBox, axis: 'x' | 'y', by: number): void {
  const step = a[axis] <= b[axis] ? -by : by;
  a[axis] += step;
  b[axis] -= step;
}

const used = new WeakSet<object>();

interface IFcoseOptions {
  readonly name: 'fcose';
  readonly quality: 'draft' | 'default' | 'proof';
  readonly animate: boolean;
  readonly fit: boolean;
  readonly nodeSeparation: number;
  readonly idealEdgeLength: () => number;
  readonly nodeRepulsion: () => number;
  readonly tile: boolean;
  readonly packComponents: boolean;
}

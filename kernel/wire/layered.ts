/**
 * A layered layout, left to right: what refers stands left of what it refers to, as far as cycles allow.
 * The steps are Sugiyama's: turn edges that close a cycle, give layers by the longest path, thread long edges through
 * invisible cells, order each layer by the mean of its neighbours, then settle heights.  Written for graphs of
 * some thousand nodes, which take well under a second; the picture in an export is the one on the screen.
 */

export interface Box {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  /** Layout begins here: roots stand first. */
  readonly root: boolean;
}
export interface Link {
  readonly source: string;
  readonly target: string;
  /** Room that a label wants between two layers, in pixels. */
  readonly room: number;
}
export interface Point {
  readonly x: number;
  readonly y: number;
}
export interface Layered {
  readonly width: number;
  readonly height: number;
  /** Node id to the centre of its box. */
  readonly at: ReadonlyMap<string, Point>;
  /** Index of a link to the points its line should pass, in the link's direction; absent for a straight line. */
  readonly bends: ReadonlyMap<number, readonly Point[]>;
}

const GAP_X = 46;
const GAP_Y = 16;
const MARGIN = 16;
/** A layer taller than this is cut into columns. */
const TALL = 1100;
/** A row of layers wider than this is folded, if the graph is a band. */
const WIDE = 3600;
/** Past so many invisible cells long edges are drawn straight. */
const CELLS = 6000;

/** A node, or the place where a long edge crosses a layer. */
interface Cell {
  readonly id: string | null;
  readonly width: number;
  readonly height: number;
  layer: number;
  order: number;
  x: number;
  y: number;
  before: Cell[];
  after: Cell[];
  room: number;
}

function cell(id: string | null, width: number, height: number, layer = 0): Cell {
  return { id, width, height, layer, order: 0, x: 0, y: 0, before: [], after: [], room: 0 };
}

/** Places every box; links to unknown boxes are ignored. */
export function layered(boxes: readonly Box[], links: readonly Link[]): Layered {
  const cells = new Map(boxes.map(box => [box.id, cell(box.id, box.width, box.height)]));
  const roots = new Set(boxes.filter(box => box.root).map(box => cells.get(box.id)!));
  for (const { source, target, room } of links) {
    const from = cells.get(source);
    const to = cells.get(target);
    if (from === undefined || to === undefined || from === to) continue;
    if (!from.after.includes(to)) from.after.push(to);
    if (!to.before.includes(from)) to.before.push(from);
    from.room = Math.max(from.room, room);
  }
  const at = new Map<string, Point>();
  const bends = new Map<number, Point[]>();
  const parts: Part[] = components([...cells.values()], roots).map(members => {
    const sorted = acyclic(members, roots);
    assignLayers(sorted, roots);
    const threads = threadLongEdges(sorted);
    const layers = order(sorted, threads);
    return { ...place(layers), layers, threads };
  });
  const { width, height } = shelve(parts);
  for (const { layers } of parts)
    for (const layer of layers)
      for (const { id, x, y } of layer) if (id !== null) at.set(id, { x: round(x), y: round(y) });
  const threads = new Map(parts.flatMap(part => [...part.threads]));
  links.forEach(({ source, target }, index) => {
    const thread = threads.get(threadKey(source, target));
    const back = threads.get(threadKey(target, source));
    const cellsOf = thread ?? (back && [...back].reverse());
    if (cellsOf === undefined || isFolded(cellsOf)) return;
    bends.set(
      index,
      cellsOf.map(({ x, y }) => ({ x: round(x), y: round(y) }))
    );
  });
  return { width: Math.ceil(width), height: Math.ceil(height), at, bends };
}

const round = (pixels: number): number => Math.round(pixels * 10) / 10;
const threadKey = (source: string, target: string): string => JSON.stringify([source, target]);

/** A thread that jumps between rows of a folded graph is no help to the eye. */
function isFolded(thread: readonly Cell[]): boolean {
  const xs = thread.map(({ x }) => x);
  const rises = xs.every((x, i) => i === 0 || x > xs[i - 1]!);
  const falls = xs.every((x, i) => i === 0 || x < xs[i - 1]!);
  return !rises && !falls;
}

/** Connected parts, those with a root first. */
function components(cells: readonly Cell[], roots: ReadonlySet<Cell>): Cell[][] {
  const seen = new Set<Cell>();
  const parts: Cell[][] = [];
  for (const start of [...roots, ...cells]) {
    if (seen.has(start)) continue;
    seen.add(start);
    const part = [start];
    for (const here of part)
      for (const next of [...here.after, ...here.before])
        if (!seen.has(next)) {
          seen.add(next);
          part.push(next);
        }
    parts.push(part);
  }
  return parts;
}

/** Turns the edges that close a cycle, and gives the cells in an order in which edges only lead forwards. */
function acyclic(members: readonly Cell[], roots: ReadonlySet<Cell>): Cell[] {
  const isFirst = (one: Cell): number => (roots.has(one) ? 0 : one.before.length === 0 ? 1 : 2);
  const starts = [...members].sort((a, b) => isFirst(a) - isFirst(b));
  const state = new Map<Cell, 'open' | 'done'>();
  const sorted: Cell[] = [];
  const turned: [Cell, Cell][] = [];
  for (const start of starts) {
    if (state.has(start)) continue;
    const path = [{ here: start, next: 0 }];
    state.set(start, 'open');
    for (let step = path.at(-1); step !== undefined; step = path.at(-1)) {
      const to = step.here.after[step.next++];
      if (to === undefined) {
        state.set(step.here, 'done');
        sorted.push(step.here);
        path.pop();
      } else if (state.get(to) === 'open') turned.push([step.here, to]);
      else if (!state.has(to)) {
        state.set(to, 'open');
        path.push({ here: to, next: 0 });
      }
    }
  }
  for (const [from, to] of turned) {
    from.after = from.after.filter(one => one !== to);
    to.before = to.before.filter(one => one !== from);
    if (!to.after.includes(from)) to.after.push(from);
    if (!from.before.includes(to)) from.before.push(to);
    to.room = Math.max(to.room, from.room);
  }
  return sorted.reverse();
}

/** A cell's layer is one more than the highest before it; what nothing refers to moves up to what it refers to. */
function assignLayers(sorted: readonly Cell[], roots: ReadonlySet<Cell>): void {
  for (const here of sorted)
    here.layer = here.before.reduce((layer, one) => Math.max(layer, one.layer + 1), 0);
  for (const here of sorted)
    if (here.before.length === 0 && here.after.length > 0 && !roots.has(here))
      here.layer = Math.min(...here.after.map(one => one.layer)) - 1;
}

/** Cuts edges that span several layers into chains of cells; gives the chains by their ends. */
function threadLongEdges(sorted: Cell[]): Map<string, Cell[]> {
  const threads = new Map<string, Cell[]>();
  let made = 0;
  for (const here of [...sorted]) {
    here.after = here.after.map(to => {
      const span = to.layer - here.layer;
      if (span === 1 || made + span > CELLS) return to;
      made += span;
      const chain: Cell[] = [];
      for (let layer = here.layer + 1; layer < to.layer; layer++) chain.push(cell(null, 0, 8, layer));
      chain.forEach((one, i) => {
        one.before = [chain[i - 1] ?? here];
        one.after = [chain[i + 1] ?? to];
      });
      to.before = to.before.map(one => (one === here ? chain.at(-1)! : one));
      threads.set(threadKey(here.id!, to.id!), chain);
      sorted.push(...chain);
      return chain[0]!;
    });
  }
  return threads;
}

/** Orders every layer so that few lines cross. */
function order(cells: readonly Cell[], threads: ReadonlyMap<string, Cell[]>): Cell[][] {
  const layers: Cell[][] = [];
  // Depth first from the left, so that a subtree stays together.
  const seen = new Set<Cell>();
  for (const start of cells) {
    const stack = [start];
    for (let here = stack.pop(); here !== undefined; here = stack.pop()) {
      if (seen.has(here)) continue;
      seen.add(here);
      (layers[here.layer] ??= []).push(here);
      for (let i = here.after.length - 1; i >= 0; i--) stack.push(here.after[i]!);
    }
  }
  const filled = Array.from(layers, layer => layer ?? []);
  filled.forEach(number);
  let best = filled.map(layer => [...layer]);
  const sweeps = cells.length > 1500 ? 3 : 10;
  const isSmall = cells.length + threads.size <= 700;
  let fewest = isSmall ? crossings(filled) : Infinity;
  for (let sweep = 0; sweep < sweeps && fewest > 0; sweep++) {
    const forwards = sweep % 2 === 0;
    const walk = forwards ? filled : [...filled].reverse();
    for (const layer of walk) {
      const wish = new Map(layer.map(one => [one, mean(forwards ? one.before : one.after, one)]));
      layer.sort((a, b) => wish.get(a)! - wish.get(b)!);
      number(layer);
    }
    const now = isSmall ? crossings(filled) : 0;
    if (isSmall && now >= fewest) continue;
    fewest = isSmall ? now : Infinity;
    best = filled.map(layer => [...layer]);
  }
  best.forEach(number);
  return best;
}

/** Orders are fractions of the layer, so that layers of different lengths can be compared. */
function number(layer: readonly Cell[]): void {
  layer.forEach((one, i) => (one.order = (i + 0.5) / layer.length));
}

function mean(neighbours: readonly Cell[], self: Cell): number {
  if (neighbours.length === 0) return self.order;
  return neighbours.reduce((sum, one) => sum + one.order, 0) / neighbours.length;
}

/** How many pairs of lines between neighbouring layers cross. */
function crossings(layers: readonly Cell[][]): number {
  let count = 0;
  for (const layer of layers) {
    const ends: number[] = [];
    for (const here of layer) {
      const targets = here.after.filter(to => to.layer === here.layer + 1).map(to => to.order);
      for (const target of targets) for (const end of ends) if (end > target) count += 1;
      ends.push(...targets);
    }
  }
  return count;
}

interface Placed {
  readonly width: number;
  readonly height: number;
}
interface Part extends Placed {
  readonly layers: readonly Cell[][];
  readonly threads: ReadonlyMap<string, Cell[]>;
}

/** Gives every cell its place; gives the size of the whole. */
function place(layers: readonly Cell[][]): Placed {
  const columns = layers.map(columnsOf);
  for (const layer of layers) stack(layer);
  // Each cell wishes to be level with its neighbours; a column grants all wishes as nearly as order and room allow.
  for (let sweep = 0; sweep < 8; sweep++) {
    const forwards = sweep % 2 === 0;
    for (const group of forwards ? columns : [...columns].reverse())
      for (const column of group)
        settle(column, one => {
          const sides = sweep < 4 ? (forwards ? one.before : one.after) : [...one.before, ...one.after];
          if (sides.length === 0) return one.y;
          return sides.reduce((sum, other) => sum + other.y, 0) / sides.length;
        });
  }
  return spread(columns);
}

/** A layer as one column, or as several where it would be too tall. */
function columnsOf(layer: readonly Cell[]): Cell[][] {
  const height = layer.reduce((sum, one) => sum + one.height + GAP_Y, 0);
  if (height <= TALL) return [[...layer]];
  const width = layer.reduce((most, one) => Math.max(most, one.width), 0) + GAP_X / 2;
  const count = Math.max(2, Math.round(Math.sqrt((1.4 * height) / width)));
  const size = Math.ceil(layer.length / count);
  return Array.from({ length: Math.ceil(layer.length / size) }, (_, i) =>
    layer.slice(i * size, (i + 1) * size)
  );
}

function stack(column: readonly Cell[]): void {
  let y = 0;
  for (const one of column) {
    one.y = y + one.height / 2;
    y += one.height + GAP_Y;
  }
}

/** The least-squares answer to all wishes that keeps the order and the gaps: neighbours that collide share a block. */
function settle(column: readonly Cell[], wishOf: (one: Cell) => number): void {
  interface Block {
    sum: number;
    weight: number;
    members: { one: Cell; offset: number }[];
  }
  const blocks: Block[] = [];
  let offset = 0;
  let last: Cell | undefined;
  for (const one of column) {
    offset += last === undefined ? 0 : (last.height + one.height) / 2 + GAP_Y;
    last = one;
    const weight = one.id === null ? 2 : 1;
    let block: Block = { sum: (wishOf(one) - offset) * weight, weight, members: [{ one, offset }] };
    for (let above = blocks.at(-1); above !== undefined; above = blocks.at(-1)) {
      if (above.sum / above.weight <= block.sum / block.weight) break;
      blocks.pop();
      for (const member of block.members) above.members.push(member);
      block = { sum: above.sum + block.sum, weight: above.weight + block.weight, members: above.members };
    }
    blocks.push(block);
  }
  for (const { sum, weight, members } of blocks)
    for (const member of members) member.one.y = sum / weight + member.offset;
}

/** Sets the columns side by side, and folds a long band into rows. */
function spread(groups: readonly Cell[][][]): Placed {
  const gaps = groups.map(group => group.flat().reduce((gap, one) => Math.max(gap, one.room), GAP_X));
  const widths = groups.map(group =>
    group.map(column => column.reduce((most, one) => Math.max(most, one.width), 0))
  );
  const total =
    widths.flat().reduce((sum, width) => sum + width, 0) + gaps.reduce((sum, gap) => sum + gap, 0);
  const all = groups.flat(2);
  const span = extent(all);
  const tall = span.bottom - span.top;
  const limit =
    total > WIDE && total > 6 * tall ? Math.max(WIDE / 2, Math.sqrt(total * (tall + 60) * 2.2)) : Infinity;
  let x = 0;
  let y = 0;
  let right = 0;
  let row: Cell[] = [];
  const endRow = (): void => {
    if (row.length === 0) return;
    const { top, bottom } = extent(row);
    for (const one of row) one.y += y - top;
    y += bottom - top + 60;
    row = [];
  };
  groups.forEach((group, i) => {
    const wide = widths[i]!.reduce((sum, width) => sum + width + GAP_X / 2, 0);
    if (x > 0 && x + wide > limit) {
      endRow();
      x = 0;
    }
    group.forEach((column, k) => {
      const width = widths[i]![k]!;
      // Left edges line up: lines that come in end on one vertical.
      for (const one of column) one.x = x + (one.id === null ? width / 2 : one.width / 2);
      right = Math.max(right, x + width);
      x += width + (k === group.length - 1 ? gaps[i]! : GAP_X / 2);
      row.push(...column);
    });
  });
  endRow();
  return { width: right, height: Math.max(0, y - 60) };
}

function extent(cells: readonly Cell[]): { top: number; bottom: number } {
  let top = Infinity;
  let bottom = -Infinity;
  for (const { y, height } of cells) {
    top = Math.min(top, y - height / 2);
    bottom = Math.max(bottom, y + height / 2);
  }
  return cells.length === 0 ? { top: 0, bottom: 0 } : { top, bottom };
}

/** Sets parts that have no line between them on shelves, in their order. */
function shelve(parts: readonly Part[]): Placed {
  const area = parts.reduce((sum, part) => sum + (part.width + 40) * (part.height + 30), 0);
  const limit = Math.max(...parts.map(part => part.width), Math.sqrt(area * 1.8), 600);
  let x = MARGIN;
  let y = MARGIN;
  let shelf = 0;
  let right = 0;
  for (const { layers, width, height } of parts) {
    if (x > MARGIN && x + width > limit) {
      x = MARGIN;
      y += shelf + 30;
      shelf = 0;
    }
    for (const layer of layers)
      for (const one of layer) {
        one.x += x;
        one.y += y;
      }
    right = Math.max(right, x + width);
    shelf = Math.max(shelf, height);
    x += width + 40;
  }
  return { width: right + MARGIN, height: y + shelf + MARGIN };
}

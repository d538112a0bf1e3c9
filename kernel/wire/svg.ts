/**
 * The object graph as a standalone SVG picture, for `image/svg+xml`: what exports and plain viewers show.
 * It brings its own light background, so that it can be read on any page.
 */
import type { Graph, GraphNode } from './graph.js';
import { FACTS_SIZE, TITLE_SIZE, familyOf, linesOf, nodeSize, nodeText, textWidth } from './drawing.js';
import type { Family, Line, Size } from './drawing.js';
import { layered } from './layered.js';
import type { Point } from './layered.js';

/** A picture of more nodes than this could not be read; the rest is told in words. */
export const SVG_NODES = 120;

const INK = '#1f2328';
const QUIET = '#59616b';
const LINE = '#7d8590';
const CYCLE = '#c62828';
const HALO = '#1976d2';

const FILL: Readonly<Record<Family, string>> = {
  container: '#e3f0fc',
  atom: '#f3f4f6',
  instance: '#efe8fb',
  class: '#fde8f1',
  code: '#def4f4',
  weak: '#ffffff'
};
/** Ring by generation: 0, 1, 2, permanent; the words in the node say it too. */
const RING = ['#2e7d32', '#e07b00', '#0d47a1', '#6b7280'] as const;
const RING_WIDTH = [2, 2.5, 3, 3] as const;
const FONT = "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace";

const escape = (text: string): string =>
  text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
const tenth = (pixels: number): number => Math.round(pixels * 10) / 10;
const at = ({ x, y }: Point): string => `${tenth(x)} ${tenth(y)}`;

/** The picture of a graph, as SVG text.  Never throws for a well-formed graph. */
export function graphSvg(graph: Graph): string {
  const nodes = graph.nodes.slice(0, SVG_NODES);
  const lines = linesOf({ nodes, edges: graph.edges });
  const sizes = new Map(nodes.map(node => [node.id, nodeSize(node)]));
  const {
    width,
    height,
    at: places,
    bends
  } = layered(
    nodes.map(node => ({ id: node.id, ...nodeSize(node), root: node.flags.root })),
    lines.map(line => ({ source: line.source, target: line.target, room: labelRoom(line) }))
  );
  const words = underWords(graph, nodes.length);
  const legend = legendOf(nodes, lines);
  const above = graph.title === '' ? 0 : 26;
  const wide = Math.max(
    nodes.length === 0 ? 0 : width,
    legend.width,
    ...words.map(w => textWidth(w, 11) + 32),
    240
  );
  const drawn = nodes.length === 0 ? 0 : height;
  const tall = above + drawn + (legend.width > 0 ? 24 : 0) + words.length * 17 + 12;
  const boxOf = (id: string): Box => ({ ...places.get(id)!, ...sizes.get(id)! });
  const twins = new Set(lines.map(line => `${line.target}\n${line.source}`));
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${tall}" viewBox="0 0 ${wide} ${tall}" ` +
      `role="img" font-family="${FONT}">`,
    `<title>${escape(graph.title || 'Object graph')}</title>`,
    `<desc>${escape(describe(graph))}</desc>`,
    `<defs>${marker('a', LINE)}${marker('c', CYCLE)}</defs>`,
    `<rect width="${wide}" height="${tall}" rx="4" fill="#ffffff"/>`
  ];
  if (above > 0) parts.push(text(16, 20, graph.title, 12, INK, 'bold'));
  parts.push(`<g transform="translate(0 ${above})">`);
  const labels: string[] = [];
  lines.forEach((line, index) => {
    const bow = line.source !== line.target && twins.has(`${line.source}\n${line.target}`);
    const { path, middle } = route(boxOf(line.source), boxOf(line.target), bends.get(index) ?? [], bow);
    const color = line.cycle ? CYCLE : LINE;
    parts.push(
      `<path d="${path}" fill="none" stroke="${color}" stroke-width="${line.cycle ? 1.8 : 1.2}"` +
        `${line.weak ? ' stroke-dasharray="5 4"' : ''} marker-end="url(#${line.cycle ? 'c' : 'a'})"/>`
    );
    if (line.label !== '') labels.push(labelAt(middle, line.label, line.cycle ? CYCLE : QUIET));
  });
  parts.push(...labels);
  for (const node of nodes) parts.push(drawNode(node, boxOf(node.id)));
  parts.push('</g>');
  let y = above + drawn + 14;
  if (legend.width > 0) {
    parts.push(`<g transform="translate(16 ${y})">${legend.text}</g>`);
    y += 24;
  }
  for (const line of words) {
    parts.push(text(16, y, line, 11, QUIET));
    y += 17;
  }
  parts.push('</svg>');
  return parts.join('\n');
}

type Box = Point & Size;

/** The sentence a screen reader says for the picture. */
function describe(graph: Graph): string {
  const roots = graph.nodes.filter(node => node.flags.root).map(node => node.label);
  const from = roots.length === 0 ? '' : `, starting at ${roots.slice(0, 3).join(' and ')}`;
  const count = graph.edges.reduce((sum, edge) => sum + edge.multiplicity, 0);
  return `${graph.nodes.length} objects and ${count} references${from}.`;
}

function underWords(graph: Graph, drawn: number): string[] {
  const words: string[] = [];
  if (graph.nodes.length === 0) words.push('No objects to draw.');
  if (drawn < graph.nodes.length)
    words.push(`The picture shows the first ${drawn} of ${graph.nodes.length} objects.`);
  if (graph.hidden.why !== '') words.push(graph.hidden.why);
  return words;
}

/** Pixels that a line's label wants between two layers. */
export function labelRoom(line: Pick<Line, 'label'>): number {
  return line.label === '' ? 0 : Math.min(150, textWidth(line.label, FACTS_SIZE) + 34);
}

function drawNode(node: GraphNode, box: Box): string {
  const [title, facts] = nodeText(node);
  const { width, height } = box;
  const left = box.x - width / 2;
  const top = box.y - height / 2;
  const family = familyOf(node.type);
  const radius = family === 'atom' ? height / 2 : family === 'class' ? 1 : 6;
  const ring = node.generation === null ? '#b4bac2' : (RING[node.generation] ?? RING[3]);
  const stroke = node.generation === null ? 1 : (RING_WIDTH[node.generation] ?? 3);
  const dash = node.flags.weak || family === 'weak' ? '2 3' : node.flags.unreachable ? '7 4' : '';
  const halo = node.flags.root
    ? `<rect x="${left - 4}" y="${top - 4}" width="${width + 8}" height="${height + 8}" rx="${radius + 4}" ` +
      `fill="none" stroke="${HALO}" stroke-opacity="0.35" stroke-width="3"/>`
    : '';
  return (
    `<g><title>${escape(`${node.repr}\n${node.type} at 0x${node.address.toString(16)}, ${node.size} bytes`)}</title>` +
    halo +
    `<rect x="${left}" y="${top}" width="${width}" height="${height}" rx="${radius}" fill="${FILL[family]}" ` +
    `stroke="${ring}" stroke-width="${stroke}"${dash && ` stroke-dasharray="${dash}"`}/>` +
    text(box.x, box.y - 3, title, TITLE_SIZE, INK, node.flags.root ? 'bold' : '', 'middle') +
    text(box.x, box.y + 12, facts, FACTS_SIZE, QUIET, '', 'middle') +
    '</g>'
  );
}

function text(
  x: number,
  y: number,
  words: string,
  size: number,
  fill: string,
  weight = '',
  anchor = ''
): string {
  return (
    `<text x="${x}" y="${y}" font-size="${size}" fill="${fill}"${weight && ` font-weight="${weight}"`}` +
    `${anchor && ` text-anchor="${anchor}"`}>${escape(words)}</text>`
  );
}

function labelAt({ x, y }: Point, words: string, fill: string): string {
  return (
    `<text x="${at({ x, y })
      .split(' ')
      .join(
        '" y="'
      )}" font-size="${FACTS_SIZE}" fill="${fill}" text-anchor="middle" dominant-baseline="central" ` +
    `stroke="#ffffff" stroke-width="4" stroke-linejoin="round" paint-order="stroke">${escape(words)}</text>`
  );
}

function marker(id: string, color: string): string {
  return (
    `<marker id="${id}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" ` +
    `markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0.5L8 4L0 7.5z" fill="${color}"/></marker>`
  );
}

/** The line from one box to another: its path, and where its label goes. */
function route(from: Box, to: Box, bends: readonly Point[], bow: boolean): { path: string; middle: Point } {
  if (from.x === to.x && from.y === to.y) return loop(from);
  const first = bends[0];
  const last = bends.at(-1);
  if (first === undefined || last === undefined) {
    const dx = to.x - from.x;
    const dy = to.y - from.y;
    const length = Math.hypot(dx, dy);
    const shift = bow ? 24 : 0;
    const control = {
      x: (from.x + to.x) / 2 - (dy / length) * shift,
      y: (from.y + to.y) / 2 + (dx / length) * shift
    };
    const start = clip(from, control);
    const end = clip(to, control);
    const middle = between(between(start, end), control);
    return { path: `M${at(start)}Q${at(control)} ${at(end)}`, middle };
  }
  const start = clip(from, first);
  const end = clip(to, last);
  const steps = bends.map(
    (bend, i) => `${at(bend)} ${at(i + 1 < bends.length ? between(bend, bends[i + 1]!) : end)}`
  );
  return { path: `M${at(start)}Q${steps.join('Q')}`, middle: bends[bends.length >> 1]! };
}

const between = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });

function loop({ x, y, width, height }: Box): { path: string; middle: Point } {
  const top = y - height / 2;
  const right = x + width / 2;
  const start = { x: right - 26, y: top };
  const end = { x: right, y: y - 6 };
  const path = `M${at(start)}C${at({ x: right - 26, y: top - 34 })} ${at({ x: right + 36, y: y - 10 })} ${at(end)}`;
  return { path, middle: { x: right + 8, y: top - 12 } };
}

/** Where the line from the middle of a box towards a point leaves the box. */
function clip({ x, y, width, height }: Box, towards: Point): Point {
  const dx = towards.x - x;
  const dy = towards.y - y;
  const scale = Math.max(Math.abs(dx) / (width / 2 + 2), Math.abs(dy) / (height / 2 + 2));
  return scale === 0 ? { x, y } : { x: x + dx / scale, y: y + dy / scale };
}

/** Only what this picture uses is explained. */
function legendOf(nodes: readonly GraphNode[], lines: readonly Line[]): { text: string; width: number } {
  const entries: [string, string][] = [];
  const generations = new Set(nodes.map(node => node.generation));
  ['generation 0', 'generation 1', 'generation 2', 'permanent generation'].forEach((words, i) => {
    if (!generations.has(i)) return;
    const ring = `stroke="${RING[i]!}" stroke-width="${RING_WIDTH[i]!}"`;
    entries.push([`<rect y="-8" width="16" height="10" rx="3" fill="none" ${ring}/>`, words]);
  });
  if (generations.has(null))
    entries.push([
      '<rect y="-8" width="16" height="10" rx="3" fill="none" stroke="#b4bac2"/>',
      'not tracked'
    ]);
  if (lines.some(line => line.cycle))
    entries.push([`<path d="M0 -3h16" stroke="${CYCLE}" stroke-width="1.8"/>`, 'cycle']);
  if (lines.some(line => line.weak))
    entries.push([`<path d="M0 -3h16" stroke="${LINE}" stroke-dasharray="5 4"/>`, 'weak reference']);
  let x = 0;
  const drawn = entries.map(([mark, words]) => {
    const entry = `<g transform="translate(${x} 0)">${mark}${text(22, 1, words, 10, QUIET)}</g>`;
    x += Math.ceil(textWidth(words, 10)) + 40;
    return entry;
  });
  return { text: drawn.join(''), width: entries.length === 0 ? 0 : x + 32 };
}

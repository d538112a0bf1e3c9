/** How things are drawn: a row per family of types, per generation and per state.  The view has no such branches. */
import type { Css, StylesheetJson } from 'cytoscape';
import type { Family } from '../../kernel/wire/drawing.js';
import type { ColorName, IPalette } from './palette.js';
import { tint } from './palette.js';
import type { IWords } from './words.js';

interface IFamilyRow {
  readonly shape: Css.NodeShape;
  /** Share of the family's colour in the fill. */
  readonly share: number;
  /** In the legend. */
  readonly words: (words: IWords) => string;
}
export const FAMILIES: Readonly<Record<Family, IFamilyRow>> = {
  container: { shape: 'round-rectangle', share: 0.15, words: words => words.__('container') },
  atom: { shape: 'round-rectangle', share: 0.12, words: words => words.__('value without references') },
  instance: { shape: 'round-rectangle', share: 0.17, words: words => words.__('instance') },
  class: { shape: 'rectangle', share: 0.15, words: words => words.__('class') },
  code: { shape: 'round-rectangle', share: 0.17, words: words => words.__('function, module, frame …') },
  weak: { shape: 'round-rectangle', share: 0, words: words => words.__('weak reference object') }
};

interface IGenerationRow {
  /** Class of the node, as model.ts gives it. */
  readonly name: string;
  readonly color: ColorName;
  /** Width of the ring in pixels: the older, the wider. */
  readonly width: number;
  readonly words: (words: IWords) => string;
}
export const GENERATIONS: readonly IGenerationRow[] = [
  { name: 'untracked', color: 'untracked', width: 1, words: words => words.__('not tracked') },
  { name: 'generation-0', color: 'generation-0', width: 2, words: words => words.__('generation 0') },
  { name: 'generation-1', color: 'generation-1', width: 2.5, words: words => words.__('generation 1') },
  { name: 'generation-2', color: 'generation-2', width: 3, words: words => words.__('generation 2') },
  { name: 'generation-3', color: 'permanent', width: 3, words: words => words.__('permanent generation') }
];

/** Graphs above this many nodes are drawn plainly: straight lines, no words on them. */
export const PLAIN = 700;

/** The stylesheet for a palette. */
export function styleFor({ colors, font }: IPalette, count: number): StylesheetJson {
  const plain = count > PLAIN;
  const rows: StylesheetJson = [
    {
      selector: 'node',
      style: {
        width: 'data(width)',
        height: 'data(height)',
        label: 'data(text)',
        'text-wrap': 'wrap',
        'text-valign': 'center',
        'text-halign': 'center',
        'line-height': 1.3,
        'font-family': font,
        'font-size': 11,
        'min-zoomed-font-size': 5,
        color: colors.ink,
        'border-width': 1,
        'corner-radius': '6'
      }
    },
    {
      selector: 'edge',
      style: {
        width: 1.3,
        'line-color': colors.line,
        'target-arrow-color': colors.line,
        'target-arrow-shape': 'triangle',
        'arrow-scale': 0.8,
        'curve-style': plain ? 'straight' : 'bezier',
        'control-point-step-size': 44,
        'font-family': font,
        'font-size': 10,
        'min-zoomed-font-size': 6,
        color: colors.quiet,
        'text-background-color': colors.background,
        'text-background-opacity': 1,
        'text-background-padding': '1.5px',
        ...(plain ? {} : { label: 'data(text)' })
      }
    },
    ...Object.entries(FAMILIES).map(([family, row]) => ({
      selector: `.family-${family}`,
      style: {
        shape: row.shape,
        'background-color': tint(colors[family as Family], colors.background, row.share)
      }
    })),
    { selector: 'node.family-atom', style: { 'corner-radius': '21' } },
    ...GENERATIONS.map(row => ({
      selector: `node.${row.name}`,
      style: { 'border-color': colors[row.color], 'border-width': row.width }
    })),
    { selector: 'node.unreachable', style: { 'border-style': 'dashed', 'border-dash-pattern': [8, 4] } },
    { selector: 'node.weak, node.family-weak', style: { 'border-style': 'dotted' } },
    { selector: 'edge.weak', style: { 'line-style': 'dashed', 'line-dash-pattern': [5, 4] } },
    {
      selector: 'edge.cycle',
      style: {
        width: 2,
        'line-color': colors.cycle,
        'target-arrow-color': colors.cycle,
        color: colors.cycle,
        'z-index': 2
      }
    },
    {
      selector: 'edge.self',
      // The distance is from the middle of the node: it must lead out of its box.
      style: {
        'curve-style': 'bezier',
        'control-point-step-size': 50,
        'loop-direction': '0deg',
        'loop-sweep': '-70deg'
      }
    },
    {
      selector: 'edge.bent',
      style: {
        'curve-style': 'unbundled-bezier',
        'edge-distances': 'node-position',
        'control-point-weights': 'data(weights)',
        'control-point-distances': 'data(distances)'
      }
    },
    {
      selector: 'node.root',
      style: {
        'font-weight': 'bold',
        'underlay-color': colors.root,
        'underlay-opacity': 0.35,
        'underlay-padding': 5,
        'underlay-shape': 'round-rectangle'
      }
    },
    { selector: 'node.folded', style: { 'border-style': 'double', 'border-width': 6 } },
    { selector: '.faded', style: { opacity: 0.35 } },
    {
      selector: 'node.match',
      style: {
        'underlay-color': colors.match,
        'underlay-opacity': 0.5,
        'underlay-padding': 7,
        'underlay-shape': 'round-rectangle'
      }
    },
    {
      selector: 'node.current',
      style: { 'outline-color': colors.focus, 'outline-width': 3, 'outline-offset': 4, 'z-index': 9 }
    },
    { selector: 'edge.touched', style: { width: 2.6, 'z-index': 5 } },
    { selector: '.hidden', style: { display: 'none' } },
    { selector: 'core', style: { 'active-bg-opacity': 0, 'selection-box-opacity': 0 } }
  ] as StylesheetJson;
  return rows;
}

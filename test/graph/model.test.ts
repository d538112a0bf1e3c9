import { describe, expect, test } from 'vitest';
import { readGraph } from '../../extension/graph/check.js';
import { bendOf, layeredPlaces, separate } from '../../extension/graph/layout.js';
import {
  elementsOf,
  limitGraph,
  mergeGraphs,
  neighboursOf,
  nextNode,
  searchNodes,
  visibleNodes
} from '../../extension/graph/model.js';
import { parseColor, tint } from '../../extension/graph/palette.js';
import { english } from '../../extension/graph/words.js';
import { cyclesOf, linesOf } from '../../kernel/wire/drawing.js';
import {
  backrefs,
  chain,
  edge,
  empty,
  graph,
  instance,
  many,
  node,
  ring,
  selfList,
  wide
} from './samples/samples.js';

describe('a bundle from a notebook', () => {
  test.each([selfList(), ring(), instance(), backrefs(), empty(), many(300)])(
    'of samples is read ($title)',
    sample => {
      expect(readGraph(JSON.parse(JSON.stringify(sample)), english)).toEqual({ graph: sample });
    }
  );

  test('that is damaged is answered by the place, in words', () => {
    const problem = (data: unknown): string => {
      const checked = readGraph(data, english);
      return 'problem' in checked ? checked.problem : '';
    };
    const [first] = ring().nodes;
    expect(problem(null)).toMatch(/no JSON object/);
    expect(problem('graph')).toMatch(/no JSON object/);
    expect(problem({})).toMatch(/has version none/);
    expect(problem({ ...ring(), version: 2 })).toMatch(/has version 2.*newer refscope/);
    expect(problem({ ...ring(), nodes: 'many' })).toMatch(/graph\.nodes is not a list/);
    expect(problem({ ...ring(), nodes: [first, { ...first, size: '88' }] })).toMatch(
      /nodes\[1\]\.size is not a number/
    );
    expect(problem({ ...ring(), nodes: [first, first] })).toMatch(/two nodes have the id/);
    expect(problem({ ...ring(), nodes: [{ ...first, holders: [null] }] })).toMatch(
      /holders\[0\] is not an object/
    );
    expect(problem({ ...ring(), edges: [null] })).toMatch(/edges\[0\] is not an object/);
  });

  test('with an unknown layout is drawn in layers', () => {
    expect(readGraph({ ...ring(), layout: 'circle' }, english)).toHaveProperty('graph.layout', 'layered');
  });
});

describe('lines', () => {
  test('carry what they stand for: labels, counts, cycles', () => {
    const lines = linesOf(instance());
    const byLabel = (label: string) => lines.find(line => line.label === label);
    expect(byLabel("['closed'], ['note']")).toMatchObject({ count: 2, cycle: false });
    expect(byLabel('weak')).toMatchObject({ weak: true, cycle: false });
    expect(byLabel("['history']")).toMatchObject({ cycle: true });
    expect(byLabel('type')).toMatchObject({ cycle: false });
    expect(linesOf(backrefs()).map(line => line.label)).toContain('[0] ×2');
  });

  test('that lead nowhere are left out', () => {
    const a = node(1, 'list', 'list');
    expect(linesOf(graph('', [a], [edge(a, node(2, 'int', '1'), 'item')]))).toEqual([]);
  });

  test('of many references between two objects are summed up', () => {
    const [a, b] = [node(1, 'list', 'list, 5 items'), node(2, 'int', '1')];
    const items = [0, 1, 2, 3, 4].map(i => edge(a, b, 'item', `[${i}]`));
    expect(linesOf(graph('', [a, b], items))).toMatchObject([{ label: '[0] … ×5', count: 5 }]);
  });

  test('form cycles only by strong references', () => {
    expect(cyclesOf(selfList()).size).toBe(1);
    expect(new Set(cyclesOf(ring()).values()).size).toBe(1);
    const weak = ring().edges.map((one, i) => (i === 0 ? { ...one, kind: 'weak' as const } : one));
    expect(cyclesOf({ ...ring(), edges: weak }).size).toBe(0);
    expect(cyclesOf(chain(3000)).size).toBe(0);
  });
});

describe('elements', () => {
  test('are one per object and line, with the states as classes', () => {
    const elements = elementsOf(ring(), layeredPlaces(ring(), new Set(['1f40', '1f80'])));
    expect(elements.map(({ group }) => group)).toEqual(['nodes', 'nodes', 'edges', 'edges']);
    expect(elements[0]).toMatchObject({
      data: { id: '1f40', text: 'list, 1 item\nrefcount 1 · gen 0 · unreachable' },
      classes: ['family-container', 'generation-0', 'root', 'cycle', 'unreachable']
    });
    expect(elements[2]?.classes).toEqual(['cycle']);
  });

  test('bend where the layout says: the points come back from their weights and distances', () => {
    const from = { x: 10, y: 20 };
    const to = { x: 110, y: 70 };
    const { weights, distances } = bendOf(from, to, [{ x: 60, y: 0 }]);
    const length = Math.hypot(100, 50);
    expect(10 + 100 * weights[0]! - (50 / length) * distances[0]!).toBeCloseTo(60);
    expect(20 + 50 * weights[0]! + (100 / length) * distances[0]!).toBeCloseTo(0);
  });
});

describe('layers', () => {
  const all = (sample: ReturnType<typeof ring>) => new Set(sample.nodes.map(({ id }) => id));

  test('hold what refers left of what it refers to, outside cycles', () => {
    const sample = backrefs();
    const { at } = layeredPlaces(sample, all(sample));
    for (const { source, target } of sample.edges) expect(at.get(source)!.x).toBeLessThan(at.get(target)!.x);
  });

  test.each([many(300), wide(300), chain(300), instance()])(
    'place every object once, none over another ($title)',
    sample => {
      const { at } = layeredPlaces(sample, all(sample));
      expect(at.size).toBe(sample.nodes.length);
      const boxes = elementsOf(sample, { at, bends: new Map() }).filter(({ group }) => group === 'nodes');
      for (const [i, a] of boxes.entries())
        for (const b of boxes.slice(i + 1)) {
          const apartX = Math.abs(a.position!.x - b.position!.x) >= (a.data.width + b.data.width) / 2;
          const apartY = Math.abs(a.position!.y - b.position!.y) >= (a.data.height + b.data.height) / 2;
          expect(apartX || apartY, `${a.data.id} over ${b.data.id}`).toBe(true);
        }
    }
  );

  test('are the same every time', () => {
    expect(layeredPlaces(many(120), all(many(120)))).toEqual(layeredPlaces(many(120), all(many(120))));
  });
});

describe('what is shown', () => {
  test('of a graph over the limit are the objects nearest to the root; the rest is told in words', () => {
    const limited = limitGraph(chain(10), 4);
    expect(limited.nodes.map(({ label }) => label)).toHaveLength(4);
    expect(limited.nodes[0]?.flags.root).toBe(true);
    expect(limited.hidden).toMatchObject({ nodes: 6, edges: 6 });
    expect(limited.hidden.why).toMatch(/at most 4 objects; 6 farther from the start are left out/);
    expect(limitGraph(chain(4), 4).hidden.why).toBe('');
  });

  test('loses what hangs only on a folded object, and nothing else', () => {
    const hidden = (folded: string) => {
      const visible = visibleNodes(instance(), new Set([folded]));
      return instance()
        .nodes.filter(({ id }) => !visible.has(id))
        .map(({ label }) => label);
    };
    expect(hidden('2000')).toEqual(['function deposit']);
    expect(hidden('2a80')).toEqual(["'Ada'", 'None']);
    expect(hidden('2b00')).toEqual([]);
    expect(visibleNodes(instance(), new Set()).size).toBe(10);
  });

  test('grows by what a kernel tells', () => {
    const [a, b] = [node(1, 'list', 'list', { root: true }), node(2, 'int', '1', { root: true })];
    const merged = mergeGraphs(graph('', [a], []), graph('', [a, b], [edge(a, b, 'item', '[0]')]));
    expect(merged.nodes.map(({ flags }) => flags.root)).toEqual([true, false]);
    expect(merged.edges).toHaveLength(1);
    expect(mergeGraphs(merged, merged).edges).toHaveLength(1);
  });

  test('is found by type, label and address', () => {
    expect(searchNodes(instance(), 'ADA')).toEqual(['2b00']);
    expect(searchNodes(instance(), 'weakref')).toEqual(['2c40']);
    expect(searchNodes(instance(), '0x2b4')).toEqual(['2b40']);
    expect(searchNodes(instance(), '  ')).toEqual([]);
  });
});

test('an arrow key prefers a neighbour, and takes the nearest other object if there is none', () => {
  const places = [
    { id: 'a', x: 0, y: 0 },
    { id: 'b', x: 200, y: 20 },
    { id: 'c', x: 90, y: 0 },
    { id: 'd', x: 0, y: 50 }
  ];
  const from = places[0]!;
  expect(nextNode(from, 'right', places, new Set(['b']))).toBe('b');
  expect(nextNode(from, 'right', places, new Set())).toBe('c');
  expect(nextNode(from, 'down', places, new Set(['b']))).toBe('d');
  expect(nextNode(from, 'left', places, new Set(['b']))).toBeNull();
  expect([...neighboursOf(selfList()).values()][0]?.size).toBe(0);
});

test('colours are read as a canvas gives them, and mixed', () => {
  expect(parseColor('#1976d2')).toEqual([25, 118, 210, 1]);
  expect(parseColor('rgba(0, 0, 0, 0.54)')).toEqual([0, 0, 0, 0.54]);
  expect(parseColor('color(srgb 1 0 0)')).toEqual([128, 128, 128, 1]);
  expect(tint('rgb(0, 0, 0)', 'rgb(200, 100, 0)', 0.5)).toBe('rgb(100, 50, 0)');
});

test('objects that the forces put on each other are pushed apart, others stay', () => {
  const box = (x: number, y: number): { x: number; y: number; width: number; height: number } => ({
    x,
    y,
    width: 120,
    height: 40
  });
  const boxes = [box(0, 0), box(10, 5), box(0, 0), box(900, 0)];
  separate(boxes);
  for (const [i, a] of boxes.entries())
    for (const b of boxes.slice(i + 1))
      expect(Math.abs(a.x - b.x) >= 120 || Math.abs(a.y - b.y) >= 40).toBe(true);
  expect(boxes[3]).toEqual(box(900, 0));
});

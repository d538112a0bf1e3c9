import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { describe, expect, test } from 'vitest';
import { SVG_NODES, graphSvg } from '../../kernel/wire/svg.js';
import { graphRows, graphText } from '../../kernel/wire/table.js';
import {
  backrefs,
  chain,
  empty,
  instance,
  many,
  node,
  graph,
  ring,
  selfList,
  wide
} from './samples/samples.js';

const samples = [selfList(), ring(), instance(), backrefs(), empty(), many(300), wide(300), chain(3000)];
const validate = new Ajv().compile(
  JSON.parse(readFileSync('extension/schema/graph.schema.json', 'utf8')) as object
);

describe('the schema', () => {
  test.each(samples)('accepts the samples ($title)', sample => {
    validate(sample);
    expect(validate.errors).toBeNull();
  });

  test('rejects what is no graph', () => {
    expect(validate({ ...ring(), version: 2 })).toBe(false);
    expect(validate({ ...ring(), edges: [{ source: 'a', target: 'b' }] })).toBe(false);
    expect(validate({ ...ring(), layout: 'circle' })).toBe(false);
  });
});

describe('the SVG', () => {
  test.each(samples)('is well formed and closed in itself ($title)', sample => {
    const svg = graphSvg(sample);
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" /);
    expect(unbalanced(svg)).toEqual([]);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    expect(svg).not.toMatch(/(href|src)=/);
  });

  test('shows an object per box, and says what it left out', () => {
    expect(graphSvg(instance()).match(/<g><title>/g)).toHaveLength(10);
    const svg = graphSvg(many(300));
    expect(svg.match(/<g><title>/g)).toHaveLength(SVG_NODES);
    expect(svg).toContain(`The picture shows the first ${SVG_NODES} of 300 objects.`);
    expect(graphSvg(empty())).toContain('No objects to draw.');
  });

  test('keeps markup in labels harmless', () => {
    const svg = graphSvg(graph('<b>&"', [node(1, 'str', "'<script>alert(1)</script>'", { root: true })], []));
    expect(svg).not.toContain('<script');
    expect(unbalanced(svg)).toEqual([]);
  });

  test('of 120 objects stays small enough for a notebook', () => {
    expect(graphSvg(many(300)).length).toBeLessThan(120_000);
  });
});

/** Tags that are opened and not closed, or closed and not open. */
function unbalanced(svg: string): string[] {
  const open: string[] = [];
  for (const [, close, name, self] of svg.matchAll(/<(\/?)([a-z]+)(?:\s[^<>]*?)?(\/?)>/gi)) {
    if (self === '/') continue;
    if (close === '') open.push(name!);
    else if (open.pop() !== name) return [`</${name}>`];
  }
  return open;
}

describe('the table', () => {
  test('says in text what the picture shows', () => {
    expect(graphText(ring())).toBe(
      [
        'a ring of two lists that no name reaches · 2 objects, 2 references · CPython 3.14.10',
        '  address  type  refcount  size  gen  object                              refers to',
        '> 0x1f40   list         1  88 B  0    list, 1 item (cycle) (unreachable)  [0] -> list, 1 item',
        '  0x1f80   list         1  88 B  0    list, 1 item (cycle) (unreachable)  [0] -> list, 1 item',
        '> the graph starts here',
        ''
      ].join('\n')
    );
  });

  test('is cut after its limit, and says so', () => {
    const text = graphText(many(300), 10);
    expect(text.split('\n')).toHaveLength(15);
    expect(text).toContain('… and 290 more objects');
  });

  test('of nothing says so, and why', () => {
    expect(graphText({ ...empty(), hidden: { nodes: 3, edges: 0, why: 'All were filtered out.' } })).toBe(
      'unreachable objects · 0 objects, 0 references · CPython 3.14.10\nNo objects to show.\nAll were filtered out.\n'
    );
  });

  test('has a row per object, with its references', () => {
    const rows = graphRows(instance());
    expect(rows.map(({ refcount }) => refcount)).toContain('immortal');
    expect(rows[1]?.references.map(({ words }) => words)).toEqual(["'Ada'", '257', 'list, 3 items', 'None']);
    expect(rows[8]).toMatchObject({ notes: ['weak'], references: [{ weak: true, target: '2a10' }] });
  });
});

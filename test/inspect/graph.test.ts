/** The graphs that refscope shows, and those that a view asks for. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Graph } from '../../kernel/wire/graph.js';
import { Process, VERSIONS } from '../process.js';

const NODES = `
import refscope, weakref
class Node:
    __slots__ = ('next', '__weakref__')
a, b = Node(), Node()
a.next, b.next = b, a
watch = weakref.ref(a)
`;
const edges = (graph: Graph): string[] => {
  const labels = new Map(graph.nodes.map(node => [node.id, node.label.replace(/ at 0x.*/, '')]));
  return graph.edges
    .map(
      ({ source, target, kind, label, multiplicity }) =>
        `${labels.get(source)} ${kind} ${label} ${labels.get(target)}${multiplicity > 1 ? ` x${multiplicity}` : ''}`
    )
    .sort();
};

describe.each(VERSIONS)('in %s', python => {
  let process: Process;
  beforeAll(async () => {
    process = await Process.open(python);
  });

  test('a cycle: nodes, edges, flags, the exact numbers', async () => {
    await process.printed(NODES);
    const graph = await process.graph('refscope.show_refs(a, title="two nodes")');
    expect(edges(graph)).toEqual([
      'Node slot .next Node',
      'Node slot .next Node',
      "Node type  class 'Node'",
      "Node type  class 'Node'"
    ]);
    expect(graph.title).toBe('two nodes');
    expect(graph.hidden).toEqual({ nodes: 0, edges: 0, why: '' });
    const [first, ...others] = graph.nodes;
    const [size, id] = (await process.printed('import sys; print(sys.getsizeof(a), id(a))'))
      .trim()
      .split(' ');
    expect(first).toMatchObject({
      type: '__main__.Node',
      size: Number(size),
      address: Number(id),
      tracked: true
    });
    expect(first!.refcnt).toBe(first!.holders.length);
    expect(first!.flags).toEqual({
      root: true,
      immortal: false,
      cycle: true,
      unreachable: false,
      weak: false
    });
    expect(others.map(({ label, flags }) => [label.startsWith('class'), flags.cycle])).toEqual([
      [true, false],
      [false, true]
    ]);
    expect(await process.problems()).toEqual([]);
  });

  test('what refers to an object, with its weak references', async () => {
    await process.printed(NODES);
    const graph = await process.graph('refscope.show_backrefs(a, max_depth=1)');
    expect(edges(graph)).toEqual([
      'Node slot .next Node',
      'Node slot .next Node',
      'globals of __main__ global a Node',
      'globals of __main__ global b Node',
      'globals of __main__ global watch weakref',
      'weakref weak weak Node'
    ]);
    expect(graph.nodes.map(({ flags }) => flags.weak)).toEqual([false, false, false, true].sort());
  });

  test('two references of one object are two, and a limit says what it hides', async () => {
    await process.printed('import refscope\nshared = []\nmany = [shared, shared] + [[] for _ in range(10)]');
    const graph = await process.graph('refscope.show_refs(many, limit=4)');
    expect(edges(graph)).toEqual(
      ['[0]', '[1]', '[2]', '[3]'].map(label => `list, 12 items item ${label} list, 0 items`)
    );
    expect(graph.hidden).toEqual({
      nodes: 8,
      edges: 8,
      why: '8 more objects lie deeper than 3 references or beyond the limit of 4 objects.'
    });
  });

  test('a chain shows its links alone', async () => {
    await process.printed(NODES);
    const graph = await process.graph('refscope.show_chain([globals(), a, b])');
    expect(edges(graph)).toEqual(['Node slot .next Node', 'globals of __main__ global a Node']);
    expect(graph.nodes.map(({ flags }) => flags.root)).toEqual([true, false, false]);
  });

  test('a view asks for the neighbours and for one object; what is gone is gone', async () => {
    await process.printed(NODES);
    const address = Number(await process.printed('print(id(b))'));
    const question = { type: 'graph', roots: [address], depth: 1, limit: 50 } as const;
    const refers = await process.ask({ ...question, direction: 'references' });
    expect(refers.type === 'graph' && edges(refers.graph)).toContain('Node slot .next Node');
    const described = await process.ask({ type: 'describe', address });
    expect(described).toMatchObject({ object: { typeName: '__main__.Node', refcnt: 2 } });
    await process.printed('del a, b; import gc; gc.collect()');
    expect(await process.ask({ type: 'describe', address })).toEqual({ type: 'describe', object: null });
    expect(await process.ask({ ...question, direction: 'referrers' })).toMatchObject({
      graph: { nodes: [] }
    });
  });

  test('garbage is unreachable', async () => {
    await process.printed(`${NODES}\nimport gc; gc.disable()\nwhere = id(a)\ndel a, b`);
    const address = Number(await process.printed('print(where)'));
    const value = await process.ask({
      type: 'graph',
      roots: [address],
      direction: 'references',
      depth: 1,
      limit: 9
    });
    expect(value.type === 'graph' && value.graph.nodes.map(({ flags }) => flags.unreachable)).toEqual([
      true,
      false,
      true
    ]);
  });

  test.each([
    ['refscope.show_refs()', 'TypeError: at least one object is needed'],
    ['refscope.show_refs(1, limit=-1)', 'ValueError: limit must be 0 or more'],
    [
      'refscope.show_backrefs(1, max_depth="2")',
      "TypeError: 'str' object cannot be interpreted as an integer"
    ],
    ['refscope.show_refs(1, title=2)', 'TypeError: title must be a str, not int'],
    ['refscope.show_chain([])', 'ValueError: the chain is empty'],
    ['refscope.show_chain(5)', 'TypeError: chain must be a list or a tuple, not int']
  ])('%s', async (code, message) => {
    await expect(process.printed(`import refscope\n${code}`)).rejects.toThrow(message);
    expect(await process.problems()).toEqual([]);
  });
});

test('every output can be drawn, printed and read', async () => {
  const process = await Process.open('3.14');
  const events = await process.cell('import refscope; refscope.show_refs([1, 2])');
  const shown = events.find(event => event.type === 'display');
  const data = shown?.type === 'display' ? shown.data : {};
  expect(Object.keys(data).sort()).toEqual([
    'application/vnd.refscope.graph.v1+json',
    'image/svg+xml',
    'text/plain'
  ]);
  expect(data['image/svg+xml']).toMatch(/^<svg /);
  expect(data['text/plain']).toContain('list, 2 items');
});

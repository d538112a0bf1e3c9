/**
 * Our objgraph answers as the real package does, which the programs' records hold (made by test/tools/record-objgraph.py);
 * and it shows its graphs.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Graph } from '../../kernel/wire/graph.js';
import { Process, VERSIONS } from '../process.js';

const FOLDER = fileURLToPath(new URL('objgraph/', import.meta.url));
const programs = readdirSync(FOLDER).filter(file => file.endsWith('.py'));

describe.each(VERSIONS)('objgraph in %s', python => {
  test.each(programs)('%s', async file => {
    const record = JSON.parse(readFileSync(FOLDER + file.replace('.py', '.expected.json'), 'utf8')) as Record<
      string,
      string
    >;
    const process = await Process.open(python);
    const printed = await process.printed(readFileSync(FOLDER + file, 'utf8'));
    expect(printed.replace('<cell 1>', file)).toBe(record[python]);
    expect(await process.problems()).toEqual([]);
  });

  const types = (graph: Graph): string[] => graph.nodes.map(node => node.type.replace('__main__.', ''));
  test('graphs: the list that carries the question is no part of them', async () => {
    const process = await Process.open(python);
    await process.printed(
      'import objgraph, sys\nclass A: __slots__ = "x"\na = A(); a.x = [1]; b = A(); b.x = a.x; pair = (a, b)'
    );
    const refs = await process.graph('objgraph.show_refs([a])');
    expect(types(refs)).toEqual(['A', 'type', 'list', 'int']);
    expect(refs.nodes[0]).toMatchObject({ refcnt: 2, flags: { root: true } });
    expect(refs.nodes[0]!.holders.map(holder => holder.label)).toEqual([
      'global a',
      expect.stringMatching(/^\[0\] of tuple/)
    ]);
    const back = await process.graph('objgraph.show_backrefs([a.x], max_depth=1)');
    expect(types(back)).toEqual(['list', 'A', 'A']);
    expect(back.nodes[0]!.refcnt).toBe(2);
    const chosen = await process.graph(
      'objgraph.show_refs([pair], filter=lambda o: isinstance(o, (A, list)))'
    );
    expect(types(chosen)).toEqual(expect.arrayContaining(['tuple', 'A', 'A', 'list']));
    expect(chosen.nodes).toHaveLength(4);
    expect(chosen.edges).toHaveLength(4);
    expect(chosen.nodes.map(node => node.flags.root)).toEqual([true, false, false, false]);
    expect(chosen.nodes[0]!.refcnt).toBe(1);
    const chain = await process.graph(
      'objgraph.show_chain(objgraph.find_ref_chain(pair, lambda o: type(o) is list))'
    );
    expect(types(chain)).toEqual(['tuple', 'A', 'list']);
    expect(chain.nodes[0]!.refcnt).toBe(1);
    expect(await process.problems()).toEqual([]);
  });
});

/** The Python module, run by the python3 of this machine. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { describe, expect, test } from 'vitest';
import { readGraph } from '../../extension/graph/check.js';
import { english } from '../../extension/graph/words.js';
import { GRAPH_MIME } from '../../kernel/wire/graph.js';
import type { Graph } from '../../kernel/wire/graph.js';
import { graphSvg } from '../../kernel/wire/svg.js';

function python(code: string): string {
  const env = {
    ...process.env,
    PYTHONPATH: 'extension/python',
    PYTHONDONTWRITEBYTECODE: '1',
    PYTHONIOENCODING: 'utf-8'
  };
  const { stdout, stderr, status } = spawnSync('python3', ['-c', code], { env, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

const version = spawnSync('python3', ['-c', 'import sys; print(sys.version_info >= (3, 8))'], {
  encoding: 'utf8'
});
const isMissing = version.status !== 0 || version.stdout.trim() !== 'True';
if (isMissing)
  console.warn('Skipped: the Python module needs a python3 of version 3.8 or later on this machine.');
const hasIPython = !isMissing && spawnSync('python3', ['-c', 'import IPython']).status === 0;
if (!hasIPython)
  console.warn('Skipped in part: display in a notebook needs IPython, which this python3 lacks.');

const validate = new Ajv().compile(
  JSON.parse(readFileSync('extension/schema/graph.schema.json', 'utf8')) as object
);
const bundle = (code: string): Graph => JSON.parse(python(`import json, refscope\n${code}`)) as Graph;

describe.skipIf(isMissing)('the Python module', () => {
  test('gives the same bundle as the kernel', () => {
    const graph = bundle(`
class Node:
    def __init__(self): self.items = [self, 1000, {'k': None}]
n = Node()
print(json.dumps(refscope.refs_graph(n, json, len, max_depth=4)))`);
    validate(graph);
    expect(validate.errors).toBeNull();
    expect(readGraph(graph, english)).toEqual({ graph });
    expect(graphSvg(graph)).toContain('Node at 0x');
  });

  test('counts as sys.getrefcount does, its own references left out', () => {
    const [root, item] = bundle(`
a = []
x = object()
b = [x, x]
a.append(a); a.append(b)
print(json.dumps([*refscope.refs_graph(a)['nodes'][:1], *refscope.refs_graph(x)['nodes'][:1]]))`) as unknown as Graph['nodes'];
    expect(root?.refcnt).toBe(2);
    expect(root?.holders.map(({ label }) => label)).toContain('global a');
    expect(root?.holders).toHaveLength(2);
    expect(root?.flags).toMatchObject({ root: true, cycle: true });
    expect(item?.refcnt).toBe(3);
    expect(item?.holders.map(({ kind }) => kind).sort()).toEqual(['global', 'item', 'item']);
  });

  test('says how many holders a real CPython does not tell', () => {
    const [node] = bundle(`
def f():
    x = object()
    return refscope.refs_graph(x)
print(json.dumps(f()))`).nodes;
    expect(node?.refcnt).toBe(1);
    expect(node?.holders).toEqual([
      expect.objectContaining({
        kind: 'other',
        label: expect.stringMatching(/^1 reference that a real CPython does not tell/)
      })
    ]);
  });

  test('names slots, attributes, items, keys, types and weak references', () => {
    const graph = bundle(`
import weakref
class Slotted:
    __slots__ = ('left', '__weakref__')
class Plain: pass
s = Slotted(); s.left = [s]; p = Plain(); p.name = 'Ada'
print(json.dumps(refscope.refs_graph(s, p, weakref.ref(s), {'k': 12345}, max_depth=2)))`);
    const kinds = new Set(graph.edges.map(({ kind, label }) => `${kind} ${label}`));
    expect(kinds).toContain('slot .left');
    expect(kinds).toContain('item [0]');
    expect(kinds).toContain("value ['k']");
    expect(kinds).toContain('weak ');
    expect(graph.edges.some(({ label }) => label === '.name' || label === "['name']")).toBe(true);
    expect(graph.edges.some(({ kind }) => kind === 'type')).toBe(true);
  });

  test('runs no code of the objects it looks at', () => {
    expect(
      python(`
import refscope
def loud(*_): raise SystemExit('code was run')
class Loud:
    __repr__ = __len__ = __eq__ = __hash__ = __bool__ = __sizeof__ = __iter__ = loud
    __getattribute__ = loud
    x = property(loud)
one = Loud()
print(refscope.refs_graph([one, one])['nodes'][0]['label'])
print(refscope.backrefs_graph(one, max_depth=1)['nodes'][0]['label'][:7])`)
    ).toBe('list, 2 items\nLoud at\n');
  });

  test('shows what refers to an object, to its module', () => {
    const graph = bundle(`
x = object(); y = [x]; z = {'k': y}
print(json.dumps(refscope.backrefs_graph(x)))`);
    expect(graph.nodes.map(({ label }) => label)).toEqual(
      expect.arrayContaining(['list, 1 item', 'dict, 1 item', 'globals of __main__'])
    );
    expect(graph.edges).toEqual(
      expect.arrayContaining([expect.objectContaining({ kind: 'global', label: 'x' })])
    );
  });

  test('keeps to its limit, and says what is hidden', () => {
    const graph = bundle(`print(json.dumps(refscope.refs_graph([object() for _ in range(50)], limit=10)))`);
    expect(graph.nodes).toHaveLength(10);
    expect(graph.hidden.nodes).toBeGreaterThan(40);
    expect(graph.hidden.why).toMatch(
      /more objects lie deeper than 3 references or beyond the limit of 10 objects/
    );
  });

  test('prints a table where there is no notebook', () => {
    expect(python('import refscope\na = []; a.append(a)\nrefscope.show_refs(a)')).toMatch(
      /^what list, 1 item refers to · 1 object, 1 reference · CPython [\d.]+\n {2}address .*\n> 0x[0-9a-f]+ +list +2 +\d+ B +0 +list, 1 item \(cycle\) +\[0\] -> list, 1 item\n/
    );
  });

  test.skipIf(!hasIPython)('displays bundle and text in a notebook', () => {
    const data = JSON.parse(
      python(`
import json, refscope
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
InteractiveShell.instance()
with capture_output() as captured: refscope.show_refs([])
print(json.dumps(captured.outputs[0].data))`)
    ) as Record<string, unknown>;
    expect(Object.keys(data).sort()).toEqual([GRAPH_MIME, 'text/plain'].sort());
    validate(data[GRAPH_MIME]);
    expect(validate.errors).toBeNull();
  });
});

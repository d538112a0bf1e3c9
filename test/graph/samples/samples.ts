/** Object graphs as the kernel sends them: small ones by hand, large ones from a seed. */
import type { EdgeKind, Graph, GraphEdge, GraphNode, Holder } from '../../../kernel/wire/graph.js';

type Facts = Partial<Omit<GraphNode, 'flags' | 'id'>> & Partial<GraphNode['flags']>;

export function node(address: number, type: string, label: string, facts: Facts = {}): GraphNode {
  const { root = false, immortal = false, cycle = false, unreachable = false, weak = false, ...rest } = facts;
  return {
    id: address.toString(16),
    address,
    type,
    label,
    repr: label,
    size: 56,
    refcnt: 1,
    generation: null,
    tracked: false,
    holders: [],
    ...rest,
    flags: { root, immortal, cycle, unreachable, weak }
  };
}

export function edge(
  from: GraphNode,
  to: GraphNode,
  kind: EdgeKind,
  label = '',
  multiplicity = 1
): GraphEdge {
  return { source: from.id, target: to.id, kind, label, multiplicity };
}

const held = (label: string, kind: Holder['kind'], by?: GraphNode): Holder => ({
  label,
  kind,
  address: by?.address ?? null
});

export function graph(title: string, nodes: readonly GraphNode[], edges: readonly GraphEdge[]): Graph {
  return {
    version: 1,
    title,
    python: '3.14.10',
    nodes,
    edges,
    hidden: { nodes: 0, edges: 0, why: '' },
    layout: 'layered'
  };
}

const young = { generation: 0, tracked: true } as const;

/** `a = []; a.append(a)` */
export function selfList(): Graph {
  const a = node(0x1f40, 'list', 'list, 1 item', {
    ...young,
    repr: '[[...]]',
    size: 88,
    refcnt: 2,
    root: true,
    cycle: true,
    holders: [held('global a', 'global')]
  });
  const full = { ...a, holders: [...a.holders, held('item 0 of list at 0x1f40', 'item', a)] };
  return graph('a', [full], [edge(full, full, 'item', '[0]')]);
}

/** `a = []; b = [a]; a.append(b); del a, b` */
export function ring(): Graph {
  const facts = { ...young, size: 88, refcnt: 1, cycle: true, unreachable: true } as const;
  const a = node(0x1f40, 'list', 'list, 1 item', { ...facts, root: true, repr: '[[[...]]]' });
  const b = node(0x1f80, 'list', 'list, 1 item', { ...facts, repr: '[[[...]]]' });
  return graph(
    'a ring of two lists that no name reaches',
    [
      { ...a, holders: [held('item 0 of list at 0x1f80', 'item', b)] },
      { ...b, holders: [held('item 0 of list at 0x1f40', 'item', a)] }
    ],
    [edge(a, b, 'item', '[0]'), edge(b, a, 'item', '[0]')]
  );
}

/** An instance with a `__dict__`, its class, a weak reference to it, and shared values. */
export function instance(): Graph {
  const account = node(0x2a10, '__main__.Account', 'Account at 0x2a10', {
    generation: 1,
    tracked: true,
    repr: '<__main__.Account object at 0x2a10>',
    size: 48,
    refcnt: 2,
    root: true,
    cycle: true
  });
  const dict = node(0x2a80, 'dict', 'dict, 4 items', {
    ...young,
    size: 184,
    cycle: true,
    repr: "{'owner': 'Ada', ...}"
  });
  const owner = node(0x2b00, 'str', "'Ada'", { size: 44, refcnt: 3 });
  const history = node(0x2b40, 'list', 'list, 3 items', {
    generation: 2,
    tracked: true,
    size: 88,
    cycle: true
  });
  const amount = node(0x2bc0, 'int', '257', { size: 28, refcnt: 2 });
  const none = node(0x400, 'NoneType', 'None', { size: 16, refcnt: 3221225472, immortal: true });
  const cls = node(0x2000, 'type', "class 'Account'", {
    generation: 2,
    tracked: true,
    size: 1688,
    refcnt: 6
  });
  const method = node(0x2300, 'function', 'function deposit', { generation: 2, tracked: true, size: 160 });
  const ref = node(0x2c40, 'weakref.ReferenceType', 'weakref to Account', { ...young, size: 72, weak: true });
  const text = node(0x2c90, 'str', "'opened on the first of a very long month indeed'", { size: 97 });
  return graph(
    'account',
    [
      {
        ...account,
        holders: [held('global account', 'global'), held('item 2 of list at 0x2b40', 'item', history)]
      },
      dict,
      {
        ...owner,
        holders: [
          held("value of 'owner' in dict at 0x2a80", 'value', dict),
          held('constant of <cell 2>', 'constant'),
          held('global name', 'global')
        ]
      },
      history,
      {
        ...amount,
        holders: [
          held("value of 'balance' in dict at 0x2a80", 'value', dict),
          held('item 1 of list at 0x2b40', 'item', history)
        ]
      },
      none,
      cls,
      method,
      ref,
      text
    ],
    [
      edge(account, dict, 'attribute', '.__dict__'),
      edge(account, cls, 'type'),
      edge(dict, owner, 'value', "['owner']"),
      edge(dict, amount, 'value', "['balance']"),
      edge(dict, history, 'value', "['history']"),
      edge(dict, none, 'value', "['closed']"),
      edge(dict, none, 'value', "['note']"),
      edge(history, text, 'item', '[0]'),
      edge(history, amount, 'item', '[1]'),
      edge(history, account, 'item', '[2]'),
      edge(cls, method, 'attribute', '.deposit'),
      edge(ref, account, 'weak')
    ]
  );
}

/** What holds one object: holders stand left of it, with a module's names at the end. */
export function backrefs(): Graph {
  const target = node(0x3000, '__main__.Node', 'Node at 0x3000', {
    ...young,
    root: true,
    refcnt: 4,
    size: 48
  });
  const cache = node(0x3100, 'dict', 'dict, 1 item', { generation: 2, tracked: true, size: 184 });
  const queue = node(0x3200, 'list', 'list, 2 items', { generation: 1, tracked: true, size: 72 });
  const globals = node(0x3300, 'dict', 'globals of __main__', { generation: 2, tracked: true, size: 2264 });
  const closure = node(0x3400, 'cell', 'cell', { ...young, size: 40 });
  const made = node(0x3500, 'function', 'function callback', { ...young, size: 160 });
  const names = node(0x3600, 'module', "module '__main__'", { generation: 2, tracked: true, size: 88 });
  return graph(
    'who holds node?',
    [
      {
        ...target,
        holders: [
          held('global node', 'global', globals),
          held("value of 'last' in dict at 0x3100", 'value', cache),
          held('item 0 of list at 0x3200', 'item', queue),
          held('cell variable node of callback', 'cell', closure)
        ]
      },
      cache,
      queue,
      globals,
      closure,
      made,
      names
    ],
    [
      edge(cache, target, 'value', "['last']"),
      edge(queue, target, 'item', '[0]', 2),
      edge(globals, target, 'global', 'node'),
      edge(globals, cache, 'global', 'cache'),
      edge(globals, queue, 'global', 'queue'),
      edge(closure, target, 'cell', 'contents'),
      edge(made, closure, 'attribute', '.__closure__'),
      edge(names, globals, 'attribute', '.__dict__')
    ]
  );
}

/** What one name of a graph with nothing in it looks like. */
export function empty(): Graph {
  return graph('unreachable objects', [], []);
}

/** A graph of `count` objects from a seed: a tree of containers with some shared and some cyclic references. */
export function many(count: number, seed = 7): Graph {
  let state = seed;
  const random = (below: number): number => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >>> 8) % below;
  };
  const nodes: GraphNode[] = [];
  const edges: GraphEdge[] = [];
  const containers: GraphNode[] = [];
  for (let i = 0; i < count; i++) {
    const address = 0x10000 + i * 0x40;
    const kind = i === 0 ? 0 : random(10);
    const made =
      kind < 3
        ? node(address, 'list', `list, ${1 + random(9)} items`, {
            generation: random(3),
            tracked: true,
            size: 88
          })
        : kind < 5
          ? node(address, 'dict', `dict, ${1 + random(9)} items`, {
              generation: random(3),
              tracked: true,
              size: 184
            })
          : kind < 7
            ? node(address, 'str', `'word ${i}'`, { size: 48 + random(20) })
            : kind < 9
              ? node(address, 'int', String(257 + i), { size: 28 })
              : node(address, '__main__.Node', `Node at 0x${address.toString(16)}`, {
                  generation: 0,
                  tracked: true
                });
    const full = i === 0 ? { ...made, flags: { ...made.flags, root: true } } : made;
    nodes.push(full);
    if (i > 0) {
      const parent =
        containers[
          random(2) === 0 ? random(containers.length) : Math.max(0, containers.length - 1 - random(6))
        ];
      if (parent !== undefined) edges.push(edge(parent, full, 'item', `[${random(9)}]`));
    }
    if (kind < 5 || kind === 9) containers.push(full);
    if (i > 3 && random(6) === 0) {
      const from = containers[random(containers.length)];
      const to = nodes[random(nodes.length)];
      if (from !== undefined && to !== undefined) edges.push(edge(from, to, 'item', `[${random(9)}]`));
    }
  }
  return graph(`${count} objects`, nodes, edges);
}

/** A list of `count` ints: one node that refers to all others. */
export function wide(count: number): Graph {
  const list = node(0x1000, 'list', `list, ${count} items`, { ...young, root: true, size: 56 + 8 * count });
  const items = Array.from({ length: count }, (_, i) =>
    node(0x2000 + i * 0x20, 'int', String(1000 + i), { size: 28 })
  );
  return graph(
    'numbers',
    [list, ...items],
    items.map((item, i) => edge(list, item, 'item', `[${i}]`))
  );
}

/** A linked list of `count` tuples. */
export function chain(count: number): Graph {
  const links = Array.from({ length: count }, (_, i) =>
    node(0x1000 + i * 0x40, 'tuple', 'tuple, 2 items', { generation: 1, tracked: true, root: i === 0 })
  );
  return graph(
    'chain',
    links,
    links.slice(1).map((link, i) => edge(links[i]!, link, 'item', '[1]'))
  );
}

/**
 * In place of the kernel: a realm that does what a test wants.  `crash` fails, `hang` holds the thread, `files` prints
 * what `import` would find, `graph` shows two lists that hold each other; anything else is ok.
 */
const post = event => self.postMessage(event);
let files = {};

const node = (address, type, label, root = false) => ({
  id: address.toString(16),
  address,
  type,
  label,
  repr: label,
  size: 64,
  refcnt: 2,
  generation: 0,
  tracked: true,
  holders: [],
  flags: { root, immortal: false, cycle: type === 'list', unreachable: false, weak: false }
});
const edge = (source, target, kind, label) => ({
  source: source.toString(16),
  target: target.toString(16),
  kind,
  label,
  multiplicity: 1
});
const graph = (nodes, edges) => ({
  version: 1,
  title: 'two lists',
  python: '3.14.0',
  nodes,
  edges,
  hidden: { nodes: 0, edges: 0, why: '' },
  layout: 'layered'
});
const lists = [node(0x1f40, 'list', 'list, 1 item', true), node(0x1f80, 'list', 'list, 1 item')];
const cycle = [edge(0x1f40, 0x1f80, 'item', '[0]'), edge(0x1f80, 0x1f40, 'item', '[0]')];
const holder = node(0x2a00, 'dict', 'dict, 1 item');

const answers = {
  isComplete: () => ({ type: 'isComplete', status: 'complete', indent: '' }),
  graph: ({ roots: [address] }) => ({
    type: 'graph',
    graph: graph([...lists, holder], [...cycle, edge(holder.address, address, 'value', "['a']")])
  })
};

const runs = {
  hang() {
    for (;;);
  },
  files() {
    post({ type: 'stream', name: 'stdout', text: `${JSON.stringify(files)}\n` });
  },
  graph() {
    const data = {
      'application/vnd.refscope.graph.v1+json': graph(lists, cycle),
      'text/plain': 'two lists that hold each other'
    };
    post({ type: 'display', data, metadata: {} });
  }
};

self.onmessage = ({ data: request }) => {
  const { type, id, code } = request;
  if (type === 'files') files = request.files;
  if (answers[type] !== undefined) post({ type: 'value', id, value: answers[type](request) });
  if (type !== 'execute') return;
  post({ type: 'started', id, executionCount: 1 });
  if (code === 'crash') {
    post({
      type: 'fatal',
      message: 'RangeError: offset is out of bounds',
      stack: 'at listResize (list.ts:40:7)'
    });
    return;
  }
  if (runs[code] === undefined) post({ type: 'stream', name: 'stdout', text: `ran ${code}\n` });
  else runs[code]();
  post({ type: 'done', id, status: 'ok', executionCount: 1, exitStatus: 0 });
};
post({ type: 'ready', python: '3.14', release: '3.14.0' });

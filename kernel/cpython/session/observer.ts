/** What the module refscope asks of the heap, answered with what a host shows. */
import { GRAPH_MIME, type Graph, type Holder } from '../../wire/graph.js';
import { graphSvg } from '../../wire/svg.js';
import { graphText } from '../../wire/table.js';
import { host } from '../abstract/host.js';
import type { Observer } from '../abstract/observer.js';
import { audit } from '../inspect/audit.js';
import { amongGraph, chainGraph, graphOf } from '../inspect/graph.js';
import { holdersOf } from '../inspect/holders.js';
import { TOP_OF_STACK } from '../inspect/owners.js';

/** Every output carries the picture in three forms: to draw, to print, to read. */
function display(graph: Graph): void {
  host.display({ [GRAPH_MIME]: graph, 'image/svg+xml': graphSvg(graph), 'text/plain': graphText(graph) }, {});
}
/** On top of the stack of whoever asks lies the argument of the asking: it is named so. */
const asked = ({ label }: Holder): string =>
  label.startsWith(TOP_OF_STACK) ? `the argument of this call, ${label.slice(TOP_OF_STACK.length)}` : label;

export const observer: Observer = {
  holders: o => holdersOf(o).map(asked),
  audit: () => audit().problems,
  show: (roots, direction, depth, limit, title, ignored) =>
    display(graphOf({ roots, direction, depth, limit, title, ignored })),
  showAmong: (objects, start, title, ignored) => display(amongGraph(objects, start, title, ignored)),
  showChain: (chain, title, ignored) => display(chainGraph(chain, title, ignored))
};

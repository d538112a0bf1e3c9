/**
 * The object graph, as it is stored in a notebook's output under `application/vnd.refscope.graph.v1+json`.
 * The same bundle comes from the simulated kernel and from the Python module for real CPythons.
 */

export const GRAPH_MIME = 'application/vnd.refscope.graph.v1+json';

export type EdgeKind =
  'item' | 'key' | 'value' | 'attribute' | 'slot' | 'cell' | 'global' | 'local' | 'stack' | 'type' | 'weak';

/** One owned reference, named: their number is the refcount. */
export interface Holder {
  /** In words a learner reads: `global a`, `item 2 of list at 0x1f40`, `local n of f, line 7`. */
  readonly label: string;
  readonly kind: EdgeKind | 'constant' | 'static' | 'interned' | 'session' | 'native' | 'other';
  /** Address of the object that holds it, or null for a holder that is no object (a frame's stack, the session). */
  readonly address: number | null;
}

export interface GraphNode {
  /** Unique in the bundle; `address` in hexadecimal for objects. */
  readonly id: string;
  readonly address: number;
  readonly type: string;
  /** The short text drawn in the node, such as `list, 3 items` or `'abc'`. */
  readonly label: string;
  /** Exact builtins only, bounded in length; for anything else type and address. */
  readonly repr: string;
  /** `sys.getsizeof`, bytes. */
  readonly size: number;
  /** What the field holds; for an immortal object the version's constant. */
  readonly refcnt: number;
  /** 0, 1, 2 (3 for the permanent generation); null when the object has no GC head or is untracked. */
  readonly generation: number | null;
  readonly tracked: boolean;
  readonly holders: readonly Holder[];
  readonly flags: {
    /** The graph starts here. */
    readonly root: boolean;
    readonly immortal: boolean;
    /** In a strongly connected component of this graph with more than one node, or with an edge to itself. */
    readonly cycle: boolean;
    /** No path of strong references leads here from outside the collected heap. */
    readonly unreachable: boolean;
    /** A weak reference object, or one that only weak references name. */
    readonly weak: boolean;
  };
}

export interface GraphEdge {
  readonly source: string;
  readonly target: string;
  readonly kind: EdgeKind;
  /** `[2]`, `.name`, `['key']`; empty when there is nothing to say. */
  readonly label: string;
  /** How many references of this kind and label the source holds; at least 1. */
  readonly multiplicity: number;
}

export interface Graph {
  readonly version: 1;
  readonly title: string;
  /** The CPython that was simulated or real, such as `3.14.10`. */
  readonly python: string;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** What a limit kept out of the picture; `why` is empty when nothing is hidden. */
  readonly hidden: { readonly nodes: number; readonly edges: number; readonly why: string };
  readonly layout: 'layered' | 'force';
}

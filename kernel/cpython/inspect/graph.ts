/** The graph of some objects: what they refer to, or what refers to them. */
import { load } from '../heap/memory.js';
import type { Ref } from '../heap/reference.js';
import { cyclesOf } from '../../wire/drawing.js';
import type { Graph, GraphEdge, GraphNode } from '../../wire/graph.js';
import { builtinSize, sizeBefore } from '../abstract/size.js';
import { isGc } from '../include/tracking.js';
import { Flag, typeHas } from '../include/type.js';
import { isWeakReferenceable, PyWeakref, weakrefList } from '../include/weakref.js';
import { generations, isTracked } from '../object/gchead.js';
import { GC_HEAD, typeOf } from '../object/header.js';
import { isImmortal } from '../object/refcount.js';
import { realm } from '../profiles/realm.js';
import { census, refcountOf, type Census } from './holders.js';
import { isPassing, isWeak, referencesOf, type Reference } from './references.js';
import { walkHeap } from './walk.js';
import { fullName, labelOf, moduleOfGlobals, shortRepr } from './words.js';

export interface GraphQuestion {
  readonly roots: readonly Ref[];
  readonly direction: 'references' | 'referrers';
  /** References from a root to the farthest object. */
  readonly depth: number;
  /** Most objects; roots are shown in any case. */
  readonly limit: number;
  /** `''`: words for the first root. */
  readonly title: string;
  /** Objects that are not shown, and whose references do not count: those that serve the question. */
  readonly ignored?: ReadonlySet<Ref>;
}

/** What was found, in the order it was. */
class Found {
  readonly nodes = new Set<Ref>();
  readonly hidden = new Set<Ref>();
  readonly edges = new Map<string, GraphEdge>();
  hiddenEdges = 0;
  private readonly limit: number;

  constructor(
    readonly roots: readonly Ref[],
    limit: number,
    readonly ignored: ReadonlySet<Ref> = new Set()
  ) {
    for (const o of roots) this.nodes.add(o);
    this.limit = Math.max(limit, this.nodes.size);
  }
  /** Whether the object is in the graph, now if not before. */
  add(o: Ref): boolean {
    if (this.nodes.has(o)) return true;
    if (this.ignored.has(o)) return false;
    if (this.nodes.size < this.limit) {
      this.nodes.add(o);
      return true;
    }
    this.hidden.add(o);
    return false;
  }
  edge(source: Ref, { kind, label, target }: Reference): void {
    const key = `${source} ${target} ${kind} ${label}`;
    const known = this.edges.get(key);
    const multiplicity = (known?.multiplicity ?? 0) + 1;
    this.edges.set(key, { source: idOf(source), target: idOf(target), kind, label, multiplicity });
  }
  /** Each round goes one reference farther; `grow` answers what comes next from an object. */
  rounds(depth: number, grow: (o: Ref) => Iterable<Ref>): void {
    let round = [...this.nodes];
    for (let d = 0; d < depth && round.length > 0; d++) {
      const before = this.nodes.size;
      for (const o of round) for (const next of grow(o)) this.add(next);
      round = [...this.nodes].slice(before);
    }
    for (const o of round)
      for (const next of grow(o)) if (!this.nodes.has(next) && !this.ignored.has(next)) this.hidden.add(next);
  }
}
const idOf = (o: Ref): string => o.toString(16);

/**
 * Classes and modules' globals lead to nearly everything: they are shown, and gone on from only where the question
 * starts with them.
 */
const isEnd = (o: Ref): boolean => typeHas(typeOf(o), Flag.TYPE) || moduleOfGlobals(o) !== undefined;

/** Runs no Python code, moves no count. */
export function graphOf({ roots, direction, depth, limit, title, ignored }: GraphQuestion): Graph {
  const found = new Found(roots, limit, ignored);
  const roots_ = new Set(roots);
  const known = new Map<Ref, Reference[]>();
  const references = (o: Ref): Reference[] => {
    const all = known.get(o) ?? referencesOf(o);
    known.set(o, all);
    return all;
  };
  if (direction === 'references') {
    found.rounds(depth, o =>
      isEnd(o) && !roots_.has(o) ? [] : new Set(references(o).map(({ target }) => target))
    );
  } else {
    const referrers = referrersMap();
    found.rounds(depth, o =>
      moduleOfGlobals(o) !== undefined && !roots_.has(o)
        ? []
        : [...(referrers.get(o) ?? []), ...(roots_.has(o) ? weakReferencesTo(o) : [])]
    );
  }
  for (const source of found.nodes) {
    for (const reference of references(source)) {
      if (found.nodes.has(reference.target)) found.edge(source, reference);
      else if (found.hidden.has(reference.target)) found.hiddenEdges++;
    }
  }
  return bundle(found, { depth, limit, title: title || titleOf(roots, direction) });
}
function titleOf(roots: readonly Ref[], direction: GraphQuestion['direction']): string {
  if (roots.length === 0) return '';
  const what = labelOf(roots[0]!) + (roots.length > 1 ? ', …' : '');
  return direction === 'references' ? `what ${what} refers to` : `what refers to ${what}`;
}
/** The graph of some objects and what they refer to among themselves; the first one is where it starts. */
export function chainGraph(chain: readonly Ref[], title: string, ignored: ReadonlySet<Ref>): Graph {
  const found = new Found(chain, chain.length, ignored);
  for (const [i, source] of chain.entries()) {
    for (const reference of referencesOf(source)) {
      if (reference.target === chain[i + 1]) found.edge(source, reference);
    }
  }
  return bundle(found, { depth: chain.length, limit: chain.length, title }, chain.slice(0, 1));
}
/** The graph of just these objects and all references among them; it starts at the first `start` ones. */
export function amongGraph(
  objects: readonly Ref[],
  start: number,
  title: string,
  ignored: ReadonlySet<Ref>
): Graph {
  const found = new Found(objects, objects.length, ignored);
  for (const source of found.nodes)
    for (const reference of referencesOf(source))
      if (found.nodes.has(reference.target)) found.edge(source, reference);
  return bundle(found, { depth: 0, limit: objects.length, title }, objects.slice(0, start));
}

function bundle(
  found: Found,
  { depth, limit, title }: Pick<GraphQuestion, 'depth' | 'limit' | 'title'>,
  roots: readonly Ref[] = found.roots
): Graph {
  const edges = [...found.edges.values()];
  const facts: Facts = {
    roots: new Set(roots),
    ...census(found.nodes, found.ignored),
    generation: generationsOf(found.nodes),
    cyclic: cyclesOf({ nodes: [...found.nodes].map(o => ({ id: idOf(o) })), edges })
  };
  const nodes = [...found.nodes].map(o => nodeOf(o, facts));
  const { size } = found.hidden;
  return {
    version: 1,
    title,
    python: realm.version.release,
    nodes,
    edges,
    hidden: {
      nodes: size,
      edges: found.hiddenEdges,
      why:
        size === 0
          ? ''
          : `${size} more object${size === 1 ? '' : 's'} lie${size === 1 ? 's' : ''} deeper than ` +
            `${depth} reference${depth === 1 ? '' : 's'} or beyond the limit of ${limit} objects.`
    },
    layout: 'layered'
  };
}

interface Facts extends Census {
  readonly roots: ReadonlySet<Ref>;
  readonly generation: ReadonlyMap<Ref, number>;
  readonly cyclic: ReadonlyMap<string, number>;
}
function nodeOf(o: Ref, facts: Facts): GraphNode {
  return {
    id: idOf(o),
    address: o,
    type: fullName(typeOf(o)),
    label: labelOf(o),
    repr: shortRepr(o),
    size: builtinSize(o) + sizeBefore(o),
    refcnt: refcountOf(o) - (isImmortal(o) ? 0 : (facts.left.get(o) ?? 0)),
    generation: facts.generation.get(o) ?? null,
    tracked: isGc(o) && isTracked(o),
    holders: facts.holders.get(o) ?? [],
    flags: {
      root: facts.roots.has(o),
      immortal: isImmortal(o),
      cycle: facts.cyclic.has(idOf(o)),
      unreachable: !facts.reachable.has(o),
      weak: isWeak(o)
    }
  };
}
function generationsOf(objects: ReadonlySet<Ref>): Map<Ref, number> {
  const where = new Map<Ref, number>();
  for (const [generation, list] of generations.entries()) {
    for (let gc = load(list); gc !== list; gc = load(gc)) {
      const o = (gc + GC_HEAD) as Ref;
      if (objects.has(o)) where.set(o, generation);
    }
  }
  return where;
}
/** Object to the objects that own a reference to it, each once. */
function referrersMap(): Map<Ref, Set<Ref>> {
  const referrers = new Map<Ref, Set<Ref>>();
  walkHeap((target, _label, kind, holder) => {
    if (holder === null || isPassing(kind, holder)) return;
    const known = referrers.get(target) ?? new Set<Ref>();
    known.add(holder as Ref);
    referrers.set(target, known);
  });
  return referrers;
}
function weakReferencesTo(o: Ref): Ref[] {
  const found: Ref[] = [];
  if (!isWeakReferenceable(typeOf(o))) return found;
  for (let weak = weakrefList(o); weak !== 0; weak = PyWeakref.wr_next(weak)) found.push(weak);
  return found;
}

/** What an object refers to, in a graph's words. */
import type { Address } from '../heap/memory.js';
import type { Ref } from '../heap/reference.js';
import type { EdgeKind } from '../../wire/graph.js';
import { isExactDict } from '../include/dict.js';
import { isStr } from '../include/str.js';
import { PyCallableProxy_Type, PyProxy_Type, PyWeakref_Type, referent } from '../include/weakref.js';
import { Flag, TypeObject, typeHas, type PyType } from '../include/type.js';
import { typeOf } from '../object/header.js';
import { isRunning, ownedBy } from './owners.js';
import { moduleOfGlobals } from './words.js';

export interface Reference {
  readonly kind: EdgeKind;
  readonly label: string;
  readonly target: Ref;
}
const EDGES: ReadonlySet<string> = new Set<EdgeKind>([
  'item',
  'key',
  'value',
  'attribute',
  'slot',
  'cell',
  'global',
  'local',
  'stack',
  'type',
  'weak'
]);

/** Every reference an object owns, and the weak one of a weak reference, which comes last. */
export function referencesOf(o: Ref): Reference[] {
  const found: Reference[] = [];
  const isGlobals = isExactDict(o) && moduleOfGlobals(o) !== undefined;
  ownedBy(o, (target, label, kind) => {
    if (isPassing(kind, o)) return;
    const name = isGlobals ? /^\['(.*)'\]$/s.exec(label)?.[1] : undefined;
    if (name !== undefined) found.push({ kind: 'global', label: name, target });
    // That a name is a key as well is in the label of its value.
    else if (kind === 'key' && isStr(target)) return;
    else
      found.push({
        kind: EDGES.has(kind) ? (kind as EdgeKind) : 'attribute',
        label: kind === 'type' ? '' : label,
        target
      });
  });
  const weak = isWeak(o) ? referent(o) : 0;
  if (weak !== 0) found.push({ kind: 'weak', label: 'weak', target: weak });
  return found;
}
/** What lies on the stacks of running functions goes with the statements that led here: no edge of a graph. */
export const isPassing = (kind: string, holder: Address | null): boolean =>
  kind === 'stack' && holder !== null && isRunning(holder);
/** A weak reference or proxy, or an instance of a class derived from one. */
export function isWeak(o: Ref): boolean {
  let t: PyType = typeOf(o);
  while (typeHas(t, Flag.HEAPTYPE)) t = TypeObject.tp_base(t) as PyType;
  return t === PyWeakref_Type || t === PyProxy_Type || t === PyCallableProxy_Type;
}

/** Who holds an object: one line for each owned reference, so that their number is the refcount. */
import { load, type Address } from '../heap/memory.js';
import type { Ref } from '../heap/reference.js';
import type { Holder } from '../../wire/graph.js';
import { isExactDict } from '../include/dict.js';
import { isModule } from '../include/module.js';
import { Flag, typeHas, type PyType } from '../include/type.js';
import { typeOf } from '../object/header.js';
import { isImmortal } from '../object/refcount.js';
import { ownedByBinary } from './audit.js';
import { walkHeap } from './walk.js';
import { fullName, moduleOfGlobals, qualname } from './words.js';

type Kind = Holder['kind'];
interface Found {
  readonly label: string;
  readonly kind: Kind;
  readonly holder: Address | null;
}
/** Fields that hold the names of a module, a class or an object. */
const NAMES = new Set(['.__dict__', '.md_dict', '.func_dict']);

export interface Census {
  /** In the order of the walk.  An immortal object has one line that says so. */
  readonly holders: ReadonlyMap<Ref, readonly Holder[]>;
  /** What something leads to from outside the collected heap. */
  readonly reachable: ReadonlySet<Ref>;
  /** How many references of an object's count are left out. */
  readonly left: ReadonlyMap<Ref, number>;
}
/** The holders of each of these objects, found in one walk over the heap; `ignored` ones are left out. */
export function census(targets: ReadonlySet<Ref>, ignored: ReadonlySet<Ref> = new Set()): Census {
  const left = new Map<Ref, number>();
  const found = new Map<Ref, Found[]>([...targets].map(o => [o, []]));
  /** Whose names a dict keeps. */
  const owners = new Map<Ref, Ref>();
  const { reachable } = walkHeap((target, label, kind, holder) => {
    if (holder !== null && NAMES.has(label) && isExactDict(target)) owners.set(target, holder as Ref);
    if (holder !== null && ignored.has(holder as Ref)) left.set(target, (left.get(target) ?? 0) + 1);
    else found.get(target)?.push({ label, kind, holder });
  });
  const holders = new Map(
    [...found].map(([o, references]) => [
      o,
      isImmortal(o) ? [IMMORTAL] : [...references.map(one => worded(one, owners)), ...binaryOf(o)]
    ])
  );
  return { holders, reachable, left };
}
/** The holders of one object. */
export const holdersOf = (o: Ref): readonly Holder[] => census(new Set([o])).holders.get(o) ?? [];
const IMMORTAL: Holder = {
  label: 'immortal: its count says nothing about who holds it',
  kind: 'static',
  address: null
};
function binaryOf(o: Ref): Holder[] {
  const count = ownedByBinary(o);
  if (count === 0) return [];
  const label = `the interpreter's own code: ${count} reference${count === 1 ? '' : 's'}`;
  return [{ label, kind: 'static', address: null }];
}
function worded({ label, kind, holder }: Found, owners: ReadonlyMap<Ref, Ref>): Holder {
  if (holder === null || kind === 'local' || kind === 'stack') return { label, kind, address: holder };
  const o = holder as Ref;
  const owner = owners.get(o);
  const [words, as] = owner === undefined ? [undefined, kind] : inNames(label, kind, o, owner);
  return { label: words ?? `${label} of ${nameOf(o)}`, kind: as, address: holder };
}
/** A name among a module's globals, a class's attributes, an instance's. */
function inNames(label: string, kind: Kind, dict: Ref, owner: Ref): [string, Kind] {
  const name = /^\['(.*)'\]$/s.exec(label)?.[1];
  const module = moduleOfGlobals(dict) ?? (isModule(owner) ? '?' : undefined);
  if (module !== undefined) {
    const where = module === '__main__' ? '' : ` of module ${module}`;
    return name === undefined ? [`${label} of globals${where}`, kind] : [`global ${name}${where}`, 'global'];
  }
  return name === undefined
    ? [`${label} in the names of ${nameOf(owner)}`, kind]
    : [`.${name} of ${nameOf(owner)}`, 'attribute'];
}
/** `list at 0x1f40`, `class Account`. */
const nameOf = (o: Ref): string =>
  typeHas(typeOf(o), Flag.TYPE)
    ? `class ${qualname(o as PyType)}`
    : `${fullName(typeOf(o))} at 0x${o.toString(16)}`;
/** The refcount as its field has it.  An immortal object's is its version's constant. */
export const refcountOf = (o: Ref): number => load(o) >>> 0;

/** What _warnings keeps: filters, what was warned of once, and a number that changes with the filters.  CPython: Python/_warnings.c. */
import { load, store, storePointer } from '../../heap/memory.js';
import { NULL, type Owned, type Ref } from '../../heap/reference.js';
import { compileHook } from '../../abstract/compile-hook.js';
import { packTuple } from '../../abstract/pack.js';
import { newDict, dictGetItem, lookupStr } from '../../include/dict.js';
import { newInt } from '../../include/int.js';
import { listAppend, newList } from '../../include/list.js';
import { isModule, moduleDict } from '../../include/module.js';
import { none } from '../../include/singletons.js';
import { identifier } from '../../include/str.js';
import { errors } from '../../object/errors.js';
import { newRef } from '../../object/refcount.js';
import { staticAllocate } from '../../process/space.js';

/** Owned: the list of filters, the registry of `once`, the default action; then the version of the filters. */
const STATE = staticAllocate(32);
const FILTERS = STATE,
  ONCE = STATE + 8,
  ACTION = STATE + 16,
  VERSION = STATE + 24;
const WARNINGS = identifier('warnings'),
  FILTERS_NAME = identifier('filters'),
  ONCE_NAME = identifier('onceregistry'),
  ACTION_NAME = identifier('defaultaction'),
  DEFAULT = identifier('default'),
  IGNORE = identifier('ignore'),
  MAIN = identifier('__main__');

const must = (o: Owned | 0): Owned => {
  if (o === NULL) throw new Error('no memory while _warnings is made');
  return o;
};
/** @cpython Python/_warnings.c init_filters */
export function makeWarningsState(): void {
  const { DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning } = errors;
  const filters = must(newList(0));
  for (const [action, category, module] of [
    [DEFAULT, DeprecationWarning, MAIN],
    [IGNORE, DeprecationWarning, 0],
    [IGNORE, PendingDeprecationWarning, 0],
    [IGNORE, ImportWarning, 0],
    [IGNORE, ResourceWarning, 0]
  ] as const) {
    const where = module === 0 ? none() : newRef(module);
    const filter = packTuple(newRef(action), none(), newRef(category), where, newInt(0));
    listAppend(filters, must(filter));
  }
  storePointer(FILTERS, filters);
  storePointer(ONCE, must(newDict()));
  storePointer(ACTION, newRef(DEFAULT));
}
/** For the audit. */
export function warningsRoots(see: (o: Ref, label: string) => void): void {
  for (const at of [FILTERS, ONCE, ACTION]) if (load(at) !== 0) see(load(at) as Ref, '_warnings');
}
export const ownFilters = (): Ref => load(FILTERS) as Ref;
export const ownOnceRegistry = (): Ref => load(ONCE) as Ref;
export const ownDefaultAction = (): Ref => load(ACTION) as Ref;

export const filtersVersion = (): number => load(VERSION);
/** What was decided with other filters does not count any more. */
export const filtersMutated = (): void => store(VERSION, load(VERSION) + 1);

/** An attribute of the warnings module if that has been imported, borrowed; 0: none.  @cpython Python/_warnings.c get_warnings_attr */
export function warningsAttribute(name: Ref): Ref | 0 {
  const module = dictGetItem(compileHook.modules(), WARNINGS);
  return module === null || module === 0 || !isModule(module) ? 0 : lookupStr(moduleDict(module), name);
}
export const filtersNow = (): Ref => warningsAttribute(FILTERS_NAME) || ownFilters();
export const onceRegistryNow = (): Ref => warningsAttribute(ONCE_NAME) || ownOnceRegistry();
export const defaultActionNow = (): Ref => warningsAttribute(ACTION_NAME) || ownDefaultAction();

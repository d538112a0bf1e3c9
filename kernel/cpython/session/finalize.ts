/** The end of a program: what dies at exit, in which order.  CPython: Python/pylifecycle.c finalize_modules. */
import { NULL, type Owned, type Ref } from '../heap/reference.js';
import { dictSetItem, entryKey, entryValue, nextEntry, setStr } from '../include/dict.js';
import { isModule, moduleDict } from '../include/module.js';
import { None } from '../include/singletons.js';
import { isStr, toHost } from '../include/str.js';
import { newWeakref, referent } from '../include/weakref.js';
import { decref, newRef } from '../object/refcount.js';
import { builtinsRoot } from '../interp/builtins-root.js';
import { collect } from '../gc/collect.js';

const KEPT = new Set(['sys', 'builtins']);

/** Lets go of all modules, `__main__` among them, collects, and empties the modules that something still holds, newest first. */
export function finalizeModules(): void {
  const modules = builtinsRoot.modules();
  const weak: Owned[] = [];
  for (let i = nextEntry(modules, 0); i >= 0; i = nextEntry(modules, i + 1)) {
    const key = entryKey(modules, i),
      module = entryValue(modules, i);
    if (!isModule(module) || (isStr(key) && KEPT.has(toHost(key)))) continue;
    const reference = newWeakref(module, 0);
    if (reference !== NULL) weak.push(reference);
    dictSetItem(modules, key, None);
  }
  collect(2);
  for (const reference of weak.reverse()) {
    const module = referent(reference);
    if (module !== 0) {
      const held = newRef(module);
      clearModule(held);
      decref(held);
    }
    decref(reference);
  }
  collect(2);
}
/** Sets the module's names to None: those with one underscore first, then the others.  @cpython Objects/moduleobject.c _PyModule_ClearDict */
function clearModule(module: Ref): void {
  const dict = moduleDict(module);
  for (const isTurn of [isPrivate, isOrdinary]) {
    for (let i = nextEntry(dict, 0); i >= 0; i = nextEntry(dict, i + 1)) {
      const key = entryKey(dict, i);
      if (isStr(key) && entryValue(dict, i) !== None && isTurn(toHost(key))) setStr(dict, key, None);
    }
  }
}
const isPrivate = (name: string): boolean => name.startsWith('_') && name[1] !== '_';
const isOrdinary = (name: string): boolean => !isPrivate(name) && name !== '__builtins__';

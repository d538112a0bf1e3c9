/** The sys module, wherever Python code has hidden it.  CPython: Python/sysmodule.c _PySys_GetAttr. */
import { load, storePointer } from '../heap/memory.js';
import type { Owned, Ref } from '../heap/reference.js';
import { lookupStr, setStr } from '../include/dict.js';
import { moduleDict } from '../include/module.js';
import { staticAllocate } from '../process/space.js';

/** Holds the module, owned. */
const SYS = staticAllocate(16);
export const setSysModule = (module: Owned<'module'>): void => storePointer(SYS, module);
/** The module, borrowed; 0 before it is made. */
export const sysModule = (): Ref | 0 => load(SYS) as Ref | 0;
/** `sys.name`, borrowed; 0: missing. */
export function sysGet(name: Ref): Ref | 0 {
  const module = sysModule();
  return module === 0 ? 0 : lookupStr(moduleDict(module), name);
}
export function sysSet(name: Ref, value: Ref): void {
  const module = sysModule();
  if (module !== 0) setStr(moduleDict(module), name, value);
}

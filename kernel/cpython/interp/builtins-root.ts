/** The interpreter's own references: builtins, sys.modules.  They lie in words that the audit reads. */
import { load, store } from '../heap/memory.js';
import type { Owned, Ref } from '../heap/reference.js';
import { staticAllocate } from '../process/space.js';

const words = staticAllocate(32);
export const builtinsRoot = Object.freeze({
  /** The dict of the module builtins, borrowed. */
  dict: (): Ref => load(words) as Ref,
  setDict: (dict: Owned): void => store(words, dict),
  /** sys.modules, borrowed. */
  modules: (): Ref => load(words + 8) as Ref,
  setModules: (modules: Owned): void => store(words + 8, modules)
});
/** For the audit. */
export function interpreterRoots(visit: (o: Ref, label: string) => void): void {
  if (load(words) !== 0) visit(load(words) as Ref, 'the interpreter: builtins');
  if (load(words + 8) !== 0) visit(load(words + 8) as Ref, 'the interpreter: sys.modules');
}

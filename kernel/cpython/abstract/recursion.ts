/** Natives that call themselves through what they hold: a list compared with itself must not exhaust the host's stack. */
import { load, store } from '../heap/memory.js';
import { errors, raise } from '../object/errors.js';
import { RECURSION_DEPTH, RECURSION_LIMIT } from '../object/thread.js';

/** One level deeper; false: RecursionError is set.  `where`: ` in comparison`.  @cpython Python/ceval.c Py_EnterRecursiveCall */
export function enterNative(where: string): boolean {
  const depth = load(RECURSION_DEPTH) + 1;
  if (depth > load(RECURSION_LIMIT)) {
    raise(errors.RecursionError, `maximum recursion depth exceeded${where}`);
    return false;
  }
  store(RECURSION_DEPTH, depth);
  return true;
}
export const leaveNative = (): void => store(RECURSION_DEPTH, load(RECURSION_DEPTH) - 1);

/** The end of a program: what dies at exit, in which order.  CPython: Python/pylifecycle.c Py_FinalizeEx. */
import type { Ref } from '../heap/reference.js';

/** Runs the exit functions and lets go of the modules; `failed` is told an exit status when something went wrong. */
export function finalize(globals: Ref, failed: (status: number) => void): void {
  void globals;
  void failed;
}

/** What modules do when the program has ended, before its modules go.  CPython: Python/pylifecycle.c. */
const hooks: (() => void)[] = [];
/** Registers what is to be done; while modules load. */
export const connectExit = (hook: () => void): void => void hooks.push(hook);
export function runExitHooks(): void {
  for (const hook of hooks) hook();
}

/** How a command says that it was called wrongly. */

/** The caller's mistake: printed without a stack, exit status 2. */
export class UsageError extends Error {}

/** Whether the caller only asks how a command is called; then that is printed. */
export function printedHelp(args: readonly string[], usage: string): boolean {
  if (args[0] !== '--help' && args[0] !== '-h') return false;
  process.stdout.write(usage);
  return true;
}

/** Exit status of a command that was called wrongly. */
export const MISUSE = 2;
/** Exit status when refscope itself has failed (EX_SOFTWARE). */
export const OUR_BUG = 70;

/** Issuing a warning.  CPython: Python/_warnings.c PyErr_WarnEx. */
import type { PyType } from '../object/header.js';

export interface WarningsHook {
  warn(category: PyType, text: string, stacklevel: number): boolean;
  warnExplicit(category: PyType, text: string, filename: string, line: number): boolean;
}
const connected: WarningsHook = { warn: () => true, warnExplicit: () => true };
/** The warnings module connects itself here. */
export function connectWarnings(hook: WarningsHook): void {
  Object.assign(connected, hook);
}
/** Warns.  False: a filter made an exception of it, which is set. */
export const warn = (category: PyType, text: string, stacklevel = 1): boolean =>
  connected.warn(category, text, stacklevel);
/** Warns of a line of source text, whatever runs now.  False: an exception is set.  @cpython PyErr_WarnExplicitObject */
export const warnExplicit = (category: PyType, text: string, filename: string, line: number): boolean =>
  connected.warnExplicit(category, text, filename, line);

/** Issuing a warning.  CPython: Python/_warnings.c PyErr_WarnEx. */
import type { PyType } from '../object/header.js';

type Warn = (category: PyType, text: string, stacklevel: number) => boolean;
const connected: { warn: Warn } = { warn: () => true };
/** The warnings module connects itself here. */
export function connectWarnings(warn: Warn): void {
  connected.warn = warn;
}
/** Warns.  False: a filter made an exception of it, which is set. */
export const warn = (category: PyType, text: string, stacklevel = 1): boolean =>
  connected.warn(category, text, stacklevel);

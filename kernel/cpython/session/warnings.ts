/** Warnings of the parser and compiler, shown once per line as `python` shows them. */
import { warnExplicit } from '../abstract/warn.js';
import { errors } from '../object/errors.js';

/** Lines that have already been warned of: what the warnings registry of `__main__` would hold. */
const seen = new Set<string>();

export const warnings = {
  /** Issues a warning of a line of source.  False: a filter made an exception of it, which is set. */
  show(
    category: 'SyntaxWarning' | 'DeprecationWarning',
    text: string,
    filename: string,
    line: number
  ): boolean {
    const key = `${filename}\0${line}\0${category}\0${text}`;
    if (seen.has(key)) return true;
    seen.add(key);
    return warnExplicit(errors[category], text, filename, line);
  }
};
/** Texts by file name: for tracebacks and warnings. */
export const sources = new Map<string, string>();

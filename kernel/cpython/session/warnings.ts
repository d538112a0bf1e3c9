/** Warnings of the parser and compiler, shown once per line as `python` shows them. */
import { host } from '../abstract/host.js';

/** Lines that have already been warned of: what the warnings registry of `__main__` would hold. */
const seen = new Set<string>();

export const warnings = {
  /** Writes `file:line: Category: text` to stderr, with the source line when it is known. */
  show(category: string, text: string, filename: string, line: number): void {
    const key = `${filename}\0${line}\0${category}\0${text}`;
    if (seen.has(key)) return;
    seen.add(key);
    const source = sources.get(filename)?.split('\n')[line - 1]?.trim();
    const shown = source === undefined || source === '' ? '' : `  ${source}\n`;
    host.write('stderr', `${filename}:${line}: ${category}: ${text}\n${shown}`);
  }
};
/** Texts by file name: for tracebacks and warnings. */
export const sources = new Map<string, string>();

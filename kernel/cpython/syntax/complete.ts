/** Whether what was typed so far is a whole statement: for the prompt and for Jupyter's is_complete.  CPython: Lib/codeop.py. */
import { parseModule, type ParseOptions } from './parse.js';

/** `indent` is what the next line should begin with, for an incomplete source. */
export type Completeness =
  { status: 'complete' } | { status: 'invalid' } | { status: 'incomplete'; indent: string };

/** Whether `text` can run as it is, needs more lines, or is wrong whatever follows. */
export function isComplete(text: string, options: ParseOptions): Completeness {
  const lines = text.replace(/\n+$/, '').split('\n');
  const last = lines[lines.length - 1] ?? '';
  const parsed = parseModule(text, options);
  if (parsed.error !== undefined) {
    return parsed.isUnfinished ? { status: 'incomplete', indent: indentAfter(last) } : { status: 'invalid' };
  }
  // A block is not over before an empty line, or a line that does not belong to it.
  const isBlock = /^[ \t]/.test(last) || opensBlock(last);
  if (isBlock && !/\n[ \t]*\n?$/.test(text)) return { status: 'incomplete', indent: indentAfter(last) };
  return { status: 'complete' };
}

const opensBlock = (line: string): boolean => /:\s*(?:#.*)?$/.test(line);

function indentAfter(line: string): string {
  const indent = /^[ \t]*/.exec(line)?.[0] ?? '';
  if (opensBlock(line)) return `${indent}    `;
  return /^\s*(?:return|pass|break|continue|raise)\b/.test(line) ? indent.slice(0, -4) : indent;
}

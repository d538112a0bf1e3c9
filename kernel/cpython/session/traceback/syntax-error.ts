/** Where a SyntaxError is.  CPython: Python/pythonrun.c print_exception_file_and_line, Lib/traceback.py _format_syntax_error. */
import type { Ref } from '../../heap/reference.js';
import { PySyntaxError } from '../../include/exception.js';
import { isInt, safeValue } from '../../include/int.js';
import { isStr, toHost } from '../../include/str.js';
import { profile } from '../../profiles/profile.js';

const { filename, lineno, offset, end_lineno, end_offset, text } = PySyntaxError;
const number = (o: Ref | 0): number | null => (o !== 0 && isInt(o) ? safeValue(o) : null);
const string = (o: Ref | 0): string | null => (o !== 0 && isStr(o) ? toHost(o) : null);

interface Place {
  readonly lines: string[];
  /** What follows the message. */
  readonly suffix: string;
}
/** The lines before the message. */
export function syntaxErrorPlace(exception: Ref): Place {
  const file = string(filename(exception)),
    line = number(lineno(exception));
  const lines: string[] = [];
  if (line !== null) lines.push(`  File "${file ?? '<string>'}", line ${line}`);
  const suffix = line === null && file !== null ? ` (${file})` : '';
  const source = string(text(exception));
  if (source !== null) lines.push(...marked(exception, source, line));
  return { lines, suffix };
}
/** The line and the marks under it. */
function marked(exception: Ref, source: string, line: number | null): string[] {
  const right = source.replace(/\n+$/, ''),
    left = right.replace(/^[ \n\f]+/, '');
  const shown = `    ${left}`;
  let at = number(offset(exception));
  if (at === null) return [shown];
  const spaces = right.length - left.length;
  let end = at;
  if (profile.builtins.syntaxErrorRange) {
    const given = number(end_offset(exception));
    const isOneLine = line === number(end_lineno(exception));
    end = isOneLine ? (given === null || given === 0 ? at : given) : right.length + 1;
  }
  if (at > source.length) at = right.length + 1;
  if (end > source.length) end = right.length + 1;
  if (at >= end || end < 0) end = at + 1;
  const from = at - 1 - spaces,
    to = end - 1 - spaces;
  if (from < 0) return [shown];
  const before = left.slice(0, from).replace(/\S/g, ' ').padEnd(from, ' ');
  return [shown, `    ${before}${'^'.repeat(to - from)}`];
}

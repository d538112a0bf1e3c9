/** The marks under a line of a traceback.  CPython: Python/traceback.c (3.11, 3.12), Lib/traceback.py from 3.13. */
import type { Expr, Stmt } from '../../syntax/ast.js';
import { grammarOf } from '../../syntax/grammar.js';
import { parseModule } from '../../syntax/parse.js';
import { realm } from '../../profiles/realm.js';
import { profile, rule } from '../../profiles/profile.js';

/** Where an instruction comes from: lines from 1, columns in UTF-8 bytes from 0, -1 unknown. */
export type Position = readonly [line: number, endLine: number, column: number, endColumn: number];

const grammar = grammarOf(realm.version.key);
/** The statements of a text; null when it is none. */
function statements(text: string): readonly Stmt[] | null {
  const parsed = parseModule(text, { grammar });
  return parsed.tree === undefined ? null : parsed.tree.body;
}
/** The index of the character at a byte offset of the UTF-8 form. */
function characterOffset(line: string, bytes: number): number {
  let left = bytes,
    i = 0;
  while (left > 0 && i < line.length) {
    const code = line.codePointAt(i)!;
    left -= code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    i += code > 0xffff ? 2 : 1;
  }
  return i;
}
/** Columns that text takes on a screen: wide characters take two. */
function width(line: string, to = line.length): number {
  let columns = 0;
  for (const c of line.slice(0, to)) columns += WIDE.test(c) ? 2 : 1;
  return columns;
}
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u;

/** The source lines of an entry, indented by four, with their marks.  `lineAt` gives a line without its end, or null. */
export type Show = (line: number, position: Position, lineAt: (n: number) => string | null) => string[];

/** The line alone. */
export const plainLine: Show = (line, _position, lineAt) => {
  const text = lineAt(line)?.trim() ?? '';
  return text === '' ? [] : [`    ${text}`];
};

interface Anchors {
  readonly start: number;
  readonly end: number;
}
const isSpace = (c: string | undefined): boolean => c !== undefined && /\s/.test(c);

/** The operator or the brackets in one line.  @cpython Python/traceback.c extract_anchors_from_expr */
function anchorsInLine(segment: string): Anchors | null {
  const body = statements(`(${segment})`);
  if (body?.length !== 1 || body[0]!.kind !== 'Expr') return null;
  const expression = body[0].value;
  const at = (bytes: number): number => characterOffset(segment, bytes - 1);
  if (expression.kind === 'BinOp') {
    const right = at(expression.right.col_offset);
    for (let i = at(expression.left.end_col_offset); i < right; i++) {
      if (isSpace(segment[i])) continue;
      if (i + 1 < right && segment[i] === ')') continue;
      return { start: i, end: i + 1 < right && !isSpace(segment[i + 1]) ? i + 2 : i + 1 };
    }
    return null;
  }
  if (expression.kind !== 'Subscript') return null;
  let start = at(expression.value.end_col_offset),
    end = at(expression.slice.end_col_offset + 1);
  while (start < segment.length && segment[start] !== '[') start++;
  while (end < segment.length && segment[end] !== ']') end++;
  if (end < segment.length) end++;
  return { start, end };
}
/** One line; marks unless they would span all of it. */
const showLine: Show = (line, position, lineAt) => {
  const [, endLine, column, endColumn] = position;
  const shown = plainLine(line, position, lineAt);
  const original = lineAt(line);
  if (shown.length === 0 || original === null || endLine < 0 || column < 0 || endColumn < 0) return shown;
  const stripped = original.trim();
  const indent = original.length - original.trimStart().length;
  const start = characterOffset(original, column);
  const isOneLine = line === endLine;
  const end = isOneLine ? characterOffset(original, endColumn) : indent + stripped.length;
  const anchors = isOneLine ? anchorsInLine(original.slice(start, end)) : null;
  if (anchors === null && end - start >= stripped.length) return shown;
  let marks = ' '.repeat(Math.max(0, start - indent));
  for (let i = start; i < end; i++) {
    const isMain = anchors === null || (i - start >= anchors.start && i - start < anchors.end);
    marks += isMain ? '^' : '~';
  }
  return [...shown, `    ${marks}`];
};

interface Spot {
  readonly line: number;
  readonly column: number;
}
interface Ends {
  readonly left: Spot;
  readonly right: Spot;
}
/** The operator, or the brackets of a call or subscript, in several lines.  @cpython Lib/traceback.py _extract_caret_anchors_from_line_segment */
function anchorsInSegment(segment: string): Ends | null {
  const body = statements(`(\n${segment}\n)`);
  if (body?.length !== 1 || body[0]!.kind !== 'Expr') return null;
  const expression = body[0].value;
  const lines = segment.split('\n');
  const valid = (spot: Spot): Spot | null => {
    let { line, column } = spot;
    while (line < lines.length && column >= lines[line]!.length) {
      column = 0;
      line++;
    }
    return line < lines.length ? { line, column } : null;
  };
  const until = (from: Spot | null, stop: (c: string) => boolean): Spot | null => {
    let at = from;
    while (at !== null) {
      const c = lines[at.line]![at.column]!;
      if (c === '\\' || c === '#') at = valid({ line: at.line + 1, column: 0 });
      else if (stop(c)) return at;
      else at = valid({ line: at.line, column: at.column + 1 });
    }
    return null;
  };
  const endOf = (e: Expr): Spot => ({
    line: e.end_lineno - 2,
    column: characterOffset(lines[e.end_lineno - 2] ?? '', e.end_col_offset)
  });
  if (expression.kind === 'BinOp') {
    const left = until(valid(endOf(expression.left)), c => !isSpace(c) && c !== ')');
    if (left === null) return null;
    const { right } = expression;
    const text = lines[left.line]!,
      next = text[left.column + 1];
    const isBeforeRight =
      right.lineno - 2 > left.line ||
      left.column + 1 < characterOffset(lines[right.lineno - 2] ?? '', right.col_offset);
    const isTwo = next !== undefined && isBeforeRight && !isSpace(next) && next !== '\\' && next !== '#';
    return { left, right: { line: left.line, column: left.column + (isTwo ? 2 : 1) } };
  }
  const opened =
    expression.kind === 'Subscript'
      ? until(valid(endOf(expression.value)), c => c === '[')
      : expression.kind === 'Call'
        ? until(valid(endOf(expression.func)), c => c === '(')
        : null;
  return opened === null ? null : { left: opened, right: endOf(expression) };
}
/** A call that is all of `return f(x)` or `a = f(x)` is not marked; nor is what spans whole lines without anchors. */
function wantsMarks(lines: readonly string[], start: number, end: number, anchors: Ends | null): boolean {
  const body = statements(lines.join('\n'));
  if (body !== null) {
    const statement = body[0];
    if (statement === undefined) return false;
    const call =
      statement.kind === 'Return' && statement.value?.kind === 'Call' && statement.value.func.kind === 'Name'
        ? statement.value
        : statement.kind === 'Assign' &&
            statement.value.kind === 'Call' &&
            statement.targets.length === 1 &&
            statement.targets[0]!.kind === 'Name'
          ? statement.value
          : null;
    const spansAll =
      call !== null &&
      call.lineno === 1 &&
      call.end_lineno === lines.length &&
      call.col_offset === start &&
      call.end_col_offset === end;
    if (spansAll) return false;
  }
  if (anchors !== null) return true;
  return lines[0]!.slice(0, start).trim() !== '' || lines.at(-1)!.slice(end).trim() !== '';
}
/** Lines without what they have in common at the left; blank ones are empty.  @cpython Lib/textwrap.py dedent */
function dedent(lines: readonly string[]): string[] {
  let margin: string | null = null;
  for (const line of lines) {
    if (line.trim() === '') continue;
    const indent = /^[ \t]*/.exec(line)![0];
    if (margin === null) margin = indent;
    else while (!indent.startsWith(margin)) margin = margin.slice(0, -1);
  }
  const cut = (margin ?? '').length;
  return lines.map(line => (line.trim() === '' ? '' : line.slice(cut)));
}

/** All lines of the place, the middle left out when they are many.  @cpython Lib/traceback.py format_frame_summary */
const showSegment: Show = (line, position, lineAt) => {
  const [, endLine, column, endColumn] = position;
  if (endLine < 0 || column < 0 || endColumn < 0) return plainLine(line, position, lineAt);
  const originals: string[] = [];
  for (let n = line; n <= endLine; n++) originals.push((lineAt(n) ?? '').trimEnd());
  const lines = dedent(originals);
  if (lines.every(text => text === '')) return [];
  const cut = originals[0]!.length - lines[0]!.length;
  const start = Math.max(0, characterOffset(originals[0]!, column) - cut);
  const end = Math.max(0, characterOffset(originals.at(-1)!, endColumn) - cut);
  const whole = lines.join('\n');
  const segment = whole.slice(start, whole.length - (lines.at(-1)!.length - end));
  const anchors = anchorsInSegment(segment);
  const marked = wantsMarks(lines, start, end, anchors);
  const last = lines.length - 1;
  const column0 = (spot: Spot): number =>
    width(lines[spot.line]!, spot.column + (spot.line === 0 ? start : 0));
  const from = anchors === null ? 0 : column0(anchors.left),
    to = anchors === null ? 0 : column0(anchors.right);
  const isAnchored = (n: number, c: number): boolean =>
    anchors !== null &&
    (n > anchors.left.line || (n === anchors.left.line && c >= from)) &&
    (n < anchors.right.line || (n === anchors.right.line && c < to));
  const result: string[] = [];
  const show = (n: number): void => {
    const text = lines[n]!;
    result.push(text);
    if (!marked) return;
    const spaces = text.length - text.trimStart().length;
    const count = n === last ? width(text, end) : width(text);
    const first = n === 0 ? width(text, start) : 0;
    let marks = '';
    for (let c = 0; c < count; c++) {
      if (c < spaces || c < first) marks += ' ';
      else marks += anchors === null || isAnchored(n, c) ? '^' : '~';
    }
    result.push(marks);
  };
  const significant = new Set([0, last]);
  for (const spot of anchors === null ? [] : [anchors.left, anchors.right]) {
    for (let n = spot.line - 1; n <= spot.line + 1; n++) if (n >= 0 && n <= last) significant.add(n);
  }
  let before = -1;
  for (const n of [...significant].sort((a, b) => a - b)) {
    if (before >= 0 && n - before === 2) show(n - 1);
    else if (before >= 0 && n - before > 2) result.push(`...<${n - before - 1} lines>...`);
    show(n);
    before = n;
  }
  return dedent(result).map(text => `    ${text}`);
};

/** The source lines of a traceback entry, as the version shows them. */
export const sourceLines: Show = rule(profile.builtins.tracebackCarets, {
  none: plainLine,
  line: showLine,
  segment: showSegment
});

/** `'%s is %r' % (a, b)` as an f-string, from 3.11 on.  CPython: Python/ast_opt.c optimize_format. */
import type { BinOp, Constant, Expr, FormattedValue, JoinedStr } from '../syntax/ast.js';

const MAX_DIGITS = 3;

/** The f-string that the formatting comes to, or null where it stays as it is. */
export function formatToPieces(e: BinOp): Expr | null {
  const { left, right } = e;
  if (left.kind !== 'Constant' || left.value.type !== 'str' || right.kind !== 'Tuple') return null;
  const elements = right.elts;
  if (elements.some(element => element.kind === 'Starred')) return null;
  const place = {
    lineno: e.lineno,
    end_lineno: e.end_lineno,
    col_offset: e.col_offset,
    end_col_offset: e.end_col_offset
  };
  const text = Array.from(left.value.value);
  const values: Expr[] = [];
  const literal = (value: string): Constant => ({
    kind: 'Constant',
    value: { type: 'str', value },
    constant_kind: null,
    ...place
  });
  let at = 0;
  let used = 0;
  for (;;) {
    let piece = '';
    for (; at < text.length; at++) {
      if (text[at] !== '%') piece += text[at]!;
      else if (text[at + 1] === '%') {
        piece += '%';
        at++;
      } else break;
    }
    if (piece !== '') values.push(literal(piece));
    if (at >= text.length) break;
    if (used >= elements.length) return null;
    at++;
    const parsed = parseFormat(text, at);
    if (parsed === null) return null;
    at = parsed.end;
    const formatted: FormattedValue = {
      kind: 'FormattedValue',
      value: elements[used++]!,
      conversion: parsed.conversion,
      format_spec: null,
      ...place
    };
    if (parsed.spec !== '') {
      const spec: JoinedStr = { kind: 'JoinedStr', values: [literal(parsed.spec)], ...place };
      formatted.format_spec = spec;
    }
    values.push(formatted);
  }
  return used < elements.length ? null : { kind: 'JoinedStr', values, ...place };
}

/** One `%-10.3s`; only s, r and a are simple enough. */
function parseFormat(
  text: readonly string[],
  at: number
): { end: number; conversion: number; spec: string } | null {
  let left = false;
  for (; at < text.length && '-+ #0'.includes(text[at]!); at++) {
    if (text[at] === '-') left = true;
  }
  const number = (): number | null => {
    let digits = '';
    while (at < text.length && text[at]! >= '0' && text[at]! <= '9') digits += text[at++]!;
    return digits.length >= MAX_DIGITS ? null : digits === '' ? -1 : Number(digits);
  };
  const width = number();
  if (width === null) return null;
  let precision = -1;
  if (text[at] === '.') {
    at++;
    const parsed = number();
    if (parsed === null) return null;
    precision = parsed < 0 ? 0 : parsed;
  }
  const conversion = text[at];
  if (conversion !== 's' && conversion !== 'r' && conversion !== 'a') return null;
  let spec = '';
  if (!left && width > 0) spec += '>';
  if (width >= 0) spec += String(width);
  if (precision >= 0) spec += `.${precision}`;
  return { end: at + 1, conversion: conversion.charCodeAt(0), spec };
}

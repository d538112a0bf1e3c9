/** f-strings and t-strings.  CPython: Python/compile.c compiler_joined_str. */
import type { FormattedValue, Interpolation, JoinedStr, TemplateStr, Expr } from '../syntax/ast.js';
import { str } from './constants.js';
import type { Compiler } from './context.js';

const conversions: Record<number, number> = { [-1]: 0, 115: 1, 114: 2, 97: 3 };

export function joinedString(c: Compiler, e: JoinedStr): void {
  const count = e.values.length;
  if (count > c.facts.stackUse) {
    c.load(str(''));
    c.emit('LOAD_METHOD', c.name('join'));
    c.emit('BUILD_LIST', 0);
    for (const value of e.values) {
      c.expr(value);
      c.emit('LIST_APPEND', 1);
    }
    c.emit('CALL', 1);
    return;
  }
  if (count === 0 && c.facts.emptyFStringIsConstant) {
    c.load(str(''));
    return;
  }
  c.exprs(e.values);
  if (count !== 1) c.emit('BUILD_STRING', count);
}

/** The argument of both instructions is the conversion that is still to be done. */
export function formattedValue(c: Compiler, e: FormattedValue): void {
  c.expr(e.value);
  let conversion = conversions[e.conversion] ?? 0;
  if (e.format_spec === null) {
    c.emit('FORMAT_VALUE', conversion);
    return;
  }
  if (conversion !== 0 && c.facts.convertsBeforeSpec) {
    c.emit('FORMAT_VALUE', conversion);
    conversion = 0;
  }
  c.expr(e.format_spec);
  c.emit('FORMAT_WITH_SPEC', conversion);
}

export function interpolation(c: Compiler, e: Interpolation): void {
  c.expr(e.value);
  c.load(str(e.str));
  const conversion = conversions[e.conversion] ?? 0;
  if (e.format_spec === null) {
    c.emit('BUILD_INTERPOLATION', conversion * 2);
    return;
  }
  c.expr(e.format_spec);
  c.emit('BUILD_INTERPOLATION_SPEC', conversion * 2 + 1);
}

/** A t-string: a tuple of strings, one more than there are interpolations, and a tuple of those. */
export function templateString(c: Compiler, e: TemplateStr): void {
  const strings: Expr[] = [];
  const interpolations: Expr[] = [];
  let wasInterpolation = true;
  const empty = (): Expr => ({
    kind: 'Constant',
    value: { type: 'str', value: '' },
    constant_kind: null,
    lineno: e.lineno,
    end_lineno: e.end_lineno,
    col_offset: e.col_offset,
    end_col_offset: e.end_col_offset
  });
  for (const value of e.values) {
    const isInterpolation = value.kind === 'Interpolation';
    if (isInterpolation) {
      if (wasInterpolation) strings.push(empty());
      interpolations.push(value);
    } else {
      strings.push(value);
    }
    wasInterpolation = isInterpolation;
  }
  if (wasInterpolation) strings.push(empty());
  c.exprs(strings);
  c.emit('BUILD_TUPLE', strings.length);
  c.exprs(interpolations);
  c.emit('BUILD_TUPLE', interpolations.length);
  c.emit('BUILD_TEMPLATE');
}

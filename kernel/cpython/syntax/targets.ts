/** Expressions as targets: which may be assigned to or deleted, and what the others are called.  CPython: Parser/action_helpers.c. */
import type { Expr } from './ast.js';

/**
 * Gives `target` and what it contains the context `ctx`.  False if it, or a part of it, cannot be one; a star
 * outside of a tuple or list is the compiler's to refuse.
 */
export function setContext(target: Expr, ctx: 'Store' | 'Del'): boolean {
  switch (target.kind) {
    case 'Name':
    case 'Attribute':
    case 'Subscript':
      target.ctx = ctx;
      return true;
    case 'Starred':
      if (ctx === 'Del' || target.value.kind === 'Starred') return false;
      target.ctx = ctx;
      return setContext(target.value, ctx);
    case 'Tuple':
    case 'List':
      if (!target.elts.every(item => setContext(item, ctx))) return false;
      target.ctx = ctx;
      return true;
    default:
      return false;
  }
}

/** Whether it may stand left of `+=` or have an annotation. */
export function isSingleTarget(target: Expr): boolean {
  return target.kind === 'Name' || target.kind === 'Attribute' || target.kind === 'Subscript';
}

/** The part of `target` that makes it invalid, or null.  @cpython Parser/pegen.c _PyPegen_get_invalid_target */
export function invalidTarget(target: Expr, use: 'star' | 'del' | 'for'): Expr | null {
  switch (target.kind) {
    case 'List':
    case 'Tuple':
      for (const item of target.elts) {
        const invalid = invalidTarget(item, use);
        if (invalid !== null) return invalid;
      }
      return null;
    case 'Starred':
      return use === 'del' ? target : invalidTarget(target.value, use);
    case 'Compare':
      // In `for x in y` the parser may have read `x in y` as a comparison.
      if (use === 'for') return target.ops[0] === 'In' ? invalidTarget(target.left, use) : null;
      return target;
    case 'Name':
    case 'Subscript':
    case 'Attribute':
      return null;
    default:
      return target;
  }
}

/** What messages call an expression.  @cpython Parser/pegen.c _PyPegen_get_expr_name */
export function expressionName(expr: Expr): string {
  switch (expr.kind) {
    case 'Attribute':
      return 'attribute';
    case 'Subscript':
      return 'subscript';
    case 'Starred':
      return 'starred';
    case 'Name':
      return 'name';
    case 'List':
      return 'list';
    case 'Tuple':
      return 'tuple';
    case 'Lambda':
      return 'lambda';
    case 'Call':
      return 'function call';
    case 'BoolOp':
    case 'BinOp':
    case 'UnaryOp':
      return 'expression';
    case 'GeneratorExp':
      return 'generator expression';
    case 'Yield':
    case 'YieldFrom':
      return 'yield expression';
    case 'Await':
      return 'await expression';
    case 'ListComp':
      return 'list comprehension';
    case 'SetComp':
      return 'set comprehension';
    case 'DictComp':
      return 'dict comprehension';
    case 'Dict':
      return 'dict literal';
    case 'Set':
      return 'set display';
    case 'JoinedStr':
    case 'FormattedValue':
      return 'f-string expression';
    case 'TemplateStr':
    case 'Interpolation':
      return 't-string expression';
    case 'Constant':
      switch (expr.value.type) {
        case 'None':
        case 'True':
        case 'False':
          return expr.value.type;
        case 'Ellipsis':
          return 'ellipsis';
        default:
          return 'literal';
      }
    case 'Compare':
      return 'comparison';
    case 'IfExp':
      return 'conditional expression';
    case 'NamedExpr':
      return 'named expression';
    case 'Slice':
      return 'slice';
  }
}

/** Expressions.  CPython: Python/compile.c compiler_visit_expr1. */
import type { Compare, Expr } from '../syntax/ast.js';
import { attribute, call } from './calls.js';
import { comprehension } from './comprehensions.js';
import { fromTree } from './constants.js';
import type { Compiler } from './context.js';
import { dictDisplay, display, listDisplay, setDisplay, tupleDisplay } from './displays.js';
import { formattedValue, interpolation, joinedString, templateString } from './formatted.js';
import { lambda } from './functions.js';
import { awaitExpression, yieldExpression } from './generators.js';
import { compareOperation, jumpIf } from './jumps.js';
import { nameOperation } from './names.js';
import { operatorIndex } from './operators.js';
import { unpack } from './assignment.js';
import { slice, subscript } from './subscripts.js';
import { checkCompare } from './warnings.js';

const unary = {
  Invert: 'UNARY_INVERT',
  Not: 'UNARY_NOT',
  UAdd: 'UNARY_POSITIVE',
  USub: 'UNARY_NEGATIVE'
} as const;

export function expression(c: Compiler, e: Expr): void {
  switch (e.kind) {
    case 'Constant':
      c.load(fromTree(e.value));
      return;
    case 'Name':
      return nameOperation(c, e.id, e.ctx);
    case 'Attribute':
      if (e.ctx === 'Store' && e.value.kind === 'Name') noteStaticAttribute(c, e.value.id, e.attr);
      return attribute(c, e);
    case 'Call':
      return call(c, e);
    case 'BinOp':
      c.expr(e.left);
      c.expr(e.right);
      c.emit('BINARY_OP', operatorIndex(e.op));
      return;
    case 'UnaryOp':
      c.expr(e.operand);
      c.emit(unary[e.op]);
      return;
    case 'BoolOp': {
      const end = c.label();
      const name = e.op === 'And' ? 'JUMP_IF_FALSE_OR_POP' : 'JUMP_IF_TRUE_OR_POP';
      e.values.forEach((value, i) => {
        c.expr(value);
        if (i === e.values.length - 1) return;
        const jump = c.jump(name, end);
        if (c.facts.boolOpCopies) jump.rise = 1;
      });
      c.use(end);
      return;
    }
    case 'IfExp': {
      const end = c.label(),
        orelse = c.label();
      jumpIf(c, e.test, orelse, false);
      c.expr(e.body);
      c.located(null, () => c.jump('JUMP', end));
      c.use(orelse);
      c.expr(e.orelse);
      c.use(end);
      return;
    }
    case 'Compare':
      return compare(c, e);
    case 'NamedExpr':
      c.expr(e.value);
      c.emit('COPY', 1);
      c.expr(e.target);
      return;
    case 'Lambda':
      return lambda(c, e);
    case 'List':
      if (e.ctx === 'Load') return display(c, e.elts, 0, listDisplay);
      return unpack(c, e);
    case 'Tuple':
      if (e.ctx === 'Load') return display(c, e.elts, 0, tupleDisplay);
      return unpack(c, e);
    case 'Set':
      return display(c, e.elts, 0, setDisplay);
    case 'Dict':
      return dictDisplay(c, e);
    case 'ListComp':
    case 'SetComp':
    case 'DictComp':
    case 'GeneratorExp':
      return comprehension(c, e);
    case 'Yield':
    case 'YieldFrom':
      return yieldExpression(c, e);
    case 'Await':
      return awaitExpression(c, e);
    case 'JoinedStr':
      return joinedString(c, e);
    case 'FormattedValue':
      return formattedValue(c, e);
    case 'TemplateStr':
      return templateString(c, e);
    case 'Interpolation':
      return interpolation(c, e);
    case 'Subscript':
      return subscript(c, e);
    case 'Slice':
      return slice(c, e);
    case 'Starred':
      if (e.ctx === 'Store') c.fail('starred assignment target must be in a list or tuple', e);
      c.fail("can't use starred expression here", e);
  }
}

/** 3.13: what methods assign to their first argument is listed in the class. */
function noteStaticAttribute(c: Compiler, name: string, attr: string): void {
  if (!c.facts.staticAttributes || name !== 'self') return;
  for (let i = c.scopes.length - 1; i >= 0; i--) {
    const scope = c.scopes[i]!;
    if (scope.kind === 'class') {
      scope.staticAttributes.add(attr);
      return;
    }
  }
}

function compare(c: Compiler, e: Compare): void {
  checkCompare(c, e);
  c.expr(e.left);
  const last = e.ops.length - 1;
  if (last === 0) {
    c.expr(e.comparators[0]!);
    compareOperation(c, e.ops[0]!);
    return;
  }
  const cleanup = c.label(),
    end = c.label();
  e.ops.forEach((op, i) => {
    c.expr(e.comparators[i]!);
    if (i === last) {
      compareOperation(c, op);
      return;
    }
    c.emit('SWAP', 2);
    c.emit('COPY', 2);
    compareOperation(c, op);
    const jump = c.jump('JUMP_IF_FALSE_OR_POP', cleanup);
    if (c.facts.boolOpCopies) jump.rise = 1;
  });
  c.located(null, () => c.jump('JUMP', end));
  c.use(cleanup);
  c.emit('SWAP', 2);
  c.emit('POP_TOP');
  c.use(end);
}

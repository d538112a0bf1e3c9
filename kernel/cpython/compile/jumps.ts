/** Conditions as jumps.  CPython: Python/compile.c compiler_jump_if. */
import type { Compare, Expr } from '../syntax/ast.js';
import type { Compiler } from './context.js';
import type { Label } from './ir.js';
import { comparisons } from './opcodes.js';
import { checkCompare } from './warnings.js';

const comparison = { Eq: '==', NotEq: '!=', Lt: '<', LtE: '<=', Gt: '>', GtE: '>=' } as const;

export function compareOperation(c: Compiler, op: Compare['ops'][number]): void {
  if (op === 'Is' || op === 'IsNot') c.emit('IS_OP', op === 'Is' ? 0 : 1);
  else if (op === 'In' || op === 'NotIn') c.emit('CONTAINS_OP', op === 'In' ? 0 : 1);
  else c.emit('COMPARE_OP', comparisons.indexOf(comparison[op]));
}

/** Jumps to `target` if the truth of `e` is `condition`. */
export function jumpIf(c: Compiler, e: Expr, target: Label, condition: boolean): void {
  switch (e.kind) {
    case 'UnaryOp':
      if (e.op === 'Not') return jumpIf(c, e.operand, target, !condition);
      break;
    case 'BoolOp': {
      const isOr = e.op === 'Or';
      const inner = isOr === condition ? target : c.label();
      for (const value of e.values.slice(0, -1)) jumpIf(c, value, inner, isOr);
      jumpIf(c, e.values[e.values.length - 1]!, target, condition);
      if (inner !== target) c.use(inner);
      return;
    }
    case 'IfExp': {
      const end = c.label(),
        orelse = c.label();
      jumpIf(c, e.test, orelse, false);
      jumpIf(c, e.body, target, condition);
      c.located(null, () => c.jump('JUMP', end));
      c.use(orelse);
      jumpIf(c, e.orelse, target, condition);
      c.use(end);
      return;
    }
    case 'Compare': {
      if (e.ops.length === 1) break;
      const cleanup = c.label(),
        end = c.label();
      c.located(e, () => {
        checkCompare(c, e);
        c.expr(e.left);
        e.ops.forEach((op, i) => {
          c.expr(e.comparators[i]!);
          if (i === e.ops.length - 1) {
            compareOperation(c, op);
            return;
          }
          c.emit('SWAP', 2);
          c.emit('COPY', 2);
          compareOperation(c, op);
          c.jump('POP_JUMP_IF_FALSE', cleanup);
        });
        c.jump(condition ? 'POP_JUMP_IF_TRUE' : 'POP_JUMP_IF_FALSE', target);
      });
      c.located(null, () => {
        c.jump('JUMP', end);
        c.use(cleanup);
        c.emit('POP_TOP');
        if (!condition) c.jump('JUMP', target);
        c.use(end);
      });
      return;
    }
  }
  c.expr(e);
  c.located(e, () => c.jump(condition ? 'POP_JUMP_IF_TRUE' : 'POP_JUMP_IF_FALSE', target));
}

/** for, while, if.  CPython: Python/compile.c compiler_for, compiler_while, compiler_if. */
import type { Expr, Stmt } from '../syntax/ast.js';
import { truthOf } from './constants.js';
import type { Compiler } from './context.js';
import { constantOf } from './displays.js';
import { None } from './constants.js';
import { endAsyncFor, yieldFrom } from './generators.js';
import { POP_BLOCK, SETUP_FINALLY } from './ir.js';
import { jumpIf } from './jumps.js';

/** The truth of a constant test, where the version looks at the tree for it; null: not constant. */
function constantTest(c: Compiler, e: Expr): boolean | null {
  if (c.facts.deadBranches !== 'notEmitted') return null;
  const constant = constantOf(e);
  return constant === null ? null : truthOf(constant);
}

export function ifStatement(c: Compiler, s: Extract<Stmt, { kind: 'If' }>): void {
  const conditionally = (list: readonly Stmt[]): void => {
    c.scope.conditionalDepth++;
    c.body(list);
    c.scope.conditionalDepth--;
  };
  const constant = constantTest(c, s.test);
  if (constant !== null) {
    const [live, dead] = constant ? [s.body, s.orelse] : [s.orelse, s.body];
    if (constant) {
      conditionally(live);
      c.silently(() => conditionally(dead));
    } else {
      c.silently(() => conditionally(dead));
      conditionally(live);
    }
    return;
  }
  const end = c.label();
  const next = s.orelse.length > 0 ? c.label() : end;
  jumpIf(c, s.test, next, false);
  conditionally(s.body);
  if (s.orelse.length > 0) {
    c.located(null, () => c.jump('JUMP', end));
    c.use(next);
    conditionally(s.orelse);
  }
  c.use(end);
}

export function whileStatement(c: Compiler, s: Extract<Stmt, { kind: 'While' }>): void {
  const loop = c.label(),
    body = c.label(),
    end = c.label();
  const constant = constantTest(c, s.test);
  c.scope.conditionalDepth++;
  if (constant === false) {
    c.silently(() => {
      c.push({ kind: 'while', start: loop, exit: end });
      c.body(s.body);
      c.pop();
    });
    c.body(s.orelse);
  } else {
    const anchor = c.label();
    c.use(loop);
    c.push({ kind: 'while', start: loop, exit: end });
    if (constant === null) jumpIf(c, s.test, anchor, false);
    c.use(body);
    c.body(s.body);
    c.located(null, () => c.jump('JUMP', loop));
    c.pop();
    c.use(anchor);
    c.body(s.orelse);
  }
  c.scope.conditionalDepth--;
  c.use(end);
}

export function forStatement(c: Compiler, s: Extract<Stmt, { kind: 'For' }>): void {
  const start = c.label(),
    cleanup = c.label(),
    end = c.label();
  c.scope.conditionalDepth++;
  c.push({ kind: 'for', start, exit: end });
  c.expr(s.iter);
  c.located(s.iter, () => {
    c.emit('GET_ITER');
    c.use(start);
    c.jump('FOR_ITER', cleanup);
  });
  c.expr(s.target);
  c.body(s.body);
  c.located(null, () => c.jump('JUMP', start));
  c.use(cleanup);
  c.pop();
  c.body(s.orelse);
  c.scope.conditionalDepth--;
  c.use(end);
}

export function asyncForStatement(c: Compiler, s: Extract<Stmt, { kind: 'AsyncFor' }>): void {
  if (c.scope.kind !== 'async') c.fail("'async for' outside async function", s);
  const start = c.label(),
    except = c.label(),
    end = c.label();
  c.scope.conditionalDepth++;
  c.expr(s.iter);
  c.located(s.iter, () => c.emit('GET_AITER'));
  c.use(start);
  c.push({ kind: 'for', start, exit: end });
  c.setup(SETUP_FINALLY, except);
  c.located(s.iter, () => {
    c.emit('GET_ANEXT');
    c.load(None);
    yieldFrom(c, true);
  });
  c.add(POP_BLOCK);
  c.expr(s.target);
  c.body(s.body);
  c.located(null, () => c.jump('JUMP', start));
  c.pop();
  c.use(except);
  c.located(s.iter, () => endAsyncFor(c));
  c.body(s.orelse);
  c.scope.conditionalDepth--;
  c.use(end);
}

/** Statements.  CPython: Python/compile.c compiler_visit_stmt. */
import type { Stmt } from '../syntax/ast.js';
import { annAssign, assign, augAssign } from './assignment.js';
import { classDef } from './classes.js';
import { None, fromTree } from './constants.js';
import type { Compiler } from './context.js';
import { assertStatement, raiseStatement, tryStatement } from './exceptions.js';
import { functionDef } from './functions.js';
import { importFrom, importStatement } from './imports.js';
import { asyncForStatement, forStatement, ifStatement, whileStatement } from './loops.js';
import { matchStatement } from './match.js';
import { typeAlias } from './typeparams.js';
import { unwind, unwindAll } from './unwinding.js';
import { withStatement } from './with.js';

export function statement(c: Compiler, s: Stmt): void {
  switch (s.kind) {
    case 'FunctionDef':
    case 'AsyncFunctionDef':
      return functionDef(c, s);
    case 'ClassDef':
      return classDef(c, s);
    case 'Return':
      return returnStatement(c, s);
    case 'Delete':
      return c.exprs(s.targets);
    case 'Assign':
      return assign(c, s);
    case 'TypeAlias':
      return typeAlias(c, s);
    case 'AugAssign':
      return augAssign(c, s);
    case 'AnnAssign':
      return annAssign(c, s);
    case 'For':
      return forStatement(c, s);
    case 'AsyncFor':
      return asyncForStatement(c, s);
    case 'While':
      return whileStatement(c, s);
    case 'If':
      return ifStatement(c, s);
    case 'With':
    case 'AsyncWith':
      return withStatement(c, s);
    case 'Match':
      return matchStatement(c, s);
    case 'Raise':
      return raiseStatement(c, s);
    case 'Try':
    case 'TryStar':
      return tryStatement(c, s);
    case 'Assert':
      return assertStatement(c, s);
    case 'Import':
      return importStatement(c, s);
    case 'ImportFrom':
      return importFrom(c, s);
    case 'Global':
    case 'Nonlocal':
      return;
    case 'Pass':
      c.emit('NOP');
      return;
    case 'Expr':
      return expressionStatement(c, s);
    case 'Break':
    case 'Continue':
      return leaveLoop(c, s);
  }
}

function expressionStatement(c: Compiler, s: Extract<Stmt, { kind: 'Expr' }>): void {
  if (c.isInteractive && c.scopes.length === 1) {
    c.expr(s.value);
    c.emit('PRINT_EXPR');
    return;
  }
  if (s.value.kind === 'Constant') {
    c.emit('NOP');
    return;
  }
  c.expr(s.value);
  c.located(null, () => c.emit('POP_TOP'));
}

function returnStatement(c: Compiler, s: Extract<Stmt, { kind: 'Return' }>): void {
  const { kind } = c.scope;
  if (kind === 'module' || kind === 'class') c.fail("'return' outside function", s);
  if (s.value !== null && c.block.isCoroutine && c.block.isGenerator) {
    c.fail("'return' with value in async generator", s);
  }
  const keep = s.value !== null && s.value.kind !== 'Constant';
  if (keep) c.expr(s.value!);
  unwindAll(c, keep, false, s);
  if (s.value === null) c.load(None);
  else if (s.value.kind === 'Constant') {
    const { value } = s.value;
    c.located(s.value, () => c.load(fromTree(value)));
  }
  c.emit('RETURN_VALUE');
}

function leaveLoop(c: Compiler, s: Extract<Stmt, { kind: 'Break' | 'Continue' }>): void {
  c.emit('NOP');
  const loop = unwindAll(c, false, true, s);
  if (loop === null) {
    c.fail(s.kind === 'Break' ? "'break' outside loop" : "'continue' not properly in loop", s);
  }
  if (s.kind === 'Break') {
    unwind(c, loop, false);
    c.jump('JUMP', loop.exit!);
  } else {
    c.jump('JUMP', loop.start);
  }
}

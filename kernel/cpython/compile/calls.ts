/** Calls: functions, methods, super, stars.  CPython: Python/compile.c compiler_call. */
import type { Attribute, Call, Expr } from '../syntax/ast.js';
import { callArguments, callee, hasStars, keywordValues, needsUnpacking } from './arguments.js';
import { inlineConsumer } from './consumers.js';
import type { Compiler } from './context.js';
import { nameOperation } from './names.js';
import { DEF_IMPORT } from './symbols.js';
import type { Position } from './unit.js';
import { checkCallee } from './warnings.js';

/** Where the name of an attribute stands, if it is on another line than the start of the expression. */
export function attributePosition(c: Compiler, e: Attribute): Position {
  if (e.lineno === e.end_lineno) return c.at;
  const length = e.attr.length;
  return length <= e.end_col_offset
    ? [e.end_lineno, e.end_lineno, e.end_col_offset - length, e.end_col_offset]
    : [e.end_lineno, e.end_lineno, -1, -1];
}

export function call(c: Compiler, e: Call): void {
  if (methodCall(c, e)) return;
  if (inlineConsumer(c, e)) return;
  checkCallee(c, e.func);
  const ex = needsUnpacking(c, e.args, e.keywords);
  callee(c, () => c.expr(e.func));
  callArguments(c, 0, e.args, e.keywords, ex, c.facts.pushNull !== 'none');
}

function methodCall(c: Compiler, e: Call): boolean {
  const { func, args, keywords } = e;
  if (func.kind !== 'Attribute') return false;
  if (c.facts.importedNamesAreNoMethods && isImported(c, func.value)) return false;
  if (keywords.length > 0 && !c.facts.methodCallsWithKeywords) return false;
  const count = args.length + keywords.length + (keywords.length > 0 ? 1 : 0);
  if (count >= c.facts.stackUse || hasStars(args, keywords)) return false;
  const at = c.at;
  if (superOf(c, func)) {
    loadSuper(c, func.value as Call);
    c.at = attributePosition(c, func);
    c.emit('LOAD_SUPER_METHOD', c.name(func.attr));
  } else {
    c.expr(func.value);
    c.at = attributePosition(c, func);
    c.emit('LOAD_METHOD', c.name(func.attr));
  }
  const nameAt = c.at;
  c.exprs(args);
  c.at = c.facts.errorRanges && nameAt !== at ? [nameAt[0], at[1], nameAt[2], at[3]] : nameAt;
  if (keywords.length > 0) {
    keywordValues(c, keywords);
    const instruction = c.emit('CALL_KW', args.length + keywords.length);
    if (!c.facts.keywordNamesOnStack) instruction.change = -(args.length + keywords.length + 1);
  } else {
    c.emit('CALL', args.length);
  }
  c.at = at;
  return true;
}

function isImported(c: Compiler, e: Expr): boolean {
  return e.kind === 'Name' && (c.options.symbols.top.flagsOf(e.id) & DEF_IMPORT) !== 0;
}

// super

/** Whether `e` is an attribute of a plain `super(...)`, which needs no super object. */
export function superOf(c: Compiler, e: Attribute): boolean {
  if (!c.facts.superAttr) return false;
  const called = e.value;
  if (called.kind !== 'Call' || called.func.kind !== 'Name' || called.func.id !== 'super') return false;
  if (called.keywords.length > 0) return false;
  if (c.block.scopes.get('super') !== 'globalImplicit') return false;
  const inModule = c.options.symbols.top.scopes.get('super');
  if (inModule !== undefined && inModule !== 'globalImplicit') return false;
  if (called.args.length === 2) return called.args.every(arg => arg.kind !== 'Starred');
  if (called.args.length !== 0) return false;
  const { scope } = c;
  return (
    (scope.kind === 'function' || scope.kind === 'async' || scope.kind === 'lambda') &&
    scope.argCount + scope.posOnlyArgCount > 0 &&
    c.block.scopes.get('__class__') === 'free'
  );
}

/** `super`, the class and the instance. */
export function loadSuper(c: Compiler, called: Call): void {
  c.located(called, () => {
    c.located(called.func, () => nameOperation(c, 'super', 'Load'));
    if (called.args.length === 2) {
      c.exprs(called.args);
      return;
    }
    nameOperation(c, '__class__', 'Load');
    const [self] = c.scope.varnames.keys();
    nameOperation(c, self!, 'Load');
  });
}

export function attribute(c: Compiler, e: Attribute): void {
  if (e.ctx === 'Load' && superOf(c, e)) {
    loadSuper(c, e.value as Call);
    c.emit('LOAD_SUPER_ATTR', c.name(e.attr));
    return;
  }
  c.expr(e.value);
  const at = c.at;
  if (c.facts.errorRanges) c.at = attributePosition(c, e);
  c.emit(e.ctx === 'Load' ? 'LOAD_ATTR' : e.ctx === 'Store' ? 'STORE_ATTR' : 'DELETE_ATTR', c.name(e.attr));
  c.at = at;
}

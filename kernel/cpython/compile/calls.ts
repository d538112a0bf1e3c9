/** Calls: functions, methods, super, stars.  CPython: Python/compile.c compiler_call. */
import type { Attribute, Call, Expr, Keyword } from '../syntax/ast.js';
import { inlineConsumer } from './consumers.js';
import { str, tuple } from './constants.js';
import type { Compiler } from './context.js';
import { display, tupleDisplay } from './displays.js';
import { nameOperation } from './names.js';
import { DEF_IMPORT } from './symbols.js';
import type { Position } from './unit.js';
import { checkCallee } from './warnings.js';

/** Computes a callable and the NULL beside it; CPython's stack may have that NULL first, or not at all. */
export function callee(c: Compiler, compute: () => void): void {
  if (c.facts.pushNull === 'before') c.depth(1);
  compute();
  pushNull(c);
}
export function pushNull(c: Compiler): void {
  const instruction = c.emit('PUSH_NULL');
  if (c.facts.pushNull !== 'after') instruction.change = 0;
}
/** CALL of what `callee` computed. */
export function callPlain(c: Compiler, count: number): void {
  const instruction = c.emit('CALL', count);
  if (c.facts.pushNull === 'none') instruction.change = -count;
}

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

const hasStars = (args: readonly Expr[], keywords: readonly Keyword[]): boolean =>
  args.some(arg => arg.kind === 'Starred') || keywords.some(keyword => keyword.arg === null);

function needsUnpacking(c: Compiler, args: readonly Expr[], keywords: readonly Keyword[]): boolean {
  return hasStars(args, keywords) || args.length + keywords.length * 2 > c.facts.stackUse;
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

/** Values of keywords, then their names. */
function keywordValues(c: Compiler, keywords: readonly Keyword[]): void {
  for (const keyword of keywords) c.expr(keyword.value);
  const names = tuple(keywords.map(keyword => str(keyword.arg!)));
  const instruction = c.emit('LOAD_CONST', c.scope.constant(names));
  if (!c.facts.keywordNamesOnStack) instruction.change = 0;
}

/** The arguments of a call whose callable and NULL, and `pushed` arguments, are on the stack; and the call. */
export function callArguments(
  c: Compiler,
  pushed: number,
  args: readonly Expr[],
  keywords: readonly Keyword[],
  isUnpacked = needsUnpacking(c, args, keywords),
  countsNull = c.facts.pushNull !== 'none',
  extra: (() => void) | null = null
): void {
  if (!isUnpacked) {
    c.exprs(args);
    if (extra !== null) {
      extra();
      pushed++;
    }
    const count = pushed + args.length + keywords.length;
    if (keywords.length > 0) {
      keywordValues(c, keywords);
      const instruction = c.emit('CALL_KW', count);
      instruction.change = -count - (countsNull ? 1 : 0) - (c.facts.keywordNamesOnStack ? 1 : 0);
    } else {
      const instruction = c.emit('CALL', count);
      if (!countsNull) instruction.change = -count;
    }
    return;
  }
  const [only] = args;
  if (pushed === 0 && args.length === 1 && only!.kind === 'Starred' && extra === null) {
    c.expr(only.value);
  } else if (extra === null) {
    display(c, args, pushed, tupleDisplay);
  } else {
    displayWith(c, args, pushed, extra);
  }
  if (keywords.length === 0) {
    const instruction = c.emit('PUSH_NULL');
    if (!c.facts.callExAlwaysKeywords) instruction.change = 0;
  } else {
    unpackedKeywords(c, keywords);
  }
  const instruction = c.emit('CALL_FUNCTION_EX', keywords.length > 0 ? 1 : 0);
  instruction.change =
    -1 - (countsNull ? 1 : 0) - (keywords.length > 0 || c.facts.callExAlwaysKeywords ? 1 : 0);
}

function displayWith(c: Compiler, args: readonly Expr[], pushed: number, extra: () => void): void {
  c.emit('BUILD_LIST', pushed);
  for (const arg of args) {
    if (arg.kind === 'Starred') {
      c.expr(arg.value);
      c.emit('LIST_EXTEND', 1);
    } else {
      c.expr(arg);
      c.emit('LIST_APPEND', 1);
    }
  }
  extra();
  c.emit('LIST_APPEND', 1);
  c.emit('LIST_TO_TUPLE');
}

function unpackedKeywords(c: Compiler, keywords: readonly Keyword[]): void {
  let isBuilt = false;
  let waiting = 0;
  const piece = (end: number): void => {
    keywordPiece(c, keywords.slice(end - waiting, end));
    if (isBuilt) c.emit('DICT_MERGE', 1);
    isBuilt = true;
    waiting = 0;
  };
  keywords.forEach((keyword, i) => {
    if (keyword.arg !== null) {
      waiting++;
      return;
    }
    if (waiting > 0) piece(i);
    if (!isBuilt) {
      c.emit('BUILD_MAP', 0);
      isBuilt = true;
    }
    c.expr(keyword.value);
    c.emit('DICT_MERGE', 1);
  });
  if (waiting > 0) piece(keywords.length);
}

function keywordPiece(c: Compiler, keywords: readonly Keyword[]): void {
  const n = keywords.length;
  const isLong = n * 2 > c.facts.stackUse;
  const name = (keyword: Keyword): string => keyword.arg!;
  if (n > 1 && !isLong && c.facts.constKeyMap) {
    for (const keyword of keywords) c.expr(keyword.value);
    c.load(tuple(keywords.map(keyword => str(name(keyword)))));
    c.emit('BUILD_CONST_KEY_MAP', n);
    return;
  }
  if (isLong) c.emit('BUILD_MAP', 0);
  for (const keyword of keywords) {
    c.load(str(name(keyword)));
    c.expr(keyword.value);
    if (isLong) c.emit('MAP_ADD', 1);
  }
  if (!isLong) c.emit('BUILD_MAP', n);
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

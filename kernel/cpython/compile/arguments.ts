/** Callables and their arguments on the stack.  CPython: Python/compile.c compiler_call_helper. */
import type { Expr, Keyword } from '../syntax/ast.js';
import { str, tuple } from './constants.js';
import type { Compiler } from './context.js';
import { display, tupleDisplay } from './displays.js';

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

export const hasStars = (args: readonly Expr[], keywords: readonly Keyword[]): boolean =>
  args.some(arg => arg.kind === 'Starred') || keywords.some(keyword => keyword.arg === null);

/** Whether the arguments go through a tuple and a dict. */
export function needsUnpacking(c: Compiler, args: readonly Expr[], keywords: readonly Keyword[]): boolean {
  return hasStars(args, keywords) || args.length + keywords.length * 2 > c.facts.stackUse;
}

/** Values of keywords, then their names. */
export function keywordValues(c: Compiler, keywords: readonly Keyword[]): void {
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

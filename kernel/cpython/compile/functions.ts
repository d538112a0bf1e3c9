/** Functions, lambdas and what they carry: defaults, annotations, closures.  CPython: Python/compile.c compiler_function. */
import type { Arguments, Expr, Stmt } from '../syntax/ast.js';
import { ANNOTATE, ANNOTATIONS, DEFAULTS, KWDEFAULTS, closure } from './closures.js';
import { annotateFunction, annotationsOf, annotationValue } from './annotations.js';
import { cleanDocstring } from './docstrings.js';
import { None, str, tuple } from './constants.js';
import type { Compiler } from './context.js';
import { guardStopIteration } from './generators.js';
import { nameOperation } from './names.js';
import { docstringOf } from './symtable.js';
import { genericFunction } from './typeparams.js';
import type { CodeUnit } from './unit.js';

type FunctionDef = Extract<Stmt, { kind: 'FunctionDef' | 'AsyncFunctionDef' }>;

export function decorators(c: Compiler, list: readonly Expr[]): void {
  c.exprs(list);
}
/** Calls the decorators that lie below, innermost first: each takes what is on top. */
export function applyDecorators(c: Compiler, list: readonly Expr[]): void {
  for (const decorator of [...list].reverse()) c.located(decorator, () => c.emit('CALL', 0));
}

export function functionDef(c: Compiler, s: FunctionDef): void {
  decorators(c, s.decorator_list);
  const firstLine = s.decorator_list[0]?.lineno ?? s.lineno;
  const flags = defaultArguments(c, s.args);
  if (s.type_params.length > 0) genericFunction(c, s, flags, () => makeFunction(c, s, firstLine, flags));
  else makeFunction(c, s, firstLine, flags);
  applyDecorators(c, s.decorator_list);
  nameOperation(c, s.name, 'Store');
}

/** Emits the function object; `flags` says which defaults lie on the stack. */
function makeFunction(c: Compiler, s: FunctionDef, firstLine: number, flags: number): void {
  flags |= functionAnnotations(c, s);
  const unit = functionBody(c, s, firstLine);
  closure(c, unit, flags);
}
function functionBody(c: Compiler, s: FunctionDef, firstLine: number): CodeUnit {
  const scope = c.enter(s, s.kind === 'FunctionDef' ? 'function' : 'async', s.name, firstLine);
  setArgumentCounts(c, s.args);
  const docstring = docstringOf(s.body);
  const { facts } = c;
  if (docstring !== null) {
    scope.constant(str(facts.cleanDocstrings ? cleanDocstring(docstring) : docstring));
  } else if (facts.leadingNone) {
    scope.constant(None);
  }
  const isGenerator = c.block.isGenerator || c.block.isCoroutine;
  const close = isGenerator ? guardStopIteration(c) : null;
  if (close !== null) c.push({ kind: 'stopIteration', start: c.label(), exit: null });
  c.body(docstring !== null ? s.body.slice(1) : s.body);
  if (close !== null) {
    c.pop();
    close();
  }
  return c.leave();
}

export function setArgumentCounts(c: Compiler, args: Arguments): void {
  c.scope.argCount = args.args.length;
  c.scope.posOnlyArgCount = args.posonlyargs.length;
  c.scope.kwOnlyArgCount = args.kwonlyargs.length;
}

/** Pushes the defaults; answers which there are. */
export function defaultArguments(c: Compiler, args: Arguments): number {
  let flags = 0;
  if (args.defaults.length > 0) {
    flags |= DEFAULTS;
    c.exprs(args.defaults);
    c.emit('BUILD_TUPLE', args.defaults.length);
  }
  const keywords = args.kwonlyargs.flatMap((arg, i) => {
    const value = args.kw_defaults[i] ?? null;
    return value === null ? [] : [{ name: c.mangle(arg.arg), value }];
  });
  if (keywords.length > 0) {
    flags |= KWDEFAULTS;
    if (c.facts.constKeyMap) {
      for (const { value } of keywords) c.expr(value);
      c.load(tuple(keywords.map(({ name }) => str(name))));
      c.emit('BUILD_CONST_KEY_MAP', keywords.length);
    } else {
      for (const { name, value } of keywords) {
        c.load(str(name));
        c.expr(value);
      }
      c.emit('BUILD_MAP', keywords.length);
    }
  }
  return flags;
}

function functionAnnotations(c: Compiler, s: FunctionDef): number {
  const all = annotationsOf(s.args, s.returns);
  if (all.length === 0) return 0;
  const way = c.facts.annotations;
  if (way === 'function') {
    annotateFunction(c, s, all);
    return ANNOTATE;
  }
  for (const { name, annotation } of all) {
    if (way === 'tuple') c.load(str(c.mangle(name)));
    annotationValue(c, annotation);
  }
  if (way === 'dict') {
    c.load(tuple(all.map(({ name }) => str(c.mangle(name)))));
    c.emit('BUILD_CONST_KEY_MAP', all.length);
  } else {
    c.emit('BUILD_TUPLE', all.length * 2);
  }
  return ANNOTATIONS;
}

export function lambda(c: Compiler, e: Extract<Expr, { kind: 'Lambda' }>): void {
  const flags = defaultArguments(c, e.args);
  c.enter(e, 'lambda', '<lambda>', e.lineno);
  setArgumentCounts(c, e.args);
  if (c.facts.leadingNone) c.scope.constant(None);
  const close = c.block.isGenerator ? guardStopIteration(c, false) : null;
  c.expr(e.body);
  if (c.block.isGenerator) {
    c.emit('POP_TOP');
    close!();
  } else {
    c.located(e.body, () => c.emit('RETURN_VALUE'));
  }
  closure(c, c.leave(), flags);
}

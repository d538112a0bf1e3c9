/** Annotations: evaluated, turned into text, or (3.14) put into a function.  CPython: Python/compile.c, codegen_process_deferred_annotations. */
import type { Arguments, Expr, Stmt } from '../syntax/ast.js';
import { int, str } from './constants.js';
import type { Compiler } from './context.js';
import type { Location } from './errors.js';
import { closure } from './closures.js';
import { nameOperation } from './names.js';
import { comparisons } from './opcodes.js';
import type { CodeUnit } from './unit.js';
import { unparse } from './unparse.js';

export interface NamedAnnotation {
  name: string;
  annotation: Expr;
}

/** The annotations of a function, in the order in which CPython evaluates them. */
export function annotationsOf(args: Arguments, returns: Expr | null): NamedAnnotation[] {
  const all = [...args.args, ...args.posonlyargs];
  if (args.vararg !== null) all.push(args.vararg);
  all.push(...args.kwonlyargs);
  if (args.kwarg !== null) all.push(args.kwarg);
  const found = all.flatMap(arg =>
    arg.annotation === null ? [] : [{ name: arg.arg, annotation: arg.annotation }]
  );
  if (returns !== null) found.push({ name: 'return', annotation: returns });
  return found;
}

/** Pushes one annotation, or its text under `from __future__ import annotations`. */
export function annotationValue(c: Compiler, annotation: Expr): void {
  if (c.options.futureAnnotations) {
    c.load(str(unparse(annotation)));
  } else if (annotation.kind === 'Starred') {
    // *args: *Ts
    c.expr(annotation.value);
    c.emit('UNPACK_SEQUENCE', 1);
  } else {
    c.expr(annotation);
  }
}

type FunctionDef = Extract<Stmt, { kind: 'FunctionDef' | 'AsyncFunctionDef' }>;

/** Raises NotImplementedError unless the format asked for is a value. */
export function checkFormat(c: Compiler): void {
  const body = c.label();
  c.emit('LOAD_FAST', 0);
  c.load(int(2));
  c.emit('COMPARE_OP', comparisons.indexOf('>'));
  c.jump('POP_JUMP_IF_FALSE', body);
  c.emit('LOAD_COMMON_CONSTANT', 1);
  c.emit('RAISE_VARARGS', 1);
  c.use(body);
}

function enterAnnotate(c: Compiler, block: Parameters<Compiler['enterBlock']>[0], firstLine: number): void {
  c.enterBlock(block, 'function', '__annotate__', firstLine);
  c.scope.posOnlyArgCount = 1;
  c.scope.argCount = 0;
  c.scope.argumentName = 'format';
}

/** Pushes the function that computes a function's annotations. */
export function annotateFunction(c: Compiler, s: FunctionDef, all: readonly NamedAnnotation[]): void {
  const block = c.options.symbols.blocks.get(s.args)!;
  enterAnnotate(c, block, s.lineno);
  checkFormat(c);
  for (const { name, annotation } of all) {
    c.load(str(c.mangle(name)));
    c.located(annotation, () => annotationValue(c, annotation));
  }
  c.emit('BUILD_MAP', all.length);
  c.emit('RETURN_VALUE');
  closure(c, c.leave(), 0);
}

/** After a module or class body: the function that computes the annotations of its variables. */
export function bodyAnnotations(c: Compiler, firstLine: number): void {
  const deferred = c.scope.deferredAnnotations;
  if (deferred.length === 0) return;
  const block = c.block.annotationBlock!;
  const unit = bodyAnnotate(c, block, deferred, firstLine);
  const { items } = c.scope;
  const from = items.length;
  closure(c, unit, 0);
  nameOperation(c, c.block.kind === 'class' ? '__annotate_func__' : '__annotate__', 'Store');
  // a module has it before its body runs
  if (c.block.kind === 'module') items.unshift(...items.splice(from));
}

function bodyAnnotate(
  c: Compiler,
  block: NonNullable<Compiler['block']['annotationBlock']>,
  deferred: Compiler['scope']['deferredAnnotations'],
  firstLine: number
): CodeUnit {
  const isModule = c.block.kind === 'module';
  enterAnnotate(c, block, firstLine);
  checkFormat(c);
  c.emit('BUILD_MAP', 0);
  for (const { name, annotation, at, index } of deferred) {
    c.located(at, () => {
      const skip = c.label();
      if (index !== null) {
        c.load(int(index));
        if (isModule) c.emit('LOAD_GLOBAL', c.name('__conditional_annotations__'));
        else nameOperation(c, '__conditional_annotations__', 'Load');
        c.emit('CONTAINS_OP', 0);
        c.jump('POP_JUMP_IF_FALSE', skip);
      }
      c.expr(annotation);
      c.emit('COPY', 2);
      c.load(str(c.mangle(name)));
      c.emit('STORE_SUBSCR');
      c.use(skip);
    });
  }
  c.emit('RETURN_VALUE');
  return c.leave();
}

/** `x: int` in a module or class body. */
export function variableAnnotation(c: Compiler, name: string, annotation: Expr, at: Location): void {
  const mangled = c.mangle(name);
  if (c.facts.annotations === 'function' && !c.options.futureAnnotations) {
    const { scope, block } = c;
    const isConditional = block.kind === 'module' || scope.conditionalDepth > 0;
    let index: number | null = null;
    if (isConditional) {
      index = scope.nextAnnotation++;
      nameOperation(c, '__conditional_annotations__', 'Load');
      c.load(int(index));
      c.emit('SET_ADD', 1);
      c.emit('POP_TOP');
    }
    scope.deferredAnnotations.push({ name, annotation, at, index });
    return;
  }
  annotationValue(c, annotation);
  c.emit('LOAD_NAME', c.name('__annotations__'));
  c.load(str(mangled));
  c.emit('STORE_SUBSCR');
}

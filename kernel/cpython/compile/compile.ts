/** The way in: a tree to a code unit, or to a syntax error.  CPython: Python/compile.c _PyAST_Compile. */
import type { Root, Stmt } from '../syntax/ast.js';
import type { PythonSyntaxError } from '../syntax/errors.js';
import { finish } from './assemble.js';
import { bodyAnnotations } from './annotations.js';
import { bodyOf } from './classes.js';
import { Compiler } from './context.js';
import { CompileFailure, failure, type CompileWarning } from './errors.js';
import { expression } from './expressions.js';
import type { CompileFacts } from './facts.js';
import { foldTree } from './fold.js';
import { statement } from './statements.js';
import { buildSymbolTable } from './symtable.js';
import type { CodeUnit } from './unit.js';

export interface CompileOptions {
  filename: string;
  mode: 'exec' | 'single' | 'eval';
  facts: CompileFacts;
  /** Features that the code around turned on (`exec` inside a module with `from __future__`). */
  futureFlags?: number;
}

/** The code unit of the whole tree, or what is wrong with it.  The tree is changed: folded. */
export type Compiled = { warnings: readonly CompileWarning[] } & (
  { unit: CodeUnit; error?: undefined } | { unit?: undefined; error: PythonSyntaxError }
);

/** The features of `__future__`, with their flags in co_flags (before 3.9 they were shifted). */
const features: Record<string, number> = {
  nested_scopes: 0,
  generators: 0,
  division: 0x20000,
  absolute_import: 0x40000,
  with_statement: 0x80000,
  print_function: 0x100000,
  unicode_literals: 0x200000,
  barry_as_FLUFL: 0x400000,
  generator_stop: 0x800000,
  annotations: 0x1000000
};

/** Flags of the features that a body begins with, or an error.  @cpython Python/future.c */
function futureFlags(body: readonly Stmt[], facts: CompileFacts): number {
  let flags = 0;
  let isDone = false;
  for (const [i, s] of body.entries()) {
    if (s.kind === 'ImportFrom' && s.module === '__future__' && s.level === 0) {
      if (isDone) {
        throw failure(
          'from __future__ imports must occur at the beginning of the file',
          s,
          facts.errorRanges
        );
      }
      for (const alias of s.names) {
        const flag = features[alias.name];
        if (alias.name === 'braces') throw failure('not a chance', s, facts.errorRanges);
        if (flag === undefined) {
          throw failure(`future feature ${alias.name} is not defined`, s, facts.errorRanges);
        }
        flags |= alias.name in always ? 0 : flag;
      }
    } else if (s.kind === 'Expr' && s.value.kind === 'Constant' && s.value.value.type === 'str' && i === 0) {
      // the docstring
    } else {
      isDone = true;
    }
  }
  return flags;
}
/** Features that Python 3 has anyway: importing them sets no flag. */
const always = {
  nested_scopes: 1,
  generators: 1,
  division: 1,
  absolute_import: 1,
  with_statement: 1,
  print_function: 1,
  unicode_literals: 1,
  generator_stop: 1
};

export function compileUnit(tree: Root, options: CompileOptions): Compiled {
  const { facts } = options;
  const warnings: CompileWarning[] = [];
  try {
    const flags =
      (options.futureFlags ?? 0) | (tree.kind === 'Expression' ? 0 : futureFlags(tree.body, facts));
    const futureAnnotations = (flags & features['annotations']!) !== 0;
    foldTree(tree, facts, futureAnnotations);
    const symbols = buildSymbolTable(tree, facts, futureAnnotations);
    const compiler = new Compiler(
      { filename: options.filename, facts, symbols, futureAnnotations, futureFlags: flags },
      { expr: expression, stmt: statement, finish }
    );
    try {
      return { unit: compileRoot(compiler, tree), warnings: compiler.warnings };
    } finally {
      warnings.push(...compiler.warnings);
    }
  } catch (thrown) {
    if (!(thrown instanceof CompileFailure)) throw thrown;
    return { error: thrown.error, warnings };
  }
}

function compileRoot(c: Compiler, tree: Root): CodeUnit {
  c.isInteractive = tree.kind === 'Interactive';
  c.enter(tree, 'module', '<module>', 1);
  switch (tree.kind) {
    case 'Module':
      c.located({ lineno: 1, end_lineno: 1, col_offset: 0, end_col_offset: 0 }, () => {
        if (c.block.hasConditionalAnnotations) {
          c.emit('BUILD_SET', 0);
          c.emit('STORE_NAME', c.name('__conditional_annotations__'));
        }
        bodyOf(c, tree.body);
      });
      break;
    case 'Interactive':
      c.located({ lineno: 1, end_lineno: 1, col_offset: 0, end_col_offset: 0 }, () => {
        const lazy = c.facts.annotations === 'function' && !c.options.futureAnnotations;
        if (lazy && c.block.hasConditionalAnnotations) {
          c.emit('BUILD_SET', 0);
          c.emit('STORE_NAME', c.name('__conditional_annotations__'));
        }
        if (!lazy && c.block.hasAnnotations) c.emit('SETUP_ANNOTATIONS');
      });
      c.body(tree.body);
      break;
    case 'Expression':
      c.scope.mayReturnNone = false;
      c.expr(tree.body);
      c.located(tree.body, () => c.emit('RETURN_VALUE'));
  }
  if (c.facts.annotations === 'function') c.located(null, () => bodyAnnotations(c, 1));
  return c.leave();
}

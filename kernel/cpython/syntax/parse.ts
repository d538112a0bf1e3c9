/** The way in: source text to a tree, or to a syntax error.  CPython: Parser/pegen.c _PyPegen_run_parser. */
import type { Expression, Interactive, Module } from './ast.js';
import { CompoundParser } from './compound.js';
import { ParseFailure } from './cursor.js';
import type { PythonSyntaxError, PythonSyntaxWarning } from './errors.js';
import type { Grammar } from './grammar.js';
import { Source, SyntaxFailure } from './source.js';
import { Tokenizer } from './tokenizer.js';

export interface ParseOptions {
  grammar: Grammar;
  /** Looks up `\N{name}`; without it every name is unknown. */
  characterNamed?: (name: string) => string | null;
}

export type Parsed<T> = { warnings: readonly PythonSyntaxWarning[] } & (
  { tree: T; error?: undefined } | { tree?: undefined; error: PythonSyntaxError }
);

/** A whole file or cell: `exec`. */
export function parseModule(text: string, options: ParseOptions): Parsed<Module> {
  return parse(text, options, parser => parser.module());
}

/** One statement of the prompt: `single`. */
export function parseInteractive(text: string, options: ParseOptions): Parsed<Interactive> {
  return parse(text, options, parser => parser.interactive());
}

/** One expression: `eval`. */
export function parseExpression(text: string, options: ParseOptions): Parsed<Expression> {
  return parse(text.replace(/^[ \t]+/, ''), options, parser => parser.evaluated());
}

function parse<T>(text: string, options: ParseOptions, root: (parser: CompoundParser) => T): Parsed<T> {
  const source = new Source(text, options.grammar, options.characterNamed ?? (() => null));
  const tokenizer = new Tokenizer(source).run();
  try {
    const tree = root(new CompoundParser(source, tokenizer.tokens));
    return { tree, warnings: source.warnings };
  } catch (failure) {
    if (failure instanceof SyntaxFailure) return { error: failure.error, warnings: source.warnings };
    if (!(failure instanceof ParseFailure)) throw failure;
    const error = tokenizer.error ?? source.errorAt('SyntaxError', 'invalid syntax', 1, 0, 1, 0).error;
    return { error, warnings: source.warnings };
  }
}

/** The way in: source text to a tree, or to a syntax error.  CPython: Parser/pegen.c _PyPegen_run_parser. */
import type { Expression, Interactive, Module } from './ast.js';
import type { PythonSyntaxError, PythonSyntaxWarning } from './errors.js';
import type { Grammar } from './grammar.js';
import { parseTokens, type Parser } from './parser.js';
import { Source, SyntaxFailure } from './source.js';
import { Tokenizer } from './tokenizer.js';

export interface ParseOptions {
  grammar: Grammar;
  /** Looks up `\N{name}`; without it every name is unknown. */
  characterNamed?: (name: string) => string | null;
}

/** A tree, or an error; `isUnfinished` says that the source only ended too early, and more lines could mend it. */
export type Parsed<T> = { warnings: readonly PythonSyntaxWarning[] } & (
  { tree: T; error?: undefined } | { tree?: undefined; error: PythonSyntaxError; isUnfinished: boolean }
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

function parse<T>(text: string, options: ParseOptions, root: (parser: Parser) => T): Parsed<T> {
  const source = new Source(text, options.grammar, options.characterNamed ?? (() => null));
  try {
    const tree = parseTokens(source, new Tokenizer(source).run(), root);
    return { tree, warnings: source.warnings };
  } catch (failure) {
    if (failure instanceof RangeError)
      return { error: tooComplex(source), isUnfinished: false, warnings: source.warnings };
    if (!(failure instanceof SyntaxFailure)) throw failure;
    return { error: failure.error, isUnfinished: failure.isUnfinished, warnings: source.warnings };
  }
}

/** Where CPython's parser has a limit of its own, ours is that of JavaScript's stack. */
function tooComplex(source: Source): PythonSyntaxError {
  const message = 'Parser stack overflowed - Python source too complex to parse';
  return { ...source.errorAt('SyntaxError', message, 1, 0, 1, 0).error, kind: 'MemoryError' };
}

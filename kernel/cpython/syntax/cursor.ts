/** The parser's place among the tokens, and how it makes nodes and failures.  CPython: Parser/pegen.c. */
import type { Expr, Place } from './ast.js';
import type { Grammar } from './grammar.js';
import type { PythonSyntaxError } from './errors.js';
import type { Source } from './source.js';
import type { Token } from './token.js';
import type { Tokenizer } from './tokenizer.js';

/** Thrown where no production fits.  Which message that earns is found by a second, diagnosing pass. */
export class ParseFailure extends Error {}

const FAILURE = new ParseFailure('no production fits');

/**
 * The lowest layer of the parser, which is a chain of classes, one per file, because grammars are recursive and
 * imports are not: each layer adds the productions of its file, and names those of higher layers `abstract`.
 */
export abstract class TokenCursor {
  /** The token to read next. */
  protected tok: Token;
  protected pos = 0;
  /** The last token that was looked at: where an `invalid syntax` lies. */
  furthest: number;
  /** Second pass: the productions for common mistakes are tried, and raise what they recognise. */
  protected diagnosing: boolean;
  protected readonly grammar: Grammar;

  /** `lookedAt`: in a second pass, how far the first one got. */
  constructor(
    protected readonly source: Source,
    protected tokens: readonly Token[],
    lookedAt: number | null = null
  ) {
    this.diagnosing = lookedAt !== null;
    this.furthest = lookedAt ?? 0;
    this.grammar = source.grammar;
    this.tok = tokens[0]!;
  }

  abstract expression(): Expr;
  abstract namedExpression(): Expr;
  abstract starExpressions(): Expr;
  abstract starNamedExpression(): Expr;
  abstract yieldExpression(): Expr;
  abstract disjunction(): Expr;
  abstract bitwiseOr(): Expr;
  abstract starTargets(): Expr;
  /** Parses the tokens of an expression that stands inside a string. */
  abstract embeddedExpression(tokenizer: Tokenizer): Expr;

  /** Consumes the next token and returns it. */
  protected advance(): Token {
    const token = this.tok;
    if (token.kind === 'ERROR') throw FAILURE;
    this.tok = this.tokens[++this.pos]!;
    if (this.pos > this.furthest) this.furthest = this.pos;
    return token;
  }

  /** Goes back to an earlier place. */
  protected seek(pos: number): void {
    this.pos = pos;
    this.tok = this.tokens[pos]!;
  }

  protected at(kind: string): boolean {
    return this.tok.kind === kind;
  }

  /** The token after the next one. */
  protected peek(distance = 1): Token {
    return this.tokens[this.pos + distance] ?? this.tokens[this.tokens.length - 1]!;
  }

  protected accept(kind: string): boolean {
    if (this.tok.kind !== kind) return false;
    this.advance();
    return true;
  }

  protected expect(kind: string): Token {
    if (this.tok.kind !== kind) throw FAILURE;
    return this.advance();
  }

  /** Like `expect`, where nothing else can stand: its absence has its own message in either pass. */
  protected expectForced(kind: string): Token {
    if (this.tok.kind === kind) return this.advance();
    if (this.tok.kind === 'ERROR' || !this.grammar.betterErrors) throw FAILURE;
    this.raise(`expected '${kind}'`, this.tok);
  }

  protected name(): Token {
    return this.expect('NAME');
  }

  protected fail(): never {
    throw FAILURE;
  }

  /** Runs `attempt`; if it fails, goes back and returns null. */
  protected attempt<T>(attempt: () => T): T | null {
    const start = this.pos;
    try {
      return attempt();
    } catch (failure) {
      if (!(failure instanceof ParseFailure)) throw failure;
      this.seek(start);
      return null;
    }
  }

  /**
   * What may follow, as `production` reads it; null if it does not fit, which in the first pass is a failure already.
   * In the second, what came before it stands alone, so that productions for mistakes see it.
   */
  protected rest<T>(production: () => T): T | null {
    return this.diagnosing ? this.attempt(production) : production();
  }

  /** Whether `production` fits here; nothing is consumed. */
  protected fits(production: () => unknown): boolean {
    const start = this.pos;
    const fits = this.attempt(() => (production(), true)) === true;
    this.seek(start);
    return fits;
  }

  /** Completes a node that begins with `start` and ends with the last token consumed. */
  protected node<N extends Place>(start: Place, fields: Omit<N, keyof Place>): N {
    const node = fields as N;
    let last = this.pos - 1;
    let end = this.tokens[last];
    while (end !== undefined && end.layout) end = this.tokens[--last];
    end ??= this.tok;
    node.lineno = start.lineno;
    node.col_offset = start.col_offset;
    node.end_lineno = end.end_lineno;
    node.end_col_offset = end.end_col_offset;
    return node;
  }

  /** Raises a SyntaxError on the part from `start` to the end of `end`. */
  protected raise(
    message: string,
    start: Place,
    end = start,
    kind: PythonSyntaxError['kind'] = 'SyntaxError'
  ): never {
    const reached = this.tokens[this.furthest]!.lineno;
    throw this.source.errorAt(
      kind,
      message,
      start.lineno,
      start.col_offset,
      end.end_lineno,
      end.end_col_offset,
      reached
    );
  }

  /** Raises a SyntaxError that begins at `start` and ends where the tokenizer's cursor stands. */
  protected raiseFrom(message: string, start: Place): never {
    const { end_lineno, end_col_offset } = this.tokens[this.furthest]!;
    throw this.source.errorAt(
      'SyntaxError',
      message,
      start.lineno,
      start.col_offset,
      end_lineno,
      end_col_offset - 1
    );
  }

  /** Raises on the last token that was looked at. */
  protected raiseHere(message: string, kind: PythonSyntaxError['kind'] = 'SyntaxError'): never {
    throw this.source.errorOn(kind, message, this.tokens[this.furthest]!);
  }
}
